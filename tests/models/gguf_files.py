"""Small GGUF files for tests, written piece by piece so that any piece can be wrong."""

import struct
from collections.abc import Sequence

NUMBER = {
    "u8": (0, "<B"),
    "u32": (4, "<I"),
    "i32": (5, "<i"),
    "f32": (6, "<f"),
    "bool": (7, "<?"),
    "u64": (10, "<Q"),
}
STRING, ARRAY = 8, 9
Piece = tuple[str, bytes]

TEMPLATE = "{% for message in messages %}<|im_start|>{{ message.content }}<|im_end|>{% endfor %}"


def text(value: str | bytes) -> bytes:
    raw = value if isinstance(value, bytes) else value.encode()
    return struct.pack("<Q", len(raw)) + raw


def string(key: str | bytes, value: str | bytes) -> bytes:
    return text(key) + struct.pack("<I", STRING) + text(value)


def number(key: str, value: float, form: str = "u32") -> bytes:
    kind, notation = NUMBER[form]
    return text(key) + struct.pack("<I", kind) + struct.pack(notation, value)


def strings(key: str, values: Sequence[str]) -> bytes:
    head = text(key) + struct.pack("<IIQ", ARRAY, STRING, len(values))
    return head + b"".join(text(value) for value in values)


def numbers(key: str, values: Sequence[float], form: str = "u32") -> bytes:
    kind, notation = NUMBER[form]
    head = text(key) + struct.pack("<IIQ", ARRAY, kind, len(values))
    return head + b"".join(struct.pack(notation, value) for value in values)


def tensor(name: str, sizes: Sequence[int], kind: int = 0, start: int = 0) -> bytes:
    head = text(name) + struct.pack("<I", len(sizes))
    return head + b"".join(struct.pack("<Q", size) for size in sizes) + struct.pack("<IQ", kind, start)


def keys(architecture: str = "llama", name: str = "Klein model") -> list[bytes]:
    return [
        string("general.architecture", architecture),
        string("general.name", name),
        string("general.license", "apache-2.0"),
        number(f"{architecture}.context_length", 2048),
        number("general.quantization_version", 2),
        number("general.yes", True, "bool"),
        number("rope.freq_base", 10000.5, "f32"),
        strings("general.languages", ["nl", "en"]),
        strings("tokenizer.ggml.tokens", [f"<{n}>" for n in range(70)]),
        numbers("tokenizer.ggml.token_type", [1] * 70, "i32"),
        string("tokenizer.chat_template", TEMPLATE),
    ]


def gguf(
    metadata: Sequence[bytes] | None = None,
    tensors: Sequence[bytes] | None = None,
    data: bytes = bytes(512),
    version: int = 3,
    counts: tuple[int, int] | None = None,
) -> bytes:
    """A whole file; with two tensors of 64 numbers when nothing else is asked."""
    metadata = keys() if metadata is None else metadata
    if tensors is None:
        tensors = [tensor("token_embd.weight", [8, 8]), tensor("output.weight", [64], start=256)]
    amounts = counts or (len(tensors), len(metadata))
    head = b"GGUF" + struct.pack("<IQQ", version, *amounts) + b"".join(metadata) + b"".join(tensors)
    return head + bytes(-len(head) % 32) + data
