"""The days of a backup: which version of which record there was, and the files that hold them."""

import hashlib
import json
import re
from datetime import date
from pathlib import Path

from coach.errors import RefusedFile
from data.disk import replace_file
from data.imports import strict

_RECORD = re.compile(r"(records/[0-9a-f]{2}|named)/[0-9a-f]{32}\.rec")
_STORED = re.compile(r"[0-9a-f]{32}\.[0-9a-f]{16}")

MOST_RECORDS = 1_000_000
LARGEST_DAY = 120 * MOST_RECORDS
"""Records that a day names at most, and bytes of its file: what is longer was not written here."""

Files = dict[str, str]
"""Name of a record in the vault → name of the file in the copy that holds this version of it."""


def days(place: Path) -> list[date]:
    """The days of which there is a copy, oldest first."""
    return sorted(date.fromisoformat(path.stem) for path in (place / "days").glob("????-??-??.json"))


def day_path(place: Path, day: date) -> Path:
    """Where the list of a day is."""
    return place / "days" / f"{day.isoformat()}.json"


def files_of(place: Path, day: date) -> Files:
    """What there was on a day.

    Raises:
        OSError: The list cannot be read.
        ValueError: It is none of ours.
    """
    path = day_path(place, day)
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_DAY + 1)
        found = strict.parse(content, path.name, most=MOST_RECORDS)
    except RefusedFile as error:
        raise ValueError from error
    if not isinstance(found, dict):
        raise ValueError
    for name, stored in found.items():
        # whoever had the stick may have written it: no name may lead out of the new folder or of the copy
        if not (_RECORD.fullmatch(name) and isinstance(stored, str) and _STORED.fullmatch(stored)):
            raise ValueError
    return found


def keep_day(place: Path, day: date, files: Files) -> None:
    """Write the list of a day. Raises `OSError`."""
    replace_file(day_path(place, day), json.dumps(files, indent=0).encode())


def records(folder: Path) -> list[Path]:
    """Every record of a vault that is copied: talks, and the few others."""
    return sorted([*folder.glob("records/??/*.rec"), *folder.glob("named/*.rec")])


def copy_record(path: Path, place: Path, durable: bool) -> tuple[str, bool]:
    """Copy a record as it is now; the name of its copy, and whether that is new. Raises `OSError`."""
    content = path.read_bytes()
    stored = f"{path.stem}.{hashlib.sha256(content).hexdigest()[:16]}"
    target = place / "files" / stored
    if target.exists():
        return stored, False
    replace_file(target, content, durable=durable)
    return stored, True


def drop_unneeded(place: Path, kept: list[date]) -> bool:
    """Remove the files that none of these days names; False when a day cannot be read and may need any.

    Raises:
        OSError: The folder refused.
    """
    try:
        needed = {stored for day in kept for stored in files_of(place, day).values()}
    except ValueError:
        return False
    for path in (place / "files").glob("*"):  # a store that has nothing left has no such folder
        if path.name not in needed:
            path.unlink()
    return True
