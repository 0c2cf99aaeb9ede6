"""The end of a talk: nothing that no note says, and lines typed at the wrap-up."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.agreement import Agreement, Outcome
from coach.note import Typed, read_line
from coach.person import Person
from coach.talk import Kind, Talk
from coach.wrapup import draft, read_action, read_day
from data.knowledge import read_knowledge, read_phrasing
from tests.conftest import NOW

DAY = date(2026, 3, 9)


def talk_of(*lines: str, lang: str = "nl", kind: Kind = Kind.STAY) -> Talk:
    talk = Talk("5a" * 16, kind, lang, Person("p", "Sanne"), DAY, NOW)
    return talk.with_lines([t for line in lines if isinstance(t := read_line(line), Typed)], NOW)


def test_a_draft_points_at_numbers_of_notes() -> None:
    talk = talk_of("te veel overuren", "x", "! ik vraag HR om een tweede kracht, voor 20 maart").without(2)
    found = draft(talk, read_knowledge("nl"), read_phrasing("nl"))
    (agreement,) = found.outcome.agreements
    assert (agreement.owner, agreement.due, agreement.note) == ("manager", date(2026, 3, 20), 3)
    numbers = {note.number for note in talk.notes}
    assert found.sentences
    assert all(set(sentence.lines) <= numbers for sentence in found.sentences)


def test_asides_and_impressions_stand_in_no_draft() -> None:
    talk = talk_of("// overuren zijn mijn schuld", "~ lijkt moe van de overuren", "! // ik bel Kees morgen")
    found = draft(talk, read_knowledge("nl"), read_phrasing("nl"))
    assert found.sentences == ()
    assert found.outcome == Outcome()


@pytest.mark.parametrize(
    ("lang", "text", "owner", "what", "due"),
    [
        ("nl", "ik vraag het na bij HR, tegen 20 maart", "manager", "vraag", date(2026, 3, 20)),
        ("nl", "samen: de planning doorlopen, volgende week donderdag", "together", "de planning", date(2026, 3, 19)),
        ("nl", "Sanne: lijst van storingen", "employee", "lijst", None),
        ("en", "me: ask finance, by Friday", "manager", "ask finance", date(2026, 3, 13)),
        ("en", "Sanne to send the list", "employee", "send", None),
    ],
)  # fmt: skip
def test_a_typed_action(lang: str, text: str, owner: str, what: str, due: date | None) -> None:
    read = read_action(text, talk_of(lang=lang), read_knowledge(lang))
    (agreement,) = read.agreements
    assert (agreement.owner, agreement.due) == (owner, due)
    assert what in agreement.what
    assert ":" not in agreement.what


@pytest.mark.parametrize(
    ("lang", "text"),
    [("nl", "die opslag komt in orde, beloofd"), ("en", "you will get that raise, promised")],
)
def test_a_promise_is_seen(lang: str, text: str) -> None:
    assert read_action(text, talk_of(lang=lang), read_knowledge(lang)).promises


@given(st.text(min_size=1, max_size=200), st.sampled_from(["nl", "en"]))
def test_any_line_becomes_one_or_two_actions_in_its_own_words(text: str, lang: str) -> None:
    typed = read_line(text)
    text = typed.text if isinstance(typed, Typed) else "x"
    read = read_action(text, talk_of(lang=lang), read_knowledge(lang))
    assert 1 <= len(read.agreements) <= 2
    for agreement in read.agreements:
        assert all(word in text for word in agreement.what.split())


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("26 maart", date(2026, 3, 26)),
        ("over drie weken", date(2026, 3, 30)),
        ("na de zomer", None),
        ("", None),
        ("1 januari 2020", None),
    ],
)
def test_the_day_to_come_back(text: str, day: date | None) -> None:
    assert read_day(text, talk_of()) == day


def test_an_action_goes_round_its_owners() -> None:
    first = Agreement(None, "x")
    seen = [first := first.handed_on() for _ in range(4)]
    assert [agreement.owner for agreement in seen] == ["manager", "employee", "together", "manager"]
