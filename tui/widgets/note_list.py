"""The notes of a talk, drawn line by line: 10,000 of them cost no more than those in view."""

from collections.abc import Callable
from dataclasses import dataclass

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.cache import LRUCache
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import var
from textual.scroll_view import ScrollView
from textual.strip import Strip

from coach.note import SIGNS, Note
from tui.commands import LIST
from tui.keys import bindings

GUTTER = 3
"""Cells before the text: the sign of the first mark, or "…" until the line is on disk."""


class NoteList(ScrollView, can_focus=True):
    """Shows notes, newest at the bottom; with focus one of them is chosen."""

    BINDINGS = [*bindings(LIST)]  # noqa: RUF012  # Textual's own way
    COMPONENT_CLASSES = {"notes--chosen", "notes--waiting"}  # noqa: RUF012  # Textual's own way

    chosen: var[int | None] = var(None)
    """Place in the list of the chosen note while the list has focus."""

    @dataclass
    class Left(Message):
        """Back to typing: the cursor left the list, or a letter was typed, which should not be lost."""

        typed: str = ""
        escaped: bool = False
        """By Esc, and not by an arrow key or a letter."""

    @dataclass
    class Entered(Message):
        """The list has the keys now."""

    def __init__(self, is_stored: Callable[[Note], bool], empty: str) -> None:
        super().__init__(id="notes")
        self._is_stored, self._empty = is_stored, empty
        self._notes: tuple[Note, ...] = ()
        self._rows: list[tuple[int, str]] = []  # (place of the note, one row of its text)
        self._first_row: list[int] = []
        self._wrapped_at = 0
        self._strips: LRUCache[tuple[int, bool], Strip] = LRUCache(512)

    @property
    def chosen_note(self) -> Note | None:
        """The note under the cursor."""
        at = self.chosen
        return self._notes[at] if at is not None and at < len(self._notes) else None

    def show(self, notes: tuple[Note, ...]) -> None:
        """Show these notes and keep the newest in view."""
        known = len(self._notes)
        grown = len(notes) > known and notes[:known] == self._notes
        self._notes = notes
        if grown and self._wrapped_at:
            self._wrap(known)
        else:
            self._wrap(0)
        if self.chosen is not None and self.chosen >= len(notes):
            self.chosen = len(notes) - 1 if notes else None
        if self.chosen is None:
            self._to_newest()

    def show_stored(self) -> None:
        """Draw again what may be on disk by now."""
        self.refresh()

    def choose_last(self) -> None:
        """Put the cursor on the newest note and take the focus."""
        if self._notes:
            self.chosen = len(self._notes) - 1
            self.focus()

    def _on_resize(self, event: events.Resize) -> None:
        if self.scrollable_content_region.width != self._wrapped_at:
            self._wrap(0)
        if self.chosen is None:
            self.call_after_refresh(self._to_newest)  # the room is only known once it is laid out

    def _to_newest(self) -> None:
        # forced: right after a long paste Textual does not know yet that there is something to scroll
        self.scroll_end(animate=False, immediate=True, force=True)

    def _wrap(self, start: int) -> None:
        width = max(1, self.scrollable_content_region.width - GUTTER)
        self._wrapped_at = self.scrollable_content_region.width
        if start == 0:
            self._rows, self._first_row = [], []
        for place, note in enumerate(self._notes[start:], start):
            self._first_row.append(len(self._rows))
            self._rows += [(place, row) for row in _rows_of(note.text, width)]
        self._strips.clear()
        self.virtual_size = Size(self.scrollable_content_region.width, len(self._rows))
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One row on screen (Textual's line API)."""
        width, row = self.size.width, self.scroll_offset.y + y
        style = self.rich_style
        if not self._rows and y == 0:
            return Strip([Segment(" " * GUTTER + self._empty, style + Style(dim=True))]).adjust_cell_length(
                width, style
            )
        if row >= len(self._rows):
            return Strip.blank(width, style)
        place, text = self._rows[row]
        note = self._notes[place]
        first = self._first_row[place] == row
        stored = self._is_stored(note)
        if place == self.chosen and self.has_focus:
            style = self.get_component_rich_style("notes--chosen")
        elif not stored:
            style = self.get_component_rich_style("notes--waiting")
        sign = _sign(note, stored) if first else ""
        return Strip([Segment(f"{sign:>{GUTTER - 1}} {text}", style)]).adjust_cell_length(width, style)

    def watch_chosen(self) -> None:
        """Keep the chosen note in view."""
        at = self.chosen
        if at is not None and at < len(self._first_row):
            end = self._first_row[at + 1] if at + 1 < len(self._first_row) else len(self._rows)
            top = self._first_row[at]
            self.scroll_to_region(Region(0, top, 1, max(1, end - top)), animate=False)
        self.refresh()

    def _on_focus(self, event: events.Focus) -> None:
        if self.chosen is None and self._notes:
            self.chosen = len(self._notes) - 1
        self.post_message(self.Entered())

    def _on_blur(self, event: events.Blur) -> None:
        self.chosen = None

    async def _on_key(self, event: events.Key) -> None:
        step = {"up": -1, "down": 1, "pageup": -10, "pagedown": 10, "home": -(10**9), "end": 10**9}
        if event.key in step and self.chosen is not None:
            event.stop()
            event.prevent_default()
            wanted = self.chosen + step[event.key]
            if event.key == "down" and wanted >= len(self._notes):
                self.post_message(self.Left())
            else:
                self.chosen = max(0, min(wanted, len(self._notes) - 1))
        elif event.key == "escape":
            event.stop()
            self.post_message(self.Left(escaped=True))
        elif event.is_printable and event.key not in self._bindings.key_to_bindings:
            event.stop()
            self.post_message(self.Left(event.character or ""))

    async def _on_click(self, event: events.Click) -> None:
        row = self.scroll_offset.y + event.y
        if row < len(self._rows):
            self.focus()
            self.chosen = self._rows[row][0]


def _sign(note: Note, stored: bool) -> str:
    if not stored:
        return "…"
    return SIGNS[note.marks[0]] if note.marks else ""


def _rows_of(text: str, width: int) -> list[str]:
    if text.isascii() and len(text) <= width:
        return [text]
    return [row.plain for row in Content(text).wrap(width)] or [text]
