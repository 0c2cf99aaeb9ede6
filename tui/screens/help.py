"""A page to read over the screen one comes from: its help, or what to say first."""

from collections.abc import Iterator
from itertools import zip_longest
from typing import ClassVar

from rich.cells import cell_len, set_cell_size
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.getters import query_one

from tui.commands import HELP, Command
from tui.keys import bindings
from tui.screens.base import Page
from tui.services import Services
from tui.widgets.line import Line

COLUMN = 38
"""Cells of one of two columns of keys: two of them and the edges fill 80."""


class HelpScreen(Page):
    """What a screen is for, and every key and `/word` it knows."""

    CSS_PATH = "help.tcss"
    BINDINGS = [*bindings(HELP)]  # noqa: RUF012  # Textual's own way
    TABLE: ClassVar[tuple[Command, ...]] = HELP
    NAME = "help"

    text = query_one("#text", Line)

    def __init__(self, services: Services, about: str, table: tuple[Command, ...] = ()) -> None:
        super().__init__(services)
        self._about, self._table = about, table

    def compose(self) -> ComposeResult:
        """The page, and the way back."""
        with VerticalScroll(id="page"):
            yield Line("", id="text")
        yield Line(self.key_line(), id="keys")

    def on_mount(self) -> None:
        """Let the arrow keys scroll."""
        self.query_one("#page").focus()

    def on_resize(self) -> None:
        """Put the keys in two columns where they fit: the function keys are then seen at once in 24 rows."""
        wide = self.size.width >= 2 * COLUMN + 4
        keys = list(self._keys())
        if wide and all(cell_len(key) <= COLUMN for key in keys):
            pairs = zip_longest(keys[::2], keys[1::2], fillvalue="")
            keys = [(set_cell_size(left, COLUMN + 1) + right).rstrip() for left, right in pairs]
        self.text.say("\n".join([self._about, *([""] if keys else []), *keys]), grow=True)

    def action_papers(self) -> None:
        """Open the pages about what is kept."""
        from tui.screens.paper import PaperScreen

        self.app.push_screen(PaperScreen(self.services))

    def _keys(self) -> Iterator[str]:
        own = self.services.keymap
        for command in sorted(self._table, key=lambda command: not command.keys):
            keys = own[command.id].split(",")[0] if command.id in own else "".join(command.keys[:1])
            shown = command.shown_key if command.id not in own else ""
            word = command.word(self.words.lang)
            slash = f"/{word}" if word else ""
            title = self.words(f"command.{command.id}.short")
            yield f"{shown or keys.title():<9}{title}  {slash}".rstrip()
