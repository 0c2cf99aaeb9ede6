"""Frames that only the key of their record opens, each bound to its place.

    record  ONDREC | schema u16 | vault id 16 | record id 16 | frames
    frame   FRM1 | length u32 | generation u64 | nonce 12 | ciphertext and tag

Inside: zlib of JSON, padded to 256 bytes so that a length says little. Bound to a frame are vault,
record, generation and schema, so that it fits nowhere else. Generations run on without gaps, and
every frame says with which one its file starts: a frame that is missing, doubled, moved or put in is
noticed. Rows are whole documents, so what comes after a lost frame still counts.
"""

import struct
import zlib
from typing import TYPE_CHECKING

from coach.errors import NewerTalk
from data.frames import Body, Reading, body_of, text_of
from data.vault.crypto import NONCE, TAG, Forged, cipher, seal, unseal

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

SCHEMA = 1
"""What the bodies of the frames look like; a change of meaning gets the next number."""
MAGIC = b"ONDREC"
FRAME = b"FRM1"
HEAD = struct.Struct(">6sH16s16s")
START = struct.Struct(">4sIQ")
BLOCK = 256
"""Bytes to which a frame is padded."""
SHORTEST = NONCE + BLOCK + TAG
_SMALL = 12  # bits of a window in which most frames fit whole
_SMALL_MEMORY = 4


class SealedFrames:
    """A `data.frames.Framing` under one key."""

    rows = 64

    def __init__(
        self, key: bytes, vault_id: bytes, record_id: bytes, longest: int = 64, longest_closed: int = 16
    ) -> None:
        """A framing for one record.

        Args:
            key: The record's own key.
            vault_id: 16 bytes.
            record_id: 16 bytes.
            longest: Frames after which a save rewrites the file; 64 take 1 ms to read.
            longest_closed: The same when the file is closed.
        """
        self.longest: int | None = longest
        self.longest_closed = longest_closed
        self._box: AESGCM = cipher(key)
        self._ids = vault_id + record_id

    def head(self) -> bytes:
        """The first 40 bytes of the file."""
        return HEAD.pack(MAGIC, SCHEMA, self._ids[:16], self._ids[16:])

    def frame(self, body: Body, generation: int, start: int) -> bytes:
        """A frame, sealed."""
        plain = _packed(text_of({**body, "start": start}))
        plain += bytes(-len(plain) % BLOCK)
        sealed = seal(self._box, plain, self._bound(generation))
        return START.pack(FRAME, len(sealed), generation) + sealed

    def read(self, content: bytes, where: str) -> Reading:
        """See `data.frames.Framing.read`."""
        found: dict[int, Body] = {}
        strange: list[int] = []  # places in the file, by number, where something is that fits nowhere
        scarred, at, end = content[: HEAD.size] != self.head(), HEAD.size, HEAD.size
        last = 0
        while at < len(content):
            opened = self._opened(content, at)
            if opened is None:
                following = content.find(FRAME, at + 1)
                if following < 0:
                    break
                at = following
                continue
            generation, body, after, whole = opened
            if at != end or generation <= last:
                strange.append(len(found) + 1)
            found.setdefault(generation, body)
            last, scarred = max(last, generation), scarred or not whole
            at = end = after
        if not found:
            _check_schema(content, where)
            return Reading(scarred=True)
        reading = _ordered(found, strange)
        reading.end = end
        if _is_whole(content[end:]):
            reading.damage.append(last - reading.start + 2)
        reading.scarred = scarred or bool(reading.damage)
        return reading

    def text(self, content: bytes) -> bytes | None:
        """What stands in all frames, unparsed, one a line; None for a file that is not as it was written.

        So does a frame that is missing, doubled or out of its place: only `read` knows what counts.
        """
        found: list[bytes] = []
        at, first = HEAD.size, 0
        while at < len(content):
            if at + START.size > len(content):
                return None
            _, length, generation = START.unpack_from(content, at)
            first, end = first if found else generation, at + START.size + length
            try:
                plain = unseal(self._box, content[at + START.size : end], self._bound(generation))
                found.append(zlib.decompressobj().decompress(plain))
            except (Forged, zlib.error):
                return None
            # `frame` writes the start last
            if generation - first != len(found) - 1 or not found[-1].endswith(b'"start":%d}' % first):
                return None
            at = end
        return b"\n".join(found)

    def _opened(self, content: bytes, at: int) -> tuple[int, Body, int, bool] | None:
        """The frame here: generation, body, where it ends, and whether its start is as written.

        Magic and length are not bound to the frame, so damage in them alone costs nothing: the frame
        is tried up to the next one too, or up to the end of the file.
        """
        if at + START.size + SHORTEST > len(content):
            return None
        magic, length, generation = START.unpack_from(content, at)
        begin = at + START.size
        told, following = begin + length, content.find(FRAME, begin)
        for end in dict.fromkeys((told, following if following > 0 else len(content))):
            if end > len(content) or end - begin < SHORTEST:
                continue
            try:
                plain = unseal(self._box, content[begin:end], self._bound(generation))
                body = body_of(zlib.decompressobj().decompress(plain))
            except (Forged, zlib.error):
                continue
            if body is not None and isinstance(body.get("start"), int):
                return generation, body, end, magic == FRAME and end == told
        return None

    def _bound(self, generation: int) -> bytes:
        return self._ids + struct.pack(">QH", generation, SCHEMA) + b"frame"


def _packed(text: bytes) -> bytes:
    """Compressed. Memory for the usual window of 32 kB takes 60 µs, as much as all else that a note needs."""
    packer = zlib.compressobj(wbits=_SMALL, memLevel=_SMALL_MEMORY) if len(text) <= 1 << _SMALL else None
    packer = packer or zlib.compressobj()
    return packer.compress(text) + packer.flush()


def _ordered(found: dict[int, Body], strange: list[int]) -> Reading:
    """The frames in the order in which they were written, and the numbers of those that are lost."""
    last = max(found)
    start = found[last]["start"]
    ours = [g for g in sorted(found) if g >= start and found[g]["start"] == start]
    lost = [g - start + 1 for g in range(start, last) if g not in ours]
    if len(ours) < len(found):
        strange = strange or [1]
    return Reading([found[g] for g in ours], 0, last, start, lost or strange)


def _is_whole(tail: bytes) -> bool:
    """Whether this was once a frame: a crash leaves only a beginning, and that was never acknowledged."""
    if len(tail) < START.size + SHORTEST:
        return False
    magic, length, _ = START.unpack_from(tail)
    return bool(magic == FRAME and SHORTEST <= length <= len(tail) - START.size)


def _check_schema(content: bytes, where: str) -> None:
    if len(content) < HEAD.size:
        return
    magic, schema, _, _ = HEAD.unpack_from(content)
    if magic == MAGIC and schema > SCHEMA:
        raise NewerTalk(where, schema)
