"""Broken files, made from sound ones: bytes are flipped, cut and moved, values put in the place of others."""

import json
import random
from collections.abc import Callable
from typing import Any

TOKENS = (
    b"{", b"}", b"[", b"]", b'"', b",", b":", b"\\", b"\\u0000", b"\\ud800", b"\\udc00\\ud800", b"NaN", b"-Infinity",
    b"1e999", b"9" * 5000, b"-0", b"null", b"true", b"\x00", b"\xff", b"\xed\xa0\x80", b"\xef\xbb\xbf", b"\xff\xfe",
    b"\n", b"\r", b"\x1b]0;x\x07", "\u202e\u2028\ufeff".encode(), b"[" * 1500, b'{"a":' * 600, b"'''", b'"""', b"#",
    b" = ", b"[[question]]", b"1979-05-27T07:32:00Z", b"0x" + b"f" * 6000, b"FRM1", b"ONDREC", b"2026-02-30", b"9999-12-31",
)  # fmt: skip
VALUES: tuple[Any, ...] = (
    None, True, False, 0, -1, 1, 2**31, 2**63, 2**64, 10**30, 1.5, 1e308, "", "x", "x" * 5000, "\x00\x1b[2J", "\ud800",
    "[/]", [], {}, [[]], [None], [0], ["x"], {"": None}, {"a": {"b": []}}, "9999-12-31", "0001-01-01", "2026-03-09",
    "2026-03-09T10:00:00", "0001-01-01T00:00:00+23:59", "onderons.talk/2", "stay", "dismissal", "0" * 32,
)  # fmt: skip


def mutate(seed: bytes, rest: tuple[bytes, ...], chance: random.Random) -> bytes:
    """Another file, one to four steps from a sound one.

    Args:
        seed: The sound one.
        rest: Others, to take pieces from.
        chance: Where randomness comes from.
    """
    content = _restructured(seed, chance) if chance.random() < 0.5 else seed
    for _ in range(chance.randrange(4) if content is not seed else chance.randint(1, 4)):
        content = chance.choice(_STEPS)(content, rest, chance)
    return content


def _restructured(seed: bytes, chance: random.Random) -> bytes:
    """JSON with one to three values in the place of others; what is no JSON stays as it is."""
    try:
        document = json.loads(seed)
    except ValueError:
        return seed
    for _ in range(chance.randint(1, 3)):
        document = _replaced(document, chance)
    return json.dumps(document, ensure_ascii=chance.random() < 0.5).encode("utf-8", "surrogatepass")


def _replaced(node: Any, chance: random.Random) -> Any:
    if not isinstance(node, (dict, list)) or not node or chance.random() < 0.15:
        return chance.choice(VALUES)
    key = chance.choice(list(node) if isinstance(node, dict) else range(len(node)))
    changed = node.copy()
    roll = chance.random()
    if roll < 0.1:
        del changed[key]
    elif roll < 0.2 and isinstance(changed, dict):
        changed[chance.choice(["", "x", "id", "text", key + "x"])] = chance.choice(VALUES)
    elif roll < 0.25 and isinstance(changed, list):
        changed.append(chance.choice(changed))
    else:
        changed[key] = _replaced(node[key], chance)
    return changed


def _flip(content: bytes, rest: tuple[bytes, ...], chance: random.Random) -> bytes:
    if not content:
        return b"\x00"
    at = chance.randrange(len(content))
    return content[:at] + bytes([content[at] ^ (1 << chance.randrange(8))]) + content[at + 1 :]


def _insert(content: bytes, rest: tuple[bytes, ...], chance: random.Random) -> bytes:
    at = chance.randint(0, len(content))
    return content[:at] + chance.choice(TOKENS) + content[at:]


def _cut(content: bytes, rest: tuple[bytes, ...], chance: random.Random) -> bytes:
    begin, end = sorted(chance.randint(0, len(content)) for _ in range(2))
    return content[:begin] + content[min(end, begin + chance.choice([1, 8, 1 << 20])) :]


def _double(content: bytes, rest: tuple[bytes, ...], chance: random.Random) -> bytes:
    begin, end = sorted(chance.randint(0, len(content)) for _ in range(2))
    return content[:end] + content[begin:end] + content[end:]


def _splice(content: bytes, rest: tuple[bytes, ...], chance: random.Random) -> bytes:
    other = chance.choice(rest)
    return content[: chance.randint(0, len(content))] + other[chance.randint(0, len(other)) :]


_STEPS: tuple[Callable[[bytes, tuple[bytes, ...], random.Random], bytes], ...] = (
    _flip, _flip, _insert, _cut, _double, _splice,
)  # fmt: skip
