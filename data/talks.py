"""Talks on disk: one TinyDB per conversation, so that a save costs the same with 10 talks or 10,000."""

import os
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from tinydb import TinyDB
from tinydb.table import Document

from coach.agreement import Outcome
from coach.errors import DamagedTalk, NotStored, StoreError, UnknownTalk
from coach.ports import TalkRow
from coach.talk import Kind, State, Talk
from data.disk import reason, remove_file, replace_file
from data.journal import JournalStorage
from data.talk_documents import HEAD, head_document, note_document, outcome_from, state_document, talk_from

_ID = re.compile(r"[0-9a-f]{32}")


class TinyTalkStore:
    """A `coach.ports.TalkStore` in a folder. Used from one thread."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._open: tuple[str, TinyDB] | None = None
        self._saved: Talk | None = None

    def save(self, talk: Talk) -> None:
        """Keep the talk; returns when it is on the disk (see `coach.ports.TalkStore.save`)."""
        db = self._database(talk.id)
        if self._saved is None and self._path(talk.id).exists():
            self._saved = talk_from(talk.id, db, str(self._path(talk.id)))
        before = self._saved
        old = {note.number: note for note in before.notes} if before else {}
        new = {note.number for note in talk.notes}
        fresh = [n for n in talk.notes if n.number not in old]
        changed = [n for n in talk.notes if n.number in old and old[n.number] is not n]
        changed = [n for n in changed if n != old[n.number]]
        gone = [number for number in old if number not in new]
        storage: JournalStorage = db.storage  # type: ignore[assignment]  # ours, see _database
        with storage.together(forget=bool(changed or gone) or _reworded(before, talk)):
            db.table("talk").upsert(Document(head_document(talk), doc_id=HEAD))
            db.table("state").upsert(Document(state_document(talk), doc_id=HEAD))
            notes = db.table("notes")
            if changed or gone:
                notes.remove(doc_ids=[n.number for n in changed] + gone)
            notes.insert_multiple(Document(note_document(n), doc_id=n.number) for n in [*changed, *fresh])
        self._saved = talk

    def load(self, talk_id: str) -> Talk:
        """The talk as last saved (see `coach.ports.TalkStore.load`)."""
        if not _ID.fullmatch(talk_id) or not self._path(talk_id).exists():
            raise UnknownTalk(talk_id)
        db = self._database(talk_id)
        talk = talk_from(talk_id, db, str(self._path(talk_id)))
        self._saved = talk
        return talk

    def damage(self, talk_id: str) -> list[int]:
        """Numbers of the lines in the talk's file that cannot be read any more."""
        storage: JournalStorage = self._database(talk_id).storage  # type: ignore[assignment]
        return storage.damage

    def rows(self) -> Iterator[TalkRow | StoreError]:
        """Every talk without its text, or the error that its file gives."""
        for path in sorted(self._folder.glob("??/*.talk")):
            try:
                yield _row(path)
            except StoreError as error:
                yield error

    def discard(self, talk_id: str) -> None:
        """Remove a talk, its half-typed line and what was kept aside of it."""
        self.close()
        try:
            remove_file(self._draft_path(talk_id))
            path = self._path(talk_id)
            for kept in [
                *path.parent.glob(f"quarantine/{path.name}.*"),
                *path.parent.glob(f"{talk_id}.*.tmp"),
            ]:
                remove_file(kept)
            remove_file(path)
        except OSError as error:
            raise NotStored(reason(error)) from error

    def save_draft(self, talk_id: str, text: str) -> None:
        """Keep the half-typed line; empty text removes it."""
        try:
            if text:
                replace_file(self._draft_path(talk_id), text.encode())
            else:
                self._draft_path(talk_id).unlink(missing_ok=True)
        except OSError as error:
            raise NotStored(reason(error)) from error

    def draft(self, talk_id: str) -> str:
        """The half-typed line, or ""."""
        path = self._draft_path(talk_id)
        return path.read_text("utf-8", errors="replace") if path.exists() else ""

    def tidy(self) -> None:
        """Remove what a crash left half-written; none of it was ever acknowledged."""
        for leftover in self._folder.glob("??/*.tmp"):
            leftover.unlink(missing_ok=True)

    def close(self) -> None:
        """Let go of the open talk."""
        if self._open:
            self._open[1].close()
        self._open = self._saved = None

    def _path(self, talk_id: str) -> Path:
        return self._folder / talk_id[:2] / f"{talk_id}.talk"

    def _draft_path(self, talk_id: str) -> Path:
        return self._folder / talk_id[:2] / f"{talk_id}.draft"

    def _database(self, talk_id: str) -> TinyDB:
        if self._open is None or self._open[0] != talk_id:
            self.close()
            self._open = (talk_id, TinyDB(self._path(talk_id), storage=JournalStorage))
        return self._open[1]


def new_talk_id() -> str:
    """A random id: it says nothing about person, order or time."""
    return os.urandom(16).hex()


def _reworded(before: Talk | None, talk: Talk) -> bool:
    """Whether typed words beside the notes were changed or removed: their old form must go."""
    if before is None:
        return False
    pairs = ((getattr(before, name), getattr(talk, name)) for name in ("goal", "seen", "present", "outcome"))
    return any(old and old != new for old, new in pairs)


def _row(path: Path) -> TalkRow:
    storage = JournalStorage(path)
    tables = storage.read() or {}
    try:
        head, state = tables["talk"][str(HEAD)], tables["state"][str(HEAD)]
        outcome = outcome_from(state["outcome"]) if state.get("outcome") else Outcome()
        return TalkRow(
            id=path.stem,
            kind=Kind(head["kind"]),
            lang=head["lang"],
            state=State(state["state"]),
            date=date.fromisoformat(head["date"]),
            person=head["person"]["alias"],
            notes=len(tables.get("notes", {})),
            agreements=outcome.agreements,
            return_on=outcome.return_on,
        )
    except (KeyError, TypeError, ValueError) as error:
        raise DamagedTalk(str(path), "why.not-ours") from error
