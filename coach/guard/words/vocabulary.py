"""The words of a language by which a proposed sentence is weighed, as read from disk."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from coach.guard.words.count import is_more
from coach.guard.words.forms import Language, stem
from coach.guard.words.verbs import read_language
from coach.text import fold

Lists = Mapping[str, Mapping[str, str]]
"""Lists by section and name, as the file has them: blanks between words, semicolons between phrases."""


@dataclass(frozen=True)
class GuardWords:
    """Word lists of one language.

    Sections: `free` and `reporting` (words that carry nothing by themselves), `operators` (words
    that turn a sentence: not, more, perhaps), `phrases` (several words for one of these), `persons`,
    `actors`, `openers` (verbs with which a note without a subject begins); verbs
    that go their own way are those of `coach.guard.words.verbs`.
    """

    code: str
    lists: Lists = field(repr=False)

    @cached_property
    def lang(self) -> Language:
        """The language, with its verbs that go their own way."""
        return read_language(self.code, self.lists)

    def words(self, section: str, name: str = "words") -> frozenset[str]:
        """The words of one list, folded; empty when there is none."""
        found = self._ready.get((section, name))
        if found is None:
            found = frozenset(fold(word) for word in self.lists.get(section, {}).get(name, "").split())
            self._ready[section, name] = found
        return found

    @cached_property
    def _ready(self) -> dict[tuple[str, str], frozenset[str]]:
        return {}

    @cached_property
    def operators(self) -> dict[str, tuple[str, ...]]:
        """The classes of each word that turns a sentence."""
        found: dict[str, tuple[str, ...]] = {}
        for name in self.lists["operators"]:
            for word in self.words("operators", name):
                found[word] = (*found.get(word, ()), name)
        return found

    @cached_property
    def phrases(self) -> dict[str, list[tuple[tuple[str, ...], str]]]:
        """Phrases by their first word, longest first; "~" stands for up to two words in between."""
        found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for name, texts in self.lists["phrases"].items():
            for text in filter(None, map(str.strip, texts.split(";"))):
                words = tuple(word if word == "~" else fold(word) for word in text.split())
                found.setdefault(words[0], []).append((words, name))
        return {first: sorted(rest, key=lambda entry: -len(entry[0])) for first, rest in found.items()}

    @cached_property
    def persons(self) -> dict[str, tuple[str, str]]:
        """Who a word points at and in which part: ("employee", "subject")."""
        found: dict[str, tuple[str, str]] = {}
        for name in self.lists["persons"]:
            owner, _, part = name.partition("_")
            for word in self.words("persons", name):
                found.setdefault(word, (owner, part or "subject"))
        return found

    @cached_property
    def possessives(self) -> dict[str, str]:
        """Whose a thing is, by the word that says so."""
        owners = ("employee", "manager")
        return {word: owner for owner in owners for word in self.words("persons", f"{owner}_possessive")}

    @cached_property
    def numbers(self) -> dict[str, str]:
        """The number that a word says: "drie" says "3", "half" says "1/2"."""
        pairs = (entry.partition("=") for entry in self.lists["numbers"]["words"].split())
        return {fold(word): number for word, _, number in pairs}

    @cached_property
    def verbs(self) -> frozenset[str]:
        """Forms that are verbs by themselves: those that open a note, and those that go with somebody."""
        return self.sets["openers"] | self.words("tense", "finite")

    def alike(self, one: str, other: str) -> bool:
        """Whether two forms are one word: "belt" and "bel", but never a thing and several of it."""
        if one == other:
            return True
        verb = self.lang.present.get(one)
        if verb is not None and verb == self.lang.present.get(other):
            return True
        return not self.is_more(one, other) and stem(one, self.lang) == stem(other, self.lang)

    def is_more(self, one: str, other: str) -> bool:
        """Whether the first form is more of what the second is one of: "complaints" for a "complaint".

        A verb is no thing, and English has too many words that are both: there only what is listed counts.
        """
        if one in self.words("clauses", "one_or_more") or not is_more(one, other, self.lang):
            return False
        if self.code == "en":
            return other in self.words("clauses", "counted")
        forms = {one, other, f"{other}t"} - self.words("clauses", "counted")
        return not forms & self.verbs and not {one, other} & self.words("clauses", "to_do")

    @cached_property
    def sets(self) -> dict[str, frozenset[str]]:
        """The plain lists that have one name each."""
        plain = ("free", "reporting", "openers", "prepositions", "actors")
        return {name: self.words(name) for name in (*plain, "other_role", "continues")}
