"""PDF by typst, whose wheel brings all it needs. Text goes in as strings, never as typst markup."""

from collections.abc import Iterator, Mapping

from coach.errors import OnderonsError
from coach.sheet import Sheet
from coach.text import one_line

_HEAD = """
#set page(paper: "a5", margin: 12mm)
#set text(size: 9.5pt)
#set par(leading: 0.55em)
#let write(label) = [
  #v(4.5mm) #text(size: 7pt, fill: luma(40%), label)
  #line(length: 100%, stroke: 0.3pt + luma(50%))
]
"""


def sheet(content: Sheet, labels: Mapping[str, str], lang: str) -> bytes:
    """The sheet to take along, tagged for screen readers (PDF/UA-1).

    Raises:
        OnderonsError: typst is not installed.
    """
    try:
        import typst  # 34 MB, so an extra
    except ImportError as error:
        raise OnderonsError("error.no-pdf") from error
    found: bytes = typst.compile(source(content, labels, lang).encode(), format="pdf", pdf_standards="ua-1")
    return found


def source(content: Sheet, labels: Mapping[str, str], lang: str) -> str:
    """The sheet in typst's language; a full one is set smaller, so that it stays one page."""
    head = _HEAD
    if content.call:
        for wide, narrow in (("9.5pt", "7.5pt"), ("12mm", "9mm"), ("4.5mm", "2.5mm")):
            head = head.replace(wide, narrow)
    return head + "\n".join(_sheet(content, labels, lang)) + "\n"


def _sheet(content: Sheet, labels: Mapping[str, str], lang: str) -> Iterator[str]:
    yield f"#set document(title: {_text(content.title)})"
    yield f"#set text(lang: {_text(lang)})"
    yield f"#heading(level: 1, {_text(content.title)})"
    yield f"#par(text(fill: luma(30%), {_text(' '.join(content.about))}))"
    yield f"#par({_text(content.opening)})"
    for part in content.parts:
        if part.text:
            yield f"#heading(level: 2, {_text(part.text)})"
        for line in part.lines:
            yield f"#list.item({_text(line)})" if line else '#write("")'
    if content.never:
        yield f"#heading(level: 2, {_text(labels['never'])})"
        yield from (f"#list.item({_text(line)})" for line in content.never)
    yield f"#heading(level: 2, {_text(labels['agreed'])})"
    for _ in range(content.actions):
        yield f"#write({_text(labels['who-what-when'])})"
    yield f"#write({_text(labels['back-on'])})"
    yield f"#par({_text(content.closing)})"
    for text in content.call:
        yield f"#list.item({_text(text)})"


def _text(text: str) -> str:
    """A typst string on one line; only a backslash and a quotation mark mean something in it."""
    flat = one_line(text).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{flat}"'
