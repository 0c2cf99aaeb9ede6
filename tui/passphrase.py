"""The passphrase on the command line: from a file, else from the terminal, never from stdin."""

import getpass
import os
import sys
from pathlib import Path

from coach.errors import Locked, NoMachineKey, OnderonsError, WrongPassphrase
from coach.ports import SHORTEST_PASSPHRASE
from data.disk import reason
from data.vault.slots import Kind
from tui.program import Program, WrongUse

FILE = "ONDERONS_PASSPHRASE_FILE"
LARGEST = 4096
"""Bytes of that file; one that is longer was not meant."""
TRIES = 3
"""Times that the terminal asks before it gives up."""


def from_file() -> str | None:
    """The passphrase in the file that `ONDERONS_PASSPHRASE_FILE` names; None when it names none.

    Raises:
        WrongUse: The file is empty.
        OnderonsError: It cannot be read.
    """
    named = os.environ.get(FILE)
    if not named:
        return None
    try:
        with Path(named).open("rb") as file:  # a pipe too: <(pass show onderons)
            content = file.read(LARGEST + 1)
        text = content.decode()
    except OSError as error:
        raise OnderonsError("error.unreadable", where=named, why=reason(error)) from error
    except UnicodeDecodeError as error:
        raise OnderonsError("error.unreadable", where=named, why="why.no-text") from error
    if len(content) > LARGEST:
        raise OnderonsError("error.unreadable", where=named, why="why.too-long-a-file")
    text = text.removesuffix("\n").removesuffix("\r")
    if not text:
        raise WrongUse("error.empty-passphrase", where=named)
    return text


def open_store(built: Program, ask: bool = True) -> None:
    """Let a command into the store; without a store remember the passphrase for the one it makes.

    Args:
        built: The program.
        ask: Whether the terminal may ask; the screens ask by themselves.

    Raises:
        Locked: It waits for its passphrase, and nobody can be asked.
        NoMachineKey: It has none, and its key file is gone.
        WrongPassphrase: This one does not open it.
        OnderonsError: A passphrase was given for a store that has none.
    """
    given, door = from_file(), built.vault.door
    if not door.present:
        built.passphrase = given
    elif given is not None and Kind.PASSPHRASE not in door.kinds:
        raise OnderonsError("error.unprotected")
    elif (
        given is not None and door.is_locked
    ):  # looking at the lock loads the cipher: no screen waits for that
        door.unlock(given)
    elif ask and door.is_locked:
        _ask(built)


def can_ask() -> bool:
    """Whether there is somebody at a terminal."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def asked(prompt: str) -> str:
    """What is typed at the terminal, unseen."""
    return getpass.getpass(prompt + " ", stream=sys.stderr)


def chosen(built: Program) -> str:
    """A new passphrase, typed twice.

    Raises:
        OnderonsError: Nobody can be asked, it is too short, or the two differ.
    """
    if not can_ask():
        raise OnderonsError("error.needs-terminal-or-file")
    first = asked(built.words("passphrase.new"))
    if len(first) < SHORTEST_PASSPHRASE:
        raise OnderonsError("error.short-passphrase", shortest=SHORTEST_PASSPHRASE)
    if asked(built.words("passphrase.again")) != first:
        raise OnderonsError("error.different-passphrases")
    return first


def _ask(built: Program) -> None:
    if Kind.PASSPHRASE not in built.vault.door.kinds:
        raise NoMachineKey(str(built.paths.machine_key))  # there is no passphrase to ask for
    if not can_ask():
        raise Locked
    for _ in range(TRIES - 1):
        try:
            return built.vault.door.unlock(asked(built.words("passphrase.ask")))
        except WrongPassphrase as error:
            sys.stderr.write(f"onderons: {built.words(error.text_id)}\n")
    return built.vault.door.unlock(asked(built.words("passphrase.ask")))
