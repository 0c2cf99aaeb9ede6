"""Everything that the rules read in a talk, line by line: what `summarize` and `suggest` rest on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from coach.action import Action, actions, return_day
from coach.cue import Cue, cues
from coach.knowledge import Knowledge
from coach.labels import Labels
from coach.note import Typed, read_line
from coach.reading import Parties, Reading
from coach.talk import Kind
from coach.theme import ExitReasons, exit_reasons, themes


@dataclass(frozen=True, slots=True)
class TalkReport:
    """A talk as the rules read it; lines count from 0, blank ones included."""

    lines: tuple[str, ...]
    labels: tuple[Labels, ...]
    themes: tuple[tuple[str, ...], ...]
    cues: tuple[Cue, ...]
    actions: tuple[Action, ...]
    exit_reasons: ExitReasons | None
    return_day: date | None
    return_line: int | None


def read_talk(
    typed: Sequence[str], kind: Kind, today: date, parties: Parties, knowledge: Knowledge
) -> TalkReport:
    """Read the lines of a talk.

    Args:
        typed: The lines as typed, prefixes included; they are read as marks and hide nothing.
        kind: A dismissal gathers no themes and no reasons (domain.md §3).
        today: Day of the talk.
        parties: Who sits at the table.
        knowledge: What is known of the language.
    """
    return read_notes([_typed(line) for line in typed], kind, today, parties, knowledge)


def read_notes(
    read: Sequence[Typed], kind: Kind, today: date, parties: Parties, knowledge: Knowledge
) -> TalkReport:
    """Read lines whose prefixes were read before; a blank one has no text. Else as `read_talk`."""
    labels = tuple(Labels(Reading(line.text, parties, today, knowledge.lang), knowledge) for line in read)
    agreed = tuple(
        action for at, line in enumerate(read) if line.text for action in actions(at, labels[at], line.marks)
    )
    acted = {action.line for action in agreed}
    carried = tuple(
        themes(labels[at]) if line.text and at not in acted and kind is not Kind.DISMISSAL else ()
        for at, line in enumerate(read)
    )
    signs = tuple(cue for at, line in enumerate(read) if line.text for cue in cues(at, labels[at]))
    day, at_line = return_day(list(labels), acted)
    reasons = exit_reasons(labels, carried) if kind is Kind.EXIT else None
    lines = tuple(line.text for line in read)
    return TalkReport(lines, labels, carried, signs, agreed, reasons, day, at_line)


def _typed(line: str) -> Typed:
    read = read_line(line)
    return read if isinstance(read, Typed) else Typed(line.strip() if read else "")
