import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.text import NOTE_LIMIT, clean, decode, fold, lines, one_line

ANY = st.text(st.characters(exclude_categories=()))


@given(ANY)
def test_clean_twice_is_clean_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(ANY)
def test_clean_text_can_be_stored_and_holds_no_control(text: str) -> None:
    cleaned = clean(text)
    cleaned.encode()
    assert not [c for c in cleaned if unicodedata.category(c) in ("Cc", "Cs") and c not in "\t\n"]


@pytest.mark.parametrize(
    ("dirty", "shown"),
    [
        ("a\x1b]52;c;cm0=\x07b", "a]52;c;cm0=b"),
        ("a\x9b31mb", "a31mb"),
        ("\u202egnp.exe", "gnp.exe"),
        ("\ud800x", "x"),
        ("e\u0301", "\u00e9"),
        ("a\r\nb\rc\u2028d\x85e", "a\nb\nc\nd\ne"),
        ("👩‍👩‍👧 שלום", "👩‍👩‍👧 שלום"),
        ("[/] [b]x[/b]", "[/] [b]x[/b]"),
    ],
)
def test_clean(dirty: str, shown: str) -> None:
    assert clean(dirty) == shown


@given(ANY, st.integers(2, 40))
def test_lines_lose_no_letter_and_stay_short(text: str, limit: int) -> None:
    found = list(lines(text, limit))
    assert all(0 < len(line) <= limit for line in found)
    assert "".join("".join(found).split()) == "".join(clean(text).split())


def test_a_paste_of_200_kb_in_one_line_becomes_notes() -> None:
    found = list(lines("woord " * 34_000))
    assert len(found) > 200
    assert max(map(len, found)) <= NOTE_LIMIT


def test_broken_utf8_is_shown_as_such() -> None:
    assert decode(b"caf\xe9 \x9b ok") == "caf\ufffd \ufffd ok"


def test_one_line_and_fold() -> None:
    assert one_line(" Zoë\n de\tWit ") == "Zoë de Wit"
    assert fold("Zoë") == fold("ZOE")
