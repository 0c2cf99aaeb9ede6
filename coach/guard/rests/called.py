"""A colleague whom a note calls by name, and whom a sentence may not: "a colleague left" for "Raj left".

Only where the line tells of work that colleagues do together or take over, and no other word says who it is:
"client Ann" and "her son Tim" are no colleagues, and who left her with the kids is none either.
"""

from collections.abc import Sequence
from typing import Protocol

from coach.guard.parts.tokens import Token, led_by
from coach.guard.words.forms import stem
from coach.guard.words.vocabulary import GuardWords


class Reading(Protocol):
    """What is needed of `coach.guard.parts.clauses.Reader`."""

    @property
    def words(self) -> GuardWords:
        """The word lists."""
        ...

    @property
    def first_names(self) -> frozenset[str]:
        """First names, folded."""
        ...

    def who(self, token: Token) -> str:
        """Who a word is."""
        ...


def called(sentence: Sequence[Token], at: int, line: Sequence[Token], reader: Reading) -> tuple[int, ...]:
    """The places in a line of the names for which a sentence says "a colleague".

    Args:
        sentence: The words of a part of a sentence.
        at: The place of one that stands nowhere in the line.
        line: The words of a part of the line.
        reader: How the guard reads text.
    """
    form = sentence[at].form
    if form.removesuffix("'s") not in reader.words.words("clauses", "colleague"):
        return ()
    beside = {stem(word, reader.words.lang) for word in reader.words.words("clauses", "colleagues_do")}
    private = reader.words.words("clauses", "private")
    if not beside & {stem(token.form, reader.words.lang) for token in line}:
        return ()
    if any(token.form in private for token in line):
        return ()
    led = _preposition(sentence, at, reader)
    return tuple(
        n
        for n, token in enumerate(line)
        if _is_name(line, n, reader)
        and _preposition(line, n, reader) == led
        and token.form.endswith("'s") == form.endswith("'s")
    )


def _is_name(line: Sequence[Token], at: int, reader: Reading) -> bool:
    """Whether a word is the first name of somebody of whom nothing else is said."""
    token = line[at]
    if not token.capital or token.form.removesuffix("'s") not in reader.first_names or reader.who(token):
        return False
    before, behind = line[at - 1 : at] if at else (), line[at + 1 : at + 2]
    verbs = reader.words.verbs
    noun = any(one.content and one.form not in verbs for one in before)
    owned = any(one.form in reader.words.possessives or reader.who(one) for one in before)
    return not noun and not owned and not any(one.capital and one.content for one in behind)


def _preposition(tokens: Sequence[Token], at: int, reader: Reading) -> str:
    """The preposition before somebody, "a" and the like left out, or ""."""
    small = reader.words.words("clauses", "before_nouns") | {"een", "a"}
    before = led_by(tokens, at, small)
    return before if before in reader.words.sets["prepositions"] else ""
