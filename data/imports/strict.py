"""JSON as it should be, and no other: the reader of everything that comes from outside as JSON.

orjson refuses what the standard library lets pass (NaN, 1e999, lone surrogates, a comma too many) and
stops at a depth of 1,024. It keeps the last of two equal keys, as nearly every reader does: two
programs that look at one file then see different things. So the text is walked once more, for that
and for what would be sound JSON and is no talk: too deep, too long, too many.
"""

import codecs
import re
from typing import Any

import orjson

from coach.errors import RefusedFile
from coach.text import one_line

DEEPEST = 20
"""Levels. A talk has four."""
MOST_TEXT = 100_000
"""Characters of one text, as written."""
MOST_ENTRIES = 50_000
"""Entries of one list or object: five times the longest talk in the tests."""
LONGEST_NUMBER = 25
"""Characters; the longest a double needs is 24, and Python refuses to read 5,000 digits."""
SHOWN = 60
"""Characters of a place in a sentence."""

_BOMS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)
_TOKEN = re.compile(r'"(?:[^"\\]++|\\.)*+"|[{}\[\],:]|[-\d][-+.\deE]*+', re.DOTALL)


def parse(content: bytes, where: str, first: int = 1, most: int = MOST_ENTRIES) -> Any:
    """The value in some JSON.

    Args:
        content: UTF-8 without a byte order mark.
        where: Name of the file, for the sentence when it is refused.
        first: Number of the line in the file with which this begins.
        most: Entries of one list or object.

    Raises:
        RefusedFile: It is no JSON, or more than a file may hold; names the place.
    """
    text = _text(content, where)
    try:
        value = orjson.loads(content)
    except orjson.JSONDecodeError as error:
        if "depth limit" in error.msg:
            raise RefusedFile("refused.too-deep", where, most=DEEPEST) from error
        line = error.lineno + first - 1
        raise RefusedFile("refused.no-json", where, line=line, column=error.colno) from error
    _Walk(where, most).over(text)
    return value


def _text(content: bytes, where: str) -> str:
    if not content.strip():
        raise RefusedFile("refused.empty", where)
    strange = 0 if content.startswith(_BOMS) else content.find(b"\0")
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        strange = error.start if strange < 0 else min(strange, error.start)
        text = ""
    if strange >= 0:
        raise RefusedFile("refused.encoding", where, byte=strange + 1)
    return text


class _Inside:
    """One list or object that is open."""

    __slots__ = ("at", "count", "keys")

    def __init__(self, is_object: bool) -> None:
        self.keys: set[str] | None = set() if is_object else None
        self.at: str | None = None if is_object else ""
        """The key whose value comes; None while a key comes; always "" in a list."""
        self.count = 0

    def place(self) -> str:
        """How one gets here from outside."""
        return f"[{self.count}]" if self.keys is None else f".{self.at or ''}"


class _Walk:
    """Goes over the tokens of sound JSON."""

    def __init__(self, where: str, most: int) -> None:
        self._where, self._most = where, most
        self._open: list[_Inside] = []

    def over(self, text: str) -> None:
        """Look at every token.

        Raises:
            RefusedFile: One of them is too much.
        """
        for match in _TOKEN.finditer(text):
            token = match[0]
            first = token[0]
            if first == '"':
                self._string(token)
            elif first in "{[":
                self._begin(first == "{")
            elif first in "}]":
                self._open.pop()
            elif first == ",":
                self._next()
            elif first != ":" and len(token) > LONGEST_NUMBER:
                raise self._refused("refused.long-number")

    def _begin(self, is_object: bool) -> None:
        if len(self._open) == DEEPEST:
            raise RefusedFile("refused.too-deep", self._where, most=DEEPEST)
        self._open.append(_Inside(is_object))

    def _next(self) -> None:
        here = self._open[-1]
        here.count += 1
        if here.count >= self._most:
            self._open.pop()
            raise self._refused("refused.too-many", most=self._most)
        if here.keys is not None:
            here.at = None

    def _string(self, token: str) -> None:
        here = self._open[-1] if self._open else None
        if here is not None and here.keys is not None and here.at is None:
            key = orjson.loads(token) if "\\" in token else token[1:-1]
            here.at = key[: SHOWN * 2]
            if key in here.keys:
                raise self._refused("refused.twice")
            here.keys.add(key)
        if len(token) - 2 > MOST_TEXT:
            raise self._refused("refused.too-long", most=MOST_TEXT)

    def _refused(self, text_id: str, **params: object) -> RefusedFile:
        place = "".join(one.place() for one in self._open)
        return RefusedFile(text_id, self._where, place=shown(place), **params)


def shown(place: str) -> str:
    """A place in a document as it may stand in a sentence: short, clean, and never nothing."""
    flat = one_line(place).removeprefix(".")
    return flat if 0 < len(flat) <= SHOWN else f"{flat[:SHOWN]}…"
