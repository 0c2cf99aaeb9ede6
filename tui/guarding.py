"""`passphrase` and `lock`: what opens the store."""

import argparse
import sys

from coach.errors import MistypedKey, OnderonsError
from data.vault.recovery_key import typed
from data.vault.slots import Kind
from tui import passphrase
from tui.program import Program


def set_passphrase(options: argparse.Namespace, built: Program) -> int:
    """Give the store a passphrase, another one, a recovery key, or none."""
    door, words = built.vault.door, built.words
    if options.recover:
        if not passphrase.can_ask():
            raise OnderonsError("error.needs-terminal")
        door.unlock_with_recovery_key(passphrase.asked(words("passphrase.ask-recovery")))
    elif door.present and Kind.PASSPHRASE in door.kinds:
        passphrase.open_store(built)
    given = passphrase.from_file() if not door.present or Kind.PASSPHRASE not in door.kinds else None
    if options.remove:
        built.lock()
        door.drop_passphrase()
        return _say(built, "passphrase.removed")
    if options.recovery_key:
        built.lock()
        return _show_recovery_key(built)
    if options.keychain:
        built.lock()
        door.use_keychain()
        return _say(built, "passphrase.keychain")
    if options.no_keychain:
        built.lock()
        door.remove(Kind.KEYCHAIN)
        return _say(built, "passphrase.no-keychain")
    fresh = given or passphrase.chosen(built)
    if door.present:
        built.lock()
        door.set_passphrase(fresh)
    else:
        built.lock(fresh)
    _say(built, "passphrase.set")
    return _show_recovery_key(built) if passphrase.can_ask() and Kind.RECOVERY not in door.kinds else 0


def lock(options: argparse.Namespace, built: Program) -> int:
    """Ask a window that is open to lock itself; in a talk it only hides."""
    if not built.vault.door.present or Kind.PASSPHRASE not in built.vault.door.kinds:
        raise OnderonsError("error.nothing-to-lock")
    for place in (built.paths, built.paths.rehearsals):  # a window on either
        if place.home.exists():
            place.lock_now.touch(mode=0o600)
    return _say(built, "lock.asked")


def _show_recovery_key(built: Program) -> int:
    key = built.vault.door.make_recovery_key()
    sys.stdout.write(f"{key}\n")
    _say(built, "passphrase.keep-recovery")
    if passphrase.can_ask() and not _same(passphrase.asked(built.words("passphrase.type-back")), key):
        return _say(built, "passphrase.not-the-same", code=1)
    return 0


def _same(typed_back: str, key: str) -> bool:
    try:
        return typed(typed_back) == typed(key)
    except MistypedKey:
        return False


def _say(built: Program, text_id: str, code: int = 0) -> int:
    sys.stderr.write(f"onderons: {built.words(text_id)}\n")
    return code
