"""The vault of practice talks: a folder, keys, an index and drafts of its own, beside that of the talks.

Nothing of it stands in the vault of the talks, and nothing of that one here. It opens with the other's
master key (`own_key.KeyOf`), so a copy of it lies in the copy of the other: alone nothing would open it.
"""

from pathlib import Path

from data.paths import Paths
from data.vault import header
from data.vault.own_key import KeyOf
from data.vault.vault import Vault


def rehearsals_of(talks: Vault, paths: Paths) -> Vault:
    """The vault of practice talks; whoever locks that of the talks locks it too. Touches no disk.

    Args:
        talks: The vault of the talks.
        paths: Where that is.
    """
    folder = paths.rehearsals.vault
    made = Vault(folder, KeyOf(talks, folder))
    talks.on_lock.append(made.lock)
    return made


def there_are_rehearsals(paths: Paths) -> bool:
    """Whether there is a vault of practice talks; told without a key."""
    return header.present(paths.rehearsals.vault)


def copies_in(place: Path) -> Path:
    """The folder, in the backup of the vault of the talks, for backups of that of practice talks."""
    return place / "rehearsals"
