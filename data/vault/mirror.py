"""Keys and header in the backups: always those of the vault as it is now, never an older set.

So one small write makes an erased talk unreadable in every copy that was ever made, and a passphrase
that was changed opens no copy any more.
"""

from collections.abc import Callable
from pathlib import Path

from coach.errors import StoreError
from data.disk import replace_file
from data.vault.header import NAME as HEADER
from data.vault.header import Header
from data.vault.keys import NAME as KEYS
from data.vault.keys import Keys, is_tombstone, slots_of
from data.vault.twin import copy_of


def place_in(folder: str | Path, vault_id: bytes) -> Path:
    """Where the backup of one vault lies in a folder that may hold several."""
    return Path(folder) / f"onderons-{vault_id.hex()[:12]}"


def mirror_keys(keys: Keys, header: Header) -> None:
    """Write the keys to every known backup that can be reached."""
    # One out of reach gets them with the next backup, and restoring asks the vault what was erased
    _to_each(header, lambda target: write_keys(keys, target))


def write_keys(keys: Keys, target: Path) -> None:
    """Write the keys to one backup. A key that is lost here and still there is kept there."""
    replace_file(target / KEYS, keys.content(keys.better_in(target / KEYS)))


def behind(keys: Keys, header: Header) -> list[Path]:
    """Copies within reach that still hold the key of something erased, or whose keys cannot be read."""
    gone = set(keys.tombstones())
    places = [place_in(known, header.vault_id) for known in header.backups]
    return [place for place in places if place.is_dir() and _opens_any(place / KEYS, header.vault_id, gone)]


def _opens_any(path: Path, vault_id: bytes, gone: set[bytes]) -> bool:
    try:
        slots = slots_of(path, vault_id)
    except StoreError:
        return True
    return any(record_id in gone and not is_tombstone(slot) for record_id, slot in slots.items())


def mirror_header(folder: Path, header: Header) -> None:
    """Write the header to every known backup that can be reached."""
    # One out of reach gets it with the next backup; until then the passphrase before opens that copy
    _to_each(header, lambda target: write_header(folder, target))


def write_header(folder: Path, target: Path) -> None:
    """Write both copies of the header to one backup."""
    for name in (copy_of(Path(HEADER)).name, HEADER):
        replace_file(target / name, (folder / name).read_bytes())


def _to_each(header: Header, write: Callable[[Path], None]) -> None:
    """Write to every known backup that is there; one that refuses is passed over."""
    for known in header.backups:
        target = place_in(known, header.vault_id)
        try:
            if target.is_dir():
                write(target)
        except OSError:
            continue
