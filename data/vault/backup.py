"""Copies of the vault in a folder of the user's choice, and back.

    onderons-<vault>/vault.hdr, .bak, keys.kr    as they are now, never older ones
    onderons-<vault>/files/<record>.<checksum>   every version of a record that a day below needs
    onderons-<vault>/days/2026-03-09.json        which version of which record there was on that day

Drafts and the index are not copied: the first have to be able to go, the second can be rebuilt. A
copy opens with the same secrets as the vault, so one of a vault without a passphrase or a recovery
key is of no use once the machine is lost: `Report.opens_elsewhere`.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from coach.errors import NotStored, StoreError
from data.disk import SYNCS_EVERYTHING, reason, replace_file, sync_everything
from data.vault import header
from data.vault.crypto import cipher
from data.vault.days import Files, copy_record, day_path, days, drop_unneeded, files_of, keep_day, records
from data.vault.keys import NAME as KEYS
from data.vault.keys import Keys, is_behind, is_tombstone, new_file, slots_of, version
from data.vault.mirror import catch_up, place_in, write_header
from data.vault.sealed import SealedFrames
from data.vault.slots import Kind
from data.vault.vault import Vault

DAYS, WEEKS, MONTHS = 7, 4, 12
"""How many days, weeks and months keep their newest copy."""
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
        catch_up(vault.inside.keys, place, vault.folder)
        files, copied = _copy_records(vault, place)
        write_header(vault.folder, place)
        keep_day(place, today, files)
        _thin_out(place)
    except OSError as error:
        raise NotStored(reason(error)) from error
    read, faults = _read_sample(vault, place, files)
    kinds = set(vault.door.kinds)
    return Report(place, len(files), copied, read, faults, bool(kinds & {Kind.PASSPHRASE, Kind.RECOVERY}))


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
        files = files_of(place, chosen)
    except (OSError, ValueError) as error:
        raise StoreError("error.damaged-day", where=place, date=chosen.isoformat()) from error
    if target.exists():
        raise StoreError("error.not-new", where=target)
    vault_id = header.load(place)[0].vault_id
    slots = slots_of(place / KEYS, vault_id)
    now = slots_of(live / KEYS, vault_id) if live is not None else {}
    sources = {name: place / "files" / stored for name, stored in files.items()}
    if live is not None:
        sources, slots = _as_it_stands(sources, slots, now, live)
    sources = {name: path for name, path in sources.items() if not is_tombstone(slots.get(_id(name), b""))}
    try:
        for name, path in sources.items():
            replace_file(target / name, path.read_bytes())
        replace_file(target / KEYS, new_file(vault_id, slots.values()))
        write_header(place, target)
    except OSError as error:
        raise NotStored(reason(error)) from error
    return len(sources)


def _as_it_stands(
    sources: dict[str, Path], slots: dict[bytes, bytes], now: dict[bytes, bytes], live: Path
) -> tuple[dict[str, Path], dict[bytes, bytes]]:
    """Files and keys to put back, beside a vault that is still there and says what went since."""
    behind = {record_id for record_id, slot in slots.items() if is_behind(slot, now.get(record_id))}
    fresh = {record_id: now[record_id] for record_id in behind}
    sources = {name: live / name if _id(name) in behind else path for name, path in sources.items()}
    sources = {name: path for name, path in sources.items() if path.exists() or _id(name) not in behind}
    if any(name.startswith("named/") and is_tombstone(now.get(_id(name), b"")) for name in sources):
        # who the talks are with stands under another id since somebody was erased
        others = {path.relative_to(live).as_posix(): path for path in live.glob("named/*.rec")}
        fresh |= {_id(name): now[_id(name)] for name in others if version(now.get(_id(name)))}
        sources |= {name: path for name, path in others.items() if _id(name) in fresh}
    gone = {record_id: slot for record_id, slot in now.items() if is_tombstone(slot)}
    return sources, slots | fresh | gone


def _id(name: str) -> bytes:
    return bytes.fromhex(Path(name).stem)


def _copy_records(vault: Vault, place: Path) -> tuple[Files, int]:
    files: Files = {}
    copied = 0
    for path in records(vault.folder):
        stored, new = copy_record(path, place, durable=not SYNCS_EVERYTHING)
        files[path.relative_to(vault.folder).as_posix()] = stored
        copied += new
    if copied:
        sync_everything()
    return files, copied


def _thin_out(place: Path) -> None:
    """Remove the days that no rule keeps, and the files that no day names."""
    every = days(place)
    kept: set[date] = set()
    kept |= _newest(every, date.toordinal, DAYS) | _newest(every, _week, WEEKS)
    kept |= _newest(every, lambda day: (day.year, day.month), MONTHS)
    if drop_unneeded(place, sorted(kept)):
        for gone in set(every) - kept:
            day_path(place, gone).unlink()


def _read_sample(vault: Vault, place: Path, files: dict[str, str]) -> tuple[int, tuple[str, ...]]:
    """Open records of the copy with the keys of the copy."""
    vault_id = vault.door.header.vault_id
    keys = Keys(place / KEYS, vault_id, cipher(vault.door.master))
    chosen = random.sample(sorted(files), min(SAMPLE, len(files)))
    faults: list[str] = []
    for name in chosen:
        record_id = _id(name)
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


def _newest(every: list[date], period: Callable[[date], object], count: int) -> set[date]:
    """The newest day of each of the last so many periods that have one."""
    newest = {period(day): day for day in every}
    return set(sorted(newest.values())[-count:])


def _week(day: date) -> object:
    return day.isocalendar()[:2]
