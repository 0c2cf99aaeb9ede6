"""One talk being rounded off: what was agreed, by when, and when they come back to it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from coach.agreement import Agreement, Outcome
from coach.talk import Talk

if TYPE_CHECKING:
    from coach.wrapup import Draft


class Closing:
    """What a front end does with the end of a talk. Every change goes to `keep` at once."""

    def __init__(self, talk: Talk, keep: Callable[[Talk], None]) -> None:
        self.talk, self._keep = talk, keep
        self._newest = max((note.number for note in talk.notes), default=0)
        self.outcome = talk.agreed_so_far  # stands there at once; the rules add who and when
        self._steps: list[tuple[Outcome, frozenset[int]]] = []
        self._offered: tuple[Agreement, ...] = ()
        self.refused: frozenset[int] = frozenset()
        """Numbers of the notes of which somebody wants no proposal of a model."""

    @property
    def confirmed(self) -> bool:
        """Whether the manager has changed or accepted anything yet."""
        return self.talk.outcome is not None

    @property
    def proposed(self) -> tuple[Agreement, ...]:
        """What a model proposes and nobody has taken over or away; no part of what is agreed."""
        settled = {agreement.note for agreement in self.outcome.agreements} | self.refused
        return tuple(one for one in self._offered if one.note not in settled)

    def offer(self, proposals: tuple[Agreement, ...]) -> None:
        """Take note of what a model proposes by now; what stood there keeps its place."""
        stay = tuple(one for one in self._offered if one in proposals)
        self._offered = stay + tuple(one for one in proposals if one not in stay)

    def take_over(self, proposal: Agreement) -> int:
        """Make a proposal an agreed action, and say which it is; its maker stays with it."""
        self._change(self.outcome.with_agreements((proposal,)))
        return len(self.outcome.agreements) - 1

    def refuse(self, proposal: Agreement) -> None:
        """Take a proposal away."""
        if proposal.note is not None:
            self._change(self.outcome, self.refused | {proposal.note})

    def propose(self, draft: "Draft") -> bool:
        """Take over what the notes agree on; once somebody has changed something, only of newer notes."""
        fresh = draft.outcome
        if self.confirmed or self._steps:
            known = {agreement.note for agreement in self.outcome.agreements}
            newer = tuple(
                a for a in fresh.agreements if (a.note or 0) > self.outcome.up_to and a.note not in known
            )
            fresh = self.outcome.with_agreements(newer) if newer else self.outcome
        changed = fresh != self.outcome
        self.outcome = replace(fresh, up_to=self._newest)
        return changed

    def add(self, fresh: tuple[Agreement, ...], at: int | None = None) -> None:
        """Add actions, or put them in the place of one."""
        self._change(self.outcome.with_agreements(fresh, at))

    def remove(self, at: int) -> None:
        """Take an action away."""
        note = self.outcome.agreements[at].note
        refused = self.refused if note is None else self.refused | {note}
        self._change(self.outcome.with_agreements((), at), refused)

    def hand_on(self, at: int) -> None:
        """Give an action to the next owner."""
        self._change(self.outcome.with_agreements((self.outcome.agreements[at].handed_on(),), at))

    def back_on(self, day: date) -> None:
        """Agree on a day."""
        self._change(self.outcome.back_on(day))

    def not_back(self, because: str) -> None:
        """Agree on none, and why."""
        self._change(self.outcome.not_back(because))

    def undo(self) -> bool:
        """Take back the last change; False when there is none."""
        if not self._steps:
            return False
        before = self.outcome
        self.outcome, self.refused = self._steps.pop()
        if self.outcome != before:
            self._save()
        return True

    def accept(self) -> None:
        """Confirm what stands there, and end the talk."""
        self.outcome = replace(self.outcome, up_to=self._newest)
        self.talk = self.talk.closed()
        self._save()

    def _change(self, outcome: Outcome, refused: frozenset[int] | None = None) -> None:
        refused = self.refused if refused is None else refused
        if (outcome, refused) == (self.outcome, self.refused):
            return
        self._steps.append((self.outcome, self.refused))
        changed, self.outcome, self.refused = outcome != self.outcome, outcome, refused
        if changed:  # that a proposal was taken away is no part of what is agreed
            self._save()

    def _save(self) -> None:
        self.talk = self.talk.agree(self.outcome)
        self._keep(self.talk)
