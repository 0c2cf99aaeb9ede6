"""Whether a number or a day keeps what leads it: "to 5%" is not "5%"."""

from collections.abc import Sequence
from itertools import pairwise

from coach.guard.parts.tokens import Token
from coach.guard.words.vocabulary import GuardWords

_WAYS = (
    frozenset("to until till through tot naar totenmet".split()),
    frozenset("from since van vanaf sinds per".split()),
    frozenset("before by voor tegen uiterlijk".split()),
)
"""What leads a number or a day to which something goes, from which it comes, and before which it is."""

_NONE = frozenset[str]()


def led_alike(mine: Token, theirs: Token) -> bool:
    """Whether a day of a sentence goes no further than that of its line: "until Friday" is not "Friday"."""
    return _way(mine.form) in (_NONE, _way(theirs.form))


def may_lead(form: str, following: Token, part: Sequence[Token], words: GuardWords) -> bool:
    """Whether a small word may come before a number or a day of a line that has none there.

    Args:
        form: The small word.
        following: What it leads.
        part: The part of the line where that stands.
        words: Word lists of the language.
    """
    if following.day is None and not following.number and not _is_time(following, words):
        return True
    if _way(form) is _WAYS[1] and _goes_to(following, part):
        return True
    if not following.number:
        return form in words.words("retold", "before_days")
    counted = [token for token in part if token.number]
    return len(counted) < 2 and form in words.words("retold", "before_numbers")


def _is_time(token: Token, words: GuardWords) -> bool:
    return token.form in words.words("clauses", "times")


def _is_same(one: Token, other: Token) -> bool:
    if one.day or one.number:
        return (one.day, one.number) == (other.day, other.number)
    return one.form == other.form and not other.day


def _goes_to(first: Token, part: Sequence[Token]) -> bool:
    """Whether something goes on from a number or a day to another: "9 to 5"."""
    return any(_is_same(first, one) and then.form in _WAYS[0] for one, then in pairwise(part))


def _way(form: str) -> frozenset[str]:
    return next((way for way in _WAYS if form in way), _NONE)
