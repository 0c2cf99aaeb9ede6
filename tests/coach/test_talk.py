from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from coach.note import Mark, Typed
from coach.person import Person
from coach.talk import Kind, State, Talk

NOW = datetime(2026, 3, 9, tzinfo=UTC)


def talk(kind: Kind = Kind.STAY) -> Talk:
    return Talk("0" * 32, kind, "nl", Person("p", "Sanne"), date(2026, 3, 9), NOW)


@given(st.lists(st.text(st.characters(categories=["L"]), min_size=1)))
def test_every_line_is_there_in_order_under_its_own_number(texts: list[str]) -> None:
    held = talk()
    for text in texts:
        held = held.with_note(Typed(text), NOW)
    assert held == talk().with_lines([Typed(t) for t in texts], NOW)
    assert [n.number for n in held.notes] == list(range(1, len(held.notes) + 1))


def test_a_number_is_never_given_out_twice() -> None:
    held = talk().with_note(Typed("een"), NOW).with_note(Typed("twee"), NOW)
    without = held.without(2).with_note(Typed("drie"), NOW)
    assert [n.number for n in without.notes] == [1, 3]
    assert without.with_notes_of(held).next_number == 4


def test_a_dismissal_takes_only_what_was_agreed() -> None:
    held = talk(Kind.DISMISSAL)
    held = held.with_lines([Typed("reden"), Typed("badge vrijdag", (Mark.AGREED,))], NOW)
    assert [n.text for n in held.notes] == ["badge vrijdag"]


def test_change_of_a_line_keeps_number_time_and_the_others() -> None:
    held = talk().ask("q1").with_lines([Typed("een"), Typed("twee")], NOW)
    changed = held.revise(1, Typed("een!", (Mark.SAID,))).retag(1, Mark.PARK).move(1, "q2")
    note = changed.note(1)
    assert note is not None
    assert (note.text, note.marks, note.question) == ("een!", (Mark.SAID, Mark.PARK), "q2")
    assert changed.note(2) is held.note(2)
    assert changed.retag(1, Mark.SAID).note(1).marks == (Mark.PARK,)


def test_the_end_can_be_undone() -> None:
    assert talk().end().state is State.ENDED
    assert talk().end().resume() == talk()


def test_a_question_asked_again_is_the_current_one() -> None:
    assert talk().ask("a").ask("b").ask("a").asked == ("b", "a")
