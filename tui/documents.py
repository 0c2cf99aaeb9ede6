"""A stored talk as JSON: what the command line shows and `export` writes (contract: product.md)."""

from typing import Any

from coach.agreement import Outcome
from coach.note import Note
from coach.talk import Kind, Origin, Talk
from coach.wrapup import Draft, draft, kept_draft
from tui import bootstrap


def draft_of(talk: Talk) -> Draft:
    """What the rules make of a talk; of purged notes what was kept, and nothing for an empty one."""
    if not talk.notes:
        return kept_draft(talk)
    return draft(talk, bootstrap.knowledge(talk.lang), bootstrap.phrasing(talk.lang))


def talk_document(talk: Talk, made: Draft) -> dict[str, Any]:
    """A talk as `show --json` gives it (schema onderons.talk/1).

    The actions are those that the manager confirmed at the wrap-up; before that, those in the draft.
    """
    outcome = talk.outcome or made.outcome
    sentences = () if talk.kind is Kind.DISMISSAL else made.sentences
    return {
        "schema": "onderons.talk/1",
        "id": talk.id,
        "kind": talk.kind.value,
        "lang": talk.lang,
        "state": talk.state.value,
        "date": talk.date.isoformat(),
        "person": talk.person.alias,
        **({"present": talk.present} if talk.present else {}),
        **({"imported": _origin_document(talk.origin)} if talk.origin else {}),
        "notes": [_note_document(note) for note in talk.notes],
        "summary": [{"text": sentence.text, "lines": list(sentence.lines)} for sentence in sentences],
        "actions": agreement_documents(outcome),
        "return_date": outcome.return_on and outcome.return_on.isoformat(),
        **({"confirmed": True} if talk.outcome else {}),
        # lines up to this number are gone; sentences and actions keep the numbers that they rested on
        **({"purged": {"on": talk.purged.on.isoformat(), "up_to": talk.purged.up_to}} if talk.purged else {}),
    }


def practice_document(talk: Talk, made: Draft) -> dict[str, Any]:
    """A talk that was held to practise (schema onderons.practice/1): of a talk that counts it is none.

    So `import`, and whoever counts talks, refuses it.
    """
    return {**talk_document(talk, made), "schema": "onderons.practice/1"}


def _note_document(note: Note) -> dict[str, Any]:
    return {
        "n": note.number,
        "at": note.at.isoformat(timespec="seconds"),
        "text": note.text,
        "marks": [mark.value for mark in note.marks],
        **({"view": note.view} if note.view else {}),
        **({"view_on": note.view_on.isoformat()} if note.view_on else {}),
        **({"corrected_on": note.corrected_on.isoformat()} if note.corrected_on else {}),
    }


def copy_document(document: dict[str, Any]) -> dict[str, Any]:
    """The same talk for the employee: not one note, but their own views, by the number of the line."""
    views = [
        {"n": note["n"], "text": note["view"], "on": note.get("view_on")}
        for note in document["notes"]
        if note.get("view")
    ]
    return {**document, "notes": [], "views": views}


def whole_document(talk: Talk, made: Draft) -> dict[str, Any]:
    """The same with all that another store needs to take the talk in (`onderons import`).

    The fields beyond `talk_document` are left out where there is nothing to say; what was seen
    beforehand is among none of them (domain.md §4: gone when the talk ends).
    """
    document = talk_document(talk, made)
    for shown, note in zip(document["notes"], talk.notes, strict=True):
        if note.question is not None:
            shown["question"] = note.question
    outcome = talk.outcome or Outcome()
    beyond = {
        "held": talk.held,
        "after": talk.after,
        "goal": talk.goal,
        "referrals": talk.referrals,
        "asked": list(talk.asked),
        "no_return_because": outcome.no_return_because,
        "up_to": outcome.up_to,
    }
    document["started"] = talk.started.isoformat(timespec="seconds")
    return {**document, **{name: value for name, value in beyond.items() if value}}


def _origin_document(origin: Origin) -> dict[str, str]:
    return {"on": origin.on.isoformat(), "from": origin.talk}


def agreement_documents(outcome: Outcome) -> list[dict[str, Any]]:
    """The agreed actions; `line` is the number of the note that each rests on."""
    return [
        {
            "owner": agreement.owner,
            "what": agreement.what,
            "due": agreement.due and agreement.due.isoformat(),
            "due_text": agreement.due_text,
            "line": agreement.note,
            "state": agreement.state.value,
            **({"maker": agreement.maker.document} if agreement.maker else {}),
        }
        for agreement in outcome.agreements
    ]
