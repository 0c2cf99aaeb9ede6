"""Whether the words of a part of a sentence stand in a part of a note line."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from coach.grounding_clauses import Clause, Reader
from coach.grounding_forms import made_of, slip, stem
from coach.grounding_tokens import Token
from coach.grounding_windows import Window

NEAR = 3
"""Words between a number and what it counts, or between "until" and what it goes with."""


@dataclass
class Support:
    """The words of a part of a sentence, and where in a part of a line they stand."""

    clause: Clause
    window: Window
    reader: Reader
    found: dict[int, tuple[int, ...]] = field(default_factory=dict, init=False)
    """Places in the window by place in the clause."""

    def unsupported(self) -> str | None:
        """Why the words do not all stand there, or None when they do."""
        return self._thin() or self._supported() or self._leaves_out()

    def _thin(self) -> str | None:
        """With one word to rest on, or a turn and none, only a part as thin will do: "not about that"."""
        claims = sum(self.reader.must_rest(token) or token.day is not None for token in self.clause.tokens)
        claims += bool(claims) * (bool(self.clause.mentions) + len(self.clause.classes))
        if claims > 1 or self.clause.timed:
            return None
        there = any(map(self.reader.must_rest, self.window.tokens))
        alike = self.clause.classes and self.clause.classes == self.window.classes
        return None if alike and not there and not claims else "word"

    def _supported(self) -> str | None:
        lang = self.reader.words.lang
        forms = [token.form for token in self.window.tokens]
        for at, token in enumerate(self.clause.tokens):
            if token.day is not None:
                places = tuple(
                    n
                    for n, other in enumerate(self.window.tokens)
                    if other.day == token.day and (other.named or not token.named)
                )
                if not places and (token.day, token.named) not in self.window.days:
                    return "date"
                if not places:
                    continue
            elif not self.reader.must_rest(token):
                continue
            elif token.number:
                places = tuple(
                    n for n, other in enumerate(self.window.tokens) if other.number == token.number
                )
                if not places or not self._counts_the_same(at, places):
                    return "number"
            else:
                places = self.places(token, lang) or made_of(token.form, forms, lang) or self._part_of(token)
                if not places:
                    return "name" if token.capital and at else "word"
            self.found[at] = places
        return None

    def _leaves_out(self) -> str | None:
        if all(clause.timed for clause in self.window.clauses) and not self.clause.timed:
            return None if "if" in self.clause.classes else "certainty"  # "when she is ill": not "she is ill"
        if not self.window.whole:
            return None
        said = {place for places in self.found.values() for place in places}
        bearing = [n for n, token in enumerate(self.window.tokens) if self.reader.must_rest(token)]
        return None if said.issuperset(bearing) else "word"

    def places(self, token: Token, lang: str) -> tuple[int, ...]:
        """Where in the window a word stands, in whatever form."""
        groups = self.reader.words.groups
        mine, short = groups.get(stem(token.form, lang), frozenset()), stem(token.form, lang)
        return tuple(
            n
            for n, other in enumerate(self.window.tokens)
            if other.day is None
            and (
                other.form == token.form
                or stem(other.form, lang) == short
                or (mine & groups.get(stem(other.form, lang), frozenset()))
                or slip(token.form, other.form)
            )
        )

    def _part_of(self, token: Token) -> tuple[int, ...]:
        """Places of compounds of which this is a part, when the rest of them is said here as well."""
        lang, mine = self.reader.words.lang, [other.form for other in self.clause.tokens]
        return tuple(
            n
            for n, other in enumerate(self.window.tokens)
            if len(other.form) > len(token.form) + 1
            and (parts := made_of(other.form, mine, lang))
            and any(mine[part] == token.form for part in parts)
        )

    def _counts_the_same(self, at: int, places: Sequence[int]) -> bool:
        lang = self.reader.words.lang
        counted = next(
            (t for t in self.clause.tokens[at + 1 : at + 3] if self.reader.must_rest(t) and not t.number),
            None,
        )
        if counted is None:
            return True
        there = self.places(counted, lang) or self._part_of(counted)
        inside = made_of(counted.form, [token.form for token in self.window.tokens], lang)
        near = [*there, *(inside or ())]
        return not near or any(abs(n - place) <= NEAR for n in near for place in places)
