"""What a day goes with: "said on Monday that she stops" is not "said that she stops on Monday"."""

from collections.abc import Mapping, Sequence

from coach.guard.parts.tokens import Token


def day_moved(
    found: Mapping[int, Sequence[int]], mine: Sequence[Token], theirs: Sequence[Token], holds: frozenset[str]
) -> bool:
    """Whether a day changed places with another day, or passed an "about" or a "that".

    Args:
        found: Where each word of the sentence stands in the line.
        mine: Words of the sentence.
        theirs: Words of the line.
        holds: Forms that no day passes.
    """
    days = {at: places[0] for at, places in found.items() if mine[at].day is not None and len(places) == 1}
    there = [days[at] for at in sorted(days)]
    if there != sorted(there):
        return True
    for form in holds:
        here = [n for n, token in enumerate(mine) if token.form == form]
        other = [n for n, token in enumerate(theirs) if token.form == form]
        if len(here) == len(other) == 1 and any((at < here[0]) != (n < other[0]) for at, n in days.items()):
            return True
    return False
