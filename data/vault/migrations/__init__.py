"""What earlier versions left is taken in when a store is opened to write. Numbered, oldest first.

Each step looks at the disk, not at a ledger, whether it is due: files of an earlier version can turn
up again later, from a backup or an older program beside this one. Each can be killed anywhere and
goes on the next time.
"""

from collections.abc import Callable

from data.paths import Paths
from data.vault.migrations.m0001_plain_files import take_in
from data.vault.vault import Vault

STEPS: tuple[Callable[[Vault, Paths], None], ...] = (take_in,)


def migrate(vault: Vault, paths: Paths) -> None:
    """Do what is due.

    Raises:
        NotStored: The disk refused; everything is where it was, or in the vault as well.
    """
    for step in STEPS:
        step(vault, paths)
