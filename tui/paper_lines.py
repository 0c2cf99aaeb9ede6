"""A page about what is kept as plain lines: a table becomes one block a row, for it fits no narrow screen."""

from collections.abc import Iterator

from coach.paper import Paper, Shape

ROOM = ". . . . . . . . . ."
"""Where something is filled in by hand."""

Told = tuple[str, str]
"""How a line is set ("title", "head", "text", "item" or "cell"), and its text."""


def lines(paper: Paper) -> Iterator[Told]:
    """The page from its title on."""
    yield "title", paper.title
    for section in paper.sections:
        yield "head", section.title
        heads: tuple[str, ...] = ()
        for block in section.blocks:
            if block.shape is Shape.HEAD:
                heads = block.cells
            elif block.shape is Shape.ROW:
                yield from _row(heads, block.cells)
            elif block.shape is Shape.BLANK:
                yield "item", f"{block.text}: {ROOM}"
            else:
                yield ("item" if block.shape is Shape.ITEM else "text"), block.text


def _row(heads: tuple[str, ...], cells: tuple[str, ...]) -> Iterator[Told]:
    for number, cell in enumerate(cells):
        if number == 0:
            yield "item", cell
        else:
            head = heads[number] if number < len(heads) else ""
            yield "cell", f"{head}{'' if head.endswith('?') else ':'} {cell}"


def plain_text(paper: Paper, mark: str) -> str:
    """The page for a terminal or a screen reader."""
    title, *rest = lines(paper)
    shown = [title[1], mark]
    before = ""
    for kind, text in rest:
        if kind == "head" or (kind == "text" and before not in ("head", "text")):
            shown.append("")
        shown.append({"item": "- ", "cell": "    "}.get(kind, "") + text)
        before = kind
    return "\n".join([*shown, "", mark]) + "\n"
