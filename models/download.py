"""Brings a file in from the hub, goes on where it stopped, and proves that it is what was described."""

import hashlib
import math
import os
import re
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO

from coach.model_errors import HubRefused, ModelError
from models.hub import PATIENCE, Answer, Moved, Patience, reach
from models.offer import Offer

ROOM_LEFT = 500 * 2**20
"""Bytes that a download leaves free: a full disk would keep notes from being stored."""

START = 2**20
"""Bytes after which the start of a file is judged, and again whenever there is twice as much, until it says
enough. The header of a real model has 2 to 20 MB."""

_CHUNK = 256 * 2**10

Seen = Callable[[int], None]
"""Is told how many bytes of the file are on disk."""
Judge = Callable[[Path], bool]
"""Looks at the start of a file that is still coming in: whether that was enough to know.
Raises `ModelError`: it is of no use."""


def whatever(_: Path) -> bool:
    """Any file will do."""
    return True


def fetch(
    offer: Offer,
    folder: Path,
    seen: Seen,
    moved: Moved,
    patience: Patience = PATIENCE,
    judge: Judge = whatever,
) -> Path:
    """Download a file, or the rest of it, and prove that it is what the hub described.

    Args:
        offer: The file.
        folder: Where it comes; it has to be there.
        seen: Is told how far it is.
        moved: Is told who else is asked.
        patience: How slow it may be.
        judge: Asked as soon as there is enough, so that nobody waits for gigabytes of no use.

    Returns:
        Where it lies, under a name of its own; the caller gives it its last name.

    Raises:
        HubRefused: Why not. What arrived stays for the next time, unless its content is wrong.
        ModelError: It is of no use, says `judge`; what arrived is deleted.
    """
    path = folder / f"{offer.sha256[:16]}.part"
    try:
        have = path.stat().st_size if path.exists() else 0
        _room(folder, offer.size - have)
        if have < offer.size:
            _continue(offer, path, have, _judging(path, seen, judge), moved, patience)
        found = _hash(path)
    except HubRefused:
        raise
    except ModelError:
        path.unlink()
        raise
    except OSError as error:
        raise HubRefused("disk", where=folder, why=error.strerror or "") from error
    if found != offer.sha256:
        path.unlink()
        raise HubRefused("tampered", host=offer.host)
    return path


def _judging(path: Path, seen: Seen, judge: Judge) -> Seen:
    """Tells how far it is, and has the start judged meanwhile."""
    due: float = START

    def told(have: int) -> None:
        nonlocal due
        seen(have)
        if have >= due:
            due = math.inf if judge(path) else 2 * have

    return told


def _room(folder: Path, missing: int) -> None:
    free = shutil.disk_usage(folder).free
    if free < missing + ROOM_LEFT:
        raise HubRefused(
            "space", where=folder, needed=f"{(missing + ROOM_LEFT) / 10**9:.1f}", free=f"{free / 10**9:.1f}"
        )


def _continue(offer: Offer, path: Path, have: int, seen: Seen, moved: Moved, patience: Patience) -> None:
    """Bring in what is missing."""
    with reach(offer.url, {"Range": f"bytes={have}-"} if have else {}, moved, patience) as answer:
        if have and not _continues(answer, have):
            have = 0  # the hub sends all of it again
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.truncate(have)
            file.seek(have)
            have = _pour(answer, file, have, offer, seen, patience)
            file.flush()
            os.fsync(file.fileno())
    if have < offer.size:
        raise HubRefused("short", host=offer.host, have=have, size=offer.size)


def _pour(answer: Answer, file: IO[bytes], have: int, offer: Offer, seen: Seen, patience: Patience) -> int:
    """Write what comes, at most what was announced and one byte, so that too much is noticed."""
    since, at_start = time.monotonic(), have
    while have <= offer.size:
        if not (chunk := answer.read(min(_CHUNK, offer.size + 1 - have))):
            break  # what arrived is kept; the caller says when it is not all
        file.write(chunk)
        file.flush()
        have += len(chunk)
        seen(have)
        if (passed := time.monotonic() - since) > patience.window:
            if have - at_start < patience.slowest * passed:
                raise HubRefused("slow", host=offer.host)
            since, at_start = time.monotonic(), have
    return have


def _continues(answer: Answer, have: int) -> bool:
    said = re.match(r"bytes (\d+)-", answer.header("Content-Range"))
    return answer.status == 206 and said is not None and int(said[1]) == have


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
