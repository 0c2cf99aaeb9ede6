"""Of the ways to say each word of a line those that may stand."""

import time

from hypothesis import given
from hypothesis import strategies as st

from coach.sayable import sayable

WAYS = (
    ("Wants", "The employee wants"),
    (" raise", " the raise", " a raise"),
    (", not", ", and is not", ", but not"),
    (" leaving",),
)


def test_each_way_is_tried_with_the_rest_as_the_line_has_it() -> None:
    asked = list[str]()
    assert sayable(WAYS, lambda text: not asked.append(text)) == [list(way) for way in WAYS]
    assert asked == [
        "Wants raise, not leaving",
        "The employee wants raise, not leaving",
        "Wants the raise, not leaving",
        "Wants a raise, not leaving",
        "Wants raise, and is not leaving",
        "Wants raise, but not leaving",
    ]


def test_what_may_not_stand_is_not_offered() -> None:
    found = sayable(WAYS, lambda text: " is " not in text and "employee" not in text)
    assert found == [["Wants"], [" raise", " the raise", " a raise"], [", not", ", but not"], [" leaving"]]


def test_where_the_line_may_not_stand_or_nothing_else_there_is_nothing_to_choose() -> None:
    assert sayable(WAYS, lambda _: False) == []
    assert sayable(WAYS, lambda text: text == "Wants raise, not leaving") == []
    assert sayable((), lambda _: True) == []


def test_a_line_that_takes_too_long_is_said_as_it_stands_from_there() -> None:
    def slow(_: str) -> bool:
        until = time.thread_time() + 0.02
        while time.thread_time() < until:
            pass
        return True

    begun = time.thread_time()
    found = sayable([("a", "the a")] * 60, slow, patience=0.1)
    assert time.thread_time() - begun < 0.3
    assert found[0] == ["a", "the a"]
    assert found[-1] == ["a"]


@given(
    st.lists(st.lists(st.text("ab ", min_size=1), min_size=1, max_size=3, unique=True), max_size=6),
    st.sets(st.text("ab ", max_size=8), max_size=20),
)
def test_every_way_that_is_offered_passed(ways: list[list[str]], refused: set[str]) -> None:
    def passes(text: str) -> bool:
        return not any(one in text for one in refused)

    found = sayable(ways, passes)
    line = [said[0] for said in ways]
    for at, said in enumerate(found):
        assert said[0] == line[at]
        assert set(said) == {
            said[0],
            *(way for way in ways[at][1:] if passes("".join([*line[:at], way, *line[at + 1 :]]))),
        }
