from hypothesis import given
from hypothesis import strategies as st

from models.asking import Sentence
from models.wording import read_sentences


def test_numbers_then_a_sentence_on_each_line() -> None:
    text = "0,2: Wil minder tegelijk.\n 3 : Zoekt budget uit.\n"
    assert read_sentences(text) == (
        Sentence("Wil minder tegelijk.", (0, 2)),
        Sentence("Zoekt budget uit.", (3,)),
    )


def test_what_was_cut_off_or_has_no_numbers_is_left_out() -> None:
    assert read_sentences("no number\n: x\n1:\n2: Heel.\n3: Half") == (Sentence("Heel.", (2,)),)
    assert read_sentences("4,4: Twee keer.\n") == (Sentence("Twee keer.", (4,)),)


@given(st.text())
def test_any_text_gives_clean_sentences_or_none(text: str) -> None:
    for sentence in read_sentences(text):
        assert sentence.text
        assert sentence.lines
        assert "\n" not in sentence.text
        assert "\x1b" not in sentence.text
