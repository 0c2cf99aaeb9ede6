"""The vault as the screens see it: whether it is open, and what opens and shuts it."""

from collections.abc import Callable

from coach.errors import StoreBusy, StoreError
from coach.ports import SafeState
from data.disk import remove_file
from data.lane import DiskLane
from data.paths import Paths
from data.vault.slots import Kind
from data.vault.vault import Vault


class VaultSafe:
    """A `tui.services.Safe`: every call runs in the disk lane, and so never beside a save."""

    def __init__(
        self, vault: Vault, paths: Paths, lane: DiskLane, open_store: Callable[[str | None], None]
    ) -> None:
        """A safe over a vault.

        Args:
            vault: The vault.
            paths: Where readable files of the first version and the wish to lock are.
            lane: The lane of the desk.
            open_store: Opens the vault to write; makes it, with this passphrase, when it is new.
        """
        self._vault, self._paths, self._lane, self._open_store = vault, paths, lane, open_store

    async def state(self) -> SafeState:
        """How the vault stands."""
        return await self._lane.run(self._state)

    async def open(self) -> None:
        """Open it to write, when there is anything."""
        await self._lane.run(self._open)

    async def unlock(self, passphrase: str) -> StoreError | None:
        """Open with the passphrase; see `tui.services.Safe.unlock`."""
        return await self._lane.run(self._let_in, lambda: self._vault.door.unlock(passphrase))

    async def recover(self, typed: str) -> StoreError | None:
        """Open with the recovery key; see `tui.services.Safe.unlock`."""
        return await self._lane.run(self._let_in, lambda: self._vault.door.unlock_with_recovery_key(typed))

    async def protect(self, passphrase: str) -> None:
        """Give the vault this passphrase; one that is not there yet is made."""
        await self._lane.run(self._protect, passphrase)

    async def recovery_key(self) -> str:
        """A new recovery key, to be shown once."""
        return await self._lane.run(self._vault.door.make_recovery_key)

    async def lock(self) -> None:
        """Drop the keys."""
        await self._lane.run(self._vault.lock)

    async def lock_asked(self) -> bool:
        """Whether somebody called `onderons lock`."""
        return await self._lane.run(self._lock_asked)

    def _lock_asked(self) -> bool:
        if not self._paths.lock_now.exists():
            return False
        remove_file(self._paths.lock_now)
        return True

    def _open(self) -> None:
        if self._vault.door.present or self._paths.talks.exists():
            self._open_store(None)

    def _state(self) -> SafeState:
        door = self._vault.door
        if not door.present:
            return SafeState.NEW
        if door.is_locked:
            return SafeState.LOCKED
        return SafeState.PROTECTED if Kind.PASSPHRASE in door.kinds else SafeState.OPEN

    def _let_in(self, unlock: Callable[[], None]) -> StoreError | None:
        unlock()
        remove_file(self._paths.lock_now)  # that was for the window before
        try:
            self._open_store(None)
        except StoreBusy as busy:
            return busy  # it can still be read
        return None

    def _protect(self, passphrase: str) -> None:
        if self._vault.door.present:
            self._vault.door.set_passphrase(passphrase)
        else:
            self._open_store(passphrase)
