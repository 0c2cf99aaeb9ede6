"""A sentence or a note in clauses: who does it, what turns it, which words carry it.

The reading is coarse on purpose and the same for notes and for proposed sentences: where it errs, both sides
differ and the sentence is dropped.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache
from itertools import pairwise

from coach.guard.parts.causes import mark_sides
from coach.guard.parts.clause import Clause, is_done
from coach.guard.parts.contrast import contrasts
from coach.guard.parts.people import People
from coach.guard.parts.tokens import BREAKS, Token, Tokenizer
from coach.guard.parts.unsaid import (
    UNSAID,
    done_by_another,
    happens_to_thing,
    is_named_behind,
    may_be_of_thing,
)
from coach.guard.words.short import in_one_piece

UNCLEAR = "unclear"
"""Who does it where a note does not say which of two."""

KEPT = 64
"""Texts; a talk has more lines, but each of them is weighed against all its sentences in a row."""


@dataclass(frozen=True)
class Reader(People):
    """Reads text of one talk into clauses."""

    today: date

    def clauses(self, text: str, said: bool = False) -> Sequence[Clause]:
        """The clauses of a text; for others to look at only.

        Args:
            text: A note or a sentence.
            said: These are the employee's own words: "I" is the employee, "you" the manager.
        """
        return self._kept(text, said)

    @cached_property
    def _kept(self) -> Callable[[str, bool], Sequence[Clause]]:
        """What was read last: a sentence and its line are asked for some four times each."""
        return lru_cache(maxsize=KEPT)(self._read)

    def _read(self, text: str, said: bool) -> list[Clause]:
        tokens = self._tokens(text)
        found: list[Clause] = []
        joined, timed, apart, opener, part = False, False, False, "", list[Token]()
        for token in [*tokens, Token(".")]:
            coordinator = token.form in self._coordinators and token.day is None
            if coordinator and part and not self._bears(part):
                part.append(token)  # "only when …" is one part
            elif token.form in BREAKS or coordinator:
                if part:
                    found.append(Clause(part, joined, timed, opener, apart))
                    found[-1].asked, found[-1].colon = token.form == "?", token.form == ":"
                    opener, apart = "", False
                apart = apart or token.form in BREAKS
                opener = token.form if coordinator else opener
                joined = token.form in self.words.words("clauses", "inherits")
                timed = token.form in self.words.words("clauses", "timing")
                part = [token] if coordinator and token.classes else []
            elif self._turns_to(token, part):
                found.append(Clause(part, joined, timed, opener, apart))
                joined, timed, apart, opener, part = False, False, False, "", [token]
            else:
                part.append(token)
        return self._people_in(self._with_doubts(found), said)

    def _tokens(self, text: str) -> list[Token]:
        whole = in_one_piece(text, (self.parties.employee, self.parties.manager))
        tokens = [self.by_name(token) for token in Tokenizer(self.words, self.today).tokens(whole)]
        return contrasts([self._told(tokens, at) for at in range(len(tokens))], self.words)

    def _people_in(self, found: list[Clause], said: bool) -> list[Clause]:
        """The clauses with what is read in each and between them."""
        for before, clause in pairwise(found):
            because = before.opener in self.words.words("clauses", "because") and before is found[0]
            label = before.colon and len(before.tokens) == 1 and self.must_rest(before.tokens[0])
            things = self.words.words("light", "labels")  # "hours: 24 now" are nobody's but the employee's
            label = label and before.tokens[0].form not in things
            clause.labelled = before.labelled or label
            clause.fronted = before.timed or because or "if" in before.tokens[0].classes
        stranger = False
        for at, clause in enumerate(found):
            clause.later = bool(at)
            clause.tokens = self.pointed(clause, found[:at], said)
            self.people(clause, said)
            stranger = stranger and not any(
                part == "subject" and not who.startswith("other") for who, part in clause.mentions
            )
            clause.stranger = stranger = stranger or self.is_stranger(clause.tokens[0])
            clause.classes = {name for token in clause.tokens for name in token.classes}
            clause.classes |= {"or"} if clause.asked else set()
        self._inherit(found)
        mark_sides(found, self.words)
        return found

    def _told(self, tokens: Sequence[Token], at: int) -> Token:
        """A word by its place: a "give" that comes first asks, "worden" is more than a helper."""
        token, before = tokens[at], tokens[at - 1] if at else None
        plain = token.form in self.words.words("clauses", "asks_first") and before is not None
        if token.form == "worden" and before is not None and not is_done(before.form, "nl"):
            following = tokens[at + 1].form if at + 1 < len(tokens) else ""
            return token if is_done(following, "nl") else replace(token, free=False)  # "wil chef worden"
        thing = tokens[at + 1 : at + 2]
        if token.form == "last" and thing and thing[0].form in self.words.words("clauses", "last_of_all"):
            return replace(token, classes=(), free=False)  # the last day is to come, last week is not
        if token.form == "a" and thing and self._is_thing(thing[0]):
            return replace(token, capital=False)  # "A recruiter offered", not somebody called A
        first = before is None or before.form in BREAKS or before.form in ("just", "please", "gewoon")
        return replace(token, classes=()) if plain and not first else token

    def _is_thing(self, token: Token) -> bool:
        """Whether a word may be what "a" goes with."""
        verb = token.form in self.words.sets["openers"] or token.form in self.words.words("tense", "finite")
        actor = token.form in self.words.sets["actors"]
        return (token.content or actor) and not (verb or token.capital or token.form.endswith("s"))

    def _with_doubts(self, clauses: list[Clause]) -> list[Clause]:
        """The clauses with a mere ", perhaps" put back into the one before."""
        found: list[Clause] = []
        for clause in clauses:
            doubts = all("maybe" in token.classes for token in clause.tokens)
            if found and doubts:
                found[-1].tokens = [*found[-1].tokens, *clause.tokens]
            else:
                found.append(clause)
        return found

    def _bears(self, part: Sequence[Token]) -> bool:
        return any(token.content or token.day or token.form in self.words.persons for token in part)

    def _turns_to(self, token: Token, part: Sequence[Token]) -> bool:
        """Whether "if the budget comes she might …" has come to its second half, no comma between."""
        if len(part) < 3 or "if" not in part[0].classes:
            return False
        verbs = self.words.words("tense", "present") | self.words.sets["openers"]
        verb_closes = self.words.lang == "nl" and part[-1].form in verbs
        return verb_closes or self.words.persons.get(token.form, ("", ""))[1] == "subject"

    @property
    def _coordinators(self) -> frozenset[str]:
        return self.words.words("clauses", "coordinators")

    def _wants_on(self, before: Clause, clause: Clause) -> bool:
        """Whether ", more cover" is wanted too after "wants a plan"."""
        counts = {"more", "less"} & {*clause.tokens[0].classes}
        verbs = self.words.verbs
        return bool(counts) and "wish" in before.classes and not any(t.form in verbs for t in clause.tokens)

    def _goes_on_with(self, before: Clause, clause: Clause) -> str:
        """Who does it where a part names nobody: the one before, unless it begins with "it" or is unclear.

        In "wife had a baby, wants stability" either may want it, so nobody does.
        """
        words, start = self.words, clause.tokens
        if start[0].form in words.words("clauses", "begins_anew") or self.comes(clause):
            return ""
        called = words.words("clauses", "approach")  # a recruiter called: nobody else goes into that
        if before.subject in {f"other:{name}" for name in called} and self._goes_into(clause):
            return "employee"
        if before.subject in self.nobody or self._is_not_them(before, start[0]):
            return ""  # "nobody explained it, learned it alone", "colleagues help, likes that"
        opens = start[0].form in words.sets["openers"] or "wish" in start[0].classes
        ends = words.lists["clauses"]["ends_as_verb"]
        verb = opens or (start[0].content and start[0].form.endswith(ends))  # "pikt het snel op"
        unclear = verb and (before.subject.startswith("other") or self._ends_with_one(before))
        doing = start[0].form in ("is", "was") and len(start) > 1 and start[1].form.endswith("ing")
        unclear = unclear and clause.apart and not clause.opener and not doing
        return UNCLEAR if unclear else before.subject

    def _is_not_them(self, before: Clause, verb: Token) -> bool:
        """Whether a verb is one person's, behind a part about more: "colleagues help out, likes that"."""
        words = self.words
        more = [t for t in before.tokens if t.form in words.words("clauses", "more_than_one")]
        if not more or self.other(more[-1]) != before.subject or verb.form not in words.sets["openers"]:
            return False
        if words.lang == "nl":
            return more[-1].form.endswith(("s", "en")) and not verb.form.endswith("en")
        return more[-1].form.endswith(("s", "children")) and verb.form.endswith("s")

    def _ends_with_one(self, clause: Clause) -> bool:
        """Whether a part ends with one other person, who may do what comes next: "trains apprentice, …"."""
        tokens, at = clause.tokens, len(clause.tokens) - 1
        if not at or tokens[at - 1].form in self.words.possessives:
            return False  # "helps her mother, gets up at 5"
        return self.is_one(tokens, at) and not self._preposition(tokens, at)  # "talked to planner, said no"

    def _goes_into(self, clause: Clause) -> bool:
        """Whether a part says whether somebody went into an offer: ", niet op ingegaan"."""
        forms = {token.form for token in clause.tokens}
        return "ingegaan" in forms and "op" in forms and not clause.mentions

    def comes(self, clause: Clause) -> bool:
        """Whether a part says that something came or did not: ", never came" is what was asked for."""
        skipped = self.words.words("clauses", "before_verbs")
        start = next((token for token in clause.tokens if token.form not in skipped), clause.tokens[0])
        named = any(part == "subject" for _, part in clause.mentions)
        return clause.later and not named and start.form in self.words.words("clauses", "thing_comes")

    def _inherit(self, clauses: list[Clause]) -> None:
        for before, clause in pairwise(clauses):
            bare = not clause.classes - {"or"} and not clause.mentions
            verbs = self.words.verbs
            opener = (clause.first is not None and clause.first.form in verbs) or any(
                token.form in self.words.words("tense", "finite") for token in clause.tokens
            )
            if clause.joined and bare and not opener and len([t for t in clause.tokens if t.content]) <= 3:
                clause.classes |= before.classes
            if self._wants_on(before, clause):
                clause.classes.add("wish")
            if not clause.subject:
                clause.inherited = self._goes_on_with(before, clause)
                if may_be_of_thing(before, clause, self):
                    clause.inherited = UNCLEAR
        for clause in clauses:
            named_behind = clause is clauses[0] and is_named_behind(clauses, self)
            if named_behind or (not clause.opener and happens_to_thing(clause, self)):
                clause.inherited = UNCLEAR
            if clause.subject in ("", "employee") and done_by_another(clause, self):
                clause.inherited = UNSAID
                if clause.subject == "employee":
                    clause.mentions.insert(0, (UNSAID, "subject"))  # "thinks Maya is ready"
        labels = [
            c
            for c in clauses
            if c.mentions
            and not c.reported
            and not c.mentions[0][0].startswith("other")
            and not any(t.content or t.classes for t in c.tokens if not self.is_person(t))
        ]
        for label in labels:  # "me: …" or "… - me" says who does the rest
            for clause in clauses:
                if clause is not label and not any(part == "subject" for _, part in clause.mentions):
                    clause.inherited = label.mentions[0][0]
