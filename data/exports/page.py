"""What stands in an exported file, before any format: one list of blocks that every renderer reads."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from coach.paper import Paper, Shape


class Style(Enum):
    """How a block is set."""

    TITLE = auto()
    HEADING = auto()
    PART = auto()
    """The heading of a part of what stands under a heading."""
    LINE = auto()
    ITEM = auto()
    NOTE = auto()
    """A numbered note."""
    BESIDE = auto()
    """What belongs to the note above it."""
    MARK = auto()
    """What has to be seen before the rest: that it is a draft."""
    BLANK = auto()
    """A line to fill in by hand, with what belongs there."""
    HEAD = auto()
    """The first row of a table."""
    ROW = auto()


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of text. `number` is that of a note, `cells` those of a table's row."""

    style: Style
    text: str
    number: int = 0
    cells: tuple[str, ...] = ()


_SHAPES = {
    Shape.TEXT: Style.LINE,
    Shape.ITEM: Style.ITEM,
    Shape.BLANK: Style.BLANK,
    Shape.HEAD: Style.HEAD,
    Shape.ROW: Style.ROW,
}


def paper_page(paper: Paper, mark: str) -> Iterator[Block]:
    """A page about what is kept, filled in; the mark stands above it and below it."""
    yield Block(Style.TITLE, paper.title)
    yield Block(Style.MARK, mark)
    for section in paper.sections:
        yield Block(Style.HEADING, section.title)
        for block in section.blocks:
            yield Block(_SHAPES[block.shape], block.text, cells=block.cells)
    yield Block(Style.MARK, mark)


def talk_page(document: Mapping[str, Any], labels: Mapping[str, str]) -> Iterator[Block]:
    """A talk (schema onderons.talk/1) to read: what was agreed, the summary, the notes."""
    title = f"{labels[document['kind']]} · {document['person']} · {document['date']}"
    yield Block(Style.TITLE, title)
    yield from _agreed(document, labels)
    if document["summary"]:
        yield Block(Style.HEADING, labels["summary"])
        for sentence in document["summary"]:
            numbers = ", ".join(_cited(number, document, labels) for number in sentence["lines"])
            yield Block(Style.ITEM, f"{sentence['text']} ({numbers})")
    yield Block(Style.HEADING, labels["notes"])
    if purged := document.get("purged"):
        yield Block(Style.LINE, f"{labels['purged-on']} {purged['on']}")
    for note in document["notes"]:
        marks = "".join(f" [{labels[mark]}]" for mark in note["marks"])
        yield Block(Style.NOTE, note["text"] + marks, note["n"])
        yield from _beside(note, labels)


def _cited(number: int, document: Mapping[str, Any], labels: Mapping[str, str]) -> str:
    purged = document.get("purged")
    return f"{number} {labels['purged']}" if purged and number <= purged["up_to"] else str(number)


def employee_page(document: Mapping[str, Any], labels: Mapping[str, str]) -> Iterator[Block]:
    """The copy for the employee: what was agreed, what was said back, their own views, no single note."""
    yield Block(Style.TITLE, f"{labels[document['kind']]} · {document['date']}")
    yield from _agreed(document, labels)
    if document["summary"]:
        yield Block(Style.HEADING, labels["said-back"])
        for sentence in document["summary"]:
            yield Block(Style.ITEM, sentence["text"])
    views = [note for note in document["notes"] if note.get("view")]
    if views:
        yield Block(Style.HEADING, labels["view"])
    for note in views:
        yield Block(Style.ITEM, note["view"] + _on(note.get("view_on")))
    yield Block(Style.LINE, labels["you-may-read"])


def _beside(note: Mapping[str, Any], labels: Mapping[str, str]) -> Iterator[Block]:
    """What belongs to a note: that it was corrected, and the other's own view."""
    if note.get("corrected_on"):
        yield Block(Style.BESIDE, f"{labels['corrected']} {note['corrected_on']}")
    if note.get("view"):
        yield Block(Style.BESIDE, f"{labels['view']}{_on(note.get('view_on'))}: {note['view']}")


def _on(day: str | None) -> str:
    return f" ({day})" if day else ""


def _agreed(document: Mapping[str, Any], labels: Mapping[str, str]) -> Iterator[Block]:
    if document.get("present"):
        yield Block(Style.LINE, f"{labels['present']}: {document['present']}")
    yield Block(Style.HEADING, labels["agreed"])
    for action in document["actions"]:
        due = action["due"] or action["due_text"]
        owner = labels[action["owner"] or "nobody"]
        yield Block(Style.ITEM, f"{owner}: {action['what']}" + (f" ({due})" if due else ""))
    if not document["actions"]:
        yield Block(Style.LINE, labels["nothing-agreed"])
    if document["return_date"]:
        yield Block(Style.LINE, f"{labels['back-on']}: {document['return_date']}")
