"""The storage under TinyDB: a journal of changes, one line a save, each with its checksum.

Plain TinyDB rewrites its file in place and then truncates it: 300 `kill -9` left it unreadable in
12 % of kills. Here a save appends one line and waits for the disk. A line that a crash cut off has
no line end and is passed over: it was never acknowledged. Form of a line: eight hex digits of CRC-32,
a blank, JSON. The first line says format and version; the others hold `set` and `drop` per table.
"""

import json
import os
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tinydb.storages import Storage

from coach.errors import DamagedTalk, NewerTalk, NotStored, StoreError
from data.disk import make_folder, reason, replace_file, sync, write_all

Tables = dict[str, dict[str, dict[str, Any]]]

FORMAT = "onderons.journal"
VERSION = 1
LONGEST_TAIL = 512
"""Saves after which closing rewrites the file as one line, so that reading stays quick."""


class JournalStorage(Storage):
    """One file as TinyDB sees it: a dict of tables.

    `read` hands out copies, so a failed write never leaves memory ahead of the disk.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._tables: Tables = {}
        self._size = 0  # bytes that are whole lines
        self._frames = 0
        self._rewrite = True  # the next save writes the whole file: it is new, or its end is unsure
        self._pending: Tables | None = None
        self.damage: list[int] = []
        """Numbers of the lines, from 1, that are not as they were written."""
        if path.exists():
            self._open()

    def read(self) -> Tables | None:
        """A copy of the tables, or None for a file that is new."""
        tables = self._tables if self._pending is None else self._pending
        if not tables:
            return None
        return {name: {i: dict(doc) for i, doc in rows.items()} for name, rows in tables.items()}

    def write(self, data: Tables) -> None:
        """Keep these tables; within `together` they wait for its end.

        Raises:
            NotStored: The disk refused.
        """
        tables = {str(n): {str(i): dict(d) for i, d in t.items()} for n, t in data.items()}
        if self._pending is not None:
            self._pending = tables
        else:
            self._commit(tables, forget=False)

    @contextmanager
    def together(self, forget: bool = False) -> Iterator[None]:
        """Make all writes inside one save: all of it survives or nothing.

        Args:
            forget: Something typed was changed or removed. The file is rewritten, because its
                earlier lines still hold the old words.
        """
        self._pending = self._tables
        try:
            yield
            self._commit(self._pending, forget)
        finally:
            self._pending = None

    def close(self) -> None:
        """Fold a long file into one line. Nothing depends on it, so a refusing disk is no matter."""
        if self._frames > LONGEST_TAIL and not self._rewrite and not self.damage:
            try:
                self._write_whole(self._tables)
            except NotStored:
                return  # the long file is whole and stays in use

    def _commit(self, tables: Tables, forget: bool) -> None:
        change = _difference(self._tables, tables)
        if not change and not self._rewrite:
            return
        if forget or self._rewrite:
            self._write_whole(tables)
        else:
            self._append(_line(change))
        self._tables = tables

    def _write_whole(self, tables: Tables) -> None:
        head = {"format": FORMAT, "version": VERSION, "min_reader": VERSION}
        content = _line(head) + _line({"set": tables})
        try:
            if self.damage:
                self._put_aside()
            replace_file(self._path, content)
        except OSError as error:
            self._rewrite = True
            raise NotStored(reason(error)) from error
        self._size, self._frames, self._rewrite, self.damage = len(content), 1, False, []

    def _append(self, line: bytes) -> None:
        try:
            descriptor = os.open(self._path, os.O_WRONLY)
            try:
                self._append_to(descriptor, line)
            finally:
                os.close(descriptor)
        except OSError as error:
            # Never retry a failed fsync and call it saved: the next save writes a new file.
            self._rewrite = True
            raise NotStored(reason(error)) from error
        self._size += len(line)
        self._frames += 1

    def _append_to(self, descriptor: int, line: bytes) -> None:
        if os.fstat(descriptor).st_size != self._size:
            os.ftruncate(descriptor, self._size)  # the half line of a crash
        os.lseek(descriptor, self._size, os.SEEK_SET)
        try:
            write_all(descriptor, line)
            sync(descriptor)
        except OSError:
            os.ftruncate(descriptor, self._size)
            raise

    def _put_aside(self) -> None:
        """Copy a damaged file before it is rewritten: what we cannot read, somebody else may."""
        folder = self._path.parent / "quarantine"
        make_folder(folder)
        content = self._path.read_bytes()
        replace_file(folder / f"{self._path.name}.{zlib.crc32(content):08x}", content)

    def _open(self) -> None:
        try:
            content = self._path.read_bytes()
        except OSError as error:
            raise StoreError("error.unreadable", where=self._path, why=reason(error)) from error
        *whole, rest = content.split(b"\n")
        for number, raw in enumerate(whole, start=1):
            frame = _frame(raw)
            if frame is None:
                self.damage.append(number)
            elif number == 1:
                _check_head(frame, self._path)
            else:
                _apply(self._tables, frame)
        self._size, self._frames = len(content) - len(rest), len(whole) - 1
        if not self._tables:
            raise DamagedTalk(str(self._path), "why.nothing-readable")
        # With a damaged head the version is unknown, so the file gets a fresh one at the next save
        self._rewrite = 1 in self.damage


def _line(frame: dict[str, Any]) -> bytes:
    body = json.dumps(frame, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()
    return b"%08x %s\n" % (zlib.crc32(body), body)


def _frame(raw: bytes) -> dict[str, Any] | None:
    if len(raw) < 10 or raw[8:9] != b" " or raw[:8] != b"%08x" % zlib.crc32(raw[9:]):
        return None
    try:
        frame = json.loads(raw[9:])
    except (ValueError, RecursionError):  # a checksum can be forged
        return None
    return frame if isinstance(frame, dict) else None


def _check_head(head: dict[str, Any], path: Path) -> None:
    if head.get("format") != FORMAT:
        raise DamagedTalk(str(path), "why.not-ours")
    if not isinstance(head.get("min_reader"), int) or head["min_reader"] > VERSION:
        raise NewerTalk(str(path), head.get("version"))


def _difference(old: Tables, new: Tables) -> dict[str, Any]:
    changed = {
        name: {i: doc for i, doc in rows.items() if old.get(name, {}).get(i) != doc}
        for name, rows in new.items()
    }
    gone = {name: [i for i in rows if i not in new.get(name, {})] for name, rows in old.items()}
    change = {
        "set": {name: rows for name, rows in changed.items() if rows},
        "drop": {name: ids for name, ids in gone.items() if ids},
    }
    return {key: part for key, part in change.items() if part}


def _apply(tables: Tables, frame: dict[str, Any]) -> None:
    for name, rows in frame.get("set", {}).items():
        tables.setdefault(name, {}).update(rows)
    for name, ids in frame.get("drop", {}).items():
        for i in ids:
            tables.get(name, {}).pop(i, None)
