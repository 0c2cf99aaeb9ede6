"""What a model is shown of a talk that is held, and what becomes of its proposals at the wrap-up."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from coach.account import Accounts, Dropped
from coach.agreement import Agreement
from coach.guard.weighing import Ground, Guard
from coach.judging import Judging
from coach.knowledge import Knowledge
from coach.maker import Maker
from coach.note import Note
from coach.proposals import (
    Merged,
    Proposals,
    ProposedSentence,
    grounds,
    may_be_said,
    merge,
    to_word,
    worth_asking,
)
from coach.report import TalkReport
from coach.sayable import Ways
from coach.sentence import Sentence
from coach.summary import Phrasing, summarize
from coach.talk import Kind, Talk
from coach.wrapup import HIDDEN, read_talk_notes


@dataclass(frozen=True, slots=True)
class Offer:
    """Proposals that passed, for a person to take over or leave; the numbers are those of notes."""

    actions: tuple[Agreement, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    """Sentences to say back that hold words of the model."""
    accounts: Accounts = field(default_factory=Accounts)


def shown_notes(talk: Talk) -> tuple[Note, ...]:
    """The notes that a model may see: no asides, no impressions, none of a dismissal (domain.md §3, §6)."""
    if talk.kind is Kind.DISMISSAL:
        return ()
    return tuple(note for note in talk.notes if not any(note.has(mark) for mark in HIDDEN))


@dataclass(frozen=True)
class Offering:
    """A talk as the rules read it, to be joined to what a model proposes. Places count from 0."""

    notes: tuple[Note, ...]
    report: TalkReport
    phrasing: Phrasing
    guard: Guard

    def worth(self, note: Note) -> bool:
        """Whether the rules leave a note open, so that a model is asked about it."""
        place = next((at for at, one in enumerate(self.notes) if one is note), None)
        return place is not None and worth_asking(place, self.report, self.guard, note.marks)

    def to_word(self) -> tuple[int, ...]:
        """Places of the notes that a model may word, in the order in which the rules say them back."""
        groups = to_word(summarize(self.report, self.phrasing))
        return tuple(dict.fromkeys(at for group in groups for at in group))

    def may_be_said(self, place: int, ways: Ways) -> list[list[str]]:
        """Of the ways to say each word of a note those that may stand; takes some 6 ms."""
        return may_be_said(ways, place, self.guard, self._grounds)

    @cached_property
    def _grounds(self) -> list[Ground]:
        return grounds(self.report, [note.marks for note in self.notes])

    def offer(
        self, judging: Judging, sentences: Sequence[ProposedSentence], by: Maker, settled_to: int = 0
    ) -> Offer:
        """What survives of the proposals.

        Args:
            judging: What the model says of the notes.
            sentences: How it words them.
            by: Which model it is.
            settled_to: Number of the newest note of which somebody confirmed what is agreed: that stands.
        """
        pointed = judging.actions(self.notes)
        fresh = tuple(one for one in pointed if self.notes[one.line].number > settled_to)
        settled = [Dropped("action", "settled", (one.line,)) for one in pointed if one not in fresh]
        proposals = Proposals(by, fresh, tuple(sentences))
        marks = [note.marks for note in self.notes]
        return self._offered(merge(self.report, self.phrasing, self.guard, proposals, marks), settled)

    def _offered(self, merged: Merged, settled: Sequence[Dropped]) -> Offer:
        numbers = [note.number for note in self.notes]
        actions = tuple(
            Agreement(a.owner, a.what, a.due, a.due_text, numbers[a.line], maker=merged.by_action[a.line])
            for a in merged.report.actions
            if a.line in merged.by_action
        )
        sentences = tuple(
            Sentence(one.text, tuple(numbers[at] for at in one.lines))
            for place, one in enumerate(merged.sentences)
            if place in merged.by_sentence
        )
        dropped = tuple(
            replace(one, lines=tuple(numbers[at] for at in one.lines if at in range(len(numbers))))
            for one in (*settled, *merged.accounts.dropped)
        )
        proposed = merged.accounts.proposed + len(settled)
        return Offer(actions, sentences, Accounts(proposed, merged.accounts.survived, dropped))


def read_offering(talk: Talk, knowledge: Knowledge, phrasing: Phrasing, guard: Guard) -> Offering:
    """Read the notes of a talk that a model may see."""
    notes = shown_notes(talk)
    return Offering(notes, read_talk_notes(talk, notes, knowledge), phrasing, guard)
