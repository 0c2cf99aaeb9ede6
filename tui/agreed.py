"""An agreed action in one line, on every screen and in the plain lists."""

from datetime import date

from coach.agreement import Agreement
from tui.words import Words

OWNER_WIDTH = 9
"""Cells for who does it."""


def agreed_line(agreement: Agreement, words: Words, employee: str) -> str:
    """One action in a line: who, what, by when."""
    who = employee if agreement.owner == "employee" else words(f"owner.{agreement.owner or 'nobody'}")
    day = agreement.due.isoformat() if agreement.due else agreement.due_text or ""
    what = agreement.what if not day or day in agreement.what else f"{agreement.what} · {day}"
    return f"{who:<{OWNER_WIDTH}} {what}"


def told_day(day: date, words: Words) -> str:
    """A day with its weekday: a Sunday should be seen before it is agreed on."""
    return f"{words(f'day.{day.weekday()}')} {day.isoformat()}"
