"""Saying on which notes a sentence rests, also when those notes are gone."""

from collections.abc import Sequence

from coach.talk import Talk
from tui.words import Words


def cited(numbers: Sequence[int], talk: Talk, words: Words) -> str:
    """The notes with these numbers, as words between brackets; it says which of them were purged."""
    purged = talk.purged
    there = [n for n in numbers if purged is None or not purged.covers(n)]
    gone = [n for n in numbers if n not in there]
    parts = (
        [words("talk.from-notes" if len(there) > 1 else "talk.from-note", numbers=_told(there))]
        if there
        else []
    )
    if gone:
        parts.append(words("talk.from-purged", numbers=_told(gone)))
    return f"({'; '.join(parts)})"


def _told(numbers: Sequence[int]) -> str:
    return ", ".join(map(str, numbers))
