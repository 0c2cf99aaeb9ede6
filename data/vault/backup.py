"""Copies of the vault in a folder of the user's choice, and back.

    onderons-<vault>/vault.hdr, .bak, keys.kr    as they are now, never older ones
    onderons-<vault>/files/<record>.<checksum>   every version of a record that a day below needs
    onderons-<vault>/days/2026-03-09.json        which version of which record there was on that day

Drafts and the index are not copied: the first have to be able to go, the second can be rebuilt. A
copy opens with the same secrets as the vault, so one of a vault without a passphrase or a recovery
key is of no use once the machine is lost: `Report.opens_elsewhere`.
"""

import hashlib
import json
import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from coach.errors import NotStored, RefusedFile, StoreError
from data.disk import SYNCS_EVERYTHING, reason, replace_file, sync_everything
from data.imports import strict
from data.vault import header
from data.vault.crypto import cipher
from data.vault.keys import NAME as KEYS
from data.vault.keys import Keys, is_tombstone, new_file, slots_of
from data.vault.mirror import place_in, write_header, write_keys
from data.vault.sealed import SealedFrames
from data.vault.slots import Kind
from data.vault.vault import Vault

_RECORD = re.compile(r"(records/[0-9a-f]{2}|named)/[0-9a-f]{32}\.rec")
_STORED = re.compile(r"[0-9a-f]{32}\.[0-9a-f]{16}")

DAYS, WEEKS, MONTHS = 7, 4, 12
"""How many days, weeks and months keep their newest copy."""
MOST_RECORDS = 1_000_000
LARGEST_DAY = 120 * MOST_RECORDS
"""Records that a day names at most, and bytes of its file: what is longer was not written here."""
SAMPLE = 25
"""Records that are read back from the copy."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a backup did."""

    place: Path
    records: int
    """Records that the copy of this day holds."""
    copied: int
    """Files that were new or changed since the last one."""
    read: int
    """Records that were read back from the copy."""
    faults: tuple[str, ...]
    """Records of the sample that could not be read back whole."""
    opens_elsewhere: bool
    """Whether a passphrase or a recovery key opens it, and not only this machine."""


def backup(vault: Vault, folder: Path, today: date) -> Report:
    """Copy what changed, drop what is no longer needed, and read a sample of the copy.

    Raises:
        StoreBusy: Another window has the right to write.
        NotStored: The folder refused.
    """
    vault.need_writing()
    vault.door.remember_backup(str(folder))
    place = place_in(folder, vault.door.header.vault_id)
    try:
        files, copied = _copy_records(vault, place)
        write_keys(vault.inside.keys, place)
        write_header(vault.folder, place)
        replace_file(_day(place, today), json.dumps(files, indent=0).encode())
        _thin_out(place)
    except OSError as error:
        raise NotStored(reason(error)) from error
    read, faults = _read_sample(vault, place, files)
    kinds = set(vault.door.kinds)
    return Report(place, len(files), copied, read, faults, bool(kinds & {Kind.PASSPHRASE, Kind.RECOVERY}))


def days(place: Path) -> list[date]:
    """The days of which there is a copy, oldest first."""
    return sorted(date.fromisoformat(path.stem) for path in (place / "days").glob("????-??-??.json"))


def restore(place: Path, target: Path, live: Path | None = None, day: date | None = None) -> int:
    """Put a copy back as a vault in a new folder; how many records it holds.

    What was erased since, in the copy or in the vault that is still there, stays erased.

    Args:
        place: The backup of one vault.
        target: The folder of the new vault; it must not exist.
        live: The folder of the vault that the copy was made of, if it is still there.
        day: The copy to put back; the newest one if none is given.

    Raises:
        StoreError: There is no such copy, or the target exists.
        NotStored: The disk refused.
    """
    try:
        chosen = day or days(place)[-1]
    except (ValueError, IndexError) as error:
        raise StoreError("error.no-backup", where=place) from error
    try:
        files = _files(place, chosen)
    except (OSError, ValueError) as error:
        raise StoreError("error.damaged-day", where=place, date=chosen.isoformat()) from error
    if target.exists():
        raise StoreError("error.not-new", where=target)
    vault_id = header.load(place)[0].vault_id
    slots = slots_of(place / KEYS, vault_id)
    if live is not None:
        slots |= {i: slot for i, slot in slots_of(live / KEYS, vault_id).items() if is_tombstone(slot)}
    gone = {i.hex() for i, slot in slots.items() if is_tombstone(slot)}
    kept = {name: stored for name, stored in files.items() if Path(name).stem not in gone}
    try:
        for name, stored in kept.items():
            replace_file(target / name, (place / "files" / stored).read_bytes())
        replace_file(target / KEYS, new_file(vault_id, slots.values()))
        write_header(place, target)
    except OSError as error:
        raise NotStored(reason(error)) from error
    return len(kept)


def _copy_records(vault: Vault, place: Path) -> tuple[dict[str, str], int]:
    files: dict[str, str] = {}
    copied = 0
    for path in sorted([*vault.folder.glob("records/??/*.rec"), *vault.folder.glob("named/*.rec")]):
        content = path.read_bytes()
        stored = f"{path.stem}.{hashlib.sha256(content).hexdigest()[:16]}"
        files[path.relative_to(vault.folder).as_posix()] = stored
        if not (place / "files" / stored).exists():
            replace_file(place / "files" / stored, content, durable=not SYNCS_EVERYTHING)
            copied += 1
    if copied:
        sync_everything()
    return files, copied


def _thin_out(place: Path) -> None:
    """Remove the days that no rule keeps, and the files that no day names."""
    every = days(place)
    kept: set[date] = set()
    kept |= _newest(every, date.toordinal, DAYS) | _newest(every, _week, WEEKS)
    kept |= _newest(every, lambda day: (day.year, day.month), MONTHS)
    try:
        needed = {stored for day in kept for stored in _files(place, day).values()}
    except ValueError:
        return  # a day that cannot be read may need any of the files
    for gone in set(every) - kept:
        _day(place, gone).unlink()
    for path in (place / "files").iterdir():
        if path.name not in needed:
            path.unlink()


def _read_sample(vault: Vault, place: Path, files: dict[str, str]) -> tuple[int, tuple[str, ...]]:
    """Open records of the copy with the keys of the copy."""
    vault_id = vault.door.header.vault_id
    keys = Keys(place / KEYS, vault_id, cipher(vault.door.master))
    chosen = random.sample(sorted(files), min(SAMPLE, len(files)))
    faults: list[str] = []
    for name in chosen:
        record_id = bytes.fromhex(Path(name).stem)
        key = keys.key(record_id)
        if key is None:
            faults.append(name)
            continue
        try:
            content = (place / "files" / files[name]).read_bytes()
            reading = SealedFrames(key, vault_id, record_id).read(content, name)
        except (OSError, StoreError):
            faults.append(name)
            continue
        if reading.damage or not reading.bodies:
            faults.append(name)
    return len(chosen), tuple(faults)


def _day(place: Path, day: date) -> Path:
    return place / "days" / f"{day.isoformat()}.json"


def _files(place: Path, day: date) -> dict[str, str]:
    path = _day(place, day)
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


def _newest(every: list[date], period: Callable[[date], object], count: int) -> set[date]:
    """The newest day of each of the last so many periods that have one."""
    newest = {period(day): day for day in every}
    return set(sorted(newest.values())[-count:])


def _week(day: date) -> object:
    return day.isocalendar()[:2]
