"""One object of a document from outside: every field is asked for by name, and no other may be there."""

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any, TypeVar

from coach.errors import RefusedFile
from coach.text import clean
from data.imports.strict import MOST_TEXT, shown

FIRST_YEAR, LAST_YEAR = 1900, 2199
"""Days outside these are slips, and counting on from 9999-12-31 fails."""

D = TypeVar("D", date, datetime)

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MISSING = object()


class Entry:
    """An object, read field by field. Text comes out clean and on one line.

    Each reading method raises `RefusedFile`, with the place, when the field is not what it should be.
    A default of its own makes a field one that may be left out.
    """

    def __init__(self, value: Any, where: str, place: str = "") -> None:
        """Look at an object.

        Args:
            value: What stands in the document.
            where: Name of the file.
            place: Where in the document it stands; "" for the whole.
        """
        self._where, self._place, self._asked = where, place, set[str]()
        if not isinstance(value, dict):
            raise RefusedFile("refused.wrong", where, place=shown(place or "…"), what="why.an-object")
        self._fields: dict[str, Any] = value

    def has(self, key: str) -> bool:
        """Whether the field is there and not null."""
        self._asked.add(key)
        return self._fields.get(key) is not None

    def text(self, key: str, default: str | None = None, longest: int = MOST_TEXT) -> str:
        """A text; one without a default holds something."""
        value = self._value(key, default)
        if not isinstance(value, str):
            raise self.wrong(key, "why.a-text")
        found = clean(value).replace("\n", " ").replace("\t", " ").strip()
        if default is None and not found:
            raise self.wrong(key, "why.a-text")
        if len(found) > longest:
            raise RefusedFile("refused.too-long", self._where, place=self._at(key), most=longest)
        return found

    def choice(self, key: str, choices: Iterable[str], default: str | None = None) -> str:
        """One of some words."""
        value = self._value(key, default)
        allowed = list(choices)
        if value not in allowed or not isinstance(value, str):
            told = ", ".join(allowed)
            raise RefusedFile("refused.choice", self._where, place=self._at(key), choices=told)
        return value

    def number(self, key: str, most: int, default: int | None = None, least: int = 0) -> int:
        """A whole number between two."""
        value = self._value(key, default)
        if type(value) is not int or not least <= value <= most:
            raise RefusedFile("refused.number", self._where, place=self._at(key), least=least, most=most)
        return value

    def flag(self, key: str) -> bool:
        """True or false; left out it is false."""
        value = self._value(key, False)
        if not isinstance(value, bool):
            raise self.wrong(key, "why.true-or-false")
        return value

    def day(self, key: str) -> date:
        """A day, written YYYY-MM-DD."""
        value = self._value(key, None)
        written = isinstance(value, str) and _DAY.fullmatch(value)
        found = _read(date.fromisoformat, value) if written else None
        if found is None:
            raise self.wrong(key, "why.a-day")
        return found

    def moment(self, key: str) -> datetime:
        """A moment with its offset, in ISO 8601."""
        value = self._value(key, None)
        found = _read(datetime.fromisoformat, value) if isinstance(value, str) else None
        if found is None or found.tzinfo is None:
            raise self.wrong(key, "why.a-moment")
        return found

    def texts(self, key: str, default: list[str] | None = None) -> list[str]:
        """A list of texts."""
        listed = self._list(key, default)
        return [Entry({"": value}, self._where, f"{self._at(key)}[{n}]").text("") for n, value in listed]

    def numbers(self, key: str, most: int) -> list[int]:
        """A list of whole numbers from 0."""
        listed = self._list(key, None)
        return [
            Entry({"": value}, self._where, f"{self._at(key)}[{n}]").number("", most) for n, value in listed
        ]

    def entries(self, key: str) -> "list[Entry]":
        """A list of objects."""
        return [Entry(value, self._where, f"{self._at(key)}[{n}]") for n, value in self._list(key, None)]

    def entry(self, key: str) -> "Entry":
        """An object within."""
        return Entry(self._value(key, None), self._where, self._at(key))

    def done(self) -> None:
        """Refuse the object when it has a field that nobody asked for."""
        for key in self._fields.keys() - self._asked:
            raise RefusedFile("refused.unknown", self._where, place=self._at(key))

    def wrong(self, key: str, what: str) -> RefusedFile:
        """The refusal of a field that should be something else; `what` is the id of its words."""
        return RefusedFile("refused.wrong", self._where, place=self._at(key), what=what)

    def _value(self, key: str, default: Any) -> Any:
        self._asked.add(key)
        value = self._fields.get(key, _MISSING)
        if value is not _MISSING:
            return value
        if default is None:
            raise RefusedFile("refused.missing", self._where, place=self._at(key))
        return default

    def _list(self, key: str, default: Any) -> "enumerate[Any]":
        value = self._value(key, default)
        if not isinstance(value, list):
            raise self.wrong(key, "why.a-list")
        return enumerate(value)

    def _at(self, key: str) -> str:
        return shown(f"{self._place}.{key}" if key else self._place)


def _read(read: Callable[[str], D], text: str) -> D | None:
    """The day or moment in a text; None when there is none, as on 30 February, or when it is a slip."""
    try:
        found = read(text)
    except ValueError:
        return None
    return found if FIRST_YEAR <= found.year <= LAST_YEAR else None
