"""Whether a sentence puts one person in the place of another: "we" for "they", twice the same for two."""

from collections.abc import Sequence

from coach.guard.parts.clause import is_done
from coach.guard.parts.clauses import UNCLEAR
from coach.guard.parts.tokens import Token
from coach.guard.parts.unsaid import UNSAID
from coach.guard.rests.silent import Silent


class Persons(Silent):
    """Compares the people of a part of a sentence with those of a part of a line."""

    def other_people(self) -> bool:
        """Whether the people are not the same, whatever they do."""
        twice = self._twice() or self._to_themselves()
        return (
            self._we_for_they()
            or self._owned_now()
            or twice
            or self._even_them()
            or self._does_unsaid()
            or self._joins()
        )

    def _we_for_they(self) -> bool:
        """Whether "we" or "both" stands for a "they" of the line: the firm may have done it."""
        they = self.reader.words.words("clauses", "they")
        mine = {token.form for token in self.clause.tokens} - they
        theirs = {token.form for token in self.window.tokens}
        ours = {form for form, (who, _) in self.reader.words.persons.items() if who == "together"} - they
        return bool(mine & ours - theirs) and bool(theirs & they)

    def _twice(self) -> bool:
        """Whether "she did not know that she …" stands for "I did not know that she …"."""
        mine = self._how_often("employee", self.clause.mentions)
        pairs = [pair for clause in self.window.clauses for pair in clause.mentions]
        pairs += [(self.window.subject, "subject")] if self.window.subject == UNSAID else []
        others = any(part == "subject" and who != "employee" for who, part in pairs)
        named = any(part == "subject" and who != "employee" for who, part in self.clause.mentions)
        return others and not named and mine > max(1, self._how_often("employee", pairs))

    def _to_themselves(self) -> bool:
        """Whether the employee does it to the employee: "Maya put her forward" for "put Maya forward"."""
        pairs = {pair for clause in self.window.clauses for pair in clause.mentions}
        both = {("employee", "subject"), ("employee", "object")}
        unclear = ("employee", "unclear") in pairs and "only" not in self.window.classes
        if unclear and ("employee", "subject") in {*self.clause.mentions} - pairs:
            return True  # "Maya ziet zich als …" for "ziet Maya als …"
        return both <= {*self.clause.mentions} and not both <= pairs and ("employee", "unclear") in pairs

    def _joins(self) -> bool:
        """Whether a part that leaves open who does it has somebody now: "colleague quit and wants hours"."""
        homes = [self.window.home[p] for places in self.found.values() for p in places[:1]]
        open_ = any(home.inherited == UNCLEAR for home in homes)
        open_ = open_ or (self.clause.merged and any(c.inherited == UNCLEAR for c in self.window.clauses[1:]))
        named = any(part == "subject" for _, part in self.clause.mentions) and not self.clause.merged
        return open_ and not named and self.clause.subject not in ("", UNCLEAR)

    def _owned_now(self) -> bool:
        """Whether a thing of a line that names nobody is now his: "zijn project gestopt" for "project"."""
        if self.clause.tokens[0].form != "zijn" or not self.clause.possessors:
            return False
        words, window = self.reader.words, self.window
        people = any("employee" in {*clause.possessors, *dict(clause.mentions)} for clause in window.clauses)
        own = (
            words.words("clauses", "own_things") | words.words("clauses", "their_own") | words.sets["actors"]
        )
        return not people and not window.subject and self.clause.tokens[1].form not in own

    def _how_often(self, who: str, mentions: list[tuple[str, str]]) -> int:
        return sum(pair == (who, "subject") for pair in mentions)

    def _does_unsaid(self) -> bool:
        """Whether the employee does what was done to them: "she asked her to stay"."""
        subject, named = self.window.subject, {who for who, _ in self.clause.mentions}
        told = any(clause.reported for clause in self.window.clauses)
        if "employee" in self.clause.reporter and subject == "manager" and subject not in named and not told:
            return True  # "she reports herself to HR" for "I report her"
        does = "employee" in (self.clause.subject, *self.clause.reporter)
        return self.window.subject == UNSAID and does and not self.is_done_to()

    def works_elsewhere(self, who: str, theirs: set[tuple[str, str]]) -> bool:
        """Whether somebody is in the line by their work only: "refused by director"."""
        jobs = self.reader.words.words("clauses", "who_works")
        by_work = any(t.form in jobs and self.reader.other(t) == who for t in self.clause.tokens)
        by = {"by", "door"} & {token.form for token in self.window.tokens}
        alone = who not in {one for one, _ in theirs} and not {"employee", "manager"} & {
            one for one, _ in theirs
        }
        return by_work and ((alone and not self.window.topic) or (bool(by) and (who, "object") in theirs))

    def is_done_to(self) -> bool:
        """Whether "she was asked to stay" stands for "asked her to stay"."""
        if self.window.subject != UNSAID:
            return False
        words, tokens = self.reader.words, self.clause.tokens
        helps = words.words("tense", "helps_passive")
        at = next((n for n, token in enumerate(tokens) if token.form in helps), len(tokens))
        return any(
            (n in self.found or tokens[n].reporting) and is_done(tokens[n].form, words.lang)
            for n in range(at + 1, len(tokens))
        )

    def _even_them(self) -> bool:
        """Whether "also" has come to stand before the employee: "she too is ill" for "was ill too"."""
        return self._focused(self.clause.tokens) and not self._focused(self.window.tokens)

    def _focused(self, tokens: Sequence[Token]) -> bool:
        focus = self.reader.words.words("clauses", "focus")
        return len(tokens) > 1 and tokens[0].form in focus and self.reader.who(tokens[1]) == "employee"
