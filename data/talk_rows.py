"""What a list shows of a talk, as the index keeps it."""

from datetime import date
from typing import Any

from coach.agreement import Outcome
from coach.errors import DamagedTalk, StoreError
from coach.ports import TalkRow
from coach.talk import Kind, State
from data.tables import Tables
from data.talk_documents import HEAD, outcome_from


def row_document(talk_id: str, tables: Tables) -> dict[str, Any]:
    """What the list shows of a talk.

    Raises:
        DamagedTalk: What is there is no talk.
    """
    try:
        head, state = tables["talk"][str(HEAD)], tables["state"][str(HEAD)]
        return {
            **{name: head[name] for name in ("kind", "lang", "date")},
            "person": head["person"]["alias"],
            "state": state["state"],
            "notes": len(tables.get("notes", {})),
            "outcome": state.get("outcome"),
        }
    except (KeyError, TypeError) as error:
        raise DamagedTalk(talk_id, "why.not-ours") from error


def row_from(talk_id: str, row: dict[str, Any]) -> TalkRow | StoreError:
    """The row, or the error that the talk gives."""
    try:
        outcome = outcome_from(row["outcome"]) if row["outcome"] else Outcome()
        return TalkRow(
            id=talk_id,
            kind=Kind(row["kind"]),
            lang=row["lang"],
            state=State(row["state"]),
            date=date.fromisoformat(row["date"]),
            person=row["person"],
            notes=row["notes"],
            agreements=outcome.agreements,
            return_on=outcome.return_on,
        )
    except (KeyError, TypeError, ValueError):
        return DamagedTalk(talk_id, "why.not-ours")
