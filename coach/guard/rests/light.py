"""Where words of a sentence stand in a line, and verbs that say no more than what is beside them."""

from dataclasses import dataclass, field
from itertools import pairwise

from coach.guard.parts.clause import Clause
from coach.guard.parts.clauses import Reader
from coach.guard.parts.tokens import Token
from coach.guard.parts.windows import Window
from coach.guard.rests.empty import carries_nothing
from coach.guard.words.forms import is_participle, light_verbs, made_of, stem


@dataclass
class Light:
    """The words of a part of a sentence, and where in a part of a line they stand."""

    clause: Clause
    window: Window
    reader: Reader
    found: dict[int, tuple[int, ...]] = field(default_factory=dict, init=False)
    """Places in the window by place in the clause."""
    light: bool = field(default=False, init=False)
    """A verb of the sentence says no more than the thing beside it."""

    def places(self, token: Token) -> tuple[int, ...]:
        """Where in the window a word stands, in whatever form."""
        alike = self.reader.words.alike
        return tuple(
            n
            for n, other in enumerate(self.window.tokens)
            if other.day is None and alike(token.form, other.form)
        )

    def part_of(self, token: Token) -> tuple[int, ...]:
        """Places of compounds of which this is a part, when the rest of them is said here as well."""
        lang, mine = self.reader.words.lang, [other.form for other in self.clause.tokens]
        return tuple(
            n
            for n, other in enumerate(self.window.tokens)
            if len(other.form) > len(token.form) + 1
            and (parts := made_of(other.form, mine, lang))
            and any(mine[part] == token.form for part in parts)
        )

    def light_verb(self, token: Token) -> bool:
        """Whether a verb says no more than the thing beside it: "follows a course" for a mere "course"."""
        lang, words = self.reader.words.lang, self.reader.words
        things = light_verbs(words.lists["light"]["verbs"], lang).get(token.form)
        if self.window.topic or any(clause.labelled for clause in self.window.clauses):
            return False  # "wants a course, starts in May"; "Kelly: course in May" may be hers
        if self._stands(token) or self._does(token):
            return True
        if carries_nothing(token, self.clause, self.window, self.reader) and self._all_said():
            return True
        gets = token.form in words.words("light", "gets")
        if gets and self._unsaid() & {"to", "for", "aan", "voor", "naar"}:
            return False  # "no reply to HR", "no raise for the temps"
        if gets and self._none():
            things = frozenset(("",))  # "got no login" for "no login"
        if not things or not self._verbless(token.form in words.words("light", "behind")):
            return False
        if (token.form.startswith(("werk", "work")) or self._measures(token)) and not self._all_said():
            return False  # "24 hours of waiting for a key", "training 2 days late"
        if self._measures(token) and self._lies_ahead():
            return False
        return any(
            other.content and any(map(stem(other.form, lang).endswith, things)) and self.places(other)
            for other in self.clause.tokens
        )

    def _stands(self, token: Token) -> bool:
        """Whether "stands by the printer" is a mere "by printer", and "comes" something on a day to come."""
        words, tokens = self.reader.words, self.window.tokens
        comes = token.form in words.words("light", "comes")
        if not comes and token.form not in words.words("light", "stands"):
            return False
        if self.clause.subject or self.window.subject or "past" in self.window.classes:
            return False
        days = [one.day for one in tokens if one.day is not None]
        times = words.words("clauses", "times") & {one.form for one in tokens}
        if comes and (times or any(day <= self.reader.today for day in days)):
            return False  # "bonus in January" came
        led = not comes or bool(days) or any(one.form in words.sets["prepositions"] for one in tokens)
        return led and self._verbless(False) and self._all_said()

    def _does(self, token: Token) -> bool:
        """Whether "makes the rota" is "does the rota"."""
        lang, words = self.reader.words.lang, self.reader.words
        things = light_verbs(words.lists["light"]["does"], lang).get(token.form, frozenset())
        does = words.words("light", "do") & {one.form for one in self.window.tokens}
        if token.form.startswith(("werk", "work")) and not self._all_said():
            return False  # "doet 3 uur boodschappen"
        return bool(does) and any(
            other.content and any(map(stem(other.form, lang).endswith, things)) and self.places(other)
            for other in self.clause.tokens
        )

    def _measures(self, token: Token) -> bool:
        """Whether a verb tells how long something is: "takes 2 days"."""
        words, tokens = self.reader.words, self.clause.tokens
        verbs = words.words("light", "lasts") | words.words("light", "lasted")
        behind = tokens[tokens.index(token) + 1 :][:1]
        return token.form in verbs and bool(behind) and bool(behind[0].number)

    def _lies_ahead(self) -> bool:
        """Whether the line says in how long: "training in 2 days"."""
        ahead = self.reader.words.words("light", "ahead")
        return any(one.form in ahead and now.number for one, now in pairwise(self.window.tokens))

    def _unsaid(self) -> set[str]:
        """Words of the part of the line that the sentence leaves out."""
        return {t.form for t in self.window.tokens} - {t.form for t in self.clause.tokens}

    def _none(self) -> bool:
        """Whether the part of the line only says that there is none of something, and the sentence too."""
        led = {token.form for token in self.window.tokens} & {"to", "aan", "naar"}
        return "neg" in self.window.tokens[0].classes and "neg" in self.clause.classes and not led

    def _all_said(self) -> bool:
        """Whether each word that bears something in the part of the line stands in the sentence too."""
        mine = self.clause.tokens
        said = {n for token in mine if not token.free for n in self.places(token)}
        numbers = {token.number for token in mine} - {""}
        return all(
            n in said or token.number in numbers or not self.reader.must_rest(token)
            for n, token in enumerate(self.window.tokens)
        )

    def _verbless(self, behind: bool) -> bool:
        """Whether the part of the line has no verb of its own, and is behind us where the sentence is."""
        lang, words = self.reader.words.lang, self.reader.words
        both = self.window.classes & self.clause.classes
        none = bool({"neg", "since"} & both)  # "no reply" is as good as "got no reply", "part time since May"
        if (self.window.classes | self.window.held) & {"undone", "agreed", "low"} or (
            behind and "past" not in self.window.classes and not self._was() and not none
        ):
            return False
        asks = words.words("light", "beside_wish") & {token.form for token in self.clause.tokens}
        return not any(
            token.reporting
            or (
                token.content
                and token.form not in asks
                and (token.form in words.sets["openers"] or is_participle(token.form, lang))
            )
            for token in self.window.tokens
        )

    def _was(self) -> bool:
        """Whether a helper verb of the line is of the past: "training was only 2h"."""
        was = self.reader.words.words("tense", "past")
        return any(token.form in was for token in self.window.tokens)
