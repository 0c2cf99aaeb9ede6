"""The real model behind the protocol: it reads what is new, points by choosing, and words in steps.

One sequence stands in its memory. Every request brings all its parts; the tokens that are the same as before
stay, the rest is taken off and read. So a note that is added costs itself, and one that was edited costs
itself and what stood after it.
"""

import contextlib
import ctypes
import itertools
import time
from collections.abc import Sequence
from pathlib import Path

from models.channel import Message, Refusal, Turn
from models.native import LONGEST_STEP, Native, library
from models.route import Route, Way

SHORTEST_STEP = 8
"""Tokens in one go."""
AHEAD = 12
"""Tokens of an answer that are guessed and read in one go; more are more often read in vain."""
LEAD = 1.0
"""By how much small words have to be likelier than none, in logits: nearly three times."""
SLOW, FAST = 0.2, 0.05
"""Seconds: after a step that took longer the next is half as long, after a shorter one twice."""
WARMING = 2**20
"""Bytes of the file that are read in one go before it is loaded."""
TOLD = 2**24
"""Bytes between two signs of life meanwhile."""


class Place:
    """One place of what was read last, and what the model makes of it."""

    def __init__(self, native: Native, at: int) -> None:
        self._native, self._at = native, at

    def likeliest(self) -> int:
        """Of all tokens the one that most likely comes next."""
        return self._native.likeliest(self._at)

    def logits(self) -> Sequence[float]:
        """How likely each token comes next."""
        return self._native.logits(self._at)


class LlamaBrain:
    """Answers with llama.cpp.

    Args:
        halt: "x" stops the step at hand (see `Native`).
    """

    def __init__(self, halt: ctypes.Array[ctypes.c_char]) -> None:
        self._halt = halt
        self._native: Native | None = None
        self._memory: list[int] = []
        self._step = LONGEST_STEP // 2
        self._goes_back = True
        """Whether it can forget the end of a text; some architectures can only forget all of it."""

    def prepare(self) -> None:
        """Import the library; where that fails, loading tells."""
        with contextlib.suppress(Refusal):
            library()

    def load(self, turn: Turn) -> Message:
        """Load the file and make sure that our template's markers are tokens of this model."""
        wanted = turn.message
        _warm(Path(wanted["path"]), turn)
        native = Native(
            wanted["path"], wanted["context"], wanted["threads"], self._halt, lambda: turn.progress(0, 0)
        )
        for marker in wanted["markers"]:
            if len(native.tokens(marker, markers=True)) != 1:
                raise Refusal("no-template", why=f"{marker} is no token")
        self._native = native
        return {"context": native.context}

    def read(self, turn: Turn) -> Message:
        """Bring the memory to these parts."""
        return self._take(turn, self._tokens(turn), 0)

    def choose(self, turn: Turn) -> Message:
        """The likeliest of the choices."""
        native, tokens = self._loaded(), self._tokens(turn)
        ways = {tuple(native.tokens(choice)): str(choice) for choice in turn.message["choices"]}
        counts = self._take(turn, tokens, max(map(len, ways)), fresh=True)
        return {**counts, "text": self._follow(turn, Route([ways], lambda _: None))}

    def write(self, turn: Turn) -> Message:
        """One text of each step, the likeliest at each choice."""
        tokens = self._tokens(turn)
        zero = tuple(self._loaded().tokens("0"))
        steps = [{self._going_on(text, zero): str(text) for text in step} for step in turn.message["steps"]]
        counts = self._take(turn, tokens, sum(max(map(len, ways)) for ways in steps), fresh=True)
        before = len(self._memory)
        text = self._follow(turn, Route(steps, turn.token, LEAD))
        return {**counts, "text": text, "written": len(self._memory) - before}

    def _follow(self, turn: Turn, route: Route) -> str:
        """Read the answer while it is chosen, and what it may go on with in the same go."""
        token = route.next(Place(self._loaded(), -1))
        while token is not None:
            token = self._try(turn, route, [(token, route.asks), *route.guess(AHEAD)])
        return route.text

    def _try(self, turn: Turn, route: Route, run: list[tuple[int, bool]]) -> int | None:
        """Read tokens of which the first is sure, keep those that are chosen; the one after them."""
        native, behind = self._loaded(), len(self._memory)
        run = run[: self._step] if self._goes_back else run[:1]
        tokens = [token for token, _ in run]
        turn.checkpoint()
        while not native.decode(tokens, behind, [asks for _, asks in run]):
            turn.checkpoint()
        self._memory += tokens
        turn.progress(len(self._memory), len(self._memory))
        for at in range(len(run)):
            token = route.next(Place(native, at))
            if route.back or run[at + 1 : at + 2] != [(token, route.asks)]:
                self._keep(turn, behind + at + 1 - route.back)
                return token
        raise AssertionError(run)

    def _keep(self, turn: Turn, length: int) -> None:
        """Forget what was read in vain."""
        known = self._memory[:length]
        if length == len(self._memory) or self._loaded().cut(length):
            self._memory = known
            return
        self._goes_back, self._memory = False, []
        self._feed(known, turn, length)

    def _going_on(self, text: str, zero: Way) -> Way:
        """The tokens of a text that does not begin one: some vocabularies put a blank before what begins.

        Args:
            text: What goes on.
            zero: The tokens of "0", behind which it is looked at.
        """
        native = self._loaded()
        whole = tuple(native.tokens(f"0{text}"))
        return whole[len(zero) :] if whole[: len(zero)] == zero else tuple(native.tokens(text))

    def _loaded(self) -> Native:
        if self._native is None:
            raise Refusal("off")
        return self._native

    def _tokens(self, turn: Turn) -> list[int]:
        native = self._loaded()
        parts = (native.tokens(text, markers) for markers, text in turn.message["parts"])
        return [*native.opening, *itertools.chain.from_iterable(parts)]

    def _take(self, turn: Turn, tokens: list[int], room: int, fresh: bool = False) -> Message:
        """Bring the memory to these tokens, with room for an answer; `fresh` reads at least the last one."""
        native = self._loaded()
        if len(tokens) + room > native.context:
            raise Refusal("too-long", tokens=len(tokens) + room, most=native.context)
        pairs = zip(self._memory, tokens, strict=False)
        kept = sum(1 for _ in itertools.takewhile(lambda pair: pair[0] == pair[1], pairs))
        if fresh:
            kept = min(kept, len(tokens) - 1)
        if kept < len(self._memory):
            kept = kept if native.cut(kept) else 0
            del self._memory[kept:]
        self._feed(tokens[kept:], turn, len(tokens))
        return {"kept": kept, "read": len(tokens) - kept}

    def _feed(self, tokens: list[int], turn: Turn, of: int) -> None:
        """Read tokens step by step; where it has to be quiet, the step at hand is dropped and done again."""
        native = self._loaded()
        while tokens:
            turn.checkpoint()
            step, began = tokens[: self._step], time.monotonic()
            if not native.decode(step, len(self._memory)):
                continue
            self._memory += step
            tokens = tokens[len(step) :]
            turn.progress(len(self._memory), of)
            if len(step) == self._step:
                self._pace(time.monotonic() - began)

    def _pace(self, took: float) -> None:
        if took > SLOW:
            self._step = max(self._step // 2, SHORTEST_STEP)
        elif took < FAST:
            self._step = min(self._step * 2, LONGEST_STEP)


def _warm(path: Path, turn: Turn) -> None:
    """Read the file once, with signs of life: else a slow disk would look like a hang."""
    piece, done, told = bytearray(WARMING), 0, 0  # one piece of memory for all spares a third of the time
    try:
        with path.open("rb", buffering=0) as file:
            size = path.stat().st_size
            while read := file.readinto(piece):
                done += read
                if done - told >= TOLD:
                    turn.progress(done, size)
                    turn.checkpoint()
                    told = done
    except OSError as error:
        raise Refusal("gone", where=str(path), why=error.strerror or "") from error
