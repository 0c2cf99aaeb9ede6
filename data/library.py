"""The guides: shipped ones, and one's own in the store's `guides/<language>/` folder, which go first.

A broken file never stops the program: it is named with its line, and the shipped guide is used.
"""

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from coach.errors import ContentError
from coach.guide import Card, Guide, Item, Probe, Question
from coach.talk import Kind
from coach.text import clean

SHIPPED = Path(__file__).parent / "guides"
SCHEMA = "onderons.guide/1"
LARGEST = 1_000_000
"""Bytes; a guide file over this is refused rather than read."""


class TomlLibrary:
    """A `coach.ports.GuideLibrary` of TOML files."""

    def __init__(self, own: Path | None = None) -> None:
        self._own = own
        self._problems: dict[Path, str] = {}

    def guide(self, kind: Kind, lang: str) -> Guide:
        """One's own guide if there is a sound one, else the shipped one."""
        own = self._own / lang / f"{kind}.toml" if self._own else None
        if own and own.exists():
            try:
                return read_guide(own, kind, lang)
            except ContentError as error:
                self._problems[own] = f"{error.params['where']}: {error.params['why']}"
        return _shipped(kind, lang)

    def problems(self) -> list[str]:
        """One sentence for each file that was passed over."""
        for lang in ("nl", "en"):
            for kind in Kind:
                self.guide(kind, lang)
        return list(self._problems.values())


@cache
def _shipped(kind: Kind, lang: str) -> Guide:
    return read_guide(SHIPPED / lang / f"{kind}.toml", kind, lang)


def read_guide(path: Path, kind: Kind, lang: str) -> Guide:
    """A guide from a file.

    Raises:
        ContentError: The file is not a guide of this kind and language; names the line.
    """
    text, table = read_toml(path)
    here = _Place(path, text)
    if (table.get("schema"), table.get("kind"), table.get("lang")) != (SCHEMA, kind, lang):
        raise here.error("schema", f'needs schema = "{SCHEMA}", kind = "{kind}", lang = "{lang}"')
    questions = tuple(_question(here, n, entry) for n, entry in enumerate(here.tables(table, "question")))
    ids = [q.id for q in questions]
    if len(set(ids)) < len(ids):
        raise here.error("question", "two questions have the same id")
    return Guide(
        kind=kind,
        lang=lang,
        title=here.text(table, "title"),
        is_=here.text(table, "is"),
        is_not=here.text(table, "is_not"),
        opening=here.text(here.table(table, "opening"), "text", "[opening]"),
        invitation=here.text(here.table(table, "invitation"), "text", "[invitation]"),
        closing=here.text(here.table(table, "closing"), "text", "[closing]"),
        questions=questions,
        checks=_items(here, table, "check", "text", "why"),
        steps=_items(here, table, "step", "do", "say"),
        arrangements=_items(here, table, "arrangement", "text", "example"),
        card=_card(here, table["card"]) if "card" in table else None,
    )


def read_toml(path: Path) -> tuple[str, dict[str, Any]]:
    """The text and the tables of a TOML file.

    Raises:
        ContentError: Unreadable, too large, not UTF-8 or not TOML; names the line where known.
    """
    try:
        if path.stat().st_size > LARGEST:
            raise ContentError(path.name, f"larger than {LARGEST:,} bytes")
        text = path.read_text("utf-8")
        return text, tomllib.loads(text)
    except OSError as error:
        raise ContentError(path.name, error.strerror or "unreadable") from error
    except UnicodeDecodeError as error:
        raise ContentError(path.name, f"byte {error.start} is not UTF-8") from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise ContentError(path.name, str(error) or "nested too deep") from error


def _question(here: "_Place", index: int, entry: dict[str, Any]) -> Question:
    at = ("[[question]]", index)
    return Question(
        id=here.text(entry, "id", *at),
        text=here.text(entry, "text", *at),
        why=here.text(entry, "why", *at),
        source=here.text(entry, "source", *at),
        probes=tuple(
            Probe(*(here.text(p, key, *at) for key in ("id", "text", "source")))
            for p in here.tables(entry, "probe")
        ),
        themes=here.words(entry, "themes", *at),
        sets=here.words(entry, "sets", *at),
        number=here.value(entry, "number", int, None, *at),
        recurring=bool(here.value(entry, "recurring", bool, False, *at)),
        caution=str(here.value(entry, "caution", str, "", *at)),
        opener=str(here.value(entry, "opener", str, "", *at)),
        weeks=tuple(w for w in entry.get("weeks", []) if isinstance(w, int)),
    )


def _items(here: "_Place", table: dict[str, Any], name: str, text: str, say: str) -> tuple[Item, ...]:
    return tuple(
        Item(*(here.text(entry, key, f"[[{name}]]", n) for key in ("id", text, say, "source")))
        for n, entry in enumerate(here.tables(table, name))
    )


def _card(here: "_Place", entry: dict[str, Any]) -> Card:
    return Card(
        reason_hint=here.text(entry, "reason_hint", "[card]"),
        silence=here.text(entry, "silence", "[card]"),
        now=here.words(entry, "now", "[card]"),
        never=here.words(entry, "never", "[card]"),
        call={c: here.words(entry, f"call_{c.lower()}", "[card]") for c in ("NL", "BE")},
    )


class _Place:
    """Reads fields of a parsed file and, when one is wrong, says on which line."""

    def __init__(self, path: Path, text: str) -> None:
        self._path, self._text = path, text

    def error(self, what: str, why: str, header: str = "", index: int = 0) -> ContentError:
        heads = [m.start() for m in re.finditer(re.escape(header or what), self._text)]
        start = heads[index] if index < len(heads) else 0
        line = self._text.count("\n", 0, start) + 1
        return ContentError(f"{self._path.name}, line {line}", why)

    def value(
        self,
        entry: dict[str, Any],
        key: str,
        kind: type,
        default: Any,
        header: str = "",
        index: int = 0,
    ) -> Any:
        value = entry.get(key, default)
        if value is not default and not isinstance(value, kind):
            raise self.error(key, f'"{key}" should be {kind.__name__}', header, index)
        return clean(value) if isinstance(value, str) else value

    def text(self, entry: dict[str, Any], key: str, header: str = "", index: int = 0) -> str:
        value = str(self.value(entry, key, str, "", header, index)).strip()
        if not value:
            raise self.error(key, f'"{key}" is missing', header, index)
        return value

    def words(self, entry: dict[str, Any], key: str, header: str = "", index: int = 0) -> tuple[str, ...]:
        value = self.value(entry, key, list, [], header, index)
        if not all(isinstance(word, str) for word in value):
            raise self.error(key, f'"{key}" should hold texts', header, index)
        return tuple(clean(word) for word in value)

    def table(self, table: dict[str, Any], key: str) -> dict[str, Any]:
        value = table.get(key)
        if not isinstance(value, dict):
            raise self.error(key, f"[{key}] is missing")
        return value

    def tables(self, table: dict[str, Any], key: str) -> list[dict[str, Any]]:
        value = table.get(key, [])
        if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
            raise self.error(key, f"[[{key}]] should be a list of tables")
        return value
