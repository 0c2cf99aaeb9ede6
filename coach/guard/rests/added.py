"""What a sentence that tells a line again may add to it, and what it may leave out."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from coach.guard.parts.clause import Clause, is_done
from coach.guard.parts.clauses import UNCLEAR
from coach.guard.parts.tokens import Token
from coach.guard.rests.numbers import may_lead
from coach.guard.rests.same_words import SameWords
from coach.guard.rests.undergone import is_undergone, says_by_whom

REACHES = ("neg", "without", "maybe", "only")
"""What holds for a second thing as well where "and" joins it: "no nights and weekends"."""


@dataclass(frozen=True, slots=True)
class At:
    """Where the search for a line in a sentence stands, and what was added so far."""

    line: int = 0
    sentence: int = 0
    told: bool = False
    """The sentence has named the employee as who does it."""
    helped: bool = False
    """An "is" or the like was just added."""
    moved: frozenset[int] = frozenset()
    """Places of the line that the sentence has said early."""
    owed: frozenset[int] = frozenset()
    """Places of the line that were passed, and that the sentence has to say before their part ends."""
    pair: tuple[int, int] | None = None
    """The last word that was found on both sides: its place in the line, and in the sentence."""


@dataclass
class Added(SameWords):
    """Weighs each word that only the sentence has, and each that only the line has."""

    def may_go(self, place: int) -> bool:
        """Whether a word of the line may be left out: an article, a sigh."""
        form, following = self.theirs[place].form, self.theirs[place + 1 : place + 2]
        if self.is_a("one", form) and following:
            return following[0].form not in self.reader.words.words("clauses", "units")  # "a day", not "days"
        return self.is_a("articles", form) or self.is_a("sighs", form)

    def borders_stay(self, before: tuple[int, int], now: tuple[int, int]) -> bool:
        """Whether two words that follow each other are in one part, or in two, on both sides alike.

        Where no word turns either, a comma may come or go. But "works, not for pay" is not "works not, for
        pay", and "no nights, weekends" is not "no nights and weekends".
        """
        (first, mine_first), (second, mine_second) = before, now
        parts = [*self.part_of(first), *self.part_of(second)]
        if not any(token.classes or token.day for token in parts):
            return True
        mine = self.part[mine_second]
        apart, there = mine is not self.part[mine_first], self.home[first] != self.home[second]
        if apart != there:
            return False
        listed = apart and mine.joined and not self.line[self.home[second]].joined
        listed = listed and any({*REACHES} & {*token.classes} for token in self.part_of(first))
        return not listed or any(token.form in self.reader.words.verbs for token in mine.tokens)

    def may_come(self, at: At) -> bool:
        """Whether the next word of the sentence may be added here."""
        mine, following = self.mine[at.sentence], self.mine[at.sentence + 1 : at.sentence + 2]
        if not following or mine.day:
            return False
        if self.is_a("articles", mine.form) or self.is_a("joins", mine.form):
            return not self.is_a("turns", mine.form) or self._opens(at.line)  # "maar 2" is only 2
        if self._helps(mine, at) or (at.helped and self.is_a("been", mine.form) and self._lasts(at)):
            return True
        if self.reader.who(mine) == "employee" and mine.form not in self.reader.words.possessives:
            return self._tells_who(at)
        if self.is_a("stands_in", mine.form):
            return not any(self.is_a("person_is", token.form) for token in self.part_of(at.line)[:1])
        part = self.part_of(at.line)
        if not may_lead(mine.form, following[0], part, self.reader.words):
            return False
        return self.is_a("into", mine.form) and not self.reader.who(following[0])

    def _opens(self, place: int) -> bool:
        """Whether a part of the line begins with this word, and not the line."""
        return 0 < place < len(self.home) and self.home[place - 1] != self.home[place]

    def _helps(self, mine: Token, at: At) -> bool:
        """Whether an "is", "was" or "has" may come here: its part has no verb yet, or a participle."""
        helps = [name for name in ("is", "was", "has") if self.is_a(name, mine.form)]
        if not helps or at.helped or at.line >= len(self.theirs) or self._is_his(mine, at):
            return False
        part, words = self.part_of(at.line), self.reader.words
        done = [token for token in part if is_done(token.form, words.lang)]
        if "is" in helps and self._is_doing(self._start(at.line)):
            return True
        if any(t.form in words.verbs and t not in done and not self.is_a("person_is", t.form) for t in part):
            return False
        if "has" in helps and any(token.form in words.lang.either for token in part):
            return False  # "set" is not yet done
        if not done:
            return "is" in helps or ("has" in helps and (at.told or self._lasts(at)))
        if "has" in helps:
            handed = any(token.form in self._handed for token in done)
            return not handed and not says_by_whom(part, self.reader)
        undergone = any(self.is_a("done_to", t.form) for t in done) or is_undergone(part, self.reader)
        return "was" in helps and (not at.told or undergone)

    def _is_his(self, mine: Token, at: At) -> bool:
        """Whether a Dutch "zijn" says whose the next word is: "zijn idee", "in zijn team"."""
        if mine.form not in self.reader.words.possessives:
            return False
        led = self.mine[at.sentence - 1].form in self.reader.words.sets["prepositions"]
        return not self.place[at.sentence][1] or led

    def _lasts(self, at: At) -> bool:
        """Whether the part of the line says since when, or for how long."""
        part = self.part_of(at.line)
        return any("since" in token.classes for token in part) or self._counts_years(part)

    def _counts_years(self, part: Sequence[Token]) -> bool:
        """Whether a part begins with a number of years or months."""
        return len(part) > 1 and bool(part[0].number) and self.is_a("years", part[1].form)

    @cached_property
    def _handed(self) -> frozenset[str]:
        """What is as often done to the employee as by them: "promised", "gevraagd"."""
        words = self.reader.words
        given = words.words("clauses", "given_to") | words.words("clauses", "offers")
        return given | words.words("retold", "handed")

    # The employee, where the line names nobody

    def _tells_who(self, at: At) -> bool:
        """Whether the employee may be named here: nobody else is who the line speaks of."""
        if self.agreed or at.line >= len(self.theirs):
            return False
        home, words = self.home[at.line], self.reader.words
        if not self._may_stand(at):
            return False
        if any(self._is_of_other(clause) for clause in self.line[: home + 1]):
            return False
        first = self.home.index(home)
        if at.line != first and not at.helped and words.lang == "en":
            return False
        start = self._start(first)
        if start.form in words.sets["openers"] or "wish" in start.classes or self._is_so(start):
            return True
        if (self._is_doing(start) and start is not self.part_of(first)[-1]) or self._has(at, first):
            return True  # "annoying" by itself is hardly said of them
        if at.line == first and self._undergoes(at):
            return True
        named = any(who == "employee" for clause in self.line[:home] for who, _ in clause.mentions)
        return (at.told or named) and start.form in words.verbs

    def _may_stand(self, at: At) -> bool:
        """Whether who does it may stand here: first, behind an "omdat", or behind a verb that is not first.

        "Gaf Robin feedback" would be done to Robin, "ook Robin" would be said of others too.
        """
        words, mine = self.reader.words, self.mine[at.sentence].form
        if mine in words.words("persons", "employee_object"):
            return False
        part, nth = self.place[at.sentence]
        if words.lang == "en":
            return True
        before = self.mine[at.sentence - nth : at.sentence]
        if before and self.is_a("articles", before[-1].form):
            before = before[:-1]
        if not before or before[-1].form in words.words("clauses", "coordinators") | {"dat", "of"}:
            return True
        verb = at.helped or (before[-1].form in words.verbs and "only" not in before[-1].classes)
        return verb and (len(before) > 1 or self.sentence[part].fronted)

    def goes_on(self, said: int, place: int) -> bool:
        """Whether a part that leaves open who does it does so in the sentence: not "quit and wants …"."""
        if self.line[self.home[place]].inherited != UNCLEAR:
            return True
        part = self.sentence[self.place[said][0]]
        named = any(kind == "subject" for _, kind in part.mentions)
        return named or part.inherited in ("", UNCLEAR)

    def _is_of_other(self, clause: Clause) -> bool:
        """Whether a part of the line is about somebody else."""
        does = any(
            part == "unclear" or (who != "employee" and part not in ("object", "with"))
            for who, part in clause.mentions
        )
        return does or clause.stranger or clause.inherited not in ("", "employee", "together")

    def _start(self, first: int) -> Token:
        """The first word from here that does something: "not", "still" and the like go before it."""
        skipped = self.reader.words.words("clauses", "before_verbs")
        tokens = self.theirs[first:]
        return next((token for token in tokens if token.form not in skipped), tokens[0])

    def _is_so(self, start: Token) -> bool:
        """Whether a word can only be said of a person: "sure", "promoted"."""
        return self.is_a("person_is", start.form) or self.is_a("done_to", start.form)

    def _is_doing(self, start: Token) -> bool:
        """Whether a part begins with what somebody is doing: "using her own tablet"."""
        long = len(start.form) >= 5 and start.form.endswith("ing") and self.reader.words.lang == "en"
        return long and start.form not in self.reader.words.words("clauses", "nouns_in_ing")

    def _undergoes(self, at: At) -> bool:
        """Whether the sentence goes on with "is" or "was", and what follows is done to somebody."""
        helped = any(self.is_a("was", token.form) for token in self.mine[at.sentence + 1 : at.sentence + 2])
        return helped and is_undergone(self.part_of(at.line), self.reader)

    def _has(self, at: At, first: int) -> bool:
        """Whether the employee "has" what a part begins with: years, an interest, what they were given."""
        following = self.mine[at.sentence + 1 : at.sentence + 2]
        if not following or not self.is_a("has", following[0].form):
            return False
        words, part = self.reader.words, self.part_of(first)
        got = part[-1].form in words.sets["openers"] and is_done(part[-1].form, words.lang)
        return got or self._counts_years(part) or any(self.is_a("person_has", t.form) for t in part[:2])
