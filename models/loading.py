"""Looks at a model file before a child loads it: what it is, how to speak to it, whether it fits here."""

import json
import os
import sys
from collections.abc import Callable, Sequence
from functools import lru_cache, partial
from pathlib import Path

from coach.model_errors import BrokenModel
from models.asking import Kind, trouble
from models.child import WORKER
from models.engine import Changed, Engine, ignore
from models.gguf import Header, read_header
from models.life import Ready
from models.memory import available_memory
from models.templates import CHATML, template_for

CONTEXT = 8192
"""Tokens seen at once: some 200 notes of 25 words, our own words, and an answer."""
SHORTEST_CONTEXT = 2048
"""Some 60 notes. With less a model is no help."""
COMPUTING = 300 * 2**20
"""Bytes for what stands between two layers, and for Python."""
ADDRESSES = 2 * 2**30
"""Bytes of address space beyond what is used: stacks and heaps of threads, libraries."""
MOST_THREADS = 8
"""More do not read faster: memory is the limit."""

Available = Callable[[], int | None]


def local_engine(path: Path, changed: Changed = ignore) -> Engine:
    """An engine for a model file; nothing runs before it is started."""
    return Engine(partial(look_at, path), WORKER, changed=changed)


def scripted_engine(
    choices: Sequence[str] = (),
    texts: Sequence[str] = (),
    pace: float = 0.0,
    context: int = CONTEXT,
    changed: Changed = ignore,
) -> Engine:
    """The same engine over a child whose answers are known beforehand (see `models.scripted`)."""
    script = {"choices": list(choices), "texts": list(texts), "pace": pace, "context": context}
    command = (*WORKER, "scripted", json.dumps(script))
    ready = Ready(Path(os.devnull), CHATML, context, ADDRESSES, 1)
    return Engine(lambda: ready, command, changed=changed)


def look_at(path: Path, available: Available = available_memory) -> Ready:
    """What a child needs to know to load this file, with as long a memory as fits.

    Raises:
        ModelTrouble: Kind `gone`, `broken`, `no-template` or `too-big`.
    """
    path = path.absolute()  # the child runs in another folder
    try:
        header = _header(path, _identity(path))
    except BrokenModel as error:
        kind = Kind.GONE if error.kind in ("missing", "unreadable") else Kind.BROKEN
        raise trouble(kind, where=str(path), why=error.why) from error
    template = template_for(header.metadata)
    room, context = available(), min(CONTEXT, header.number(f"{header.architecture}.context_length", CONTEXT))
    context = max(context, 1)
    while room is not None and needed(header, context) > room:
        if context // 2 < SHORTEST_CONTEXT:
            raise trouble(Kind.TOO_BIG, needed=_gb(needed(header, context)), room=_gb(room))
        context //= 2
    # Twice the file: some builds hold a second copy of the weights, in another order, beside the mapped file
    memory = 2 * header.size + needed(header, context) + ADDRESSES
    return Ready(path, template, context, memory, _threads())


@lru_cache(maxsize=1)
def _header(path: Path, _identity: tuple[int, ...]) -> Header:
    """Remembered while it is the same file: following its vocabulary takes 0.15 s, for each child."""
    return read_header(path)


def _identity(path: Path) -> tuple[int, ...]:
    """What changes with a file's content; nothing where there is no file, which reading it then tells."""
    try:
        found = path.stat()
    except (OSError, ValueError):  # ValueError: a NUL in the path
        return ()
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns


def needed(header: Header, context: int) -> int:
    """Bytes that a model takes while it works: the file, keys and values in 16 bits, and room to compute."""
    name = header.architecture
    heads = max(header.number(f"{name}.attention.head_count", 1), 1)
    shared = max(header.number(f"{name}.attention.head_count_kv", heads), 0)
    width = header.number(f"{name}.embedding_length") // heads
    keys = header.number(f"{name}.attention.key_length", width)
    values = header.number(f"{name}.attention.value_length", width)
    memory = 2 * header.number(f"{name}.block_count") * shared * (keys + values) * context
    return header.size + max(memory, 0) + COMPUTING  # a damaged file may hold numbers below 0


def _gb(size: int) -> str:
    return f"{size / 2**30:.1f}"


def _threads() -> int:
    """As many as there are cores, as far as that is known: two threads that share a core read no faster."""
    mine = len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1
    return min(mine if mine <= 4 else mine // 2, MOST_THREADS)
