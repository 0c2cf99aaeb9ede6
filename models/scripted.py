"""A stand-in for a model: the same child, the same protocol, answers that are known beforehand.

For tests, and for building screens without a model. Without a script it chooses the first choice, and the
first text of each step; with one, its answers are given in order, over and over.
"""

import itertools
import re
import time
from collections.abc import Iterator, Sequence

from models.channel import Message, Refusal, Turn
from models.route import follows

TOKEN = re.compile(r"\S+\s*|\s+")
"""What stands for a token: a word with the space behind it."""


class ScriptedBrain:
    """Answers from a script.

    Args:
        choices: What it chooses, in turn; one that is not among the choices counts as the first.
        texts: What it writes, in turn, such as "3: Wants fewer priorities." and a line end; the first text of
            each step where the steps do not allow it.
        pace: Seconds a token, read or written.
        context: Tokens it can see at once.
    """

    def __init__(
        self, choices: Sequence[str] = (), texts: Sequence[str] = (), pace: float = 0.0, context: int = 8192
    ) -> None:
        self._choices, self._texts = itertools.cycle(choices or [""]), itertools.cycle(texts or [""])
        self._pace, self._context = pace, context
        self._memory: list[str] = []

    def prepare(self) -> None:
        """Nothing to prepare."""

    def load(self, turn: Turn) -> Message:
        """Nothing to load."""
        return {"context": min(self._context, turn.message["context"])}

    def read(self, turn: Turn) -> Message:
        """Remember the parts, as slowly as it is told to."""
        tokens = [token for _, text in turn.message["parts"] for token in TOKEN.findall(text)]
        if len(tokens) > self._context:
            raise Refusal("too-long", tokens=len(tokens), most=self._context)
        pairs = itertools.takewhile(lambda pair: pair[0] == pair[1], zip(self._memory, tokens, strict=False))
        kept = sum(1 for _ in pairs)
        del self._memory[kept:]
        for token in self._paced(tokens[kept:], turn):
            self._memory.append(token)
            turn.progress(len(self._memory), len(tokens))
        return {"kept": kept, "read": len(tokens) - kept}

    def choose(self, turn: Turn) -> Message:
        """The next choice of the script, or the first there is."""
        counts, among, wanted = self.read(turn), turn.message["choices"], next(self._choices)
        return {**counts, "text": wanted if wanted in among else among[0]}

    def write(self, turn: Turn) -> Message:
        """The next text of the script, or the first of each step."""
        counts, steps, text = self.read(turn), turn.message["steps"], next(self._texts)
        text = text if follows(text, steps) else "".join(step[0] for step in steps)
        pieces = TOKEN.findall(text)
        for piece in self._paced(pieces, turn):
            turn.token(piece)
        return {**counts, "text": text, "written": len(pieces)}

    def _paced(self, tokens: list[str], turn: Turn) -> Iterator[str]:
        for token in tokens:
            turn.checkpoint()
            if self._pace:
                time.sleep(self._pace)
            yield token
