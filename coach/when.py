"""Dates in hurried notes, Dutch and English, counted from the day of the talk.

A line becomes a string of one letter a word; regular expressions over that string are the grammar. A time
that names no day ("na de zomer", "Q3", every second week) stays text: no date is ever made up.

Conventions (they differ from general date parsers): "volgende week vrijdag" and "next Friday" are the
Friday of the following ISO week; a bare weekday is the first one after the talk; a date without a year is
its first occurrence on or after the talk; "eind van de week" is Friday, "eind van de maand" its last day.
"""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from coach.when_days import (
    NO_DAY,
    Resolver,
    end_of_month,
    end_of_named_month,
    end_of_week,
    in_days,
    iso,
    named,
    numeric,
    offset,
    ordinal,
    vague,
    weekday,
    weekday_in_week,
    weekday_in_weeks,
    weekday_later,
)
from coach.when_tokens import Token, timeless, tokens
from coach.when_words import EVENTS


@dataclass(frozen=True, slots=True)
class When:
    """A time in a line: `day` is None when it names no day. `start` and `end` are places in the line."""

    start: int
    end: int
    text: str
    day: date | None
    firm: bool = False
    """Introduced as a deadline: by, before, tegen, uiterlijk."""
    of_event: bool = False
    """Says when something else takes place ("cursus 10 feb"), not when a thing is due."""


def times(line: str, today: date, lang: str = "nl") -> list[When]:
    """Every time that a line names, in order.

    Args:
        line: One note.
        today: Day of the talk.
        lang: Language of the talk; both languages are read, but "do" is no day in English.
    """
    if timeless(line):
        return []
    words = tokens(line)
    codes = "".join(token.code for token in words)
    if lang != "nl":
        codes = codes.replace("d", "x")
    found: list[When] = []
    at = 0
    while at < len(words):
        best = None if codes[at] in "x," else _best(codes, words, at, today)
        if best is None:
            at += 1
            continue
        until, day = best
        found.append(_when(line, words, codes, at, until, day))
        at = until
    return found


def deadline(found: list[When]) -> tuple[date | None, str | None]:
    """The day by which, and its words: the firmest and most precise of the times in a line."""
    if not found:
        return None, None
    days = [when for when in found if when.day is not None and not when.of_event]
    firm = [when for when in days if when.firm]
    chosen = (firm or days or found)[-1 if not firm else 0]
    return (None if chosen.of_event else chosen.day), chosen.text


def _when(line: str, tokens: list[Token], codes: str, at: int, until: int, day: date | None) -> When:
    first = at
    while first > 0 and codes[first - 1] in "pfon":
        first -= 1
    while first < at and codes[first] == "o":
        first += 1
    firm = any(code in "pf" for code in codes[first:at])
    start, end = tokens[first].start, tokens[until - 1].end
    of_event = 0 < first == at and tokens[at - 1].text.casefold() in EVENTS
    return When(start, end, line[start:end], day, firm, of_event)


def _best(codes: str, tokens: list[Token], at: int, today: date) -> tuple[int, date | None] | None:
    """The longest time that starts at a word, or None. A match may say that it is no time after all."""
    best: tuple[int, date | None] | None = None
    for form, before, resolve in _BY_FIRST.get(codes[at], ()):
        match = _compiled(form).match(codes, at)
        if match is None or (best is not None and match.end() <= best[0]):
            continue
        if before and (at == 0 or codes[at - 1] not in before):
            continue
        if at and codes[at - 1] in "lsz" and codes[at] not in "i":
            return match.end(), None  # since, last: behind us
        day = _counted(resolve, tokens[at : match.end()], today)
        if day != NO_DAY:
            best = match.end(), day
    return best


def _counted(resolve: Resolver, tokens: list[Token], today: date) -> date | None:
    """The day that a form means; None where the calendar ends before it (years 1 to 9999)."""
    try:
        return resolve(tokens, today)
    except (OverflowError, ValueError):
        return None


_DAY = "[Wwd],?o{0,2}"
FORMS: tuple[tuple[str, str, str, Resolver], ...] = (
    ("I", "I", "", iso),
    ("WwdF", f"(?:{_DAY})?F", "", numeric),
    ("WwdNOq", f"(?:{_DAY})?[NOq]o{{0,2}}[Mm](?:,?N)?", "", named),
    ("WwdMm", "(?:[Wwd],?)?[Mm]o?[NO](?:,?N)?", "", named),
    ("Wwd", f"{_DAY}O", "", ordinal),
    ("Wwdo", "[Wwd]?oq", "", ordinal),
    ("O", "O", "opfi", ordinal),
    ("Wwd", "[Wwd]o{0,2}nK", "", weekday_in_week(1)),
    ("n", "nKo?[Wwd]", "", weekday_in_week(1)),
    ("n", "n[Wwd]", "", weekday_in_week(1)),
    ("Wwd", "[Wwd]o?tK", "", weekday_in_week(0)),
    ("t", "tK[Wwd]", "", weekday_in_week(0)),
    ("W", "[W]K", "", weekday_later),
    ("Wwd", "[Wwd]i[NA]K", "", weekday_in_weeks),
    ("ct", "[ct][Wwd]", "", weekday),
    ("W", "W", "", weekday),
    ("w", "w(?=$|,)", "", weekday),
    ("w", "w", "pfc", weekday),
    ("d", "d", "", weekday),
    ("w", "wc", "", weekday),
    ("p", "po*X", "", end_of_week(0)),
    ("r", "ro*eo*[Mm]", "", vague),
    ("e", "eo*t?K", "", end_of_week(0)),
    ("e", "eo*nK", "", end_of_week(1)),
    ("E", "E", "", end_of_month(0)),
    ("e", "eo*t?H", "", end_of_month(0)),
    ("e", "eo*nH", "", end_of_month(1)),
    ("e", "eo*[Mm]", "", end_of_named_month),
    ("i", "io*[NA]?[KH]", "", offset),
    ("i", "io*[NA][DY]L?", "", offset),
    ("i", "io*[NA][KH]L?", "", offset),
    ("i", "i[NA]?o?G", "", offset),
    ("NA", "[NA][DKH][fo]*[LT]", "", offset),
    ("AG", "A?Gf[LT]", "", offset),
    ("KH", "[KH]f[LT]", "", offset),
    ("Tt", "T|tj", "", in_days(0)),
    ("U", "U", "", in_days(1)),
    ("V", "V", "", in_days(2)),
    ("o", "oDaU", "", in_days(2)),
    ("t", "tDK", "", in_days(7)),
    ("y", "y[xA]?[N]?[WwdDKHY]?", "", vague),
    ("bh", "[bh]o*(?:t|n)?(?:[MmKH])", "", vague),
    ("h", "h,?[Mm]", "", vague),
    ("pai", "[pai]o*v", "", vague),
    ("i", "io*[Mm]", "", vague),
    ("Qg", "Q|g", "", vague),
    ("l", "l[KHY]?[Wwd]?", "", vague),  # last Tuesday is behind us
    ("ntK", "[nt][KHY]|KN", "", vague),
)
"""Letters it can begin with, form, what must stand right before it (empty: anything), how it is counted."""

_BY_FIRST: dict[str, list[tuple[str, str, Resolver]]] = {}
for _letters, _form, _before, _resolve in FORMS:
    for _letter in _letters:
        _BY_FIRST.setdefault(_letter, []).append((_form, _before, _resolve))


@cache
def _compiled(form: str) -> re.Pattern[str]:
    """A form, when it is first needed: compiling all fifty takes 10 ms, and a talk needs some ten."""
    return re.compile(form)
