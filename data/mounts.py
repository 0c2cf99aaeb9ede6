"""On which file system a folder lies, as Linux tells it."""

import re
from dataclasses import dataclass
from pathlib import Path

_OCTAL = re.compile(r"\\([0-7]{3})")


@dataclass(frozen=True, slots=True)
class Mount:
    """One line of /proc/self/mountinfo."""

    point: str
    """Where it begins."""
    kind: str
    """Its file system, such as "ext4" or "nfs4"."""
    source: str
    """The device, or what stands for it."""


def mount_of(path: Path, root: Path = Path("/")) -> Mount | None:
    """What a path lies on; None where the system does not tell.

    Args:
        path: The path, which need not exist yet.
        root: Where `proc` is; tests have one of their own.
    """
    try:
        lines = (root / "proc/self/mountinfo").read_text("utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return None  # not Linux
    place = path.resolve()
    found = [mount for line in lines if (mount := _read(line)) and place.is_relative_to(mount.point)]
    # The deepest counts, and of two on one place the one that came last
    return max(reversed(found), key=lambda mount: len(Path(mount.point).parts), default=None)


def _read(line: str) -> Mount | None:
    first, _, second = line.partition(" - ")
    before, after = first.split(" "), second.split(" ")
    if len(before) < 5 or len(after) < 2:
        return None
    return Mount(_plain(before[4]), after[0], _plain(after[1]))


def _plain(escaped: str) -> str:
    return _OCTAL.sub(lambda match: chr(int(match[1], 8)), escaped)
