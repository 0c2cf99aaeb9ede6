"""Verbs that carry nothing beside a mere measure: "the induction takes 2 days" for "induction 2 days".

Only where the part of the note is no more than a thing with its length, its days or its sum right behind it:
"in 2 days" and "moved 2 days" say something else, and so does a sentence with its numbers in another order.
"""

from collections.abc import Sequence
from itertools import pairwise

from coach.guard.parts.clause import Clause, is_done
from coach.guard.parts.clauses import Reader
from coach.guard.parts.tokens import Token
from coach.guard.parts.windows import Window

_MEASURED = frozenset(("order",))
"""What may turn a part that is measured: "2 days instead of 2 weeks"."""

_DATED = frozenset(("past", "through", "until"))
"""What may turn a part with its days: "last placement 20 April until 15 May"."""


def carries_nothing(token: Token, clause: Clause, window: Window, reader: Reader) -> bool:
    """Whether a verb of a sentence says no more than that a thing is as long or as much as the note has it.

    Args:
        token: The verb.
        clause: The part of the sentence that it is in.
        window: The part of the line, all of whose words stand in the sentence.
        reader: How the guard reads text.
    """
    words = reader.words
    if window.topic or len(window.clauses) > 1 or window.agreed or window.subject or window.held - {"past"}:
        return False
    home, tokens = window.clauses[0], window.tokens
    people = clause.mentions or clause.reporter or clause.possessors or home.mentions or home.possessors
    if people or clause.subject or home.labelled or home.stranger or _has_verb(tokens, reader):
        return False
    if _measures(clause.tokens) != _measures(tokens):
        return False
    if token.form in words.words("light", "runs"):
        return home.classes <= _DATED and _from_to(tokens, reader)
    if home.classes - _MEASURED:
        return False
    lasted = token.form in words.words("light", "lasted") and window.over
    if lasted or token.form in words.words("light", "lasts"):
        units = words.words("clauses", "units") | words.words("light", "units")
        return _has(tokens, words.words("light", "periods"), units)
    return token.form in words.words("light", "amounts") and _has(
        tokens, words.words("light", "sums"), words.words("light", "money")
    )


def _measures(tokens: Sequence[Token]) -> list[object]:
    """The numbers and days of a part in their order; "one" may be "a"."""
    return [token.day or token.number for token in tokens if token.day or token.number not in ("", "1")]


def _has(tokens: Sequence[Token], things: frozenset[str], units: frozenset[str]) -> bool:
    """Whether a thing of a list stands first, with a number of such units right behind it."""
    return any(
        before.form in things and now.number.isdigit() and tokens[at + 2].form in units
        for at, (before, now) in enumerate(pairwise(tokens[:-1]))
    )


def _from_to(tokens: Sequence[Token], reader: Reader) -> bool:
    """Whether a part is a period and its first and last day: "stage 20 april tot 15 mei"."""
    days = [at for at, token in enumerate(tokens) if token.day]
    if len(days) != 2 or not days[0] or days[1] + 1 != len(tokens):
        return False
    first, last = (tokens[at].day for at in days)
    linked = {token.form for token in tokens[days[0] + 1 : days[1]]}
    periods = reader.words.words("light", "periods")
    named = any(token.form in periods for token in tokens[: days[0]])
    direct = tokens[days[0] - 1].content
    ahead = first is not None and last is not None and reader.today <= first < last
    return named and direct and ahead and bool(linked) and linked <= reader.words.words("light", "to_day")


def _has_verb(tokens: Sequence[Token], reader: Reader) -> bool:
    verbs = reader.words.verbs
    done = (is_done(token.form, reader.words.lang) and token.content for token in tokens)
    return any(done) or any(token.reporting or token.form in verbs for token in tokens)
