"""Opening a store to write: made when it is new, tidied, and brought to the form of this version."""

from coach.errors import StoreError
from data.paths import Paths
from data.vault.migrations import migrate
from data.vault.vault import Vault


def open_for_writing(vault: Vault, paths: Paths, passphrase: str | None = None) -> None:
    """Open the vault for the process that holds the lock; a new one gets a passphrase, or else a key file.

    Raises:
        Locked: It waits for its passphrase.
        DamagedVault: What opens it cannot be read.
        NewerVault: A newer version of the program wrote it.
        NotStored: The disk refused.
    """
    if not vault.door.present:
        vault.door.create(passphrase)
    try:
        vault.allow_writing()
        migrate(vault, paths)
    except StoreError:
        vault.deny_writing()
        raise
