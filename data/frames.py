"""How the frames of a journal lie in a file. This one: lines anybody can read; sealed ones: `data.vault`."""

import json
import math
import zlib
from dataclasses import dataclass, field
from typing import Any, Protocol

from coach.errors import DamagedTalk, NewerTalk

Body = dict[str, Any]
"""What one frame says: `set` and `drop` per table; `part` when it is a piece of a file written anew."""

FORMAT = "onderons.journal"
VERSION = 1


@dataclass(slots=True)
class Reading:
    """What was found in a file."""

    bodies: list[Body] = field(default_factory=list)
    """The frames that can be read, in the order in which they were written."""
    end: int = 0
    """Bytes that are sound: the next frame goes here."""
    generation: int = 0
    """Number of the last frame; it only ever grows."""
    start: int = 0
    """Number of the first frame that the file should hold."""
    damage: list[int] = field(default_factory=list)
    """Numbers of the frames, from 1, that are not as they were written."""
    scarred: bool = False
    """Nothing more may be appended: the next save writes the file anew."""


class Framing(Protocol):
    """One way of laying frames in a file."""

    longest: int | None
    """Frames after which a save rewrites the file, so that reading stays quick; None for never."""
    longest_closed: int
    """The same when the file is closed."""
    rows: int
    """Rows that one frame holds at most in a rewritten file: a flipped bit costs no more than these."""

    def head(self) -> bytes:
        """What a file begins with."""
        ...

    def frame(self, body: Body, generation: int, start: int) -> bytes:
        """A frame as it is written; `start` is the generation of the first frame in the file."""
        ...

    def read(self, content: bytes, where: str) -> Reading:
        """All that can be read of a file.

        Raises:
            DamagedTalk: It is none of ours.
            NewerTalk: A newer version of the program wrote it.
        """
        ...


class PlainLines:
    """Lines of text: eight hex digits of CRC-32, a blank, JSON. The first says format and version."""

    longest: int | None = None
    longest_closed = 512
    rows = 1_000_000

    def head(self) -> bytes:
        """The first line."""
        return _line({"format": FORMAT, "version": VERSION, "min_reader": VERSION})

    def frame(self, body: Body, generation: int, start: int) -> bytes:
        """One line."""
        return _line(body)

    def read(self, content: bytes, where: str) -> Reading:
        """See `Framing.read`. A line without its end was cut off by a crash and never acknowledged."""
        *whole, rest = content.split(b"\n")
        reading = Reading(end=len(content) - len(rest), generation=max(0, len(whole) - 1))
        for number, raw in enumerate(whole, start=1):
            body = _body(raw)
            if body is None:
                reading.damage.append(number)
            elif number == 1:
                _check_head(body, where)
            else:
                reading.bodies.append(body)
        # With a damaged head the version is unknown, so the file gets a fresh one at the next save
        reading.scarred = 1 in reading.damage
        return reading


def text_of(body: Body) -> bytes:
    """A body as strict JSON. Lone surrogates pass: a note that cannot be saved would be worse."""
    text = json.dumps(body, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return text.encode("utf-8", "surrogatepass")


def body_of(text: bytes) -> Body | None:
    """The body in some JSON, or None when it is none."""
    try:
        body = json.loads(text, parse_constant=_finite, parse_float=_finite)
    except (ValueError, RecursionError):  # a checksum can be forged
        return None
    return body if isinstance(body, dict) else None


def _finite(number: str) -> float:
    """A number that can be written again; NaN and 1e999 are none, and nothing of ours holds them."""
    found = float(number)
    if not math.isfinite(found):
        raise ValueError(number)
    return found


def _line(body: Body) -> bytes:
    text = text_of(body)
    return b"%08x %s\n" % (zlib.crc32(text), text)


def _body(raw: bytes) -> Body | None:
    if len(raw) < 10 or raw[8:9] != b" " or raw[:8] != b"%08x" % zlib.crc32(raw[9:]):
        return None
    return body_of(raw[9:])


def _check_head(head: Body, where: str) -> None:
    if head.get("format") != FORMAT:
        raise DamagedTalk(where, "why.not-ours")
    if not isinstance(head.get("min_reader"), int) or head["min_reader"] > VERSION:
        raise NewerTalk(where, head.get("version"))
