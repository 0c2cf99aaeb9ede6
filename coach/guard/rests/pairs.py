"""Whether what belongs together in a part of a line still does: "the new scanner, the old printer"."""

from collections.abc import Iterator, Sequence

from coach.guard.parts.tokens import Token
from coach.guard.rests.numbers import led_otherwise, more_than
from coach.guard.rests.support import Support


class Pairs(Support):
    """Words that go with each other: a word before the thing that it describes, a verb between two things."""

    def parted(self) -> bool:
        """Whether a word stands before another thing, or two things have changed places around their verb."""
        mine, theirs, words = self.clause.tokens, self.window.tokens, self.reader.words
        if led_otherwise(mine, theirs, words) or more_than(mine, theirs, words):
            return True
        return self._moved() or self._taken() or self._swapped() or self._led_away()

    def _moved(self) -> bool:
        """Whether "new" has gone from one thing to another that is said as well."""
        said = {place: at for at, places in self.found.items() for place in places[:1]}
        for at, then in self._neighbours():
            if at and self.clause.tokens[at - 1].form in ("er", "there"):
                continue  # "er staan acht dagen open"
            place = self.found[at][0]
            behind = self._next(place)
            if behind in self.found[then] or behind is None or behind not in said:
                continue
            if (
                len(self.found[at]) > 1
                or self.found[at] == self.found[then]
                or self.window.tokens[behind].number
            ):
                continue
            if behind + 1 in self.found[then] or self._previous(place) in self.found[then]:
                continue  # "reachtruck attest vervalt", "loopt haar planning mis"
            ahead = said[behind]
            if ahead and self._describes(ahead):
                return True
        return False

    def _taken(self) -> bool:
        """Whether "the new rota … the old one" has become "the old rota … the new one"."""
        said = {place: at for at, places in self.found.items() for place in places[:1]}
        for at, then in self._neighbours():
            place = self.found[at][0]
            for thing in self.found[then]:
                had = thing - 1
                if had in said and had not in self.found[at] and thing - 1 != place:
                    named = (self._is_the(self.window.tokens, n) for n in (had, place))
                    if all(named) and all(self._is_the(self.clause.tokens, n) for n in (at, said[had])):
                        return True
        return False

    def _led_away(self) -> bool:
        """Whether "too slow for builds" has lost its builds to another preposition, and "for" its thing."""
        own = {at for at, there in self.found.items() if min(there) >= self.window.topic}
        own = {at for at in own if self.clause.tokens[at].day is None}
        mine = {at: self._leader(self.clause.tokens, at) for at in own}
        theirs = {at: {lead for n in self.found[at] for lead in self._leads(n)} for at in own}
        if any(self._turned_about(at) for at in own if self.clause.tokens[at].number):
            return True
        lost = {lead for at, leads in theirs.items() for lead in leads - {mine[at]} if lead}
        return any(lead in lost and lead not in theirs[at] for at, lead in mine.items() if lead)

    def _turned_about(self, at: int) -> bool:
        """Whether a number has gone from one end to the other: "from day 5 to day 3"."""
        ends = self.reader.words.words("clauses", "ends")
        mine = {*self._run(self.clause.tokens, at)} & ends
        theirs = {lead for place in self.found[at] for lead in self._run(self.window.tokens, place)} & ends
        return bool(mine) and bool(theirs) and not mine & theirs

    def _leads(self, place: int) -> Iterator[str]:
        return self._run(self.window.tokens, place)

    def _run(self, tokens: Sequence[Token], place: int) -> Iterator[str]:
        """The prepositions that lead a thing or the words right before it: "about the BI licence"."""
        yield self._leader(tokens, place)
        while place and self.reader.must_rest(tokens[place - 1]):
            place -= 1
            yield self._leader(tokens, place)

    def _leader(self, tokens: Sequence[Token], at: int) -> str:
        """The preposition right before a thing, "the" and the like left out, or ""."""
        small = self.reader.words.words("clauses", "before_nouns") | self.reader.words.possessives.keys()
        before = next((token for token in reversed(tokens[:at]) if token.form not in small), None)
        leads = before is not None and before.day is None
        return (
            before.form if before and leads and before.form in self.reader.words.sets["prepositions"] else ""
        )

    def _is_the(self, tokens: Sequence[Token], at: int) -> bool:
        """Whether "the" or the like stands right before a word."""
        return at > 0 and tokens[at - 1].form in self.reader.words.words("clauses", "before_nouns")

    def _neighbours(self) -> Iterator[tuple[int, int]]:
        """Pairs of bearing words of the sentence with nothing in between."""
        for at in self.found:
            near = self.clause.tokens[at : at + 2]
            if at + 1 in self.found and not near[0].number and not any(token.day for token in near):
                yield at, at + 1

    def _next(self, place: int) -> int | None:
        """The bearing word of the line right behind another, in the same part."""
        tokens = self.window.tokens
        if place < self.window.topic <= place + 1:
            return None  # the one is borrowed
        if place + 1 < len(tokens) and self.reader.must_rest(tokens[place + 1]):
            return place + 1 if self.window.home[place] is self.window.home[place + 1] else None
        return None

    def _previous(self, place: int) -> int | None:
        """The nearest bearing word of the line before another."""
        return next(
            (n for n in range(place - 1, -1, -1) if self.reader.must_rest(self.window.tokens[n])), None
        )

    def _describes(self, ahead: int) -> bool:
        """Whether the thing that lost its word now has another before it, or stands bare behind "the"."""
        before = self.clause.tokens[ahead - 1]
        return (ahead - 1 in self.found and not before.day) or before.form in self.reader.words.words(
            "clauses", "before_nouns"
        )

    def _swapped(self) -> bool:
        """Whether "the printer replaces the scanner" stands for "the scanner replaces the printer"."""
        words = self.reader.words
        passive = words.words("tense", "passive")
        if {t.form for t in self.clause.tokens} & passive != {t.form for t in self.window.tokens} & passive:
            return False
        for verb, places in self.found.items():
            place = places[0]
            done = self._object(place)
            if done is None or self.clause.tokens[verb].number:
                continue
            gone = [at for at, there in self.found.items() if done in there and at < verb]
            came = [
                at
                for at, there in self.found.items()
                if at > verb
                and there[0] < place
                and not self._led(there[0])
                and self._same_part(there[0], place)
            ]
            if gone and came and not self._said_led(gone[0]):
                return True
        return False

    def _same_part(self, one: int, other: int) -> bool:
        return self.window.home[one] is self.window.home[other]

    def _object(self, place: int) -> int | None:
        """The thing right behind a verb of the line, with "the" between them."""
        tokens, at = self.window.tokens, place + 1
        small = self.reader.words.words("clauses", "before_nouns") | self.reader.words.possessives.keys()
        if at >= len(tokens) or tokens[at].form not in small:
            return None
        while at < len(tokens) and (tokens[at].form in small):
            at += 1
        while (
            at + 1 < len(tokens)
            and self.reader.must_rest(tokens[at])
            and self.reader.must_rest(tokens[at + 1])
        ):
            at += 1  # "the old printer"
        return (
            at
            if at < len(tokens) and self.reader.must_rest(tokens[at]) and self._same_part(at, place)
            else None
        )

    def _led(self, place: int) -> bool:
        """Whether a preposition leads a word of the line: "in May the scanner replaces …"."""
        return _led_by([t.form for t in self.window.tokens[:place]], self.reader.words.sets["prepositions"])

    def _said_led(self, at: int) -> bool:
        return _led_by([t.form for t in self.clause.tokens[:at]], self.reader.words.sets["prepositions"])


def _led_by(before: list[str], prepositions: frozenset[str]) -> bool:
    return any(form in prepositions for form in before[-3:])
