"""A table of features in one run of bytes, looked up as it comes from disk.

A dict of fifty thousand texts takes 17 ms to build, more than a quarter of what `summarize` may take; a talk
asks for a tenth of them. So the file holds the finished table: slots by checksum, and the texts, against
which every hit is compared.
"""

import sys
from array import array
from collections.abc import Iterable, Sequence
from itertools import accumulate
from zlib import crc32

_EMPTY = 0xFFFF_FFFF
_ROOM = 2
"""Slots for each feature, at least: then most are found in the first or second."""
_WIDTH = 4  # bytes of a number in the table, lowest first


class Features:
    """Which number each feature has, in the order in which they were given to `build`."""

    def __init__(self, stored: bytes, start: int = 0) -> None:
        """Take a table as `build` made it, from some place in what was read."""
        view = memoryview(stored)
        head = start + 2 * _WIDTH
        slots, count = _numbers(view[start:head])
        ends = head + _WIDTH * slots
        self._first = ends + _WIDTH * (count + 1)
        self._slots, self._ends = _numbers(view[head:ends]), _numbers(view[ends : self._first])
        self._stored, self._mask = stored, slots - 1

    def numbers(self, prefix: str, names: Iterable[str]) -> list[int]:
        """The numbers, from 0, of those features of a kind that are in the table."""
        slots, ends, mask = self._slots, self._ends, self._mask
        stored, first, found = self._stored, self._first, []
        for name in names:
            wanted = (prefix + name).encode("utf-8", "surrogatepass")
            at = crc32(wanted) & mask
            while (number := slots[at]) != _EMPTY:
                if stored[first + ends[number] : first + ends[number + 1]] == wanted:
                    found.append(number)
                    break
                at = (at + 1) & mask
        return found


def build(features: Sequence[str]) -> bytes:
    """The table of some features, none of them twice."""
    texts = [feature.encode("utf-8", "surrogatepass") for feature in features]
    size = 1 << (_ROOM * len(texts)).bit_length()
    slots = array("I", [_EMPTY]) * size
    for number, text in enumerate(texts):
        at = crc32(text) & (size - 1)
        while slots[at] != _EMPTY:
            at = (at + 1) & (size - 1)
        slots[at] = number
    numbers = array("I", [size, len(texts), *slots, *accumulate(map(len, texts), initial=0)])
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers.tobytes() + b"".join(texts)


def _numbers(stored: memoryview) -> Sequence[int]:
    """Numbers as they stand there; copied only where the machine has its bytes the other way round."""
    if sys.byteorder == "little":
        return stored.cast("I")
    numbers = array("I", stored.tobytes())
    numbers.byteswap()
    return numbers
