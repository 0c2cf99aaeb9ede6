"""What goes with what where a part of a line ends: a "not", a day, an "and" in the middle of one thing.

A comma carries no word, and yet "nights no, weekends yes" is the opposite of "nights, no weekends, yes".
"""

from coach.guard.parts.tokens import Token
from coach.guard.rests.beside import BREAK, COLON, LINE, Beside, Row

SCOPES = frozenset("neg without only more less high low maybe like cap floor".split())
"""Words that go with what stands beside them."""


class Scopes(Beside):
    """Whether the parts of a sentence end where those of the line do, as far as it matters."""

    def parts_elsewhere(self) -> str | None:
        """Why the sentence draws together or takes apart what the line does not, or None."""
        for one, other, pairs in self.neighbours():
            gap = next((self.mine.gaps[n] for n in range(other, one, -1) if self.mine.gaps[n]), "")
            gaps = [self._gap(place) for place in pairs]
            if not pairs:
                continue
            if gap and not any(gaps) and self._takes_apart(one, other, gap, pairs):
                return "negation"
            if not gap and all(gaps) and self._draws_together(one, other, pairs[0]):
                return "negation"
            joins = gap in ("and", "en", "but", "maar") and set(gaps) == {BREAK}
            if joins and self._goes_on(other, pairs[0], gap in ("but", "maar")):
                return "negation"
        return self._splits() or self._days() or self._leaves_noun()

    def _gap(self, place: int) -> str:
        """What stands between a word of the lines and the next, "the" left out."""
        for n in range(place + 1, len(self.theirs.tokens)):
            if self.theirs.gaps[n] or not self.is_small(self.theirs.tokens[n]):
                return self.theirs.gaps[n]
        return ""

    def _turns_something(self, token: Token) -> bool:
        return bool(SCOPES & {*token.classes})

    def _takes_apart(self, one: int, other: int, gap: str, pairs: list[int]) -> bool:
        """Whether a break parts what belongs together: a "not" from its word, a day from its "off"."""
        left, right = self.mine.tokens[one], self.mine.tokens[other]
        if self._turns_something(left) or self._turns_something(right):
            return gap == BREAK
        starts = self.mine.gaps[one] in (BREAK, LINE)
        return gap == BREAK and left.day is not None and right.day is None and not starts

    def _draws_together(self, one: int, other: int, place: int) -> bool:
        """Whether words of two parts of the line become one thing said."""
        left, right = self.mine.tokens[one], self.mine.tokens[other]
        if self._gap(place) == COLON:
            return False
        if self._turns_something(left) or self._turns_something(right):
            return True
        return self.is_role(right) and not self.is_verb(right)

    def _goes_on(self, other: int, place: int, turns: bool) -> bool:
        """Whether an "and" carries a "not" on to what the line only puts beside it, or a "but" ends it there.

        "No car, train" may be neither of them.
        """
        there = self.theirs
        if (there.tokens[place].day is not None and not turns) or self.reader.named(
            there.tokens[self._next(place)]
        ):
            return False
        mine, following = there.part(place), there.part(self._next(place))
        if not turns and following.stop < len(there.tokens) and there.gaps[following.stop] != LINE:
            return False  # "no phone, desk, chair" is a list
        before = any({"neg", "maybe"} & {*there.tokens[n].classes} for n in mine)
        after = any(there.tokens[n].classes or self.is_verb(there.tokens[n]) for n in following)
        told = any(self.is_verb(self.mine.tokens[n]) for n in self.mine.part(other))
        return before and not after and not told

    # One thing made two

    def _splits(self) -> str | None:
        """Whether an "and" makes two of one thing: "a tablet and a charger" for "tablet charger"."""
        tokens, at = self.mine.tokens, 0
        skipped = self.reader.words.words("beside", "is") | self.reader.words.words("beside", "has")
        for at in range(1, len(tokens)):
            if not self.mine.gaps[at]:
                continue
            other = next(
                (
                    n
                    for n in range(at, len(tokens))
                    if not self.is_small(tokens[n]) and tokens[n].form not in skipped
                ),
                None,
            )
            if other is None or not self._is_thing(tokens[at - 1]) or not self._is_thing(tokens[other]):
                continue
            pairs = [(p, self._next(p)) for p in self.places(at - 1)]
            beside = [p for p, n in pairs if n in self.places(other) and not self._gap(p)]
            if (
                beside
                and self.theirs.tokens[beside[0]].form != self.theirs.tokens[self._next(beside[0])].form
            ):
                return "word"
        return None

    def _is_thing(self, token: Token) -> bool:
        plain = self.is_role(token) or (token.content and not self.is_somebody(token))
        return plain and not token.number and not self.is_verb(token)

    # Days

    def _days(self) -> str | None:
        """Whether a day goes with what the line has another day for, or with the other half of a part."""
        for at, token in enumerate(self.mine.tokens):
            if token.day is None or not self.places(at):
                continue
            if self._beside_other_day(at) or self._in_other_half(at):
                return "date"
        return None

    def _beside_other_day(self, at: int) -> bool:
        """Whether the words on one side of a day stand there beside another day in the lines."""
        own = self.places(at)
        others = [n for n, t in enumerate(self.theirs.tokens) if t.day is not None and n not in own]
        for step in (-1, 1):
            here = max(self._shared(at, n, step) for n in own)
            if any(self._shared(at, n, step) > here for n in others):
                return True
        return False

    def _shared(self, at: int, place: int, step: int) -> int:
        """How many words going out from a day on one side the sentence and the line have in common."""
        found, mine, theirs = 0, self._past(self.mine, at, step), self._past(self.theirs, place, step)
        while mine is not None and theirs is not None and theirs in self.places(mine):
            one, other = self.mine.tokens[mine], self.theirs.tokens[theirs]
            if one.day or (self.is_verb(one) and (one.free or one.form != other.form)):
                break
            found += 1
            mine, theirs = self._past(self.mine, mine, step), self._past(self.theirs, theirs, step)
        return found

    def _past(self, row: Row, at: int, step: int) -> int | None:
        """The next word of the same part on one side of a word, "on" and the like left out."""
        part, n = row.part(at), at + step
        while n in part and self._is_passed(row.tokens[n]):
            n += step
        return n if n in part else None

    def _is_passed(self, token: Token) -> bool:
        small = self.is_a("before_days", token.form) or self.is_a("is", token.form) or self.is_small(token)
        return token.day is None and small

    def _in_other_half(self, at: int) -> bool:
        """Whether a day has passed the "that" or "about" behind a verb that tells, asks or the like."""
        here = self._half(self.mine, at)
        there = [self._half(self.theirs, place) for place in self.places(at)]
        return here is not None and all(half is not None and half != here for half in there)

    def _half(self, row: Row, at: int) -> bool | None:
        """Whether a day stands behind the word that begins what is told or asked; None when nothing does."""
        stretch = self._stretch(row, at)
        tells = next((n for n in stretch if self.is_a("tells", row.tokens[n].form)), None)
        if tells is None:
            return None
        if self.is_a("halves", self.last_form(row.tokens[tells])):
            return at > tells
        half = next((n for n in stretch if n > tells and self._begins_half(row, n)), None)
        return None if half is None else at >= half

    def _stretch(self, row: Row, at: int) -> range:
        """The part of a word, with those that an "if" or the like joins to it."""
        part = row.part(at)
        first, last = part.start, part.stop
        while first and self.is_a("halves", row.gaps[first]):
            first = row.part(first - 1).start
        while last < len(row.tokens) and self.is_a("halves", row.gaps[last]):
            last = row.part(last).stop
        return range(first, last)

    def _begins_half(self, row: Row, at: int) -> bool:
        """Whether what is told or asked begins with a word: "that", "about", a "she" behind "said"."""
        if self.is_a("halves", row.gaps[at]) or self.is_a("halves", self.last_form(row.tokens[at])):
            return True
        pronoun = self.reader.words.persons.get(row.tokens[at].form, ("", ""))[1] == "subject"
        return pronoun and self.reader.words.lang == "en"

    def _leaves_noun(self) -> str | None:
        """Whether a "back" or "over" leaves the word that it stands before: "back pay" is not "pay back"."""
        for at, token in enumerate(self.mine.tokens):
            if not self.is_a("stays_before", token.form) or not self.places(at):
                continue
            next_ = self.behind(self.mine, at)
            following = "" if next_ is None else self.mine.tokens[next_].form
            behind = [self.behind(self.theirs, place) for place in self.places(at)]
            heads = [self.theirs.tokens[place - 1].form if place else "" for place in self.places(at)]
            if any(n is None for n in behind) or any(self.is_a("goes_back", head) for head in heads):
                continue
            nouns = [self.theirs.tokens[n] for n in behind if n is not None]
            nouns = [token for token in nouns if not self.is_verb(token) and not token.form.endswith("ing")]
            if any(t.content or t.number for t in nouns) and not any(t.form == following for t in nouns):
                return "word"
        return None
