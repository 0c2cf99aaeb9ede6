"""`vault.hdr`: which vault this is, who can read it, and the slots. JSON and a SHA-256 line, twice."""

import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from coach.errors import DamagedVault, NewerVault, NotStored, StoreError
from data.disk import reason
from data.vault.slots import Kind, Slot, slot_from
from data.vault.twin import exists, read_twice, write_twice

NAME = "vault.hdr"
FORMAT = "onderons.vault"
VERSION = 1
"""Form of the folder; `min_reader` in a header is the oldest version that can read it."""


@dataclass(frozen=True, slots=True)
class Header:
    """What a header says."""

    vault_id: bytes
    slots: tuple[Slot, ...]
    backups: tuple[str, ...] = ()
    """Folders that hold copies: erasing reaches the keys there too."""

    def slot(self, kind: Kind) -> Slot | None:
        """The slot of this kind; there is at most one."""
        return next((slot for slot in self.slots if slot.kind is kind), None)

    def with_slot(self, fresh: Slot) -> "Header":
        """The header with this slot in place of the one of its kind."""
        return replace(self, slots=(*(s for s in self.slots if s.kind is not fresh.kind), fresh))

    def without(self, kind: Kind) -> "Header":
        """The header without the slot of a kind."""
        return replace(self, slots=tuple(s for s in self.slots if s.kind is not kind))


def present(folder: Path) -> bool:
    """Whether there is a vault."""
    return exists(folder / NAME)


def load(folder: Path) -> tuple[Header, bool]:
    """The header, and whether both copies are sound and the same.

    Raises:
        DamagedVault: Neither copy is as it was written.
        NewerVault: A newer version of the program wrote it.
        StoreError: It cannot be read at all.
    """
    path = folder / NAME
    try:
        text, same = read_twice(path)
    except OSError as error:
        raise StoreError("error.unreadable", where=path, why=reason(error)) from error
    if text is None:
        raise DamagedVault(str(path))
    try:
        document = json.loads(text)
        if document["min_reader"] > VERSION:
            raise NewerVault(str(folder), document["version"])
        return _header(document), same
    except (KeyError, TypeError, ValueError, RecursionError) as error:
        raise DamagedVault(str(path)) from error


def save(folder: Path, header: Header) -> None:
    """Write both copies; the first one counts.

    Raises:
        NotStored: The disk refused; the old header or the new one works.
    """
    document = {
        "format": FORMAT,
        "version": VERSION,
        "min_reader": VERSION,
        "vault_id": header.vault_id.hex(),
        "slots": [slot.document() for slot in header.slots],
        "backups": list(header.backups),
    }
    try:
        write_twice(folder / NAME, json.dumps(document, ensure_ascii=False, indent=1))
    except OSError as error:
        raise NotStored(reason(error)) from error


def _header(document: dict[str, Any]) -> Header:
    vault_id = bytes.fromhex(document["vault_id"])
    if document["format"] != FORMAT or len(vault_id) != 16:
        raise ValueError
    slots = tuple(slot_from(found) for found in document["slots"])
    return Header(vault_id, slots, tuple(map(str, document["backups"])))
