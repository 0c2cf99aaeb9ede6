"""The way of an answer along the texts it may consist of, one of each step: what comes next, what may follow.

Where the texts of a step part, the likelier token decides. Where they do not part nothing is asked; so from a
guess of what follows, many places are asked about in one go of the model.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Protocol

Way = tuple[int, ...]
"""The tokens of a text."""


class Chances(Protocol):
    """What a model makes of one place of a text; asked only where something hangs on it."""

    def likeliest(self) -> int:
        """Of all tokens the one that most likely comes next."""
        ...

    def logits(self) -> Sequence[float]:
        """How likely each token comes next."""
        ...


class Route:
    """Where an answer stands. The last step is chosen and not read: nothing comes after it.

    With a lead the first text of a step is taken unless another one is clearly likelier, up to what comes
    behind its small words: after "esp" a "was" may be likely, but "was the organoids" is not.

    Args:
        steps: The tokens of each text that a step may say, with the text; the first is what is guessed.
        told: Called with the text of each step, once that is settled.
        lead: By how much another text has to be likelier than the first one, in logits; None: by anything.
    """

    def __init__(
        self, steps: Sequence[Mapping[Way, str]], told: Callable[[str], None], lead: float | None = None
    ) -> None:
        self._steps, self._told, self._lead = steps, told, lead
        self._step, self._at, self._left = 0, 0, list(steps[0])
        self._purse: float | None = None
        """How unlikely what follows may still be, on a text that is not the first of its step."""
        self.text = ""
        self.back = 0
        """How many of the tokens that were given have to be taken back before the one that is given now."""

    @property
    def asks(self) -> bool:
        """Whether something hangs on what a model makes of this place."""
        if self._left and self._at == len(self._left[0]) and len(self._left) == 1:
            return any(len(step) > 1 for step in self._steps[self._step + 1 : self._step + 2])
        return len(self._left) > 1 or self._purse is not None

    def next(self, chances: Chances) -> int | None:
        """The next token; None when the last step is settled."""
        self.back = 0
        while self._step < len(self._steps):
            alone = len(self._left) == 1
            if not alone:
                self._choose(chances)
            way, last = self._left[0], self._step == len(self._steps) - 1
            if len(self._left) > 1 or (self._at < len(way) and not last):
                if self._purse is not None and not self._pays(chances, way[self._at], alone):
                    continue
                self._at += 1
                return way[self._at - 1]
            self._settle(way)
        return None

    def guess(self, most: int) -> list[tuple[int, bool]]:
        """So many tokens that follow if each choice falls on the first text, and whether each place asks."""
        return list(islice(self._ahead(), most))

    def _choose(self, chances: Chances) -> None:
        """Leave only the texts that go on with the likeliest of their tokens, or the one that ends here."""
        ended = next((way for way in self._left if len(way) == self._at), None)
        ahead = {way[self._at] for way in self._left if len(way) > self._at}
        if ended is not None and chances.likeliest() not in ahead:
            self._left = [ended]
            return
        logits = chances.logits()
        best = max(ahead, key=logits.__getitem__)
        plain = self._first[self._at : self._at + 1]
        if self._lead is not None and self._left[0] == self._first and plain not in ((), (best,)):
            self._purse = logits[chances.likeliest()] - logits[plain[0]] - self._lead
        self._left = [way for way in self._left if way[self._at : self._at + 1] == (best,)]

    @property
    def _first(self) -> Way:
        return next(iter(self._steps[self._step]))

    def _pays(self, chances: Chances, token: int, alone: bool) -> bool:
        """Whether the purse lasts for this token; if not, the step begins anew on its first text."""
        assert self._purse is not None
        logits = chances.logits()
        self._purse -= logits[chances.likeliest()] - logits[token]
        if self._purse < 0:
            self.back, self._at, self._left = self._at, 0, [self._first]
            self._purse = None
            return False
        if alone:
            self._purse = None  # what follows now is the rest of the word
        return True

    def _settle(self, way: Way) -> None:
        text = self._steps[self._step][way]
        self.text += text
        self._step, self._at, self._purse = self._step + 1, 0, None
        self._left = list(self._steps[self._step]) if self._step < len(self._steps) else []
        self._told(text)

    def _ahead(self) -> Iterator[tuple[int, bool]]:
        left, start, checked = self._left, self._at, self._purse is not None
        for step in range(self._step, len(self._steps) - 1):
            way = left[0]
            for at in range(start, len(way)):
                alone = len(left) == 1
                left = [one for one in left if one[: at + 1] == way[: at + 1]]
                checked &= not alone
                ends = at + 1 == len(way) and len(left) == 1
                yield way[at], len(self._steps[step + 1]) > 1 if ends else checked or len(left) > 1
            left, start, checked = list(self._steps[step + 1]), 0, False


def follows(text: str, steps: Sequence[Sequence[str]]) -> bool:
    """Whether a text is made of one text of each step, in turn."""
    ends = {0}
    for step in steps:
        ends = {at + len(said) for at in ends for said in step if text.startswith(said, at)}
    return len(text) in ends
