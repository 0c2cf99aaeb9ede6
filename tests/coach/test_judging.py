"""Which note a model is asked about next, and what is known when notes change."""

from datetime import UTC, date, datetime

from coach.judging import NONE, TRIES, Judging
from coach.note import Mark, Note, Typed
from coach.person import Person
from coach.proposals import ProposedAction
from coach.talk import Kind, Talk

AT = datetime(2026, 3, 9, 10, 0, tzinfo=UTC)


def talk(*lines: str) -> Talk:
    fresh = Talk("t", Kind.STAY, "nl", Person("p", "Sanne"), date(2026, 3, 9), AT)
    return fresh.with_lines([Typed(line) for line in lines], AT)


def always(_: Note) -> bool:
    return True


def test_the_newest_open_note_comes_first_and_none_twice() -> None:
    here, judging, asked = talk("a b", "c d", "e f"), Judging(), list[int]()
    while (note := judging.next(here, always)) is not None:
        asked.append(note.number)
        judging = judging.with_verdict(note, NONE)
    assert asked == [3, 2, 1]


def test_notes_that_the_rules_settle_are_not_asked_about() -> None:
    here = talk("a b", "c d")
    assert Judging().next(here, lambda note: note.number == 1) == here.notes[0]
    assert Judging().next(here, lambda note: False) is None


def test_an_edit_or_a_mark_makes_a_note_new_and_an_undo_brings_its_verdict_back() -> None:
    before = talk("ik bel HR")
    judging = Judging().with_verdict(before.notes[0], "manager")
    edited = before.revise(1, Typed("Sanne belt HR"))
    assert judging.next(edited, always) == edited.notes[0]
    assert judging.actions(edited.notes) == ()
    marked = before.retag(1, Mark.PARK)
    assert judging.next(marked, always) == marked.notes[0]
    undone = edited.with_notes_of(before)
    assert judging.next(undone, always) is None
    assert judging.actions(undone.notes) == (ProposedAction(0, "manager"),)


def test_a_deleted_note_is_gone_and_a_late_verdict_on_it_changes_nothing() -> None:
    here = talk("a b", "ik bel HR")
    judging = Judging().with_verdict(here.notes[1], "manager")
    left = here.without(2)
    assert judging.actions(left.notes) == ()
    late = judging.with_verdict(here.notes[1], "employee")
    assert late.actions(left.notes) == ()


def test_a_note_that_cannot_be_judged_is_left_alone() -> None:
    here, judging = talk("a b"), Judging()
    for _ in range(TRIES):
        note = judging.next(here, always)
        assert note is not None
        judging = judging.with_verdict(note, "perhaps")
    assert judging.next(here, always) is None
    assert judging.of(here.notes[0]) is None


def test_places_count_among_the_notes_that_are_given() -> None:
    here = talk("a b", "ik bel HR", "c d", "samen kijken we", "iemand mailt")
    judging = Judging()
    for number, verdict in ((2, "manager"), (4, "together"), (5, NONE), (1, NONE)):
        judging = judging.with_verdict(here.notes[number - 1], verdict)
    expected = (ProposedAction(0, "manager"), ProposedAction(2, "together"))
    assert judging.actions(here.notes[1:]) == expected


def test_after_the_end_nothing_is_kept_of_notes_that_are_gone() -> None:
    here = talk("geheim", "ik bel HR")
    judging = Judging()
    for note in here.notes:
        judging = judging.with_verdict(note, NONE)
    left = here.without(1)
    assert judging.tidied(left) == judging
    assert [asked[1] for asked in judging.tidied(left.end()).verdicts] == ["ik bel HR"]
