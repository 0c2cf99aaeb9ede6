"""The way into a vault: which secrets open it, and what happens when they change."""

import os
from collections.abc import Callable
from pathlib import Path

from coach.errors import (
    DamagedVault,
    LastKey,
    Locked,
    NoKeychain,
    NoMachineKey,
    NotStored,
    StoreError,
    WrongPassphrase,
    WrongRecoveryKey,
)
from data.disk import reason, replace_file
from data.vault import header, keychain, recovery_key
from data.vault.crypto import new_key
from data.vault.header import Header
from data.vault.keys import HEAD, new_file
from data.vault.keys import NAME as KEYS
from data.vault.mirror import mirror_header
from data.vault.own_key import OwnKey
from data.vault.slots import SALT, Cost, Kind, Slot, passphrase_bytes, unwrap, wrap


class Door:
    """Holds the master key while the vault is open."""

    def __init__(self, folder: Path, own: OwnKey, need_writing: Callable[[], None]) -> None:
        """A door; nothing is read yet.

        Args:
            folder: The vault.
            own: What opens it without a passphrase; not in the folder.
            need_writing: Raises when this process may not write the vault.
        """
        self._folder, self._own, self._need_writing = folder, own, need_writing
        self._header: Header | None = None
        self._master: bytes | None = None
        self._shut = False

    @property
    def present(self) -> bool:
        """Whether there is a vault."""
        return header.present(self._folder)

    @property
    def is_locked(self) -> bool:
        """Whether a secret has to be asked for."""
        try:
            return self.present and self._master is None and not self._opens_alone()
        except (Locked, NoMachineKey):
            return True  # the vault that it opens with is; or only a recovery key helps

    @property
    def is_locked_without_keys(self) -> bool:
        """Whether neither a key file nor a keychain can open it; told by the header alone."""
        return self._master is None and not {Kind.MACHINE, Kind.KEYCHAIN} & set(self.kinds)

    @property
    def header(self) -> Header:
        """The header; see `header.load` for what it raises."""
        if self._header is None:
            self._header, _ = header.load(self._folder)
        return self._header

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """What opens this vault."""
        return tuple(slot.kind for slot in self.header.slots)

    @property
    def master(self) -> bytes:
        """The master key; a vault without a passphrase opens by itself.

        Raises:
            Locked: A secret has to be given first.
            NoMachineKey: The key file does not open the vault any more.
            OtherVault: The vault that opens it is not the one that is here.
        """
        if self._master is None and not self._opens_alone():
            raise Locked
        assert self._master is not None
        return self._master

    def create(self, passphrase: str | None = None, cost: Cost | None = None) -> None:
        """Make a vault; the header, written last, makes it one.

        Raises:
            DamagedVault: There was a vault here and its header is gone.
            NotStored: The disk refused.
        """
        if _holds_records(self._folder):
            raise DamagedVault(str(self._folder / header.NAME))
        master, vault_id = new_key(), os.urandom(16)
        slot = self._passphrase_slot(passphrase, master, vault_id, cost) if passphrase else None
        fresh = Header(vault_id, (slot or self._own_slot(master, vault_id),))
        try:
            replace_file(self._folder / KEYS, new_file(vault_id))
        except OSError as error:
            raise NotStored(reason(error)) from error
        header.save(self._folder, fresh)
        self._header, self._master = fresh, master

    def unlock(self, passphrase: str) -> None:
        """Open with the passphrase.

        Raises:
            WrongPassphrase: A sound header refused it, or there is none to fit.
        """
        slot = self.header.slot(Kind.PASSPHRASE)
        if slot is None:
            raise WrongPassphrase
        self._let_in(slot, passphrase_bytes(passphrase), WrongPassphrase)

    def unlock_with_recovery_key(self, typed: str) -> None:
        """Open with the recovery key.

        Raises:
            MistypedKey: There is a slip in it.
            WrongRecoveryKey: It is not the one of this vault.
        """
        key, slot = recovery_key.typed(typed), self.header.slot(Kind.RECOVERY)
        if slot is None:
            raise WrongRecoveryKey
        self._let_in(slot, key, WrongRecoveryKey)

    def lock(self) -> None:
        """Drop the master key; from now on a secret must be given."""
        self._master, self._header = None, None
        self._shut = self._own.kind is Kind.MACHINE  # one that opens with another is shut when that one is

    def set_passphrase(self, passphrase: str, cost: Cost | None = None) -> None:
        """Give the vault a passphrase, or another one; the key file goes. Old or new works at any moment.

        Raises:
            NotStored: The disk refused.
        """
        self._need_writing()
        slot = self._passphrase_slot(passphrase, self.master, self.header.vault_id, cost)
        self._save(self.header.without(self._own.kind).with_slot(slot))
        self._own.shred()

    def drop_passphrase(self) -> None:
        """Go back to a key file."""
        self._need_writing()
        slot = self._own_slot(self.master, self.header.vault_id)
        self._save(self.header.without(Kind.PASSPHRASE).with_slot(slot))

    def make_recovery_key(self) -> str:
        """A new recovery key, to be shown once; the one before opens nothing any more."""
        self._need_writing()
        key = os.urandom(recovery_key.BYTES)
        self._save(
            self.header.with_slot(
                wrap(Kind.RECOVERY, key, os.urandom(SALT), self.master, self.header.vault_id)
            )
        )
        return recovery_key.written(key)

    def use_keychain(self) -> None:
        """Let the system's keychain open this vault too.

        Raises:
            NoKeychain: There is no real one, or it refused; nothing is changed.
        """
        self._need_writing()
        secret = new_key()
        slot = wrap(Kind.KEYCHAIN, secret, os.urandom(SALT), self.master, self.header.vault_id)
        if not keychain.keep(self.header.vault_id.hex(), secret.hex()):
            raise NoKeychain
        self._save(self.header.with_slot(slot))

    def remove(self, kind: Kind) -> None:
        """Take one way in away.

        Raises:
            LastKey: Nothing would be left, or only the keychain of the system.
        """
        self._need_writing()
        smaller = self.header.without(kind)
        if not any(slot.kind is not Kind.KEYCHAIN for slot in smaller.slots):
            raise LastKey
        self._save(smaller)
        if kind is self._own.kind:
            self._own.shred()
        if kind is Kind.KEYCHAIN:
            keychain.drop(self.header.vault_id.hex())

    def remember_backup(self, folder: str) -> None:
        """Keep where a copy lies, so that erasing reaches the keys there."""
        if folder not in self.header.backups:
            self._need_writing()
            known = (*self.header.backups, folder)
            self._save(Header(self.header.vault_id, self.header.slots, known))

    def repair(self) -> None:
        """Make whole what a crash left: two copies of the header, and no key file beside a passphrase."""
        found, same = header.load(self._folder)
        if not same:
            header.save(self._folder, found)
        if found.slot(self._own.kind) is None:
            self._own.shred()

    def _save(self, fresh: Header) -> None:
        header.save(self._folder, fresh)
        self._header = fresh
        mirror_header(self._folder, fresh)

    def _let_in(self, slot: Slot, secret: bytes, refused: Callable[[], StoreError]) -> None:
        self._master = unwrap(slot, secret, self.header.vault_id, refused)

    def _opens_alone(self) -> bool:
        if self._shut:
            return False
        secret = self.header.slot(Kind.KEYCHAIN) and keychain.kept(self.header.vault_id.hex())
        if secret:
            return self._let_in_by_keychain(secret)
        slot = self.header.slot(self._own.kind)
        if slot is None:
            return False
        self._let_in(slot, self._own.read(), self._own.refused)
        return True

    def _let_in_by_keychain(self, secret: str) -> bool:
        slot = self.header.slot(Kind.KEYCHAIN)
        assert slot is not None
        try:
            self._let_in(slot, bytes.fromhex(secret), NoKeychain)
        except (ValueError, NoKeychain):
            return False  # the passphrase works all the same
        return True

    def _passphrase_slot(self, passphrase: str, master: bytes, vault_id: bytes, cost: Cost | None) -> Slot:
        secret = passphrase_bytes(passphrase)
        return wrap(Kind.PASSPHRASE, secret, os.urandom(SALT), master, vault_id, cost or Cost())

    def _own_slot(self, master: bytes, vault_id: bytes) -> Slot:
        return wrap(self._own.kind, self._own.make(), os.urandom(SALT), master, vault_id)


def _holds_records(folder: Path) -> bool:
    keys = folder / KEYS
    return (keys.exists() and keys.stat().st_size > HEAD) or any(folder.glob("records/??/*.rec"))
