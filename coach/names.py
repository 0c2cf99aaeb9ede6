"""People named in a note who are not at the table. Suggest a role instead: they did not ask to be here."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from coach.reading import Parties
from coach.text import fold
from coach.when_words import WEEKDAYS

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_OPENS = ('"', "“", "„", "'", "‘", ".", "!", "?", ":", ";", "-", "–", "—", ">", "→", "*", "/", "]", "•", "+")
# A word that can follow a subject: "Roos heeft" names a person, "roos in de wind" does not
VERBS = frozenset(
    (
        "heeft is was had zegt zei wil wou gaat ging kan kon moet moest doet deed vindt vond komt kwam "
        "maakt krijgt geeft houdt belt mailt stuurt leidt helpt werkt zit zat staat en has is was had says "
        "said wants will goes can could should does did thinks comes makes gets gives keeps rings sends "
        "leads helps works and runs left luistert loopt praat neemt weet ziet vraagt reageert roddelt "
        "schreeuwt listens talks takes knows asks never always nooit altijd vd"
    ).split()
)
_THINGS = frozenset(
    (
        "de het een the a an in te naar bij from at to via op onze our this deze dat die per van of uit is "
        "via tegen"
    ).split()
)
TITLES = frozenset(
    "mevr mevrouw mw dhr meneer heer mr mrs miss dr prof juf meester zuster broeder tante oom".split()
)


@dataclass(frozen=True, slots=True)
class Names:
    """First names, those that are also words, and capitalised words that are no names; all folded."""

    first: frozenset[str]
    ambiguous: frozenset[str]
    lookalikes: frozenset[str]

    def find(self, line: str, parties: Parties) -> tuple[str, ...]:
        """The names in a line of people who are not at the table."""
        return tuple(dict.fromkeys(match.group() for match in self.places(line, parties)))

    def places(self, line: str, parties: Parties) -> Iterator[re.Match[str]]:
        """Where those names stand."""
        words = list(_WORD.finditer(line))
        for at, match in enumerate(words):
            if not self._may_be(match.group()):
                continue
            before = line[: match.start()].rstrip()
            opens = not before or before.endswith(_OPENS)
            previous = fold(words[at - 1].group()) if at else ""
            following = fold(words[at + 1].group()) if at + 1 < len(words) else ""
            if self._is_name(match.group(), opens, previous, following, parties):
                yield match

    def _may_be(self, word: str) -> bool:
        """Quick no for most words: small letters, and no known name."""
        if word[0].isupper():
            return True
        flat = fold(word)
        return (
            flat in self.first
            or "'" in word
            or "’" in word
            or (flat.endswith("s") and flat[:-1] in self.first)
        )

    def _is_name(self, word: str, opens: bool, previous: str, following: str, parties: Parties) -> bool:
        base = re.sub("['’]s$", "", word)
        flat = fold(base)
        if parties.role(base) or flat in _at_table(parties):
            return False
        if flat.removesuffix("s") in WEEKDAYS:
            return False
        known = flat in self.first or (
            flat.endswith("s") and flat[:-1] in self.first and flat not in self.lookalikes
        )
        plain_name = known and flat not in self.ambiguous
        if not word[0].isupper():  # "chaos" is not of somebody called Chao
            return plain_name and flat in self.first and len(flat) > 4 and flat not in self.lookalikes
        if len(base) > 1 and base.isupper():
            return False
        if previous in TITLES:
            return True
        if flat in self.lookalikes and not plain_name:
            return False
        if known:
            return not opens or plain_name or following in VERBS
        return not opens and len(base) > 2 and "-" not in base and previous not in _THINGS


@lru_cache(maxsize=1_000)
def _at_table(parties: Parties) -> frozenset[str]:
    """The words of both names: who is called Janine Pollard is not talking about a Pollard."""
    names = (parties.employee, parties.manager)
    return frozenset(fold(word) for name in names for word in (name, *name.split()))
