"""The vault: which talks it holds, what opens it, and how they go."""

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from coach.errors import NotStored, StoreBusy, StoreError, UnknownTalk
from data.disk import reason
from data.journal import Journal
from data.tables import Tables
from data.vault.door import Door
from data.vault.index import Entry
from data.vault.inside import Inside
from data.vault.keys import NAME as KEYS
from data.vault.listing import Describe, Row, rows
from data.vault.mirror import is_due, keep_due, mirror_keys, no_longer_due
from data.vault.own_key import OwnKey

NOTHING: Mapping[str, Tables] = {}


class Vault:
    """An encrypted folder. Making this object touches no disk, and reading never writes anything.

    Calls of several threads may be mixed; an open record belongs to the thread that asked for it.
    """

    def __init__(self, folder: Path, own: OwnKey, claim: Callable[[], None] | None = None) -> None:
        """A vault.

        Args:
            folder: Where it is, or will be.
            own: What opens it while it has no passphrase; see `own_key`.
            claim: Called at the first write; it takes the right to write and calls `allow_writing`.
        """
        self.folder, self.claim = folder, claim
        self.door = Door(folder, own, self.need_writing)
        self.on_lock: list[Callable[[], None]] = []
        """Called before the keys are dropped: whoever holds an open record lets go of it."""
        self._guard = threading.RLock()
        self._open: Inside | None = None
        self._writable = False

    @property
    def writable(self) -> bool:
        """Whether this process holds the right to write."""
        return self._writable

    @property
    def inside(self) -> Inside:
        """What is known of the open vault; a vault without a passphrase opens by itself.

        Raises:
            Locked: The vault waits for its passphrase.
            DamagedVault: What opens it cannot be read.
            NewerVault: A newer version of the program wrote it.
        """
        with self._guard:
            if self._open is None:
                self._open = Inside(self.folder, self.door.header.vault_id, self.door.master)
                self._open.writable = self._writable
            return self._open

    def need_writing(self) -> None:
        """Before every write: take the right to it, and make up for what the disk refused before.

        Raises:
            StoreBusy: Another window has it.
            Locked: The vault waits for its passphrase.
            NotStored: The disk refused.
        """
        if not self._writable and self.claim:
            self.claim()
        if not self._writable:
            raise StoreBusy(str(self.folder))
        if self._open:
            # an erasure that was refused, but reached the disk, must not outlive what is saved after it
            self._open.keys.settle()

    def allow_writing(self) -> None:
        """From now on this process writes here: it holds the lock. What a crash left is tidied.

        Raises:
            Locked: The vault waits for its passphrase.
            NotStored: The disk refused.
        """
        with self._guard:
            self._open = None  # what was read without the lock may be behind
            inside = self.inside
            try:
                self.door.repair()
            except OSError as error:
                raise NotStored(reason(error)) from error
            inside.writable = self._writable = True
            try:
                inside.tidy()
                if is_due(self.folder):
                    self._mirror()
            except StoreError:
                self._writable = inside.writable = False
                raise

    def deny_writing(self) -> None:
        """Give the right to write back."""
        with self._guard:
            self.close()
            self._writable = False

    def lock(self) -> None:
        """Drop all keys; called by the thread that owns the open records.

        A vault without a passphrase then stays shut for as long as the program runs.
        """
        with self._guard:
            for let_go in self.on_lock:
                let_go()
            self.close()
            self.door.lock()

    def close(self) -> None:
        """Let go of the files."""
        with self._guard:
            if self._open and self._writable:
                self._open.index.close()
            self._open = None

    def has(self, record_id: str) -> bool:
        """Whether a talk has a file here."""
        return self.door.present and self.inside.path(record_id).exists()

    def journal(self, record_id: str, create: bool = False) -> Journal:
        """The record of a talk.

        Raises:
            UnknownTalk: There is none, and none is to be made.
            MissingTalk: There was one.
            MissingKey: Its key is not in the vault.
            DamagedTalk: Nothing in it can be read.
            NotStored: The key of a new one could not be stored.
        """
        with self._guard:
            if create:
                self.need_writing()
            elif not self.door.present:
                raise UnknownTalk(record_id)
            return self.inside.journal(record_id, create)

    def saved(self, record_id: str, journal: Journal, row: Row) -> None:
        """Tell the list what a record is like now."""
        with self._guard:
            self.inside.index.put_by(record_id, Entry(journal.generation, journal.stamp, row))

    def catch_up(self) -> None:
        """Bring the file behind the list up to date, when no more saves of a talk are to come."""
        with self._guard:
            if self._open and self._writable:
                self._open.index.catch_up()

    def rows(self, describe: Describe) -> Iterator[tuple[str, Row] | StoreError]:
        """Every talk, and an error for each that cannot be read or is not as it was left."""
        return rows(self.inside, self._guard, describe) if self.door.present else iter(())

    def let_go(
        self,
        gone: Sequence[str] = (),
        less: Mapping[str, Tables] = NOTHING,
        named: Mapping[str, Tables] = NOTHING,
    ) -> None:
        """Make talks, or what is no longer in them, unreadable for good: here and in copies within reach.

        Args:
            gone: Talks of which nothing stays, not even half-typed lines.
            less: Talks, and all that stays of each; they get another key.
            named: Named records, and all that stays of each; see `named`.

        Raises:
            NotStored: The disk refused; all of it is as it was, or all of it is gone.
        """
        self.need_writing()
        with self._guard:
            keep_due(self.folder)
            self.inside.let_go(gone, less, named)
            self._mirror()

    def _mirror(self) -> None:
        if mirror_keys(self.inside.keys, self.door.header, self.folder):
            no_longer_due(self.folder)

    def mend_keys(self, place: Path) -> int:
        """Take keys that are damaged or lost here from a backup; how many it had.

        Raises:
            NotStored: The disk refused.
        """
        self.need_writing()
        with self._guard:
            found = self.inside.keys.better_in(place / KEYS)
            self.inside.keys.adopt(found)
            return len(found)

    def named(self, name: str, create: bool = False) -> Journal:
        """A record that is no talk: who the talks are with, and what else names somebody.

        Raises:
            UnknownTalk: There is none, and none is to be made.
        """
        with self._guard:
            if create:
                self.need_writing()
            elif not self.door.present:
                raise UnknownTalk(name)
            return self.inside.named(name, create)

    def has_named(self, name: str) -> bool:
        """Whether there is such a record."""
        return self.door.present and self.inside.has_named(name)

    def renew(self, name: str, tables: Tables) -> None:
        """Write a named record anew under another key, and destroy the key before.

        For when a name must go: older copies of the file hold it, here and in backups.

        Raises:
            NotStored: The disk refused; the old record or the new one counts.
        """
        self.let_go(named={name: tables})

    def keep_draft(self, talk_id: str, text: str) -> None:
        """Keep a half-typed line; empty text destroys it. Raises `NotStored`."""
        if text or (self.door.present and self.inside.drafts.has(talk_id)):
            self.need_writing()
            self.inside.drafts.keep(talk_id, text)

    def loose_drafts(self, before: date) -> list[str]:
        """Ids of half-typed lines of talks that have no file, last touched before this day."""
        if not self.door.present:
            return []
        return [i for i in self.inside.drafts.untouched(before) if not self.has(i)]

    def draft(self, talk_id: str) -> str:
        """The half-typed line of a talk, or ""."""
        return self.inside.drafts.kept(talk_id) if self.door.present else ""
