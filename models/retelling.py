"""A note cut into what a sentence about it is made of, and the steps in which a model says it again.

A model that may write freely retells: a small one adds, a large one smooths. Here it only points: each word
of the note comes in its place, and between two of them stands nothing or one of a few small words. So every
sentence it can write is the note again, and what is left to weigh is whether the small words fit.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

LONGEST = 60
"""Words of a note. A longer one is no note that a sentence can hold."""

_WORD = re.compile(r"[^\s,;:]+|[,;:]")
_BREAKS = frozenset((",", ";", ":", "-", "--", "–", "—", "->", "→", "/"))
_ASIDE = re.compile(r"[.!…]+$")


@dataclass(frozen=True)
class Glue:
    """The small words of one language, and forms that are written otherwise in a sentence."""

    begins: Sequence[str]
    """What a part of a sentence may begin with: "the employee", "there is"."""
    joins: Sequence[str]
    """What may stand where the note has a comma or the like, with the comma: ", and"."""
    between: Sequence[str]
    """What may come between two words: "is the"."""
    manager: Mapping[str, str]
    """The first person, for who notes: "I'll" is "the manager will"."""
    verbs: Mapping[str, str]
    """Verbs that go their own way beside it: "have" is "has"."""
    endings: Sequence[str]
    """What other verbs take on beside it."""
    written: Mapping[str, str]
    """Short forms and signs in full."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A word of a note."""

    forms: tuple[str, ...]
    """How it may be written."""
    begins: bool
    """A part of the note begins with it."""


def pieces(note: str, glue: Glue) -> tuple[Piece, ...]:
    """The words of a note; none when it asks something, says nothing, or is too long.

    What stands between quotation marks stays as it is.
    """
    words = list(_words(note, glue))
    if "?" in note or not words or len(words) > LONGEST:
        return ()
    return tuple(
        Piece(_forms([word for word, _, _ in words], at, quoted, glue), begins)
        for at, (_, begins, quoted) in enumerate(words)
    )


def steps(line: int, words: Sequence[Piece], glue: Glue) -> list[list[str]]:
    """The texts out of which each word of the sentence "7: …" is chosen, and its end."""
    first, *rest = words
    begins = ["", *(f"{text} " for text in glue.begins)]
    joins = [f"{join} {begin}" for join in glue.joins for begin in begins]
    between = [" ", *(f" {text} " for text in glue.between)]
    told = [
        [f"{lead}{form}" for lead in (joins if piece.begins else between) for form in piece.forms]
        for piece in rest
    ]
    opening = [f"{begin}{form}" for begin in begins for form in first.forms]
    return [[f"{line}: {text[:1].upper()}{text[1:]}" for text in opening], *told, [".\n"]]


def _words(note: str, glue: Glue) -> Iterator[tuple[str, bool, bool]]:
    """Each word, whether a part begins with it, and whether it stands between quotation marks."""
    begins, quoted = True, False
    for match in _WORD.finditer(note):
        word = match.group()
        marks = sum(word.count(mark) for mark in '"“”„')
        if word in _BREAKS and not quoted:
            begins = True
            continue
        inside = quoted or marks > 0
        quoted ^= marks % 2 == 1
        bare = word if inside else _ASIDE.sub("", word)
        if bare:
            yield bare, begins, inside
            begins = bare != word


def _forms(words: Sequence[str], at: int, quoted: bool, glue: Glue) -> tuple[str, ...]:
    word = words[at]
    low = word.lower()
    if quoted:
        return (word,)
    if low in glue.manager:
        return (glue.manager[low],)
    beside = [other.lower() for other in (*words[max(0, at - 1) : at], *words[at + 1 : at + 2])]
    if any(other in glue.manager for other in beside):
        return tuple(dict.fromkeys((glue.verbs.get(low, word), *(word + end for end in glue.endings), word)))
    return tuple(dict.fromkeys((glue.written[low], word))) if low in glue.written else (word,)
