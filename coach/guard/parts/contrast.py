"""Contrasts told one way: "not for pay but for travel" as "for travel, not for pay".

In each something holds and something else does not. The words are put in the order "for travel, not for pay",
in notes and sentences alike, so that each part can be weighed by itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from coach.guard.parts.tokens import BREAKS, Token
from coach.guard.words.vocabulary import GuardWords

COMMA = Token(",", free=True)
LONGEST = 2
"""Bearing words on either side: a longer part may have a verb of its own, and is left as it stands."""


@dataclass(frozen=True)
class _Side:
    start: int
    end: int


def contrasts(tokens: Sequence[Token], words: GuardWords) -> list[Token]:
    """The words of a text, with what holds before what does not."""
    for at, token in enumerate(tokens):
        if token.classes != ("neg",) or token.form not in words.words("contrast", "not"):
            continue
        found = _not_but(tokens, at, words) or _and_not(tokens, at, words)
        if found is not None:
            return found
    return list(tokens)


def _not_but(tokens: Sequence[Token], at: int, words: GuardWords) -> list[Token] | None:
    """Order "A not X but Y B" as "A Y B, not X"; "not X that B, but Y" as "Y B, not X"."""
    denied = _thing(tokens, at + 1, words)
    if denied is None:
        return None
    rest, link = list[Token](), denied.end
    if link < len(tokens) and tokens[link].form in words.words("contrast", "that"):
        link = next((n for n in range(link, len(tokens)) if tokens[n].form in BREAKS), len(tokens))
        rest = list(tokens[denied.end + 1 : link])
    link += link < len(tokens) and tokens[link].form == ","
    if link >= len(tokens) or tokens[link].form not in words.words("contrast", "but"):
        return None
    held = _thing(tokens, link + 1, words)
    if held is None:
        return None
    return [
        *tokens[:at],
        *tokens[held.start : held.end],
        *rest,
        *tokens[held.end :],
        COMMA,
        tokens[at],
        *tokens[denied.start : denied.end],
    ]


def _and_not(tokens: Sequence[Token], at: int, words: GuardWords) -> list[Token] | None:
    """Order "A Y and not X that B" as "A Y B, not X"."""
    if not at or tokens[at - 1].form not in (*words.words("contrast", "and"), ","):
        return None
    denied = _thing(tokens, at + 1, words)
    if denied is None or denied.end >= len(tokens):
        return None
    if tokens[denied.end].form not in words.words("contrast", "that"):
        return None
    return [
        *tokens[: at - 1],
        *tokens[denied.end + 1 :],
        COMMA,
        tokens[at],
        *tokens[denied.start : denied.end],
    ]


def _thing(tokens: Sequence[Token], start: int, words: GuardWords) -> _Side | None:
    """A thing that begins here, small words before it: "for the pay"; None where there is something else."""
    bears, end = 0, start
    for token in tokens[start:]:
        ends = token.form in BREAKS or token.form in words.words("contrast", "ends")
        verb = token.form in words.sets["openers"] or token.form in words.words("tense", "finite")
        if ends or token.classes or token.reporting or verb:
            break
        if bears and token.free:
            break
        bears += token.content
        if bears > LONGEST:
            return None
        end += 1
    return _Side(start, end) if bears else None
