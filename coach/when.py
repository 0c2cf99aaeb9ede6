"""Dates in hurried notes, Dutch and English, counted from the day of the talk.

A line becomes a string of one letter a word; regular expressions over that string are the grammar. A time
that names no day ("na de zomer", "Q3", every second week) stays text: no date is ever made up.

Conventions (they differ from general date parsers): "volgende week vrijdag" and "next Friday" are the
Friday of the following ISO week; a bare weekday is the first one after the talk; a date without a year is
its first occurrence on or after the talk; "eind van de week" is Friday, "eind van de maand" its last day.
"""

import calendar
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from rapidfuzz.distance import OSA

from coach.when_words import (
    CLASSES,
    DUTCH_WEEKDAYS,
    MONTHS,
    NUMBERS,
    ORDINALS,
    WEAK_MONTHS,
    WEAK_WEEKDAYS,
    WEEKDAYS,
)


@dataclass(frozen=True, slots=True)
class When:
    """A time in a line: `day` is None when it names no day. `start` and `end` are places in the line."""

    start: int
    end: int
    text: str
    day: date | None
    firm: bool = False
    """Introduced as a deadline: by, before, tegen, uiterlijk."""


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    text: str
    code: str
    value: int = 0
    parts: tuple[int, ...] = ()


_TOKEN = re.compile(
    r"(?P<iso>\d{4}-\d\d?-\d\d?)(?!\d)"
    r"|(?P<num>\d{1,2}[/.-]\d{1,2}(?:[/.-](?:\d{4}|\d{2}))?)(?![\d/]|[.,-]\d|\s?(?:%|x\b|u\b|uur\b|h\b|hrs?\b|keer\b|euro\b))"
    r"|(?P<ord>\d{1,2}(?:st|nd|rd|th|ste|de|e))\b"
    r"|(?P<quarter>[qk][1-4])\b"
    r"|(?P<int>\d+)(?![\d%]|[.,]\d|x\b|u\d*\b|h\b)"
    r"|(?P<word>(?:a\.s|z\.s\.m|m\.i\.v|v/d|'t|d'n|half-term|month-end|[^\W\d_]+(?:'[^\W\d_]+)?)\.?)"
    r"|(?P<mark>[,;:()→>-])"
    r"|(?P<other>\S)",
    re.IGNORECASE,
)


def _known_words() -> dict[str, tuple[str, int]]:
    """Each known word with its letter in the grammar and its number."""
    known: dict[str, tuple[str, int]] = {}
    for letter, words in CLASSES.items():
        for word in words.split():
            known.setdefault(word, (letter, 1 if letter == "A" else 0))
    tables = {"w": WEAK_WEEKDAYS, "d": DUTCH_WEEKDAYS, "W": WEEKDAYS, "m": WEAK_MONTHS, "M": MONTHS}
    for letter, table in {**tables, "N": NUMBERS, "q": ORDINALS}.items():
        known.update({word: (letter, number) for word, number in table.items()})
    return known


_WORDS = _known_words()
_LONG = {word: meaning for word, meaning in _WORDS.items() if len(word) >= 6 and meaning[0] in "WMUVT"}
_NEVER = frozenset("24/7 50/50 1/2 1/4 3/4 1/3 2/3 9-5 9/5 1-1 1/1 1-2 2-3 3-4 4-5".split())


def times(line: str, today: date, lang: str = "nl") -> list[When]:
    """Every time that a line names, in order.

    Args:
        line: One note.
        today: Day of the talk.
        lang: Language of the talk; both languages are read, but "do" is no day in English.
    """
    tokens = _tokens(line)
    codes = "".join(token.code for token in tokens)
    if lang != "nl":
        codes = codes.replace("d", "x")
    found: list[When] = []
    at = 0
    while at < len(tokens):
        best = _best(codes, tokens, at, today)
        if best is None:
            at += 1
            continue
        until, day = best
        found.append(_when(line, tokens, codes, at, until, day))
        at = until
    return found


def deadline(line: str, today: date, lang: str = "nl") -> tuple[date | None, str | None]:
    """The day by which, and its words: the firmest and most precise time in a line."""
    found = times(line, today, lang)
    if not found:
        return None, None
    days = [when for when in found if when.day is not None]
    firm = [when for when in days if when.firm]
    chosen = (firm or days or found)[-1 if not firm else 0]
    return chosen.day, chosen.text


def _when(line: str, tokens: list[_Token], codes: str, at: int, until: int, day: date | None) -> When:
    first = at
    while first > 0 and codes[first - 1] in "pfon":
        first -= 1
    while first < at and codes[first] == "o":
        first += 1
    firm = any(code in "pf" for code in codes[first:at])
    start, end = tokens[first].start, tokens[until - 1].end
    return When(start, end, line[start:end], day, firm)


def _tokens(line: str) -> list[_Token]:
    tokens = []
    for match in _TOKEN.finditer(line):
        kind, text = match.lastgroup or "other", match.group()
        code, value, parts = _classed(kind, text.casefold())
        tokens.append(_Token(match.start(), match.end(), text, code, value, parts))
    return tokens


def _classed(kind: str, text: str) -> tuple[str, int, tuple[int, ...]]:
    if kind == "iso":
        return "I", 0, tuple(int(part) for part in text.split("-"))
    if kind == "num":
        return ("x" if text in _NEVER else "F"), 0, tuple(int(part) for part in re.split("[/.-]", text))
    if kind == "ord":
        return "O", int(re.match(r"\d+", text).group()), ()  # type: ignore[union-attr]  # matched above
    if kind == "int":
        return "N", int(text) if len(text) < 5 else 0, ()
    if kind == "quarter":
        return "Q", 0, ()
    if kind == "word":
        code, value = _word(text.rstrip("."))
        return code, value, ()
    return ("," if kind == "mark" else "x"), 0, ()


@cache
def _word(word: str) -> tuple[str, int]:
    known = _WORDS.get(word)
    if known is not None:
        return known
    if len(word) >= 6:
        for right, meaning in _LONG.items():
            if right[0] == word[0] and OSA.distance(word, right, score_cutoff=1) <= 1:
                return meaning
    return "x", 0


Resolver = Callable[[list[_Token], date], date | None]


def _best(codes: str, tokens: list[_Token], at: int, today: date) -> tuple[int, date | None] | None:
    """The longest time that starts at a word, or None. A match may say that it is no time after all."""
    best: tuple[int, date | None] | None = None
    for pattern, before, resolve in _GRAMMAR:
        match = pattern.match(codes, at)
        if match is None or (best is not None and match.end() <= best[0]):
            continue
        if before and (at == 0 or codes[at - 1] not in before):
            continue
        if at and codes[at - 1] in "lsz" and codes[at] not in "i":
            return match.end(), None  # since, last: behind us
        day = resolve(tokens[at : match.end()], today)
        if day != _PAST:
            best = match.end(), day
    return best


_PAST = date.min  # what a resolver gives when the words turn out to be no time


def _value(tokens: list[_Token], codes: str) -> int:
    return next((token.value for token in tokens if token.code in codes), 1)


def _date(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        return _PAST


def _coming(today: date, month: int, day: int) -> date:
    """First day of this name on or after the talk; 29 February waits for its leap year."""
    for year in range(today.year, today.year + 9):
        found = _date(year, month, day)
        if found >= today:
            return found
    return _PAST


def _numeric(tokens: list[_Token], today: date) -> date:
    parts = next(token.parts for token in tokens if token.code == "F")
    if len(parts) == 3:
        return _date(parts[2] + 2000 if parts[2] < 100 else parts[2], parts[1], parts[0])
    return _coming(today, parts[1], parts[0])


def _iso(tokens: list[_Token], today: date) -> date:
    return _date(*tokens[0].parts)


def _named(tokens: list[_Token], today: date) -> date:
    month = _value(tokens, "Mm")
    year = next((t.value for t in tokens if t.code == "N" and t.value > 1900), 0)
    day = next((t.value for t in tokens if t.code in "NOq" and t.value != year), 0)  # "May 1999" has none
    return _date(year, month, day) if year else _coming(today, month, day)


def _ordinal(tokens: list[_Token], today: date) -> date:
    day, month = _value(tokens, "Oq"), today.replace(day=1)
    for _ in range(24):
        found = _date(month.year, month.month, day)
        if found >= today:
            return found
        month = _months(month, 1)
    return _PAST


def _weekday(tokens: list[_Token], today: date) -> date:
    """The first such day after the talk."""
    return today + timedelta(days=(_value(tokens, "Wwd") - today.weekday() - 1) % 7 + 1)


def _weekday_later(tokens: list[_Token], today: date) -> date:
    return _weekday(tokens, today) + timedelta(days=7)


def _weekday_in_week(weeks: int) -> Callable[[list[_Token], date], date]:
    def resolve(tokens: list[_Token], today: date) -> date:
        monday = today - timedelta(days=today.weekday())
        return monday + timedelta(days=_value(tokens, "Wwd"), weeks=weeks)

    return resolve


def _weekday_in_weeks(tokens: list[_Token], today: date) -> date:
    count = next((t.value for t in tokens if t.code in "NA"), 1)
    return _weekday_in_week(count)(tokens, today)


def _end_of_week(weeks: int) -> Callable[[list[_Token], date], date]:
    def resolve(tokens: list[_Token], today: date) -> date:
        friday = today - timedelta(days=today.weekday() - 4) + timedelta(weeks=weeks)
        return friday if friday >= today else friday + timedelta(weeks=1)

    return resolve


def _months(day: date, count: int) -> date:
    """The same day number some months on; the last day where a month is too short."""
    month = day.year * 12 + day.month - 1 + count
    year, number = divmod(month, 12)
    return date(year, number + 1, min(day.day, calendar.monthrange(year, number + 1)[1]))


def _end_of_month(count: int) -> Callable[[list[_Token], date], date]:
    def resolve(tokens: list[_Token], today: date) -> date:
        return _months(today.replace(day=1), count + 1) - timedelta(days=1)

    return resolve


def _end_of_named_month(tokens: list[_Token], today: date) -> date:
    first = _coming(today.replace(day=1), _value(tokens, "Mm"), 1)
    return _months(first, 1) - timedelta(days=1)


def _offset(tokens: list[_Token], today: date) -> date:
    count = next((t.value for t in tokens if t.code in "NA"), 1)
    unit = next(t.code for t in tokens if t.code in "DKHYG")
    if count > 400:
        return _PAST
    if unit in "HY":
        return _months(today, count * (12 if unit == "Y" else 1))
    return today + timedelta(days=count * {"D": 1, "K": 7, "G": 14}[unit])


def _in_days(days: int) -> Callable[[list[_Token], date], date]:
    return lambda tokens, today: today + timedelta(days=days)


def _vague(tokens: list[_Token], today: date) -> None:
    return None


def _rules() -> Iterator[tuple[re.Pattern[str], str, Resolver]]:
    """Form, what must stand right before it (empty: anything), and how it is counted."""
    day = "[Wwd],?o{0,2}"
    for form, before, resolve in (
        ("I", "", _iso),
        (f"(?:{day})?F", "", _numeric),
        (f"(?:{day})?[NOq]o{{0,2}}[Mm](?:,?N)?", "", _named),
        ("(?:[Wwd],?)?[Mm]o?[NO](?:,?N)?", "", _named),
        (f"{day}O", "", _ordinal),
        ("[Wwd]?oq", "", _ordinal),
        ("O", "opfi", _ordinal),
        ("[Wwd]o{0,2}nK", "", _weekday_in_week(1)),
        ("nKo?[Wwd]", "", _weekday_in_week(1)),
        ("n[Wwd]", "", _weekday_in_week(1)),
        ("[Wwd]o?tK", "", _weekday_in_week(0)),
        ("tK[Wwd]", "", _weekday_in_week(0)),
        ("[W]K", "", _weekday_later),
        ("[Wwd]i[NA]K", "", _weekday_in_weeks),
        ("[ct][Wwd]", "", _weekday),
        ("W", "", _weekday),
        ("w(?=$|,)", "", _weekday),
        ("w", "pfc", _weekday),
        ("d", "", _weekday),
        ("wc", "", _weekday),
        ("po*X", "", _end_of_week(0)),
        ("ro*eo*[Mm]", "", _vague),
        ("eo*t?K", "", _end_of_week(0)),
        ("eo*nK", "", _end_of_week(1)),
        ("E", "", _end_of_month(0)),
        ("eo*t?H", "", _end_of_month(0)),
        ("eo*nH", "", _end_of_month(1)),
        ("eo*[Mm]", "", _end_of_named_month),
        ("io*[NA]?[KH]", "", _offset),
        ("io*[NA][DY]L?", "", _offset),
        ("io*[NA][KH]L?", "", _offset),
        ("i[NA]?o?G", "", _offset),
        ("[NA][DKH][fo]*[LT]", "", _offset),
        ("A?Gf[LT]", "", _offset),
        ("T|tj", "", _in_days(0)),
        ("U", "", _in_days(1)),
        ("V", "", _in_days(2)),
        ("oDaU", "", _in_days(2)),
        ("tDK", "", _in_days(7)),
        ("y[xA]?[N]?[WwdDKHY]?", "", _vague),
        ("[bh]o*(?:t|n)?(?:[MmKH])", "", _vague),
        ("h,?[Mm]", "", _vague),
        ("[pai]o*v", "", _vague),
        ("io*[Mm]", "", _vague),
        ("Q|g", "", _vague),
        ("[nt][KHY]|KN", "", _vague),
    ):
        yield re.compile(form), before, resolve


_GRAMMAR = tuple(_rules())
