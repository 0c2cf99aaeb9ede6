"""The copy of everything about one person, to read (schema onderons.access/1)."""

from collections.abc import Iterator, Mapping
from typing import Any

from data.exports.page import Block, Style

Labels = Mapping[str, str]
Document = Mapping[str, Any]


def access_page(document: Document, labels: Labels) -> Iterator[Block]:
    """Every talk with every note, what left the program, and what is not in it."""
    person = document["person"]
    yield Block(Style.TITLE, f"{labels['title']} · {person['alias']}")
    yield Block(Style.LINE, f"{labels['about']} {labels['made']}: {_moment(document['made'])}")
    for name in ("department", "function_family", "tenure_band"):
        if person[name]:
            yield Block(Style.LINE, f"{labels[name]}: {person[name]}")
    if document["others"]:
        told = ", ".join(f"{other['label']} ({other['times']}×)" for other in document["others"])
        yield Block(Style.LINE, f"{labels['others']} {told}")
    for talk in document["talks"]:
        yield from _talk(talk, labels)
    if not document["talks"]:
        yield Block(Style.LINE, labels["no-talks"])
    yield from _claims(document, labels)
    yield from _unreadable(document, labels)
    yield from _exports(document, labels)
    yield Block(Style.HEADING, labels["not-in-it"])
    for missing in document["not_in_it"]:
        yield Block(Style.ITEM, missing["why"])


def _talk(talk: Document, labels: Labels) -> Iterator[Block]:
    yield Block(Style.HEADING, f"{labels[talk['kind']]} · {talk['date']} · {labels[talk['state']]}")
    told = f"{labels['number']} {talk['id']}. {labels['started']}: {_moment(talk['started'])}"
    told += f", {talk['held_seconds'] // 60} min."
    told += f" {labels['afterwards']}" if talk["typed_afterwards"] else ""
    yield Block(Style.LINE, told)
    for name in ("present", "goal", "seen", "half_typed"):
        if talk[name]:
            yield Block(Style.LINE, f"{labels[name]}: {talk[name]}")
    if talk["referrals"]:
        yield Block(Style.LINE, f"{labels['referrals']}: {talk['referrals']}×")
    if talk["lost_saves"]:
        yield Block(Style.LINE, f"{labels['lost']}: {talk['lost_saves']}")
    if talk["purged"]:
        yield Block(Style.LINE, f"{labels['purged']} {talk['purged']['on']}")
    if talk["imported"]:
        yield Block(Style.LINE, f"{labels['imported']} {talk['imported']['on']}")
    yield from _agreed(talk, labels)
    if talk["summary"]:
        yield Block(Style.PART, labels["summary"])
        for sentence in talk["summary"]:
            yield Block(Style.ITEM, f"{sentence['text']} ({', '.join(map(str, sentence['lines']))})")
    yield from _notes(talk, labels)


def _agreed(talk: Document, labels: Labels) -> Iterator[Block]:
    yield Block(Style.PART, labels["agreed" if talk["confirmed"] else "agreed-draft"])
    for action in talk["actions"]:
        due = action["due"] or action["due_text"]
        owner = labels[action["owner"] or "nobody"]
        marks = [due, labels[action["state"]], action["line"] and f"{labels['line']} {action['line']}"]
        yield Block(Style.ITEM, f"{owner}: {action['what']} ({', '.join(filter(None, marks))})")
    if not talk["actions"]:
        yield Block(Style.LINE, labels["nothing-agreed"])
    if day := talk["return_date"] or talk["no_return_because"]:
        yield Block(Style.LINE, f"{labels['back-on']}: {day}")


def _notes(talk: Document, labels: Labels) -> Iterator[Block]:
    yield Block(Style.PART, labels["notes"])
    asked = None
    for note in talk["notes"]:
        if note["question"] and note["question"] != asked:
            yield Block(Style.LINE, note["question"]["asked"])
        asked = note["question"]
        marks = ", ".join((note["at"][11:16], *(labels[mark] for mark in note["marks"])))
        yield Block(Style.NOTE, f"{note['text']} [{marks}]", note["n"])
        if note.get("corrected_on"):
            yield Block(Style.BESIDE, f"{labels['corrected']} {note['corrected_on']}")
        if note.get("view"):
            day = f" ({note['view_on']})" if note.get("view_on") else ""
            yield Block(Style.BESIDE, f"{labels['view']}{day}: {note['view']}")
    if not talk["notes"]:
        yield Block(Style.LINE, labels["no-notes"])
    told = [question["asked"] for question in talk["asked"]]
    if told:
        yield Block(Style.PART, labels["asked"])
        yield from (Block(Style.ITEM, text) for text in told)


def _claims(document: Document, labels: Labels) -> Iterator[Block]:
    if document["claims"]:
        yield Block(Style.HEADING, labels["claims"])
    for claim in document["claims"]:
        told = f"{labels[claim['ask']]} ({claim['since']})"
        numbers = "" if claim["everything"] else f", {labels['number']} {', '.join(claim['talks'])}"
        because = f": {claim['because']}" if claim["because"] else ""
        yield Block(Style.ITEM, told + numbers + because)


def _unreadable(document: Document, labels: Labels) -> Iterator[Block]:
    if document["unreadable"]:
        yield Block(Style.HEADING, labels["unreadable"])
        yield Block(Style.LINE, labels["unreadable-about"])
    for found in document["unreadable"]:
        yield Block(Style.ITEM, found["talk"] or "?")


def _exports(document: Document, labels: Labels) -> Iterator[Block]:
    yield Block(Style.HEADING, labels["exports"])
    for entry in document["exports"]:
        what, whom = labels[f"what-{entry['what']}"], labels[f"for-{entry['audience']}"]
        perhaps = "" if entry["left"] else f" {labels['perhaps']}"
        number = f", {labels['number']} {entry['talk']}" if entry["talk"] else ""
        told = f"{_moment(entry['at'])}: {what} ({entry['format']}), {whom}{number}, {entry['file']}."
        yield Block(Style.ITEM, told + perhaps)
    if not document["exports"]:
        yield Block(Style.LINE, labels["no-exports"])


def _moment(at: str) -> str:
    return at[:16].replace("T", " ")
