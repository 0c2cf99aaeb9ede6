"""A real model file with a few bytes changed, through the engine: it works, or there is a sentence; nobody dies.

Where it hurts is not known beforehand, so the places are drawn: the first keys, the whole header with its
vocabulary and its table of tensors, and the numbers themselves.
"""

import asyncio
import os
import shutil
from collections import Counter
from functools import partial
from pathlib import Path
from random import Random

import pytest

from coach.model_errors import ModelTrouble
from models.asking import Kind, Loaded
from models.child import WORKER
from models.engine import Engine
from models.forward import Forward
from models.gguf import _Reader
from models.life import Limits
from models.loading import look_at
from tests.models.conftest import PROMPT
from tui import bootstrap

FIRST_KEYS = 4096
"""Bytes; the numbers that shape the model stand there."""
EDGES = (0, 1, 0x7F, 0x80, 0xFF, 2**31 - 1, 2**32 - 1, 2**63, 2**64 - 1)
LIMITS = Limits(patience=20.0, delays=(0.0, 0.0))
SENTENCES = {lang: bootstrap.words(lang) for lang in ("nl", "en")}


def header_end(path: Path) -> int:
    """Where the tensors' own numbers start."""
    with path.open("rb") as file:
        source = Forward(file, path.stat().st_size, str(path))
        _Reader(source).header(path.stat().st_size)
        return source.position


def change(random: Random, header: int, size: int) -> list[tuple[int, bytes]]:
    """A few bytes somewhere."""
    first, last = random.choice(
        ((0, FIRST_KEYS), (0, header), (header * 19 // 20, header), (header, size - 8))
    )
    way = random.randrange(4)
    places = [random.randrange(first, last - 8) for _ in range(1 if way else random.randint(2, 20))]
    if way <= 1:
        return [(at, random.randbytes(1)) for at in places]
    if way == 2:
        width = random.choice((4, 8))
        return [(at, (random.choice(EDGES) % 2 ** (8 * width)).to_bytes(width, "little")) for at in places]
    return [(at, random.randbytes(random.choice((2, 8, 64)))) for at in places]


async def outcome(path: Path) -> str:
    """What comes of loading the file and asking once; a trouble is worded in both languages."""
    engine = Engine(partial(look_at, path), WORKER, LIMITS)
    try:
        answer: object = await asyncio.wait_for(engine.start(), 120)
        if isinstance(answer, Loaded):
            answer = await asyncio.wait_for(engine.choose(PROMPT.asked("?"), ["yes", "no"]), 120)
            if answer in ("yes", "no"):
                return "works"
        assert isinstance(answer, ModelTrouble), answer
        assert answer.kind in set(Kind)
        for words in SENTENCES.values():
            told = words(answer.text_id, **answer.params)
            assert told.endswith((".", ")"))
            assert len(told) < 1000
        return answer.kind
    finally:
        await engine.close()
        assert engine.pid is None


def outcomes(model: Path, folder: Path, seeds: range) -> Counter[str]:
    copy = Path(shutil.copy(model, folder / "changed.gguf"))
    header, size = header_end(copy), copy.stat().st_size
    found = Counter[str]()
    with copy.open("r+b", buffering=0) as file:
        for seed in seeds:
            changes = change(Random(seed), header, size)
            kept = [(at, os.pread(file.fileno(), len(new), at)) for at, new in changes]
            for at, new in changes:
                os.pwrite(file.fileno(), new, at)
            try:
                found[asyncio.run(outcome(copy))] += 1
            except BaseException as error:
                error.add_note(f"seed {seed}")
                raise
            finally:
                for at, old in reversed(kept):
                    os.pwrite(file.fileno(), old, at)
    return found


@pytest.mark.skipif(not hasattr(os, "pwrite"), reason="the file is changed in place, which Windows cannot")
def test_ten_changed_files(real_model: Path, tmp_path: Path) -> None:
    found = outcomes(real_model, tmp_path, range(10))
    assert found.total() == 10
    assert len(found) > 1, found


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "pwrite"), reason="the file is changed in place, which Windows cannot")
def test_a_thousand_changed_files(real_model: Path, tmp_path: Path) -> None:
    found = outcomes(real_model, tmp_path, range(1000))
    print(dict(found))
    assert found.total() == 1000
    assert {"works", Kind.BROKEN} <= set(found)
