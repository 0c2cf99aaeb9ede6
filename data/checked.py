"""What the last `check` found, and how much of the ledger of connections it has reported."""

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from coach.errors import NotStored
from data.disk import reason, replace_file


@dataclass(frozen=True, slots=True)
class Checked:
    """The outcome of one check; it names nobody."""

    at: datetime | None = None
    """When; None when there was none yet."""
    ok: bool = False
    """Whether everything was as it should be."""
    counted: int = 0
    """Bytes of the ledger of connections that are reported."""


def load_checked(path: Path) -> Checked:
    """The last outcome. A file that cannot be read counts as none: all is counted and told once more."""
    try:
        found = json.loads(path.read_bytes())
        return Checked(
            datetime.fromisoformat(found["at"]), found["ok"] is True, max(0, int(found["counted"]))
        )
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return Checked()


def save_checked(path: Path, checked: Checked) -> None:
    """Keep an outcome.

    Raises:
        NotStored: The disk refused.
    """
    found = {"at": checked.at and checked.at.isoformat(), "ok": checked.ok, "counted": checked.counted}
    try:
        replace_file(path, json.dumps(found).encode())
    except OSError as error:
        raise NotStored(reason(error)) from error
