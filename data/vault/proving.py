"""Trying what should not open any more, with every key that there is."""

from collections.abc import Iterator
from pathlib import Path

from coach.errors import NewerTalk, StoreError
from data.vault.crypto import cipher
from data.vault.keys import NAME as KEYS
from data.vault.keys import Keys, version
from data.vault.mirror import behind
from data.vault.sealed import SealedFrames
from data.vault.vault import Vault


def opens_any(vault: Vault, place: Path, gone: set[bytes]) -> bool:
    """Whether anything in a backup opens that should not: with the keys there, or with those here."""
    if place in behind(vault.inside.keys, vault.door.header):
        return True
    try:
        there = Keys(place / KEYS, vault.inside.vault_id, cipher(vault.door.master))
    except StoreError:
        return True
    files = (path for path in (place / "files").glob("*") if bytes_of(path) in gone)
    return any(_opens(path, keys) for path in files for keys in (there, vault.inside.keys))


def still_opens(vault: Vault, gone: set[bytes]) -> Iterator[str]:
    """Ids of records that should have lost their key, and that the file of keys on the disk still opens."""
    on_disk = Keys(vault.folder / KEYS, vault.inside.vault_id, cipher(vault.door.master))
    for record_id in sorted(gone):
        slot = on_disk.slot(record_id)
        if slot is None or version(slot) or not on_disk.erased(record_id):
            yield record_id.hex()


def bytes_of(path: Path) -> bytes:
    """The id of the record whose version a file in a backup is; empty when it is none of ours."""
    try:
        return bytes.fromhex(path.name[:32])
    except ValueError:
        return b""


def _opens(path: Path, keys: Keys) -> bool:
    record_id = bytes_of(path)
    key = keys.key(record_id)
    if key is None:
        return False
    try:
        return bool(SealedFrames(key, keys.vault_id, record_id).read(path.read_bytes(), path.name).bodies)
    except (NewerTalk, OSError):
        return True  # nobody can say that it does not
