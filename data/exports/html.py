"""HTML: one file, no script, nothing fetched, prints well."""

from collections.abc import Iterable, Iterator, Mapping
from html import escape
from itertools import groupby

from coach.sheet import Sheet
from data.exports.page import Block, Style

_STYLE = """
@page { size: A5; margin: 12mm }
body { font: 10.5pt/1.35 Georgia, serif; max-width: 124mm; margin: 0 auto; color: #111 }
h1 { font-size: 14pt; margin: 0 0 2mm } h2 { font-size: 11pt; margin: 4mm 0 1mm }
p { margin: 0 0 2mm } ul { margin: 0; padding-left: 5mm }
.about { color: #444 } .write { border-bottom: .3mm solid #888; height: 8mm; font-size: 8pt; color: #666 }
"""


_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
"""Nothing is fetched and nothing runs, also when somebody finds a way to put a tag in a note."""

_PAGE_STYLE = """
body { font: 11pt/1.45 Georgia, serif; max-width: 42em; margin: 1.5em auto; padding: 0 1em; color: #111 }
h1 { font-size: 15pt } h2 { font-size: 12pt; margin: 1.2em 0 .3em } p { margin: .3em 0 }
h3 { font-size: 11pt; margin: .9em 0 .2em }
@page { margin: 18mm } @media print { body { max-width: none; margin: 0; padding: 0; font-size: 10.5pt } }
h1, h2, h3 { break-after: avoid } p { orphans: 2; widows: 2; overflow-wrap: anywhere }
.item::before { content: "– " } .number { color: #666 } .beside { margin-left: 2em; color: #444 }
.mark { border: .1em solid #666; padding: .3em .6em } .write { border-bottom: .1em solid #888; height: 2.2em }
table { border-collapse: collapse; width: 100%; font-size: .92em } h2 { break-after: avoid }
td, th { border: .05em solid #999; padding: .25em .4em; text-align: left; vertical-align: top }
tr { break-inside: avoid }
"""

_TAGS = {
    Style.TITLE: "<h1>{}</h1>",
    Style.HEADING: "<h2>{}</h2>",
    Style.PART: "<h3>{}</h3>",
    Style.LINE: "<p>{}</p>",
    Style.ITEM: '<p class="item">{}</p>',
    Style.NOTE: '<p><span class="number">{number}.</span> {}</p>',
    Style.BESIDE: '<p class="beside">{}</p>',
    Style.MARK: '<p class="mark">{}</p>',
    Style.BLANK: '<p class="write">{}:</p>',
}
_CELLS = {Style.HEAD: '<th scope="col">{}</th>', Style.ROW: "<td>{}</td>"}


def page(blocks: Iterable[Block], lang: str) -> str:
    """A page of text."""
    blocks = list(blocks)
    title = next((block.text for block in blocks if block.style is Style.TITLE), "")
    body = "\n".join(_body(blocks))
    return f"{_head(title, _PAGE_STYLE, lang)}\n{body}\n</body></html>\n"


def _body(blocks: Iterable[Block]) -> Iterator[str]:
    for in_table, group in groupby(blocks, lambda block: block.style in _CELLS):
        if in_table:
            yield from ("<table>", *(_row(block) for block in group), "</table>")
        else:
            yield from (_TAGS[b.style].format(escape(b.text), number=b.number) for b in group)


def _row(block: Block) -> str:
    cells = "".join(_CELLS[block.style].format(escape(cell)) for cell in block.cells)
    return f"<tr>{cells}</tr>"


def _head(title: str, style: str, lang: str) -> str:
    return (
        f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        f"<title>{escape(title)}</title><style>{style}</style></head><body>"
    )


def sheet(content: Sheet, labels: Mapping[str, str], lang: str) -> str:
    """The sheet to take along."""
    return "\n".join(_sheet(content, labels, lang)) + "\n"


def _sheet(content: Sheet, labels: Mapping[str, str], lang: str) -> Iterator[str]:
    yield f"{_head(content.title, _STYLE, lang)}<h1>{escape(content.title)}</h1>"
    yield f'<p class="about">{escape(" ".join(content.about))}</p><p>{escape(content.opening)}</p>'
    for part in content.parts:
        if part.text:
            yield f"<h2>{escape(part.text)}</h2>"
        yield from ("<ul>", *(_line(line) for line in part.lines if line), "</ul>")
        yield from ('<div class="write"></div>' for line in part.lines if not line)
    if content.never:
        yield f"<h2>{escape(labels['never'])}</h2>"
        yield from ("<ul>", *(_line(line) for line in content.never), "</ul>")
    yield f"<h2>{escape(labels['agreed'])}</h2>"
    for _ in range(content.actions):
        yield f'<div class="write">{escape(labels["who-what-when"])}</div>'
    yield f'<div class="write">{escape(labels["back-on"])}</div><p>{escape(content.closing)}</p>'
    yield from ("<ul>", *(_line(text) for text in content.call), "</ul></body></html>")


def _line(text: str) -> str:
    return f"<li>{escape(text)}</li>"
