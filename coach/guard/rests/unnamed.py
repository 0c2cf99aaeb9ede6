"""Where a line names nobody, and its sentence may say that it is about the employee."""

from collections.abc import Sequence

from coach.guard.parts.clause import Clause, is_done
from coach.guard.parts.clauses import UNCLEAR
from coach.guard.parts.tokens import Token
from coach.guard.rests.articles import Articles
from coach.guard.rests.begins import counts, opens_with
from coach.guard.rests.same_words import At
from coach.guard.rests.undergone import is_undergone
from coach.guard.words.forms import is_participle


class Unnamed(Articles):
    """Weighs who a sentence is about, where its line leaves that open."""

    def tells_who(self, at: At) -> bool:
        """Whether the employee may be named here: first, and where nobody else is who the line speaks of."""
        if at.line or (self.agreed and not self._is_agreed_later()):
            return False
        part, helped = self.part_of(0), self._helped(at, "was")
        if (helped and is_undergone(part, self.reader)) or opens_with("active_with", part, self.reader):
            return True
        if self.is_their_work or self.is_like(part) or self.is_felt(0):
            return helped
        of_it = any(self.is_a("of_it", clause.tokens[0].form) for clause in self.line[1:])
        if of_it or opens_with("no_verb", part, self.reader) or self._is_of_other(self.line[0]):
            return False  # ", bevalt goed", "fixed term"
        return self._begins_with_them(at, part, helped)

    def _begins_with_them(self, at: At, part: Sequence[Token], helped: bool) -> bool:
        """Whether a line begins with what somebody does, is or has; `helped`: an "is" or "was" comes next."""
        words, start = self.reader.words, self.start()
        if start.form in words.words("clauses", "thing_comes"):
            return False  # "komt terug op de agenda"
        if self.is_of_person(start) or start.form in words.words("asserted", "undergone"):
            return helped and not self._goes_with_noun(part, start)
        had = self._helped(at, "has")
        if had and self._has(part):
            return True
        if "agreed" in start.classes and not self._says_what(part):
            return False  # "agreed: earlies from May" was agreed by both
        if (
            start.form in words.sets["openers"]
            or "wish" in start.classes
            or self.is_a("promises", start.form)
        ):
            return helped or had or not (words.lang == "nl" and is_participle(start.form, "nl"))
        told = any(token.form in words.words("tense", "finite") for token in part)  # "home 3 days is huge"
        return helped and self.is_doing(start) and start is not part[-1] and not told

    def goes_on(self, said: int, place: int) -> bool:
        """Whether a part that leaves open who does it does so in the sentence: not "quit and wants …"."""
        if self.line[self.home[place]].inherited != UNCLEAR or self.is_their_work:
            return True
        part = self.sentence[self.place[said][0]]
        named = any(kind == "subject" for _, kind in part.mentions)
        return named or part.inherited in ("", UNCLEAR)

    def start(self) -> Token:
        """The first word that does something: "not", "still" and the like go before it."""
        skipped = self.reader.words.words("clauses", "before_verbs")
        return next((token for token in self.theirs if token.form not in skipped), self.theirs[0])

    def is_of_person(self, start: Token) -> bool:
        """Whether a word can only be said of a person: "sure", "promoted"."""
        return self.is_a("person_is", start.form) or self.is_a("done_to", start.form)

    def is_felt(self, place: int) -> bool:
        """Whether a line goes on with what somebody is, and with what of: "tired of …", "worried that …"."""
        following = self.theirs[place + 1 : place + 2]
        of = self.reader.words.sets["prepositions"] | self.reader.words.words("retold", "of_what")
        return self.is_of_person(self.theirs[place]) and any(token.form in of for token in following)

    def is_doing(self, start: Token) -> bool:
        """Whether a part begins with what somebody is doing: "looking elsewhere", and no "housekeeping"."""
        return self.is_a("doing", start.form)

    def got(self, part: Sequence[Token]) -> bool:
        """Whether a Dutch part tells what people get or do themselves: "bonus niet gekregen"."""
        asked = next((n for n, t in enumerate(part) if t.form in ("gevraagd", "aangevraagd")), 0)
        if any(self.is_a("asked_for", token.form) for token in part[:asked]):
            return True
        return opens_with("has_with", part, self.reader) or any(self.is_a("got", t.form) for t in part)

    def _has(self, part: Sequence[Token]) -> bool:
        """Whether the employee "has" what a part begins with: years, an interest, what they were given."""
        words = self.reader.words
        if part[0].form in ("geen", "no"):
            return self.got(part) or any(self.is_a("own_things", token.form) for token in part[1:3])
        if any(token.form in ("dan", "than") for token in part):
            return False  # "minder erg dan verwacht"
        ends = part[-1].form in words.sets["openers"] and is_done(part[-1].form, words.lang)
        served = counts("years", part, self.reader) and any(
            self.is_a("service", token.form) for token in part
        )
        return ends or served or self.got(part) or any(self.is_a("person_has", t.form) for t in part[:2])

    def _goes_with_noun(self, part: Sequence[Token], start: Token) -> bool:
        """Whether a noun follows what somebody is, so that it may be another: "angry customer"."""
        following = next(iter(part[part.index(start) + 1 :]), None) if start in part else None
        if (
            following is None
            or following.form == "enough"
            or following.form in self.reader.words.sets["prepositions"]
        ):
            return False
        return following.content

    def _says_what(self, part: Sequence[Token]) -> bool:
        """Whether what somebody agreed or promised stands in the same part."""
        at = next((n for n, token in enumerate(part) if "agreed" in token.classes), len(part))
        return len(part) > at + 1

    def _helped(self, at: At, name: str) -> bool:
        """Whether an "is" or "was", or a "has", comes next."""
        return any(self.is_a(name, token.form) for token in self.mine[at.sentence + 1 : at.sentence + 2])

    def _is_agreed_later(self) -> bool:
        """Whether an agreed line is a promise, or a later part says who does it and the first only tells."""
        if self.is_a("promises", self.theirs[0].form):
            return True
        later = any(part == "subject" for clause in self.line[1:] for _, part in clause.mentions)
        return later and "agreed" not in self.line[0].classes

    def _is_of_other(self, clause: Clause) -> bool:
        """Whether a part of the line is about somebody else."""
        does = any(
            part == "unclear" or (who != "employee" and part not in ("object", "with", "found"))
            for who, part in clause.mentions
        )
        return does or clause.stranger or clause.inherited not in ("", "employee", "together")
