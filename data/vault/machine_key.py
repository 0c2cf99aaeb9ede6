"""The key file of a vault without a passphrase: it opens by itself, for whoever has the disk too."""

from pathlib import Path

from coach.errors import NoMachineKey, NotStored
from data.disk import reason
from data.vault.crypto import KEY, new_key
from data.vault.twin import read_twice, shred_twice, write_twice


def make(path: Path) -> bytes:
    """A new key, in its file.

    Raises:
        NotStored: The disk refused.
    """
    key = new_key()
    keep(path, key)
    return key


def keep(path: Path, key: bytes) -> None:
    """Write a key to its file.

    Raises:
        NotStored: The disk refused.
    """
    try:
        write_twice(path, key.hex())
    except OSError as error:
        raise NotStored(reason(error)) from error


def read(path: Path) -> bytes:
    """The key.

    Raises:
        NoMachineKey: The file is gone or damaged.
    """
    try:
        key = bytes.fromhex(read_twice(path)[0] or "")
    except (OSError, ValueError):
        key = b""
    if len(key) != KEY:
        raise NoMachineKey(str(path))
    return key


def shred(path: Path) -> None:
    """Overwrite and remove the file.

    Raises:
        NotStored: The disk refused.
    """
    try:
        shred_twice(path)
    except OSError as error:
        raise NotStored(reason(error)) from error
