"""One child from its first sign of life to its last: who waits for what, and whether it still moves."""

import asyncio
import itertools
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coach.model_errors import ModelTrouble
from coach.text import one_line
from models.asking import Kind, Loaded, trouble
from models.child import Child, Ended
from models.templates import Template

Answer = dict[str, Any] | ModelTrouble
"""The `done` of the protocol, or why there is none."""


@dataclass(frozen=True, slots=True)
class Ready:
    """A model file that was looked at and may be loaded."""

    path: Path
    template: Template
    context: int
    """Tokens it shall see at once."""
    memory: int
    """Bytes of address space the child may use."""
    threads: int


@dataclass(frozen=True, slots=True)
class Limits:
    """How patient the parent is."""

    patience: float = 10.0
    """Seconds without a sign of life while something is asked. The longest step (eight tokens of a 7 B model
    on a slow laptop) takes two."""
    letting_go: float = 2.0
    """Seconds in which the child has to give up an answer that nobody wants any more."""
    delays: tuple[float, ...] = (0.0, 0.0, 0.0, 2.0, 4.0, 8.0, 16.0)
    """Seconds before the next child, after so many in a row that gave no answer; then there is none."""


CRASHES = ("SIGILL", "SIGSEGV", "SIGBUS", "SIGABRT", "SIGFPE", "SIGSYS")
"""Ends that a process brings upon itself; SIGKILL comes from outside, for instance when memory runs out."""
PARAMETERS = ("why", "where", "tokens", "most")
"""What the sentences about refusals of a child speak of."""
LONGEST_REASON = 300
"""Characters."""


@dataclass(slots=True)
class _Request:
    """Who waits for an answer."""

    answer: asyncio.Future[Answer]
    piece: Callable[[str], None]
    dropped: float | None = None
    """When it was cancelled, in the loop's time."""


def _ignore(_piece: str) -> None:
    """Nobody listens while it is written."""


class Life:
    """One child that is heard. It ends by itself or by `end`; both are told by `over`.

    Args:
        child: That runs.
        limits: How patient to be.
        lost: Called at the end, before whoever waits for an answer is told.
    """

    def __init__(self, child: Child, limits: Limits, lost: Callable[[], None]) -> None:
        self._loop = asyncio.get_running_loop()
        self._child, self._limits, self._lost = child, limits, lost
        self._ids, self._waiting = itertools.count(1), dict[int, _Request]()
        self._paused, self._heard = False, self._loop.time()
        self._amx = "unknown"
        self.answers = 0
        """Questions it answered since it was loaded."""
        self._ended: asyncio.Task[Ended] = asyncio.create_task(self._hear())
        self._watching = asyncio.create_task(self._watch())

    @property
    def pid(self) -> int:
        """The child's number in the system."""
        return self._child.pid

    async def load(self, ready: Ready) -> Loaded | ModelTrouble:
        """Have it load a model."""
        answer = await self.ask(
            "load",
            path=str(ready.path), context=ready.context, threads=ready.threads, memory=ready.memory,
            markers=list(ready.template.markers),
        )  # fmt: skip
        if isinstance(answer, ModelTrouble):
            why = answer.params.get("why")
            if answer.kind != Kind.DIED or why not in CRASHES:
                return answer
            return trouble(Kind.CRASHED_ON_LOAD, why=f"{why}, AMX {self._amx}", amx=self._amx)
        self.answers = 0
        try:
            return Loaded(int(answer["context"]), tuple(answer["confined"]), tuple(answer["open"]))
        except (KeyError, TypeError, ValueError):
            return trouble(Kind.GARBAGE, why="no answer to loading")

    async def ask(self, what: str, piece: Callable[[str], None] = _ignore, **message: object) -> Answer:
        """One request and its answer. Cancelling the wait takes the request back."""
        if self._ended.done():
            return _of(self._ended.result())
        if not self._waiting:
            self._heard = self._loop.time()
        number = next(self._ids)
        request = self._waiting[number] = _Request(self._loop.create_future(), piece)
        self._child.send(type=what, id=number, **message)
        try:
            return await request.answer
        except asyncio.CancelledError:
            request.dropped = self._loop.time()
            self._child.send(type="cancel", id=number)
            raise

    def pause(self, still: bool) -> None:
        """Stand still, or go on."""
        if still is not self._paused:
            self._paused, self._heard = still, self._loop.time()
            self._child.send(type="pause" if still else "resume")

    def end(self) -> None:
        """Kill it now."""
        self._child.end(Kind.OFF, "")

    async def over(self) -> Ended:
        """Wait for its end, and why it came."""
        return await asyncio.shield(self._ended)

    async def _hear(self) -> Ended:
        try:
            while True:
                message = await self._child.hear()
                self._heard = self._loop.time()
                try:
                    self._take(message)
                except (KeyError, TypeError, ValueError, AttributeError):
                    self._child.end(Kind.GARBAGE, "not in the protocol")
        except Ended as ended:
            self._watching.cancel()
            self._lost()
            for request in self._waiting.values():
                _settle(request, _of(ended))
            self._waiting.clear()
            return ended

    def _take(self, message: dict[str, Any]) -> None:
        """One message. Answers to what nobody asked, or wants any more, are dropped."""
        kind = message["type"]
        if kind not in ("ready", "progress", "token", "done", "error"):
            raise ValueError(kind)
        if kind == "ready":
            self._amx = one_line(str(message["amx"]))[:LONGEST_REASON]
            return
        request = self._waiting.get(message["id"])
        if request is None:
            return
        if kind == "token" and request.dropped is None:
            self._loop.call_soon(request.piece, str(message["text"]))  # its errors are not ours
        elif kind in ("done", "error"):
            answer = message if kind == "done" else _refused(message)
            del self._waiting[message["id"]]
            self.answers += 1
            _settle(request, answer)

    async def _watch(self) -> None:
        """End a child that gives no sign of life."""
        while True:
            await asyncio.sleep(min(self._limits.patience, self._limits.letting_go) / 8)
            now = self._loop.time()
            stuck = [
                now - request.dropped for request in self._waiting.values() if request.dropped is not None
            ]
            if max(stuck, default=0) > self._limits.letting_go:
                self._child.end(Kind.HUNG, "did not let go of an answer")
            elif self._waiting and not self._paused and now - self._heard > self._limits.patience:
                self._child.end(Kind.HUNG, "no sign of life")


def _refused(message: dict[str, Any]) -> ModelTrouble:
    """A refusal in words of the child; what it left out is empty, so that every sentence can be worded."""
    said = {name: one_line(str(value))[:LONGEST_REASON] for name, value in message["params"].items()}
    return trouble(Kind(message["kind"]), **{name: said.get(name, "") for name in PARAMETERS})


def _of(ended: Ended) -> ModelTrouble:
    return trouble(ended.kind, why=ended.why)


def _settle(request: _Request, answer: Answer) -> None:
    if not request.answer.done():
        request.answer.set_result(answer)
