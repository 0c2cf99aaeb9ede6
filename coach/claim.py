"""What somebody may ask of what is kept about them: leave it as it is, or do not use it (domain.md §6).

A **hold** is for a dispute: what there is by then is neither changed, erased nor purged. An **objection**
marks talks: they can be read, and no export for HR takes them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from coach.person import Person


class Ask(StrEnum):
    """What is asked. The values stand in the store and in JSON."""

    HOLD = "hold"
    OBJECTION = "objection"


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing that was asked, for a person or for one talk."""

    ask: Ask
    since: date
    person: str = ""
    """Id of the person; empty for a claim on one talk."""
    talks: tuple[str, ...] = ()
    """Ids of the talks that there were by then; a talk held later is not frozen."""
    because: str = ""

    def on_person(self, person: Person) -> bool:
        """Whether it was asked for everything about this person."""
        return bool(self.person) and self.person == person.id


def freezes(claims: Iterable[Claim], talk_id: str) -> Claim | None:
    """The hold under which this talk may not be changed, or None."""
    return next((c for c in claims if c.ask is Ask.HOLD and talk_id in c.talks), None)


def hold_on(claims: Iterable[Claim], person: Person, talk_ids: Iterable[str]) -> Claim | None:
    """The hold under which nothing of this person, or of one of these talks, may go; or None."""
    wanted = set(talk_ids)
    holds = (c for c in claims if c.ask is Ask.HOLD)
    return next((c for c in holds if c.on_person(person) or wanted & set(c.talks)), None)


def objection_to(claims: Iterable[Claim], person: Person, talk_id: str) -> Claim | None:
    """The objection that covers a talk, also one held after it was made; or None."""
    asked = (c for c in claims if c.ask is Ask.OBJECTION)
    return next((c for c in asked if c.on_person(person) or talk_id in c.talks), None)


def claims_on(person: Person, talk_id: str, claims: list[Claim]) -> list[Claim]:
    """The hold and the objection that cover a talk, each at most once."""
    hold = freezes(claims, talk_id) or hold_on(claims, person, [talk_id])
    return [claim for claim in (hold, objection_to(claims, person, talk_id)) if claim]


def without(claims: Iterable[Claim], people: set[str], talk_ids: Iterable[str]) -> list[Claim]:
    """The claims that are left when people and talks, by their ids, are gone."""
    gone = set(talk_ids)
    left: list[Claim] = []
    for claim in claims:
        talks = tuple(i for i in claim.talks if i not in gone)
        if (talks or claim.person) and claim.person not in people - {""}:
            left.append(Claim(claim.ask, claim.since, claim.person, talks, claim.because))
    return left
