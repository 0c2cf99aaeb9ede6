"""What a sentence that tells a line again may add to it: an article, an "is", who it is about."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from coach.guard.parts.clause import Clause, is_done
from coach.guard.parts.clauses import UNCLEAR
from coach.guard.parts.tokens import Token
from coach.guard.rests.same_words import SameWords
from coach.guard.rests.undergone import first_verb, is_undergone, says_by_whom
from coach.guard.words.forms import looks_past
from coach.when_words import MONTHS

LISTED = 4
"""Words that one thing of a list has at most."""

_NOT_THERE = frozenset(("neg", "without", "wish", "irreal", "if"))
"""What the things behind it are not there for."""


@dataclass(frozen=True, slots=True)
class At:
    """Where the search for a line in a sentence stands, and what was added so far."""

    line: int = 0
    sentence: int = 0
    told: bool = False
    """The sentence has named the employee as who does it."""
    helped: bool = False
    """An "is" or the like was just added."""


@dataclass
class Added(SameWords):
    """Weighs each word that only the sentence has."""

    def may_come(self, at: At) -> bool:
        """Whether the next word of the sentence may be added here."""
        mine, following = self.mine[at.sentence], self.mine[at.sentence + 1 : at.sentence + 2]
        if not following or mine.day or at.line >= len(self.theirs):
            return False
        if self.is_a("articles", mine.form):
            known = not self._bears_no_article(following[0], mine.form == "het")
            return known and not self._is_of_list(at) and not self._is_their_job(at)
        return self._helps(mine, at) or (self.reader.who(mine) == "employee" and self._tells_who(at))

    # An article

    def _bears_no_article(self, token: Token, thing: bool) -> bool:
        """Whether a word is a verb or an article; `thing`: one of the past too, for "de werkende" is none."""
        words = self.reader.words
        past = thing and looks_past(token.form, words.lang)
        verb = token.form in words.verbs or is_done(token.form, words.lang) or token.reporting
        return past or verb or self.is_a("articles", token.form)

    def _is_of_list(self, at: At) -> bool:
        """Whether a thing is one more of what is wished for or is not there: "no boots, gloves"."""
        home = self.home[at.line]
        part = self.part_of(at.line)
        if not home or self.home[at.line - 1] == home or len(part) > LISTED or not self._verbless(part):
            return False
        return any(_NOT_THERE & clause.classes for clause in self.line[:home])

    def _is_their_job(self, at: At) -> bool:
        """Whether a line begins with a job that may be the employee's own: "supervisor in last job"."""
        actor = self.theirs[0].form in self.reader.words.sets["actors"]
        return not at.line and actor and self._verbless(self.part_of(0))

    def _verbless(self, part: Sequence[Token]) -> bool:
        words = self.reader.words
        return not any(t.form in words.verbs or t.reporting or is_done(t.form, words.lang) for t in part)

    # An "is", "was" or "has"

    def _helps(self, mine: Token, at: At) -> bool:
        """Whether an "is", "was" or "has" may come here: its part has no verb yet, or a participle."""
        helps = [name for name in ("is", "was", "has") if self.is_a(name, mine.form)]
        if not helps or at.helped or ("has" not in helps and self._is_otherwise(mine, at)):
            return False
        part, words = self.part_of(at.line), self.reader.words
        done = [token for token in part if is_done(token.form, words.lang)]
        if "is" in helps and self._is_doing(self._start()):
            return True
        if any(t.form in words.verbs and t not in done and not self.is_a("person_is", t.form) for t in part):
            return False
        if "has" in helps and any(token.form in words.lang.either for token in part):
            return False  # "set" is not yet done
        if not done:
            return "is" in helps or ("has" in helps and (at.told or self._lasts(at)))
        if "has" in helps:
            handed = any(token.form in self._handed for token in done)
            return not handed and not says_by_whom(part, self.reader)
        undergone = any(self.is_a("done_to", t.form) for t in done) or is_undergone(part, self.reader)
        return "was" in helps and (not at.told or undergone)

    def _is_otherwise(self, mine: Token, at: At) -> bool:
        """Whether an "is" or "was" tells it of another time, or of what it is not said of."""
        part, words = self.part_of(at.line), self.reader.words
        if self.theirs[at.line].form in ("no", "geen"):
            return True  # "no wish to move" is had
        verb = part[first_verb(part, self.reader)].form
        done = is_done(verb, "en") or self.is_a("now", verb) or self.is_a("undergone", verb)
        if at.told and words.lang == "en" and done and not self.is_a("person_is", verb):
            now = self.is_a("now", verb)  # "moved to bay 4" was, "owed 6 hours" is
            return self.is_a("is", mine.form) != now
        return not at.told and (bool(part[0].number) or self._is_then(part))

    def _is_then(self, part: Sequence[Token]) -> bool:
        """Whether a part tells of one time that may not be now: "open again Sunday"."""
        each = any(self.is_a("each", token.form) for token in part)
        return not each and any(token.day or token.form.removeprefix("month") in MONTHS for token in part)

    def _lasts(self, at: At) -> bool:
        """Whether the part of the line says since when, or for how long."""
        part = self.part_of(at.line)
        return any("since" in token.classes for token in part) or self._counts_years(part)

    def _counts_years(self, part: Sequence[Token]) -> bool:
        """Whether a part begins with a number of years or months."""
        return len(part) > 1 and bool(part[0].number) and self.is_a("years", part[1].form)

    @cached_property
    def _handed(self) -> frozenset[str]:
        """What is as often done to the employee as by them: "promised", "gevraagd"."""
        words = self.reader.words
        given = words.words("clauses", "given_to") | words.words("clauses", "offers")
        return given | words.words("retold", "handed")

    # The employee, where the line names nobody

    def _tells_who(self, at: At) -> bool:
        """Whether the employee may be named here: first, and where nobody else is who the line speaks of."""
        if at.line or self.agreed:
            return False
        if self._undergoes(at):
            return True
        words, start = self.reader.words, self._start()
        if self._is_of_other(self.line[0]):
            return False
        if start.form in words.words("clauses", "thing_comes"):
            return False  # "komt terug op de agenda"
        if self._is_so(start) or start.form in words.words("asserted", "undergone"):
            return self._is_helped(at)
        if start.form in words.sets["openers"] or "wish" in start.classes:
            return True
        return (self._is_doing(start) and start is not self.part_of(0)[-1]) or self._has(at)

    def goes_on(self, said: int, place: int) -> bool:
        """Whether a part that leaves open who does it does so in the sentence: not "quit and wants …"."""
        if self.line[self.home[place]].inherited != UNCLEAR:
            return True
        part = self.sentence[self.place[said][0]]
        named = any(kind == "subject" for _, kind in part.mentions)
        return named or part.inherited in ("", UNCLEAR)

    def _is_of_other(self, clause: Clause) -> bool:
        """Whether a part of the line is about somebody else."""
        does = any(
            part == "unclear" or (who != "employee" and part not in ("object", "with"))
            for who, part in clause.mentions
        )
        return does or clause.stranger or clause.inherited not in ("", "employee", "together")

    def _start(self) -> Token:
        """The first word that does something: "not", "still" and the like go before it."""
        skipped = self.reader.words.words("clauses", "before_verbs")
        return next((token for token in self.theirs if token.form not in skipped), self.theirs[0])

    def _is_so(self, start: Token) -> bool:
        """Whether a word can only be said of a person: "sure", "promoted"."""
        return self.is_a("person_is", start.form) or self.is_a("done_to", start.form)

    def _is_doing(self, start: Token) -> bool:
        """Whether a part begins with what somebody is doing: "looking elsewhere", and no "housekeeping"."""
        return self.is_a("doing", start.form)

    def _undergoes(self, at: At) -> bool:
        """Whether the sentence goes on with "is" or "was", and what follows is done to somebody."""
        return self._is_helped(at) and is_undergone(self.part_of(at.line), self.reader)

    def _is_helped(self, at: At) -> bool:
        """Whether an "is" or "was" comes next."""
        return any(self.is_a("was", token.form) for token in self.mine[at.sentence + 1 : at.sentence + 2])

    def _has(self, at: At) -> bool:
        """Whether the employee "has" what a part begins with: years, an interest, what they were given."""
        following = self.mine[at.sentence + 1 : at.sentence + 2]
        if not following or not self.is_a("has", following[0].form):
            return False
        words, part = self.reader.words, self.part_of(0)
        got = part[-1].form in words.sets["openers"] and is_done(part[-1].form, words.lang)
        return got or self._counts_years(part) or any(self.is_a("person_has", t.form) for t in part[:2])
