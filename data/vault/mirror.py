"""Keys and header in the backups: always those of the vault as it is now, never an older set.

So one small write makes an erased talk unreadable in every copy that was ever made, and a passphrase
that was changed opens no copy any more. A record that got another key, because it had to lose
something, is copied along: each day of a copy then holds it as it is now.
"""

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path

from coach.errors import NotStored, StoreError
from data.disk import reason, remove_file, replace_file
from data.vault.days import Files, copy_record, days, drop_unneeded, files_of, keep_day
from data.vault.header import NAME as HEADER
from data.vault.header import Header
from data.vault.keys import NAME as KEYS
from data.vault.keys import Keys, is_behind, is_tombstone, slots_of
from data.vault.twin import copy_of

DUE = "mirror.due"
"""There from before something goes until the copies within reach know it: so a crash is made up for."""


def keep_due(folder: Path) -> None:
    """The copies are about to be behind.

    Raises:
        NotStored: The disk refused.
    """
    try:
        replace_file(folder / DUE, b"")
    except OSError as error:
        raise NotStored(reason(error)) from error


def is_due(folder: Path) -> bool:
    """Whether copies may be behind."""
    return (folder / DUE).exists()


def no_longer_due(folder: Path) -> None:
    """Every copy within reach is up to date. A disk that refuses only means that they are looked at again."""
    with suppress(OSError):
        remove_file(folder / DUE)


def place_in(folder: str | Path, vault_id: bytes) -> Path:
    """Where the backup of one vault lies in a folder that may hold several."""
    return Path(folder) / f"onderons-{vault_id.hex()[:12]}"


def places(header: Header) -> list[Path]:
    """Where every known backup is, or was: a stick may be out of reach."""
    return [place_in(known, header.vault_id) for known in header.backups]


def mirror_keys(keys: Keys, header: Header, folder: Path) -> bool:
    """Bring every known backup that can be reached up to date; whether none of them refused."""
    # One out of reach gets them with the next backup, and restoring asks the vault what was erased
    return _to_each(header, lambda place: catch_up(keys, place, folder))


def catch_up(keys: Keys, place: Path, folder: Path) -> None:
    """Give a backup the keys as they are now, and with them the records that got another one.

    The keys come last: until then the copy is seen to be behind, and the next time mends it.

    Raises:
        OSError: The folder refused.
    """
    there = _slots(keys, place / KEYS)
    behind = {i for i, slot in there.items() if is_behind(slot, keys.slot(i))}
    gone = {i for i, slot in there.items() if keys.erased(i) and not is_tombstone(slot)}
    if behind or gone:
        # a day that cannot be read stays as it is: the keys alone shut what is in it
        readable = list(_readable_days(place))
        for day, files in readable:
            keep_day(place, day, _without(files, behind, gone, place, folder))
        if len(readable) == len(days(place)):
            drop_unneeded(place, [day for day, _ in readable])
    replace_file(place / KEYS, keys.mirrored(place / KEYS))


def _readable_days(place: Path) -> Iterator[tuple[date, Files]]:
    for day in days(place):
        try:
            yield day, files_of(place, day)
        except ValueError:
            continue


def _without(files: Files, behind: set[bytes], gone: set[bytes], place: Path, folder: Path) -> Files:
    """What stands in the list of a day once records are gone, or are sealed under another key."""
    kept: Files = {}
    for name, stored in files.items():
        record_id, path = bytes.fromhex(Path(name).stem), folder / name
        if record_id in behind and path.exists():
            kept[name] = copy_record(path, place, durable=True)[0]
        elif record_id not in gone and record_id not in behind:
            kept[name] = stored
    if any(name.startswith("named/") for name in files.keys() - kept.keys()):
        for path in folder.glob("named/*.rec"):  # who the talks are with stands under another id now
            kept[f"named/{path.name}"] = copy_record(path, place, durable=True)[0]
    return kept


def behind(keys: Keys, header: Header) -> list[Path]:
    """Copies within reach that still hold the key of something gone, or whose keys cannot be read."""
    return [place for place in places(header) if place.is_dir() and _opens_any(place / KEYS, keys)]


def _opens_any(path: Path, keys: Keys) -> bool:
    try:
        slots = slots_of(path, keys.vault_id)
    except StoreError:
        return True
    return any(
        is_behind(slot, keys.slot(i)) or (keys.erased(i) and not is_tombstone(slot))
        for i, slot in slots.items()
    )


def _slots(keys: Keys, path: Path) -> dict[bytes, bytes]:
    try:
        return slots_of(path, keys.vault_id)
    except StoreError:
        return {}  # no copy yet, or none that can be read: it gets the keys, and nothing of it opens


def mirror_header(folder: Path, header: Header) -> None:
    """Write the header to every known backup that can be reached."""
    # One out of reach gets it with the next backup; until then the passphrase before opens that copy
    _to_each(header, lambda target: write_header(folder, target))


def write_header(folder: Path, target: Path) -> None:
    """Write both copies of the header to one backup."""
    for name in (copy_of(Path(HEADER)).name, HEADER):
        replace_file(target / name, (folder / name).read_bytes())


def _to_each(header: Header, write: Callable[[Path], None]) -> bool:
    """Write to every known backup that is there; one that refuses is passed over. Whether none did."""
    refused = 0
    for place in places(header):
        try:
            if place.is_dir():
                write(place)
        except OSError:
            refused += 1
    return not refused
