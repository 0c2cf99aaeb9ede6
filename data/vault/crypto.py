"""The three primitives of the vault. `cryptography` takes 15 ms to import, so only who opens one pays."""

import hashlib
import hmac
import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY = 32
"""Bytes of every key."""
NONCE = 12
TAG = 16


class Forged(Exception):
    """Bytes that this key, in this place, never wrote."""


def new_key() -> bytes:
    """A random key."""
    return os.urandom(KEY)


def cipher(key: bytes) -> "AESGCM":
    """AES-256-GCM with this key."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    return AESGCM(key)


def seal(box: "AESGCM", plain: bytes, bound: bytes) -> bytes:
    """A random nonce, the ciphertext and its tag; `bound` must be the same at `unseal`."""
    nonce = os.urandom(NONCE)
    return nonce + box.encrypt(nonce, plain, bound)


def unseal(box: "AESGCM", sealed: bytes, bound: bytes) -> bytes:
    """What was sealed.

    Raises:
        Forged: Changed, of another place, or of another key.
    """
    from cryptography.exceptions import InvalidTag

    if len(sealed) < NONCE + TAG:
        raise Forged
    try:
        return box.decrypt(sealed[:NONCE], sealed[NONCE:], bound)
    except InvalidTag:
        raise Forged from None


def derive(secret: bytes, use: bytes, salt: bytes) -> bytes:
    """A key for one use from a secret that is random already (HMAC-SHA-256)."""
    return hmac.digest(secret, b"onderons " + use + b"\0" + salt, hashlib.sha256)


def stretch(passphrase: bytes, salt: bytes, memory_kib: int, passes: int, lanes: int) -> bytes:
    """A key from something that can be guessed: Argon2id, 0.14 s and 64 MiB as it is set by default."""
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    kdf = Argon2id(salt=salt, length=KEY, iterations=passes, lanes=lanes, memory_cost=memory_kib)
    return kdf.derive(passphrase)
