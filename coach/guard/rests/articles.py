"""Where a sentence that tells a line again may put an article of its own."""

from collections.abc import Sequence
from functools import cached_property

from coach.guard.parts.clause import Clause, is_done
from coach.guard.parts.tokens import Token
from coach.guard.rests.begins import all_verbs, counts, first_verb, is_verbless, opens_with
from coach.guard.rests.same_words import At, SameWords
from coach.guard.rests.work import tells_work
from coach.guard.words.forms import looks_past

LISTED = 4
"""Words that one thing of a list has at most."""

_NOT_THERE = frozenset(("neg", "without", "wish", "irreal", "if"))
"""What the things behind it are not there for."""


class Articles(SameWords):
    """Weighs an article that only the sentence has."""

    def may_be_known(self, mine: Token, following: Token, at: At) -> bool:
        """Whether an article may come before a word: nobody would ask which one it is."""
        begins = not at.line or self.home[at.line] != self.home[at.line - 1]
        thing = mine.form == "het"
        if thing and begins and self.is_a("it_does", following.form):
            return True  # no article: ", het kost 900"
        if thing and (self._is_several(following) or self._are_several(at)):
            return False
        if begins and self._is_task(following, at):
            return False  # "order masks today" is no order yet
        bears = not (
            self._bears_none(following, thing, begins) or self._is_verbal(following, thing, at, begins)
        )
        person = not at.line and (self._is_somebody() or self._is_about_them())
        return bears and not person and not (begins and self._is_of_list(at))

    def _bears_none(self, token: Token, thing: bool, begins: bool) -> bool:
        """Whether a word is a verb or an article; `thing`: one of the past too, for "de werkende" is none."""
        words = self.reader.words
        verbs = all_verbs(words) if begins else words.verbs  # "op kosten van", and "kost 900"
        done = is_done(token.form, words.lang)
        if words.lang == "nl" and token.form.startswith("ge") and token.form.endswith("en"):
            done = token.form in words.lang.participles  # "gesprekken" are none
        past = thing and looks_past(token.form, words.lang)
        unknown = not begins and token.form in words.words("clauses", "approach")  # "offer from recruiter"
        listed = self.is_a("articles", token.form) or (begins and self.is_a("person_is", token.form))
        return past or done or token.form in verbs or token.reporting or listed or unknown

    def _is_verbal(self, following: Token, thing: bool, at: At, begins: bool) -> bool:
        """Whether a form is a verb by its ending: "moving", "waardeert", and "het scholen" of schools."""
        words, form = self.reader.words, following.form
        if words.lang == "nl":
            several = form.endswith("en") and not form.endswith("oen") and not self.is_a("things_in_en", form)
            return form.endswith("eert") or (thing and several)
        if not form.endswith("ing") or form.endswith(tuple(words.words("clauses", "nouns_in_ing"))):
            return False
        behind = self.theirs[at.line + 1 : at.line + 2]
        small = words.sets["prepositions"] | words.words("retold", "articles")
        more = not begins and any(t.form.endswith("s") for t in behind)  # "on checking documents"
        noun = any((t.content or t.form in words.verbs) and t.form not in small for t in behind)
        return more or not noun or any(t.number for t in behind)  # "drying room", "editing got thin"

    def _is_task(self, following: Token, at: At) -> bool:
        """Whether a part begins with what is still to do: agreed, or first or behind a colon in English."""
        words, home = self.reader.words, self.home[at.line]
        head = self.line[home - 1] if home else None
        planned = words.words("asserted", "plans")
        if head and head.colon and any(token.form in planned for token in head.tokens):
            return True  # "tip: vaste invaller"
        first = words.lang == "en" and (head is None or head.colon)
        return (self.agreed or first) and self.is_a("tasks", following.form)

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
        if not home or len(part) > LISTED or not is_verbless(part, self.reader.words):
            return False
        return any(_NOT_THERE & clause.classes for clause in self.line[:home] if not self._ends_done(clause))

    def _ends_done(self, clause: Clause) -> bool:
        """Whether a Dutch part ends with its participle, so that no list goes on behind it."""
        lang = self.reader.words.lang
        return lang == "nl" and is_done(clause.tokens[-1].form, lang)

    def is_like(self, part: Sequence[Token]) -> bool:
        """Whether a part begins with what a person is with what follows: "on call every", "late twice"."""
        begins = (part, part[first_verb(part, self.reader) :])
        counted = bool(part[0].number) and not is_verbless(
            part, self.reader.words
        )  # "3 jaar bij ons gewerkt"
        names = ("person_with", "person_then")
        return not counted and any(opens_with(name, one, self.reader) for name in names for one in begins)

    def _is_about_them(self) -> bool:
        """Whether a line without a name tells of the employee: their work, their years, what they are."""
        part = self.part_of(0)
        years = any(counts("years", clause.tokens, self.reader) for clause in self.line[1:])
        plain = is_verbless(part, self.reader.words) and not any(token.classes for token in part)
        return self.is_their_work or self.is_like(part) or (years and plain)

    def _is_somebody(self) -> bool:
        """Whether a line begins with somebody who may be the employee, or who may be what was promised."""
        words, part = self.reader.words, self.part_of(0)
        alone = words.sets["actors"] - words.words("clauses", "more_than_one")
        one = part[0].form in alone and is_verbless(part, words)
        promised = any(token.form in words.words("asserted", "offers_or_is_offered") for token in part[1:2])
        return one or (promised and part[0].form in words.words("clauses", "who_works"))

    @cached_property
    def is_their_work(self) -> bool:
        """Whether the line tells as what the employee works."""
        return tells_work(self.line, self.reader)
