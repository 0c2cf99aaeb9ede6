"""Take the readable files of the first version into the vault, and destroy them.

A talk is written to the vault, read back from the disk and compared; only then is its file
overwritten and removed. With the talk goes where it came from: a checksum, so that after a crash a
file that is in the vault already is known again even if the talk has grown since, and the damaged
lines of the file with it.
"""

import base64
import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from coach.errors import NotStored, StoreError
from data.disk import move_file, reason, shred_file
from data.journal import Journal
from data.paths import Paths
from data.person_documents import people_from
from data.tables import Row, Tables
from data.vault.migrations.plain import PlainFiles
from data.vault.vault import Vault

ORIGIN = "origin"
"""The table of a talk that says where it came from."""
PEOPLE = "people"
_GONE = ".gone"
_DEFAULT = "_default"  # TinyDB's own name for a table without one


def take_in(vault: Vault, paths: Paths) -> None:
    """Take in what is there. A file that cannot be read stays as it is and where it is.

    Raises:
        NotStored: The disk refused.
    """
    plain = PlainFiles(paths)
    try:
        for half in [*paths.talks.glob(f"**/*{_GONE}"), *paths.home.glob(f"*{_GONE}")]:
            shred_file(half)
        for talk_id in plain.ids():
            _take_talk(vault, plain, talk_id)
        _shred(d for d in paths.talks.glob("??/*.draft") if not plain.path(d.stem).exists())  # discarded
        _take_people(vault, plain, paths.people)
        _remove_empty(paths.talks)
    except OSError as error:
        raise NotStored(reason(error)) from error


def _take_talk(vault: Vault, plain: PlainFiles, talk_id: str) -> None:
    path = plain.path(talk_id)
    try:
        old = plain.talk(talk_id)
    except NotStored:
        raise
    except StoreError:
        return  # damaged or newer: the list names it
    aside = [file for file in plain.beside(talk_id) if file.suffix != ".tmp"]
    origin = _origin(path.read_bytes(), old, aside)
    new_id = talk_id
    while vault.has(new_id) and _came_from(vault.journal(new_id)) != origin["sha256"]:
        new_id = hashlib.sha256(f"{new_id} {origin['sha256']}".encode()).hexdigest()[:32]
    if not vault.has(new_id):
        tables: Tables = {**old.tables, ORIGIN: {"1": Row(origin)}}
        vault.journal(new_id, create=True).save(tables, {"set": tables})
        _compare(vault.journal(new_id), tables, path)
    if draft := plain.draft(talk_id):
        vault.keep_draft(new_id, draft)
        if vault.draft(new_id) != draft:
            raise NotStored("why.disk-error")
    _shred([path.with_suffix(".draft"), *plain.beside(talk_id), path])


def _take_people(vault: Vault, plain: PlainFiles, path: Path) -> None:
    try:
        old = plain.people()
        if old is None:
            return
        people_from(old)
    except StoreError:
        return  # damaged or newer: it stays
    journal = vault.named(PEOPLE, create=True)
    known = journal.tables.get(_DEFAULT, {})
    ids = {row["id"] for row in known.values()}
    fresh = [row for _, row in sorted(old.tables.get(_DEFAULT, {}).items(), key=_by_number)]
    fresh = [row for row in fresh if row["id"] not in ids]
    if fresh:
        first = max(map(int, known), default=0) + 1
        rows = {str(number): row for number, row in enumerate(fresh, first)}
        journal.save({**journal.tables, _DEFAULT: {**known, **rows}}, {"set": {_DEFAULT: rows}})
        _compare(vault.named(PEOPLE), journal.tables, path)
    _shred([*path.parent.glob(f"quarantine/{path.name}.*"), path])


def _origin(content: bytes, old: Journal, aside: Iterable[Path]) -> dict[str, Any]:
    origin: dict[str, Any] = {"sha256": hashlib.sha256(content).hexdigest()}
    if old.damage:
        origin |= {"damage": old.damage, "file": base64.b64encode(content).decode()}
    kept = [base64.b64encode(file.read_bytes()).decode() for file in aside]
    return {**origin, "aside": kept} if kept else origin


def _came_from(journal: Journal) -> str | None:
    row = journal.tables.get(ORIGIN, {}).get("1")
    return row["sha256"] if row else None


def _compare(stored: Journal, tables: Tables, path: Path) -> None:
    """The plaintext is only destroyed when the vault gives back all of it."""
    if stored.tables != tables or stored.damage:
        raise StoreError("error.unreadable", where=path, why="why.disk-error")


def _shred(files: Iterable[Path]) -> None:
    """Destroy files. A half overwritten one must not be taken for what it was: it loses its name first."""
    for file in files:
        if file.exists():
            gone = file.with_name(file.name + _GONE)
            move_file(file, gone)
            shred_file(gone)


def _by_number(item: tuple[str, Row]) -> int:
    return int(item[0])


def _remove_empty(folder: Path) -> None:
    for inner in [*folder.glob("??/quarantine"), *folder.glob("??"), folder]:
        if inner.is_dir() and not any(inner.iterdir()):
            inner.rmdir()
