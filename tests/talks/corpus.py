"""Reads the invented, labelled talks that the weights are fitted on (see README.md beside this file)."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

THEMES = (
    "expectations", "growth", "leadership", "role", "environment", "balance", "recognition", "terms", "personal",
)  # fmt: skip
FLAGS = ("vague", "promise", "judgement", "sensitive")
NORMAL = (
    *("en", "en2", "en3", "en4", "en5", "en6", "nl-be", "nl-be2", "nl-be3"),
    *("nl-nl", "nl-nl2", "nl-nl3", "nl-nl4", "nl-nl5", "nl-nl6", "nl-nl7"),
)
"""Files of whole talks; the others hold loose lines, in which labels are more frequent than in a talk."""

HERE = Path(__file__).parent
_ACTION = re.compile(r'action:(\w+):([^:]*):"([^"]*)"')


@dataclass(frozen=True, slots=True)
class Action:
    """One agreed action of a line."""

    owner: str
    due: date | None


@dataclass(frozen=True, slots=True)
class Line:
    """One note with its labels."""

    text: str
    themes: frozenset[str]
    flags: frozenset[str]
    names: tuple[str, ...]
    actions: tuple[Action, ...]


@dataclass(slots=True)
class LabelledTalk:
    """One invented talk."""

    id: str
    lang: str
    kind: str
    date: date
    employee: str
    manager: str
    exit_primary: str | None
    exit_secondary: tuple[str, ...]
    terms: str
    return_date: date | None
    source: str = ""
    """Name of the file, which is to say of its author."""
    lines: list[Line] = field(default_factory=list)


def talks(folder: Path = HERE) -> list[LabelledTalk]:
    """All invented talks."""
    found = []
    for path in sorted(folder.glob("*.txt")):
        for talk in _read(path.read_text("utf-8").splitlines()):
            talk.source = path.stem
            found.append(talk)
    return found


def _read(rows: Iterable[str]) -> Iterator[LabelledTalk]:
    talk: LabelledTalk | None = None
    for row in rows:
        if row.startswith("@ "):
            if talk:
                yield talk
            talk = _head([part.strip() for part in row[2:].split("|")])
        elif row.strip() and talk:
            talk.lines.append(_line(row))
    if talk:
        yield talk


def _head(part: list[str]) -> LabelledTalk:
    primary, secondary, terms = None, (), "none"
    if part[7] != "-":
        primary, rest, terms = (piece.strip() for piece in part[7].split(";"))
        secondary = tuple(code for code in rest.split(",") if code)
    back = None if part[8] == "-" else date.fromisoformat(part[8])
    return LabelledTalk(
        part[0],
        part[1],
        part[3],
        date.fromisoformat(part[4]),
        part[5],
        part[6],
        primary,
        secondary,
        terms,
        back,
    )


def _line(row: str) -> Line:
    tags, _, text = row.partition("\t")
    actions = tuple(
        Action(owner, None if due == "-" else date.fromisoformat(due))
        for owner, due, _ in _ACTION.findall(tags)
    )
    words = [tag for tag in _ACTION.sub("", tags).split(",") if tag]
    names = tuple(name for tag in words if tag.startswith("names:") for name in tag[6:].split("+"))
    return Line(text, frozenset(words) & {*THEMES}, frozenset(words) & {*FLAGS}, names, actions)
