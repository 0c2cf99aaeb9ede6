"""Changing a talk afterwards: the employee's own view beside a line, and a line put right (domain.md §6).

After a talk the day of the change is kept with it. While it is held there is no such day: then both
are part of the talk.
"""

from datetime import date

from coach.errors import OnderonsError
from coach.talk import State, Talk
from coach.text import NOTE_LIMIT, one_line


def viewed(talk: Talk, number: int, text: str, today: date) -> Talk:
    """The talk with the employee's own view beside a line; empty takes it away. The line stays.

    Raises:
        OnderonsError: The text is longer than a line can be.
    """
    return talk.viewed(number, _checked(text), _after(talk, today))


def corrected(talk: Talk, number: int, text: str, today: date) -> Talk:
    """The talk with a line put right; the same words again change nothing.

    Raises:
        OnderonsError: The text is empty, or longer than a line can be.
    """
    fresh, note = _checked(text), talk.note(number)
    if not fresh:
        raise OnderonsError("error.nothing-typed")
    return talk if note and note.text == fresh else talk.corrected(number, fresh, _after(talk, today))


def _checked(text: str) -> str:
    fresh = one_line(text)
    if len(fresh) > NOTE_LIMIT:
        raise OnderonsError("error.long-line", most=NOTE_LIMIT)
    return fresh


def _after(talk: Talk, today: date) -> date | None:
    return today if talk.state is State.ENDED else None
