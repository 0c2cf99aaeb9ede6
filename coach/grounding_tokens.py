"""The words of a note or a sentence, and what each does in it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from coach.grounding_words import GuardWords
from coach.text import fold
from coach.when import times
from coach.when_words import DUTCH_WEEKDAYS, MONTHS, WEAK_MONTHS, WEAK_WEEKDAYS, WEEKDAYS

_TOKEN = re.compile(r"\d+(?:[.,:/u]\d+)*%?|[^\W\d_]+(?:'[^\W\d_]+)*|[.,;:()/→–—]|(?<=\s)-+>?(?=\s)|[&+]|€|%")
_NAMED = re.compile(
    rf"\b(?:{'|'.join({**WEEKDAYS, **WEAK_WEEKDAYS, **DUTCH_WEEKDAYS, **MONTHS, **WEAK_MONTHS})})\b|\d[/.-]\d"
)
BREAKS = frozenset(",;:()/→–—.") | {"-", "--", "->"}
_JOINED = re.compile(r"(?<=[^\W\d_])-(?=[a-z]{2})")
"""A hyphen inside a word: the "you" of a thank-you is nobody, and a check-in is no "in"."""
_EXPAND = {
    "en": (
        (r"\bcan't\b|\bcannot\b", "can not"), (r"\bwon't\b", "will not"), (r"n't\b", " not"),
        (r"'ll\b", " will"),
        (r"'m\b", " am"), (r"'re\b", " are"), (r"'ve\b", " have"), (r"\b(i|he|she|they|we)'d\b", r"\1 would"),
        (r"\b(it|that|there|he|she|what|here)'s\b", r"\1 is"),
    ),
    "nl": ((r"(?<!\w)'t\b", "het"), (r"(?<!\w)'k\b", "ik"), (r"\bzo'n\b", "zo een"), (r"\bm'n\b", "mijn")),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Token:
    """One word: its form, and what it does in the sentence."""

    form: str
    classes: tuple[str, ...] = ()
    number: str = ""
    day: date | None = None
    free: bool = False
    reporting: bool = False
    capital: bool = False
    named: bool = False
    """The day is said by its name or its number, not counted from today."""

    @property
    def content(self) -> bool:
        """Whether it has to rest on a word of a note."""
        return not (self.free or self.classes or self.reporting or self.day)


@dataclass(frozen=True)
class Tokenizer:
    """Reads text of one talk into words."""

    words: GuardWords
    today: date

    def tokens(self, text: str) -> list[Token]:
        """The words of a text; a time that names a day is one word, a phrase of the lists too."""
        return self._phrased(list(self._tokens(self._expanded(text))))

    def _expanded(self, text: str) -> str:
        flat = _JOINED.sub("", re.sub("[’‘]", "'", text))
        for pattern, full in _EXPAND[self.words.lang]:
            flat = re.sub(pattern, full, flat, flags=re.IGNORECASE)
        return flat

    def _tokens(self, text: str) -> Iterator[Token]:
        days = [when for when in times(text, self.today, self.words.lang) if when.day is not None]
        sets, operators = self.words.sets, self.words.operators
        seen: set[int] = set()
        for match in _TOKEN.finditer(text):
            form = "ict" if match.group() == "IT" else fold(match.group())  # the people, not "it"
            at = next((n for n, when in enumerate(days) if when.start <= match.start() < when.end), None)
            if at is not None and form not in BREAKS:
                if at not in seen:
                    seen.add(at)
                    yield Token(form, day=days[at].day, named=_NAMED.search(fold(days[at].text)) is not None)
                elif form in operators and "after" in operators[form]:
                    yield Token(form, operators[form])
                continue
            digits = form if form[0].isdigit() else self.words.numbers.get(form, "")
            yield Token(
                form,
                operators.get(form, ()),
                digits.lstrip("0") or digits,
                None,
                form in sets["free"] or form in BREAKS or form in self.words.persons,
                form in sets["reporting"],
                match.group()[0].isupper(),
            )

    def _phrased(self, tokens: list[Token]) -> list[Token]:
        found: list[Token] = []
        at = 0
        while at < len(tokens):
            hit = self._phrase(tokens, at)
            if hit is None:
                found.append(tokens[at])
                at += 1
                continue
            places, name = hit
            kind = (name,) if name not in ("free", "reporting") else ()
            found.append(
                Token(
                    tokens[at].form,
                    kind,
                    free=name == "free",
                    reporting=name == "reporting",
                )
            )
            found += [tokens[n] for n in range(at + 1, places[-1] + 1) if n not in places]
            at = places[-1] + 1
        return found

    def _phrase(self, tokens: Sequence[Token], at: int) -> tuple[list[int], str] | None:
        if tokens[at].day is not None:
            return None
        for words, name in self.words.phrases.get(tokens[at].form, ()):
            places, n, gap = [at], at + 1, 0
            for word in words[1:]:
                if word == "~":
                    gap = 2
                    continue
                hit = next(
                    (m for m in range(n, min(n + gap + 1, len(tokens))) if tokens[m].form == word), None
                )
                if hit is None:
                    break
                places.append(hit)
                n, gap = hit + 1, 0
            else:
                return places, name
        return None
