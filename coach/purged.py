"""What is left of notes that were over their time: what they said and agreed on, as text."""

from dataclasses import dataclass
from datetime import date

from coach.agreement import Outcome
from coach.sentence import Sentence


@dataclass(frozen=True, slots=True)
class Purged:
    """A talk without the notes that it had. Sentences keep the numbers of their notes."""

    on: date
    """The day on which they went."""
    up_to: int
    """The highest number that a note had; later notes have higher ones."""
    sentences: tuple[Sentence, ...]
    outcome: Outcome
    """What the rules read in them, for where nobody confirmed anything."""

    def covers(self, number: int | None) -> bool:
        """Whether the note with this number went."""
        return number is not None and number <= self.up_to
