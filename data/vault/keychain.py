"""The keychain of the system as one more key, if there is a real one. Never the only way in.

With `keyrings.alt` installed, `keyring` picks a backend that writes secrets readable to a file; and
without a desktop it fails in many ways. So only four backends count, and any failure means: none.
"""

from typing import Any

REAL = {
    "keyring.backends.Windows": "WinVaultKeyring",
    "keyring.backends.macOS": "Keyring",
    "keyring.backends.SecretService": "Keyring",
    "keyring.backends.kwallet": "DBusKeyring",
}
SERVICE = "onderons"


def keychain() -> Any | None:
    """The backend, or None where there is no real one."""
    try:
        import keyring

        backends = [keyring.get_keyring()]
        backends += getattr(backends[0], "backends", [])  # a chain of several
    except Exception:  # noqa: BLE001  # backends raise whatever their desktop raises; none of it may cost a note
        return None
    for backend in backends:
        if REAL.get(type(backend).__module__) == type(backend).__name__:
            return backend
    return None


def keep(name: str, secret: str) -> bool:
    """Keep a secret; whether it can be read back."""
    backend = keychain()
    if backend is None:
        return False
    try:
        backend.set_password(SERVICE, name, secret)
    except Exception:  # noqa: BLE001  # see `keychain`
        return False
    return kept(name) == secret


def kept(name: str) -> str | None:
    """The secret, or None."""
    backend = keychain()
    if backend is None:
        return None
    try:
        found = backend.get_password(SERVICE, name)
    except Exception:  # noqa: BLE001  # see `keychain`
        return None
    return found if isinstance(found, str) else None


def drop(name: str) -> None:
    """Remove a secret, if it is there."""
    backend = keychain()
    if backend is None:
        return
    try:
        backend.delete_password(SERVICE, name)
    except Exception:  # noqa: BLE001  # see `keychain`; without its slot in the header it opens nothing
        return
