"""Which copy is meant, and what opens the vault that comes of it."""

from datetime import date
from enum import Enum, auto
from pathlib import Path

from coach.errors import DamagedVault, NoMachineKey, StoreError
from data.paths import Paths
from data.vault import header, machine_key
from data.vault.backup import restore
from data.vault.days import days
from data.vault.keys import NAME as KEYS
from data.vault.keys import slots_of
from data.vault.rehearsals import copies_in
from data.vault.slots import Kind, unwrap


class WayIn(Enum):
    """What opens a vault that was put back."""

    SECRET = auto()
    """A passphrase or a recovery key."""
    KEY_FILE = auto()
    """The key file of this machine, which was copied along."""
    LOST_KEY_FILE = auto()
    """A key file that is not here: nobody can read anything until it is."""


def place_of(folder: Path) -> Path:
    """The copy of a vault in a folder: the folder itself, or the one copy below it.

    Raises:
        StoreError: There is no copy, or there are several and one has to be chosen.
    """
    if header.present(folder):
        return folder
    places = sorted(path for path in folder.glob("onderons-*") if header.present(path))
    if not places:
        raise StoreError("error.no-backup", where=folder)
    if len(places) > 1:
        raise StoreError("error.which-backup", choices=", ".join(map(str, places)))
    return places[0]


def put_back(place: Path, new: Paths, live: Paths, day: date | None = None) -> WayIn:
    """Put a copy back as a store of its own; what opens it.

    What was erased in the store that is still there stays erased, if the copy was made of it.

    Args:
        place: The copy of one vault.
        new: The store to make; its folder must not exist.
        live: The store as it is now, perhaps gone or another one.
        day: The day to put back; the newest one if none is given.

    Raises:
        StoreError: There is no copy of that day, or the folder exists.
        NotStored: The disk refused.
    """
    if new.home.exists():
        raise StoreError("error.not-new", where=new.home)
    known = _days(place)
    if day is not None and day not in known:
        told = ", ".join(one.isoformat() for one in known[-5:])
        raise StoreError("error.no-backup-of-day", day=day.isoformat(), days=told)
    restore(place, new.vault, live.vault if _is_of(place, live.vault) else None, day)
    return _way_in(new, live)


def put_back_rehearsals(place: Path, new: Paths, live: Paths, day: date | None = None) -> None:
    """Put the practice talks back that were copied with the talks, if there are any.

    Of the day that was asked for there need not be a copy: the last one before it is taken.

    Args:
        place: The copy of the vault of the talks.
        new: The store that was made of it.
        live: The store as it is now, perhaps gone or another one.
        day: The day to put back; the newest one if none is given.

    Raises:
        StoreError: The copy cannot be read.
        NotStored: The disk refused.
    """
    copies = [copy for copy in copies_in(place).glob("onderons-*") if header.present(copy)]
    try:
        known = [(found, copy) for copy in copies for found in days(copy) if day is None or found <= day]
    except ValueError as error:
        raise StoreError("error.no-backup", where=copies_in(place)) from error
    if known:
        chosen, copy = max(known)
        vault = live.rehearsals.vault
        restore(copy, new.rehearsals.vault, vault if _is_of(copy, vault) else None, chosen)


def _days(place: Path) -> list[date]:
    try:
        known = days(place)
    except ValueError:
        known = []  # a file with the name of a day that cannot be
    if not known:
        raise StoreError("error.no-backup", where=place)
    return known


def _is_of(place: Path, vault: Path) -> bool:
    """Whether a copy was made of the vault in this folder."""
    if not (vault / KEYS).exists():
        return False
    try:
        slots_of(vault / KEYS, header.load(place)[0].vault_id)
    except DamagedVault:
        return False  # the keys of another vault
    return True


def _way_in(new: Paths, live: Paths) -> WayIn:
    found = header.load(new.vault)[0]
    slot = found.slot(Kind.MACHINE)
    if slot is not None:
        try:
            key = machine_key.read(live.machine_key)
            unwrap(slot, key, found.vault_id, lambda: NoMachineKey(str(live.machine_key)))
        except NoMachineKey:
            slot = None
        else:
            machine_key.keep(new.machine_key, key)
    if slot is not None:
        return WayIn.KEY_FILE
    return (
        WayIn.SECRET
        if {Kind.PASSPHRASE, Kind.RECOVERY} & {s.kind for s in found.slots}
        else WayIn.LOST_KEY_FILE
    )
