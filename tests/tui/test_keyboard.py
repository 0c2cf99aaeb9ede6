"""What comes in from a terminal, in any pieces."""

import codecs

from hypothesis import given
from hypothesis import strategies as st

from tui.terminal import PASTE, PASTED, KeyboardDecoder


def read(pieces: list[bytes]) -> str:
    decoder = KeyboardDecoder(codecs.getincrementaldecoder("utf-8")(errors="replace"))
    return "".join(decoder.decode(piece) for piece in pieces)


PIECES = st.lists(st.sampled_from(["\x1b", "[", "200~", "201~", "x", "é", PASTE, PASTED, "\x1b[A", "\x9b"]))


@given(PIECES, st.integers(1, 7))
def test_pieces_make_no_difference(parts: list[str], size: int) -> None:
    whole = "".join(parts).encode()
    cut = [whole[at : at + size] for at in range(0, len(whole), size)]
    assert read([*cut, b"\x1b[201~"]) == read([whole + b"\x1b[201~"])


@given(st.text(st.sampled_from("\x1b\x9babc[]~201\x11\r"), max_size=40), st.integers(1, 7))
def test_no_escape_gets_through_inside_a_paste(pasted: str, size: int) -> None:
    pasted = pasted.replace(PASTED, "")
    whole = (PASTE + pasted + PASTED + "\x1b[A").encode()
    out = read([whole[at : at + size] for at in range(0, len(whole), size)])
    body = out.removeprefix(PASTE)[: -len(PASTED + "\x1b[A")]
    assert out.startswith(PASTE)
    assert out.endswith(PASTED + "\x1b[A")
    assert "\x1b" not in body
    assert "\x9b" not in body


def test_keys_outside_a_paste_are_left_alone_and_at_once() -> None:
    assert read([b"\x1b"]) == "\x1b"
    assert read([b"\x1b[", b"A", b"x"]) == "\x1b[Ax"


def test_a_broken_byte_is_shown() -> None:
    assert read([b"a\x9bb"]) == "a\ufffdb"
