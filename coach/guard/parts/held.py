"""What holds over a part of a line from elsewhere in it: a condition, a past, a failed attempt."""

from collections.abc import Sequence

from coach.guard.parts.clause import Clause
from coach.guard.parts.clauses import Reader
from coach.guard.words.forms import looks_past

MISSED = ("low", "wish", "without")
"""What a part without a thing of its own says of the part beside it."""


def held_over(clauses: Sequence[Clause], at: int, reader: Reader) -> frozenset[str]:
    """Which of "if", "undone" and "past" a sentence on this part has to say too, and what it misses."""
    found = {"undone"} & {name for clause in clauses for name in clause.classes}
    for other, clause in enumerate(clauses):
        if "if" in clause.classes and _reaches(clauses, other, at):
            found.add("if")
        if "past" in clause.classes and (other == at or not _has_own_time(clauses, other, at, reader)):
            found.add("past")
    for other in (at - 1, at + 1):
        if 0 <= other < len(clauses) and not any(map(reader.must_rest, clauses[other].tokens)):
            found |= clauses[other].classes & {*MISSED}  # "explanation of why, she misses"
    return frozenset(found)


def is_over(clauses: Sequence[Clause], reader: Reader) -> bool:
    """Whether a line tells what came of a thing, and leaves nothing open: "…, taught himself the rest"."""
    behind = reader.words.words("light", "came_of_it")
    forms = {token.form for clause in clauses[1:] for token in clause.tokens}
    classes = {name for clause in clauses for name in clause.classes}
    to_come = any(token.day and token.day >= reader.today for clause in clauses for token in clause.tokens)
    return bool(forms & behind) and not to_come and classes <= {"order", "high", "low", "only", "past"}


def _reaches(clauses: Sequence[Clause], condition: int, at: int) -> bool:
    """Whether a condition holds over a part: with no comma before it, it goes with what it is joined to.

    "Hardly a thank-you, only moaning if it goes wrong" is hardly a thank-you whatever goes wrong.
    """
    return clauses[condition].apart or condition == 0 or at in _together(clauses, condition)


def _together(clauses: Sequence[Clause], at: int) -> range:
    """The parts around one with no comma between them."""
    first, last = at, at
    while first and not clauses[first].apart:
        first -= 1
    while last + 1 < len(clauses) and not clauses[last + 1].apart:
        last += 1
    return range(first, last + 1)


def _has_own_time(clauses: Sequence[Clause], past: int, at: int, reader: Reader) -> bool:
    """Whether a part says by itself that it is of now, apart from one that is behind us."""
    if not any(map(reader.must_rest, clauses[past].tokens)) and "neg" in clauses[past].classes:
        return True  # ", not earlier"
    clause, words = clauses[at], reader.words
    before = clauses[past].tokens
    was = before[0].form in words.words("tense", "past") or "past" in before[0].classes
    if past > at and was and any(token.number for token in before):
        return True  # "5 minutes, used to be 15"
    now = words.words("tense", "present") | (words.sets["openers"] - words.words("tense", "past"))
    said = any(token.form in now and not looks_past(token.form, words.lang) for token in clause.tokens)
    return at not in _together(clauses, past) and ("now" in clause.classes or said)
