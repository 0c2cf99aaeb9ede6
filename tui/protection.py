"""What protects the store, for pages that explain it."""

from dataclasses import dataclass
from datetime import datetime

from data.checked import load_checked
from data.encryption import disk_encrypted
from data.vault.slots import Kind
from tui.program import Program


@dataclass(frozen=True, slots=True)
class Protection:
    """Facts, without words: the page words them."""

    ways_in: frozenset[Kind]
    """What opens the vault; empty when there is none yet. `Kind.MACHINE` is a key file on the same disk."""
    disk: bool | None
    """Whether the system encrypts the disk; None: cannot tell."""
    checked: datetime | None
    """When `check` was last asked; None: never."""
    sound: bool
    """Whether everything was as it should be then."""

    @property
    def has_passphrase(self) -> bool:
        """Whether somebody who has the disk, or a copy of it, still needs a secret."""
        return Kind.PASSPHRASE in self.ways_in and Kind.MACHINE not in self.ways_in


def protection(built: Program) -> Protection:
    """What protects this store now. Asks the system about the disk: up to 3 s, so not on the UI loop.

    Raises:
        StoreError: There is a vault and its header cannot be read.
    """
    door, last = built.vault.door, load_checked(built.paths.checked)
    ways_in = frozenset(door.kinds) if door.present else frozenset[Kind]()
    return Protection(ways_in, disk_encrypted(built.paths.home), last.at, last.ok)
