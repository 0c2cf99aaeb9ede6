"""Who else may enter what the program keeps."""

import os
from pathlib import Path

OTHERS = 0o077
"""The permission bits of everybody but the owner."""


def open_to_others(home: Path) -> list[Path]:
    """The folder and everything below it that somebody else on this machine may read, write or enter.

    Windows has no such bits: there the folder of the user's profile decides, and nothing is found.
    """
    if os.name == "nt" or not home.exists():
        return []
    found = [home]
    for folder, folders, files in os.walk(home):
        found += [Path(folder) / name for name in (*folders, *files)]
    return [path for path in found if _mode(path) & OTHERS]


def _mode(path: Path) -> int:
    try:
        return path.stat().st_mode
    except FileNotFoundError:
        return 0  # gone since we looked, or a link to nothing
