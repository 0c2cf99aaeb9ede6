"""Somebody whom a note leaves out and a sentence names: "recruiter offered 58k" offered it to the employee.

A note is about the employee. Whoever else may be meant keeps it open, and so the sentence out: somebody named
in the same part, or a part that another part is about.
"""

from itertools import pairwise

from coach.guard.rests.pairs import Pairs


class Silent(Pairs):
    """Finds the employee where a part of a line leaves them out."""

    def left_out(self, who: str, part: str, subject: str) -> bool:
        """Whether somebody of the sentence is the employee whom the line leaves out in that part."""
        if who != "employee" or self.window.topic:
            return False
        if part == "subject":
            there = self._alone() or self._in_year() or self._is_there()
            return not subject and (there or self._sent_somewhere())
        return part == "object" and (self._receives() or self._undergone_by_thing() or self._has_it())

    def _persons(self) -> set[tuple[str, str]]:
        return {pair for clause in self.window.clauses for pair in clause.mentions}

    def _place_of(self) -> int:
        """Where in the sentence the employee stands, -1 when more than once or not at all."""
        owned = self.reader.words.possessives
        places = [
            n
            for n, token in enumerate(self.clause.tokens)
            if self.reader.who(token) == "employee" and (token.form not in owned or not self._owns(n))
        ]
        return places[0] if len(places) == 1 else -1

    def _owns(self, at: int) -> bool:
        behind = self.clause.tokens[at + 1 : at + 2]
        return bool(behind) and behind[0].content and at + 1 in self.found

    def _alone(self) -> bool:
        """Whether a line without anybody says that somebody is alone: "till alone sat afternoons"."""
        if self.reader.words.lang != "en" or self._persons():
            return False
        mine = {token.form for token in self.clause.tokens}
        theirs = [token.form for token in self.window.tokens]
        alone = "alone" in mine and "alone" in theirs
        own = "own" in mine and any(pair == ("on", "own") for pair in pairwise(theirs))
        return (alone or own) and self._says_all()

    def _says_all(self) -> bool:
        said = {place for places in self.found.values() for place in places}
        return all(n in said or not self.reader.must_rest(t) for n, t in enumerate(self.window.tokens))

    def _in_year(self) -> bool:
        """Whether "3rd yr on 1st line" is said of whose third year it is."""
        tokens = self.window.tokens
        ranked = bool(tokens[0].number) and tokens[0].number[-1].isalpha()
        years = {"year", "jaar"} & {token.form for token in tokens[1:2]}
        owned = any(
            token.form in self.reader.words.possessives and 0 in self.found.get(n + 1, ())
            for n, token in enumerate(self.clause.tokens)
        )
        return ranked and bool(years) and owned and not self._persons() and self._says_all()

    def _is_there(self) -> bool:
        """Whether a line begins with where somebody works: "on tills 4 days out of 5"; all of it is said."""
        at, led = self._place_of(), self.window.tokens[0].form
        if led not in self.reader.words.words("clauses", "works_there") or self._persons():
            return False
        behind = [token.form for token in self.clause.tokens[at + 1 : at + 3]]
        return behind in (["is", led], ["staat", led], ["zit", led]) and self._says_all()

    def _sent_somewhere(self) -> bool:
        """Whether a line opens with what is done to employees only: "floated to ICU"; all of it is said."""
        words, tokens = self.reader.words, self.window.tokens
        done, clauses = tokens[0].form, self.window.clauses
        first = len(clauses) == 1 and not clauses[0].later and len(tokens) > 1
        led = first and tokens[1].form in ("to", "naar", "tot")
        if not led or done not in words.words("light", "sent_somewhere") or self._persons():
            return False
        mine = [token.form for token in self.clause.tokens]
        helped = {"was", "werd", "is"} & {*mine} if words.lang == "nl" else {"was"} & {*mine}
        return bool(helped) and done in mine and self._says_all()

    def _receives(self) -> bool:
        """Whether what somebody offered went to the employee: nobody else is in the line."""
        subject, at = self.window.subject, self._place_of()
        if at < 0 or not subject or subject != self.clause.subject or subject == "employee":
            return False
        if {who for who, _ in self._persons()} - {subject}:
            return False
        before = self.clause.tokens[at - 1].form if at else ""
        led = before in self.reader.words.sets["prepositions"] and before not in ("to", "aan")
        words = self.reader.words
        given = words.words("clauses", "offers")
        if subject in {f"other:{name}" for name in words.words("clauses", "approach")}:
            given |= words.words("clauses", "given_to")  # whom else would a recruiter call
        does = [n for n in self.found if self.clause.tokens[n].form in given]
        there = {self.window.tokens[self.found[n][0]].form for n in does}
        return not led and bool(does) and there <= given

    def _undergone_by_thing(self) -> bool:
        """Whether a thing does somebody good or suits them: "thanks from a patient meant a lot"."""
        verbs = self.reader.words.words("clauses", "does_somebody")
        said = any(self.window.tokens[places[0]].form in verbs for places in self.found.values())
        alone = self._says_all() and not self._persons() and not self.clause.subject  # "suits the temps"
        return said and alone and self._place_of() >= 0

    def _has_it(self) -> bool:
        """Whether "the last working day of Fatima" stands for a "last working day" of nobody else."""
        at = self._place_of()
        if at < 2 or self._persons() or self.clause.tokens[at - 1].form not in ("van", "of"):
            return False
        thing = self.clause.tokens[at - 2]
        return at - 2 in self.found and thing.form in self.reader.words.words("clauses", "own_things")

    def owned_by_other(self) -> bool:
        """Whether "her last shift" stands for a "last shift of Tom" or "Tom's last shift"."""
        if not self.clause.possessors:
            return False
        said = {place for places in self.found.values() for place in places}
        return any(
            self._of_other(places[0], said) or self._narrower(at, places[0], said)
            for at, places in self.found.items()
        )

    def _narrower(self, at: int, place: int, said: set[int]) -> bool:
        """Whether "her hours" stands for the "agency hours" of a line."""
        before = self.clause.tokens[at - 1].form if at else ""
        owned = before in self.reader.words.possessives or before.endswith("'s")
        tokens, verbs = self.window.tokens, self.reader.words.sets["openers"]
        if (
            not owned
            or not place
            or place - 1 in said
            or self.window.home[place - 1] is not self.window.home[place]
        ):
            return False
        kind = tokens[place - 1]
        return self.reader.must_rest(kind) and not kind.number and kind.form not in verbs

    def _of_other(self, place: int, said: set[int]) -> bool:
        tokens, small = self.window.tokens, self.reader.words.words("clauses", "before_nouns")
        near = [n for n in (place - 1, place - 2) if n >= 0 and tokens[n].form.endswith("'s")]
        if place + 1 < len(tokens) and tokens[place + 1].form in ("of", "van"):
            near += [n for n in range(place + 2, len(tokens)) if tokens[n].form not in small][:1]
        return any(
            n not in said
            and tokens[n].day is None
            and (self.reader.who(tokens[n]) or ("other:" if tokens[n].capital else "")).startswith("other")
            for n in near
        )
