"""`doctor` and `check`: is this machine fit for the program, and is what is kept as it should be."""

import argparse
import os
import shlex
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from coach.errors import Locked, NotStored, StoreError
from data.permissions import open_to_others
from data.talks import newest_first
from data.vault.migrations.plain import PlainFiles
from data.vault.rehearsals import there_are_rehearsals
from data.vault.slots import Kind
from data.vault.verify import Fault, left_of_erased, verify
from tui.findings import Check, Finding, tell
from tui.machine import machine
from tui.model_fitness import model_fitness
from tui.passphrase import open_store
from tui.program import Program
from tui.proof import Connections, fields
from tui.walls import describe_walls


def doctor(options: argparse.Namespace, built: Program) -> int:
    """Whether this machine and this store are fit for the program; exit code 1 when something is not."""
    return tell(list(_fitness(built)), options.json)


def check(options: argparse.Namespace, built: Program) -> int:
    """Prove that the program and what it keeps are as they should be; exit code 1 when something is not."""
    connections = Connections(built.paths)
    looks = (*CHECKS, *((_practice,) if there_are_rehearsals(built.paths) else ()), connections.look)
    found = [finding for look in looks for finding in look(built)]
    code = tell(found, options.json)
    try:
        connections.told(built, code == 0)
    except NotStored as error:
        sys.stderr.write(f"onderons: {built.words('check.not-kept', **error.params)}\n")
    return code


def _soundness(built: Program) -> Iterator[Finding]:
    """Every save of every record can be read."""
    try:
        faults = [found for found in verify(built.vault) if found.fault is not Fault.ERASED_LEFT]
    except StoreError as error:
        yield Finding("store", False, built.words(error.text_id, **error.params))
        return
    for found in faults:
        yield Finding("store", False, built.words(f"check.fault-{found.fault}", where=found.where))
    if not faults:
        talks = len(built.vault.inside.files()) if built.vault.door.present else 0
        yield Finding("store", True, built.words.count("check.sound", talks))


def _permissions(built: Program) -> Iterator[Finding]:
    """Nobody else on this machine may read or enter anything."""
    home = built.paths.home
    found = open_to_others(home)
    if os.name == "nt":
        yield Finding("permissions", True, built.words("check.windows-permissions"), to_know=True)
    elif found:
        mend = f"chmod -R go= {shlex.quote(str(home))}"
        text = built.words.count("check.open", len(found), where=found[0], mend=mend)
        yield Finding("permissions", False, text)
    else:
        yield Finding("permissions", True, built.words("check.private"))


def _erased(built: Program) -> Iterator[Finding]:
    """Of what was erased nothing is left, here and in the copies within reach."""
    try:
        found = left_of_erased(built.vault, built.store.home)
    except StoreError as error:
        yield Finding("erased", False, built.words(error.text_id, **error.params))
        return
    for path in found:
        yield Finding("erased", False, built.words("check.erased-left", where=path))
    if not found:
        yield Finding("erased", True, built.words("check.erased-gone"))


def _plaintext(built: Program) -> Iterator[Finding]:
    """No file of the first version, which anybody could read, waits to be taken in."""
    found = PlainFiles(built.paths).files()
    for path in found:
        yield Finding("plaintext", False, built.words("check.plain-left", where=path))
    if not found:
        yield Finding("plaintext", True, built.words("check.no-plain"))


def _passphrase(built: Program) -> Iterator[Finding]:
    """What opens the store: told, and never a failure, for it is a choice."""
    door = built.vault.door
    if door.present:
        told = "check.passphrase" if Kind.PASSPHRASE in door.kinds else "check.no-passphrase"
        yield Finding("passphrase", True, built.words(told), told == "check.no-passphrase")


def _practice(built: Program) -> Iterator[Finding]:
    """The practice talks: every save can be read, nothing is left of what went, and no field measures."""
    from tui.practice import practice

    over = practice(built)
    for look in (_soundness, _erased, fields):
        for found in look(over):
            yield replace(found, what="practice", text=f"{built.words('practice.label')}: {found.text}")


CHECKS: tuple[Check, ...] = (_soundness, _permissions, _erased, _plaintext, _passphrase, fields)
"""What `check` looks at, in this order; connections come last, for they are counted until it reports."""


def _fitness(built: Program) -> Iterator[Finding]:
    words, home = built.words, built.paths.home
    yield Finding("store", True, words("doctor.store", where=home))
    writable = os.access(home if home.exists() else _existing(home), os.W_OK)
    yield Finding("writable", writable, words("doctor.writable" if writable else "doctor.not-writable"))
    try:
        open_store(built, ask=False)
        rows, errors = newest_first(built.talks.rows())
    except Locked:
        yield Finding("locked", True, words("doctor.locked"))
    except StoreError as error:
        yield Finding("talks", False, words(error.text_id, **error.params))
    else:
        yield Finding("talks", True, words.count("doctor.talks", len(rows)))
        yield from (Finding("talk", False, words(e.text_id, **e.params)) for e in errors)
    yield from (Finding("model", ok, text) for ok, text in model_fitness(built))
    yield from (Finding("guide", False, problem) for problem in built.guides.problems())
    yield from machine(built)
    yield Finding("model-process", *describe_walls(words))
    terminal = sys.stdin.isatty() and sys.stdout.isatty()
    yield Finding("terminal", True, words("doctor.terminal" if terminal else "doctor.no-terminal"))


def _existing(folder: Path) -> Path:
    return next(parent for parent in folder.parents if parent.exists())
