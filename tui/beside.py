"""What stands beside a line of a talk: the other's own view, and that the line was corrected."""

from collections.abc import Iterator

from coach.note import Note
from tui.words import Words


def beside(note: Note, words: Words, employee: str) -> Iterator[str]:
    """The lines below a note, without their indent."""
    if note.corrected_on:
        yield words("talk.corrected", day=note.corrected_on.isoformat())
    if note.view:
        day = f" ({note.view_on.isoformat()})" if note.view_on else ""
        yield f"{words('talk.view', person=employee)} {note.view}{day}"
