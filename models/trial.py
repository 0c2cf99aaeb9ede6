"""Whether a model works on this machine, and how fast: asked of the child that would work on a talk.

One way in for all: the same process, the same walls, the same limits as the engine has. A child of its own
for trials would try something else than what is used later.
"""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from coach.model_errors import ModelTrouble
from models.asking import Kind, Prompt, trouble
from models.child import WORKER, Child
from models.life import Answer, Life, Limits, Ready
from models.memory import peak_memory
from models.proposing import tellings
from models.questions import read_questions

NOTE = "elke week andere prioriteiten, en dan nog eens een regel erbij"
NOTES = 24
"""Invented notes that are read; some 500 tokens with what stands around them."""
SECONDS = 600.0
"""How long a trial may take in all; a cold 6 GB file on a slow disk needs a minute to load."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What was measured."""

    load_seconds: float
    read_per_second: float | None = None
    """Tokens."""
    written_per_second: float | None = None
    """Tokens."""
    memory: int | None = None
    """Bytes at the most; None where the system does not say."""


def tried(
    ready: Ready,
    measured: bool = False,
    worker: Sequence[str] = WORKER,
    limits: Limits | None = None,
    seconds: float = SECONDS,
) -> Figures:
    """Load a model, and measure it when asked to.

    Args:
        ready: The file, looked at.
        measured: Read and write with it too.
        worker: The child.
        limits: How long it may take to give a sign of life.
        seconds: How long all of it may take.

    Raises:
        ModelTrouble: It does not work here.
    """
    return asyncio.run(_bounded(ready, measured, worker, limits or Limits(), seconds))


async def _bounded(
    ready: Ready, measured: bool, worker: Sequence[str], limits: Limits, seconds: float
) -> Figures:
    life = Life(await Child.spawn(worker), limits, lambda: None)
    try:
        return await asyncio.wait_for(_figures(life, ready, measured), seconds)
    except TimeoutError as error:
        raise trouble(Kind.HUNG, why=f"{seconds:.0f} s") from error
    finally:
        life.end()
        await life.over()


async def _figures(life: Life, ready: Ready, measured: bool) -> Figures:
    begun = time.monotonic()
    loaded = await life.load(ready)
    if isinstance(loaded, ModelTrouble):
        raise loaded
    took = time.monotonic() - begun
    if not measured:
        return Figures(took)
    prompt = read_questions("nl").about([NOTE] * NOTES)
    read = await _reading(life, ready, prompt)
    return Figures(took, read, await _writing(life, ready, prompt), peak_memory(life.pid))


async def _reading(life: Life, ready: Ready, prompt: Prompt) -> float:
    begun = time.monotonic()
    answer = _answered(await life.ask("read", parts=ready.template.start(prompt)))
    return float(answer["read"]) / (time.monotonic() - begun)


async def _writing(life: Life, ready: Ready, prompt: Prompt) -> float | None:
    """From the first word to the end: what stands before it is reading. None when it took no time."""
    begun: list[float] = []
    telling = next(iter(tellings(read_questions("nl"), [NOTE] * NOTES, [(0,)])))
    answer = _answered(
        await life.ask(
            "write",
            lambda _: begun.append(time.monotonic()),
            parts=ready.template.parts(telling.prompt),
            steps=telling.steps(telling.ways),
        )
    )
    took = time.monotonic() - begun[0] if begun else 0.0
    return float(answer["written"]) / took if took else None


def _answered(answer: Answer) -> dict[str, Any]:
    if isinstance(answer, ModelTrouble):
        raise answer
    return answer
