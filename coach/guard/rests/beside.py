"""A sentence and the lines that it names as two rows of words, and what stands beside each word in them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from coach.guard.parts.clause import Clause, is_done
from coach.guard.parts.clauses import Reader
from coach.guard.parts.tokens import Token

BREAK, COLON, LINE = ",", ":", "\n"
"""What stands before a part that no "and" joins, behind a colon, and before a line."""

AS = ("as", "als")
"""What joins a part to the one before as a small word does."""


@dataclass(frozen=True, slots=True)
class Row:
    """Words, and what stands before each: "" inside a part, else a break or the "and" that joins."""

    tokens: Sequence[Token]
    gaps: Sequence[str]

    def part(self, at: int) -> range:
        """The places of the part that a word is in."""
        first = next((n for n in range(at, 0, -1) if self.gaps[n]), 0)
        last = next((n for n in range(at + 1, len(self.tokens)) if self.gaps[n]), len(self.tokens))
        return range(first, last)


def row(texts: Sequence[Sequence[Clause]]) -> Row:
    """The words of texts, one behind the other."""
    tokens, gaps = list[Token](), list[str]()
    for text in texts:
        for at, clause in enumerate(text):
            before = (COLON if text[at - 1].colon else clause.opener or BREAK) if at else LINE
            if clause.opener in AS and not clause.classes:
                tokens.append(Token(clause.opener))  # "works as a cook"
                gaps.append("")
                before = ""
            own = clause.tokens[1:] if clause.tokens[0].form == clause.opener else clause.tokens
            own = own or clause.tokens
            tokens += own
            gaps += [before, *("" for _ in own[1:])]
    return Row(tokens, gaps)


@dataclass
class Beside:
    """One sentence beside its lines.

    Args:
        mine: The words of the sentence.
        theirs: Those of the lines.
        reader: How the guard reads text.
    """

    mine: Row
    theirs: Row
    reader: Reader

    def is_a(self, name: str, form: str) -> bool:
        """Whether a form is in a list of the section "beside"."""
        return form in self.reader.words.words("beside", name)

    def is_small(self, token: Token) -> bool:
        """Whether a word goes before a noun and says nothing: "the", "her"."""
        words = self.reader.words
        return self.is_a("articles", token.form) or (
            token.form in words.possessives and token.form not in words.words("persons", "employee_object")
        )

    def is_verb(self, token: Token) -> bool:
        """Whether a word is a verb by itself, or what was done."""
        words = self.reader.words
        return token.form in words.verbs or is_done(token.form, words.lang) or token.reporting

    def is_somebody(self, token: Token) -> bool:
        """Whether a word is somebody, by who they are or by what they do for a living."""
        thing = token.form in self.reader.words.words("clauses", "things_that_do")
        return (bool(self.reader.who(token)) and not thing) or self.is_a("livings", token.form)

    def is_role(self, token: Token) -> bool:
        """Whether a word says who somebody is by a noun, and not by a name or a "she"."""
        part = self.reader.words.persons.get(token.form, ("", "noun"))[1]
        named = self.reader.named(token) and token.form not in self.reader.words.persons
        return self.is_somebody(token) and part == "noun" and not named

    @cached_property
    def _places(self) -> list[tuple[int, ...]]:
        there = self.theirs.tokens
        return [
            tuple(at for at, other in enumerate(there) if self._same(one, other)) for one in self.mine.tokens
        ]

    def places(self, at: int) -> tuple[int, ...]:
        """Where in the lines a word of the sentence stands."""
        return self._places[at]

    def _same(self, one: Token, other: Token) -> bool:
        if one.day or other.day:
            return one.day == other.day
        if one.number or other.number:
            return one.number == other.number
        who = self.reader.who(one)
        if who and who == self.reader.who(other):
            return True
        if one.free or other.free or one.classes or other.classes:
            return one.form == other.form and one.phrase == other.phrase
        return self.reader.words.alike(one.form, other.form)

    def behind(self, row_: Row, at: int) -> int | None:
        """The place of the word behind a small one, "the" and the like left out; None where the part ends."""
        for n in range(at + 1, len(row_.tokens)):
            if row_.gaps[n]:
                return None
            if not self.is_small(row_.tokens[n]):
                return n
        return None

    def before(self, row_: Row, at: int) -> int | None:
        """The place of the word before another, "the" and the like left out; None where the part begins."""
        for n in range(at, 0, -1):
            if row_.gaps[n]:
                return None
            if not self.is_small(row_.tokens[n - 1]):
                return n - 1
        return None

    def last_form(self, token: Token) -> str:
        """The form of a word, and of a phrase its last word: the "for" of "asked for"."""
        return token.phrase.split()[-1] if token.phrase else token.form

    def neighbours(self) -> Iterator[tuple[int, int, list[int]]]:
        """Two words of the sentence with at most a "the" between, and where the lines have them so too."""
        place = 0
        tokens = self.mine.tokens
        while place < len(tokens):
            following = next(
                (n for n in range(place + 1, len(tokens)) if not self.is_small(tokens[n])), len(tokens)
            )
            if following < len(tokens):
                pairs = [p for p in self.places(place) if self._next(p) in self.places(following)]
                yield place, following, pairs
            place = following

    def _next(self, place: int) -> int:
        there = self.theirs.tokens
        return next((n for n in range(place + 1, len(there)) if not self.is_small(there[n])), -1)
