"""What a GGUF file says about itself, read without trusting it.

The layout is that of the GGUF specification (ggml, `docs/gguf.md`), versions 2 and 3: magic, version,
number of tensors, number of keys, the keys with their values, one description for each tensor, then their
data. A header of a few bytes that promises petabytes costs a few bytes. Nothing of the file is run or
expanded; of big arrays (the vocabulary) only the length is followed.
"""

import os
import re
import stat
import struct
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import MappingProxyType

from coach.model_errors import BrokenModel
from coach.text import decode, one_line
from models.forward import Forward

MOST_TENSORS = 100_000
"""A 2 GB model has about 300, the largest published ones a few thousand."""
MOST_KEYS = 4_096
"""Real files have 20 to 60."""
LONGEST_KEY = 1_024
"""Bytes; real keys stay below 100."""
LONGEST_STRING = 16 * 2**20
"""Bytes; the longest real ones are chat templates, some 20 KB."""
LONGEST_ARRAY = 8_000_000
"""Values; the largest vocabularies have 262,144."""
KEPT_STRING = 64 * 2**10
"""Bytes; a longer string is passed over."""
KEPT_ARRAY = 64
"""Values; a longer array is passed over."""
KEPT_IN_ALL = 2**20
"""Bytes of text kept from one file."""

Scalar = int | float | bool | str
Value = Scalar | tuple[Scalar, ...]

_NUMBERS = {
    0: "<B", 1: "<b", 2: "<H", 3: "<h", 4: "<I", 5: "<i", 6: "<f", 7: "<?", 10: "<Q", 11: "<q", 12: "<d",
}  # fmt: skip
_STRING, _ARRAY = 8, 9

# Values in a block, and bytes of a block, by number of the tensor type (ggml.h); of a type that is newer than
# this table only the start is checked
_BLOCKS = {
    0: (1, 4), 1: (1, 2), 2: (32, 18), 3: (32, 20), 6: (32, 22), 7: (32, 24), 8: (32, 34), 9: (32, 40),
    10: (256, 84), 11: (256, 110), 12: (256, 144), 13: (256, 176), 14: (256, 210), 15: (256, 292),
    16: (256, 66), 17: (256, 74), 18: (256, 98), 19: (256, 50), 20: (32, 18), 21: (256, 110), 22: (256, 82),
    23: (256, 136), 24: (1, 1), 25: (1, 2), 26: (1, 4), 27: (1, 8), 28: (1, 8), 29: (256, 56), 30: (1, 2),
    34: (256, 54), 35: (256, 66), 39: (32, 17), 40: (64, 36), 41: (128, 18),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Header:
    """What a file says about itself."""

    architecture: str
    """Which of llama.cpp's programs it needs, such as `llama` or `qwen3`."""
    name: str
    """What its makers call it, or ""; clean, on one line."""
    metadata: Mapping[str, Value]
    """Numbers, short strings (clean) and short arrays; longer ones were passed over."""
    tensor_count: int
    version: int
    """Of the file format: 2 or 3."""
    size: int
    """Bytes of the whole file."""

    def text(self, key: str) -> str:
        """A text from the metadata, or ""."""
        value = self.metadata.get(key, "")
        return value if isinstance(value, str) else ""

    def number(self, key: str, default: int = 0) -> int:
        """A whole number from the metadata, or the default."""
        value = self.metadata.get(key, default)
        return value if isinstance(value, int) else default


def read_header(path: Path) -> Header:
    """What the file says about itself; at most 256 MB is read and a few MB held, whatever it contains.

    Raises:
        BrokenModel: It is not there, cannot be read, or is not a whole GGUF file.
    """
    where = str(path)
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise BrokenModel("no-model", "not a regular file", where)
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            return _Reader(Forward(file, size, where)).header(size)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise BrokenModel("missing", error.strerror or "", where) from error
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        why = getattr(error, "strerror", None) or type(error).__name__
        raise BrokenModel("unreadable", why, where) from error


def read_start(path: Path, size: int) -> Header | None:
    """What a file says about itself of which only the start is there; None when its header reaches further.

    Args:
        path: The start.
        size: Bytes of the whole file.

    Raises:
        BrokenModel: It is no GGUF file, whatever follows.
        OSError: It cannot be read.
    """
    try:
        with path.open("rb") as file:
            return _Reader(Forward(file, size, str(path))).header(size)
    except BrokenModel as error:
        if error.kind != "cut":
            raise
        return None


class _Reader:
    """The parts of a header, in the order in which they stand there."""

    def __init__(self, source: Forward) -> None:
        self._source, self._kept = source, 0

    def header(self, size: int) -> Header:
        version, tensors, keys = self._start()
        metadata = self._metadata(keys)
        architecture = metadata.get("general.architecture")
        if not isinstance(architecture, str) or not re.fullmatch(r"[a-z0-9_-]{1,64}", architecture):
            self._source.fail("damaged", "no general.architecture")
        self._tensors(tensors, metadata.get("general.alignment", 32))
        name = metadata.get("general.name", "")
        return Header(
            architecture=architecture,
            name=one_line(name)[:200] if isinstance(name, str) else "",
            metadata=MappingProxyType(metadata),
            tensor_count=tensors,
            version=version,
            size=size,
        )

    def _start(self) -> tuple[int, int, int]:
        """Version, number of tensors and of keys."""
        source = self._source
        if (magic := source.take(4, "the first bytes")) != b"GGUF":
            source.fail("no-model", f"it begins with {magic!r}")
        version = source.number("<I")
        if version not in (2, 3):
            turned = int.from_bytes(version.to_bytes(4, "little"), "big")
            source.fail("version", f"version {version}" if turned > 3 else f"version {turned}, big-endian")
        tensors, keys = source.number("<Q"), source.number("<Q")
        source.limit(tensors, MOST_TENSORS, "tensors")
        source.limit(keys, MOST_KEYS, "keys")
        return version, tensors, keys

    def _metadata(self, keys: int) -> dict[str, Value]:
        found: dict[str, Value] = {}
        seen: set[str] = set()
        for n in range(keys):
            key = self._key(f"key {n}")
            if key in seen:
                self._source.fail("damaged", f"the key {key!r} stands there twice")
            seen.add(key)
            value = self._value(key, self._source.number("<I"))
            if value is not None:
                found[key] = value
        return found

    def _key(self, what: str) -> str:
        length = self._source.number("<Q")
        self._source.limit(length, LONGEST_KEY, f"bytes in the name of {what}")
        return decode(self._source.take(length, what))

    def _value(self, key: str, kind: int) -> Value | None:
        """A value, or None when it was passed over."""
        if kind != _ARRAY:
            return self._one(key, kind)()
        kind, count = self._source.number("<I"), self._source.number("<Q")
        self._source.limit(count, LONGEST_ARRAY, f"values in {key!r}")
        keep = count <= KEPT_ARRAY
        one = self._one(key, kind, keep)
        if keep:
            found = [one() for _ in range(count)]
            return tuple(value for value in found if value is not None)
        if kind in _NUMBERS:
            self._source.skip(count * struct.calcsize(_NUMBERS[kind]), key)
        else:
            for _ in range(count):
                one()
        return None

    def _one(self, key: str, kind: int, keep: bool = True) -> Callable[[], Scalar | None]:
        """What reads one value of a type."""
        if kind == _STRING:
            return partial(self._string, key, keep)
        if kind not in _NUMBERS:
            self._source.fail("damaged", f"{key!r} is of type {kind}")
        return partial(self._source.number, _NUMBERS[kind])

    def _string(self, key: str, keep: bool) -> str | None:
        length = self._source.number("<Q")
        self._source.limit(length, LONGEST_STRING, f"bytes in {key!r}")
        if not keep or length > KEPT_STRING or self._kept + length > KEPT_IN_ALL:
            self._source.skip(length, key)
            return None
        self._kept += length
        return decode(self._source.take(length, key))

    def _tensors(self, count: int, alignment: Value) -> None:
        """Every tensor lies inside the file."""
        source, end = self._source, 0
        if not isinstance(alignment, int) or not 8 <= alignment <= 2**16 or alignment & (alignment - 1):
            source.fail("damaged", f"alignment {alignment!r}")
        for n in range(count):
            self._key(f"tensor {n}")
            if not 1 <= (dimensions := source.number("<I")) <= 4:
                source.fail("damaged", f"tensor {n} has {dimensions} dimensions")
            values = 1
            for _ in range(dimensions):
                values *= source.number("<Q")
            kind, start = source.number("<I"), source.number("<Q")
            in_block, block = _BLOCKS.get(kind, (1, 0))
            if start % alignment or values == 0 or values % in_block:
                source.fail("damaged", f"tensor {n} has {values} values from byte {start}")
            end = max(end, start + values // in_block * block)
        if count:
            source.ends_at(-(-source.position // alignment) * alignment + end)
