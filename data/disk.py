"""Writes that survive: the few calls by which everything of a user reaches the disk.

All of them go through the functions of `os`, looked up here, so that a test can put a disk that
fails, or that loses what was not synced, in their place.
"""

import errno
import os
import sys
import time
from pathlib import Path

PRIVATE_FILE = 0o600
PRIVATE_FOLDER = 0o700

REPLACE_TRIES = 12
"""Windows refuses a rename while a virus scanner or indexer reads the file: about 2.5 s in all."""
_BINARY = getattr(os, "O_BINARY", 0)  # without it Windows would turn line ends around
_BUSY = {5, 32, 33}

_WHY = {
    errno.ENOSPC: "disk-full",
    errno.EDQUOT: "disk-full",
    errno.EFBIG: "disk-full",
    errno.EACCES: "no-permission",
    errno.EPERM: "no-permission",
    errno.EROFS: "read-only",
}


def reason(error: OSError) -> str:
    """Why the disk refused, as the id of a text."""
    return "why." + _WHY.get(error.errno or 0, "disk-error")


def sync(descriptor: int) -> None:
    """Wait until what was written is on the disk itself.

    macOS: `fsync` leaves it in the drive's cache, `F_FULLFSYNC` does not. Linux: `fdatasync` leaves out
    the times of the file, which nothing depends on, and takes four fifths of the time.
    """
    if sys.platform == "darwin":
        import fcntl

        fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
    elif sys.platform == "linux":
        os.fdatasync(descriptor)
    else:
        os.fsync(descriptor)


def sync_folder(folder: Path) -> None:
    """Make names in a folder survive a power cut. Windows has no such call and needs none."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


SYNCS_EVERYTHING = hasattr(os, "sync")
"""Whether one call can make many files durable: 2,000 take 0.3 s instead of 1.9 s."""


def sync_everything() -> None:
    """Wait until all that was written anywhere is on the disk, where the system can."""
    if SYNCS_EVERYTHING:
        os.sync()


def make_folder(folder: Path) -> None:
    """A folder only its owner can enter, with its parents; what exists is left as it is."""
    missing = [p for p in (folder, *folder.parents) if not p.exists()]
    for path in reversed(missing):
        try:
            os.mkdir(path, PRIVATE_FOLDER)  # noqa: PTH102  # every write goes through `os`, see above
        except FileExistsError:
            continue  # another window was first
        sync_folder(path.parent)


def write_all(descriptor: int, content: bytes) -> None:
    """Write every byte: one `os.write` may stop half-way on a full disk."""
    view = memoryview(content)
    while view:
        view = view[os.write(descriptor, view) :]


def append(path: Path, at: int, content: bytes, durable: bool = True) -> os.stat_result:
    """Write at this offset of a file and cut off what was beyond it; size and time of the result.

    Args:
        path: A file that exists.
        at: Where what is sound ends, in bytes.
        content: What comes there.
        durable: Wait for the disk.

    Raises:
        OSError: The disk refused. The file is cut back to `at` if it still can be; whether these
            bytes are on it is unsure, so nothing may be appended to it any more.
    """
    descriptor = os.open(path, os.O_WRONLY | _BINARY)
    try:
        if os.fstat(descriptor).st_size != at:
            os.ftruncate(descriptor, at)
        os.lseek(descriptor, at, os.SEEK_SET)
        try:
            write_all(descriptor, content)
            if durable:
                sync(descriptor)
        except OSError:
            os.ftruncate(descriptor, at)
            raise
        return os.fstat(descriptor)
    finally:
        os.close(descriptor)


def replace_file(path: Path, content: bytes, durable: bool = True) -> os.stat_result:
    """Put this content under this name: a reader sees the old file or the new one, never a mixture."""
    make_folder(path.parent)
    temporary = path.with_name(path.name + ".tmp")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | _BINARY, PRIVATE_FILE)
    try:
        try:
            write_all(descriptor, content)
            if durable:
                sync(descriptor)
            stamp = os.fstat(descriptor)
        finally:
            os.close(descriptor)
        _replace(temporary, path)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise
    if durable:
        sync_folder(path.parent)
    return stamp


def move_file(path: Path, target: Path) -> None:
    """Give a file another name in its folder, for good."""
    _replace(path, target)
    sync_folder(target.parent)


def remove_file(path: Path) -> None:
    """Remove a file for good; one that is gone already is fine."""
    try:
        os.unlink(path)  # noqa: PTH108  # every write goes through `os`, see above
    except FileNotFoundError:
        return
    sync_folder(path.parent)


def shred_file(path: Path) -> None:
    """Overwrite a small file in place, then remove it: for keys, whose old bytes must not stay around."""
    try:
        descriptor = os.open(path, os.O_WRONLY | _BINARY)
    except FileNotFoundError:
        return
    try:
        write_all(descriptor, bytes(os.fstat(descriptor).st_size))
        sync(descriptor)
    finally:
        os.close(descriptor)
    remove_file(path)


def _replace(temporary: Path, path: Path) -> None:
    for attempt in range(REPLACE_TRIES):
        try:
            os.replace(temporary, path)  # noqa: PTH105  # every write goes through `os`, see above
        except OSError as error:
            if getattr(error, "winerror", None) not in _BUSY or attempt == REPLACE_TRIES - 1:
                raise
            time.sleep(0.04 * (attempt + 1))
        else:
            return
