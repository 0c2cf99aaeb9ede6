"""What a talk ends with: who does what by when, and the day on which they come back to it."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from coach.maker import Maker

OWNERS = ("manager", "employee", "together")
"""One of each is the aim (S3); more happen, and none is an answer too."""


class ActionState(StrEnum):
    """What became of an agreed action. The values are contract: they stand in the JSON."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Agreement:
    """One agreed action. Owner None: not settled yet. `note` is the number of the note it rests on."""

    owner: str | None
    what: str
    due: date | None = None
    due_text: str | None = None
    note: int | None = None
    state: ActionState = ActionState.OPEN
    maker: Maker | None = None
    """The model that drafted it, also after a person accepted it (domain.md §6); None: rules or a person."""

    def handed_on(self) -> "Agreement":
        """The same with the next owner; after the last comes the first."""
        at = OWNERS.index(self.owner) + 1 if self.owner in OWNERS else 0
        return replace(self, owner=OWNERS[at % len(OWNERS)])


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was agreed at the end of a talk, as the manager confirmed it."""

    agreements: tuple[Agreement, ...] = ()
    return_on: date | None = None
    no_return_because: str = ""
    """Why no day was agreed; that is an answer too."""
    up_to: int = 0
    """Number of the newest note that was looked at: what is noted later is proposed again."""

    def with_agreements(self, fresh: tuple[Agreement, ...], at: int | None = None) -> "Outcome":
        """With more actions, or with these in the place of one."""
        if at is None:
            return replace(self, agreements=(*self.agreements, *fresh))
        return replace(self, agreements=(*self.agreements[:at], *fresh, *self.agreements[at + 1 :]))

    def back_on(self, day: date) -> "Outcome":
        """With the day on which they come back to it."""
        return replace(self, return_on=day, no_return_because="")

    def not_back(self, because: str) -> "Outcome":
        """Without a day, and why."""
        return replace(self, return_on=None, no_return_because=because)


def must_be_dutch(lang: str, country: str) -> bool:
    """Whether a paper for an employee is not in Dutch where it may have to be: in Flanders (product.md)."""
    return country == "BE" and lang != "nl"
