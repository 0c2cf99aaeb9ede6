"""Bytes of a file from front to back; a length is compared with what is left before it is believed."""

import struct
from typing import BinaryIO, NoReturn

from coach.model_errors import BrokenModel
from coach.text import one_line

LONGEST_HEADER = 256 * 2**20
"""Bytes that may be passed in all; the headers of real models have 2 to 20 MB."""

_WINDOW = 64 * 2**10


class Forward:
    """One pass over a file; holds at most 64 KB of it, or one piece that was asked for."""

    def __init__(self, file: BinaryIO, size: int, where: str) -> None:
        """A pass that begins at the front.

        Args:
            file: Open for reading, at its front.
            size: Its bytes.
            where: What to call it.
        """
        self._file, self._size, self._where = file, size, where
        self._window, self._at = b"", 0
        self.position = 0
        """Bytes that were read or passed over."""

    def number(self, form: str) -> int:
        """The next number, in a notation of `struct`; a fraction and a yes or no count as one too."""
        value: int = struct.unpack(form, self.take(struct.calcsize(form), "a number"))[0]
        return value

    def take(self, count: int, what: str) -> bytes:
        """The next bytes, which are a certain thing."""
        self._room(count, what)
        while len(self._window) - self._at < count:
            more = self._file.read(max(_WINDOW, count))
            if not more:
                self.fail("cut", f"the file became shorter while {one_line(what)!r} was read")
            self._window, self._at = self._window[self._at :] + more, 0
        self._at += count
        self.position += count
        return self._window[self._at - count : self._at]

    def skip(self, count: int, what: str) -> None:
        """Pass over the next bytes."""
        self._room(count, what)
        self.position += count
        if count <= len(self._window) - self._at:
            self._at += count
        else:
            self._file.seek(self.position)
            self._window, self._at = b"", 0

    def limit(self, count: int, most: int, what: str) -> None:
        """Refuse a number that no real model reaches."""
        if count > most:
            self.fail("too-much", f"{count} {one_line(what)}")

    def ends_at(self, end: int) -> None:
        """Refuse a file that should reach this byte and does not."""
        if end > self._size:
            self.fail("cut", f"{end - self._size} bytes are missing at the end")

    def fail(self, kind: str, why: str) -> NoReturn:
        """Stop, and say what is wrong.

        Raises:
            BrokenModel: Always.
        """
        raise BrokenModel(kind, why, self._where)

    def _room(self, count: int, what: str) -> None:
        left = self._size - self.position
        if count > left:
            self.fail("cut", f"{one_line(what)!r} ends {count - left} bytes behind the file")
        if self.position + count > LONGEST_HEADER:
            self.fail("too-much", f"a header over {LONGEST_HEADER} bytes")
