"""Who does what in a part of a line that leaves it open, once a part before it has told of somebody else.

"Ik kijk het na, hoort vrijdag iets": who hears is known to whoever was there, and to nobody else. A comma
keeps that open. An "and" hands on who did the part before, "the employee" decides it: neither may come in.
"""

from collections.abc import Iterator

from coach.guard.parts.clause import is_done
from coach.guard.parts.tokens import Token
from coach.guard.rests.beside import BREAK, COLON, Beside
from coach.guard.words.forms import looks_past


class Doers(Beside):
    """Whether the sentence says who does what the line leaves open."""

    def told(self) -> str | None:
        """Why the sentence tells who does it where the line does not, or None."""
        for at, place in self._part_starts():
            joined = self.mine.gaps[self.mine.part(at).start] not in (BREAK, COLON, "")
            named = any(self._is_added(n) for n in self.mine.part(at) if n < at)
            elsewhere = self._has_doer(range(place))
            if named and elsewhere:
                return "role"
            handed = joined and not named and self._is_open(self.theirs.tokens[place])
            if handed and (elsewhere or self._goes_both_ways(place)):
                return "role"  # the second: "reported it twice and told …"
            if joined and not named and self._hands_on_done(place):
                return "role"
        return None

    def _hands_on_done(self, place: int) -> bool:
        """Whether an "and" would make what was done to a thing the deed of whoever did the part before.

        "Ik heb HR gebeld, toeslag vergeten": who forgot it is left open.
        """
        lang, part = self.reader.words.lang, self.theirs.part(place)
        before = range(self.theirs.part(part.start - 1).start, part.start) if part.start else range(0)
        return lang == "nl" and all(
            any(is_done(self.theirs.tokens[n].form, lang) for n in stretch) for stretch in (part, before)
        )

    def _part_starts(self) -> Iterator[tuple[int, int]]:
        """The first word of each later part of the line, in the sentence and in the line."""
        for at in range(len(self.mine.tokens)):
            for place in self.places(at):
                if (
                    place
                    and place == self._start(place)
                    and self.theirs.gaps[self.theirs.part(place).start] in (BREAK, COLON)
                ):
                    yield at, place

    def _start(self, place: int) -> int:
        """The first word of a part that says something."""
        return next((n for n in self.theirs.part(place) if not self._is_passed(self.theirs.tokens[n])), place)

    def _is_passed(self, token: Token) -> bool:
        skipped = self.reader.words.words("clauses", "before_verbs")
        return token.form in skipped or self.is_small(token)

    def _is_open(self, token: Token) -> bool:
        """Whether a part that begins with this begins with what somebody does, is, or undergoes."""
        return self._does(token) or token.form in self.reader.words.words("retold", "person_is")

    def _does(self, token: Token) -> bool:
        words = self.reader.words
        return (
            self.is_verb(token)
            or "wish" in token.classes
            or "part" in token.classes
            or (looks_past(token.form, words.lang) and not token.form.endswith("en"))
            or is_done(token.form, words.lang)
        )

    def _is_added(self, at: int) -> bool:
        """Whether a word names the employee where the line has nobody."""
        return self.reader.who(self.mine.tokens[at]) == "employee" and not self.places(at)

    def _has_doer(self, before: range) -> bool:
        """Whether a part before tells of somebody or something else than the employee."""
        starts = {self._start(n) for n in before}
        return any(self._is_doer(n) for n in starts if n in before)

    def _is_doer(self, place: int) -> bool:
        token, words = self.theirs.tokens[place], self.reader.words
        behind = self.theirs.tokens[place + 1 : self.theirs.part(place).stop][:1]
        if words.lang == "nl" and behind and behind[0].form in words.verbs and not token.reporting:
            return True  # "verkoop belooft": the first is no verb there
        if self.reader.who(token) == "employee":
            return False
        if token.form in words.sets["prepositions"] or token.day or token.number or "neg" in token.classes:
            return False
        return not self._is_open(token)

    def _goes_both_ways(self, place: int) -> bool:
        return self.theirs.tokens[place].form in self.reader.words.words("asserted", "open_voice")
