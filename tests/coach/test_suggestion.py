from collections.abc import Callable

import pytest

from coach.report import TalkReport
from coach.suggestion import Suggestions, suggest
from coach.talk import Kind
from data.library import TomlLibrary, read_ladders, read_lines

Read = Callable[..., TalkReport]
LIBRARY = TomlLibrary()


def suggestions(
    report: TalkReport, kind: Kind = Kind.STAY, lang: str = "nl", asked: tuple[str, ...] = ()
) -> Suggestions:
    return suggest(report, kind, LIBRARY.guide(kind, lang), read_ladders(lang), read_lines(lang), asked)


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_the_first_probe_belongs_to_the_theme_of_the_last_note(read: Read, lang: str) -> None:
    last = {"nl": "overuren, ziet de kinderen amper", "en": "works late every evening, hardly sees the kids"}[
        lang
    ]
    report = read("krijgt nooit een bedankje", last, lang=lang)
    found = suggestions(report, lang=lang)
    assert found.probes[0].theme == report.themes[1][0] == "balance"
    assert (found.probes[0].line, found.probes[0].step) == (1, 1)
    assert 0 < len(found.probes) <= 3
    assert 0 < len(found.questions) <= 3


def test_each_note_on_the_same_theme_goes_a_step_deeper_and_three_is_enough(read: Read) -> None:
    lines = [
        "te veel overuren",
        "rooster pas vrijdag bekend",
        "elke zaterdag werken",
        "thuis met laptop op schoot, overuren",
    ]
    steps = [suggestions(read(*lines[:n])).probes[0].step for n in range(1, 5)]
    assert steps == [1, 2, 3, 3]


def test_no_question_comes_twice_except_those_that_recur(read: Read) -> None:
    for kind in (Kind.STAY, Kind.EXIT, Kind.ONBOARDING, Kind.HALLWAY):
        guide = LIBRARY.guide(kind, "nl")
        asked: tuple[str, ...] = ()
        for _ in range(len(guide.questions) + 3):
            found = suggestions(read("iets", kind=kind), kind, asked=asked)
            for question in found.questions:
                assert question.id not in asked or question.recurring
            if not found.questions:
                break
            asked = (*asked, found.questions[0].id)
        assert {q.id for q in guide.questions} <= set(asked)


def test_what_makes_you_leave_is_never_the_first_question(read: Read) -> None:
    assert "stay.leaving" not in [q.id for q in suggestions(read()).questions]
    assert "exit.first-thought" not in [q.id for q in suggestions(read(kind=Kind.EXIT), Kind.EXIT).questions]


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_a_dismissal_proposes_nothing_that_gathers(read: Read, lang: str) -> None:
    found = suggestions(
        read("ze is boos over de reden", lang=lang, kind=Kind.DISMISSAL), Kind.DISMISSAL, lang
    )
    assert found.questions == ()
    assert all("?" not in probe.text for probe in found.probes)


def test_a_vague_answer_gets_an_example_as_an_offer(read: Read) -> None:
    found = suggestions(read("hoe gaat het? 'gaat wel'"))
    assert any(probe.id.startswith("cue.vague") for probe in found.probes)


def test_without_a_note_there_is_nothing_to_follow(read: Read) -> None:
    assert suggestions(read()).probes == ()
    assert suggestions(read("", "")).probes == ()
