"""The words of a note or a sentence, and what each does in it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from coach.guard.words.short import number, written_out
from coach.guard.words.signs import SIGNS, signed
from coach.guard.words.vocabulary import GuardWords
from coach.text import fold
from coach.when import When, times
from coach.when_words import DUTCH_WEEKDAYS, MONTHS, ORDINALS, WEAK_MONTHS, WEAK_WEEKDAYS, WEEKDAYS

_TOKEN = re.compile(
    rf"[{SIGNS}]?\d+(?:[.,:/u]\d+)*%?|[{SIGNS}]?[^\W\d_]+(?:'[^\W\d_]+)*|[.,;:?!()/→–—]"
    r"|(?<=\s)-+>?(?=\s)|[&+]|€|%"
)
_NAMED = re.compile(
    rf"\b(?:{'|'.join({**WEEKDAYS, **WEAK_WEEKDAYS, **DUTCH_WEEKDAYS, **MONTHS, **WEAK_MONTHS})})\b|\d[/.-]\d"
)
_DATE = re.compile(rf"\d|\b(?:{'|'.join({**MONTHS, **WEAK_MONTHS})})\b")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_FAR, _DAYS = 1_000_000, 300_000
"""Where days that cannot be are put: beyond the year 2700, one for each date and weekday."""
BREAKS = frozenset(",;:?!()/→–—.") | {"-", "--", "->"}
_JOINED = re.compile(r"(?<=[^\W\d_])-(?=[a-z]{2})")
"""A hyphen inside a word: the "you" of a thank-you is nobody, and a check-in is no "in"."""
_EXPAND = {
    "en": (
        (r"\bcan't\b|\bcannot\b", "can not"), (r"\bwon't\b", "will not"), (r"n't\b", " not"),
        (r"'ll\b", " will"),
(
            r"\b(i|he|she|they|we)'d (?=(?!need|feed|speed|embed)\w+ed\b|(?:been|had|gone|done|got|taken)\b)",
            r"\1 had ",
        ),
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


def _named(text: str) -> int:
    """How surely a text says which day it means; see `Token.named`."""
    if not _NAMED.search(text):
        return 0
    if _YEAR.search(text):
        return 3
    return 2 if _DATE.search(text) else 1


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
    named: int = 0
    """How the day is said: 0 counted from today, 1 by its weekday, 2 by its date, 3 with its year."""
    phrase: str = ""
    """All words of a phrase of the lists, where this is one."""
    who: str = ""
    """Whom a "he" or the like points at, where that is nobody at the table."""

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
        full = written_out(flat, self.words.lists["short"]["words"])
        return _JOINED.sub("", signed(full, self.words.numbers, self.words.code))

    def _tokens(self, text: str) -> Iterator[Token]:
        days = [
            self._without_count(when)
            for when in times(text, self.today, self.words.lang)
            if when.day is not None and not _is_no_day(when.text, text[when.end :])
        ]
        sets, operators = self.words.sets, self.words.operators
        seen: set[int] = set()
        for match in _TOKEN.finditer(text):
            word = match.group().lstrip(SIGNS)
            form = "ict" if word == "IT" else fold(word)  # the people, not "it"
            at = next((n for n, when in enumerate(days) if when.start <= match.start() < when.end), None)
            if at is not None and form not in BREAKS:
                if at not in seen:
                    seen.add(at)
                    day = _day(days[at], days[at].day or self.today)
                    yield Token(form, day=day, named=_named(fold(days[at].text)))
                elif form in operators and "after" in operators[form]:
                    yield Token(form, operators[form])
                continue
            digits = form if form[0].isdigit() else number(form, self.words.numbers)
            yield Token(
                form,
                operators.get(form, ()),
                match.group()[: -len(word)] + (digits.lstrip("0") or digits) if digits else "",
                None,
                form in sets["free"] or form in BREAKS or form in self.words.persons,
                form in sets["reporting"],
                word[0].isupper(),
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
                    phrase=" ".join(tokens[n].form for n in places),
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
