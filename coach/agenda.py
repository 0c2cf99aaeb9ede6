"""What is due: people to come back to, and promises whose day has passed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from coach.agreement import ActionState, Agreement
from coach.ports import TalkRow
from coach.talk import Kind, State

AHEAD = timedelta(days=7)
"""How far ahead a return day or the day of an agreement is shown."""

GONE = (Kind.EXIT, Kind.DISMISSAL)
"""After these talks somebody leaves: a return day that has passed is not brought up again."""


@dataclass(frozen=True, slots=True)
class Due:
    """One thing that is due: to come back to somebody, or an agreement of a talk."""

    day: date
    person: str
    talk: str
    """Id of the talk in which it was agreed."""
    agreement: Agreement | None = None
    """None for a return day."""


def agenda(rows: Iterable[TalkRow], today: date) -> list[Due]:
    """What is due, the longest ago first.

    A return day counts until there is a newer talk with that person. An open agreement without a day is
    never due.
    """
    newest: dict[str, TalkRow] = {}
    found: list[Due] = []
    for row in rows:
        if row.state is not State.ENDED:
            continue
        if row.person not in newest or (newest[row.person].date, newest[row.person].id) < (row.date, row.id):
            newest[row.person] = row
        found += [
            Due(agreement.due, row.person, row.id, agreement)
            for agreement in row.agreements
            if agreement.state is ActionState.OPEN
            and agreement.due is not None
            and agreement.due <= today + AHEAD
        ]
    for row in newest.values():
        gone = row.kind in GONE and row.return_on is not None and row.return_on < today
        if row.return_on is not None and row.return_on <= today + AHEAD and not gone:
            found.append(Due(row.return_on, row.person, row.id))
    return sorted(found, key=lambda due: (due.day, due.person, due.agreement is not None))
