"""What a model is shown of a talk, and what its proposals come to."""

from datetime import UTC, date, datetime

import pytest

from coach.agreement import Outcome
from coach.judging import Judging
from coach.maker import Maker
from coach.note import Typed, read_line
from coach.person import Person
from coach.proposals import ProposedSentence
from coach.talk import Kind, Talk
from tui.opening import read_by_rules

AT = datetime(2026, 3, 9, 10, 0, tzinfo=UTC)
BY = Maker("klein", "00", "1")
LINES = (
    "// I tell my own chief",
    "wants to follow a Power BI course",
    "~ budget: I will check with Jo",
    "budget Power BI: I check with Jo",
)


def talk(kind: Kind = Kind.STAY, *lines: str) -> Talk:
    fresh = Talk("t", kind, "en", Person("p", "Sanne"), date(2026, 3, 9), AT)
    read = [read_line(line) for line in lines or LINES]
    return fresh.with_lines([one for one in read if isinstance(one, Typed)], AT)


def test_asides_and_impressions_are_not_shown() -> None:
    reading = read_by_rules(talk())
    assert [note.number for note in reading.notes] == [2, 4]
    assert [reading.worth(note) for note in talk().notes] == [False] * 4  # other values with the same text
    assert [note.number for note in reading.notes if reading.worth(note)] == [4]


def test_numbers_are_those_of_notes_whatever_was_left_out() -> None:
    reading = read_by_rules(talk())
    judging = Judging().with_verdict(reading.notes[1], "manager").with_verdict(reading.notes[0], "employee")
    worded = ProposedSentence("The employee wants to follow a Power BI course.", (0,))
    offer = reading.offer(
        judging, (worded, ProposedSentence("Sanne resigns.", (1,)), ProposedSentence("x", (9,))), BY
    )
    assert [(a.note, a.owner, a.what, a.maker) for a in offer.actions] == [(4, "manager", LINES[3], BY)]
    assert [one.lines for one in offer.sentences] == [(2,)]
    assert {(one.what, one.lines) for one in offer.accounts.dropped} == {
        ("action", (2,)), ("sentence", (4,)), ("sentence", ()),
    }  # fmt: skip
    assert offer.accounts.proposed == offer.accounts.survived + len(offer.accounts.dropped)


def test_what_somebody_confirmed_gets_no_action_more() -> None:
    settled = talk().agree(Outcome(up_to=4))
    reading = read_by_rules(settled)
    offer = reading.offer(Judging().with_verdict(reading.notes[1], "manager"), (), BY, settled_to=4)
    assert offer.actions == ()
    assert [(one.reason, one.lines) for one in offer.accounts.dropped] == [("settled", (4,))]


@pytest.mark.parametrize("lines", [("",), ("! I call HR",), ("nothing",) * 3])
def test_a_dismissal_shows_nothing_and_little_is_no_trouble(lines: tuple[str, ...]) -> None:
    assert read_by_rules(talk(Kind.DISMISSAL, *lines)).notes == ()
    reading = read_by_rules(talk(Kind.STAY, *lines))
    assert reading.offer(Judging(), (), BY).actions == ()


def test_a_line_that_is_forgotten_is_in_no_verdict() -> None:
    here = talk()
    judging = Judging().with_verdict(here.notes[3], "manager").with_failure(here.notes[1])
    assert "Jo" not in repr(judging.only(here.without(4)))
    assert judging.only(here).of(here.notes[3]) == "manager"
