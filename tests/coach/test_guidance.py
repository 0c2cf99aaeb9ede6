from datetime import UTC, date, datetime

from coach.guidance import clock, next_question, previous_question, ticked, turned
from coach.guide import Guide, Probe, Question
from coach.person import Person
from coach.talk import Kind, Talk

NOW = datetime(2026, 3, 9, tzinfo=UTC)
TALK = Talk("0" * 32, Kind.STAY, "nl", Person("p", "Sanne"), date(2026, 3, 9), NOW)


def guide(*ids: str) -> Guide:
    many = tuple(Probe(f"p{n}", f"probe {n}?", "own") for n in range(4))
    questions = tuple(Question(i, f"{i}?", "why", "own", many) for i in ids)
    return Guide("stay", "nl", "t", "is", "not", "o", "i", "c", questions)


def test_questions_come_once_and_then_stop() -> None:
    book, talk, seen = guide("a", "b"), TALK, []
    while question := next_question(book, talk):
        seen.append(question.id)
        talk = talk.ask(question.id)
    assert seen == ["a", "b"]
    assert previous_question(book, talk).id == "a"


def test_what_could_make_you_leave_is_never_the_first_question() -> None:
    book = guide("stay.leaving", "stay.meaning")
    assert next_question(book, TALK).id == "stay.meaning"
    assert next_question(book, TALK.ask("stay.meaning")).id == "stay.leaving"


def test_at_most_three_probes_and_more_on_demand() -> None:
    probes = guide("a").questions[0].probes
    assert [p.id for p in turned(probes)] == ["p0", "p1", "p2"]
    assert [p.id for p in turned(probes, 3)] == ["p3", "p0", "p1"]
    assert turned(()) == ()


def test_the_cue_to_round_off_scales_with_the_talk() -> None:
    assert not clock(Kind.STAY, 24 * 60).wrap_up
    assert clock(Kind.STAY, 25 * 60).wrap_up
    assert clock(Kind.HALLWAY, 4 * 60).wrap_up
    assert not clock(Kind.HALLWAY, 3 * 60).wrap_up


def test_a_sleeping_laptop_is_no_talk() -> None:
    assert ticked(60, 1) == 61
    assert ticked(60, 8 * 3600) == 60
    assert ticked(60, -5) == 60
