"""Changing a talk afterwards: the employee's own view beside a line, and a line put right (domain.md §6).

After a talk the day of the change is kept with it, also when the talk is taken up again for that. While
it is held there is no such day: then both are part of the talk.
"""

from datetime import date

from coach.errors import OnderonsError
from coach.note import Typed
from coach.talk import State, Talk
from coach.text import NOTE_LIMIT, one_line


def viewed(talk: Talk, number: int, text: str, today: date) -> Talk:
    """The talk with the employee's own view beside a line; empty takes it away. The line stays.

    Raises:
        OnderonsError: The text is longer than a line can be.
    """
    return talk.viewed(number, _checked(text), changed_on(talk, number, today))


def corrected(talk: Talk, number: int, text: str, today: date) -> Talk:
    """The talk with a line put right; the same words again change nothing.

    Raises:
        OnderonsError: The text is empty, or longer than a line can be.
    """
    fresh, note = _checked(text), talk.note(number)
    if not fresh:
        raise OnderonsError("error.nothing-typed")
    if note and note.text == fresh:
        return talk
    return talk.corrected(number, fresh, changed_on(talk, number, today))


def revised(talk: Talk, number: int, typed: Typed, today: date) -> Talk:
    """The talk with text and marks of a line replaced, as in a talk; the same words leave no day."""
    note, fresh = talk.note(number), talk.revise(number, typed)
    if note is None or note.text == typed.text:
        return fresh
    return fresh.corrected(number, typed.text, changed_on(talk, number, today) or note.corrected_on)


def changed_on(talk: Talk, number: int, today: date) -> date | None:
    """The day to keep with a change of a line: today when the talk was over before, else None."""
    return today if talk.state is State.ENDED or number <= talk.closed_to else None


def _checked(text: str) -> str:
    fresh = one_line(text)
    if len(fresh) > NOTE_LIMIT:
        raise OnderonsError("error.long-line", most=NOTE_LIMIT)
    return fresh
