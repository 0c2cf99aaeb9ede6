"""What is true of the store in front of us, for the pages about what is kept. Only reads; needs no key."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from coach.errors import StoreError
from coach.paper_facts import Disk, Facts, Opens
from coach.ports import IDLE_MINUTES, SHORTEST_PASSPHRASE
from data.checked import load_checked
from data.encryption import disk_encrypted
from data.export_log import ExportLog
from data.settings import load_settings
from data.vault import backup
from data.vault.slots import Kind
from tui.program import Program


@dataclass(frozen=True, slots=True)
class Around:
    """What the store does not say about itself. Without an answer a page says that it does not know."""

    disk: Disk = Disk.UNKNOWN
    checked: date | None = None
    """When `check` was last asked."""
    sound: bool = False
    """Whether everything was as it should be then."""
    model: str = ""
    """The local model that is switched on."""


def around(built: Program) -> Around:
    """What there is to find out beside the store. Asks the system about the disk: up to 3 s."""
    encrypted, last = disk_encrypted(built.paths.home), load_checked(built.paths.checked)
    disk = {True: Disk.ENCRYPTED, False: Disk.OPEN, None: Disk.UNKNOWN}[encrypted]
    settings, _ = load_settings(built.paths.settings)
    model = settings.model if settings.model_when != "off" else ""
    return Around(disk, last.at.date() if last.at else None, last.ok, model)


def facts(built: Program, country: str, known: Around) -> Facts:
    """The facts of a store, also of one that is locked or not there yet. Nothing is made or opened.

    The settings are read again: they may have been changed since this process began.
    """
    from tui.run import COMMANDS  # which loads this module late

    opens, kinds = _opens(built)
    return Facts(
        country=country,
        retention=replace(load_settings(built.paths.settings)[0], country=country).retention,
        opens=opens,
        recovery_key=Kind.RECOVERY in kinds,
        keychain=Kind.KEYCHAIN in kinds,
        disk=known.disk,
        exports=0 if opens is Opens.NOTHING_YET else _exports(built),
        checked=known.checked,
        sound=known.sound,
        model=known.model,
        commands=frozenset(name for name in COMMANDS if name),
        lock_minutes=IDLE_MINUTES,
        shortest=SHORTEST_PASSPHRASE,
        copies=(backup.DAYS, backup.WEEKS, backup.MONTHS),
        store=shown(built.paths.home),
        today=built.now().date(),
    )


def _opens(built: Program) -> tuple[Opens, tuple[Kind, ...]]:
    door = built.vault.door
    if not door.present:  # talks of the first version are readable files, and no key says anything of them
        return Opens.UNREADABLE if built.paths.talks.exists() else Opens.NOTHING_YET, ()
    try:
        kinds = door.kinds
    except StoreError:
        return Opens.UNREADABLE, ()
    protected = Kind.MACHINE not in kinds and Kind.PASSPHRASE in kinds
    return Opens.PASSPHRASE if protected else Opens.MACHINE_KEY, kinds


def _exports(built: Program) -> int | None:
    try:
        return sum(departure.left for departure in ExportLog(built.vault).departures())
    except StoreError:
        return None  # locked, or not readable: the page says that it does not know


def shown(folder: Path) -> str:
    """A folder as it may stand on paper: the account's name is left out of it."""
    try:
        return (Path("~") / folder.relative_to(Path.home())).as_posix()
    except ValueError:
        return str(folder)
