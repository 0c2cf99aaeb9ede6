"""Everything that is kept about one person, as one document (schema onderons.access/1)."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from coach.claim import Claim
from coach.errors import StoreError
from coach.guide import Guide
from coach.person import Person
from coach.redact import Cast
from coach.talk import Talk
from data.export_log import Departure
from tui.documents import draft_of, talk_document
from tui.words import Words

TYPED = frozenset(
    (
        "text",
        "view",
        "what",
        "due_text",
        "goal",
        "seen",
        "present",
        "half_typed",
        "no_return_because",
        "because",
    )
)
"""Keys under which typed words stand: in these, other people are replaced."""

NOT_IN_IT = ("erased", "earlier", "unrecorded", "seen", "others", "elsewhere", "files", "added", "scores")
"""What is not in the copy; `access.not-<name>` says why."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A talk as it is kept, with what lies beside it."""

    talk: Talk
    half_typed: str = ""
    lost: int = 0
    """Saves of its file that cannot be read any more."""


@dataclass(frozen=True, slots=True)
class Found:
    """What the store knows of one person."""

    person: Person
    talks: tuple[Kept, ...]
    unreadable: tuple[tuple[str | None, StoreError], ...] = ()
    """Id of a talk, if it can be told, and what is wrong with it: it may be about this person."""
    departures: tuple[Departure, ...] = ()
    claims: tuple[Claim, ...] = ()


def access_document(found: Found, made: str, words: Words, guide: Callable[[Talk], Guide]) -> dict[str, Any]:
    """The whole copy; nobody is replaced in it yet.

    Args:
        found: What there is.
        made: When the copy is made, in ISO form.
        words: Of the language of the copy.
        guide: The guide of a talk, for the questions that were asked.
    """
    return {
        "schema": "onderons.access/1",
        "made": made,
        "lang": words.lang,
        "person": asdict(found.person),
        "talks": [_talk(kept, guide(kept.talk)) for kept in found.talks],
        "unreadable": [
            {"talk": talk_id, "why": error.text_id.removeprefix("error.")}
            for talk_id, error in found.unreadable
        ],
        "claims": [_claim(claim) for claim in found.claims],
        "exports": [{**asdict(d), "at": d.at.isoformat(timespec="seconds")} for d in found.departures],
        "others": [],
        "not_in_it": [{"what": name, "why": words(f"access.not-{name}")} for name in NOT_IN_IT],
    }


def _claim(claim: Claim) -> dict[str, Any]:
    return {
        "ask": claim.ask.value,
        "since": claim.since.isoformat(),
        "everything": bool(claim.person),
        "talks": list(claim.talks),
        "because": claim.because,
    }


def _talk(kept: Kept, guide: Guide) -> dict[str, Any]:
    talk, outcome = kept.talk, kept.talk.outcome
    document = talk_document(talk, draft_of(talk))
    asked_at = {note.number: note.question for note in talk.notes}
    return {
        **{name: value for name, value in document.items() if name not in ("schema", "notes")},
        "started": talk.started.isoformat(timespec="seconds"),
        "held_seconds": talk.held,
        "typed_afterwards": talk.after,
        "present": talk.present,
        "goal": talk.goal,
        "seen": talk.seen,
        "referrals": talk.referrals,
        "asked": [_question(question, guide) for question in talk.asked],
        "confirmed": outcome is not None,
        "purged": document.get("purged"),
        "imported": document.get("imported"),
        "no_return_because": outcome.no_return_because if outcome else "",
        "notes": [{**note, "question": _question(asked_at[note["n"]], guide)} for note in document["notes"]],
        "half_typed": kept.half_typed,
        "lost_saves": kept.lost,
    }


def _question(question_id: str | None, guide: Guide) -> dict[str, str] | None:
    if question_id is None:
        return None
    question = guide.question(question_id)
    return {"id": question_id, "asked": question.text if question else question_id}


def typed_in(document: Any) -> Iterator[str]:
    """Every text of a document that somebody typed, or that was made of such texts."""
    if isinstance(document, dict):
        for name, value in document.items():
            if name in TYPED and isinstance(value, str):
                yield value
            else:
                yield from typed_in(value)
    elif isinstance(document, list):
        for value in document:
            yield from typed_in(value)


def with_labels(document: dict[str, Any], cast: Cast) -> dict[str, Any]:
    """The copy with other people replaced, and how often each label stands in it."""
    times: dict[str, int] = {}
    for text in typed_in(document):
        for hit in cast.hits(text):
            if hit.sure:
                times[hit.person] = times.get(hit.person, 0) + 1
    labelled: dict[str, Any] = _replaced(document, cast)
    return {**labelled, "others": [{"label": label, "times": count} for label, count in times.items()]}


def _replaced(value: Any, cast: Cast) -> Any:
    if isinstance(value, dict):
        return {
            name: cast.redact(inner) if name in TYPED and isinstance(inner, str) else _replaced(inner, cast)
            for name, inner in value.items()
        }
    return [_replaced(inner, cast) for inner in value] if isinstance(value, list) else value


def spelled(document: dict[str, Any], cast: Cast) -> dict[str, list[str]]:
    """What stood in the place of each label, as it was typed: for whoever looks the copy over."""
    found: dict[str, dict[str, None]] = {}
    for text in typed_in(document):
        for hit in cast.hits(text):
            if hit.sure:
                found.setdefault(hit.person, {})[hit.text] = None
    return {label: list(texts) for label, texts in found.items()}


def unsure(talks: Sequence[dict[str, Any]], cast: Cast) -> list[tuple[str, int, str]]:
    """Everyday words that may be a name and stay: id of the talk, number of the line, the word."""
    return [
        (talk["id"], note["n"], hit.text)
        for talk in talks
        for note in talk["notes"]
        for text in (note["text"], note.get("view", ""))
        for hit in cast.hits(text)
        if not hit.sure
    ]
