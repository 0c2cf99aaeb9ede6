"""How each form of a time is counted from the day of the talk."""

import calendar
from collections.abc import Callable
from datetime import date, timedelta

from coach.when_tokens import Token

NO_DAY = date.min
"""What a form gives when its words turn out to be no time."""

Resolver = Callable[[list[Token], date], date | None]


def value(tokens: list[Token], codes: str) -> int:
    """The number of the first token with one of these letters; 1 when there is none."""
    return next((token.value for token in tokens if token.code in codes), 1)


def exact(year: int, month: int, day: int) -> date:
    """A date, or `NO_DAY` when the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return NO_DAY


def coming(today: date, month: int, day: int) -> date:
    """First day of this name on or after the talk; 29 February waits for its leap year."""
    for year in range(today.year, today.year + 9):
        found = exact(year, month, day)
        if found >= today:
            return found
    return NO_DAY


def numeric(tokens: list[Token], today: date) -> date:
    """12/3, 12-3-2026."""
    parts = next(token.parts for token in tokens if token.code == "F")
    if len(parts) == 3:
        return exact(parts[2] + 2000 if parts[2] < 100 else parts[2], parts[1], parts[0])
    return coming(today, parts[1], parts[0])


def iso(tokens: list[Token], today: date) -> date:
    """2026-03-12."""
    return exact(*tokens[0].parts)


def named(tokens: list[Token], today: date) -> date:
    """12 March, 9th of March 2026."""
    month = value(tokens, "Mm")
    year = next((t.value for t in tokens if t.code == "N" and t.value > 1900), 0)
    day = next((t.value for t in tokens if t.code in "NOq" and t.value != year), 0)  # "May 1999" has none
    return exact(year, month, day) if year else coming(today, month, day)


def ordinal(tokens: list[Token], today: date) -> date:
    """The 15th: this month or the next that has one."""
    day, month = value(tokens, "Oq"), today.replace(day=1)
    for _ in range(24):
        found = exact(month.year, month.month, day)
        if found >= today:
            return found
        month = months(month, 1)
    return NO_DAY


def weekday(tokens: list[Token], today: date) -> date:
    """The first such day after the talk."""
    return today + timedelta(days=(value(tokens, "Wwd") - today.weekday() - 1) % 7 + 1)


def weekday_later(tokens: list[Token], today: date) -> date:
    """Friday week."""
    return weekday(tokens, today) + timedelta(days=7)


def weekday_in_week(weeks: int) -> Callable[[list[Token], date], date]:
    """A weekday in the ISO week so many weeks on."""

    def resolve(tokens: list[Token], today: date) -> date:
        monday = today - timedelta(days=today.weekday())
        return monday + timedelta(days=value(tokens, "Wwd"), weeks=weeks)

    return resolve


def weekday_in_weeks(tokens: list[Token], today: date) -> date:
    """Thursday in two weeks: in the ISO week so many on, but never more than three days short of that.

    "Monday in a week", said on a Sunday, is not tomorrow.
    """
    count = next((t.value for t in tokens if t.code in "NA"), 1)
    found = weekday_in_week(count)(tokens, today)
    return found + timedelta(weeks=1) if (found - today).days < 7 * count - 3 else found


def end_of_week(weeks: int) -> Callable[[list[Token], date], date]:
    """The Friday so many weeks on."""

    def resolve(tokens: list[Token], today: date) -> date:
        friday = today - timedelta(days=today.weekday() - 4) + timedelta(weeks=weeks)
        return friday if friday >= today else friday + timedelta(weeks=1)

    return resolve


def months(day: date, count: int) -> date:
    """The same day number some months on; the last day where a month is too short."""
    month = day.year * 12 + day.month - 1 + count
    year, number = divmod(month, 12)
    return date(year, number + 1, min(day.day, calendar.monthrange(year, number + 1)[1]))


def end_of_month(count: int) -> Callable[[list[Token], date], date]:
    """The last day of the month so many months on."""

    def resolve(tokens: list[Token], today: date) -> date:
        return months(today.replace(day=1), count + 1) - timedelta(days=1)

    return resolve


def end_of_named_month(tokens: list[Token], today: date) -> date:
    """End of March."""
    first = coming(today.replace(day=1), value(tokens, "Mm"), 1)
    return months(first, 1) - timedelta(days=1)


def offset(tokens: list[Token], today: date) -> date:
    """In three weeks, over 14 dagen, within a month."""
    count = next((t.value for t in tokens if t.code in "NA"), 1)
    unit = next(t.code for t in tokens if t.code in "DKHYG")
    if count > 400:
        return NO_DAY
    if unit in "HY":
        return months(today, count * (12 if unit == "Y" else 1))
    return today + timedelta(days=count * {"D": 1, "K": 7, "G": 14}[unit])


def in_days(days: int) -> Callable[[list[Token], date], date]:
    """Today, tomorrow."""
    return lambda tokens, today: today + timedelta(days=days)


def vague(tokens: list[Token], today: date) -> None:
    """A time that names no day."""
    return
