"""Word families: a noun or a present participle and the verb that it is made of, in Dutch and English."""

import re
from collections.abc import Iterator, Mapping

_FAMILIES = {
    "nl": (
        (re.compile(r"(.{4,})ati$"), r"\1er"),  # evaluatie, evalueert
        (re.compile(r"(?!weken|volgen|komen|uitsteken|voldoen|beken)(.{4,})en$"), r"\1"),  # krimpende, krimpt
    ),
    "en": (
        (re.compile(r"(?!depart|apart|apoint|compart|base|agre|engag|state)(.{4,}?)e?ment$"), r"\1"),
        (re.compile(r"(?!operat|vacat|direct|product|posit|cond|relat)(.{5,})ion$"), r"\1"),
        (re.compile(r"(?!operat|vacat|relat)(.{4,})ation$"), r"\1"),  # confirmation, confirms
    ),
}
"""How the stem of a noun or a participle shows the verb of its family; what only looks like one stays out."""


class Groups(dict[str, frozenset[int]]):
    """Groups by stem, the family of a word among them: "evaluatie" and "evalueert" share one.

    A family joins two forms only. It hands nothing on to the words that say the same as either: else
    "organiseert" would be a "bedrijf" by way of "organisatie".
    """

    FIRST_FAMILY = 1_000_000
    """Number of the first family, beyond those of all groups that are listed."""

    def __init__(self, listed: Mapping[str, frozenset[int]], lang: str) -> None:
        super().__init__(listed)
        self._lang = lang
        self._families: dict[str, int] = {}
        self._found: dict[str, frozenset[int]] = {}

    def get(self, word: str, default: object = None) -> frozenset[int]:
        """The groups of a stem, with its families; never `default`, as every stem has a family."""
        found = self._found.get(word)
        if found is None:
            roots = {word, *family(word, self._lang)}
            own = {self._families.setdefault(r, self.FIRST_FAMILY + len(self._families)) for r in roots}
            found = self._found[word] = frozenset(super().get(word, frozenset())) | own
        return found


def family(word: str, lang: str) -> Iterator[str]:
    """The stems of the verbs from which a noun is made, by its own stem."""
    for pattern, root in _FAMILIES[lang]:
        if match := pattern.match(word):
            yield match.expand(root)
