"""Whether the words of a part of a sentence stand in a part of a note line."""

import re
from collections.abc import Sequence
from itertools import pairwise

from coach.guard.parts.tokens import Token
from coach.guard.rests.called import called
from coach.guard.rests.light import Light
from coach.guard.rests.numbers import led_alike
from coach.guard.words.forms import made_of

_YEAR = re.compile(r"(?:19|20)\d\d$")

NEAR = 3
"""Words between a number and what it counts, or between "until" and what it goes with."""


class Support(Light):
    """Whether they all stand there, and nothing that has to come along is left out."""

    def unsupported(self) -> str | None:
        """Why the words do not all stand there, or None when they do."""
        return self._thin() or self._supported() or self._leaves_out()

    def _thin(self) -> str | None:
        """With one word to rest on, or a turn and none, only a part as thin will do: "not about that"."""
        claims = sum(self.reader.must_rest(token) or token.day is not None for token in self.clause.tokens)
        claims += bool(claims) * (
            bool(self.clause.mentions) + bool(self.clause.reporter) + len(self.clause.classes)
        )
        cause = self.clause.side == "cause" and [one.side for one in self.window.clauses] == ["cause"]
        if claims > 1 or self.clause.timed or (cause and claims):
            return None  # "…, too far" is all that is said of why
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
                    if other.day == token.day and other.named >= token.named
                )
                if not places and not any(
                    other.day == token.day and other.named >= token.named and led_alike(token, other)
                    for other in self.window.days
                ):
                    return "date"
                if not places:
                    continue
            elif not self.reader.must_rest(token):
                self.light = self.light or self.light_verb(token)
                continue
            elif token.number:
                places = tuple(
                    n for n, other in enumerate(self.window.tokens) if other.number == token.number
                )
                if not places or not self._counts_the_same(at, places):
                    return "number"
            else:
                places = self.places(token) or made_of(token.form, forms, lang) or self.part_of(token)
                places = places or called(self.clause.tokens, at, self.window.tokens, self.reader)
                if not places and self.light_verb(token):
                    self.light = True
                    continue
                if not places:
                    return "name" if token.capital and at else "word"
            self.found[at] = places
        return "word" if self._repeats() else None

    def _repeats(self) -> bool:
        """Whether a word is said twice that the line has once: "the director on the new director"."""
        words = [(self.clause.tokens[at].form, len(places)) for at, places in self.found.items()]
        return any(len(form) > NEAR and words.count((form, times)) > times for form, times in words)

    def _leaves_out(self) -> str | None:
        if all(clause.timed for clause in self.window.clauses) and not self.clause.timed:
            return None if "if" in self.clause.classes else "certainty"  # "when she is ill": not "she is ill"
        if not self.window.whole:
            return None if self._counts_along() else "number"
        said = {place for places in self.found.values() for place in places}
        one = bool({"een", "one", "a", "an"} & {token.form for token in self.clause.tokens})
        bearing = [
            n
            for n, token in enumerate(self.window.tokens)
            if n >= self.window.topic and self.reader.must_rest(token) and not (one and token.number == "1")
        ]
        return None if said.issuperset(bearing) else "word"

    def _counts_along(self) -> bool:
        """Whether a second part keeps its own number and time: not "3 in June" for "3 in May, 2 in June"."""
        said = {place for places in self.found.values() for place in places}
        first = {n for n, home in enumerate(self.window.home) if home is self.window.clauses[0]}
        for clause in self.window.clauses[1:]:
            own = {n for n, home in enumerate(self.window.home) if home is clause}
            led = clause.tokens[0].form in self.reader.words.sets["prepositions"] and not clause.joined
            needed = {
                n
                for n in own
                if self.window.tokens[n].number or (led and self.reader.must_rest(self.window.tokens[n]))
            }
            if said & own and (said & first or not led) and not needed <= said:
                return False
        return self._both_numbers(said) and self._keeps_parts(said)

    def _keeps_parts(self, said: set[int]) -> bool:
        """Whether "half the fee" has kept its "half": it is no mere "the fee"."""
        tokens, small = self.window.tokens, self.reader.words.words("clauses", "before_nouns")
        small |= self.reader.words.words("clauses", "parts")
        return not any(
            "/" in token.number and n not in said and self._behind(tokens, n, small) in said
            for n, token in enumerate(tokens)
        )

    def _behind(self, tokens: Sequence[Token], at: int, small: frozenset[str]) -> int:
        """The place of the word behind another, small words left out."""
        return next((n for n in range(at + 1, len(tokens)) if tokens[n].form not in small), at + 1)

    def _both_numbers(self, said: set[int]) -> bool:
        """Whether "from 4 to 3" and "2 of the 5" keep both their numbers."""
        tokens, small = self.window.tokens, self.reader.words.words("clauses", "before_nouns")
        between = small | self.reader.words.words("clauses", "parts")
        numbers = [n for n, token in enumerate(tokens) if token.number]
        linked = [
            (one, other)
            for one, other in pairwise(numbers)
            if other - one > 1 and all(token.form in between for token in tokens[one + 1 : other])
        ]
        if any((one in said) != (other in said) for one, other in linked):
            return False
        shares = ((one, other) for one, other in linked if tokens[one + 1].form in ("of", "van", "op", "in"))
        return not any(
            other not in said and self._behind(tokens, other, small) in said for _, other in shares
        )  # "one of the 3 scanners" is not "the scanners"

    def _counts_the_same(self, at: int, places: Sequence[int]) -> bool:
        lang = self.reader.words.lang
        counted = next(
            (t for t in self.clause.tokens[at + 1 : at + 3] if self.reader.must_rest(t) and not t.number),
            None,
        )
        if counted is None or _YEAR.match(self.clause.tokens[at].number):
            return True
        there = self.places(counted) or self.part_of(counted)
        shares = {"percent", "procent"}
        if self.clause.tokens[at + 1] is counted and counted.form not in shares:
            behind = {token.form for n in places for token in self.window.tokens[n + 1 : n + 2]}
            if behind and behind <= shares:
                return False  # "a premium of 25 bonus" for "a premium of 25%"
        inside = made_of(counted.form, [token.form for token in self.window.tokens], lang)
        near = [*there, *(inside or ())]
        if not near or min(near) < self.window.topic:
            return True
        return any(
            abs(n - place) <= NEAR and not self._counted_else(n, place) for n in near for place in places
        )

    def _counted_else(self, thing: int, number: int) -> bool:
        """Whether another number counts a thing: "3 left, 2 new ones start" is not 2 that left."""
        tokens = self.window.tokens
        if self.window.home[thing] is not self.window.home[number]:
            return not (thing and tokens[thing - 1].number)  # "20 minutes, now 5"
        before = [n for n in range(max(0, thing - NEAR), thing) if tokens[n].number]
        lone = number + 1 == len(tokens) or not self.reader.must_rest(tokens[number + 1])
        return bool(before) and number not in before and not lone
