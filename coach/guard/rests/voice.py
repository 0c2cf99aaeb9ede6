"""Whether a sentence has somebody do what was done to them, or the other way round.

A note leaves out the "was" of a passive and the subject of an active verb alike: "planner told on Monday"
told it, "paid late in March" was paid. Where a verb goes both ways the sentence keeps the way that the note
is mostly meant.
"""

from collections.abc import Sequence

from coach.guard.parts.clause import Clause, is_done
from coach.guard.parts.tokens import Token
from coach.guard.rests.begins import first_verb, opens_with
from coach.guard.rests.helpers import Helper, Helpers
from coach.guard.rests.undergone import is_led, is_undergone, says_by_whom
from coach.guard.words.forms import looks_past


class Voice(Helpers):
    """Who does it and who undergoes it, where a note has a bare verb."""

    def turned(self) -> bool:
        """Whether a sentence makes a bare verb of the line active or passive against its sense."""
        if any(self._made_passive(helper) or self._made_active(helper) for helper in self.helpers()):
            return True
        return self.reader.words.lang == "en" and any(map(self._against_sense, self.sentence))

    def _made_passive(self, helper: Helper) -> bool:
        """Whether "was" makes of who does it who undergoes it: "planner was told"."""
        part, lang = self.line[helper.part], self.reader.words.lang
        if lang == "nl":
            asks = self.is_a("asks", part.tokens[0].form)
            return asks and self.is_a("becomes", helper.clause.tokens[helper.at].form)
        if helper.kind != "was":
            return False
        if self._was_active(helper):
            return True
        at = self._verb_at(part)
        if at is None or any(t.form == "by" and not t.day for t in part.tokens[at:]):
            return False
        if at:
            return self._is_somebody(part, at - 1)
        named = any(who == "subject" for _, who in helper.clause.mentions)
        return bool(helper.part) and not named and self._is_somebody(self.line[helper.part - 1], 0)

    def _was_active(self, helper: Helper) -> bool:
        """Whether "was shown" stands for "showed", of a verb that has two forms of the past."""
        lang, words = self.reader.words.lang, self.reader.words
        clause = helper.clause.tokens
        done = next((t.form for t in clause[helper.at + 1 :] if is_done(t.form, lang)), "")
        if not done or any(t.form == "by" and not t.day for t in clause):
            return False
        there = [t.form for t in self.line[helper.part].tokens if words.alike(t.form, done)]
        return bool(there) and all(f != done and looks_past(f, lang) and not self._either(f) for f in there)

    def _either(self, form: str) -> bool:
        """Whether a form of the past is a participle too, by its ending or by itself."""
        lang = self.reader.words.lang
        return form in lang.participles or (form.endswith("ed") and form not in lang.past)

    def _verb_at(self, part: Clause) -> int | None:
        """The place of a form that is of the past and a participle as well."""
        lang, skipped = self.reader.words.lang, self.reader.words.words("clauses", "before_verbs")
        for at, token in enumerate(part.tokens):
            if token.form in skipped or self.is_a("undergone", token.form):
                continue
            both = token.form.endswith("ed") or self.is_a("both_ways", token.form)
            if both and (looks_past(token.form, lang) or self.is_a("both_ways", token.form)):
                return at if token.form not in self.reader.words.words("clauses", "nouns_in_ing") else None
        return None

    def _is_somebody(self, part: Clause, at: int) -> bool:
        """Whether a word of the line is somebody, and not the employee or a machine."""
        token, words = part.tokens[at], self.reader.words
        things = words.words("clauses", "things_that_do")
        somebody = token.form in words.sets["actors"] - things or self.is_a("people", token.form)
        return somebody or self.reader.who(token) not in ("", "employee")

    def _made_active(self, helper: Helper) -> bool:
        """Whether "heeft" makes of who undergoes it who does it: "Robin heeft geholpen"."""
        if helper.kind != "has" or self.reader.words.lang != "nl":
            return False
        tokens = self.line[helper.part].tokens
        if self._is_undergone(tokens) or says_by_whom(tokens, self.reader):
            return True
        lang = self.reader.words.lang
        at = next((n for n, t in enumerate(tokens) if is_done(t.form, lang) and not self._speaks(t)), 0)
        if not at:
            return False
        people = [n for n in range(at) if self._is_anybody(tokens[n])]
        between = [t for t in tokens[:at] if self.reader.must_rest(t) and not self._is_anybody(t)]
        return len(people) == 1 and not between

    def _speaks(self, token: Token) -> bool:
        """Whether it is what people say or ask, which they hardly undergo."""
        return token.reporting or self.is_a("asks", token.form)

    def _is_undergone(self, tokens: Sequence[Token]) -> bool:
        """Whether a Dutch part begins with what is done to people: "aangesproken op kledij"."""
        words = self.reader.words
        skipped = words.words("clauses", "before_verbs")
        at = next((n for n, t in enumerate(tokens) if t.form not in skipped), 0)
        neg = any("neg" in t.classes for t in tokens[:at])
        if not (self.is_a("suffered", tokens[at].form) or (neg and self.is_a("thanked", tokens[at].form))):
            return False
        return is_led(tokens[at + 1 :], self.reader)

    def _is_anybody(self, token: Token) -> bool:
        words = self.reader.words
        somebody = token.form in words.sets["actors"] or self.is_a("people", token.form)
        return somebody or bool(self.reader.who(token))

    # A verb with which a part of an English line begins

    def _against_sense(self, clause: Clause) -> bool:
        """Whether the employee "was asked" for "asked twice", or "paid late" for "was paid late"."""
        hers = -1 if clause.subject == "employee" else None
        who = next((n for n, t in enumerate(clause.tokens) if self.reader.who(t) == "employee"), hers)
        if who is None:
            return False
        for part in self.line[:1]:
            skipped = self.reader.words.words("clauses", "before_verbs")
            at = next((n for n, t in enumerate(part.tokens) if t.form not in skipped), 0)
            sense = self._sense(part.tokens, at)
            mine = next(
                (n for n, t in enumerate(clause.tokens) if t.form == part.tokens[at].form and n > who), None
            )
            if not sense or mine is None:
                continue
            helps = [t.form for t in clause.tokens[who + 1 : mine]]
            passive = any(self.is_a("was", form) or self.is_a("is", form) for form in helps)
            if opens_with("active_with", part.tokens[at:], self.reader):
                return passive
            if sense == "open":
                return not (passive and is_undergone(part.tokens, self.reader))
            if passive != (sense == "passive" or is_undergone(part.tokens, self.reader)):
                return True
        return False

    def _sense(self, tokens: Sequence[Token], at: int) -> str:
        """How a verb with which a part begins is meant: "active", "passive", "open"; "" where it is plain."""
        sense = self._mostly(tokens, at)
        verb = first_verb(tokens, self.reader)
        is_open = self.is_a("open_voice", tokens[verb].form) and "neg" not in tokens[verb].classes
        return sense or ("open" if is_open else "")

    def _mostly(self, tokens: Sequence[Token], at: int) -> str:
        """How most people would read it."""
        verb, behind = tokens[at].form, tokens[at + 1 :]
        following = behind[0].form if behind else ""
        if says_by_whom(behind, self.reader):
            return "passive" if self.is_a("open_voice", verb) or self.is_a("given", verb) else ""
        if not behind:
            return ""
        if any("neg" in t.classes for t in tokens[:at]):
            lacks = any(self.is_a(name, verb) for name in ("given", "done_by_others", "owed"))
            return "passive" if lacks or (self.is_a("asks", verb) and following == "about") else ""
        if self.is_a("given", verb):
            return "passive"
        if self.is_a("asks", verb):
            return "open" if following == "to" else "active"
        if self.is_a("offers_or_is_offered", verb):
            return "active" if following == "to" else "passive"
        if verb == "paid":
            each = {"an", "per", "a"} & {t.form for t in behind[1:4]}
            measured = self.is_a("how_much", following) or (behind[0].number and each)
            return "active" if following == "for" else "passive" if measured else ""
        if verb == "taught":
            when = self.is_a("when", following) or bool(behind[0].number or behind[0].day)
            return "active" if when else "passive" if self.is_a("how_taught", following) else ""
        led = following in self.reader.words.sets["prepositions"] or self.is_a("led", following)
        if self.is_a("done_by_others", verb):
            return "passive" if led else ""
        if self.is_a("refuses_or_is", verb):
            return "passive" if self.is_a("granted", following) else ""
        if verb == "told":
            return "passive" if self.is_a("how_told", following) else ""
        counted = bool(behind[0].number) and behind[1:2] != []
        thing = behind[1] if counted else behind[0]
        timed = thing.form in self.reader.words.words("clauses", "units") or self.is_a("when", thing.form)
        led = led or following in self.reader.words.words("retold", "particles")  # "signed off"
        goes_on = self.reader.must_rest(thing) and not thing.number and not (led or timed)
        either = self.is_a("undergone", verb) or self.is_a("named", verb) or "neg" in tokens[at].classes
        return "active" if verb.endswith("ed") and goes_on and not either else ""
