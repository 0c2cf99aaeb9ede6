"""A note as the rules see it: words without case and accents, people as roles, and what it looks like."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from coach.text import fold
from coach.when import When, times

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d+(?:[.,:/-]\d+)*|[?!\"“”„]|->|[→:;()+&]")
_DECORATION = re.compile(r"^\s*(?:(?:[-*•–—>→+]|->|=>|\[[ xX]?\]|\d{1,2}[.)](?=\s))\s*)+")
_QUOTE = re.compile(r"[\"“„”]([^\"“”„]{2,})[\"”“„]|(?<!\w)['‘’]([^'‘’]{3,}(?:['’]\w[^'‘’]*)*)['’](?!\w)")

_ONE = "(?:EMPLOYEE|MANAGER|he|she|him|her|they|me|i|ik|mij|zij|hij|ze|hem|haar)"
_PAIR = re.compile(rf"\b{_ONE} (?:and|&|\+|en|met|with) {_ONE}\b")

_SUBJECTS = frozenset(
    "EMPLOYEE MANAGER ik we wij zij ze hij samen i we'll i'll he she they both together me actie "
    "action".split()
)
_ENDING = re.compile("['’]?s?[.]?$")
_INITIALS = 2  # letters of a word that a full stop behind it may belong to
_TOPIC = 5  # words into a line up to which a colon or question mark closes its topic


@dataclass(frozen=True, slots=True)
class Parties:
    """Who sits at the table: their names, so that a line can say "manager" where it says "Koen"."""

    employee: str = ""
    manager: str = ""

    def role(self, word: str) -> str | None:
        """The role behind a word of a line, or None. Initials count when they fit only one of the two."""
        return _role(word, self.employee, self.manager)


@lru_cache(maxsize=20_000)
def _role(word: str, employee: str, manager: str) -> str | None:
    if not employee and not manager:
        return None
    employee, manager, folded = fold(employee), fold(manager), fold(word)
    flat = _ENDING.sub("", folded) or folded
    for name, role in ((employee, "EMPLOYEE"), (manager, "MANAGER")):
        first = name.partition(" ")[0]
        if first and (folded == first or flat == first.removesuffix("s") or _short_for(flat, first)):
            return role
    if employee[:1] != manager[:1] and len(word) <= 3 and (word.isupper() or word.endswith(".")):
        if employee and flat[:1] == employee[:1]:
            return "EMPLOYEE"
        if manager and flat[:1] == manager[:1]:
            return "MANAGER"
    return None


def _short_for(word: str, name: str) -> bool:
    """A name cut short by a colleague: Ros for Rosalind, Seun for Oluwaseun."""
    return 3 <= len(word) < len(name) and (name.startswith(word) or (len(word) > 3 and name.endswith(word)))


@lru_cache(maxsize=50_000)
def _form(text: str, dotted: bool, employee: str, manager: str) -> str:
    """What stands for a word: a role, a number, or the word without case and accents."""
    role = _role(f"{text}." if dotted else text, employee, manager)
    if role:
        return role
    if text[0].isdigit():
        return "0" if text.isdigit() else "0/0"
    return fold(text).replace("’", "'")


@dataclass(frozen=True)
class Reading:
    """One line, read."""

    line: str
    parties: Parties
    today: date
    """Day of the talk, from which the times in the line count."""
    lang: str = "nl"

    @cached_property
    def times(self) -> list[When]:
        """The times that the line names."""
        return times(self.line, self.today, self.lang)

    @cached_property
    def body(self) -> str:
        """The line without the bullets and arrows that people type before it."""
        return self.line[_DECORATION.match(self.line).end() :] if _DECORATION.match(self.line) else self.line  # type: ignore[union-attr]

    @cached_property
    def spans(self) -> tuple[tuple[int, int, str], ...]:
        """Start, end and form of each word, in the body; people at the table become their role."""
        body, found, people = self.body, [], (self.parties.employee, self.parties.manager)
        for match in _WORD.finditer(body):
            start, end = match.span()
            dotted = end - start <= _INITIALS and body[end : end + 1] == "."
            if form := _form(match.group(), dotted, *people):  # a lone accent has no form
                found.append((start, end, form))
        return tuple(found)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The forms of the words."""
        return tuple(form for _, _, form in self.spans)

    @cached_property
    def quoted(self) -> bool:
        """Whether the line holds somebody's own words."""
        return _QUOTE.search(self.line) is not None

    @property
    def _topic(self) -> tuple[str, ...]:
        """The words before an early colon or question mark ("sfeer: gaat", "pay? fine"): what it is about."""
        marks = [self.words.index(mark) for mark in ":?" if mark in self.words[1:_TOPIC]]
        return self.words[: min(marks)] if marks else ()

    @cached_property
    def looks(self) -> tuple[str, ...]:
        """What the line looks like, apart from its words."""
        found = []
        if self.body != self.line:
            found.append("bullet")
        if self.quoted:
            found.append("quote")
        count = len([w for w in self.words if w[0].isalpha()])
        found.append(f"words{min(count, 12) // 3}")
        if "?" in self.line:
            found.append("question")
        if self.words[1:2] == (":",):
            found.append("label")
        if _PAIR.search(" ".join(self.words)):
            found.append("pair")
        if any(when.day is not None and when.day >= self.today for when in self.times):
            found.append("day")
            if self.times[-1].end >= len(self.line.rstrip(" .)")):
                found.append("day last")
        elif self.times:
            found.append("time")
        first = next((w for w in self.words if w[0].isalpha()), "")
        found.append(f"first {first if first in _SUBJECTS else 'other'}")
        found += [f"topic {word}" for word in self._topic]
        found.append("opens " + (self.words[0] if self.words else ""))
        return tuple(found)
