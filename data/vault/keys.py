"""`keys.kr`: one random key per record, wrapped by the master key, or the tombstone of an erased one.

    ONDKEYS1 | vault id 16 | slots of 80 bytes: record id 16 | kind 4 | nonce 12 | ciphertext and tag 48

A new key is appended and synced before its record is written. Erasing writes the file anew with a
tombstone in place of the key: that rename is the moment from which nothing opens the record any more,
in this folder and in every backup that mirrors this file. Slots that cannot be read are kept as they are.

A record that must lose what it said gets another key in the same way. The last letter of the kind counts
the keys that a record has had ("KEY1", "KEY2", …): so a copy that is behind is told from one that is not,
without any key.
"""

import struct
import time
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from coach.errors import DamagedVault, NotStored, StoreError
from data.disk import append, reason, replace_file
from data.vault.crypto import KEY, Forged, new_key, seal, unseal

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

NAME = "keys.kr"
MAGIC = b"ONDKEYS1"
HEAD = 24
SLOT = 80
LIVE, GONE = b"KEY1", b"GONE"
NO_KEYS: Mapping[bytes, bytes] = {}


def new_file(vault_id: bytes, slots: Iterable[bytes] = ()) -> bytes:
    """The content of a file with these slots."""
    return b"".join((MAGIC + vault_id, *slots))


def slots_of(path: Path, vault_id: bytes) -> dict[bytes, bytes]:
    """The slots in a file as they are, by record; without the master key nobody can say more of them.

    Raises:
        StoreError: The file cannot be read, or is of another vault.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise StoreError("error.unreadable", where=path, why=reason(error)) from error
    if content[:HEAD] != new_file(vault_id):
        raise DamagedVault(str(path))
    found: dict[bytes, bytes] = {}
    for at in range(HEAD, len(content) - SLOT + 1, SLOT):
        raw = content[at : at + SLOT]
        if raw[:16] not in found or not is_tombstone(found[raw[:16]]):
            found[raw[:16]] = raw
    return found


def is_tombstone(slot: bytes) -> bool:
    """Whether a slot is that of an erased record."""
    return slot[16:20] == GONE


def version(slot: bytes | None) -> int:
    """How many keys the record of a slot has had, this one included; 0 for any other slot or none."""
    if slot is None or slot[16:19] != LIVE[:3]:
        return 0
    return max(0, slot[19] - LIVE[3] + 1)


def is_behind(slot: bytes | None, fresh: bytes | None) -> bool:
    """Whether a slot holds a key of a record that has had another one since, as the fresh slot says."""
    return 0 < version(slot) < version(fresh)


class Keys:
    """The keys of all records of a vault."""

    def __init__(self, path: Path, vault_id: bytes, box: "AESGCM") -> None:
        """Read the file; what is no whole slot at its end was never acknowledged.

        Raises:
            StoreError: It is there and cannot be read.
        """
        self._path, self.vault_id, self._box = path, vault_id, box
        self._slots: dict[bytes, bytes] = {}
        self._strange: list[bytes] = []
        self._rewrite = True
        self._unsure = False
        self.damaged = False
        """Whether the file, or a slot in it, is not as it was written."""
        self.reload()

    def reload(self) -> None:
        """Read the file again: another window may have written it."""
        try:
            content = self._path.read_bytes()
        except FileNotFoundError:
            self.damaged = True
            return
        except OSError as error:
            raise StoreError("error.unreadable", where=self._path, why=reason(error)) from error
        self._slots, self._strange = {}, []
        self._rewrite = content[:HEAD] != new_file(self.vault_id)
        for at in range(HEAD, len(content) - SLOT + 1, SLOT):
            raw = content[at : at + SLOT]
            known = self._slots.get(raw[:16])
            if not is_tombstone(raw) and not version(raw):
                self._strange.append(raw)
            elif known is None or known[16:20] != GONE or self._opened(known) is None:
                self._slots[raw[:16]] = raw
        self.damaged = self._rewrite or bool(self._strange)
        self._size = HEAD + (len(content) - HEAD) // SLOT * SLOT if len(content) >= HEAD else 0

    def key(self, record_id: bytes) -> bytes | None:
        """The key of a record; None without one, and for one that is damaged."""
        raw = self._slots.get(record_id)
        return self._opened(raw) if raw is not None and version(raw) else None

    def is_damaged(self, record_id: bytes) -> bool:
        """Whether a slot is there and cannot be opened."""
        raw = self._slots.get(record_id)
        return raw is not None and self._opened(raw) is None

    def erased(self, record_id: bytes) -> bool:
        """Whether a record has a tombstone that is ours."""
        raw = self._slots.get(record_id)
        return raw is not None and raw[16:20] == GONE and self._opened(raw) is not None

    def tombstones(self) -> Iterator[bytes]:
        """Ids of everything erased."""
        return (record_id for record_id in self._slots if self.erased(record_id))

    def ids(self) -> list[bytes]:
        """Ids of every record with a slot for its key."""
        return [record_id for record_id, raw in self._slots.items() if version(raw)]

    def slot(self, record_id: bytes) -> bytes | None:
        """The slot of a record, as it stands in the file."""
        return self._slots.get(record_id)

    def add(self, record_id: bytes) -> bytes:
        """A fresh key for a record, on the disk when this returns.

        Raises:
            NotStored: The disk refused.
        """
        key = new_key()
        slot = self._slot(record_id, LIVE, key)
        if self._rewrite or record_id in self._slots:
            self._write({**self._slots, record_id: slot})
            return key
        try:
            append(self._path, self._size, slot)
        except OSError as error:
            self._rewrite = True
            raise NotStored(reason(error)) from error
        self._slots[record_id] = slot
        self._size += SLOT
        return key

    def erase(self, gone: Iterable[bytes], renew: bytes, fresh: Mapping[bytes, bytes] = NO_KEYS) -> None:
        """Put tombstones in place of these keys; the moment from which they open nothing.

        Args:
            gone: Ids of records.
            renew: Id of a record that gets another key in the same moment; it stands in no copy.
            fresh: Keys that take the place of the ones these records have.

        Raises:
            NotStored: The disk refused; the keys are as they were, or gone.
        """
        told = struct.pack(">Q", int(time.time())).ljust(KEY, b"\0")
        slots = {**self._slots, **{record_id: self._slot(record_id, GONE, told) for record_id in gone}}
        slots[renew] = self._slot(renew, LIVE, new_key())
        for record_id, key in fresh.items():
            count = min(version(self._slots.get(record_id)), 0xFF - LIVE[3])
            slots[record_id] = self._slot(record_id, LIVE[:3] + bytes([LIVE[3] + count]), key)
        self._write(slots)

    def better_in(self, path: Path) -> dict[bytes, bytes]:
        """Slots of another copy of this file for records whose own slot is damaged or gone."""
        try:
            there = slots_of(path, self.vault_id)
        except StoreError:
            return {}
        return {
            record_id: slot
            for record_id, slot in there.items()
            if (record_id not in self._slots or self.is_damaged(record_id))
            and self._opened(slot) is not None
            and not is_behind(slot, self._slots.get(record_id))
        }

    def adopt(self, slots: dict[bytes, bytes]) -> None:
        """Take slots of another copy.

        Raises:
            NotStored: The disk refused.
        """
        if slots:
            self._write({**self._slots, **slots})

    def mirrored(self, path: Path) -> bytes:
        """The file as it is to stand in a backup, in place of the one there.

        A key that is lost here and still there is kept there, and so is a tombstone: another store, put
        back from the same copies, may have erased more.
        """
        return new_file(
            self.vault_id, {**self._slots, **self.better_in(path), **self._gone_in(path)}.values()
        )

    def _gone_in(self, path: Path) -> dict[bytes, bytes]:
        try:
            there = slots_of(path, self.vault_id)
        except StoreError:
            return {}
        return {i: slot for i, slot in there.items() if is_tombstone(slot) and self._opened(slot) is not None}

    def settle(self) -> None:
        """Write the file as it is known here, if a refusal left open what is on the disk.

        Raises:
            NotStored: The disk still refuses.
        """
        if self._unsure:
            self._write(self._slots)

    def _write(self, slots: dict[bytes, bytes]) -> None:
        content = new_file(self.vault_id, (*slots.values(), *self._strange))
        try:
            replace_file(self._path, content)
        except OSError as error:
            self._rewrite = self._unsure = True  # the new name may be in place, and only its folder unsynced
            raise NotStored(reason(error)) from error
        self._slots, self._size, self._rewrite, self._unsure = slots, len(content), False, False

    def _slot(self, record_id: bytes, kind: bytes, plain: bytes) -> bytes:
        return record_id + kind + seal(self._box, plain, self._bound(record_id, kind))

    def _opened(self, raw: bytes) -> bytes | None:
        try:
            return unseal(self._box, raw[20:], self._bound(raw[:16], raw[16:20]))
        except Forged:
            return None

    def _bound(self, record_id: bytes, kind: bytes) -> bytes:
        return self.vault_id + record_id + kind
