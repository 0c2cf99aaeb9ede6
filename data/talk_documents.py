"""A talk as the documents that TinyDB keeps, and back."""

from datetime import date, datetime
from typing import Any

from tinydb import TinyDB
from tinydb.table import Document

from coach.agreement import ActionState, Agreement, Outcome
from coach.errors import DamagedTalk
from coach.maker import Maker
from coach.note import Mark, Note
from coach.person import Person
from coach.purged import Purged
from coach.sentence import Sentence
from coach.talk import Kind, Origin, State, Talk
from data.tables import Row, Tables
from data.talk_types import check_outcome, check_talk

HEAD = 1
"""The one document of the tables "talk" (never changes) and "state" (does)."""


def head_document(talk: Talk) -> dict[str, Any]:
    """What never changes."""
    return {
        "kind": talk.kind.value,
        "lang": talk.lang,
        "person": {"id": talk.person.id, "alias": talk.person.alias},
        "date": talk.date.isoformat(),
        "started": talk.started.isoformat(),
        "after": talk.after,
        **({"origin": _origin_document(talk.origin)} if talk.origin else {}),
    }


def _origin_document(origin: Origin) -> dict[str, str]:
    return {"on": origin.on.isoformat(), "talk": origin.talk, "digest": origin.digest}


def state_document(talk: Talk) -> dict[str, Any]:
    """What changes while a talk is held."""
    return {
        "state": talk.state.value,
        "next_number": talk.next_number,
        "asked": list(talk.asked),
        "held": talk.held,
        "goal": talk.goal,
        "seen": talk.seen,
        "present": talk.present,
        "referrals": talk.referrals,
        "outcome": _outcome_document(talk.outcome) if talk.outcome else None,
        **({"purged": _purged_document(talk.purged)} if talk.purged else {}),
        **({"closed_to": talk.closed_to} if talk.closed_to else {}),
    }


def _purged_document(purged: Purged) -> dict[str, Any]:
    return {
        "on": purged.on.isoformat(),
        "up_to": purged.up_to,
        "sentences": [{"text": s.text, "lines": list(s.lines)} for s in purged.sentences],
        "outcome": _outcome_document(purged.outcome),
    }


def tables_with(tables: Tables, talk: Talk) -> Tables:
    """The tables of a talk, changed to what it holds now; for a record that is written under another key."""
    numbers = {str(note.number) for note in talk.notes}
    notes = {number: row for number, row in tables.get("notes", {}).items() if number in numbers}
    return {**tables, "state": {str(HEAD): Row(state_document(talk))}, "notes": notes}


def _outcome_document(outcome: Outcome) -> dict[str, Any]:
    return {
        "agreements": [
            {
                "owner": agreement.owner,
                "what": agreement.what,
                "due": agreement.due and agreement.due.isoformat(),
                "due_text": agreement.due_text,
                "note": agreement.note,
                "state": agreement.state.value,
                **({"maker": agreement.maker.document} if agreement.maker else {}),
            }
            for agreement in outcome.agreements
        ],
        "return_on": outcome.return_on and outcome.return_on.isoformat(),
        "no_return_because": outcome.no_return_because,
        "up_to": outcome.up_to,
    }


def note_document(note: Note) -> dict[str, Any]:
    """One note."""
    return {
        "text": note.text,
        "at": note.at.isoformat(),
        "marks": [mark.value for mark in note.marks],
        "question": note.question,
        **({"view": note.view} if note.view else {}),
        **({"view_on": note.view_on.isoformat()} if note.view_on else {}),
        **({"corrected_on": note.corrected_on.isoformat()} if note.corrected_on else {}),
    }


def talk_from(talk_id: str, db: TinyDB, where: str) -> Talk:
    """The talk in a database.

    Raises:
        DamagedTalk: What is there is no talk.
    """
    head, state = (db.table(name).get(doc_id=HEAD) for name in ("talk", "state"))
    if not isinstance(head, dict) or not isinstance(state, dict):
        raise DamagedTalk(where, "why.nothing-readable")
    try:
        talk = Talk(
            id=talk_id,
            kind=Kind(head["kind"]),
            lang=head["lang"],
            person=Person(**head["person"]),
            date=date.fromisoformat(head["date"]),
            started=datetime.fromisoformat(head["started"]),
            state=State(state["state"]),
            notes=tuple(_note_from(doc) for doc in sorted(db.table("notes"), key=lambda d: d.doc_id)),
            next_number=state["next_number"],
            asked=tuple(state["asked"]),
            held=state["held"],
            after=head["after"],
            # Talks from before the wrap-up have none of these
            goal=state.get("goal", ""),
            seen=state.get("seen", ""),
            present=state.get("present", ""),
            referrals=state.get("referrals", 0),
            outcome=outcome_from(state["outcome"]) if state.get("outcome") else None,
            purged=_purged_from(state["purged"]) if state.get("purged") else None,
            origin=_origin_from(head["origin"]) if head.get("origin") else None,
            closed_to=state.get("closed_to", 0),
        )
        check_talk(talk)
    except (KeyError, TypeError, ValueError) as error:
        raise DamagedTalk(where, "why.not-ours") from error
    return talk


def _origin_from(stored: dict[str, str]) -> Origin:
    return Origin(date.fromisoformat(stored["on"]), stored["talk"], stored["digest"])


def outcome_from(stored: dict[str, Any]) -> Outcome:
    """What was agreed at the end of a talk.

    Raises:
        KeyError, TypeError, ValueError: What is there is something else.
    """
    outcome = Outcome(
        tuple(
            Agreement(
                owner=found["owner"],
                what=found["what"],
                due=date.fromisoformat(found["due"]) if found["due"] else None,
                due_text=found["due_text"],
                note=found["note"],
                state=ActionState(found["state"]),
                maker=_maker_from(found.get("maker")),
            )
            for found in stored["agreements"]
        ),
        date.fromisoformat(stored["return_on"]) if stored["return_on"] else None,
        stored["no_return_because"],
        stored.get("up_to", 0),
    )
    check_outcome(outcome)
    return outcome


def _maker_from(stored: dict[str, str] | None) -> Maker | None:
    return Maker(stored["by"], stored["sha256"], stored["prompt_version"]) if stored else None


def _purged_from(stored: dict[str, Any]) -> Purged:
    return Purged(
        date.fromisoformat(stored["on"]),
        stored["up_to"],
        tuple(Sentence(found["text"], tuple(found["lines"])) for found in stored["sentences"]),
        outcome_from(stored["outcome"]),
    )


def _day(stored: str | None) -> date | None:
    return date.fromisoformat(stored) if stored else None


def _note_from(doc: Document) -> Note:
    return Note(
        number=doc.doc_id,
        text=doc["text"],
        at=datetime.fromisoformat(doc["at"]),
        marks=tuple(Mark(mark) for mark in doc["marks"]),
        question=doc["question"],
        view=doc.get("view", ""),
        view_on=_day(doc.get("view_on")),
        corrected_on=_day(doc.get("corrected_on")),
    )
