"""The guides: shipped ones, and one's own in the store's `guides/<language>/` folder, which go first.

A broken file never stops the program: it is named with its line, and the shipped guide is used.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from coach.errors import ContentError
from coach.guide import Card, Guide, Item, Ladder, Line, Probe, Question, Step
from coach.retention import Retention
from coach.talk import Kind
from data.toml import Place, read_toml

SHIPPED = Path(__file__).parent / "guides"
SCHEMA = "onderons.guide/1"
KEPT = "{kept}"
"""Stands in an opening for how long notes are kept."""


class TomlLibrary:
    """A `coach.ports.GuideLibrary` of TOML files."""

    def __init__(self, own: Path | None = None, kept: Callable[[], int] | None = None) -> None:
        """A library.

        Args:
            own: The folder of one's own guides.
            kept: Says how many months notes are kept; asked for each guide, as it can be changed.
        """
        self._own, self._kept = own, kept or (lambda: Retention().notes_months)
        self._problems: dict[Path, str] = {}

    def guide(self, kind: Kind, lang: str) -> Guide:
        """One's own guide if sound, else the shipped one. Its opening says how long notes are kept."""
        found = self._found(kind, lang)
        return replace(found, opening=found.opening.replace(KEPT, _months(self._kept(), lang)))

    def _found(self, kind: Kind, lang: str) -> Guide:
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
                if self._own and (self._own / lang / f"{kind}.toml").exists():
                    self.guide(kind, lang)
        return list(self._problems.values())


def _months(number: int, lang: str) -> str:
    words = {"nl": ("één maand", "{} maanden"), "en": ("one month", "{} months")}[lang]
    return words[number != 1].format(number)


@cache
def _shipped(kind: Kind, lang: str) -> Guide:
    return read_guide(SHIPPED / lang / f"{kind}.toml", kind, lang)


def read_guide(path: Path, kind: Kind, lang: str) -> Guide:
    """A guide from a file.

    Raises:
        ContentError: The file is not a guide of this kind and language; names the line.
    """
    text, table = read_toml(path)
    here = Place(path, text)
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
        card=_card(here, here.table(table, "card")) if "card" in table else None,
    )


def _question(here: "Place", index: int, entry: dict[str, Any]) -> Question:
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
        weeks=tuple(w for w in here.value(entry, "weeks", list, [], *at) if isinstance(w, int)),
    )


def _items(here: "Place", table: dict[str, Any], name: str, text: str, say: str) -> tuple[Item, ...]:
    return tuple(
        Item(*(here.text(entry, key, f"[[{name}]]", n) for key in ("id", text, say, "source")))
        for n, entry in enumerate(here.tables(table, name))
    )


def _card(here: "Place", entry: dict[str, Any]) -> Card:
    return Card(
        reason_hint=here.text(entry, "reason_hint", "[card]"),
        silence=here.text(entry, "silence", "[card]"),
        now=here.words(entry, "now", "[card]"),
        never=here.words(entry, "never", "[card]"),
        call={c: here.words(entry, f"call_{c.lower()}", "[card]") for c in ("NL", "BE")},
    )


@cache
def read_ladders(lang: str) -> tuple[Ladder, ...]:
    """The peel-off ladders of a language, one for each theme."""
    path = SHIPPED / lang / "ladders.toml"
    text, table = read_toml(path)
    here = Place(path, text)
    return tuple(_ladder(here, n, entry) for n, entry in enumerate(here.tables(table, "ladder")))


def _ladder(here: Place, index: int, entry: dict[str, Any]) -> Ladder:
    at = ("[[ladder]]", index)
    steps = tuple(
        Step(
            here.text(step, "aim", *at),
            tuple(Probe(*(here.text(p, k, *at) for k in ("id", "text", "source"))) for p in step["probe"]),
        )
        for step in here.tables(entry, "step")
    )
    return Ladder(
        theme=here.text(entry, "theme", *at),
        about=here.text(entry, "about", *at),
        steps=steps,
        reasons=tuple((here.text(r, "id", *at), here.text(r, "label", *at)) for r in entry["reason"]),
    )


@cache
def read_lines(lang: str) -> dict[str, Line]:
    """What to show and say at each cue, by its id."""
    path = SHIPPED / lang / "conduct.toml"
    text, table = read_toml(path)
    here = Place(path, text)
    found = [
        Line(
            here.text(entry, "id", "[[cue]]", n),
            here.text(entry, "show", "[[cue]]", n),
            here.words(entry, "say", "[[cue]]", n),
            here.text(entry, "source", "[[cue]]", n),
        )
        for n, entry in enumerate(here.tables(table, "cue"))
    ]
    return {line.id: line for line in found}
