"""The words of a line as the letters that the grammar of `coach.when` reads."""

import re
from functools import cache
from typing import NamedTuple

from coach.when_words import (
    CLASSES,
    DUTCH_WEEKDAYS,
    MONTHS,
    NUMBERS,
    ORDINALS,
    WEAK_MONTHS,
    WEAK_WEEKDAYS,
    WEEKDAYS,
)


class Token(NamedTuple):
    """One word: its place, its letter in the grammar, and the number or the parts it stands for."""

    start: int
    end: int
    text: str
    code: str
    value: int = 0
    parts: tuple[int, ...] = ()


_A_WORD = (
    r"(?:a\.s|z\.s\.m|m\.i\.v|v/d|'t|d'n|half-term|month-end"
    r"|[^\W\d_]+(?:'[^\W\d_]+|(?<=s)'(?=\s+time))?)\.?"  # "in three weeks' time"
)
_TOKEN = re.compile(
    r"(?P<iso>\d{4}-\d\d?-\d\d?)(?!\d)"
    r"|(?P<num>\d{1,2}[/.-]\d{1,2}(?:[/.-](?:\d{4}|\d{2}))?)(?![\d/]|[.,-]\d|\s?(?:%|x\b|u\b|uur\b|h\b|hrs?\b|keer\b|euro\b))"
    r"|(?P<ord>\d{1,2}(?:st|nd|rd|th|ste|de|en|e))\b"
    r"|(?P<quarter>[qk][1-4])\b"
    r"|(?P<int>\d+)(?![\d%]|[.,]\d|x\b|u\d*\b|h\b)"
    rf"|(?P<word>{_A_WORD})"
    r"|(?P<mark>[,;:()→>-])"
    r"|(?P<other>\S)",
    re.IGNORECASE,
)


def _known_words() -> dict[str, tuple[str, int]]:
    """Each known word with its letter in the grammar and its number."""
    known: dict[str, tuple[str, int]] = {}
    for letter, words in CLASSES.items():
        for word in words.split():
            known.setdefault(word, (letter, 1 if letter == "A" else 0))
    tables = {"w": WEAK_WEEKDAYS, "d": DUTCH_WEEKDAYS, "W": WEEKDAYS, "m": WEAK_MONTHS, "M": MONTHS}
    for letter, table in {**tables, "N": NUMBERS, "q": ORDINALS}.items():
        known.update({word: (letter, number) for word, number in table.items()})
    return known


_WORDS = _known_words()
_LONG: dict[str, list[tuple[str, tuple[str, int]]]] = {}  # by first letter: where slips are forgiven
for _right, _meaning in _WORDS.items():
    if len(_right) >= 6 and _meaning[0] in "WMUVT":
        _LONG.setdefault(_right[0], []).append((_right, _meaning))
_NEVER = frozenset("24/7 50/50 1/2 1/4 3/4 1/3 2/3 9-5 9/5 1-1 1/1 1-2 2-3 3-4 4-5".split())


_WORDS_ALONE = re.compile(_A_WORD, re.IGNORECASE)
_DIGIT = re.compile(r"\d")


BESIDE = frozenset("xopfinacrehbszjLNA,")
"""Letters of words that name no time by themselves: "in", "until", "three". Each form has another one too."""


def timeless(line: str) -> bool:
    """Whether a line has none of the words that a time needs: most lines, at a third of the cost."""
    if _DIGIT.search(line):
        return False
    return all(_word(text.casefold().rstrip(".'"))[0] in BESIDE for text in _WORDS_ALONE.findall(line))


def tokens(line: str) -> list[Token]:
    """The words of a line, each with its letter; "x" for a word that has nothing to do with time."""
    found = []
    for match in _TOKEN.finditer(line):
        kind, text = match.lastgroup or "other", match.group()
        code, value, parts = _classed(kind, text.casefold())
        found.append(Token(match.start(), match.end(), text, code, value, parts))
    return found


def _classed(kind: str, text: str) -> tuple[str, int, tuple[int, ...]]:
    if kind == "iso":
        return "I", 0, tuple(int(part) for part in text.split("-"))
    if kind == "num":
        return ("x" if text in _NEVER else "F"), 0, tuple(int(part) for part in re.split("[/.-]", text))
    if kind == "ord":
        return "O", int(re.match(r"\d+", text).group()), ()  # type: ignore[union-attr]  # matched above
    if kind == "int":
        return "N", int(text) if len(text) < 5 else 0, ()
    if kind == "quarter":
        return "Q", 0, ()
    if kind == "word":
        code, value = _word(text.rstrip(".'"))
        return code, value, ()
    return ("," if kind == "mark" else "x"), 0, ()


@cache
def _word(word: str) -> tuple[str, int]:
    known = _WORDS.get(word)
    if known is not None:
        return known
    if len(word) >= 6:
        for right, meaning in _LONG.get(word[0], ()):
            if -2 < len(right) - len(word) < 2 and one_slip(word, right):
                return meaning
    return "x", 0


def one_slip(word: str, right: str) -> bool:
    """Whether a word is at most one slip away: a letter more, less or else, or two neighbours turned round.

    Edit distance 1 with neighbours swapped; rapidfuzz says the same (tested) and takes 20 ms to import.
    """
    start = _same(word, right)
    ends = _same(word[start:][::-1], right[start:][::-1])
    mine, theirs = word[start : len(word) - ends], right[start : len(right) - ends]
    return max(len(mine), len(theirs)) <= 1 or (len(mine) == 2 and mine == theirs[::-1])


def _same(one: str, other: str) -> int:
    """How many letters two words have in common from their start."""
    pairs = zip(one, other, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))
