"""A sentence and a line word by word: which words of them are the same, and who they point at."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from coach.guard.parts.clause import Clause
from coach.guard.parts.clauses import Reader
from coach.guard.parts.front import is_another
from coach.guard.parts.tokens import Token
from coach.guard.words.forms import looks_done


@dataclass(frozen=True, slots=True)
class At:
    """Where the search for a line in a sentence stands, and what was added so far."""

    line: int = 0
    sentence: int = 0
    told: bool = False
    """A word of the sentence has pointed at the employee."""


@dataclass
class SameWords:
    """One sentence beside one line.

    Args:
        sentence: Its parts.
        line: Those of the line.
        reader: How the guard reads text.
        said: The line has the employee's own words.
        agreed: The line is an agreed action, which is nobody's who is not named.
    """

    sentence: Sequence[Clause]
    line: Sequence[Clause]
    reader: Reader
    said: bool = False
    agreed: bool = False

    @cached_property
    def mine(self) -> list[Token]:
        """The words of the sentence."""
        return [token for clause in self.sentence for token in self._with_opener(clause)]

    @cached_property
    def theirs(self) -> list[Token]:
        """The words of the line."""
        return [token for clause in self.line for token in self._with_opener(clause)]

    @cached_property
    def home(self) -> list[int]:
        """Which part of the line each of its words is in."""
        return [n for n, clause in enumerate(self.line) for _ in self._with_opener(clause)]

    @cached_property
    def place(self) -> list[tuple[int, int]]:
        """For each word of the sentence which part it is in, and which of its words it is."""
        parts = enumerate(self._with_opener(clause) for clause in self.sentence)
        return [(n, at) for n, tokens in parts for at in range(len(tokens))]

    def part_of(self, place: int) -> list[Token]:
        """All words of the part of the line that a place of it is in."""
        home = self.home[min(place, len(self.home) - 1)]
        return [token for token, other in zip(self.theirs, self.home, strict=True) if other == home]

    def is_a(self, name: str, form: str) -> bool:
        """Whether a form is in a list of the section "retold"."""
        return form in self.reader.words.words("retold", name)

    def _with_opener(self, clause: Clause) -> list[Token]:
        """The words of a part, with its "because" or "and"."""
        bare = clause.opener in ("", clause.tokens[0].form)
        return clause.tokens if bare else [Token(clause.opener), *clause.tokens]

    def same(self, mine_at: int, theirs_at: int) -> bool:
        """Whether a word of the sentence is a word of the line."""
        mine, theirs = self.mine[mine_at], self.theirs[theirs_at]
        if theirs.day or mine.day:
            return mine.day == theirs.day and theirs.named >= mine.named
        if theirs.number or mine.number:
            return mine.number == theirs.number
        if self.there(theirs_at) or self.reader.who(mine):
            return self._same_person(mine, theirs_at)
        if mine.form == theirs.form:
            return mine.phrase == theirs.phrase
        if self.is_a("joins", mine.form) and self.is_a("joins", theirs.form):
            return mine.classes == theirs.classes
        return self._same_word(mine, theirs)

    def _same_word(self, mine: Token, theirs: Token) -> bool:
        """Whether two forms are one word of one time; a word that turns something has to be the same."""
        lang = self.reader.words.lang
        promised = mine.classes == theirs.classes == ("agreed",)
        if (mine.classes or theirs.classes or mine.phrase or theirs.phrase) and not promised:
            return False
        done = looks_done(mine.form, theirs.form, lang) or looks_done(theirs.form, mine.form, lang)
        return not done and self.reader.words.alike(mine.form, theirs.form)

    def _same_person(self, mine: Token, place: int) -> bool:
        """Whether both are one person: by the same word, "zijn" for "z'n", or the manager, who notes "I"."""
        who, form = self.there(place), self.theirs[place].form
        alike = mine.form == form or {mine.form, form} <= self.reader.words.possessives.keys()
        return self.reader.who(mine) == who and (alike or who == "manager")

    def there(self, place: int) -> str:
        """Who a word of the line points at; in the employee's own words "I" is the employee."""
        token = self.theirs[place]
        who, named = self.reader.who(token), self.reader.named(token)
        called = who == "manager" and token.form in self.reader.words.persons
        if called and is_another(self.theirs, place, self.reader.words):
            return f"other:{who}"
        spoken = self.said and not named and token.form not in self.reader.words.words("clauses", "anybody")
        return {"manager": "employee", "you": "manager"}.get(who, who) if spoken else who
