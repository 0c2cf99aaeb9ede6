"""HTML: one file, no script, nothing fetched, prints on A5."""

from collections.abc import Iterator, Mapping
from html import escape

from coach.sheet import Sheet

_STYLE = """
@page { size: A5; margin: 12mm }
body { font: 10.5pt/1.35 Georgia, serif; max-width: 124mm; margin: 0 auto; color: #111 }
h1 { font-size: 14pt; margin: 0 0 2mm } h2 { font-size: 11pt; margin: 4mm 0 1mm }
p { margin: 0 0 2mm } ul { margin: 0; padding-left: 5mm }
.about { color: #444 } .write { border-bottom: .3mm solid #888; height: 8mm; font-size: 8pt; color: #666 }
"""


def sheet(content: Sheet, labels: Mapping[str, str], lang: str) -> str:
    """The sheet to take along."""
    return "\n".join(_sheet(content, labels, lang)) + "\n"


def _sheet(content: Sheet, labels: Mapping[str, str], lang: str) -> Iterator[str]:
    yield f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8">'
    yield f"<title>{escape(content.title)}</title>"
    yield f"<style>{_STYLE}</style></head><body><h1>{escape(content.title)}</h1>"
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
