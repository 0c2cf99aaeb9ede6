"""What a model is asked while people talk: which note next, and what is known of the notes as they stand.

Nothing is asked twice: a verdict belongs to the text and the marks of a note, and so do the words for it; an
edit makes the note new and an undo brings back what is known. Only notes are judged that the rules left open,
the newest first: that is the one people are looking at.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from coach.agreement import OWNERS
from coach.note import Mark, Note
from coach.proposals import ProposedAction, ProposedSentence
from coach.talk import State, Talk

NONE = "none"
"""The verdict that a note is no agreed action; the others are the owners of one."""

VERDICTS = (*OWNERS, NONE)

TRIES = 2
"""How often a note is asked about before it is left alone."""

Asked = tuple[int, str, tuple[Mark, ...]]


def _asked(note: Note) -> Asked:
    return note.number, note.text, note.marks


@dataclass(frozen=True)
class Judging:
    """The verdicts of one model on the notes of one talk; every change returns a new value."""

    verdicts: Mapping[Asked, str] = field(default_factory=dict)
    failed: Mapping[Asked, int] = field(default_factory=dict)
    worded: Mapping[tuple[Asked, int], tuple[ProposedSentence, ...]] = field(default_factory=dict)
    """What the model made of a note at a place among those it sees."""

    def next(self, talk: Talk, worth: Callable[[Note], bool]) -> Note | None:
        """The note to ask about now, or None when all that is worth it is known.

        Args:
            talk: As it stands.
            worth: Whether the rules leave a note open (`coach.proposals.worth_asking`).
        """
        return next((note for note in reversed(talk.notes) if self._open(note) and worth(note)), None)

    def with_verdict(self, note: Note, verdict: str) -> "Judging":
        """With what the model said of a note as it was asked; what is no verdict counts as a failure."""
        if verdict not in VERDICTS:
            return self.with_failure(note)
        return replace(self, verdicts={**self.verdicts, _asked(note): verdict})

    def with_failure(self, note: Note) -> "Judging":
        """With one more try in vain."""
        return replace(self, failed={**self.failed, _asked(note): self.failed.get(_asked(note), 0) + 1})

    def of(self, note: Note) -> str | None:
        """What the model said of a note as it stands now; None when it was not asked since it changed."""
        return self.verdicts.get(_asked(note))

    def actions(self, notes: tuple[Note, ...]) -> tuple[ProposedAction, ...]:
        """The notes that the model takes for agreed actions, by their place among these notes."""
        said = ((at, self.of(note)) for at, note in enumerate(notes))
        return tuple(ProposedAction(at, one) for at, one in said if one is not None and one != NONE)

    def with_words(self, note: Note, place: int, said: Sequence[ProposedSentence]) -> "Judging":
        """With how the model words a note; none when it has no words for it."""
        return replace(self, worded={**self.worded, (_asked(note), place): tuple(said)})

    def words(self, note: Note, place: int) -> tuple[ProposedSentence, ...] | None:
        """How the model words a note as it stands now; None when it was not asked since it changed."""
        return self.worded.get((_asked(note), place))

    def tidied(self, talk: Talk) -> "Judging":
        """Without what is known of notes that are gone, once the talk has ended and nothing can be undone."""
        return self.only(talk) if talk.state is State.ENDED else self

    def only(self, talk: Talk) -> "Judging":
        """Only what is known of the notes as they stand: a line that was forgotten is in no memory."""
        here = {_asked(note) for note in talk.notes}
        return Judging(
            {asked: one for asked, one in self.verdicts.items() if asked in here},
            worded={(asked, at): one for (asked, at), one in self.worded.items() if asked in here},
        )

    def _open(self, note: Note) -> bool:
        return self.of(note) is None and self.failed.get(_asked(note), 0) < TRIES
