"""A help page for the screen one comes from."""

from collections.abc import Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import VerticalScroll

from tui.commands import HELP, Command
from tui.keys import bindings
from tui.screens.base import Page
from tui.services import Services
from tui.widgets.line import Line


class HelpScreen(Page):
    """What this screen is for, and every key and `/word` it knows."""

    CSS_PATH = "help.tcss"
    BINDINGS = [*bindings(HELP)]  # noqa: RUF012  # Textual's own way
    TABLE: ClassVar[tuple[Command, ...]] = HELP
    NAME = "help"

    def __init__(self, services: Services, page: str, table: tuple[Command, ...]) -> None:
        super().__init__(services)
        self._page, self._table = page, table

    def compose(self) -> ComposeResult:
        """The page, and the way back."""
        with VerticalScroll(id="page"):
            yield Line("\n".join(self._lines()), id="text")
        yield Line(self.key_line(), id="keys")

    def on_mount(self) -> None:
        """Let the arrow keys scroll."""
        self.query_one("#page").focus()

    def _lines(self) -> Iterator[str]:
        yield self.words(f"help.{self._page}")
        yield ""
        if self._page == "live":
            yield self.words("help.marks")
            yield ""
        for command in self._table:
            keys = command.shown_key or "".join(command.keys[:1]).title()
            slashes = " ".join(f"/{word}" for word in command.words)
            title = self.words(f"command.{command.id}.short")
            yield f"{keys:<10}{title}  {slashes}".rstrip()
