"""The return day as a code to scan."""

from datetime import date
from typing import ClassVar

from textual.app import ComposeResult
from textual.screen import ModalScreen

from tui.widgets.code import calendar_entry, code
from tui.widgets.line import Line


class CodeScreen(ModalScreen[None]):
    """Covers the screen with the code, so that nobody reads along while scanning; any key closes it."""

    CSS_PATH = "code.tcss"
    BINDINGS: ClassVar = [("escape,enter,space,f4", "dismiss", "")]

    def __init__(self, day: date, title: str, how: str) -> None:
        super().__init__()
        self._day, self._title, self._how = day, title, how

    def compose(self) -> ComposeResult:
        """The code and the day in words."""
        yield Line(code(calendar_entry(self._day, self._title)), id="code")
        yield Line(f"{self._day.isoformat()} · {self._how}", id="how")
