"""Words that go with what stands beside them: "until June" is not "June", "only she" not "she only"."""

from collections.abc import Iterator, Sequence
from itertools import islice

from coach.guard.parts.clauses import Reader
from coach.guard.parts.tokens import Token, led_by
from coach.guard.parts.windows import BINDING, LEADING
from coach.guard.rests.coming import Coming
from coach.guard.rests.support import NEAR
from coach.guard.words.forms import stem


class Bound(Coming):
    """Whether such words stand beside the same on both sides."""

    def bound(self) -> bool:
        """Whether "until", "from" and the like stand before the same thing on both sides."""
        for at, token in enumerate(self.clause.tokens):
            kinds = {*token.classes} & {*BINDING}
            behind = [n for n in range(at + 1, at + 1 + NEAR) if n in self.found]
            kinds &= self.window.classes  # "mail it to Koen" for "mails Koen"
            if kinds and behind and not any(kinds & self._before(n) for n in self.found[behind[0]]):
                return False
        said = {place for places in self.found.values() for place in places}
        if self._other_time():
            return False
        return all(
            name in self.clause.classes or at in said
            for places in self.found.values()
            for at, name in self._leading(places[0])
        )

    def _other_time(self) -> bool:
        """Whether "voor oktober" stands for "in oktober", "this" for "last"."""
        times, small = (
            self.reader.words.words("clauses", "times"),
            self.reader.words.words("clauses", "before_nouns"),
        )
        for at, places in self.found.items():
            token = self.clause.tokens[at]
            mine = led_by(self.clause.tokens, at, frozenset())
            last = all(place and "past" in self.window.tokens[place - 1].classes for place in places)
            if mine in ("this", "these", "dit", "deze") and last:
                return True  # "this week" for "last week"
            if token.form not in times:
                continue
            mine = led_by(self.clause.tokens, at, small)
            theirs = {led_by(self.window.tokens, place, small) for place in places}
            if mine == "voor" and theirs <= {"in", "op", "na", "sinds", "vanaf", "tot"}:
                return True
        return False

    def only_that(self) -> bool:
        """Whether "only" goes with the same word: "only she has access" is not "she has access only"."""
        if "only" not in self.clause.classes or "only" not in self.window.classes:
            return True
        mine, theirs = _targets(self.clause.tokens, self.reader), _targets(self.window.tokens, self.reader)
        return all(any(self._alike(one, other) for other in theirs) for one in mine)

    def _alike(self, one: Token, other: Token) -> bool:
        """Whether two words point at the same."""
        who = self.reader.who(one)
        if who or one.day or one.number:
            return (who, one.day, one.number) == (self.reader.who(other), other.day, other.number)
        groups, lang = self.reader.words.groups, self.reader.words.lang
        mine, theirs = stem(one.form, lang), stem(other.form, lang)
        shared = groups.get(mine, frozenset()) & groups.get(theirs, frozenset())
        return one.form == other.form or mine == theirs or bool(shared)

    def _leading(self, place: int) -> Iterator[tuple[int, str]]:
        """What stands right before a word and goes with it: "after" in "after 8"."""
        at = place - 1
        while at >= 0 and self.window.tokens[at].free and self.window.home[at] is self.window.home[place]:
            at -= 1
        if at >= 0 and self.window.home[at] is self.window.home[place]:
            yield from ((at, name) for name in self.window.tokens[at].classes if name in LEADING)

    def _before(self, place: int) -> set[str]:
        near = self.window.tokens[max(0, place - NEAR) : place]
        return {name for token in near for name in token.classes}


def _targets(tokens: Sequence[Token], reader: Reader) -> list[Token]:
    """The words that each "only" goes with: the next one that carries something or somebody."""
    found: list[Token] = []
    for at, token in enumerate(tokens):
        if "only" in token.classes:
            behind = (t for t in tokens[at + 1 :] if t.day or reader.must_rest(t) or reader.who(t))
            found += islice(behind, 1)
    return found
