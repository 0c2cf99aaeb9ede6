from collections.abc import Callable

import pytest

from coach.guide import Question
from coach.note import Mark
from coach.remark import ORDER, remark
from coach.report import TalkReport
from coach.talk import Kind
from data.knowledge import read_remark_words
from data.library import read_lines

Read = Callable[..., TalkReport]
ABOUT_ME = Question("stay.manager", "Wat kan ik anders doen?", "", "S3", number=8)


def said(
    read: Read,
    line: str,
    lang: str = "nl",
    kind: Kind = Kind.STAY,
    marks: tuple[Mark, ...] = (),
    question: Question | None = None,
) -> str | None:
    return remark(read(line, lang=lang, kind=kind), kind, marks, question, read_remark_words(lang))


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_every_remark_has_a_sentence(lang: str) -> None:
    assert set(ORDER) <= set(read_lines(lang))


@pytest.mark.parametrize(
    ("line", "lang"),
    [
        ("neemt ontslag per 1 januari", "nl"),
        ("zoekt een andere job, zegt ze", "nl"),
        ("kijkt rond op linkedin", "nl"),
        ("hij kijkt soms op vdab, bij de buren zoeken ze volk", "nl"),
        ("thinking of handing in notice", "en"),
        ("has found another job", "en"),
    ],
)
def test_a_resignation_in_a_stay_talk_asks_for_no_decision_today(read: Read, line: str, lang: str) -> None:
    assert said(read, line, lang) == "resignation"
    assert said(read, line, lang, Kind.EXIT) != "resignation"


@pytest.mark.parametrize(
    ("line", "lang"),
    [
        ("wil hier niet weg", "nl"),
        ("collega gaat weg, meer werk op zijn bord", "nl"),
        ("no plans to quit", "en"),
        ("a colleague is leaving", "en"),
    ],
)
def test_staying_or_somebody_else_leaving_is_no_resignation(read: Read, line: str, lang: str) -> None:
    assert said(read, line, lang) != "resignation"


@pytest.mark.parametrize(
    ("line", "lang"), [("je luistert niet als ik iets zeg", "nl"), ("you never give me feedback", "en")]
)
def test_something_about_the_manager_gets_thanks_and_no_explanation(read: Read, line: str, lang: str) -> None:
    assert said(read, line, lang, question=ABOUT_ME) == "about-you"
    assert said(read, line, lang, marks=(Mark.MINE,), question=ABOUT_ME) != "about-you"


def test_pay_at_a_departure_is_the_last_straw_or_the_cause(read: Read) -> None:
    assert said(read, "loon veel te laag", kind=Kind.EXIT) == "terms"
    assert said(read, "loon veel te laag") != "terms"


def test_a_promise_a_name_and_illness_are_remarked(read: Read) -> None:
    assert said(read, "ik regel die loonsverhoging sowieso voor je") == "promise"
    assert said(read, "zit met een burn-out thuis") == "sensitive"
    assert said(read, "Kevin loopt de kantjes eraf") in ("third-party", "judgement")


def test_a_plain_line_gets_no_remark(read: Read) -> None:
    assert said(read, "rooster pas op vrijdag bekend") is None
    assert said(read, "") is None
