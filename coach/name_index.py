"""Looks up who is named where in a text, among names that are known or were found before."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from coach.name_forms import PARTICLES, TOKEN, Form, forms, key_of
from coach.names import TITLES, VERBS, Names
from coach.reading import Parties

Who = tuple[int, ...]
"""Numbers of the people a form fits; more than one when nothing tells them apart."""
MEANT: Who = (-1,)
"""Somebody whose name stays."""

_JOINT = re.compile(r"[\s.'’‘`‐‑–·/-]{0,3}")
_APOSTROPHE = ("'", "’", "‘", "`")
_GENITIVE = re.compile("['’‘`]s$")
_OF_TIME = frozenset(
    "in per eind half begin vanaf sinds tot since until by early late mid the de het een a".split()
)
_WITH = frozenset(("met", "door", "bij"))  # Dutch only: "with an example" is about nobody called An
SMALL = ("tjes", "tje", "jes", "je", "kes", "ske", "ke")
"""Endings of a pet name: Sanneke, Bartje."""
FOUND = 2
"""Added to the rank of a form that the rules found: whoever is known goes before."""


@dataclass(frozen=True, slots=True)
class Place:
    """Somebody named in a text."""

    start: int
    end: int
    who: Who
    sure: bool = True
    genitive: bool = False
    """Whether the place takes in the s of "Sannes"."""


class NameIndex:
    """Forms of names, by their letters."""

    def __init__(self, names: Names, everyday: frozenset[str]) -> None:
        self._names, self._parties = names, Parties()
        self._everyday = everyday | names.lookalikes | PARTICLES | TITLES
        self._forms: dict[str, list[tuple[int, Form]]] = {}
        self._single: set[int] = set()  # people of whose name one word is known
        self._starts: set[str] = set()  # of forms that may be written as more than one word
        self.people = 0
        """How many there are, those apart whose name stays."""
        self._known = 0

    def add_meant(self, aliases: Sequence[str]) -> None:
        """Names that stay: of whoever it is about, then of whoever held the talks."""
        self._parties = Parties(*(*aliases, "", "")[:2])
        for alias in aliases:
            self._add(MEANT[0], alias, 0)

    def add_known(self, aliases: Sequence[str]) -> None:
        """People that the store knows."""
        for number, alias in enumerate(aliases):
            self._add(number, alias, 0)
            if len(TOKEN.findall(alias)) == 1:
                self._single.add(number)
        self._known = self.people = len(aliases)

    def add_found(self, runs: Iterable[str]) -> None:
        """Names that stand in the texts; the longest first: "Karim" is the "Karim Amrani" of elsewhere."""
        found = dict.fromkeys(_GENITIVE.sub("", run) for run in runs)
        for run in sorted(found, key=lambda run: -len(TOKEN.findall(run))):
            keys = [key_of(token) for token in TOKEN.findall(run)]
            if self._names_somebody(keys):
                continue
            at_the_table = self._is_at_the_table(run.split()[0], keys[0])
            who = MEANT if at_the_table else self._who(keys[0], run.split()[0])
            if at_the_table and len(keys) == 1:
                continue
            if len(keys) > 1 and who and len(who) == 1 and (who == MEANT or who[0] in self._single):
                self._add(who[0], run, FOUND)
                continue
            if len(keys) == 1 and keys[0].endswith("s") and self._is_genitive(keys[0]):
                run = run[:-1]
            self._add(self.people, run, FOUND)
            self.people += 1

    def is_known(self, who: Who) -> bool:
        """Whether the store knows them."""
        return who[0] < self._known

    def places(self, text: str) -> Iterator[Place]:
        """Where somebody is named, in order; the longest form first, and none over another."""
        tokens = list(TOKEN.finditer(text))
        at = 0
        while at < len(tokens):
            place, taken = self._place(text, tokens, at)
            if place:
                yield place
            at += taken

    def _add(self, person: int, alias: str, rank: int) -> None:
        for form in forms(alias, self._names.first):
            found = Form(form.key, form.rank + rank, form.joined, form.capitals)
            self._forms.setdefault(form.key, []).append((person, found))
            if form.joined:
                self._starts.update(form.key[:end] for end in range(1, len(form.key)))

    def _names_somebody(self, keys: list[str]) -> bool:
        """Whether all these words name the same one already: "Tom", "Toms", "Tom Peeters"."""
        found = {self._who_exactly(key) for key in keys if key not in PARTICLES}
        return len(found) == 1 and None not in found

    def _who_exactly(self, key: str) -> Who | None:
        """Who a word names; "Hans" is somebody else than the Han whose name stays."""
        ends = key not in self._forms and key not in self._names.first
        word = key.capitalize()
        return self._who_ends(key, word) if ends else self._who(key, word)

    def _is_at_the_table(self, word: str, key: str) -> bool:
        """Whether a name is of somebody whose name stays: "Alex" of Alexander, "Hans" not of Han."""
        somebody_else = key.endswith("s") and key in self._names.first
        return not somebody_else and self._parties.role(word) is not None

    def _is_genitive(self, key: str) -> bool:
        return key[:-1] in self._names.first and key not in self._names.first

    def _place(self, text: str, tokens: list[re.Match[str]], at: int) -> tuple[Place | None, int]:
        """Who is named here, and how many words that takes."""
        start, key = tokens[at].start(), ""
        best: tuple[Place | None, int] = None, 1
        for end in range(at, len(tokens)):
            if end > at and not (key in self._starts and self._joins(text, tokens[end - 1], tokens[end])):
                break
            key += key_of(tokens[end].group())
            raw = text[start : tokens[end].end()]
            if who := self._who(key, raw, single=end == at):
                sure = end > at or self._is_sure(key, tokens, at)
                best = Place(start, tokens[end].end(), who, sure), end - at + 1
        if best[0] is None and (who := self._who_ends(key_of(tokens[at].group()), tokens[at].group())):
            genitive = key_of(tokens[at].group()).endswith("s")
            return Place(start, tokens[at].end(), who, genitive=genitive), 1
        return best

    def _joins(self, text: str, before: re.Match[str], after: re.Match[str]) -> bool:
        between = text[before.end() : after.start()]
        if between in _APOSTROPHE and key_of(after.group()) == "s":
            return False  # "An's" is of An, and not Ans
        return _JOINT.fullmatch(between) is not None

    def _who(self, key: str, raw: str, single: bool = True) -> Who | None:
        fits = [
            (form.rank, person)
            for person, form in self._forms.get(key, ())
            if (single or form.joined) and (not form.capitals or raw.upper() == raw)
        ]
        if not fits:
            return None
        best = min(rank for rank, _ in fits)
        who = tuple(sorted({person for rank, person in fits if rank == best}))
        return MEANT if MEANT[0] in who else who

    def _who_ends(self, key: str, raw: str) -> Who | None:
        """Who a word names that is a name and an ending: "Sannes", "Bartje"."""
        for ending, shortest in (("s", 2), *((small, 4) for small in SMALL)):
            base = key.removesuffix(ending)
            if len(base) < shortest or base == key or (base in self._everyday and raw.islower()):
                continue
            if who := self._who(base, raw[: len(base)]):
                return who
        return None

    def _is_sure(self, key: str, tokens: list[re.Match[str]], at: int) -> bool:
        """Whether a word is a name here: an everyday one in small letters has to stand like a name."""
        raw = tokens[at].group()
        a_name = key not in PARTICLES or key in self._names.first  # Della and Ben are both
        if key not in self._everyday or (not raw.islower() and a_name):
            return True
        following = key_of(tokens[at + 1].group()) if at + 1 < len(tokens) else ""
        previous = key_of(tokens[at - 1].group()) if at else ""
        with_somebody = previous in _WITH and key in self._names.first
        return previous in TITLES or with_somebody or (following in VERBS and previous not in _OF_TIME)
