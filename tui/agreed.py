"""An agreed action, a day, where a talk came from: each in one line, on screen and in the plain lists."""

from datetime import date

from coach.agreement import Agreement
from coach.talk import Origin
from tui.words import Words

OWNER_WIDTH = 9
"""Cells for who does it."""
SHOWN_OF_ID = 8
"""Characters of an id from another store, as in lists; the whole one stands in the JSON."""


def agreed_line(agreement: Agreement, words: Words, employee: str) -> str:
    """One action in a line: who, what, by when."""
    who = employee if agreement.owner == "employee" else words(f"owner.{agreement.owner or 'nobody'}")
    day = agreement.due.isoformat() if agreement.due else agreement.due_text or ""
    what = agreement.what if not day or day in agreement.what else f"{agreement.what} · {day}"
    return f"{who:<{OWNER_WIDTH}} {what}"


def told_day(day: date, words: Words) -> str:
    """A day with its weekday: a Sunday should be seen before it is agreed on."""
    return f"{words(f'day.{day.weekday()}')} {day.isoformat()}"


def origin_lines(origin: Origin | None, words: Words) -> list[str]:
    """Where a talk came from that was not held here; no line for one that was."""
    if origin is None:
        return []
    return [words("import.origin", date=origin.on.isoformat(), id=origin.talk[:SHOWN_OF_ID])]
