"""The "is", "has" and "was" that only a sentence has, and what in the line they go with."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from coach.guard.parts.clause import Clause, is_done
from coach.guard.parts.clauses import Reader
from coach.guard.parts.tokens import Token


@dataclass(frozen=True, slots=True)
class Helper:
    """A word that asserts, in a sentence that says part of a line."""

    kind: str
    """One of `KINDS`."""
    part: int
    """The part of the line with what it goes with."""
    behind: tuple[int, ...]
    """Places in the line of the words behind it, up to the next such word."""
    before: tuple[int, ...]
    """Places of those before it, in its part of the sentence."""
    clause: Clause
    """Its part of the sentence."""
    at: int
    """Its place there."""


KINDS = ("has", "was", "is")
"""What may assert; a list of the section `asserted` each."""


@dataclass
class Helpers:
    """A sentence beside a line, each in its parts."""

    sentence: Sequence[Clause]
    line: Sequence[Clause]
    reader: Reader
    theirs: list[Token] = field(init=False)
    """The words of the line."""
    home: list[int] = field(init=False)
    """Which part of the line each of them is in."""

    def __post_init__(self) -> None:
        self.theirs = [token for clause in self.line for token in clause.tokens]
        self.home = [n for n, clause in enumerate(self.line) for _ in clause.tokens]

    def is_a(self, name: str, form: str) -> bool:
        """Whether a form is in a list of the section `asserted`."""
        return form in self.reader.words.words("asserted", name)

    def helpers(self) -> Iterator[Helper]:
        """The words that assert and that the part of the line does not have."""
        last = -1
        for clause in self.sentence:
            places = self._places(clause, last)
            last = max([last, *places.values()])
            for at in range(len(clause.tokens)):
                kind = self._kind(clause.tokens, at)
                if not kind:
                    continue
                until = next(
                    (n for n in range(at + 1, len(clause.tokens)) if self._kind(clause.tokens, n)), 99
                )
                behind = tuple(place for n, place in places.items() if at < n < until)
                before = tuple(place for n, place in places.items() if n < at)
                if not behind and not before:
                    continue
                first = kind == "was" or (kind == "is" and self._ends_done(clause, at))
                part = self.most(before or behind if first else behind or before)
                if not any(self._helps(t) for t in self.line[part].tokens):
                    yield Helper(kind, part, behind, before, clause, at)

    def most(self, places: Sequence[int]) -> int:
        """The part of the line that most of some places are in, the later of two."""
        homes = [self.home[place] for place in places]
        return max(homes, key=lambda home: (homes.count(home), home))

    def _helps(self, token: Token) -> bool:
        return any(self.is_a(kind, token.form) for kind in KINDS)

    def _kind(self, tokens: Sequence[Token], at: int) -> str:
        """What a word asserts by, or ""."""
        form = tokens[at].form
        if not self._helps(tokens[at]):
            return ""
        return next(kind for kind in KINDS if self.is_a(kind, form))

    def _places(self, clause: Clause, last: int) -> dict[int, int]:
        """Where in the line each word of a part of the sentence stands, in order where it can."""
        found: dict[int, int] = {}
        alike, bears = self.reader.words.alike, self.reader.must_rest
        for at, token in enumerate(clause.tokens):
            if not (bears(token) or token.classes or token.day):
                continue
            there = [
                n
                for n, other in enumerate(self.theirs)
                if (token.day and other.day == token.day)
                or (token.number and other.number == token.number)
                or (not token.day and not token.number and not other.day and alike(token.form, other.form))
            ]
            if there:
                found[at] = last = next((n for n in there if n > last), there[0])
        return found

    def _ends_done(self, clause: Clause, at: int) -> bool:
        """Whether a participle goes with a word."""
        return any(is_done(t.form, self.reader.words.lang) and t.content for t in clause.tokens[at + 1 :])

    def any_of(self, name: str, clause: Clause) -> bool:
        """Whether a part has a word of a list of the section `asserted`."""
        return any(self.is_a(name, token.form) for token in clause.tokens)

    def verbless(self, part: Clause) -> bool:
        """Whether a part of the line has no verb of its own."""
        words = self.reader.words
        return not any(
            (t.form in words.verbs and not (at and is_done(t.form, words.lang))) or t.reporting
            for at, t in enumerate(part.tokens)
        )
