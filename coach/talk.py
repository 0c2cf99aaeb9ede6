"""One conversation as a frozen value: every change returns a new one."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from coach.agreement import Agreement, Outcome
from coach.note import Mark, Note, Typed
from coach.person import Person
from coach.purged import Purged
from coach.text import lines


class Kind(StrEnum):
    """The five kinds of talk. The values are contract: they stand in the JSON."""

    STAY = "stay"
    EXIT = "exit"
    DISMISSAL = "dismissal"
    ONBOARDING = "onboarding"
    HALLWAY = "hallway"


class State(StrEnum):
    """Where a talk is. A program that dies leaves its talk unfinished, so that it is offered again."""

    UNFINISHED = "unfinished"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a talk came from that was not held in this store."""

    on: date
    """Day on which it was taken in."""
    talk: str
    """Id that it had where it was held."""
    digest: str
    """SHA-256, in hex, of the document that was taken in."""


@dataclass(frozen=True, slots=True)
class Talk:
    """A conversation and all that was noted in it."""

    id: str
    kind: Kind
    lang: str
    person: Person
    date: date
    """Day of the talk; relative dates in the notes count from here."""
    started: datetime
    state: State = State.UNFINISHED
    notes: tuple[Note, ...] = ()
    next_number: int = 1
    asked: tuple[str, ...] = ()
    """Ids of the questions that came on screen, first to last; the last one is the current."""
    held: int = 0
    """Seconds that the talk has lasted so far, pauses left out."""
    after: bool = False
    """Typed afterwards instead of during the talk."""
    goal: str = ""
    """What the manager wants to find out; kept with the talk."""
    seen: str = ""
    """What the manager saw beforehand, as behaviour with an example; gone when the talk ends."""
    present: str = ""
    """Who else sits at the table, by role: HR, an interpreter."""
    referrals: int = 0
    """How often words about who can help were given; never about what."""
    outcome: Outcome | None = None
    """What was agreed, once the manager has confirmed it."""
    purged: Purged | None = None
    """What is left of notes that were over their time."""
    origin: Origin | None = None
    """Where it came from; None for a talk that was held here."""
    closed_to: int = 0
    """Number of the last line of before the talk was over; 0 while it is held for the first time."""

    @property
    def question(self) -> str | None:
        """Id of the question on screen."""
        return self.asked[-1] if self.asked else None

    @property
    def agreed(self) -> tuple[Note, ...]:
        """The lines marked as agreed, in order."""
        return tuple(note for note in self.notes if note.has(Mark.AGREED))

    @property
    def agreed_so_far(self) -> Outcome:
        """What the manager confirmed; before that the lines marked as agreed, without owner or day."""
        marked = tuple(Agreement(None, note.text, note=note.number) for note in self.agreed)
        before = self.purged.outcome if self.purged else Outcome()
        return self.outcome or before.with_agreements(marked)

    def takes(self, typed: Typed) -> bool:
        """Whether this line may be stored: in a dismissal only what was agreed is (domain.md §3)."""
        return self.kind is not Kind.DISMISSAL or Mark.AGREED in typed.marks

    def with_note(self, typed: Typed, at: datetime) -> "Talk":
        """The talk with one more line; a line over the limit becomes several, with the same marks."""
        return self.with_lines([typed], at)

    def with_lines(self, typed: Iterable[Typed], at: datetime) -> "Talk":
        """The talk with all the lines it takes, in one step: a paste of 10,000 lines stays quick."""
        fresh: list[Note] = []
        for line in typed:
            if self.takes(line):
                for text in lines(line.text):
                    number = self.next_number + len(fresh)
                    fresh.append(Note(number, text, at, line.marks, self.question))
        return replace(self, notes=(*self.notes, *fresh), next_number=self.next_number + len(fresh))

    def note(self, number: int) -> Note | None:
        """The line with this number, or None when it was deleted or never was."""
        return next((note for note in self.notes if note.number == number), None)

    def numbered(self, typed: str) -> Note | None:
        """The line that a typed number means: the last one when nothing was typed, else None if unknown."""
        if not typed:
            return self.notes[-1] if self.notes else None
        # nine digits: Python refuses to read a number of 5,000
        return self.note(int(typed)) if typed.isdecimal() and len(typed) <= 9 else None

    def revise(self, number: int, typed: Typed) -> "Talk":
        """The talk with the text and marks of one line replaced; its number and time stay."""
        return self._changed(number, text=typed.text, marks=typed.marks)

    def retag(self, number: int, mark: Mark) -> "Talk":
        """The talk with one mark of a line switched on or off."""
        note = self.note(number)
        marks = note.marks if note else ()
        return self._changed(
            number,
            marks=tuple(m for m in marks if m is not mark) if mark in marks else (*marks, mark),
        )

    def viewed(self, number: int, view: str, on: dt.date | None = None) -> "Talk":
        """The talk with the employee's own view beside one line; empty takes it away.

        Args:
            number: Of the line.
            view: In the employee's words.
            on: The day on which it is put there, where that is after the talk.
        """
        return self._changed(number, view=view, view_on=on if view else None)

    def corrected(self, number: int, text: str, on: dt.date | None) -> "Talk":
        """The talk with one line put right; its number, time, marks and the view beside it stay.

        Args:
            number: Of the line.
            text: What stands there from now on; what stood there is gone.
            on: The day on which it is put right, where that is after the talk.
        """
        return self._changed(number, text=text, corrected_on=on)

    def move(self, number: int, question: str | None) -> "Talk":
        """The talk with one line put under another question."""
        return self._changed(number, question=question)

    def without(self, number: int) -> "Talk":
        """The talk without one line."""
        return replace(self, notes=tuple(n for n in self.notes if n.number != number))

    def with_notes_of(self, earlier: "Talk") -> "Talk":
        """The talk with the lines as they were: undo. Numbers given out since are not used again."""
        return replace(self, notes=earlier.notes)

    def ask(self, question: str) -> "Talk":
        """The talk with this question on screen."""
        if self.question == question:
            return self
        return replace(self, asked=(*(q for q in self.asked if q != question), question))

    def end(self) -> "Talk":
        """The talk, ended; what was seen beforehand is only for preparing (domain.md §4)."""
        return replace(self, state=State.ENDED, seen="")

    def agree(self, outcome: Outcome) -> "Talk":
        """The talk with what was agreed at its end."""
        return replace(self, outcome=outcome)

    def resume(self) -> "Talk":
        """The talk, going on: after a crash, or when the end is undone."""
        return replace(self, state=State.UNFINISHED)

    def closed(self) -> "Talk":
        """The talk, over: whoever changes one of its lines from now on puts it right (`coach.amend`)."""
        return replace(self.end(), closed_to=self.next_number - 1)

    def reopened(self) -> "Talk":
        """The talk, going on; one that was ended, some other time, is over for the lines of then."""
        return self.closed().resume() if self.state is State.ENDED else self

    def _changed(self, number: int, **change: object) -> "Talk":
        return replace(
            self,
            notes=tuple(
                replace(n, **change) if n.number == number else n  # type: ignore[arg-type]  # field names are ours
                for n in self.notes
            ),
        )
