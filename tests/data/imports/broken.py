"""Files that are broken in every way that broke a reader somewhere, by name."""

import codecs
import json
from collections.abc import Iterator
from typing import Any

LARGE = 21_000_000


def sound() -> dict[str, Any]:
    """A talk as another store exports it."""
    return {
        "schema": "onderons.talk/1", "id": "ab" * 16, "kind": "stay", "lang": "nl", "state": "ended",
        "date": "2026-03-09", "person": "Sanne",
        "notes": [
            {"n": 1, "at": "2026-03-09T10:00:00+00:00", "text": "te veel prioriteiten", "marks": []},
            {"n": 2, "at": "2026-03-09T10:01:00+00:00", "text": "rooster navragen", "marks": ["agreed"]},
        ],
        "summary": [{"text": "Het ging over prioriteiten.", "lines": [1]}],
        "actions": [
            {"owner": "manager", "what": "rooster navragen", "due": None, "due_text": None, "line": 2, "state": "open"}
        ],
        "return_date": None, "confirmed": True,
    }  # fmt: skip


def written(document: Any) -> bytes:
    return json.dumps(document, ensure_ascii=False).encode()


def with_value(raw: bytes, field: str = "person") -> bytes:
    """The sound talk with something in the place of one value, as it stands there."""
    return written({**sound(), field: "@@"}).replace(b'"@@"', raw)


VALUES = {
    "NaN": b"NaN", "infinity": b"Infinity", "minus-infinity": b"-Infinity", "1e999": b"1e999", "minus-1e999": b"-1e999",
    "5000-digits": b"9" * 5000, "26-digits": b"1" * 26, "5000-decimals": b"0." + b"3" * 5000, "leading-zero": b"01",
    "plus": b"+1", "bare-dot": b"1.", "hex": b"0x10", "lone-high": b'"\\ud800"', "lone-low": b'"a\\udc00b"',
    "swapped-pair": b'"\\udc00\\ud800"', "raw-surrogate": b'"\xed\xa0\x80"', "overlong": b'"\xc0\xaf"',
    "latin-1": b'"caf\xe9"', "raw-newline": b'"a\nb"', "raw-nul": b'"a\x00b"', "bad-escape": b'"\\x41"',
    "cut-escape": b'"\\u12"', "single-quotes": b"'a'", "bare-word": b"Sanne", "True": b"True", "comment": b"1 // x",
    "trailing-comma": b'["a",]', "two-commas": b'["a",,"b"]', "no-comma": b'["a" "b"]', "unclosed": b'["a"',
    "deep-lists": b"[" * 21 + b"]" * 21, "deeper-lists": b"[" * 900 + b"]" * 900, "deepest-lists": b"[" * 100_000,
    "deep-objects": b'{"a":' * 1500 + b"1" + b"}" * 1500, "twice": b'"a","person":"b"',
    "twice-escaped": b'"a","p\\u0065rson":"b"', "long-text": b'"' + b"x" * 100_001 + b'"',
    "long-key": b'{"' + b"k" * 100_001 + b'":1}', "many": b"[" + b"0," * 50_000 + b"0]",
}  # fmt: skip
"""By name, what stands in the place of a name."""


def as_whole(content: bytes) -> Iterator[tuple[str, bytes]]:
    """A sound file, broken as a whole."""
    text = content.decode()
    yield "empty", b""
    yield "blank", b" \n\t\n"
    yield "one-nul", b"\x00"
    yield "nuls", bytes(4096)
    yield "bom", codecs.BOM_UTF8 + content
    yield "utf-16", text.encode("utf-16")
    yield "utf-16-le", text.encode("utf-16-le")
    yield "utf-16-be", codecs.BOM_UTF16_BE + text.encode("utf-16-be")
    yield "utf-32", text.encode("utf-32")
    yield "latin-1", '{"é": 1}'.encode("latin-1")
    yield "noise", bytes(range(256)) * 16
    yield "half", content[: len(content) // 2]
    yield "one-byte-short", content.rstrip()[:-1]
    yield "twice-in-a-row", content + content
    yield "rubbish-behind", content + b"x"
    yield "rubbish-before", b"x" + content
    yield "only-brackets", b"[]"
    yield "a-number", b"1"
    yield "null", b"null"
    yield "pickle", b"\x80\x04\x95\x0f\x00\x00\x00\x00\x00\x00\x00\x8c\x02os\x94\x8c\x06system\x94\x93\x94."
    yield "yaml", b"!!python/object/apply:os.system ['true']\n"
    yield "html", b"<!doctype html><script>x</script>"
    yield "too-large", b" " * LARGE
    yield "too-large-and-sound", content + b" " * LARGE


def talks() -> Iterator[tuple[str, bytes]]:
    """Everything that is no talk, by name."""
    yield from as_whole(written(sound()))
    for name, raw in VALUES.items():
        yield name, with_value(raw)
