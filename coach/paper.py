"""Pages a person reads about what is kept: content with conditions, filled from the facts of one store.

The text is content (`data/papers/`). A block says when it holds ("BE", "not passphrase"); what changes
from store to store stands in it as `{name}`. So no page can say a term that the store does not keep.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum


class Page(StrEnum):
    """Which page; the values stand on the command line and in file names of content."""

    PRIVACY = "privacy"
    EMPLOYEE = "employee"
    WORKS_COUNCIL = "works-council"
    DPIA = "dpia"
    RETENTION = "retention"


class Shape(StrEnum):
    """How a block is set; the values are keys in content files."""

    TEXT = "text"
    ITEM = "item"
    BLANK = "blank"
    """A line to fill in by hand: a name, a day."""
    HEAD = "head"
    """The heads of a table's columns."""
    ROW = "row"


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of a page. Cells are for a table; then there is no text."""

    shape: Shape
    text: str = ""
    cells: tuple[str, ...] = ()
    when: tuple[str, ...] = ()
    """Conditions that must all hold; "not " before one turns it around."""


@dataclass(frozen=True, slots=True)
class Section:
    """Blocks under one head. The id is the same in every language."""

    id: str
    title: str
    blocks: tuple[Block, ...]
    when: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Paper:
    """One page in one language."""

    page: Page
    lang: str
    title: str
    sections: tuple[Section, ...]


_PLACEHOLDER = re.compile(r"\{([a-z-]+)\}")


def placeholders(text: str) -> list[str]:
    """The names that a text wants filled in."""
    return _PLACEHOLDER.findall(text)


def filled(paper: Paper, true: frozenset[str], values: Mapping[str, str]) -> Paper:
    """The page of one store: what does not hold is gone, and every placeholder has its value.

    A value is never read again for placeholders or conditions: it may hold anything.

    Args:
        paper: The content.
        true: The conditions that hold.
        values: What to put for each placeholder.

    Raises:
        KeyError: The content asks for a value that there is not; reading it refuses that beforehand.
    """

    def put(text: str) -> str:
        return _PLACEHOLDER.sub(lambda found: values[found[1]], text)

    def put_block(block: Block) -> Block:
        return replace(block, text=put(block.text), cells=tuple(put(cell) for cell in block.cells), when=())

    sections = []
    for section in paper.sections:
        blocks = tuple(put_block(block) for block in section.blocks if holds(block.when, true))
        if blocks and holds(section.when, true):
            sections.append(Section(section.id, put(section.title), blocks))
    return replace(paper, title=put(paper.title), sections=tuple(sections))


def holds(when: tuple[str, ...], true: frozenset[str]) -> bool:
    """Whether all of these conditions hold."""
    return all((word.removeprefix("not ") in true) != word.startswith("not ") for word in when)
