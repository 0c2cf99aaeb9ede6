"""What the rules read in notes. The lines here are not among those the weights were fitted on."""

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coach.action import Action
from coach.knowledge import Knowledge
from coach.reading import Parties
from coach.report import TalkReport, read_talk
from coach.summary import summarize
from coach.talk import Kind
from data.knowledge import read_knowledge, read_phrasing
from tests.coach.conftest import PARTIES, TODAY

Read = Callable[..., TalkReport]


@pytest.mark.parametrize(
    ("lang", "line", "owner", "due"),
    [
        (
            "nl",
            "-> ik vraag bij de directie na of er budget is, uiterlijk vr 20 maart",
            "manager",
            date(2026, 3, 20),
        ),
        ("nl", "Sanne mailt de lijst met storingen, volgende week donderdag", "employee", date(2026, 3, 19)),
        ("nl", "samen lopen we de planning door, over 14 dgn", "together", date(2026, 3, 23)),
        ("nl", "actie Koen: belt de leverancier morgen", "manager", date(2026, 3, 10)),
        ("nl", "zij bezorgt mij die papieren tegen vrijdag", "employee", date(2026, 3, 13)),
        ("en", "I'll ask finance about the course by Friday", "manager", date(2026, 3, 13)),
        ("en", "Sanne to send me the list of faults, next Thursday", "employee", date(2026, 3, 19)),
        ("en", "we'll walk through the rota together in two weeks", "together", date(2026, 3, 23)),
        ("en", "her: photos of every broken trolley, to me, end of the month", "employee", date(2026, 3, 31)),
    ],
)
def test_agreed_actions(read: Read, lang: str, line: str, owner: str, due: date) -> None:
    (action,) = read(line, lang=lang).actions
    assert (action.owner, action.due) == (owner, due)
    assert action.what
    assert all(word in line for word in action.what.split())


@pytest.mark.parametrize(
    ("lang", "line"),
    [
        ("nl", "zou mooi zijn als er ooit een extra collega kwam"),
        ("nl", "als er budget vrijkomt, kan ze misschien op cursus"),
        ("nl", "vorig jaar al om gevraagd, nooit iets van gehoord"),
        ("nl", "HR zou dat eigenlijk moeten uitzoeken"),
        ("nl", "heb ik gisteren al gemaild"),
        ("en", "would be nice if there were a second screen some day"),
        ("en", "if the budget comes through she might do the course"),
        ("en", "asked for it last year, never heard back"),
        ("en", "HR ought to look into that really"),
        ("nl", '"ik ga met lood in mijn schoenen naar binnen'),
        ("en", '"I will call the planner tomorrow"'),
    ],
)
def test_what_only_looks_like_an_action(read: Read, lang: str, line: str) -> None:
    assert read(line, lang=lang).actions == ()


def test_a_marked_line_is_agreed_and_the_return_day_is_not_an_action(read: Read) -> None:
    report = read("! Power BI budget", "terug op do 26 maart", "! volgend gesprek op 2 april")
    assert [action.line for action in report.actions] == [0]
    assert report.return_day in (date(2026, 3, 26), date(2026, 4, 2))


@pytest.mark.parametrize(
    ("lang", "last", "day"),
    [
        ("nl", "16 april tweede deel van dit gesprek", date(2026, 4, 16)),
        ("nl", "over nen maand zitten we weer bijeen", date(2026, 4, 9)),
        ("en", "friday the 10th of April, her pick", date(2026, 4, 10)),
        ("en", "reconvene in six weeks' time", date(2026, 4, 20)),
    ],
)
def test_a_day_on_the_last_line_is_mostly_the_day_of_return(
    read: Read, lang: str, last: str, day: date
) -> None:
    above = ("rooster klopt niet", "loon is prima", "goede sfeer") if lang == "nl" else ("rota is off",) * 3
    assert read(*above, last, lang=lang).return_day == day


def test_a_day_of_something_else_on_the_last_line_is_no_day_of_return(read: Read) -> None:
    assert read("rooster klopt niet", "cursus lassen begint op 20 april").return_day is None
    assert read("rota is off", "holiday starts on 20 April", lang="en").return_day is None


@pytest.mark.parametrize(
    ("lang", "line", "theme"),
    [
        ("nl", "overuren stapelen zich op, ziet de kinderen amper", "balance"),
        ("nl", "wil graag doorgroeien naar teamleider, cursus aangevraagd", "growth"),
        ("nl", "loon is prima, maaltijdcheques ook", "terms"),
        ("nl", "krijgt nooit een bedankje", "recognition"),
        ("nl", "sfeer in het team is goed, fijne collega's", "environment"),
        ("nl", "bij de aanwerving is iets anders beloofd", "expectations"),
        ("en", "overtime every week, misses the school run", "balance"),
        ("en", "wants to train as a team leader, asked for the course", "growth"),
        ("en", "pay is fair, pension too", "terms"),
        ("en", "never gets a thank you", "recognition"),
        ("en", "good atmosphere in the team, nice colleagues", "environment"),
        ("en", "was promised something else when hired", "expectations"),
    ],
)
def test_themes(read: Read, lang: str, line: str, theme: str) -> None:
    report = read(line, lang=lang)
    assert theme in report.themes[0]
    because = report.labels[0].because(theme)
    assert because
    assert all(word in line for word in because)


@pytest.mark.parametrize(
    ("lang", "line", "kind"),
    [
        ("nl", "hoe gaat het? 'gaat wel'", "vague"),
        ("nl", "die opslag krijgt ze, daar sta ik voor in", "promise"),
        ("nl", "is gewoon niet geschikt als leidinggevende, een 5", "judgement"),
        ("nl", "zit bij de psycholoog met een burn-out", "sensitive"),
        ("nl", "botst met Youssef van de nachtploeg", "third_party"),
        ("en", "how are things? 'fine'", "vague"),
        ("en", "promised her she will get the raise", "promise"),
        ("en", "not leadership material, 5 out of 10", "judgement"),
        ("en", "seeing a therapist after the burnout", "sensitive"),
        ("en", "clashes with Youssef on nights", "third_party"),
    ],
)
def test_cues(read: Read, lang: str, line: str, kind: str) -> None:
    assert kind in [cue.kind for cue in read(line, lang=lang).cues]


def test_a_dismissal_gathers_no_themes_and_no_reasons(read: Read) -> None:
    report = read("te veel overuren en geen bedankje", "ik mail vandaag de brief", kind=Kind.DISMISSAL)
    assert not any(report.themes)
    assert report.exit_reasons is None
    assert [action.line for action in report.actions] == [1]


def test_reasons_are_only_for_an_exit(read: Read) -> None:
    lines = (
        "drie keer gesolliciteerd op een hogere functie, nooit iets geworden",
        "geen cursus, geen volgende stap",
    )
    assert read(*lines, kind=Kind.EXIT).exit_reasons.primary == "growth"
    assert read(*lines).exit_reasons is None


@pytest.mark.parametrize(
    ("first", "reason"),
    [
        ("vertrekt omdat er geen doorgroei is, drie keer gesolliciteerd op senior", "growth"),
        ("te veel overuren, elke avond na zeven thuis", "balance"),
        ("gaat weg voor het loon, elders 400 meer", "terms"),
    ],
)
def test_what_is_said_first_weighs_most_among_the_reasons_to_leave(
    read: Read, first: str, reason: str
) -> None:
    fine = (
        "de collega's zijn top, die gaat hij missen",
        "goede sfeer in het team",
        "leuk team, veel gelachen",
    )
    reasons = read("vertrekgesprek, laatste dag in mei", first, *fine, kind=Kind.EXIT).exit_reasons
    assert reasons.primary == reason
    assert reasons.terms == ("cause" if reason == "terms" else "none")


NOTE = st.sampled_from(
    [
        "te veel overuren", "wil een cursus", "loon is ok", "ik bel HR morgen", "Sanne stuurt de lijst vrijdag", "gaat wel",
        "terug op 2 april", "collega's zijn top", "", "nooit een bedankje", "I'll ask by Friday", "👍", "[/]", "x" * 300,
    ]
)  # fmt: skip


@given(st.lists(NOTE, max_size=14), NOTE, st.sampled_from(["nl", "en"]), st.sampled_from(list(Kind)))
@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=40)
def test_another_note_changes_no_label_of_the_rest(
    lines: list[str], more: str, lang: str, kind: Kind
) -> None:
    one = read_talk(lines, kind, TODAY, PARTIES, read_knowledge(lang))
    two = read_talk([*lines, more], kind, TODAY, PARTIES, read_knowledge(lang))
    assert two.themes[: len(lines)] == one.themes
    assert [c for c in two.cues if c.line < len(lines)] == list(one.cues)
    assert [a for a in two.actions if a.line < len(lines)] == list(one.actions)


@pytest.mark.parametrize(
    "line", ["Janine Pollard wants more hours", "asked Pollard twice", "agreed with S. Orme"]
)
def test_the_surname_of_who_sits_at_the_table_is_nobody_else(line: str) -> None:
    parties = Parties("Janine Pollard", "Steph Orme")
    report = read_talk([line, "asked Els Pollard twice"], Kind.STAY, TODAY, parties, read_knowledge("en"))
    assert [cue.line for cue in report.cues if cue.kind == "third_party"] == [1]


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("line", [*"abcdefghijklmnopqrstuvwxyz", "ok", "x y", "1", "?"])
def test_a_stray_letter_is_about_nothing(line: str, lang: str) -> None:
    report = read_talk([line], Kind.STAY, TODAY, PARTIES, read_knowledge(lang))
    assert report.themes == ((),)
    assert {cue.kind for cue in report.cues} <= {"vague"}


@given(
    st.lists(NOTE | st.text(max_size=40), max_size=16),
    st.sampled_from(["nl", "en"]),
    st.sampled_from(list(Kind)),
)
@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=60)
def test_no_line_no_claim(lines: list[str], lang: str, kind: Kind) -> None:
    report = read_talk(lines, kind, TODAY, PARTIES, read_knowledge(lang))
    sentences = summarize(report, read_phrasing(lang))
    assert len(sentences) <= 5
    hidden = {cue.line for cue in report.cues if cue.kind in ("sensitive", "judgement")}
    for sentence in sentences:
        assert sentence.lines
        assert all(0 <= at < len(lines) and report.lines[at] for at in sentence.lines)
        for at in hidden - {action.line for action in report.actions}:
            assert report.lines[at] not in sentence.text
    if len([line for line in report.lines if line]) >= 8 and kind is not Kind.DISMISSAL:
        assert len(sentences) >= 3 or len(set(lines)) < 4
    if not any(report.lines):
        assert sentences == []


def test_labels_explain_themselves_in_words_of_the_line(knowledge: Knowledge) -> None:
    line = "te veel overuren" if knowledge.lang == "nl" else "too much overtime"
    report = read_talk([line], Kind.STAY, TODAY, PARTIES, knowledge)
    assert report.labels[0].because("balance")[-1] in ("overuren", "overtime")


def test_a_summary_of_eight_times_the_lines_takes_no_more_than_some_eight_times_as_long() -> None:
    phrasing = read_phrasing("nl")

    def seconds(count: int) -> float:
        action = Action("manager", "bellen", None, None, 0)
        report = TalkReport(
            lines=("veel te druk in de ploeg",) * count,
            labels=(),
            themes=(("terms",), ()) * (count // 2),
            cues=(),
            actions=tuple(replace(action, line=at) for at in range(1, count, 2)),
            exit_reasons=None,
            return_day=None,
            return_line=None,
        )
        took = []
        for _ in range(3):
            began = time.process_time()
            assert summarize(report, phrasing)
            took.append(time.process_time() - began)
        return min(took)

    assert seconds(24_000) < 24 * seconds(3_000)  # joining the sets for each line made that 64 times
