"""A record under another key: how it loses what it said, here and in every copy.

The record is first written beside itself as `<id>.next`, under the key that it will have. Then the file
of keys gets that key: from then on nothing opens the file before, in whatever copy. Last the new file
takes the place of the old one. A crash before the second step leaves a file that nothing opens, and one
after it a file that only has to be moved; both are settled when the vault is next opened to write.
"""

from collections.abc import Callable, Iterable
from pathlib import Path

from coach.errors import NewerTalk, NotStored
from data.disk import move_file, reason, remove_file, replace_file
from data.journal import Journal
from data.tables import Tables
from data.vault.crypto import new_key
from data.vault.keys import Keys
from data.vault.sealed import SealedFrames

WAITING = ".next"


def waiting(path: Path) -> Path:
    """Where the next version of a record lies until its key is in place."""
    return path.with_suffix(WAITING)


def prepare(path: Path, journal: Journal, tables: Tables, vault_id: bytes) -> bytes:
    """Write the next version of a record beside it; the key that opens it.

    Raises:
        NotStored: The disk refused; nothing counts of it.
    """
    key = new_key()
    content, _ = journal.anew(tables, SealedFrames(key, vault_id, bytes.fromhex(path.stem)))
    try:
        replace_file(waiting(path), content)
    except OSError as error:
        raise NotStored(reason(error)) from error
    return key


def take_place(paths: Iterable[Path]) -> None:
    """Put the next versions of records in their place.

    Raises:
        NotStored: The disk refused; opening the vault to write goes on with it.
    """
    try:
        for path in paths:
            move_file(waiting(path), path)
    except OSError as error:
        raise NotStored(reason(error)) from error


def settle(path: Path, keys: Keys, forget: Callable[[Path], None]) -> None:
    """Finish, or take back, what a crash left of a record: `path` is that of the next version.

    A file is only removed when the record that counts can be read without it.

    Args:
        path: A file with the ending `WAITING`.
        keys: The keys as they are.
        forget: Removes what was kept aside of a record.

    Raises:
        NotStored: The disk refused.
    """
    record = path.with_suffix(".rec")
    try:
        if keys.erased(bytes.fromhex(path.stem)):
            remove_file(path)
        elif _opens(path, keys):
            move_file(path, record)
            forget(record)
        elif _opens(record, keys):
            remove_file(path)
    except OSError as error:
        raise NotStored(reason(error)) from error


def _opens(path: Path, keys: Keys) -> bool:
    record_id = bytes.fromhex(path.stem)
    key = keys.key(record_id)
    if key is None or not path.exists():
        return False
    try:
        reading = SealedFrames(key, keys.vault_id, record_id).read(path.read_bytes(), str(path))
    except NewerTalk:
        return False
    return bool(reading.bodies) and not reading.damage
