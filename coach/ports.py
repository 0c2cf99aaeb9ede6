"""What the front ends need from the outside, as roles. `tui.bootstrap` picks who plays them."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum, auto
from pathlib import Path
from typing import Protocol

from coach.agreement import Agreement
from coach.errors import StoreError
from coach.guide import Guide
from coach.paper import Page, Paper
from coach.person import Person
from coach.talk import Kind, State, Talk


@dataclass(frozen=True, slots=True)
class TalkRow:
    """One talk in a list, without its text."""

    id: str
    kind: Kind
    lang: str
    state: State
    date: date
    person: str
    notes: int
    agreements: tuple[Agreement, ...] = ()
    """What was confirmed at the wrap-up."""
    return_on: dt.date | None = None


IDLE_MINUTES = 10
"""Minutes without a key outside a talk after which the store locks itself (security.md §4)."""

SHORTEST_PASSPHRASE = 8
"""Characters. Four words are better; this only stops what is guessed in a minute."""


@dataclass(frozen=True, slots=True)
class Flaws:
    """What is wrong with the file of a talk that can be read all the same."""

    lines: int = 0
    """How many of its saves are damaged and missing."""
    older: bool = False
    """Whether an older version of it was put back, by a copy from elsewhere for instance."""


class SafeState(Enum):
    """How the store stands towards whoever has the disk."""

    NEW = auto()
    """Nothing is stored yet, so nobody chose how it is kept."""
    OPEN = auto()
    """It opens by itself, for whoever has the disk too."""
    PROTECTED = auto()
    """A passphrase opens it, and it is open."""
    LOCKED = auto()
    """It waits for its passphrase."""


class Clock(Protocol):
    """Where the time comes from."""

    def __call__(self) -> datetime:
        """The time now, with its zone."""
        ...


class TalkStore(Protocol):
    """Keeps talks and half-typed lines. One thread at a time; not for the UI loop."""

    def save(self, talk: Talk) -> None:
        """Keep the talk. When this returns, it survives a power cut.

        Raises:
            NotStored: The disk refused; what was stored before is unharmed.
        """
        ...

    def load(self, talk_id: str) -> Talk:
        """The talk as last saved.

        Raises:
            UnknownTalk: No talk has this id.
            DamagedTalk: Its file cannot be read.
            NewerTalk: A newer version of the program wrote it.
        """
        ...

    def rows(self) -> Iterator[TalkRow | StoreError]:
        """Every talk, and an error for every file that is not readable; in no order."""
        ...

    def discard(self, talk_id: str) -> None:
        """Remove the talk and its half-typed line for good."""
        ...

    def save_draft(self, talk_id: str, text: str) -> None:
        """Keep the half-typed line of a talk; empty text removes it."""
        ...

    def draft(self, talk_id: str) -> str:
        """The half-typed line of a talk, or "" when there is none."""
        ...


class PeopleStore(Protocol):
    """Keeps who the talks are with."""

    def people(self) -> list[Person]:
        """Everyone, in the order in which they were added."""
        ...

    def add(self, alias: str) -> Person:
        """A new person under this alias, stored."""
        ...


class GuideLibrary(Protocol):
    """Where the questions come from."""

    def guide(self, kind: Kind, lang: str) -> Guide:
        """The guide for one kind of talk in one language."""
        ...

    def problems(self) -> list[str]:
        """One sentence for each content file that is broken and was passed over."""
        ...


class Papers(Protocol):
    """Pages about what is kept, made from the facts of the store."""

    async def read(self, page: Page, lang: str, country: str) -> tuple[Paper, str]:
        """The page, and what is wrong with one's own content for it.

        Raises:
            ContentError: The shipped content is broken.
        """
        ...

    async def write(self, paper: Paper) -> Path:
        """Write the page to a file of its own; where it is.

        Raises:
            OnderonsError: The disk refuses.
        """
        ...
