"""One talk being rounded off: what was agreed, by when, and when they come back to it."""

from collections.abc import Callable
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
        self.outcome = talk.outcome or Outcome()
        self._steps: list[Outcome] = []

    @property
    def confirmed(self) -> bool:
        """Whether the manager has changed or accepted anything yet."""
        return self.talk.outcome is not None

    def propose(self, draft: "Draft") -> bool:
        """Take over what the notes agree on; not once somebody has changed something."""
        if self.confirmed or self._steps:
            return False
        self.outcome = draft.outcome
        return True

    def add(self, fresh: tuple[Agreement, ...], at: int | None = None) -> None:
        """Add actions, or put them in the place of one."""
        self._change(self.outcome.with_agreements(fresh, at))

    def remove(self, at: int) -> None:
        """Take an action away."""
        self._change(self.outcome.with_agreements((), at))

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
        self.outcome = self._steps.pop()
        self._save()
        return True

    def accept(self) -> None:
        """Confirm what stands there, and end the talk."""
        self.talk = self.talk.end()
        self._save()

    def _change(self, outcome: Outcome) -> None:
        if outcome != self.outcome:
            self._steps.append(self.outcome)
            self.outcome = outcome
            self._save()

    def _save(self) -> None:
        self.talk = self.talk.agree(self.outcome)
        self._keep(self.talk)
