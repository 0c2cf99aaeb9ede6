"""Which part of a line is the cause and which the effect: "because" turned round is another claim."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Protocol

from coach.guard.parts.tokens import Token
from coach.guard.words.vocabulary import GuardWords


class Part(Protocol):
    """What is needed of `coach.guard.parts.clauses.Clause`."""

    tokens: list[Token]
    opener: str
    side: str


def mark_sides(clauses: Sequence[Part], words: GuardWords) -> None:
    """Set `side` to "cause" or "effect" where a text says which is which; the part beside it is the other."""
    because, therefore = words.words("clauses", "because"), words.words("clauses", "therefore")
    for clause in clauses:
        if clause.opener in because:
            clause.side = "cause"
        elif clause.opener in therefore or any(
            token.form in therefore and not (token.form == "why" and token is clause.tokens[-1])
            for token in clause.tokens  # "not told why"
        ):
            clause.side = "effect"
    for before, clause in pairwise(clauses):
        if clause.side and not before.side:
            before.side = "effect" if clause.side == "cause" else "cause"
    for before, clause in pairwise(clauses):
        if not before.side and not clause.side and not clause.opener and _explains(before, clause, words):
            before.side, clause.side = "effect", "cause"
    if len(clauses) > 1 and clauses[0].side == "cause" and not clauses[1].side:
        clauses[1].side = "effect"  # "because the scanner stalls, she works slower"


def _explains(before: Part, clause: Part, words: GuardWords) -> bool:
    """Whether a part says why the one before is refused: "won't go to Leeds, too far"."""
    why = words.words("clauses", "explains")
    unwilling = words.words("clauses", "unwilling")
    said = {name for token in before.tokens for name in token.classes}
    refused = "neg" in said and bool({"wish", "will", "irreal"} & said)
    refused = refused or any(token.form in unwilling for token in before.tokens)
    return refused and clause.tokens[0].form in why
