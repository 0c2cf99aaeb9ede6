"""Rules and model together: a model adds and rewords, and takes nothing away."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coach.account import MERGING
from coach.candidate import VETOES
from coach.guard.weighing import REASONS, Guard
from coach.maker import Maker
from coach.note import Mark
from coach.proposals import (
    OF_LINES,
    Proposals,
    ProposedAction,
    ProposedSentence,
    grounds,
    merge,
    to_word,
    worth_asking,
)
from coach.report import TalkReport, read_talk
from coach.summary import summarize
from coach.talk import Kind
from data.knowledge import read_guard_words, read_knowledge, read_names, read_phrasing
from tests.coach.conftest import PARTIES, TODAY

Read = Callable[..., TalkReport]
BY = Maker("small", "ab" * 32, "1")
NOTES = (
    "te veel prio's, elke week iets anders",
    "wil een opleiding Power BI volgen",
    "'s avonds nog mails, dat vreet aan het gezin",
    "zou ooit teamleider willen worden",
    "HR moet dat uitzoeken",
    "ik heb dat vorige week al gemaild",
    "ik vraag HR naar het opleidingsbudget, tegen vrijdag",
    "rooster hangt te laat uit",
    "collega's springen bij als het druk is",
    "misschien bel ik de planner nog",
)


def guard(lang: str = "nl") -> Guard:
    return Guard(read_guard_words(lang), read_names(), PARTIES, TODAY)


def merged(report: TalkReport, *, actions: tuple = (), sentences: tuple = (), **more: object):
    proposals = Proposals(BY, tuple(actions), tuple(sentences))
    return merge(report, read_phrasing("nl"), guard(), proposals, **more)


def test_without_proposals_the_rules_stand_as_they_were(read: Read) -> None:
    report = read(*NOTES)
    found = merged(report)
    assert found.report == report
    assert list(found.sentences) == summarize(report, read_phrasing("nl"))
    assert (found.accounts.proposed, found.accounts.survived, found.accounts.dropped) == (0, 0, ())


def test_a_sentence_takes_the_place_of_the_words_it_covers(read: Read) -> None:
    report = read("wil een opleiding Power BI volgen")
    (base,) = summarize(report, read_phrasing("nl"))
    assert to_word([base]) == [(0,)]
    said = ProposedSentence("De medewerker wil een opleiding Power BI volgen.", (0,))
    found = merged(report, sentences=(said,))
    assert found.accounts.survived == 1, found.accounts
    assert found.sentences[0].text.endswith(": de medewerker wil een opleiding Power BI volgen.")
    assert found.sentences[0].lines == base.lines
    assert found.by_sentence == {0: BY}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("De medewerker volgt een opleiding Power BI.", "sentence.word"),
        ("De medewerker wil geen opleiding Power BI volgen.", "sentence.word"),
        ("De leidinggevende wil een opleiding Power BI volgen.", "sentence.word"),
        ("De medewerker wil een opleiding Excel volgen.", "sentence.word"),
        ("She wants to take a course in Power BI.", "sentence.language"),
    ],
)
def test_a_sentence_that_does_not_rest_leaves_the_rules_as_they_were(
    read: Read, text: str, reason: str
) -> None:
    report = read("wil een opleiding Power BI volgen")
    found = merged(report, sentences=(ProposedSentence(text, (0,)),))
    assert list(found.sentences) == summarize(report, read_phrasing("nl"))
    assert found.accounts.by_reason == {reason: 1}
    assert found.by_sentence == {}


def test_each_line_is_worded_once_and_none_is_left_out(read: Read) -> None:
    report = read("wil een opleiding Power BI volgen", "wil ook de opleiding Excel doen")
    (base,) = summarize(report, read_phrasing("nl"))
    assert base.said == (0, 1)
    found = merged(
        report, sentences=(ProposedSentence("De medewerker wil een opleiding Power BI volgen.", (0,)),)
    )
    assert found.sentences[0].text.endswith(
        ": de medewerker wil een opleiding Power BI volgen; wil ook de opleiding Excel doen."
    )
    again = ProposedSentence("De medewerker wil een opleiding Power BI volgen.", (0,))
    twice = merged(
        report, sentences=(ProposedSentence("De medewerker wil een opleiding Power BI volgen.", (0,)), again)
    )
    assert twice.accounts.by_reason == {"sentence.known": 1}
    assert twice.sentences == found.sentences
    both = (
        ProposedSentence("De medewerker wil een opleiding Power BI volgen.", (0,)),
        ProposedSentence("De medewerker wil ook de opleiding Excel doen.", (1,)),
    )
    found = merged(report, sentences=both)
    assert found.accounts.survived == 2
    assert found.sentences[0].text.endswith(
        ": de medewerker wil een opleiding Power BI volgen; de medewerker wil ook de opleiding Excel doen."
    )


def test_a_line_that_is_merely_copied_is_no_wording(read: Read) -> None:
    report = read("wil een opleiding Power BI volgen")
    found = merged(report, sentences=(ProposedSentence("Wil een opleiding Power BI volgen.", (0,)),))
    assert found.accounts.by_reason == {"sentence.copy": 1}
    assert list(found.sentences) == summarize(report, read_phrasing("nl"))


def test_a_copy_is_called_a_copy_also_when_the_guard_has_something_against_its_words(read: Read) -> None:
    report = read("ik voel me waardeloos", "veel")
    for at, line in enumerate(report.lines):
        assert guard().weigh(line, (at,), grounds(report)).reason not in (None, *OF_LINES)
        found = merged(report, sentences=(ProposedSentence(line, (at,)), ProposedSentence(line, (at, 7))))
        assert found.accounts.by_reason == {"sentence.copy": 1, "sentence.lines": 1}


def test_a_line_that_the_rules_do_not_say_back_is_not_covered(read: Read) -> None:
    report = read("wil een opleiding Power BI volgen", "ik zoek uit of er budget is, voor 1 dec")
    quoted = {at for one in summarize(report, read_phrasing("nl")) for at in one.said}
    assert 1 not in quoted
    found = merged(
        report,
        sentences=(ProposedSentence("De leidinggevende zoekt uit of er budget is, voor 1 dec.", (1,)),),
    )
    assert found.accounts.by_reason == {"sentence.cover": 1}


def open_line(read: Read) -> tuple[TalkReport, int]:
    """A talk with a line that agrees on something and that the rules left."""
    for line in ("prijzen van een zit-sta bureau zoek ik op", "de brug naar team Oost maak ik zelf", "uitleg aan de ploeg doe ik zelf",
                 "ik doe de rest", "het draaiboek neem ik op mij", "dat draaiboek pak ik op"):  # fmt: skip
        report = read(line)
        if not report.actions and worth_asking(0, report, guard()):
            return report, 0
    raise AssertionError("the rules take all of these by now: find other lines")


def test_an_action_on_a_line_that_the_rules_left_is_added(read: Read) -> None:
    report, at = open_line(read)
    found = merged(report, actions=(ProposedAction(at, "manager"),))
    (action,) = found.report.actions
    assert action.owner == "manager"
    assert action.line == at
    assert all(word in report.lines[at] for word in action.what.split())
    assert found.by_action == {at: BY}
    assert "manager" in found.by_action[at].name or found.accounts.survived == 1


def test_an_owner_that_the_line_denies_drops_the_action(read: Read) -> None:
    report, at = open_line(read)
    found = merged(report, actions=(ProposedAction(at, "employee"),))
    assert found.report.actions == ()
    assert found.accounts.by_reason == {"action.owner": 1}


@pytest.mark.parametrize(
    ("first", "line", "reasons"),
    [
        ("", "exitgesprek Noor, laatste dag 26 juni", {"heading"}),
        ("te druk op maandag", "wachtwoord voor het systeem in week 3", {"owner", "rules", "other"}),
        ("te druk op maandag", "ik vind haar aanpak van het draaiboek sterk", {"told", "rules"}),
    ],
)
@pytest.mark.parametrize("owner", ["manager", None])
def test_a_heading_and_an_opinion_and_what_names_nobody_are_no_actions(
    read: Read, first: str, line: str, reasons: set[str], owner: str | None
) -> None:
    report = read(first, line)
    assert report.actions == ()
    found = merged(report, actions=(ProposedAction(1, owner),))
    assert found.report.actions == ()
    assert set(found.accounts.by_reason) <= {f"action.{reason}" for reason in reasons}


@pytest.mark.parametrize("at", [3, 4, 5, 9])
def test_a_wish_a_task_of_others_a_memory_and_a_perhaps_are_never_actions(read: Read, at: int) -> None:
    report = read(*NOTES)
    assert not any(action.line == at for action in report.actions)
    found = merged(report, actions=(ProposedAction(at, "manager"),))
    assert found.report.actions == report.actions
    assert found.accounts.survived == 0
    assert not worth_asking(at, report, guard())


@pytest.mark.parametrize("mark", [Mark.PARK, Mark.MINE, Mark.SAID, Mark.ASIDE])
def test_what_the_typist_marked_otherwise_is_no_action(read: Read, mark: Mark) -> None:
    report, at = open_line(read)
    found = merged(report, actions=(ProposedAction(at, "manager"),), marks=[(mark,)])
    assert found.accounts.by_reason == {"action.marked": 1}


def test_edits_of_a_person_stand(read: Read) -> None:
    report, at = open_line(read)
    found = merged(report, actions=(ProposedAction(at, "manager"),), settled=True)
    assert found.report.actions == report.actions
    assert found.accounts.by_reason == {"action.settled": 1}


def test_what_is_delicate_is_no_ground(read: Read) -> None:
    report = read("heeft een burn-out gehad", "te veel vergaderingen op maandag")
    assert [ground.delicate for ground in grounds(report)] == [True, False]


@given(
    actions=st.lists(st.builds(ProposedAction, st.integers(-3, 14), st.sampled_from(["manager", "employee", "together", None])), max_size=8),
    sentences=st.lists(
        st.builds(
            ProposedSentence,
            st.one_of(st.text(max_size=80), st.sampled_from(NOTES), st.sampled_from(NOTES).map(lambda line: f"Ze zegt: {line}.")),
            st.lists(st.integers(-2, 12), max_size=4).map(tuple),
        ),
        max_size=6,
    ),
)  # fmt: skip
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_model_never_takes_away_what_the_rules_found(
    actions: list[ProposedAction], sentences: list[ProposedSentence]
) -> None:
    report = read_talk(NOTES, Kind.STAY, TODAY, PARTIES, read_knowledge("nl"))
    found = merged(report, actions=tuple(actions), sentences=tuple(sentences))
    base = summarize(found.report, read_phrasing("nl"))
    assert set(report.actions) <= set(found.report.actions)
    assert [s.lines for s in found.sentences] == [s.lines for s in base]
    assert found.report.themes == report.themes
    accounts = found.accounts
    assert accounts.proposed == len(actions) + len(sentences) == accounts.survived + len(accounts.dropped)
    assert all(one.reason in (*REASONS, *MERGING, *VETOES) for one in accounts.dropped)
    for place, sentence in enumerate(found.sentences):
        assert (sentence == base[place]) == (place not in found.by_sentence)
