"""Which models are worth a try, what kind a file is, and what it needs."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from models.gguf import Header

SHIPPED = Path(__file__).parent / "catalog.toml"

CONTEXT = 4096
"""Tokens of notes and instructions that a model gets room for; the smallest listed one takes no more."""

# A mark that only one family of chat templates has. A file's own template is looked at and never run: it is a
# program by strangers
_FAMILIES = (
    ("<|im_start|>", "chatml"),
    ("<|start_header_id|>", "llama3"),
    ("<start_of_turn>", "gemma"),
    ("[INST]", "mistral"),
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One model of the list: what public pages say about it."""

    name: str
    """What it is called here."""
    title: str
    """What its makers call it."""
    size: str
    """`small`, `middle` or `large`."""
    repo: str
    """Where it lies on the hub."""
    file: str
    file_gb: float
    """Of the file, in 10^9 bytes."""
    memory_gb: float
    """That it takes while it works; an estimate."""
    licence: str
    languages: str
    sha256: str
    """Of the file, or "" where nobody trustworthy gives it."""


@cache
def catalog() -> tuple[Entry, ...]:
    """The list that is shipped; nothing in it was verified by us, see its own first lines."""
    table = tomllib.loads(SHIPPED.read_text("utf-8"))
    return tuple(Entry(**row) for row in table["model"])


def entry_of(asked: str) -> Entry | None:
    """The model of the list with this name, or with this place and file ("repo/file")."""
    return next((entry for entry in catalog() if asked in (entry.name, f"{entry.repo}/{entry.file}")), None)


def known_as(sha256: str) -> Entry | None:
    """The model of the list that has this hash."""
    return next((entry for entry in catalog() if entry.sha256 == sha256), None)


def family_of(header: Header) -> str | None:
    """Which way of talking a model was taught, or None for one that we cannot talk with.

    A base model has no chat template: it continues text and follows no instruction.
    """
    if header.text("general.type") not in ("", "model"):
        return None  # an adapter, a projector of pictures: no model by itself
    template = header.text("tokenizer.chat_template")
    return next((family for mark, family in _FAMILIES if mark in template), None)


def memory_needed(header: Header) -> int:
    """Bytes that a model takes while it works, from its own numbers; an estimate on the high side.

    The file, keys and values of `CONTEXT` tokens in 16 bits, and 10 % with 256 MB to compute in.
    """
    name = header.architecture
    layers = header.number(f"{name}.block_count")
    heads = max(header.number(f"{name}.attention.head_count"), 1)
    width = header.number(f"{name}.attention.key_length", header.number(f"{name}.embedding_length") // heads)
    tokens = min(header.number(f"{name}.context_length", CONTEXT), CONTEXT)
    cache_size = 2 * 2 * layers * header.number(f"{name}.attention.head_count_kv", heads) * width * tokens
    return (header.size + cache_size) * 11 // 10 + 256 * 2**20
