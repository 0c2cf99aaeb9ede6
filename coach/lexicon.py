"""Word lists that a person can edit: words and phrases, with `*` for any letters inside a word.

Ten thousand entries are looked up word by word and not tried one after the other: a regular expression
of that size takes 200 ms to build and a line 2 ms to read.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from coach.text import fold

_SPLIT = re.compile(r"[\w*]+(?:['’][\w*]+)*|[^\s\w]")
_FIRST = 3
"""Letters by which a piece inside a word is looked up; shorter pieces are rare and tried one by one."""
Entry = tuple[int, tuple[str, ...]]
# What can start at a word: single words, longer entries by their second word, those with a wild second
Found = tuple[tuple[Entry, ...], dict[str, list[Entry]], tuple[Entry, ...]]
_NONE: Found = ((), {}, ())


@dataclass(frozen=True)
class Index:
    """Lists taken apart, so that a program that starts need not: that took 10 ms."""

    names: list[str]
    """A name is a label and a strength, such as "growth strong"; lists go by their place here."""
    words: dict[str, list[int]]
    """Which lists hold a word by itself."""
    plain: dict[str, dict[str, list[tuple[int, str]]]]
    """Phrases by their first word, then their second; their rest is taken apart when both are met."""
    others: list[tuple[int, list[str]]]
    """The words of whatever else there is: with wild parts, or signs."""


def index(lists: Iterable[tuple[str, str]]) -> Index:
    """Take lists apart: the name of each, and its entries on a line each."""
    found = Index([], {}, {}, [])
    for number, (name, entries) in enumerate(lists):
        found.names.append(name)
        for entry in map(fold, entries.split("\n")):
            first, _, rest = entry.partition(" ")
            second = rest.partition(" ")[0]
            if entry.isalpha():
                found.words.setdefault(entry, []).append(number)
            elif first.isalpha() and second.isalpha():
                found.plain.setdefault(first, {}).setdefault(second, []).append((number, entry))
            elif any(map(str.isalnum, entry)):
                found.others.append((number, _SPLIT.findall(entry)))
    return found


class Lexicon:
    """Named lists, looked up."""

    def __init__(self, known: Index) -> None:
        """Take lists as `index` leaves them."""
        self.names, self._words, self._plain = known.names, known.words, known.plain
        self._exact: dict[str, list[Entry]] = {}
        self._start: dict[str, list[Entry]] = {}
        self._inside: dict[str, list[tuple[str, Entry]]] = {}  # by their first letters
        self._others: list[tuple[re.Pattern[str], Entry]] = []
        for number, words in known.others:
            self._add(number, tuple(words))
        self._start_sizes = sorted({len(start) for start in self._start})
        self._found = lru_cache(maxsize=20_000)(self._look_up)

    def hits(self, text: str) -> dict[str, tuple[str, ...]]:
        """Each list that a text touches, with the words that did, as folded."""
        words = _SPLIT.findall(fold(text))
        found: dict[str, dict[str, None]] = {}
        for at, word in enumerate(words):
            known, plain = self._found(word), self._plain.get(word)
            if known is _NONE and plain is None:
                continue
            alone, by_second, wild = known
            following = words[at + 1] if at + 1 < len(words) else ""
            longer = [*by_second.get(following, ()), *wild]
            if plain and following in plain:
                longer += [(number, tuple(_SPLIT.findall(flat))) for number, flat in plain[following]]
            for number, pattern in (*alone, *(e for e in longer if _follows(e[1], words, at))):
                here = found.setdefault(self.names[number], {})
                here[" ".join(words[at : at + len(pattern)])] = None
        return {name: tuple(entries) for name, entries in found.items()}

    def _add(self, number: int, words: tuple[str, ...]) -> None:
        first, entry = words[0], (number, words)
        bare = first.strip("*")
        if "*" not in first:
            self._exact.setdefault(first, []).append(entry)
        elif "*" in bare or not bare or (first[0] == "*" and len(bare) < _FIRST):
            self._others.append((_wild(first), entry))
        elif first.startswith("*"):
            self._inside.setdefault(bare[:_FIRST], []).append((bare, entry))
        else:
            self._start.setdefault(bare, []).append(entry)

    def _look_up(self, word: str) -> Found:
        found: list[Entry] = [(number, (word,)) for number in self._words.get(word, ())]
        found += self._exact.get(word, ())
        for size in self._start_sizes[: bisect_right(self._start_sizes, len(word))]:
            found += self._start.get(word[:size], ())
        for start in range(len(word) - _FIRST + 1):
            for bare, entry in self._inside.get(word[start : start + _FIRST], ()):
                ends = start + len(bare) == len(word)
                if word.startswith(bare, start) and (ends or entry[1][0].endswith("*")):
                    found.append(entry)
        found += [entry for pattern, entry in self._others if pattern.fullmatch(word)]
        if not found:
            return _NONE
        alone, wild = [], []
        by_second: dict[str, list[Entry]] = {}
        for entry in dict.fromkeys(found):
            if len(entry[1]) == 1:
                alone.append(entry)
            elif "*" in entry[1][1]:
                wild.append(entry)
            else:
                by_second.setdefault(entry[1][1], []).append(entry)
        return tuple(alone), by_second, tuple(wild)


def _follows(pattern: Sequence[str], words: Sequence[str], at: int) -> bool:
    if at + len(pattern) > len(words):
        return False
    return all(
        wanted == word or ("*" in wanted and _wild(wanted).fullmatch(word) is not None)
        for wanted, word in zip(pattern[1:], words[at + 1 : at + len(pattern)], strict=True)
    )


@lru_cache(maxsize=20_000)
def _wild(word: str) -> re.Pattern[str]:
    return re.compile(re.escape(word).replace(r"\*", r"\w*"))
