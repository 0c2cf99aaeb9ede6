"""Whether an "is", "has" or "was" that only the sentence has makes a fact of what is none.

A note leaves such words out, so a sentence may bring them; but not where what they go with hangs on a wish, a
lack, an offer or a plan: "wants a raise, own desk" is no desk yet, and "rota done by 1 May" is not done.
"""

from dataclasses import dataclass
from itertools import pairwise

from coach.guard.parts.clause import Clause, is_done
from coach.guard.parts.tokens import Token
from coach.guard.rests.helpers import Helper
from coach.guard.rests.voice import Voice
from coach.guard.words.forms import looks_past
from coach.when_words import MONTHS, WEAK_MONTHS

_WANTED = frozenset(("wish", "irreal", "maybe", "must", "undone", "if", "order"))
"""What leaves open whether the rest of a list is so."""

_IN_LIST = frozenset(
    ("more", "less", "all", "part", "only", "from", "order_weak", "after", "up", "down", "out")
)
"""What one more of a list may have before it; anything else shows that its part is told by itself."""


@dataclass
class Asserted(Voice):
    """Weighs what a sentence asserts by a word of its own."""

    def falsely(self) -> bool:
        """Whether something is told as a fact that the line does not tell so."""
        return self.turned() or any(
            self._of_list(helper) or self._of_now(helper) or self._to_come(helper) or self._of_another(helper)
            for helper in self.helpers()
        )

    def _of_list(self, helper: Helper) -> bool:
        """Whether something is the next of a list of what is wanted, lacked, offered or past."""
        if not helper.part or (helper.behind and self.most(helper.behind) != helper.part):
            return False
        item = self.line[helper.part]
        if not self._is_item(item):
            return False
        done = any(is_done(t.form, self.reader.words.lang) for t in item.tokens)
        hers = helper.clause.subject == "employee"
        if helper.kind in ("is", "was") and hers == done:
            return False  # "wants to stay, hired in 2020" was hired
        for head in reversed(self.line[: helper.part]):
            own = {name for token in head.tokens for name in token.classes}
            if own & _WANTED or self.any_of("wanting", head):
                return True
            if not done and self.any_of("elsewhere", head):
                return True
            if not done and (own & {"low"} or self.any_of("lacking", head)):
                does = any(who != "employee" and part == "subject" for who, part in item.mentions)
                return not does and not item.classes & {"more", "less"}
            if own - _IN_LIST or not self.verbless(head):
                theirs = head.subject.startswith("other") and not hers
                return theirs and any(self.is_a("has", t.form) for t in head.tokens)
        return False

    def _of_now(self, helper: Helper) -> bool:
        """Whether what stands beside what was is told as so now: "ran it alone, deputy away"."""
        part, lang = self.line[helper.part], self.reader.words.lang
        past = any(
            self._was(token, at) for head in self.line[: helper.part] for at, token in enumerate(head.tokens)
        )
        done = any(is_done(token.form, lang) for token in part.tokens)
        return helper.kind == "is" and past and not done and self.verbless(part)

    def _was(self, token: Token, at: int) -> bool:
        """Whether a word of a part tells of the past; a participle only where it is the verb of a note."""
        words = self.reader.words
        if token.form in ("was", "were", "waren", "had"):
            return True
        if not looks_past(token.form, words.lang):
            return False
        return not at or (words.lang == "nl" and not is_done(token.form, words.lang))

    def _is_item(self, clause: Clause) -> bool:
        """Whether a part of the line may be one more of a list: a thing without a verb."""
        words, start = self.reader.words, clause.tokens[0].form
        classes = {name for token in clause.tokens for name in token.classes}
        explains = words.words("clauses", "explains") | words.sets["prepositions"]
        if classes - _IN_LIST or clause.timed or start in explains or self.any_of("measured", clause):
            return False
        if clause.opener not in ("", *words.words("clauses", "inherits")) or self._is_told(clause):
            return False
        long = [t.form for t in clause.tokens if words.lang == "en" and t.form.endswith("ing")]
        nouns = words.words("clauses", "nouns_in_ing")
        return all(form in nouns for form in long) and self.verbless(clause)

    def _is_told(self, clause: Clause) -> bool:
        """Whether nobody wishes for a thing: a bad back, two kids, a 2 hour commute."""
        private = self.reader.words.words("clauses", "private")
        tokens = clause.tokens
        if any(
            t.form in private or self.is_a("unwanted", t.form) or self.is_a("event", t.form) for t in tokens
        ):
            return True
        years = len(tokens) > 1 and self.is_a("years", tokens[1].form)
        measured = len(tokens) > 2 and self.is_a("measures", tokens[1].form)
        return bool(tokens[0].number) and (years or measured)

    def _to_come(self, helper: Helper) -> bool:
        """Whether what is planned, awaited or due is told as done: "rota done by 1 May"."""
        lang, part = self.reader.words.lang, self.line[helper.part]
        if any(self.any_of("ideally", head) for head in self.line[: helper.part + 1]):
            return True
        heads = self.line[: helper.part][-1:]
        planned = any(head.colon and self.any_of("plans", head) for head in heads)
        places = [place for place in (*helper.before, *helper.behind) if self.home[place] == helper.part]
        done = any(is_done(self.theirs[place].form, lang) for place in places)
        if any(self.is_a("tasks", self.theirs[p].form) and self.theirs[p - 1].form != "te" for p in places):
            return True  # "laptop vervangen" is how a task is noted
        if not done or (lang == "en" and helper.kind == "is"):
            return planned
        if planned or any(head.colon and ("neg" in head.classes or self._is_time(head)) for head in heads):
            return True
        following = (part, *self.line[helper.part + 1 :][:1])
        named = helper.kind == "is" and any(map(self._is_as, following))
        if not named and any("if" in clause.classes for clause in following):
            return "past" not in part.classes
        return self._due(part)

    def _is_as(self, clause: Clause) -> bool:
        """Whether a part begins with a Dutch "als" that is no "if": "gekozen als mentor"."""
        return clause.tokens[0].form == "als" and self.verbless(clause)

    def _is_time(self, clause: Clause) -> bool:
        """Whether a part only says when."""
        return self._ahead(clause) or all(t.day or self._names_time(t) for t in clause.tokens)

    def _names_time(self, token: Token) -> bool:
        form = token.form.removeprefix("month")
        return form in self.reader.words.words("clauses", "times") or form in MONTHS or form in WEAK_MONTHS

    def _due(self, part: Clause) -> bool:
        """Whether a part says by when, or from when to come."""
        words, today = self.reader.words, self.reader.today
        ends = words.words("clauses", "parts")
        starts = words.words("clauses", "from_then")
        if self.any_of("arranged", part):
            return False  # "the update is promised by 1 May"
        for at, token in enumerate(part.tokens):
            behind = [t.form for t in part.tokens[at + 1 : at + 3]]
            led = any(map(self._names_time, part.tokens[at + 1 : at + 2]))
            past = token.day is not None and token.day < today
            day = self.is_a("due_day", token.form) and token.day
            if not past and (day or (self.is_a("due", token.form) and (led or token.day))):
                return True
            if token.form in starts and led and not ends & {*behind[1:]}:
                return True
            if self.is_a("ahead", token.form) and (
                token.day or {*behind[:1]} & words.words("clauses", "units")
            ):
                return True
        return False

    def _ahead(self, part: Clause) -> bool:
        units = self.reader.words.words("clauses", "units")
        return any(
            self.is_a("ahead", one.form) and (one.day is not None or other.form in units)
            for one, other in pairwise(part.tokens)
        )

    def _is_role(self, token: Token) -> bool:
        actors = self.reader.words.sets["actors"]
        return token.form in actors or self.is_a("people", token.form) or self.is_a("roles", token.form)

    def _of_another(self, helper: Helper) -> bool:
        """Whether the employee "has" what is asked of people, or what somebody else has: "doubts of HR"."""
        if helper.kind != "has" or helper.clause.subject != "employee":
            return False
        tokens = self.line[helper.part].tokens
        felt = [n for n, t in enumerate(tokens[:2]) if self.is_a("felt", t.form)]
        counts = (
            len(tokens) > 1
            and tokens[0].number
            and tokens[1].form in self.reader.words.words("clauses", "units")
        )
        if (felt or counts) and any(self.is_a("asked_for", t.form) for t in tokens):
            return True
        return any(
            self.is_a("of", one.form) and any(map(self._is_role, tokens[n + 1 : n + 4]))
            for at in felt
            for n, one in enumerate(tokens[at + 1 : at + 2], at + 1)
        )
