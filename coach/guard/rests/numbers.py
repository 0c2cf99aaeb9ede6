"""Whether a number or a day keeps what leads it, and one thing stays one.

"To 5%" is not "5%", "from Monday to Friday" not those two days, "a complaint" no "complaints".
"""

from collections.abc import Sequence
from itertools import pairwise

from coach.guard.parts.tokens import Token
from coach.guard.words.count import is_more
from coach.guard.words.vocabulary import GuardWords

_WAYS = (
    frozenset("to until till through tot naar totenmet".split()),
    frozenset("from since van vanaf sinds per".split()),
    frozenset("before by voor tegen uiterlijk".split()),
)
"""What leads a number or a day to which something goes, from which it comes, and before which it is."""

_ONWARD = frozenset("from since vanaf sinds before by voor tegen uiterlijk".split())
"""What tells that something is not on that day; "van vrijdag" may as well be of that day."""

_NONE = frozenset[str]()


def led_otherwise(mine: Sequence[Token], theirs: Sequence[Token], words: GuardWords) -> bool:
    """Whether a sentence has a number or a day go somewhere where its line does not say so.

    Args:
        mine: The words of a part of the sentence.
        theirs: Those of the part of the line on which it rests.
        words: Word lists of the language.
    """
    for at, token in enumerate(mine):
        if not _counts(token, words):
            continue
        lead = _lead(mine, at, words)
        there = [n for n, other in enumerate(theirs) if _is_same(token, other)]
        if token.day and lead == token.form and not there:
            continue  # it stands by itself elsewhere in the line, led as it is here
        leads = [_lead(theirs, n, words) for n in there]
        leads += [lead] if _comes_from(mine, theirs, words) else []
        if (there or _way(lead) is _WAYS[0]) and not any(_may_be(lead, one) for one in leads):
            return True
        onward = token.day and lead in _ONWARD and not any(_way(one) is _way(lead) for one in leads)
        if onward and not _goes_to(token, theirs):
            return True
        if lead and there and all(_stands_by(theirs, n) for n in there):
            return True
    return False


def led_alike(mine: Token, theirs: Token) -> bool:
    """Whether a day of a sentence goes no further than that of its line: "until Friday" is not "Friday"."""
    return _way(mine.form) in (_NONE, _way(theirs.form))


def more_than(mine: Sequence[Token], theirs: Sequence[Token], words: GuardWords) -> bool:
    """Whether a sentence has colleagues where its line has one: the word for somebody is not weighed else."""
    known = {token.form for token in theirs}
    one = words.words("retold", "one")
    single = {now.form for before, now in pairwise(theirs) if before.form in one or before.number == "1"}
    return any(
        token.form not in known
        and any(
            words.is_more(token.form, form) or (form in single and is_more(token.form, form, words.code))
            for form in known
        )
        for token in mine
    )


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


def _counts(token: Token, words: GuardWords) -> bool:
    number = any(char.isdigit() for char in token.number)
    return number or token.day is not None or _is_time(token, words)


def _is_time(token: Token, words: GuardWords) -> bool:
    return token.form in words.words("clauses", "times")


def _is_same(one: Token, other: Token) -> bool:
    if one.day or one.number:
        return (one.day, one.number) == (other.day, other.number)
    return one.form == other.form and not other.day


def _lead(tokens: Sequence[Token], at: int, words: GuardWords) -> str:
    """The small word right before a number or a day, articles left out, or ""."""
    if tokens[at].day and _way(tokens[at].form):
        return tokens[at].form  # "tot vrijdag" is one word
    small = words.words("clauses", "before_nouns")
    before = [token.form for token in tokens[:at] if token.form not in small]
    form = before[-1] if before else ""
    if {*before[-2:-1]} & words.words("light", "amounts"):
        return ""  # "amounts to 95 euros"
    return form if form in words.sets["prepositions"] or any(form in way for way in _WAYS) else ""


def _comes_from(mine: Sequence[Token], theirs: Sequence[Token], words: GuardWords) -> bool:
    """Whether both say from which number it comes: "110, raised from 95" is "from 95 to 110"."""
    one, other = (
        {token.number for n, token in enumerate(tokens) if _way(_lead(tokens, n, words)) is _WAYS[1]} - {""}
        for tokens in (mine, theirs)
    )
    return bool(one & other)


def _goes_to(first: Token, part: Sequence[Token]) -> bool:
    """Whether something goes on from a number or a day to another: "9 to 5"."""
    return any(_is_same(first, one) and then.form in _WAYS[0] for one, then in pairwise(part))


def _way(form: str) -> frozenset[str]:
    return next((way for way in _WAYS if form in way), _NONE)


def _may_be(mine: str, theirs: str) -> bool:
    """Whether one small word may stand for the other before a number; "van" leads an amount as well."""
    if _way(mine) is _WAYS[0]:
        return _way(theirs) is _WAYS[0]
    return not (mine and _way(theirs) is _WAYS[0])


def _stands_by(tokens: Sequence[Token], at: int) -> bool:
    """Whether a number stands right behind another thing that is counted: "3 colleagues 2 vans"."""
    return at > 1 and bool(tokens[at].number) and tokens[at - 1].content and bool(tokens[at - 2].number)
