"""Talks in the vault: one TinyDB per conversation, so that a save costs the same with 10 talks or 10,000."""

import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from tinydb import TinyDB
from tinydb.table import Document

from coach.errors import StoreError, UnknownTalk
from coach.note import Note
from coach.ports import Flaws, TalkRow
from coach.talk import Talk
from data.claims import TinyClaims
from data.find import holds, words_of
from data.glance import may_be_typed
from data.journal import Journal, JournalStorage
from data.tables import Tables
from data.talk_documents import HEAD, head_document, note_document, state_document, tables_with, talk_from
from data.talk_rows import row_document, row_from
from data.vault.migrations.m0001_plain_files import ORIGIN
from data.vault.migrations.plain import PlainFiles
from data.vault.vault import NOTHING, Vault

_ID = re.compile(r"[0-9a-f]{32}")


class TinyTalkStore:
    """A `coach.ports.TalkStore` on a vault. Used from one thread."""

    def __init__(
        self, vault: Vault, plain: PlainFiles | None = None, claims: TinyClaims | None = None
    ) -> None:
        """A store on a vault.

        Args:
            vault: Where talks are kept.
            plain: Where the first version kept them, to read until they are in the vault.
            claims: Says which talks may not be changed.
        """
        self._vault, self._plain = vault, plain
        self._claims = claims or TinyClaims(vault)
        self._open: tuple[str, TinyDB] | None = None
        self._saved: Talk | None = None
        vault.on_lock.append(self.close)

    def save(self, talk: Talk) -> None:
        """Keep the talk; returns when it is on the disk (see `coach.ports.TalkStore.save`).

        Raises:
            HeldTalk: A dispute is on: it stays as it is.
        """
        if not self._vault.writable:
            self.close()  # what was opened to read may be older than what another window left
        self._vault.need_writing()
        self._claims.refuse_change(talk.id)
        db = self._database(talk.id, create=True)
        storage = _storage(db)
        if self._saved is None and storage.journal.tables:
            self._saved = talk_from(talk.id, db, talk.id)
        before = self._saved
        fresh, changed, gone = _compared(before.notes if before else (), talk.notes)
        with storage.together(forget=bool(changed or gone) or _reworded(before, talk)):
            if before is None or head_document(before) != head_document(talk):
                storage.put("talk", [Document(head_document(talk), HEAD)])
            storage.put("state", [Document(state_document(talk), HEAD)])
            notes = (Document(note_document(n), n.number) for n in (*changed, *fresh))
            storage.put("notes", notes, gone)
        self._saved = talk
        self._vault.saved(talk.id, storage.journal, row_document(talk.id, storage.journal.tables))

    def load(self, talk_id: str) -> Talk:
        """The talk as last saved (see `coach.ports.TalkStore.load`)."""
        if not _ID.fullmatch(talk_id):
            raise UnknownTalk(talk_id)
        db = self._database(talk_id)
        if not _storage(db).journal.tables:
            raise UnknownTalk(talk_id)  # its first save was refused
        self._saved = talk = talk_from(talk_id, db, talk_id)
        return talk

    def damage(self, talk_id: str) -> list[int]:
        """Numbers of the saves in the talk's file that cannot be read any more."""
        journal = _storage(self._database(talk_id)).journal
        origin = journal.tables.get(ORIGIN, {}).get("1")
        return journal.damage or list(origin.get("damage", []) if origin else [])

    def flaws(self, talk_id: str) -> Flaws:
        """What is wrong with the talk's file."""
        journal = _storage(self._database(talk_id)).journal
        return Flaws(len(self.damage(talk_id)), journal.older)

    def rows(self) -> Iterator[TalkRow | StoreError]:
        """Every talk without its text, or the error that its file gives."""
        for found in self._vault.rows(row_document):
            yield found if isinstance(found, StoreError) else row_from(*found)
        for talk_id in self._plain.ids() if self._plain else ():
            if not self._vault.has(talk_id):
                yield self._plain_row(talk_id)

    def ids(self) -> list[str]:
        """Ids of every talk that has a file, readable or not."""
        kept = set(self._vault.inside.files()) if self._vault.door.present else set[str]()
        return sorted(kept.union(self._plain.ids() if self._plain else ()))

    def holding(self, wanted: str) -> Iterator[str]:
        """Ids of the talks in which all these words were typed, in no order; nothing wanted finds nothing.

        Talks that cannot be read are passed over: the list names them.
        """
        words = words_of(wanted)
        for talk_id, text in self.texts() if words else ():
            if text is not None and not may_be_typed(talk_id, text, words):
                continue
            try:
                talk = self.read(talk_id)
            except StoreError:
                continue
            if holds(talk, words):
                yield talk_id

    def texts(self) -> Iterator[tuple[str, bytes | None]]:
        """What stands in each talk, unparsed, in no order; None for one that has to be read to know."""
        if self._vault.door.present:
            yield from self._vault.inside.texts()
        for talk_id in self._plain.ids() if self._plain else ():
            if not self._vault.has(talk_id):
                yield talk_id, None

    def read(self, talk_id: str) -> Talk:
        """The talk as last saved, beside the one that is open (see `coach.ports.TalkStore.load`)."""
        return talk_from(
            talk_id, TinyDB(self._journal(talk_id, create=False), storage=JournalStorage), talk_id
        )

    def discard(self, talk_id: str) -> None:
        """Remove a talk, its half-typed line and what was kept aside of it.

        Raises:
            HeldTalk: A dispute is on: it stays.
        """
        self._claims.refuse_change(talk_id)
        stored = self._vault.has(talk_id) or self._vault.draft(talk_id)
        self.let_go([talk_id] if stored else [])
        if self._plain and not stored:
            self._vault.need_writing()
            self._plain.destroy(talk_id)

    def let_go(
        self, gone: Sequence[str] = (), less: Sequence[Talk] = (), named: Mapping[str, Tables] = NOTHING
    ) -> None:
        """Make talks, and what these no longer hold, unreadable for good; see `Vault.let_go`.

        Holds are for the caller: what a dispute is about may be decided for many talks at once.

        Args:
            gone: Ids of talks of which nothing stays.
            less: Talks with only what stays of them. Fewer notes, or other words beside them; no new notes.
            named: Named records of the vault, and all that stays of each.

        Raises:
            NotStored: The disk refused; all of it is as it was, or all of it is gone.
        """
        self.close()
        tables = {talk.id: tables_with(self._journal(talk.id, False).tables, talk) for talk in less}
        if gone or tables or named:
            self._vault.let_go(gone, tables, named)
        for talk_id in gone if self._plain else ():
            assert self._plain is not None
            self._plain.destroy(talk_id)

    def save_draft(self, talk_id: str, text: str) -> None:
        """Keep the half-typed line; empty text destroys it."""
        self._vault.keep_draft(talk_id, text)

    def draft(self, talk_id: str) -> str:
        """The half-typed line, or ""."""
        kept = self._vault.draft(talk_id)
        return kept if kept or self._plain is None else self._plain.draft(talk_id)

    def close(self) -> None:
        """Let go of the open talk."""
        if self._open and self._vault.writable:
            self._open[1].close()
            self._vault.catch_up()
        self._open = self._saved = None

    def _database(self, talk_id: str, create: bool = False) -> TinyDB:
        if self._open is None or self._open[0] != talk_id or not self._vault.writable:
            self.close()
            self._open = (talk_id, TinyDB(self._journal(talk_id, create), storage=JournalStorage))
        return self._open[1]

    def _journal(self, talk_id: str, create: bool) -> Journal:
        try:
            return self._vault.journal(talk_id, create)
        except UnknownTalk:
            if self._plain is None:
                raise
            return self._plain.talk(talk_id)

    def _plain_row(self, talk_id: str) -> TalkRow | StoreError:
        assert self._plain is not None
        try:
            return row_from(talk_id, row_document(talk_id, self._plain.talk(talk_id).tables))
        except StoreError as error:
            return error


def newest_first(found: Iterable[TalkRow | StoreError]) -> tuple[list[TalkRow], list[StoreError]]:
    """Every talk of a list, newest first, and what could not be read."""
    rows, errors = list[TalkRow](), list[StoreError]()
    for row in found:
        if isinstance(row, StoreError):
            errors.append(row)
        else:
            rows.append(row)
    return sorted(rows, key=lambda row: (row.date, row.id), reverse=True), errors


def new_talk_id() -> str:
    """A random id: it says nothing about person, order or time."""
    return os.urandom(16).hex()


def _reworded(before: Talk | None, talk: Talk) -> bool:
    """Whether typed words beside the notes were changed or removed: their old form must go."""
    if before is None:
        return False
    pairs = ((getattr(before, name), getattr(talk, name)) for name in ("goal", "seen", "present", "outcome"))
    return any(old and old != new for old, new in pairs)


def _storage(db: TinyDB) -> JournalStorage:
    storage = db.storage
    assert isinstance(storage, JournalStorage)
    return storage


def _compared(old: tuple[Note, ...], new: tuple[Note, ...]) -> tuple[list[Note], list[Note], list[int]]:
    """Notes that are new, notes that were changed, and numbers of those that are gone."""
    if new[: len(old)] == old:  # nearly always, and the same objects: 10,000 notes take 0.05 ms
        return list(new[len(old) :]), [], []
    known = {note.number: note for note in old}
    numbers = {note.number for note in new}
    fresh = [n for n in new if n.number not in known]
    changed = [n for n in new if n.number in known and known[n.number] != n]
    return fresh, changed, [number for number in known if number not in numbers]
