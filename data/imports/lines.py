"""JSON lines: one record on each line."""

from collections.abc import Iterator
from typing import Any

from coach.errors import RefusedFile
from data.imports import strict

MOST_RECORDS = 5_000
"""Records of one file."""


def records(content: bytes, where: str, most: int = MOST_RECORDS) -> Iterator[tuple[int, Any]]:
    """The records of a file one by one, each with the number of its line, from 1; blank lines are none.

    Args:
        content: UTF-8; lines end in LF or CR LF.
        where: Name of the file.
        most: Records after which it is too many.

    Raises:
        RefusedFile: A line is no JSON, or there are too many; the ones before were given.
    """
    count = 0
    for number, line in enumerate(content.split(b"\n"), 1):
        if not line.strip():
            continue
        count += 1
        if count > most:
            raise RefusedFile("refused.too-many", where, place=f"{where}:{number}", most=most)
        yield number, strict.parse(line, f"{where}:{number}", number)
