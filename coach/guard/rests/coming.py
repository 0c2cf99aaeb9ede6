"""Whether what a sentence tells of days to come is noted like that."""

from coach.guard.parts.tokens import Token
from coach.guard.parts.windows import UNREAL
from coach.guard.rests.roles import Roles
from coach.guard.words.forms import looks_past
from coach.when_words import MONTHS, WEAK_MONTHS

HALF_A_YEAR = 6
"""Months: one later than that may as well be one behind us."""

DECADES = 40
"""Years: a number beyond them is no year that somebody plans for."""

SOON = 182
"""Days: a date without a year that is further off may as well be one behind us."""


class Coming(Roles):
    """What is still to come, or only asked for, in a part of a sentence and in a part of a line."""

    def may_come(self) -> bool:
        """Whether what a sentence says will be is agreed, planned or said to come in the line too."""
        theirs = self.window.classes
        if {token.form for token in self.clause.tokens} & self.reader.words.words("clauses", "since_then"):
            return False  # "will come since April"
        was = self.reader.words.words("tense", "past")
        before = any(token.form in was for token in self.window.tokens)
        if "past" in theirs or (before and not any(token.form in was for token in self.clause.tokens)):
            return False
        return "will" in theirs or self.window.agreed or self._is_planned()

    def asks(self) -> bool:
        """Whether a sentence "asks for" what the line "asks", by the same word."""
        asked = {token.form for token in self.clause.tokens if token.classes == ("wish",)}
        line, others = self.window.tokens, [who for c in self.window.clauses for who, _ in c.mentions]
        about = {"wanneer", "hoe", "waarom", "wat", "wie", "waar"} & {token.form for token in line}
        alone = not about and not any(who.startswith("other") for who in others)
        return self.reader.words.lang == "nl" and alone and any(t.content and t.form in asked for t in line)

    def _is_noun(self, at: int, other: Token) -> bool:
        """Whether a word behind "to" is a thing: "keys to reception" for "keys at the reception"."""
        words, token = self.reader.words, self.clause.tokens[at]
        small = words.sets["prepositions"] | words.words("clauses", "before_nouns") | words.possessives.keys()
        led = at > 0 and self.clause.tokens[at - 1].form in small
        line = [one.form for one in self.window.tokens]
        mark = next((n for n in range(self.found[at][0] - 1, 0, -1) if line[n] == "to"), 0)
        thing = mark > 1 and line[mark - 1] not in words.sets["openers"]  # never "asked to", "plans to"
        thing = thing or (mark > 0 and line[mark - 1] == "applied")
        return words.lang == "en" and led and thing and token.form == other.form

    def _is_planned(self) -> bool:
        """Whether a note tells what the manager does, or what somebody does on a day to come."""
        lang, today = self.reader.words.lang, self.reader.today
        manager = any(who == ("manager", "subject") for c in self.window.clauses for who in c.mentions)
        manager = manager or self.window.subject == "manager"
        ahead = any(
            token.day is not None and (token.day > today or (token.day == today and token.named))
            for token in self.window.tokens
        )
        ahead = ahead or any(self._year_ahead(token.number) for token in self.window.tokens)
        ahead = ahead or any(self._month_ahead(at) for at in range(1, len(self.window.tokens)))
        done = any(looks_past(token.form, lang) for token in self.window.tokens if token.content)
        unreal = {*UNREAL, "neg", "undone"} - (self.clause.classes & {"maybe"})  # "retiring 2029 probably"
        return (manager or ahead) and not done and not self.window.classes & unreal

    def _year_ahead(self, number: str) -> bool:
        """Whether a number is a year to come."""
        return number.isdigit() and self.reader.today.year < int(number) < self.reader.today.year + DECADES

    def _month_ahead(self, at: int) -> bool:
        """Whether "from April" stands there and April is to come within half a year."""
        words = self.reader.words.words("clauses", "from_then")
        month = {**MONTHS, **WEAK_MONTHS}.get(self.window.tokens[at].form.removeprefix("month"))
        led = self.window.tokens[at - 1].form in words
        return led and month is not None and 0 < (month - self.reader.today.month) % 12 <= HALF_A_YEAR

    def told_as_over(self) -> bool:
        """Whether "training on 14 April" has become "the training was on 14 April" before that day."""
        was, lang = self.reader.words.words("tense", "past"), self.reader.words.lang
        if not any(token.form in was for token in self.clause.tokens):
            return False
        said = [self.window.tokens[places[0]] for places in self.found.values()]
        if any(looks_past(t.form, lang) for t in said) or any(t.form in was for t in self.window.tokens):
            return False
        if "past" in self.window.classes | self.window.held:
            return False
        days = [token.day for token in self.clause.tokens if token.day is not None]
        return any(0 < (day - self.reader.today).days <= SOON for day in days)
