"""Reads the thesaurus of the guard: words that say the same, in all their forms."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from coach.guard.words.families import Groups
from coach.guard.words.forms import Apart, Language, stem
from coach.text import fold

SECTIONS = ("turning", "same")
"""Sections of groups, one a line. `turning` has words that turn a sentence, `same` all others."""


def lines(text: str) -> Iterator[list[str]]:
    """The groups of a text, one a line."""
    return (words for words in map(str.split, fold(text).splitlines()) if words)


@dataclass(frozen=True, slots=True)
class Verb:
    """An irregular verb: its forms of now, of the past, and with "has" or "is"."""

    now: tuple[str, ...]
    past: tuple[str, ...]
    done: tuple[str, ...]

    @property
    def forms(self) -> tuple[str, ...]:
        """All its forms but the regular ones that its stem covers."""
        return (*self.now, *self.past, *self.done)


def read_verbs(text: str) -> dict[str, Verb]:
    """Irregular verbs by their first form: "nemen nam/namen genomen" a line, "-" for a form left out."""
    rows = (
        [tuple(form for form in word.split("/") if form != "-") for word in words] for words in lines(text)
    )
    return {now[0]: Verb(now, past, done) for now, past, done in rows}


@dataclass
class _Reading:
    """The groups of one language while they are read."""

    lang: str
    verbs: Mapping[str, Verb]
    groups: dict[str, set[int]] = field(default_factory=dict)
    apart: dict[int, list[Apart]] = field(default_factory=dict)
    joined: list[Verb] = field(default_factory=list)
    count: int = 0

    def add(self, entries: Iterable[str]) -> None:
        """One group; see the head of same.toml for what an entry may look like."""
        for entry in entries:
            for form in self.forms(entry):
                self.groups.setdefault(self.stem(form), set()).add(self.count)
            if apart := self.stands_apart(entry):
                self.apart.setdefault(self.count, []).append(apart)
        self.count += 1

    def stem(self, form: str) -> str:
        return stem(form, self.lang)

    def forms(self, entry: str) -> Sequence[str]:
        """The forms that are one word."""
        if "+" in entry:
            return ()
        if entry.endswith("~"):
            return self.verbs[entry[:-1]].forms
        if ":" not in entry:
            return (entry,)
        one, other = entry.split(":")
        if self.lang == "en":  # a follow-up is written as one word, to follow up is not
            return (one + other,)
        verb = self.of(other)
        joined = Verb(*(tuple(one + form for form in forms) for forms in (verb.now, verb.past, verb.done)))
        self.joined.append(joined)
        return joined.forms

    def stands_apart(self, entry: str) -> Apart | None:
        """The entry as words that stand apart, or None."""
        if "+" in entry:
            head, *tail = entry.split("+")
            return Apart(frozenset((self.stem(head),)), tuple(map(self.stem, tail)))
        if ":" not in entry:
            return None
        one, other = entry.split(":")
        particle, verb = (other, self.of(one)) if self.lang == "en" else (one, self.of(other))
        forms = verb.forms if self.lang == "en" else (*verb.now, *verb.past)
        return Apart(frozenset(map(self.stem, forms)), (self.stem(particle),), True, self.lang == "nl")

    def of(self, verb: str) -> Verb:
        """An irregular verb, or a regular one, of which the stem covers all forms."""
        return self.verbs.get(verb) or Verb((verb,), (), ())


def read_language(code: str, lists: Mapping[str, Mapping[str, str]]) -> Language:
    """The language of some lists: sections `irregular`, `separable`, `turning` and `same`."""
    verbs = read_verbs(lists["irregular"]["words"])
    reading = _Reading(code, verbs)
    for verb in verbs.values():
        reading.add(verb.forms)
    for base, *particles in lines(lists["separable"]["words"]):
        for particle in particles:
            reading.add([f"{particle}:{base}" if code == "nl" else f"{base}:{particle}"])
    for section in SECTIONS:
        for text in lists[section].values():
            for entries in lines(text):
                reading.add(entries)
    language = Language(code)
    language.listed = {word: frozenset(numbers) for word, numbers in reading.groups.items()}
    language.groups = Groups(language.listed, code)
    language.apart = {number: tuple(found) for number, found in reading.apart.items()}
    _keep_time(language, (*verbs.values(), *reading.joined))
    return language


def _keep_time(language: Language, verbs: Sequence[Verb]) -> None:
    """Tell a language which irregular forms are of the past and of which verb."""
    present = {form for verb in verbs for form in verb.now}
    behind = {form for verb in verbs for form in (*verb.past, *verb.done)}
    language.past = frozenset(behind - present)
    language.either = frozenset(behind & present)
    language.participles = frozenset(form for verb in verbs for form in verb.done) - present
    language.verbs = {
        form: frozenset(stem(one, language) for one in verb.now)
        for verb in verbs
        for form in verb.past
        if form in language.past
    }
