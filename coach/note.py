"""One line of notes, and how a typed line is read.

A line may start with a prefix that says what it is. Prefixes are stripped and kept as marks; a
`/word` does the same for keyboards where the sign is a dead key.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from coach.text import clean


class Mark(StrEnum):
    """What the typist said about a line. The values are contract: they stand in the JSON."""

    AGREED = "agreed"
    SAID = "said"
    PARK = "park"
    ASIDE = "aside"
    MINE = "mine"


SIGNS = {Mark.AGREED: "!", Mark.SAID: '"', Mark.PARK: "?", Mark.ASIDE: "//", Mark.MINE: "~"}
"""The sign that is shown and typed for each mark."""

MARK_WORDS = {
    "agreed": Mark.AGREED,
    "afgesproken": Mark.AGREED,
    "afspraak": Mark.AGREED,
    "said": Mark.SAID,
    "gezegd": Mark.SAID,
    "letterlijk": Mark.SAID,
    "park": Mark.PARK,
    "parkeer": Mark.PARK,
    "aside": Mark.ASIDE,
    "terzijde": Mark.ASIDE,
    "mine": Mark.MINE,
    "indruk": Mark.MINE,
}
"""`/word` to mark; the Dutch words work in every language and so do the English ones."""

_CLOSING = {
    '"': '"”“„', "“": '”"“', "”": '”"', "„": '“”"', "‟": '”"', "«": "»", "»": "«", "‹": "›",
    "‘": "’'‘", "’": "’'", "‚": "‘’'", "'": "'’", "「": "」", "『": "』", "＂": "＂",
}  # fmt: skip
_SINGLE = "'’‘‚"
_ONE_SIGN = {SIGNS[mark]: mark for mark in (Mark.AGREED, Mark.PARK, Mark.MINE)}
# A Dutch or English word that begins with an apostrophe: 't, 's, 'k, 'n, 'm, 'r, 'ns, 'em, 'twas
_CLITIC = re.compile(r"['’‘](?:t|s|k|n|m|r|ns|em|d|er|twas|tis|cause|bout|til)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Note:
    """One stored line: `number` is stable from 1 and never given out twice within a talk."""

    number: int
    text: str
    at: datetime
    marks: tuple[Mark, ...] = ()
    question: str | None = None
    """Id of the question that was on screen, or None when there was none."""
    view: str = ""
    """The employee's own view on this line, in their words."""
    view_on: date | None = None
    """The day on which that view was put there, where it was after the talk."""
    corrected_on: date | None = None
    """The day on which the manager last corrected the line after the talk; what stood there is gone."""

    def has(self, mark: Mark) -> bool:
        """Whether the line carries the mark."""
        return mark in self.marks


@dataclass(frozen=True, slots=True)
class Typed:
    """A line as read from the keyboard: text without its prefixes, and the marks they meant."""

    text: str
    marks: tuple[Mark, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Command:
    """A line that starts with `/word`: not a note."""

    word: str
    rest: str


def signed(text: str, marks: Iterable[Mark]) -> str:
    """A line with the signs of its marks before it, as it could be typed."""
    signs = "".join(SIGNS[mark] for mark in marks)
    return f"{signs} {text}" if signs else text


def read_line(line: str) -> Typed | Command | None:
    """What one typed line means: a note, a `/command`, or None when it is blank."""
    rest = clean(line).replace("\n", " ").strip()
    if not rest:
        return None
    if rest == "/":
        return Command("help", "")
    if rest[0] == "/" and not rest.startswith("//") and rest[1:2].strip():
        word, _, tail = rest[1:].partition(" ")
        mark = MARK_WORDS.get(word.casefold())
        if mark is None or not tail.strip():
            return Command(word.casefold(), tail.strip())
        inner = _strip_prefixes(tail.strip())
        return Typed(inner.text, _unique((mark, *inner.marks)))
    return _strip_prefixes(rest)


def _strip_prefixes(line: str) -> Typed:
    rest, marks = line, []
    while rest:
        if rest.startswith(SIGNS[Mark.ASIDE]):
            marks.append(Mark.ASIDE)
            rest = rest[2:].lstrip()
        elif mark := _ONE_SIGN.get(rest[0]):
            marks.append(mark)
            rest = rest.lstrip(rest[0]).lstrip()
        else:
            break
    said = _their_words(rest) if rest else None
    if said:
        marks.append(Mark.SAID)
        rest = said
    if not rest:
        return Typed(line)  # "???" or "!" alone is text: nothing typed is lost
    return Typed(rest, _unique(tuple(marks)))


def _their_words(line: str) -> str | None:
    """The text of a line that opens with a quotation mark, or None when it does not.

    Signs around the whole line go. In `"no time", she says` they stay: without them the line would
    no longer say who speaks.
    """
    closing = _CLOSING.get(line[0])
    if closing is None:
        return None
    inner = line[1:].lstrip()
    body = inner.rstrip(" .,;")
    whole = len(body) > 1 and body[-1] in closing
    inside = re.search(rf"\w[.,?]?[{closing}](?!\w)", inner) is not None
    if line[0] in _SINGLE and not whole and (_CLITIC.match(line) or not inside):
        return None  # an apostrophe: 't gaat wel
    if whole and not re.search(rf"[{closing}](?!\w)", body[:-1]):
        return body[:-1].rstrip()
    return line if inside else inner


def _unique(marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
    return tuple(dict.fromkeys(marks))
