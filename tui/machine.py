"""What `doctor` says of the machine: where the store lies, and whether the disk is encrypted."""

import sys
from collections.abc import Iterator

from data.encryption import disk_encrypted
from data.whereabouts import danger_at
from tui.findings import Finding
from tui.program import Program


def place_warning(built: Program) -> str | None:
    """A sentence when the store lies where something else copies or shares it; None when it does not."""
    found = danger_at(built.paths.home)
    if found is None:
        return None
    return built.words(f"doctor.{found.danger}", where=built.paths.home, what=found.what)


def machine(built: Program) -> Iterator[Finding]:
    """Where the store lies and what is below it; the last is to know, and no reason to stop."""
    if warning := place_warning(built):
        yield Finding("place", False, warning)
    encrypted = disk_encrypted(built.paths.home)
    told = {True: "doctor.disk-encrypted", False: "doctor.disk-open", None: "doctor.disk-unknown"}
    yield Finding("disk", True, built.words(told[encrypted]), to_know=not encrypted)
    if sys.platform == "win32":
        yield Finding("dumps", True, built.words("doctor.windows-dumps"), to_know=True)
