"""Where a sentence that tells a line again may put an article of its own."""

from collections.abc import Sequence
from functools import cached_property

from coach.guard.parts.clause import Clause, is_done
from coach.guard.parts.tokens import Token
from coach.guard.rests.same_words import At, SameWords
from coach.guard.rests.undergone import first_verb, opens_with
from coach.guard.words.forms import looks_past

LISTED = 4
"""Words that one thing of a list has at most."""

COMPOUND, COMPOUNDED = 3, 5
"""Among how many first words a job stands, and letters of a job that ends a Dutch compound."""

_NOT_THERE = frozenset(("neg", "without", "wish", "irreal", "if"))
"""What the things behind it are not there for."""


class Articles(SameWords):
    """Weighs an article that only the sentence has."""

    def may_be_known(self, mine: Token, following: Token, at: At) -> bool:
        """Whether an article may come before a word: nobody would ask which one it is."""
        begins = not at.line or self.home[at.line] != self.home[at.line - 1]
        if mine.form == "het" and begins and self.is_a("it_does", following.form):
            return True  # no article: ", het kost 900"
        if mine.form == "het" and (self._is_several(following) or self._are_several(at)):
            return False
        if begins and self._is_task(following, at):
            return False  # "order masks today" is no order yet
        thing = mine.form == "het"
        bears = not (self._bears_none(following, thing, begins) or self._is_verbal(following, thing, at))
        job = self._is_somebody() or self.is_their_work() or self.is_like(self.part_of(0))
        return bears and not (job and not at.line) and not (begins and self._is_of_list(at))

    def _bears_none(self, token: Token, thing: bool, begins: bool) -> bool:
        """Whether a word is a verb or an article; `thing`: one of the past too, for "de werkende" is none."""
        words = self.reader.words
        verbs = self._verbs if begins else words.verbs  # "op kosten van", and "kost 900"
        done = is_done(token.form, words.lang)
        if words.lang == "nl" and token.form.startswith("ge") and token.form.endswith("en"):
            done = token.form in words.lang.participles  # "gesprekken" are none
        past = thing and looks_past(token.form, words.lang)
        unknown = not begins and token.form in words.words("clauses", "approach")  # "offer from recruiter"
        listed = self.is_a("articles", token.form) or (begins and self.is_a("person_is", token.form))
        return past or done or token.form in verbs or token.reporting or listed or unknown

    def _is_verbal(self, following: Token, thing: bool, at: At) -> bool:
        """Whether a form is a verb by its ending: "moving", "waardeert", and "het scholen" of schools."""
        words, form = self.reader.words, following.form
        if words.lang == "nl":
            several = form.endswith("en") and not form.endswith("oen") and not self.is_a("things_in_en", form)
            return form.endswith("eert") or (thing and several)
        if not form.endswith("ing") or form.endswith(tuple(words.words("clauses", "nouns_in_ing"))):
            return False
        behind = self.theirs[at.line + 1 : at.line + 2]
        small = words.sets["prepositions"] | words.verbs | words.words("retold", "articles")
        return not any(t.content and not t.number and t.form not in small for t in behind)  # "drying room"

    def _is_task(self, following: Token, at: At) -> bool:
        """Whether a part begins with what is still to do: agreed, or first or behind a colon in English."""
        head = self.line[self.home[at.line] - 1] if self.home[at.line] else None
        if (
            head
            and head.colon
            and any(t.form in self.reader.words.words("asserted", "plans") for t in head.tokens)
        ):
            return True  # "tip: vaste invaller"
        first = self.reader.words.lang == "en" and (head is None or head.colon)
        return (self.agreed or first) and self.is_a("tasks", following.form)

    @cached_property
    def _verbs(self) -> frozenset[str]:
        """What is a verb by itself, of people and of things."""
        words = self.reader.words
        return words.verbs | words.words("clauses", "thing_verbs")

    def _is_several(self, token: Token) -> bool:
        """Whether a Dutch word is more than one person: "bewoners", which no "het" goes with."""
        more = self.reader.words.words("clauses", "more_than_one")
        return token.form in more and token.form.endswith(("s", "en"))

    def _are_several(self, at: At) -> bool:
        """Whether more of a thing come behind what they are like: "zware oproepen"."""
        here, behind = at.line, at.line + 1
        if behind == len(self.theirs) or self.home[behind] != self.home[here]:
            return False
        thing = self.theirs[behind].form
        several = thing.endswith("en") and not self.is_a("things_in_en", thing)
        return several and self.theirs[here].form.endswith("e")

    def _is_of_list(self, at: At) -> bool:
        """Whether a thing is one more of what is wished for or is not there: "no boots, gloves"."""
        home, part = self.home[at.line], self.part_of(at.line)
        if not home or len(part) > LISTED or not self._is_verbless(part):
            return False
        return any(_NOT_THERE & clause.classes for clause in self.line[:home] if not self._ends_done(clause))

    def _ends_done(self, clause: Clause) -> bool:
        """Whether a Dutch part ends with its participle, so that no list goes on behind it."""
        lang = self.reader.words.lang
        return lang == "nl" and is_done(clause.tokens[-1].form, lang)

    def is_like(self, part: Sequence[Token]) -> bool:
        """Whether a part begins with what a person is with what follows: "on call every", "late twice"."""
        begins = (part, part[first_verb(part, self.reader) :])
        counted = bool(part[0].number) and not self._is_verbless(part)  # "3 jaar bij ons gewerkt"
        names = ("person_with", "person_then")
        return not counted and any(opens_with(name, one, self.reader) for name in names for one in begins)

    def _is_somebody(self) -> bool:
        """Whether a line begins with somebody who may be the employee: "supervisor in last job"."""
        words = self.reader.words
        one = self.theirs[0].form in words.sets["actors"] - words.words("clauses", "more_than_one")
        return one and self._is_verbless(self.part_of(0))

    def is_their_work(self) -> bool:
        """Whether a line tells as what the employee works: it says since when, or for how many years."""
        part = self.part_of(0)
        plain = not any(t.classes and "since" not in t.classes for t in part) and not self.reader.who(part[0])
        plain = plain and not any(t.form.endswith("'s") for t in part)
        if not (plain and self._is_verbless(part) and any(self._is_job(t.form) for t in part[:COMPOUND])):
            return False
        if any(
            self.is_a("not_at_work", t.form) or t.form in self.reader.words.sets["other_role"] for t in part
        ):
            return False
        parts = [part, *(clause.tokens for clause in self.line[1:])]
        since = any("since" in token.classes for token in part) or any("since" in p[0].classes for p in parts)
        return (
            since
            or any(map(self._counts_time, parts[1:]))
            or self._counts_time(part[-2:])
            or self._counts_time(part)
        )

    def _counts_time(self, part: Sequence[Token]) -> bool:
        """Whether a part begins with a number of years, or of hours a week."""
        return self.counts_years(part) or (
            len(part) > 1 and bool(part[0].number) and self.is_a("worked", part[1].form)
        )

    def counts_years(self, part: Sequence[Token]) -> bool:
        """Whether a part begins with a number of years or months."""
        return len(part) > 1 and bool(part[0].number) and self.is_a("years", part[1].form)

    def _is_job(self, form: str) -> bool:
        """Whether a word is what somebody works as, a Dutch compound too: "lichttechnieker"."""
        words = self.reader.words
        jobs = words.words("retold", "jobs") | words.words("asserted", "roles")
        if form in jobs:
            return True
        return words.lang == "nl" and form.endswith(tuple(job for job in jobs if len(job) >= COMPOUNDED))

    def _is_verbless(self, part: Sequence[Token]) -> bool:
        lang = self.reader.words.lang
        return not any(t.form in self._verbs or t.reporting or is_done(t.form, lang) for t in part)
