"""The real model behind the protocol: it reads what is new, points by choosing, and words under a grammar.

One sequence stands in its memory. Every request brings all its parts; the tokens that are the same as before
stay, the rest is taken off and read. So a note that is added costs itself, and one that was edited costs
itself and what stood after it.
"""

import codecs
import contextlib
import ctypes
import itertools
import time
from collections.abc import Mapping
from pathlib import Path

from models.channel import Message, Refusal, Turn
from models.grammar import sentences_grammar
from models.native import LONGEST_STEP, Native, library

SHORTEST_STEP = 8
"""Tokens in one go."""
SLOW, FAST = 0.2, 0.05
"""Seconds: after a step that took longer the next is half as long, after a shorter one twice."""
WARMING = 2**20
"""Bytes of the file that are read in one go before it is loaded."""
TOLD = 2**24
"""Bytes between two signs of life meanwhile."""

Way = tuple[int, ...]
"""The tokens of a text."""


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
        """Walk along the tokens of the choices; where they part, the likelier way."""
        native, tokens = self._loaded(), self._tokens(turn)
        ways = {tuple(native.tokens(choice)): str(choice) for choice in turn.message["choices"]}
        counts = self._take(turn, tokens, max(map(len, ways)), fresh=True)
        return {**counts, "text": ways[self._walk(turn, ways)[0]]}

    def _walk(self, turn: Turn, ways: Mapping[Way, str]) -> tuple[Way, int]:
        """The likeliest of some ways, and how much of it was read to find it."""
        native, left = self._loaded(), set(ways)
        for at in itertools.count():
            ended = next((way for way in left if len(way) == at), None)
            ahead = {way[at] for way in left if len(way) > at}
            if len(left) == 1:
                return left.pop(), max(at - 1, 0)
            if ended is not None and native.likeliest() not in ahead:
                return ended, at
            logits = native.logits()
            best = max(ahead, key=logits.__getitem__)
            left = {way for way in left if len(way) > at and way[at] == best}
            if len(left) > 1:
                self._feed([best], turn, len(self._memory) + 1)
        raise AssertionError(ways)

    def _tell(self, turn: Turn) -> Message:
        """One text of each step. What is sure once a way is taken is read in one go."""
        tokens = self._tokens(turn)
        steps = [{self._going_on(text): str(text) for text in step} for step in turn.message["steps"]]
        counts = self._take(turn, tokens, sum(max(map(len, ways)) for ways in steps), fresh=True)
        text = ""
        for ways in steps:
            way, read = self._walk(turn, ways)
            text += ways[way]
            turn.token(ways[way])
            if ways is not steps[-1]:
                self._feed(list(way[read:]), turn, len(self._memory) + len(way) - read)
        return {**counts, "text": text}

    def _going_on(self, text: str) -> Way:
        """The tokens of a text that does not begin one: some vocabularies put a blank before what begins."""
        native = self._loaded()
        lead, whole = native.tokens("0"), native.tokens(f"0{text}")
        return tuple(whole[len(lead) :] if whole[: len(lead)] == lead else native.tokens(text))

    def write(self, turn: Turn) -> Message:
        """The likeliest sentences that the grammar allows, or the likeliest way through the steps."""
        if turn.message["steps"]:
            return self._tell(turn)
        native, tokens, most = self._loaded(), self._tokens(turn), turn.message["most"]
        counts = self._take(turn, tokens, most, fresh=True)
        grammar = native.grammar(sentences_grammar(turn.message["lines"], turn.message["sentences"]))
        decoder, text = codecs.getincrementaldecoder("utf-8")("replace"), ""
        try:
            for _ in range(most):
                token = grammar.best(native)
                if native.is_end(token):
                    break
                grammar.accept(token)
                piece = decoder.decode(native.bytes_of(token))
                text += piece
                turn.token(piece)
                if text.count("\n") == turn.message["sentences"]:
                    break
                self._feed([token], turn, len(self._memory) + 1)
        finally:
            grammar.close()
        return {**counts, "text": text}

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
