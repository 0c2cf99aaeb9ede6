"""The pages about what is kept: shipped ones, and one's own in the store's `papers/<language>/` folder.

A page of one's own goes before the shipped one. A broken file never stops the program: it is named with
its line, and the shipped page is used. One block is one line in the file:

    [[section]]
    id = "kept"
    title = "What is kept"
    blocks = [
      { text = "A sentence." },
      { item = "Kept for {notes}.", when = ["BE", "not passphrase"] },
      { blank = "Ask this person" },
      { head = ["What", "How long"] },
      { row = ["Notes", "{notes}"] },
    ]
"""

import re
from functools import cache
from pathlib import Path
from typing import Any

from coach.errors import ContentError
from coach.paper import Block, Page, Paper, Section, Shape, placeholders
from coach.paper_facts import CAN, CONDITIONS, VALUES
from coach.text import clean
from data.toml import Place, read_toml

SHIPPED = Path(__file__).parent / "papers"
SCHEMA = "onderons.paper/1"
_HEADER = "[[section]]"
_BLOCK = re.compile(r"^\s*\{\s*(?:" + "|".join((*Shape, "when")) + r")\s*=", re.MULTILINE)


class TomlPapers:
    """The pages, read from TOML files."""

    def __init__(self, own: Path | None = None) -> None:
        self._own = own

    def paper(self, page: Page, lang: str) -> tuple[Paper, str]:
        """One's own page if there is a sound one, else the shipped one; and what is wrong with one's own."""
        own = self._own / lang / f"{page}.toml" if self._own else None
        if own is None or not own.exists():
            return _shipped(page, lang), ""
        try:
            return read_paper(own, page, lang), ""
        except ContentError as error:
            return _shipped(page, lang), f"{error.params['where']}: {error.params['why']}"


@cache
def _shipped(page: Page, lang: str) -> Paper:
    return read_paper(SHIPPED / lang / f"{page}.toml", page, lang)


def read_paper(path: Path, page: Page, lang: str) -> Paper:
    """A page from a file.

    Raises:
        ContentError: The file is not this page in this language; names the line.
    """
    text, table = read_toml(path)
    here = _Blocks(path, text)
    if (table.get("schema"), table.get("page"), table.get("lang")) != (SCHEMA, page, lang):
        raise here.error("schema", f'needs schema = "{SCHEMA}", page = "{page}", lang = "{lang}"')
    sections = tuple(here.section(n, entry) for n, entry in enumerate(here.tables(table, "section")))
    ids = [section.id for section in sections]
    if not ids:
        raise here.error("section", "[[section]] is missing")
    for number, name in enumerate(ids):
        if name in ids[:number]:
            raise here.error("section", f'two sections have the id "{name}"', _HEADER, number)
    return Paper(page, lang, here.text(table, "title"), sections)


class _Blocks(Place):
    """Reads sections, and knows on which line each block stands."""

    def __init__(self, path: Path, text: str) -> None:
        super().__init__(path, text)
        self._file = path.name
        self._lines = [text.count("\n", 0, m.end()) + 1 for m in _BLOCK.finditer(text)]
        self._next = 0

    def section(self, number: int, entry: dict[str, Any]) -> Section:
        """One section; sections have to be read in their order."""
        at = (_HEADER, number)
        title = self.text(entry, "title", *at)
        when = self.words(entry, "when", *at)
        if wrong := _wrong_names([title], when):
            raise self.error("section", wrong, *at)
        blocks = tuple(self._block(block) for block in self.value(entry, "blocks", list, [], *at))
        if not blocks:
            raise self.error("section", '"blocks" is missing', *at)
        return Section(self.text(entry, "id", *at), title, blocks, when)

    def _block(self, entry: object) -> Block:
        line = self._lines[self._next] if self._next < len(self._lines) else 1
        self._next += 1
        try:
            return _block(entry)
        except ValueError as error:
            raise ContentError(f"{self._file}, line {line}", str(error)) from error


def _block(entry: object) -> Block:
    if not isinstance(entry, dict) or len(entry.keys() - {"when"}) != 1:
        raise ValueError(f"a block holds one of {', '.join(Shape)}, and perhaps when")
    (name,) = entry.keys() - {"when"}
    if name not in tuple(Shape):
        raise ValueError(f'a block cannot hold "{name}"; it holds one of {", ".join(Shape)}')
    shape = Shape(name)
    when = _texts(entry.get("when", []), "when")
    if shape in (Shape.HEAD, Shape.ROW):
        made = Block(shape, cells=_texts(entry[name], name), when=when)
    else:
        (text,) = _texts([entry[name]], name)
        made = Block(shape, text, when=when)
    if wrong := _wrong_names((made.text, *made.cells), when):
        raise ValueError(wrong)
    return made


def _texts(value: object, name: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(text, str) and text.strip() for text in value):
        raise ValueError(f'"{name}" should hold text')
    return tuple(" ".join(clean(text).split()) for text in value)


def _wrong_names(texts: "tuple[str, ...] | list[str]", when: tuple[str, ...]) -> str:
    """What is wrong with the names in a block: content may only ask for what there is."""
    for text in texts:
        for name in placeholders(text):
            if name not in VALUES:
                return f"{{{name}}} is not known; known are {', '.join(sorted(VALUES))}"
    for word in when:
        bare = word.removeprefix("not ")
        if bare not in CONDITIONS and not bare.startswith(CAN):
            return f'condition "{word}" is not known; known are {", ".join(sorted(CONDITIONS))} and can-…'
    return ""
