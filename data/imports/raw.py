"""Bytes from outside, with a limit: a file, a pipe or a device never gives more than was asked for."""

import sys
from pathlib import Path
from typing import BinaryIO

from coach.errors import RefusedFile
from coach.text import one_line

STDIN = "-"
LARGEST = 20_000_000
"""Bytes of a file. The longest talk in the tests, 10,000 lines, takes 2 million."""


def read(name: str, largest: int = LARGEST) -> bytes:
    """What stands in a file; "-" is stdin.

    Args:
        name: As it was typed.
        largest: The most bytes that are read.

    Raises:
        RefusedFile: There is no such file, it cannot be read, or it is larger.
    """
    try:
        if name == STDIN:
            content = _most(sys.stdin.buffer, largest)
        else:
            with Path(name).open("rb") as file:
                content = _most(file, largest)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise RefusedFile("refused.unreadable", told(name)) from error
    if len(content) > largest:
        raise RefusedFile("refused.too-large", told(name), most=largest // 1_000_000)
    return content


def told(name: str) -> str:
    """The name of a file as it may be shown: nothing in it moves a cursor."""
    return one_line(name.encode("utf-8", "replace").decode()) or "?"


def _most(file: BinaryIO, largest: int) -> bytes:
    return file.read(largest + 1)
