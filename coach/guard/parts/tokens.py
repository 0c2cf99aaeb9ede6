"""The words of a note or a sentence, and what each does in it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from coach.guard.words.short import number, written_out
from coach.guard.words.vocabulary import GuardWords
from coach.text import fold
from coach.when import When, times
from coach.when_words import DUTCH_WEEKDAYS, MONTHS, ORDINALS, WEAK_MONTHS, WEAK_WEEKDAYS, WEEKDAYS

_TOKEN = re.compile(
    r"\d+(?:[.,:/u]\d+)*%?|[^\W\d_]+(?:'[^\W\d_]+)*|[.,;:?!()/→–—]|(?<=\s)-+>?(?=\s)|[&+]|€|%"
)
_NAMED = re.compile(
    rf"\b(?:{'|'.join({**WEEKDAYS, **WEAK_WEEKDAYS, **DUTCH_WEEKDAYS, **MONTHS, **WEAK_MONTHS})})\b|\d[/.-]\d"
)
_FAR, _DAYS = 1_000_000, 300_000
"""Where days that cannot be are put: beyond the year 2700, one for each date and weekday."""
BREAKS = frozenset(",;:?!()/→–—.") | {"-", "--", "->"}
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


_ORDINAL = re.compile(rf"(?:{'|'.join(ORDINALS)}|\d(?:st|nd|rd|th))$", re.IGNORECASE)
_THING = re.compile(r"\s+(?!of\b|in\b|and\b|or\b|at\b|for\b|with\b|she\b|he\b|to\b|is\b)[a-z]{3,}")
_WEEK = re.compile(r"\b(?:week|weeks|weken)$", re.IGNORECASE)


def _is_no_day(text: str, behind: str) -> bool:
    """Whether what looks like a day only counts: "the second floor", "in the week of 30 March"."""
    counts = _ORDINAL.search(text) and _THING.match(behind)
    return bool(counts or (_WEEK.search(text) and re.match(r"\s+(?:of|van)\s+\d", behind)))


def _day(when: When, day: date) -> date:
    """The day of a time; one that nothing else names where its weekday is not that of its date.

    A date without a year is the next one, so that "Thursday 5 March" of this year may not be a Thursday:
    the same words still mean the same day, and "Tuesday 5 March" another.
    """
    named = {**WEEKDAYS, **WEAK_WEEKDAYS, **DUTCH_WEEKDAYS}
    said = {named[word] for word in re.findall(r"[a-z]+", fold(when.text)) if word in named}
    if not said or day.weekday() in said or not any(char.isdigit() for char in when.text):
        return day
    return date.fromordinal(_FAR + (day.toordinal() % _DAYS) * 7 + min(said))


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
        flat = re.sub("[’‘]", "'", text)
        for pattern, full in _EXPAND[self.words.lang]:
            flat = re.sub(pattern, full, flat, flags=re.IGNORECASE)
        return _JOINED.sub("", written_out(flat, self.words.lists["short"]["words"]))

    def _tokens(self, text: str) -> Iterator[Token]:
        days = [
            self._without_count(when)
            for when in times(text, self.today, self.words.lang)
            if when.day is not None and not _is_no_day(when.text, text[when.end :])
        ]
        sets, operators = self.words.sets, self.words.operators
        seen: set[int] = set()
        for match in _TOKEN.finditer(text):
            form = "ict" if match.group() == "IT" else fold(match.group())  # the people, not "it"
            at = next((n for n, when in enumerate(days) if when.start <= match.start() < when.end), None)
            if at is not None and form not in BREAKS:
                if at not in seen:
                    seen.add(at)
                    named = _NAMED.search(fold(days[at].text)) is not None
                    yield Token(form, day=_day(days[at], days[at].day or self.today), named=named)
                elif form in operators and "after" in operators[form]:
                    yield Token(form, operators[form])
                continue
            digits = form if form[0].isdigit() else number(form, self.words.numbers)
            yield Token(
                form,
                operators.get(form, ()),
                digits.lstrip("0") or digits,
                None,
                form in sets["free"] or form in BREAKS or form in self.words.persons,
                form in sets["reporting"],
                match.group()[0].isupper(),
            )

    def _without_count(self, when: When) -> When:
        """A date without a number behind it that counts what comes next: "op 20 maart 5 tablets"."""
        last = re.search(r"\s+(\d{1,2}|[^\W\d]+)$", when.text)
        if last is None or not re.search(r"\d\D*[^\W\d]{3}", when.text[: last.start()]):
            return when
        if not last.group(1).isdigit() and not number(fold(last.group(1)), self.words.numbers):
            return when
        return replace(when, text=when.text[: last.start()], end=when.end - len(last.group()))

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


def led_by(tokens: Sequence[Token], at: int, small: frozenset[str]) -> str:
    """The word before a word, "the" and the like left out."""
    return next((token.form for token in reversed(tokens[:at]) if token.form not in small), "")
