"""`index.log`: one row per record, so that a list need not open them all. Only a cache.

It is never waited for and can be rebuilt. Beside each row stand the size, time of change and
generation of the file that it was made of: the first two tell whether it is up to date, the last
one whether an older version of the file was put back. While a talk is held its file is some saves
behind: to write it at each note would cost as much as the note.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coach.errors import NotStored, StoreError
from data.journal import Journal
from data.tables import Row
from data.vault.sealed import SealedFrames

RECORD_ID = bytes(16)
"""The index has a key among the others, under this id; it gets another one when something is erased."""
TABLE = "rows"
LONGEST = 4000
"""Changes after which the file is rewritten, about 0.2 s for 10,000 rows."""
LAG = 32
"""Saves that the file may be behind, at most; after a crash a list reads those records anew, 1 ms each."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What is known of a record."""

    generation: int
    stamp: tuple[int, int]
    row: dict[str, Any]


class Index:
    """The rows, in memory and in a file."""

    def __init__(self, path: Path, vault_id: bytes, key: bytes | None) -> None:
        """Read the file; one that cannot be read counts as empty.

        Args:
            path: The file.
            vault_id: 16 bytes.
            key: None in a vault that has no index and may not be written.
        """
        self._path, self._vault_id = path, vault_id
        self._journal: Journal | None = None
        if key is not None:
            self._journal = self._opened(key)
        self._rows: dict[str, Row] = self._journal.tables.get(TABLE, {}) if self._journal else {}
        self._behind: dict[str, Row] = {}  # rows that the file does not have yet
        self._lag = 0

    def entry(self, record_id: str) -> Entry | None:
        """What is known of a record."""
        row = self._rows.get(record_id)
        return Entry(row["generation"], (row["stamp"][0], row["stamp"][1]), row["row"]) if row else None

    def ids(self) -> list[str]:
        """Every record that is known."""
        return list(self._rows)

    def put(self, entries: Mapping[str, Entry]) -> None:
        """Keep these. A disk that refuses only makes the next list slower."""
        for record_id, entry in entries.items():
            self._take(record_id, entry)
        self.catch_up()

    def put_by(self, record_id: str, entry: Entry) -> None:
        """Keep one of which more is to come: the file may wait, unless the record is new to it."""
        new = record_id not in self._rows
        self._take(record_id, entry)
        self._lag += 1
        if new or self._lag > LAG:
            self.catch_up()

    def catch_up(self) -> None:
        """Bring the file up to date."""
        fresh, self._behind, self._lag = self._behind, {}, 0
        if fresh:
            self._keep(self._rows, {"set": {TABLE: fresh}})

    def forget(self, record_ids: list[str], key: bytes) -> None:
        """Drop these and seal all others under another key."""
        rows = {i: row for i, row in self._rows.items() if i not in record_ids}
        self._journal = Journal(self._path, self._framing(key), durable=False, ignore=True)
        self._behind = {}
        self._keep(rows, {})

    def close(self) -> None:
        """Bring the file up to date, and shorten it when it is long."""
        self.catch_up()
        if self._journal:
            self._journal.close()

    def _take(self, record_id: str, entry: Entry) -> None:
        row = Row(generation=entry.generation, stamp=list(entry.stamp), row=entry.row)
        self._rows[record_id] = self._behind[record_id] = row

    def _keep(self, rows: dict[str, Row], change: dict[str, Any]) -> None:
        self._rows = rows
        if self._journal is None:
            return
        try:
            self._journal.save({TABLE: rows}, change)
        except NotStored:
            return  # the next save writes the file anew; until then its rows are behind their records

    def _opened(self, key: bytes) -> Journal:
        try:
            return Journal(self._path, self._framing(key), durable=False)
        except StoreError:
            return Journal(self._path, self._framing(key), durable=False, ignore=True)

    def _framing(self, key: bytes) -> SealedFrames:
        return SealedFrames(key, self._vault_id, RECORD_ID, LONGEST, LONGEST // 4)
