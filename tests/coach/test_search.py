"""Finding a question, with slips."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.search import find_questions
from coach.talk import Kind
from coach.when_tokens import one_slip
from data.library import TomlLibrary

STAY = TomlLibrary().guide(Kind.STAY, "nl").questions
ENGLISH = TomlLibrary().guide(Kind.EXIT, "en").questions


@pytest.mark.parametrize("wanted", ["werkdg", "collegas", "hindernsi"])
def test_a_slip_still_finds(wanted: str) -> None:
    assert find_questions(STAY, wanted)


def test_words_of_the_question_come_before_those_of_its_probes() -> None:
    question = STAY[5]
    assert find_questions(STAY, question.text)[0] is question


@pytest.mark.parametrize("wanted", ["", "   ", "xqzvw", "?!", "\x00"])
def test_nothing_fitting_finds_nothing(wanted: str) -> None:
    assert find_questions(STAY, wanted) == ()


@given(st.text(max_size=80))
def test_any_text_is_normal_input(wanted: str) -> None:
    assert len(find_questions(ENGLISH, wanted)) <= len(ENGLISH)


@given(st.text("abcde", min_size=5, max_size=9), st.text("abcde", min_size=5, max_size=9))
def test_one_slip_is_edit_distance_one(one: str, other: str) -> None:
    from rapidfuzz.distance import OSA

    for word in (
        other,
        one[:2] + other[:1] + one[2:],
        one[:3] + one[4:],
        one[:1] + one[2] + one[1] + one[3:],
    ):
        assert one_slip(one, word) == (OSA.distance(one, word) <= 1)
