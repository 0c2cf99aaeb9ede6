"""Markdown. User text is escaped: a note that looks like a heading or a tag stays a note."""

import re
from collections.abc import Iterable, Iterator, Mapping

from coach.sheet import Sheet
from data.exports.page import Block, Style

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~!&])")
_START = re.compile(r"^(\s*)([-+=]|\d+[.)])")


def escaped(text: str) -> str:
    """Text that no Markdown reader takes for markup."""
    flat = _SPECIAL.sub(r"\\\1", text.replace("\n", " "))
    return _START.sub(lambda m: f"{m[1]}{m[2][:-1]}\\{m[2][-1]}", flat)


_BEFORE = {Style.TITLE: "# ", Style.HEADING: "## ", Style.PART: "### ", Style.ITEM: "- ", Style.BESIDE: "   "}


def page(blocks: Iterable[Block]) -> str:
    """A page of text."""
    return "\n".join(_page(blocks)) + "\n"


def _page(blocks: Iterable[Block]) -> Iterator[str]:
    before: Style | None = None
    for block in blocks:
        if before is not None and (block.style, before) not in _TOGETHER:
            yield ""
        yield from _lines(block)
        before = block.style


def _lines(block: Block) -> Iterator[str]:
    if block.style in (Style.HEAD, Style.ROW):
        yield f"| {' | '.join(escaped(cell) for cell in block.cells)} |"
        if block.style is Style.HEAD:
            yield "|" + " --- |" * len(block.cells)
    elif block.style is Style.MARK:
        yield f"**{escaped(block.text)}**"
    elif block.style is Style.BLANK:
        yield f"- {escaped(block.text)}: . . . . . . . . . . . . . . . . . . . ."
    else:
        start = f"{block.number}. " if block.style is Style.NOTE else _BEFORE.get(block.style, "")
        yield start + escaped(block.text)


_TOGETHER = {
    (Style.ITEM, Style.ITEM),
    (Style.NOTE, Style.NOTE),
    (Style.BESIDE, Style.NOTE),
    (Style.NOTE, Style.BESIDE),
    (Style.ROW, Style.HEAD),
    (Style.ROW, Style.ROW),
    (Style.BLANK, Style.BLANK),
}
"""Styles that follow each other without an empty line."""


def sheet(content: Sheet, labels: Mapping[str, str]) -> str:
    """The sheet to take along."""
    return "\n".join(_sheet(content, labels)) + "\n"


def _sheet(content: Sheet, labels: Mapping[str, str]) -> Iterator[str]:
    yield f"# {escaped(content.title)}"
    for text in (*content.about, "", content.opening):
        yield escaped(text)
    for part in content.parts:
        yield ""
        if part.text:
            yield f"**{escaped(part.text)}**"
        for line in part.lines:
            yield f"- {escaped(line) or '. . . . . . . . . . . . . . . . . . . .'}"
    if content.never:
        yield from ("", f"**{labels['never']}**", *(f"- {escaped(line)}" for line in content.never))
    yield from ("", f"**{labels['agreed']}**", "")
    for _ in range(content.actions):
        yield f"- [ ] {labels['who-what-when']}"
    yield from ("", f"{labels['back-on']}: . . . . . . . . . .", "", escaped(content.closing))
    for text in content.call:
        yield f"- {escaped(text)}"
