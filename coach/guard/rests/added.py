"""What a sentence that tells a line again may add to it: an article, an "is", who it is about."""

from collections.abc import Sequence

from coach.guard.parts.clause import is_done
from coach.guard.parts.tokens import Token
from coach.guard.rests.begins import first_verb, opens_with
from coach.guard.rests.same_words import At
from coach.guard.rests.undergone import is_undergone, says_by_whom
from coach.guard.rests.unnamed import Unnamed
from coach.when_words import MONTHS


class Added(Unnamed):
    """Weighs each word that only the sentence has."""

    def may_come(self, at: At) -> bool:
        """Whether the next word of the sentence may be added here."""
        mine, following = self.mine[at.sentence], self.mine[at.sentence + 1 : at.sentence + 2]
        if not following or mine.day or at.line >= len(self.theirs):
            return False
        if self.is_a("articles", mine.form) and self.reader.who(following[0]) in ("employee", "manager"):
            return following[0].form in self.reader.words.persons  # no "de Iris"
        if self.is_a("articles", mine.form):
            return self.may_be_known(mine, following[0], at)
        named = self.reader.who(mine) == "employee" and not at.told
        return self._helps(mine, at) or (named and self.tells_who(at))

    def _helps(self, mine: Token, at: At) -> bool:
        """Whether an "is", "was" or "has" may come here: its part has no verb yet, or a participle."""
        if self._has_helper(at) or not self._is_helper(mine):
            return False
        part, hers = self.part_of(at.line), at.told and not self.home[at.line]
        if self.is_a("has", mine.form):
            return hers and self._had(part)
        if self._is_otherwise(mine, at, hers):
            return False
        return (hers and self._is_hers(mine, at)) or self._is_so_of(mine, at, hers)

    def _is_helper(self, token: Token) -> bool:
        return any(self.is_a(name, token.form) for name in ("is", "was", "has"))

    def _has_helper(self, at: At) -> bool:
        """Whether the part of the sentence was given an "is" or the like before: one is enough."""
        _, place = self.place[at.sentence]
        mine = self.mine[at.sentence - place : at.sentence]
        return sum(map(self._is_helper, mine)) > sum(map(self._is_helper, self._before(at)))

    def _had(self, part: Sequence[Token]) -> bool:
        """Whether the employee may have what a part tells, or have done it."""
        if self.got(part):
            return not says_by_whom(part, self.reader)
        done = self._done(part)
        either = any(token.form in self.reader.words.lang.either for token in part)  # "set" is not yet done
        handed = any(token.form in self._handed for token in done)
        return not (self._has_verb(part) or either or handed or (done and says_by_whom(part, self.reader)))

    def _is_hers(self, mine: Token, at: At) -> bool:
        """Whether it is plain that the employee is or was what a part begins with."""
        part = self.part_of(at.line)
        if self.is_a("is", mine.form) and (self.is_felt(at.line) or (not at.line and self.is_their_work)):
            return True  # "tired of …", "worried that …": whatever verb comes
        return self.is_like(part) or (not at.line and is_undergone(part, self.reader))

    def _is_so_of(self, mine: Token, at: At, hers: bool) -> bool:
        """Whether something is so, or was done, of which a part says no more."""
        part = self.part_of(at.line)
        if not at.line and self.is_a("is", mine.form) and self.is_doing(self.start()):
            return True
        done = self._done(part)
        if self._is_going_on(at) or not self._agrees(mine, at):
            return False
        if self._has_verb(part):
            return False
        if not done:
            return self.is_a("is", mine.form)
        if hers:
            return any(self.is_a("done_to", t.form) for t in done) or is_undergone(part, self.reader)
        return not any(token in done for token in self._before(at))  # "partner went full time"

    def _before(self, at: At) -> Sequence[Token]:
        """The words of a part before a place of it."""
        return self.theirs[self.home.index(self.home[at.line]) : at.line]

    def _agrees(self, mine: Token, at: At) -> bool:
        """Whether an English "is" or "are" goes with what a part begins with: "girls on the floor are"."""
        words, small = self.reader.words, self.reader.words.words("clauses", "before_verbs")
        before = [t for t in self._before(at) if t.form not in small and not t.form.endswith("ly")]
        led = (n for n, t in enumerate(before) if n and t.form in words.sets["prepositions"])
        head = before[next(led, len(before)) - 1] if before else None
        if (
            words.lang != "en"
            or head is None
            or head.number
            or head.day
            or self.is_a("one_or_more", head.form)
        ):
            return True
        more = head.form.endswith("s") and not head.form.endswith(("ss", "us", "is", "'s"))
        return (more or self.is_a("people", head.form)) == self.is_a("are", mine.form)

    def _is_going_on(self, at: At) -> bool:
        """Whether a verb of what goes on stands before, or how long: "nights getting hard", "a week late"."""
        words, last = self.reader.words, self._before(at)[-1:]
        long = any(token.form in words.words("clauses", "units") for token in last)
        if long and not self.is_a("so_much", self.theirs[at.line].form):
            return True
        nouns = words.words("clauses", "nouns_in_ing")
        english = words.lang == "en"
        return english and any(t.form.endswith("ing") and t.form not in nouns for t in last)

    def _done(self, part: Sequence[Token]) -> list[Token]:
        """The participles of a part; "tired" and the like are none."""
        lang = self.reader.words.lang
        return [t for t in part if is_done(t.form, lang) and not self.is_a("person_is", t.form)]

    def _has_verb(self, part: Sequence[Token]) -> bool:
        """Whether a part has a verb that is no participle."""
        done, verbs = self._done(part), self.reader.words.verbs
        return any(t.form in verbs and t not in done and not self.is_a("person_is", t.form) for t in part)

    @property
    def _handed(self) -> frozenset[str]:
        """What is as often done to the employee as by them: "promised", "gevraagd"."""
        words = self.reader.words
        given = words.words("clauses", "given_to") | words.words("clauses", "offers")
        return given | words.words("retold", "handed")

    # Of which time

    def _is_otherwise(self, mine: Token, at: At, hers: bool) -> bool:
        """Whether an "is" or "was" tells it of another time, or of what it is not said of."""
        part, words = self.part_of(at.line), self.reader.words
        if self.theirs[at.line].form in ("no", "geen"):
            return True  # "no wish to move" is had
        if not hers:
            return self._counts(part, mine, at) or self._is_then(part)
        verb = part[first_verb(part, self.reader)].form
        now, then = self._is_now(part), self._was(part)
        done = is_done(verb, "en") or self.is_a("now", verb) or self.is_a("undergone", verb)
        if words.lang != "en" or not (now or then or done) or self.is_a("person_is", verb):
            return False
        return self.is_a("is", mine.form) == (then or not now)

    def _counts(self, part: Sequence[Token], mine: Token, at: At) -> bool:
        """Whether a part counts something that an "is" does not go with: "3 late", and not "1 of the 3"."""
        number, following = part[0].number, [token.form for token in part[1:2]]
        if self.is_a("are", mine.form):
            return number == "1"
        one = number == "1" and following in (["of"], ["van"])
        units = self.reader.words.words("clauses", "units")
        much = not units.isdisjoint(following) and self.is_a("so_much", self.theirs[at.line].form)
        return bool(number) and not (one or much)

    def _was(self, part: Sequence[Token]) -> bool:
        """Whether what the employee is like is over: "late twice", "oncall 3 of the last 5"."""
        past = any("past" in token.classes for token in part)
        return past or opens_with("person_then", part, self.reader)

    def _is_now(self, part: Sequence[Token]) -> bool:
        """Whether it goes on what a part says of the employee: "owed 6 hours", and not "moved to bay 4"."""
        at = first_verb(part, self.reader)
        verb = part[at].form
        lacks = any("neg" in token.classes for token in part[:at]) and self.is_a("not_yet", verb)
        each = any(self.is_a("each", token.form) or "since" in token.classes for token in part)
        begun = opens_with("undergone_now", part[at:], self.reader)
        return (
            lacks or each or begun or self.is_a("now", verb) or opens_with("person_with", part, self.reader)
        )

    def _is_then(self, part: Sequence[Token]) -> bool:
        """Whether a part tells of one time that may not be now: "open again Sunday"."""
        lasting = (
            self.is_a("each", t.form) or self.is_a("decided", t.form) or "since" in t.classes for t in part
        )
        named = any(token.day or token.form.removeprefix("month") in MONTHS for token in part)
        past = any("past" in token.classes for token in (part[:1] if self._done(part) else part))
        return (named or past) and not any(lasting)  # "last summer too hot"
