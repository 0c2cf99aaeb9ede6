"""Runs a local model in a child process, so that nothing it does can stop, slow or end the program.

Every answer is a value: what was asked for, or the `ModelTrouble` that stands in its place. A child that
dies, hangs or talks nonsense is replaced; what was asked of it is answered with a trouble, and the rules go
on. To take a question back, cancel the task that waits for its answer.
"""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress

from coach.model_errors import ModelTrouble
from models.asking import Kind, Loaded, Prompt, Sentence, trouble
from models.child import WORKER
from models.life import Answer, Life, Limits, Ready
from models.route import follows
from models.templates import Part
from models.understudy import Understudy
from models.wording import read_sentences

CRASHES_ON_LOAD = 2
"""In a row. The second is no accident: the build does not fit the processor, or the file breaks it."""
HUSH = 1.5
"""Seconds of quiet after a key; the next one within that time prolongs it."""

Changed = Callable[[Loaded | ModelTrouble], None]


def ignore(_: object) -> None:
    """Nobody needs to know."""


class Engine:
    """A model that works beside the program.

    Args:
        prepare: What to load; asked again for every child, in a thread. Raises `ModelTrouble`.
        command: The child.
        limits: How long it may take to give a sign of life.
        changed: Told when a model became ready, and when it was lost and why; by the loop, never in a call.
    """

    def __init__(
        self,
        prepare: Callable[[], Ready],
        command: Sequence[str] = WORKER,
        limits: Limits | None = None,
        changed: Changed = ignore,
    ) -> None:
        self._prepare, self._limits = prepare, limits or Limits()
        self._understudy = Understudy(command)
        self._changed = changed
        self._life: Life | None = None
        self._ready: Ready | None = None
        self._keeper: asyncio.Task[None] | None = None
        self._standing: asyncio.Future[Loaded | ModelTrouble] | None = None
        self._reading: asyncio.Task[Answer] | None = None
        self._held = False
        self._hushed: asyncio.TimerHandle | None = None

    @property
    def pid(self) -> int | None:
        """The number of the child at work, in the system; one more may wait (see `models.understudy`)."""
        return self._life.pid if self._life else None

    async def start(self) -> Loaded | ModelTrouble:
        """Have the model ready, also after it gave up. Waits until it is, or cannot be."""
        if self._standing is None or self._is_lost():
            await self.close()
            self._standing = asyncio.get_running_loop().create_future()
            self._keeper = asyncio.create_task(self._keep(), name="model")
        return await asyncio.shield(self._standing)

    async def restart(self) -> Loaded | ModelTrouble:
        """A fresh child, of which the memory holds nothing."""
        await self.close()
        return await self.start()

    async def close(self) -> None:
        """End the child; takes milliseconds. What was asked is answered with kind `off`."""
        self.resume()
        if self._keeper is not None:
            self._keeper.cancel()
            with suppress(asyncio.CancelledError):
                await self._keeper
            self._keeper = None
        await self._understudy.close()
        self._settle(trouble(Kind.OFF))
        self._standing = None

    async def read(self, prompt: Prompt) -> ModelTrouble | None:
        """Let it read the notes beforehand, so that a question costs its own words only.

        A later reading takes the place of one that is not done: that one is answered with kind `cancelled`.
        """
        if self._reading is not None:
            self._reading.cancel()
        self._reading = asyncio.create_task(self._ask("read", lambda ready: ready.template.start(prompt)))
        try:
            answer = await self._reading
        except asyncio.CancelledError:
            waiter = asyncio.current_task()
            if waiter is not None and waiter.cancelling():
                raise
            return trouble(Kind.CANCELLED)
        return answer if isinstance(answer, ModelTrouble) else None

    async def choose(self, prompt: Prompt, choices: Sequence[str]) -> str | ModelTrouble:
        """Which of some short texts answers the question; costs a token or two.

        Raises:
            ValueError: There is nothing to choose from, or one choice begins with another one.
        """
        if not choices or any(a is not b and a.startswith(b) for a in choices for b in choices):
            raise ValueError(choices)
        answer = await self._ask("choose", lambda ready: ready.template.parts(prompt), choices=list(choices))
        return answer if isinstance(answer, ModelTrouble) else str(answer["text"])

    async def write(
        self,
        prompt: Prompt,
        steps: Sequence[Sequence[str]],
        piece: Callable[[str], None] = ignore,
    ) -> tuple[Sentence, ...] | ModelTrouble:
        """A text out of each step, in turn: together a sentence behind the number of its line.

        Args:
            prompt: The notes and what to write about them.
            steps: What it may write; anything else is answered with kind `garbage`.
            piece: Told the text of each step once it is chosen.

        Raises:
            ValueError: No step, or one without a text.
        """
        if not steps or not all(steps):
            raise ValueError(steps)
        answer = await self._ask(
            "write", lambda ready: ready.template.parts(prompt), piece, steps=[list(step) for step in steps]
        )
        if isinstance(answer, ModelTrouble):
            return answer
        if not follows(str(answer["text"]), steps):
            return trouble(Kind.GARBAGE, why="a sentence that was not offered")
        return read_sentences(str(answer["text"]))

    def hush(self) -> None:
        """Somebody types: be quiet for a while. For every key; costs microseconds."""
        if self._hushed is not None:
            self._hushed.cancel()
        self._hushed = asyncio.get_running_loop().call_later(HUSH, self._unhush)
        self._tell_quiet()

    def pause(self) -> None:
        """Be quiet until `resume`."""
        self._held = True
        self._tell_quiet()

    def resume(self) -> None:
        """Go on at once, also when somebody just typed."""
        self._held = False
        self._unhush()

    def _unhush(self) -> None:
        if self._hushed is not None:
            self._hushed.cancel()
            self._hushed = None
        self._tell_quiet()

    def _tell_quiet(self) -> None:
        if self._life is not None:
            self._life.pause(self._held or self._hushed is not None)

    async def _ask(
        self,
        what: str,
        parts: Callable[[Ready], list[Part]],
        piece: Callable[[str], None] = ignore,
        **fields: object,
    ) -> Answer:
        """Wait for a model, ask it, and wait for its answer."""
        if self._standing is None:
            return trouble(Kind.OFF)
        standing = await asyncio.shield(self._standing)
        if isinstance(standing, ModelTrouble):
            return standing
        if self._life is None or self._ready is None:
            return trouble(Kind.DIED, why="")
        answer = await self._life.ask(what, piece, parts=parts(self._ready), **fields)
        if isinstance(answer, ModelTrouble) or what == "read" or isinstance(answer.get("text"), str):
            return answer
        return trouble(Kind.GARBAGE, why="an answer without text")

    async def _keep(self) -> None:
        """One child after the other, until one cannot be had."""
        in_a_row = crashes = 0
        while True:
            refusal, answered = await self._live()
            in_a_row = 1 if answered else in_a_row + 1
            crashes = crashes + 1 if refusal.kind == Kind.CRASHED_ON_LOAD else 0
            again = refusal.kind in (Kind.DIED, Kind.HUNG, Kind.GARBAGE) or 0 < crashes < CRASHES_ON_LOAD
            if again and in_a_row > len(self._limits.delays):
                refusal, again = trouble(Kind.GAVE_UP, why=str(refusal.params.get("why", ""))), False
            if not again:
                await self._understudy.close()
                self._settle(refusal)
                return
            await asyncio.sleep(self._limits.delays[in_a_row - 1])

    async def _live(self) -> tuple[ModelTrouble, bool]:
        """One child: why it ended, or was not to be had, and whether it had answered anything."""
        life: Life | None = None
        try:
            self._ready = await asyncio.to_thread(self._prepare)
            self._life = life = Life(await self._understudy.take(), self._limits, self._lose)
            self._tell_quiet()
            loaded = await life.load(self._ready)
            if isinstance(loaded, ModelTrouble):
                return loaded, False
            self._settle(loaded)
            self._understudy.call()
            ended = await life.over()
            lost = trouble(ended.kind, why=ended.why)
            asyncio.get_running_loop().call_soon(self._changed, lost)
            return lost, life.answers > 0
        except ModelTrouble as refusal:
            return refusal, False
        except Exception as error:  # noqa: BLE001  nothing about a model may end more than the model
            return trouble(Kind.FAILED, why=type(error).__name__), False
        finally:
            self._life = None
            if life is not None:
                life.end()
                await life.over()

    def _settle(self, standing: Loaded | ModelTrouble) -> None:
        if self._standing is not None and not self._standing.done():
            self._standing.set_result(standing)
            asyncio.get_running_loop().call_soon(self._changed, standing)

    def _lose(self) -> None:
        """From here on a question waits for the next child."""
        if self._standing is not None and self._standing.done():
            self._standing = asyncio.get_running_loop().create_future()

    def _is_lost(self) -> bool:
        standing = self._standing
        return standing is not None and standing.done() and isinstance(standing.result(), ModelTrouble)
