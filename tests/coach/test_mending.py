"""A sentence without the small words that do not pass."""

from hypothesis import given
from hypothesis import strategies as st

from coach.mending import MOST, mended

WORDS = (
    ("The employee wants", "Wants"),
    (" the raise", " raise"),
    (", and is not", ", not"),
    (" leaving",),
    (".",),
)


def test_what_passes_stays_and_what_does_not_goes() -> None:
    assert mended(WORDS, lambda _: True) == "The employee wants the raise, and is not leaving."
    assert mended(WORDS, lambda text: " is " not in text) == "The employee wants the raise, not leaving."
    assert mended(WORDS, lambda text: "employee" not in text) == "Wants the raise, and is not leaving."


def test_nothing_is_left_where_only_the_line_passes_or_not_even_that() -> None:
    assert mended(WORDS, lambda text: text == "Wants raise, not leaving.") is None
    assert mended(WORDS, lambda _: False) is None
    assert mended((), lambda _: True) is None


def test_a_form_written_out_is_tried_without_the_words_before_it() -> None:
    words = (("On the Friday", "Friday", "Fri"), (".",))
    assert mended(words, lambda text: "the" not in text) == "Friday."


@given(
    st.lists(st.lists(st.text("ab ", min_size=1), min_size=1, max_size=3, unique=True), max_size=6),
    st.sets(st.text("ab ", max_size=8), max_size=20),
)
def test_whatever_is_left_passed_as_a_whole(words: list[list[str]], refused: set[str]) -> None:
    asked: list[tuple[str, bool]] = []

    def passes(text: str) -> bool:
        asked.append((text, not any(one in text for one in refused)))
        return asked[-1][1]

    left = mended([tuple(ways) for ways in words], passes)
    assert left is None or (left, True) in asked
    assert len(asked) <= 1 + 2 * len(words)


def test_a_long_sentence_is_not_tried_for_ever() -> None:
    asked: list[str] = []

    def passes(text: str) -> bool:
        asked.append(text)
        return "the" not in text

    assert mended([("the a", "a")] * 60, passes) is None
    assert len(asked) == MOST + 1
