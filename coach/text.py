"""The one place that cleans text: every door (typing, paste, file, model, argument) leads here.

What passes is what a person can see. Terminal control, direction overrides and code points that
cannot be stored are dropped; nothing else is touched, so that what is stored equals what is shown.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

NOTE_LIMIT = 1000
"""Longest stored note, in characters. A key press in a 20,000-character line costs 63 ms."""

_NEWLINES = re.compile("\r\n|[\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029]")

_UNSAFE = re.compile(
    "["
    "\x00-\x08\x0e-\x1b\x1f"  # C0 without TAB, LF and what _NEWLINES has turned into LF
    "\x7f-\x9f"  # DEL and C1: live in terminals that accept 8-bit controls
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f"  # direction marks, overrides, deprecated format
    "\ufeff\ufff9-\ufffc\ufffe\uffff"  # byte order mark, interlinear annotation, noncharacters
    "\ufdd0-\ufdef"
    "\ud800-\udfff"  # lone surrogates pass json.loads and fail at encode
    "\U000e0000-\U000e0fff"  # tag characters: invisible text
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000))
    + "]"
)

_BLANKS = re.compile(r"[\t\n ]+")


def clean(text: str) -> str:
    """Text as it may be stored and shown: NFC, LF for every line end, no control of any kind.

    Idempotent: `clean(clean(text)) == clean(text)`.
    """
    if text.isascii() and text.isprintable():
        return text
    return unicodedata.normalize("NFC", _UNSAFE.sub("", _NEWLINES.sub("\n", text)))


def decode(raw: bytes) -> str:
    """Clean text from bytes that should be UTF-8; broken bytes vanish, the rest stays."""
    return clean(raw.decode("utf-8", errors="replace"))


def one_line(text: str) -> str:
    """Clean text on one line, blanks folded: names, titles, arguments."""
    return _BLANKS.sub(" ", clean(text)).strip()


def lines(text: str, limit: int = NOTE_LIMIT) -> Iterator[str]:
    """The notes in a text: one a line, blank lines left out, none longer than `limit` characters.

    A longer line is cut at a blank where there is one in its last half, else hard: nothing is lost.
    """
    for line in clean(text).split("\n"):
        rest = line.replace("\t", " ").strip()
        while len(rest) > limit:
            cut = rest.rfind(" ", limit // 2, limit + 1)
            head, rest = (rest[:cut], rest[cut + 1 :]) if cut > 0 else (rest[:limit], rest[limit:])
            if head.strip():
                yield head.strip()
            rest = rest.lstrip()
        if rest:
            yield rest


@lru_cache(maxsize=50_000)
def fold(text: str) -> str:
    """Text for comparing names and words: case and accents gone ("Zoë" meets "zoe")."""
    if text.isascii():
        return text.lower()
    flat = unicodedata.normalize("NFKD", text.casefold())
    return "".join(mark for mark in flat if not unicodedata.combining(mark))
