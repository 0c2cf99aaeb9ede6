"""A day as a QR code in the terminal: the other scans it, and nothing goes over a network."""

from datetime import date

import segno
from textual.content import Content

_HALVES = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}


def calendar_entry(day: date, title: str) -> str:
    """A day of a calendar as phones read it from a code (RFC 5545): no name stands in it."""
    flat = title.replace("\n", " ")
    return f"BEGIN:VEVENT\nSUMMARY:{flat}\nDTSTART;VALUE=DATE:{day:%Y%m%d}\nEND:VEVENT"


def code(text: str) -> Content:
    """The code as half blocks, black on white whatever the theme: readers need dark on light."""
    rows = [
        [bool(cell) for cell in row] for row in segno.make(text, error="l", micro=False).matrix_iter(border=2)
    ]
    if len(rows) % 2:
        rows.append([False] * len(rows[0]))
    lines = (
        "".join(_HALVES[pair] for pair in zip(above, below, strict=True))
        for above, below in zip(rows[::2], rows[1::2], strict=True)
    )
    return Content.assemble(*((line + "\n", "black on white") for line in lines))
