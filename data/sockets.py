"""The ledger of connections: a line for each one that was tried, so that `check` can say there was none.

A line holds a time, a process, what was called, and for what if that was allowed: never an address,
never text. Lines are only added, so that a crash or a second window loses none; what was reported
already is remembered by its length (`data.checked`).
"""

import json
import os
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from coach.errors import StoreError
from coach.text import one_line
from data.disk import PRIVATE_FILE, make_folder, reason, sync, sync_folder, write_all


@dataclass(frozen=True, slots=True)
class Tally:
    """What the ledger says of a stretch of time."""

    refused: int = 0
    """Connections that were tried without leave; each was held back. Lines nobody can read count too."""
    first: str = ""
    """The first of those: time, what was called, process; "" when there is none."""
    allowed: tuple[tuple[str, int], ...] = ()
    """What had leave, and how often something was opened for it."""
    size: int = 0
    """Bytes in the ledger: where the next stretch begins."""
    shortened: bool = False
    """Whether lines that were reported before are gone: something else than this program wrote here."""


def note(path: Path, event: str, pid: int, purpose: str = "") -> None:
    """Add a line and wait for the disk.

    Args:
        path: The ledger.
        event: What was called, such as "socket.connect".
        pid: The process that called it; a child's own when its parent writes for it.
        purpose: What it was allowed for; "" when it was not.

    Raises:
        OSError: The disk refused.
    """
    make_folder(path.parent)
    new = not path.exists()
    line = {"at": datetime.now().astimezone().isoformat(timespec="seconds"), "pid": pid, "event": event}
    content = json.dumps(line | ({"purpose": purpose} if purpose else {}))
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, PRIVATE_FILE)
    try:
        # It begins with a line end: what a crash cut off before stays a line of its own, and counts
        write_all(descriptor, f"\n{content}\n".encode())
        sync(descriptor)
    finally:
        os.close(descriptor)
    if new:
        sync_folder(path.parent)


def tally(path: Path, since: int = 0) -> Tally:
    """Count what was added after so many bytes; a ledger that became shorter is counted whole.

    Raises:
        StoreError: The disk does not give it.
    """
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return Tally(shortened=since > 0)
    except OSError as error:
        raise StoreError("error.unreadable", where=path, why=reason(error)) from error
    shortened = len(content) < since
    refused, first, allowed = 0, "", Counter[str]()
    for line in content[0 if shortened else since :].splitlines():
        if not line:
            continue
        told, purpose = _read(line)
        if purpose:
            allowed[purpose] += 1
        else:
            refused, first = refused + 1, first or told
    return Tally(refused, first, tuple(sorted(allowed.items())), len(content), shortened)


def _read(line: bytes) -> tuple[str, str]:
    """A line as a sentence's part, and its purpose."""
    try:
        found = json.loads(line)
        told = f"{found['at']}, {found['event']}, {int(found['pid'])}"
        return one_line(told), one_line(str(found.get("purpose", "")))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return "?", ""
