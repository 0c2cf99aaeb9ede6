"""The storage under TinyDB: a journal of changes, one frame a save.

Plain TinyDB rewrites its file in place and then truncates it: 300 `kill -9` left it unreadable in
12 % of kills. Here a save appends one frame and waits for the disk. A frame that a crash cut off was
never acknowledged and is passed over. How a frame lies in the file is for `data.frames.Framing`.
"""

import os
import zlib
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tinydb.storages import Storage
from tinydb.table import Document

from coach.errors import DamagedTalk, NotStored, StoreError
from data.disk import append, make_folder, reason, replace_file
from data.frames import Body, Framing, PlainLines
from data.tables import Row, Tables, apply, difference, parts


class Journal:
    """One file of frames, and the tables that they make."""

    def __init__(
        self,
        path: Path,
        framing: Framing,
        durable: bool = True,
        quarantine: Path | None = None,
        floor: int = 0,
        ignore: bool = False,
    ) -> None:
        """Read the file; one that is not there is made by the first save.

        Args:
            path: The file.
            framing: How frames lie in it.
            durable: Saves wait for the disk; a cache need not.
            quarantine: Where a damaged file is copied to before it is rewritten.
            floor: A generation that was written; a file below it is an older one put back.
            ignore: What is in the file does not matter.

        Raises:
            DamagedTalk: Nothing in the file can be read.
            NewerTalk: A newer version of the program wrote it.
            StoreError: The disk does not give it.
        """
        self.tables: Tables = {}
        self.damage: list[int] = []
        """Numbers of the frames, from 1, that cannot be read any more."""
        self.generation = 0
        self.stamp: tuple[int, int] = (0, 0)
        """Size and time of change (ns) of the file as it was last read or written."""
        self._path, self._framing, self._durable = path, framing, durable
        self._quarantine = quarantine or path.with_name("quarantine")
        self._size = self._start = self._frames = 0
        self._rewrite = True  # the next save writes the whole file: it is new, or its end is unsure
        if not ignore:
            self._open()
        behind = 0 < self.generation < floor
        self.older = behind and not self.damage
        """Whether an older version of the file was put back."""
        if behind:
            self.generation, self._rewrite = floor, True

    def save(self, tables: Tables, change: Body, forget: bool = False) -> None:
        """Keep a change; returns when it is on the disk.

        Args:
            tables: Everything as it is with the change.
            change: The rows to `set` and to `drop`, per table.
            forget: Something typed was changed or removed. The file is rewritten, because its
                earlier frames still hold the old words.

        Raises:
            NotStored: The disk refused; memory stays as the disk was.
        """
        limit = self._framing.longest
        if not change and not self._rewrite:
            return
        if forget or self._rewrite or (limit is not None and self._frames >= limit):
            self._write_whole(tables)
        else:
            self._append(change)
        self.tables = tables

    def close(self) -> None:
        """Shorten a long file. Nothing depends on it, so a refusing disk is no matter."""
        if self._frames > self._framing.longest_closed and not self._rewrite:
            try:
                self._write_whole(self.tables)
            except NotStored:
                return  # the long file is whole and stays in use

    def anew(self, tables: Tables, framing: Framing) -> tuple[bytes, int]:
        """A whole file with these tables, to come after this one, and the generation that it ends with.

        Args:
            tables: All that it holds.
            framing: How its frames lie; another key than this file's, perhaps.
        """
        start = generation = self.generation + 1
        content = [framing.head()]
        for body in parts(tables, framing.rows):
            content.append(framing.frame(body, generation, start))
            generation += 1
        return b"".join(content), generation - 1

    def _write_whole(self, tables: Tables) -> None:
        content, last = self.anew(tables, self._framing)
        try:
            if self.damage:
                self._put_aside()
            found = replace_file(self._path, content, self._durable)
        except OSError as error:
            self._rewrite = True
            raise NotStored(reason(error)) from error
        self._start, self.generation, self._rewrite = self.generation + 1, last, False
        self._frames, self.damage, self.older = 0, [], False
        self._written(found)

    def _append(self, change: Body) -> None:
        frame = self._framing.frame(change, self.generation + 1, self._start)
        try:
            found = append(self._path, self._size, frame, self._durable)
        except OSError as error:
            # Never retry a failed fsync and call it saved: the next save writes a new file.
            self._rewrite = True
            raise NotStored(reason(error)) from error
        self.generation += 1
        self._frames += 1
        self._written(found)

    def _written(self, found: os.stat_result) -> None:
        self._size, self.stamp = found.st_size, (found.st_size, found.st_mtime_ns)

    def _put_aside(self) -> None:
        """Copy a damaged file before it is rewritten: what we cannot read, somebody else may."""
        make_folder(self._quarantine)
        content = self._path.read_bytes()
        replace_file(self._quarantine / f"{self._path.name}.{zlib.crc32(content):08x}", content)

    def _open(self) -> None:
        try:
            found, content = self._path.stat(), self._path.read_bytes()
        except FileNotFoundError:
            return
        except OSError as error:
            raise StoreError("error.unreadable", where=self._path, why=reason(error)) from error
        reading = self._framing.read(content, str(self._path))
        try:
            for body in reading.bodies:
                apply(self.tables, body)
        except (AttributeError, TypeError, ValueError) as error:  # sound, and not written by us
            raise DamagedTalk(str(self._path), "why.not-ours") from error
        if not reading.bodies:
            raise DamagedTalk(str(self._path), "why.nothing-readable")
        self.stamp = (found.st_size, found.st_mtime_ns)
        self._size, self.generation, self.damage = reading.end, reading.generation, reading.damage
        self._frames = sum("part" not in body for body in reading.bodies)
        self._start = reading.start
        self._rewrite = reading.scarred


class JournalStorage(Storage):
    """A journal as TinyDB sees it: a dict of tables."""

    def __init__(self, journal: Journal | Path) -> None:
        self.journal = journal if isinstance(journal, Journal) else Journal(journal, PlainLines())
        self._pending: Tables | None = None

    def read(self) -> Tables | None:
        """The tables, or None for a file that is new. The rows themselves are not copied."""
        tables = self.journal.tables if self._pending is None else self._pending
        return dict(tables) if tables else None

    def write(self, data: dict[str, dict[Any, Any]]) -> None:
        """Keep these tables; within `together` they wait for its end.

        Raises:
            NotStored: The disk refused.
        """
        old = self.journal.tables if self._pending is None else self._pending
        tables = {
            name: rows if rows is old.get(name) else {str(i): _row(doc) for i, doc in rows.items()}
            for name, rows in data.items()
        }
        self._keep(tables)

    def put(self, table: str, documents: Iterable[Document], gone: Collection[int] = ()) -> None:
        """Store documents under their ids in place of those that have them, and drop others.

        For tables whose documents bring their ids. `Table.insert` and `remove` do the same and copy the
        table three times each: a third of what a note cost in a talk of 300.

        Raises:
            NotStored: The disk refused.
        """
        tables = self.read() or {}
        rows = {**tables.get(table, {}), **{str(doc.doc_id): Row(doc) for doc in documents}}
        for number in gone:
            rows.pop(str(number), None)
        self._keep({**tables, table: rows})

    @contextmanager
    def together(self, forget: bool = False) -> Iterator[None]:
        """Make all writes inside one save: all of it survives or nothing. See `Journal.save`."""
        self._pending = self.journal.tables
        try:
            yield
            self._commit(self._pending, forget)
        finally:
            self._pending = None

    def close(self) -> None:
        """Shorten a long file."""
        self.journal.close()

    def _keep(self, tables: Tables) -> None:
        if self._pending is not None:
            self._pending = tables
        else:
            self._commit(tables, forget=False)

    def _commit(self, tables: Tables, forget: bool) -> None:
        self.journal.save(tables, difference(self.journal.tables, tables), forget)


def _row(document: Any) -> Row:
    return document if type(document) is Row else Row(document)
