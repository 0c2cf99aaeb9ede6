"""What opens a vault without anybody being asked: a key file, or the vault that it belongs to."""

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from coach.errors import NoMachineKey, OtherVault, StoreError
from data.vault import machine_key
from data.vault.slots import Kind

if TYPE_CHECKING:
    from data.vault.vault import Vault


class OwnKey(Protocol):
    """A secret that the door finds by itself."""

    @property
    def kind(self) -> Kind:
        """The slot that it opens."""
        ...

    def make(self) -> bytes:
        """The secret for a new slot. Raises `NotStored`."""
        ...

    def read(self) -> bytes:
        """The secret. Raises `StoreError` when it is not there, `Locked` when it waits for a passphrase."""
        ...

    def refused(self) -> StoreError:
        """What to say when it does not open its slot."""
        ...

    def shred(self) -> None:
        """There is no slot for it any more. Raises `NotStored`."""
        ...


class KeyFile:
    """A key file beside the vault: whoever has the disk has it too."""

    kind = Kind.MACHINE

    def __init__(self, path: Path) -> None:
        self._path = path

    def make(self) -> bytes:
        """A new key, in its file."""
        return machine_key.make(self._path)

    def read(self) -> bytes:
        """The key in the file. Raises `NoMachineKey`."""
        return machine_key.read(self._path)

    def refused(self) -> NoMachineKey:
        """It is the file of another vault."""
        return NoMachineKey(str(self._path))

    def shred(self) -> None:
        """Overwrite and remove the file."""
        machine_key.shred(self._path)


class KeyOf:
    """The master key of another vault: whatever opens that one opens this one too.

    So nobody is asked twice, and a change of passphrase, recovery key or keychain writes one header only:
    there is no moment at which the two vaults could disagree.
    """

    kind = Kind.VAULT

    def __init__(self, other: "Vault", folder: Path) -> None:
        """The key of a vault.

        Args:
            other: The vault that has to be open.
            folder: The vault that it opens, to name it.
        """
        self._other, self._folder = other, folder

    def make(self) -> bytes:
        """The master key of the other vault, which has to be there."""
        return self.read()

    def read(self) -> bytes:
        """The master key of the other vault.

        Raises:
            Locked: That one waits for its passphrase.
            OtherVault: It is not there.
        """
        if not self._other.door.present:
            raise self.refused()
        return self._other.door.master

    def refused(self) -> OtherVault:
        """It belongs to another vault than the one that is here."""
        return OtherVault(str(self._folder))

    def shred(self) -> None:
        """Nothing of it stands anywhere."""
