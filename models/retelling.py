"""A note cut into what a sentence about it is made of, and the steps in which a model says it again.

A model that may write freely retells: a small one adds, a large one smooths. Here it only points: each word
of the note comes in its place, and between two of them stands nothing or one of a few small words. So every
sentence it can write is the note again, and what is left to weigh is whether the small words fit.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

LONGEST = 60
"""Words of a note. A longer one is no note that a sentence can hold."""

_WORD = re.compile(r'[“„"][^“”„"]*[“”"]\S*|[^\s,;:]+|[,;:]')
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
    subjects: Sequence[str]
    """Those of them that do something: "I"."""
    verbs: Mapping[str, str]
    """Verbs that go their own way beside it: "have" is "has"."""
    endings: Sequence[str]
    """What other verbs take on beside it."""
    articles: Sequence[str]
    bare: Sequence[str]
    """Words before which no article stands."""
    written: Mapping[str, str]
    """Short forms and signs in full."""

    def fits(self, last: Collection[str], lead: str, form: str) -> bool:
        """Whether small words can stand between two words: no word twice in a row, "the" before no "in".

        Args:
            last: How the word before may be written.
            lead: The small words, with a comma before them or not.
            form: How the word behind is written.
        """
        small = lead.lower().replace(",", " ").split()
        if not small:
            return True
        first = form.lower().split()[0]
        if first in (small[0], small[-1]) or any(one.split()[-1] == small[0] for one in last):
            return False
        return small[-1] not in self.articles or first not in self.bare


@dataclass(frozen=True, slots=True)
class Piece:
    """A word of a note."""

    forms: tuple[str, ...]
    """How it may be written."""
    own: str
    """How the note has it, as far as that can stand in a sentence."""
    begins: bool
    """A part of the note begins with it."""
    tied: bool = False
    """Nothing comes before it: it stands beside an "I", as its verb or behind it."""


def pieces(note: str, glue: Glue) -> tuple[Piece, ...]:
    """The words of a note; none when it asks something, says nothing, or is too long.

    What stands between quotation marks stays as it is.
    """
    words = list(_words(note, glue))
    if "?" in note or not words or len(words) > LONGEST:
        return ()
    plain = [word for word, _, _ in words]
    return tuple(
        Piece(forms, word if word in forms else forms[0], begins, _is_tied(plain, at, glue) and not begins)
        for at, (word, begins, quoted) in enumerate(words)
        for forms in [_forms(plain, at, quoted, glue)]
    )


def steps(line: int, words: Sequence[Piece], glue: Glue) -> list[list[str]]:
    """The texts out of which each word of the sentence "7: …" is chosen, and its end.

    The first text of a step is the word as it stands or in full, with nothing before it.
    """
    begins = ["", *(f"{text} " for text in glue.begins)]
    joins = [f"{join} {begin}" for join in glue.joins for begin in begins]
    between = [" ", *(f" {text} " for text in glue.between)]
    found, last = list[list[str]](), frozenset[str]()
    for piece in words:
        leads = (joins if found else begins) if piece.begins else [" "] if piece.tied else between
        found.append(
            [
                f"{lead}{_inside(form) if lead and not found else form}"
                for lead in leads
                for form in piece.forms
                if glue.fits(last, lead, form)
            ]
        )
        last = frozenset(form.lower() for form in piece.forms)
    found[0] = [f"{line}: {text[:1].upper()}{text[1:]}" for text in found[0]]
    return [*found, [".\n"]]


def plainer(text: str, words: Sequence[Piece], ways: Sequence[Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    """How each word of an answer may be said: as it was, without what came in before it, as the note has it.

    Together the first of each are the sentence. None when the text is no way through the steps.
    """
    found: dict[int, tuple[str, ...]] = {0: ()}  # the texts that lead to each place of the answer
    for step in ways:
        found = {
            at + len(said): (*before, said)
            for at, before in found.items()
            for said in step
            if text.startswith(said, at)
        }
    if len(text) not in found:
        return ()
    *told, end = found[len(text)]
    pieces_ = [
        tuple(
            dict.fromkeys(
                (said, *(one for one in bare if _ends(said, one)), bare[word.forms.index(word.own)])
            )
        )
        for said, word, step in zip(told, words, ways, strict=False)
        for bare in [step[: len(word.forms)]]
    ]
    first = tuple(said.partition(": ")[2] for said in pieces_[0])
    return (first, *pieces_[1:], (end.rstrip(),))


def _ends(said: str, bare: str) -> bool:
    """Whether one text says the same form of a word as another, with something before it."""
    return said.lower().endswith(bare.lower().strip(" ,").rpartition(": ")[2])


def _words(note: str, glue: Glue) -> Iterator[tuple[str, bool, bool]]:
    """Each word or quotation, whether a part begins with it, and whether it is a quotation."""
    begins = True
    for match in _WORD.finditer(note):
        word = match.group()
        if word in _BREAKS:
            begins = True
            continue
        quoted = any(mark in word for mark in '"“”„')
        bare = " ".join(word.split()) if quoted else _ASIDE.sub("", word)
        if bare:
            yield bare, begins, quoted
            begins = bare != word and not quoted


def _is_tied(words: Sequence[str], at: int, glue: Glue) -> bool:
    """Whether a word or the one before it is an "I"."""
    return any(word.lower() in glue.subjects for word in words[max(0, at - 1) : at + 1])


def _inside(word: str) -> str:
    """The first word of a note where it no longer stands first; a name hardly comes behind "the employee"."""
    return word[:1].lower() + word[1:] if word[1:].islower() else word


def _forms(words: Sequence[str], at: int, quoted: bool, glue: Glue) -> tuple[str, ...]:
    word = words[at]
    low = word.lower()
    if quoted:
        return (word,)
    if low in glue.manager:
        return (glue.manager[low],)
    beside = [other.lower() for other in (*words[max(0, at - 1) : at], *words[at + 1 : at + 2])]
    if any(other in glue.manager for other in beside) and low not in glue.written:
        if low in glue.verbs:
            return (glue.verbs[low],)
        return (word, *(word + end for end in (() if low in glue.bare else glue.endings)))
    return tuple(dict.fromkeys((glue.written[low], word))) if low in glue.written else (word,)
