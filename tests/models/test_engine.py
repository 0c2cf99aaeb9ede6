import asyncio
import json
import os
import random
import signal
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from coach.model_errors import ModelTrouble
from models.asking import Kind, Line, Loaded, Prompt, Sentence, trouble
from models.child import WORKER
from models.engine import Engine
from models.life import Limits, Ready
from models.loading import look_at, scripted_engine
from tests.models.conftest import BRISK, NOTES, PROMPT, UNRULY, telling

MakeEngine = Callable[..., Engine]
FRESH = 2.0
"""Seconds within which a fresh child answers, on a machine that has time; the full sets hold it to that."""
SLOWEST = 10.0
"""The same on one that is busy with other tests."""


def scripted(**script: object) -> tuple[str, ...]:
    return (*WORKER, "scripted", json.dumps(script))


async def test_it_reads_points_and_words(make_engine: MakeEngine) -> None:
    engine = make_engine(command=scripted(choices=["yes, manager", "no"]))
    assert isinstance(await engine.start(), Loaded)
    assert await engine.read(PROMPT) is None
    question = PROMPT.asked("Is line 2 an agreed action?")
    assert await engine.choose(question, ["no", "yes, manager", "yes, employee"]) == "yes, manager"
    assert await engine.choose(question, ["no", "yes, manager"]) == "no"
    pieces: list[str] = []
    written = await engine.write(PROMPT.asked("Word line 2."), telling(2), pieces.append)
    assert written == (Sentence(NOTES[2], (2,)),)
    assert "".join(pieces) == f"2: {NOTES[2]}\n"


async def test_the_stand_in_for_screens_answers_from_its_script() -> None:
    engine = scripted_engine(texts=["7: No way.\n", "0: Wants fewer.\n"])
    assert isinstance(await engine.start(), Loaded)
    steps = [["0: Wants"], [" few", " fewer"], [".\n"]]
    assert await engine.write(PROMPT, steps) == (Sentence("Wants few.", (0,)),)
    assert await engine.write(PROMPT, steps) == (Sentence("Wants fewer.", (0,)),)
    await engine.close()


async def test_a_sentence_that_was_not_offered_is_none(make_engine: MakeEngine) -> None:
    command = (
        sys.executable,
        "-P",
        str(UNRULY),
        '{"type":"done","id":ID,"text":"1: She resigns on 3 May.\\n"}',
    )
    engine = make_engine(command=command, limits=BRISK)
    assert isinstance(await engine.start(), Loaded)
    assert await engine.write(PROMPT, [["1: She"], [" stays", " resigns"], [".\n"]]) == trouble_of(
        Kind.GARBAGE
    )


async def test_a_question_before_a_model_is_ready_waits_for_it(make_engine: MakeEngine) -> None:
    engine = make_engine()
    assert (await engine.choose(PROMPT, ["yes"])) == trouble_of(Kind.OFF)
    starting = asyncio.create_task(engine.start())
    await asyncio.sleep(0)
    assert await engine.choose(PROMPT, ["yes", "no"]) == "yes"
    await starting


class trouble_of:  # noqa: N801  reads as a value in a comparison
    """Equal to every trouble of a kind."""

    def __init__(self, kind: Kind) -> None:
        self.kind = kind

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ModelTrouble) and other.kind == self.kind

    def __repr__(self) -> str:
        return f"trouble of kind {self.kind}"

    __hash__ = None  # type: ignore[assignment]


async def test_what_cannot_be_asked_is_a_mistake_of_the_caller(make_engine: MakeEngine) -> None:
    engine = make_engine()
    for choices in ([], ["yes", "yes, manager"]):
        with pytest.raises(ValueError, match=r"\["):
            await engine.choose(PROMPT, choices)
    for steps in ([], [["1: so"], []]):
        with pytest.raises(ValueError, match=r"\["):
            await engine.write(PROMPT, steps)


async def test_a_prompt_that_does_not_fit_is_said_with_figures(make_engine: MakeEngine) -> None:
    engine = make_engine(command=scripted(context=5))
    await engine.start()
    refused = await engine.choose(PROMPT, ["yes"])
    assert refused == trouble_of(Kind.TOO_LONG)
    assert int(str(refused.params["tokens"])) > int(str(refused.params["most"])) == 5


async def test_a_question_that_is_taken_back_holds_up_nothing(make_engine: MakeEngine) -> None:
    engine = make_engine(command=scripted(pace=0.05))
    await engine.start()
    asking = asyncio.create_task(engine.write(PROMPT, telling(0)))
    await asyncio.sleep(0.2)
    asking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asking
    child, began = engine.pid, time.monotonic()
    assert await engine.choose(PROMPT, ["yes"]) == "yes"
    assert engine.pid == child
    assert time.monotonic() - began < 5


async def test_a_later_reading_takes_the_place_of_one_that_is_not_done(make_engine: MakeEngine) -> None:
    engine = make_engine(command=scripted(pace=0.02))
    await engine.start()
    first = asyncio.create_task(engine.read(PROMPT))
    await asyncio.sleep(0.1)
    assert await asyncio.wait_for(engine.read(PROMPT), 10) is None
    assert await first == trouble_of(Kind.CANCELLED)


async def test_hush_holds_the_work_and_resume_goes_on_where_it_stood(make_engine: MakeEngine) -> None:
    engine = make_engine(command=scripted(pace=0.02))
    await engine.start()
    pieces: list[str] = []
    until = time.monotonic() + 10
    long = Prompt("s", "o", (Line(0, " ".join(["word"] * 30)),))
    asking = asyncio.create_task(engine.write(long, [["0: "], *[["word "]] * 30, ["\n"]], pieces.append))
    while len(pieces) < 3:
        await asyncio.sleep(0.01)
        assert time.monotonic() < until
    engine.hush()
    await asyncio.sleep(0.25)
    seen = len(pieces)
    await asyncio.sleep(0.4)
    assert len(pieces) == seen
    engine.resume()
    written = await asyncio.wait_for(asking, 20)
    assert not isinstance(written, ModelTrouble)
    assert len(written[0].text.split()) == 30


async def test_a_hush_ends_by_itself_and_a_pause_does_not(make_engine: MakeEngine) -> None:
    engine = make_engine()
    await engine.start()
    engine.hush()
    engine.hush()
    assert await asyncio.wait_for(engine.choose(PROMPT, ["yes"]), 10) == "yes"
    engine.pause()
    engine.hush()
    asking = asyncio.create_task(engine.choose(PROMPT, ["yes"]))
    await asyncio.sleep(2.0)
    assert not asking.done()
    engine.resume()
    assert await asyncio.wait_for(asking, 10) == "yes"


@pytest.mark.parametrize(
    ("how", "kind"),
    [
        ("abort", Kind.DIED),
        ("exit", Kind.DIED),
        ("hang", Kind.HUNG),
        ("one-long-line", Kind.GARBAGE),
        ("many-lines", Kind.GARBAGE),
        ("loud", Kind.GARBAGE),
        ("no json", Kind.GARBAGE),
        ("[1]", Kind.GARBAGE),
        ('{"type":"done"}', Kind.GARBAGE),
        ('{"type":"done","id":[]}', Kind.GARBAGE),
        ('{"type":"done","id":ID}', Kind.GARBAGE),
        ('{"type":"done","id":ID,"text":7}', Kind.GARBAGE),
        ('{"type":"boast","id":ID}', Kind.GARBAGE),
        ('{"type":"error","id":ID,"kind":"whim","params":{}}', Kind.GARBAGE),
        ('{"type":"error","id":ID,"kind":"died","params":[]}', Kind.GARBAGE),
        ('{"type":"error","id":ID,"kind":"failed","params":{"kind":1,"text_id":"x"}}', Kind.FAILED),
        ('{"type":"done","id":99,"text":"stale"}', Kind.HUNG),
        ("[" * 100_000, Kind.GARBAGE),
    ],
    ids=lambda value: str(value)[:40],
)
async def test_whatever_a_child_does_the_answer_is_a_trouble(
    make_engine: MakeEngine, how: str, kind: Kind
) -> None:
    command = (sys.executable, "-P", str(UNRULY), how)
    engine = make_engine(command=command, limits=BRISK)
    assert isinstance(await engine.start(), Loaded)
    began = time.monotonic()
    assert await engine.choose(PROMPT, ["yes"]) == trouble_of(kind)
    assert time.monotonic() - began < SLOWEST + BRISK.patience


async def test_a_child_that_never_works_is_given_up_and_can_be_started_again(make_engine: MakeEngine) -> None:
    changes: list[object] = []
    command = (sys.executable, "-P", str(UNRULY), "crash")
    engine = make_engine(command=command, changed=changes.append)
    refused = await engine.start()
    assert refused == trouble_of(Kind.CRASHED_ON_LOAD)
    assert "SIGABRT" in str(refused.params["why"])
    assert await engine.choose(PROMPT, ["yes"]) == trouble_of(Kind.CRASHED_ON_LOAD)
    await asyncio.sleep(0)
    assert changes == [refused]
    assert await engine.start() is not refused


async def test_children_that_never_answer_are_not_started_for_ever(make_engine: MakeEngine) -> None:
    command = (sys.executable, "-P", str(UNRULY), "exit")
    engine = make_engine(command=command, limits=Limits(delays=(0.0, 0.1)))
    await engine.start()
    lost = [await asyncio.wait_for(engine.choose(PROMPT, ["yes"]), 10) for _ in range(4)]
    assert lost == [trouble_of(kind) for kind in (Kind.DIED, Kind.DIED, Kind.DIED, Kind.GAVE_UP)]
    assert isinstance(await asyncio.wait_for(engine.start(), 10), Loaded)


async def test_a_mistake_while_looking_at_a_file_is_a_trouble_too(make_engine: MakeEngine) -> None:
    def stumble() -> Ready:
        raise RuntimeError("a secret text")

    refused = await asyncio.wait_for(make_engine(prepare=stumble).start(), 10)
    assert refused == trouble_of(Kind.FAILED)
    assert "secret" not in repr(refused.params)


async def test_a_file_that_is_refused_starts_no_child(make_engine: MakeEngine) -> None:
    def refuse() -> Ready:
        raise trouble(Kind.TOO_BIG, needed="9.0", room="1.0")

    engine = make_engine(prepare=refuse)
    assert await engine.start() == trouble_of(Kind.TOO_BIG)
    assert engine.pid is None


async def test_a_command_that_is_not_there_is_a_trouble(make_engine: MakeEngine) -> None:
    engine = make_engine(command=("/nowhere/python",))
    assert await asyncio.wait_for(engine.start(), 5) == trouble_of(Kind.FAILED)


async def test_closing_takes_no_time_and_leaves_no_process(make_engine: MakeEngine) -> None:
    engine = make_engine(command=scripted(pace=0.05))
    await engine.start()
    asking = asyncio.create_task(engine.write(PROMPT, telling(0)))
    await asyncio.sleep(0.1)
    pid, began = engine.pid, time.monotonic()
    await engine.close()
    assert time.monotonic() - began < 0.5
    assert await asking == trouble_of(Kind.OFF)
    assert pid is not None
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


async def running(engine: Engine) -> int:
    """The number of the child that runs; waits for it."""
    until = time.monotonic() + 40
    while (pid := engine.pid) is None:
        assert time.monotonic() < until
        await asyncio.sleep(0.01)
    return pid


async def kills(engine: Engine, times: int) -> list[float]:
    """Seconds until a fresh child answered, after every kind of end at every kind of moment."""
    took, chance = [], random.Random(7)
    for n in range(times):
        asking = asyncio.create_task(engine.write(PROMPT, telling(n % 3)))
        await asyncio.sleep(chance.random() * 0.05)
        pid = await running(engine)
        began = time.monotonic()
        os.kill(pid, signal.SIGKILL if n % 2 else signal.SIGSTOP)
        first = await asyncio.wait_for(asking, 30)
        assert isinstance(first, ModelTrouble | tuple)
        while True:  # an answer from a child other than the one that was hit
            again = await asyncio.wait_for(engine.choose(PROMPT, ["yes", "no"]), 30)
            if again in ("yes", "no") and engine.pid not in (None, pid):
                break
            assert time.monotonic() - began < 30
        took.append(time.monotonic() - began)
    return took


def check_kills(took: list[float], errors: list[object], patience: float, most: float = FRESH) -> None:
    assert errors == []
    hung, killed = took[0::2], took[1::2]
    assert max(killed) < most, sorted(killed)[-5:]
    assert max(hung) - patience < most, sorted(hung)[-5:]


def catch_errors() -> list[object]:
    """Whatever asyncio would only print."""
    errors: list[object] = []
    asyncio.get_running_loop().set_exception_handler(lambda _, context: errors.append(context))
    return errors


async def test_ten_kills_and_hangs(make_engine: MakeEngine) -> None:
    errors, engine = catch_errors(), make_engine(command=scripted(pace=0.005), limits=BRISK)
    await engine.start()
    check_kills(await kills(engine, 10), errors, BRISK.patience, SLOWEST)


@pytest.mark.slow
async def test_two_hundred_kills_and_hangs(make_engine: MakeEngine) -> None:
    errors, engine = catch_errors(), make_engine(command=scripted(pace=0.005), limits=BRISK)
    await engine.start()
    check_kills(await kills(engine, 200), errors, BRISK.patience)


@pytest.mark.slow
async def test_two_hundred_kills_and_hangs_of_a_real_model(make_engine: MakeEngine, real_model: Path) -> None:
    errors, engine = catch_errors(), make_engine(partial(look_at, real_model), WORKER, BRISK)
    await engine.start()
    check_kills(await kills(engine, 200), errors, BRISK.patience)
