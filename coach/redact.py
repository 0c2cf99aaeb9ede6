"""Other people in what leaves the program: the same person gets the same label everywhere.

First the people that are known, then the names that the rules find (`coach.names`). Rules do not see
everything, and sometimes see a name where there is none: every hit says where it stands and why, so
that a person can look at each (security.md §5).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from coach.name_index import MEANT, NameIndex, Who
from coach.names import Names
from coach.reading import Parties
from coach.text import fold


class Why(StrEnum):
    """Why something counts as a name."""

    KNOWN = "known"
    """Somebody the talks are with."""
    FOUND = "found"
    """The rules take it for a name."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One place in a text where somebody is named."""

    start: int
    end: int
    text: str
    """What stands there."""
    label: str
    """What comes in its place."""
    person: str
    """The label by itself, without the s of "Sannes": the same for the same person everywhere."""
    why: Why
    sure: bool
    """False for an everyday word in small letters that is also a name ("in jan", "de berg"): it stays,
    and is for a person to look at."""


@dataclass(frozen=True, slots=True)
class Cast:
    """Who is named in some texts, and under which label they appear."""

    index: NameIndex
    labels: dict[Who, str]

    def hits(self, text: str) -> tuple[Hit, ...]:
        """Where other people are named in a text, in its order; a name of two words is one hit."""
        found: list[Hit] = []
        for place in self.index.places(text):
            if place.who == MEANT:
                continue
            person = self._label(place.who)
            label = f"{person}'s" if place.genitive else person
            why = Why.KNOWN if self.index.is_known(place.who) else Why.FOUND
            start, sure, before = place.start, place.sure, found[-1] if found else None
            if before and before.label == label and text[before.end : start].isspace():
                start, why, sure = before.start, before.why, before.sure or sure
                found.pop()
            found.append(Hit(start, place.end, text[start : place.end], label, person, why, sure))
        return tuple(found)

    def redact(self, text: str) -> str:
        """The text with a label for every sure hit; a text that names nobody comes back as it was."""
        return replaced(text, self.hits(text))

    def _label(self, who: Who) -> str:
        return self.labels.get(who) or self.labels[who[:1]]


def replaced(text: str, hits: Iterable[Hit]) -> str:
    """A text with the labels of these hits in it, those apart that are not sure."""
    parts, at = list[str](), 0
    for hit in hits:
        if hit.sure:
            parts += (text[at : hit.start], hit.label)
            at = hit.end
    return "".join((*parts, text[at:]))


def cast(
    texts: Sequence[str],
    known: Sequence[str],
    stay: Sequence[str],
    names: Names,
    word: str,
    everyday: frozenset[str] = frozenset(),
) -> Cast:
    """Read who is named in some texts.

    Args:
        texts: All that is to be redacted: a name seen in one of them counts in all.
        known: Aliases of other people that the store knows.
        stay: Names that stay as they are: whoever the copy is about, then who held the talks.
        names: First names, and words that only look like one.
        word: What others are called, before a number: "Collega" makes "Collega 1".
        everyday: Surnames that are everyday words as well, folded.
    """
    index = NameIndex(names, everyday)
    index.add_meant(stay)
    index.add_known(known)
    index.add_found(run for text in texts for run in _runs(text, names) if fold(run) != fold(word))
    seen = dict.fromkeys(place.who for text in texts for place in index.places(text) if place.who != MEANT)
    everybody = dict.fromkeys((*seen, *((number,) for number in range(index.people))))
    return Cast(index, dict(zip(everybody, _free_labels(texts, word), strict=False)))


_BETWEEN = re.compile(r"[ ]+(?:(?:van|vd|v\.d\.|de|den|der|el|al|ben|la|le|du)[ ]+)*", re.IGNORECASE)


def _runs(text: str, names: Names) -> Iterator[str]:
    """The names that the rules find in a text; first name and surname beside each other are one."""
    run: tuple[int, int] | None = None
    for match in names.places(text, Parties()):
        if run and _BETWEEN.fullmatch(text[run[1] : match.start()]):
            run = run[0], match.end()
            continue
        if run:
            yield text[slice(*run)]
        run = match.span()
    if run:
        yield text[slice(*run)]


def _free_labels(texts: Sequence[str], word: str) -> Iterator[str]:
    """Labels that stand in none of the texts by themselves."""
    pattern = re.compile(rf"{re.escape(word)} (\d{{1,9}})", re.IGNORECASE)
    taken = {int(number) for text in texts for number in pattern.findall(text)}
    number = 0
    while True:
        number += 1
        if number not in taken:
            yield f"{word} {number}"
