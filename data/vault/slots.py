"""Key slots: each wraps the master key under one secret."""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from coach.errors import DamagedVault
from data.vault.crypto import KEY, NONCE, TAG, Forged, cipher, derive, seal, stretch, unseal

SALT = 16
MOST_MEMORY = 4 * 1024 * 1024
"""KiB that a header may ask for: a header with more was not written by us."""
MOST_PASSES, MOST_LANES = 100, 64
"""The same of its time: four billion passes would take until somebody pulls the plug."""


class Kind(StrEnum):
    """What opens a slot. The values stand in the header."""

    PASSPHRASE = "passphrase"
    RECOVERY = "recovery"
    MACHINE = "machine"
    KEYCHAIN = "keychain"
    VAULT = "vault"
    """The master key of another vault; see `own_key.KeyOf`."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one try of a passphrase costs; stands in the slot, so it can grow later."""

    memory_kib: int = 64 * 1024
    passes: int = 3
    lanes: int = 4

    @property
    def is_beyond_us(self) -> bool:
        """Whether one try would take hours, or more memory than there is, or cannot be at all."""
        asked = ((self.memory_kib, MOST_MEMORY), (self.passes, MOST_PASSES), (self.lanes, MOST_LANES))
        return any(not 1 <= value <= most for value, most in asked)


@dataclass(frozen=True, slots=True)
class Slot:
    """The master key, wrapped."""

    kind: Kind
    salt: bytes
    wrapped: bytes
    """Nonce, ciphertext and tag."""
    cost: Cost | None = None
    """For a passphrase."""

    def document(self) -> dict[str, Any]:
        """As it stands in the header."""
        cost = self.cost and {
            "memory_kib": self.cost.memory_kib,
            "passes": self.cost.passes,
            "lanes": self.cost.lanes,
        }
        shown = {"kind": self.kind.value, "salt": self.salt.hex(), "wrapped": self.wrapped.hex()}
        return {**shown, "argon2id": cost} if cost else shown


def slot_from(document: dict[str, Any]) -> Slot:
    """A slot of a header.

    Raises:
        ValueError: It is none.
    """
    try:
        asked = document.get("argon2id")
        cost = Cost(int(asked["memory_kib"]), int(asked["passes"]), int(asked["lanes"])) if asked else None
        slot = Slot(
            Kind(document["kind"]), bytes.fromhex(document["salt"]), bytes.fromhex(document["wrapped"]), cost
        )
    except (KeyError, TypeError, AttributeError, OverflowError) as error:  # 1e999 is a number in JSON
        raise ValueError from error
    if len(slot.salt) != SALT or len(slot.wrapped) != NONCE + KEY + TAG:
        raise ValueError
    if (slot.kind is Kind.PASSPHRASE) != (cost is not None) or (cost and cost.is_beyond_us):
        raise ValueError
    return slot


def passphrase_bytes(text: str) -> bytes:
    """A passphrase as bytes: an é typed as one character or as two is the same."""
    return unicodedata.normalize("NFC", text).encode("utf-8", "surrogatepass")


def wrap(
    kind: Kind, secret: bytes, salt: bytes, master: bytes, vault_id: bytes, cost: Cost | None = None
) -> Slot:
    """The master key in a slot that this secret opens."""
    box = cipher(_key(kind, secret, salt, cost))
    return Slot(kind, salt, seal(box, master, _bound(kind, vault_id)), cost)


def unwrap(slot: Slot, secret: bytes, vault_id: bytes, refused: Callable[[], Exception]) -> bytes:
    """The master key.

    Raises:
        Exception: What `refused` makes, when the secret is not the one of this slot.
    """
    try:
        key = _key(slot.kind, secret, slot.salt, slot.cost)
    except ValueError as error:  # Argon2 with parameters that cannot be
        raise DamagedVault("vault.hdr") from error
    try:
        return unseal(cipher(key), slot.wrapped, _bound(slot.kind, vault_id))
    except Forged:
        raise refused() from None


def _key(kind: Kind, secret: bytes, salt: bytes, cost: Cost | None) -> bytes:
    if cost is not None:
        return stretch(secret, salt, cost.memory_kib, cost.passes, cost.lanes)
    return derive(secret, kind.value.encode(), salt)


def _bound(kind: Kind, vault_id: bytes) -> bytes:
    return vault_id + b"slot " + kind.value.encode()
