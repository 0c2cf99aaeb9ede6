"""Writing an export: a new file only its owner can read, never over an existing one."""

import os
from pathlib import Path

from coach.errors import OnderonsError
from data.disk import PRIVATE_FILE, reason, sync, write_all


def write_new(path: Path, content: bytes) -> None:
    """Write a file that was not there.

    Raises:
        OnderonsError: It is there already, or the disk refuses; nothing half-written stays.
    """
    try:
        descriptor = os.open(
            path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), PRIVATE_FILE
        )
    except FileExistsError as error:
        raise OnderonsError("error.file-exists", where=path) from error
    except OSError as error:
        raise OnderonsError("error.cannot-write", where=path, why=reason(error)) from error
    try:
        write_all(descriptor, content)
        sync(descriptor)
    except OSError as error:
        path.unlink(missing_ok=True)
        raise OnderonsError("error.cannot-write", where=path, why=reason(error)) from error
    finally:
        os.close(descriptor)
