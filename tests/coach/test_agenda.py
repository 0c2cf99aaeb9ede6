"""What is due, and what is not."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from coach.agenda import AHEAD, agenda
from coach.agreement import ActionState, Agreement
from coach.ports import TalkRow
from coach.talk import Kind, State

TODAY = date(2026, 3, 9)
ROW = TalkRow("a", Kind.STAY, "nl", State.ENDED, date(2026, 1, 5), "Sanne", 3)


def test_an_open_promise_counts_from_a_week_ahead_and_a_done_one_never() -> None:
    late = Agreement("manager", "x", TODAY - timedelta(days=1))
    soon, far = replace(late, due=TODAY + AHEAD), replace(late, due=TODAY + AHEAD + timedelta(days=1))
    rest = (far, replace(late, due=None), replace(late, state=ActionState.DONE))
    first, second = agenda([replace(ROW, agreements=(soon, late, *rest))], TODAY)
    assert (first.agreement, first.person, first.talk) == (late, "Sanne", "a")
    assert second.agreement == soon


def test_a_return_day_counts_until_there_is_a_newer_talk() -> None:
    back = replace(ROW, return_on=TODAY)
    assert [due.day for due in agenda([back], TODAY)] == [TODAY]
    assert agenda([back, replace(ROW, id="b", date=date(2026, 3, 1))], TODAY) == []
    assert agenda([replace(back, return_on=TODAY + AHEAD + timedelta(days=1))], TODAY) == []
    assert agenda([replace(back, state=State.UNFINISHED)], TODAY) == []


DAY = st.dates(TODAY - timedelta(days=40), TODAY + timedelta(days=40))
ROWS = st.lists(st.builds(lambda i, d, r, p: replace(ROW, id=i, date=d, return_on=r, person=p), st.text("abc", min_size=1), DAY, st.none() | DAY, st.sampled_from(["Sanne", "Koen"])), max_size=8)  # fmt: skip


@given(ROWS)
def test_the_order_of_the_rows_does_not_matter_and_the_oldest_comes_first(rows: list[TalkRow]) -> None:
    rows = list({row.id: row for row in rows}.values())
    found = agenda(rows, TODAY)
    assert found == agenda(reversed(rows), TODAY)
    assert [due.day for due in found] == sorted(due.day for due in found)
