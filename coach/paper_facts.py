"""What is true of one store, as far as a page for people has to say it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from coach.retention import GUIDELINE, Retention
from coach.text import one_line


class Opens(StrEnum):
    """What opens the store; the values are conditions in content."""

    NOTHING_YET = "new"
    """Nothing is stored, so nobody chose."""
    PASSPHRASE = "passphrase"
    MACHINE_KEY = "machine-key"
    UNREADABLE = "unreadable"
    """What opens it cannot be read, so nothing can be said about it."""


class Disk(StrEnum):
    """Whether the disk under the store is encrypted; the values are conditions in content."""

    ENCRYPTED = "disk-encrypted"
    OPEN = "disk-open"
    UNKNOWN = "disk-unknown"


@dataclass(frozen=True, slots=True)
class Facts:
    """Read from settings and store when a page is made. None of it names anybody."""

    country: str
    """NL or BE."""
    retention: Retention
    opens: Opens
    recovery_key: bool
    keychain: bool
    disk: Disk
    exports: int | None
    """Files written so far; None when that cannot be read, for instance while the store is locked."""
    checked: date | None
    """When `check` was last asked; None: never."""
    sound: bool
    """Whether everything was as it should be then."""
    model: str
    """Name of the local model that words drafts, or ""."""
    commands: frozenset[str]
    """What this version can do, by the name of the command."""
    lock_minutes: int
    """Minutes without a key after which the store locks itself."""
    shortest: int
    """Fewest characters of a passphrase."""
    copies: tuple[int, int, int]
    """How many days, weeks and months of backups stay."""
    store: str
    """The folder of the store, as it is shown."""
    today: date


CONDITIONS = frozenset(
    {"NL", "BE", *Opens, *Disk, "recovery-key", "keychain", "model", "long"}
    | {"exports-none", "exports-some", "exports-unknown"}
    | {"checked-never", "checked-sound", "checked-not-sound"}
)
"""Conditions that content may name, beside `can-<command>`."""

CAN = "can-"
"""Before the name of a command: whether this version has it."""


def conditions(facts: Facts) -> frozenset[str]:
    """The conditions that hold."""
    found = {facts.country, facts.opens.value, facts.disk.value}
    found |= {CAN + command for command in facts.commands}
    flags = {
        "recovery-key": facts.recovery_key,
        "keychain": facts.keychain,
        "model": bool(facts.model),
        "long": facts.retention.is_long,
        "exports-unknown": facts.exports is None,
        "exports-none": facts.exports == 0,
        "exports-some": bool(facts.exports),
        "checked-never": facts.checked is None,
        "checked-sound": facts.checked is not None and facts.sound,
        "checked-not-sound": facts.checked is not None and not facts.sound,
    }
    return frozenset(found | {name for name, there in flags.items() if there})


UNITS = ("months", "weeks", "days", "minutes", "files")

Amount = Callable[[str, int], str]
"""Says a number of one of `UNITS` in one language."""


def values(facts: Facts, amount: Amount) -> dict[str, str]:
    """What to put for each placeholder, numbers worded by `amount`."""
    terms = facts.retention
    days, weeks, months = facts.copies
    return {
        "notes": amount("months", terms.notes_months),
        "stay": amount("months", terms.stay_months),
        "exit": amount("months", terms.exit_months),
        "rehearsal": amount("days", terms.rehearsal_days),
        "draft": amount("days", terms.draft_days),
        "guideline": amount("months", GUIDELINE),
        "reason": one_line(terms.reason),
        "idle": amount("minutes", facts.lock_minutes),
        "shortest": str(facts.shortest),
        "copy-days": amount("days", days),
        "copy-weeks": amount("weeks", weeks),
        "copy-months": amount("months", months),
        "exports": amount("files", facts.exports or 0),
        "checked": facts.checked.isoformat() if facts.checked else "",
        "model": one_line(facts.model),
        "store": one_line(facts.store),
        "today": facts.today.isoformat(),
    }


VALUES = frozenset(
    "notes stay exit rehearsal draft guideline reason idle shortest copy-days copy-weeks copy-months "
    "exports checked model store today".split()
)
"""Names of the placeholders that content may use."""
