"""What left as a file: when, which talk or person by id, which form, for whom. Never what stood in it.

It is kept in the vault under random ids, so it outlives what it speaks of and names nobody. Each file
is entered before it is written and confirmed when it is there. Whatever stops the program in between
leaves an entry that says "perhaps", which is true.

Without the right to write (another window has it) an entry waits beside the record, sealed like a
half-typed line, until the next export that has it takes it in.
"""

import json
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from coach.errors import StoreBusy
from data.journal import JournalStorage
from data.people import DEFAULT
from data.vault.crypto import cipher
from data.vault.drafts import Drafts
from data.vault.vault import Vault

NAME = "exports"
"""The record of the vault that holds the log."""

WAITING = "waiting"
"""The folder of the vault in which entries wait to be taken in."""


@dataclass(frozen=True, slots=True)
class Departure:
    """One file that left, or perhaps did."""

    file: str
    """Eight hexadecimal digits at random, that also stand in the name of the file."""
    at: datetime
    what: str
    """Which kind of paper: "talk", "card", "access"."""
    format: str
    """Form of the file: "html", "json", …"""
    audience: str
    """Who it was for: "self", "employee"."""
    talk: str | None = None
    """Id of the talk it is from."""
    person: str | None = None
    """Id of the person it is about, where it is from no single talk."""
    left: bool = False
    """Whether it is sure that the file was written."""


Entries = dict[str, Departure]
"""By the id of their file."""


class ExportLog:
    """The log of a vault. Used from the thread that has the talks."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def enter(self, departures: Iterable[Departure]) -> None:
        """Keep that these files are about to be written; as with every save it is on the disk then.

        Raises:
            StoreError: It could not be kept.
        """
        fresh = {departure.file: departure for departure in departures}
        try:
            self._vault.need_writing()
        except StoreBusy:
            for departure in fresh.values():
                self._waiting.keep(departure.file, json.dumps(_document(departure)))
            return
        waiting = dict(self._entries_that_wait())
        self._change(lambda entries: entries | waiting | fresh)
        for file in waiting:
            self._waiting.remove(file)

    def confirm(self, departures: Iterable[Departure]) -> None:
        """Keep that these files are written. Raises `StoreError`."""
        self.enter(replace(departure, left=True) for departure in departures)

    def cancel(self, departures: Iterable[Departure]) -> None:
        """Take back that these files were about to be written. Raises `StoreError`."""
        gone = {departure.file for departure in departures}
        for file in gone:
            if self._waiting.has(file):
                self._waiting.remove(file)
        if self._vault.writable and self._vault.has_named(NAME):
            self._change(lambda entries: {f: entry for f, entry in entries.items() if f not in gone})

    def departures(
        self, talks: Collection[str] | None = None, person: str | None = None
    ) -> tuple[Departure, ...]:
        """What left, oldest first; nothing is written.

        Args:
            talks: Only what is from one of these talks, or about `person`. None: everything.
            person: Id of somebody whose papers count too.

        Raises:
            StoreError: The log cannot be read.
        """
        found = self._entries() | dict(self._entries_that_wait())
        wanted = (
            entry
            for entry in found.values()
            if talks is None or entry.talk in talks or (person is not None and entry.person == person)
        )
        return tuple(sorted(wanted, key=lambda entry: (entry.at, entry.file)))

    def _entries(self) -> Entries:
        if not self._vault.has_named(NAME):
            return {}
        return _entries_in(JournalStorage(self._vault.named(NAME)))

    def _change(self, change: Callable[[Entries], Entries]) -> None:
        storage = JournalStorage(self._vault.named(NAME, create=True))
        after = change(_entries_in(storage))
        storage.write({DEFAULT: {int(file, 16): _document(entry) for file, entry in after.items()}})

    @property
    def _waiting(self) -> Drafts:
        return Drafts(self._folder, self._vault.inside.vault_id, cipher(self._vault.door.master))

    @property
    def _folder(self) -> Path:
        return self._vault.folder / WAITING

    def _entries_that_wait(self) -> Iterator[tuple[str, Departure]]:
        if not self._folder.is_dir():
            return
        for path in sorted(self._folder.glob("*.draft")):
            if kept := self._waiting.kept(path.stem):
                yield path.stem, _departure(json.loads(kept))


def _entries_in(storage: JournalStorage) -> Entries:
    rows = (storage.read() or {}).get(DEFAULT, {}).values()
    return {row["file"]: _departure(row) for row in rows}


def _document(departure: Departure) -> dict[str, Any]:
    return {**asdict(departure), "at": departure.at.isoformat()}


def _departure(row: dict[str, Any]) -> Departure:
    return Departure(**{**row, "at": datetime.fromisoformat(row["at"])})
