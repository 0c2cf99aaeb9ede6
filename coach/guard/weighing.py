"""The guard: what a model proposes passes only when it is one of the note lines that it names, told again.

A model can write nothing else: each word of a line in its place, with a small word before some of them. So
each "not", number, day and name stands where it stood, and only what was put in is weighed: whether it says
who does it, that it is so, or that it has happened, where the line does not. What cannot be shown to leave
the line as it is does not pass; that costs little, since the rules have a sentence of their own. Source:
product.md, "never invent a fact, a date or an owner".
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from coach.guard.parts.clauses import Reader
from coach.guard.rests.asserted import Asserted
from coach.guard.rests.retold import Retold, chooses, parted_alike
from coach.guard.surface import instructs, jokes, surface
from coach.guard.words.vocabulary import GuardWords
from coach.names import Names
from coach.reading import Parties

REASONS = (
    *("lines", "delicate", "length", "unclean", "markup", "language", "instruction"),
    *("name", "word", "certainty", "role"),
)
"""Why something was dropped: ids that a front end words as `dropped.<id>`."""


@dataclass(frozen=True, slots=True)
class Ground:
    """One note line as ground for a sentence."""

    text: str
    said: bool = False
    """The employee's own words."""
    agreed: bool = False
    """The typist or the rules say that it is agreed."""
    delicate: bool = False
    """Its words are not repeated: sensitive, a verdict, about people who are not there (domain.md §6)."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the guard says of one sentence: why it is dropped, or the lines it rests on."""

    reason: str | None
    lines: tuple[int, ...] = ()


@dataclass(frozen=True)
class Guard:
    """Weighs sentences against the notes of one talk."""

    words: GuardWords
    names: Names
    parties: Parties
    today: date
    _known: dict[tuple[str, tuple[tuple[int, Ground], ...]], Verdict] = field(
        default_factory=dict, repr=False, compare=False
    )
    """Verdicts: while a model words one note after the other, the earlier ones are weighed again."""

    @cached_property
    def reader(self) -> Reader:
        """How the guard reads text; made once, for the names alone take 0.3 ms."""
        return Reader(self.words, self.parties, self.names.first - self.names.lookalikes, self.today)

    def weigh(self, text: str, lines: Iterable[int], grounds: Sequence[Ground]) -> Verdict:
        """Whether a sentence may stand, and on which of the lines that it names it rests.

        Args:
            text: The sentence as the model wrote it.
            lines: Numbers of lines, from 0.
            grounds: All lines of the talk.
        """
        cited = tuple(dict.fromkeys(lines))
        if not cited or any(not 0 <= at < len(grounds) or not grounds[at].text.strip() for at in cited):
            return Verdict("lines")
        key = text, tuple((at, grounds[at]) for at in cited)
        if key not in self._known:
            self._known[key] = self._weigh(text, cited, grounds)
        return self._known[key]

    def _weigh(self, text: str, cited: tuple[int, ...], grounds: Sequence[Ground]) -> Verdict:
        if any(grounds[at].delicate for at in cited):
            return Verdict("delicate")
        sources = [grounds[at].text for at in cited]
        if any(instructs(source, self.words) for source in sources):
            return Verdict("instruction")
        if any(map(jokes, sources)):
            return Verdict("certainty")
        reason = surface(text, sources, self.words)
        if reason:
            return Verdict(reason)
        if self.names.find(text, self.parties):
            return Verdict("name")
        reasons = list[str]()
        for at in cited:
            reason = self._retells(text, grounds[at])
            if reason is None:
                return Verdict(None, (at,))
            reasons.append(reason)
        return Verdict(reasons[0])

    def _retells(self, text: str, ground: Ground) -> str | None:
        """Why a sentence is not a whole line told again, or None."""
        if chooses(ground.text) > chooses(text) or not parted_alike(text, ground.text):
            return "word"
        mine, theirs = self.reader.clauses(text), self.reader.clauses(ground.text, ground.said)
        if not Retold(mine, theirs, self.reader, ground.said, ground.agreed).whole():
            return "word"
        return "certainty" if Asserted(mine, theirs, self.reader).falsely() else None
