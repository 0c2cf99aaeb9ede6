"""Which models are worth a try."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

SHIPPED = Path(__file__).parent / "catalog.toml"


@dataclass(frozen=True, slots=True)
class Entry:
    """One model of the list: what public pages say about it."""

    name: str
    """What it is called here."""
    title: str
    """What its makers call it."""
    size: str
    """`small`, `middle` or `large`."""
    repo: str
    """Where it lies on the hub."""
    file: str
    file_gb: float
    """Of the file, in 10^9 bytes."""
    memory_gb: float
    """That it takes while it works; an estimate."""
    licence: str
    languages: str
    sha256: str
    """Of the file, or "" where nobody trustworthy gives it."""


@cache
def catalog() -> tuple[Entry, ...]:
    """The list that is shipped; nothing in it was verified by us, see its own first lines."""
    table = tomllib.loads(SHIPPED.read_text("utf-8"))
    return tuple(Entry(**row) for row in table["model"])


def entry_of(asked: str) -> Entry | None:
    """The model of the list with this name, or with this place and file ("repo/file")."""
    return next((entry for entry in catalog() if asked in (entry.name, f"{entry.repo}/{entry.file}")), None)


def known_as(sha256: str) -> Entry | None:
    """The model of the list that has this hash."""
    return next((entry for entry in catalog() if entry.sha256 == sha256), None)
