import asyncio
import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from models import understudy
from models.asking import Kind, Loaded, trouble
from models.child import WORKER, Child
from models.engine import Engine
from models.life import Ready
from models.loading import ADDRESSES
from models.templates import CHATML
from tests.models.conftest import PROMPT

MakeEngine = Callable[..., Engine]
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no signals there")


@pytest.fixture(autouse=True)
def spawned(monkeypatch: pytest.MonkeyPatch) -> list[Child]:
    """Every child that was started, in order; the one that waits is started at once."""
    children: list[Child] = []
    spawn = Child.spawn

    async def noted(command: tuple[str, ...]) -> Child:
        children.append(await spawn(command))
        return children[-1]

    monkeypatch.setattr(Child, "spawn", noted)
    monkeypatch.setattr(understudy, "AFTER", 0.0)
    return children


async def count(spawned: list[Child], wanted: int) -> None:
    """Wait until so many children were started."""
    until = time.monotonic() + 20
    while len(spawned) < wanted:
        assert time.monotonic() < until
        await asyncio.sleep(0.01)


def ended(child: Child) -> bool:
    try:
        os.kill(child.pid, 0)
    except ProcessLookupError:
        return True
    return False


async def end_of(child: Child) -> None:
    """Wait until it is no more, whoever else does."""
    until = time.monotonic() + 20
    while not ended(child):
        assert time.monotonic() < until
        await asyncio.sleep(0.01)


async def test_who_waits_takes_over_and_another_one_waits(
    make_engine: MakeEngine, spawned: list[Child]
) -> None:
    engine = make_engine()
    assert isinstance(await engine.start(), Loaded)
    for n in range(3):
        await count(spawned, n + 2)
        assert engine.pid == spawned[n].pid
        os.kill(spawned[n].pid, signal.SIGKILL)
        while engine.pid != spawned[n + 1].pid:
            assert await engine.choose(PROMPT, ["yes", "no"]) is not None
        assert await engine.choose(PROMPT, ["yes", "no"]) == "yes"


async def test_one_that_died_while_it_waited_is_passed_over(
    make_engine: MakeEngine, spawned: list[Child]
) -> None:
    engine = make_engine()
    await engine.start()
    await count(spawned, 2)
    os.kill(spawned[1].pid, signal.SIGKILL)
    await end_of(spawned[1])
    os.kill(spawned[0].pid, signal.SIGKILL)
    await count(spawned, 3)
    assert await engine.choose(PROMPT, ["yes", "no"]) == "yes"
    assert engine.pid == spawned[2].pid


async def test_closing_ends_both(make_engine: MakeEngine, spawned: list[Child]) -> None:
    engine = make_engine()
    await engine.start()
    await count(spawned, 2)
    await engine.close()
    assert [ended(child) for child in spawned] == [True, True]


async def test_closing_ends_one_that_is_being_called(
    make_engine: MakeEngine, spawned: list[Child], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(understudy, "AFTER", 60.0)
    engine = make_engine()
    await engine.start()
    began = time.monotonic()
    await engine.close()
    assert time.monotonic() - began < 5
    assert [ended(child) for child in spawned] == [True]


async def test_nobody_waits_for_a_model_that_is_given_up(
    make_engine: MakeEngine, spawned: list[Child]
) -> None:
    found = [Ready(Path("/dev/null"), CHATML, 8192, ADDRESSES, 1)]

    def prepare() -> Ready:
        if found:
            return found.pop()
        raise trouble(Kind.GONE, where="x", why="")

    engine = make_engine(prepare)
    await engine.start()
    await count(spawned, 2)
    os.kill(spawned[0].pid, signal.SIGKILL)
    await asyncio.gather(*(end_of(child) for child in spawned))
    assert len(spawned) == 2


def threads(child: Child) -> int:
    return len(list(Path(f"/proc/{child.pid}/task").iterdir()))


@pytest.mark.skipif(sys.platform != "linux", reason="counts threads in /proc")
@pytest.mark.usefixtures("real_model")
async def test_who_waits_has_no_thread_but_the_one_that_hears() -> None:
    """Landlock binds a thread: one that is there before it and does not ask for it would stay free."""
    child = await Child.spawn(WORKER)
    child.send(type="read", id=1, parts=[])
    assert [(await child.hear())["type"] for _ in range(2)] == ["ready", "error"]  # and now it waits
    assert threads(child) == 2
    child.end(Kind.OFF, "")
    await child.gone()
