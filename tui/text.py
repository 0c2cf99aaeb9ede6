"""Between text and terminal: user text is never markup, and no control character gets out."""

import re

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from textual.color import Color
from textual.content import Content
from textual.filter import LineFilter

_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f\ud800-\udfff]")

TAIL = 20
"""Letters of the end of a shortened text: enough for a day."""


def plain(text: str) -> Content:
    """Text to show as it is: "[b]" is three characters, not bold."""
    return Content(text)


def labelled(label: str, text: str, hint: str = "") -> Content:
    """A label, the text it belongs to, and a quiet hint behind it."""
    parts: list[Content | tuple[str, str]] = [(label, "dim"), Content("  "), Content(text)]
    if hint and text:
        parts += [Content("  "), (hint, "dim")]
    return Content.assemble(*parts)


def apart(left: str, right: str, width: int) -> Content:
    """Two texts at the two edges of a line; when it is too narrow the left one gives way."""
    room = width - cell_len(right) - 2
    if room < 8:
        return Content(left)
    if cell_len(left) > room:
        left = set_cell_size(left, room - 1).rstrip() + "…"
    return Content(left + " " * (width - cell_len(left) - cell_len(right)) + right)


def middle_out(text: str, room: int) -> str:
    """A text that is too long loses its middle: the day of an agreement stands at its end."""
    if room < 8 or cell_len(text) <= room:
        return text
    end = min(TAIL, room // 2)
    head = set_cell_size(text, room - end - 3).rstrip()
    return f"{head} … {text[len(text) - end :].lstrip()}"


class ControlFilter(LineFilter):
    """The net under `coach.text.clean`: what is left of control characters becomes U+FFFD.

    Without it an OSC 52 inside a note reached the terminal in 34 of 38 widget placements.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments without live terminal sequences."""
        if not any(_CONTROL.search(text) for text, _, _ in segments):
            return segments
        return [Segment(_CONTROL.sub("\ufffd", text), style) for text, style, _ in segments]
