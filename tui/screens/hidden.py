"""Nothing to see: what stands on screen when somebody walks by."""

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.screen import ModalScreen

from tui.widgets.line import Line


class HiddenScreen(ModalScreen[None]):
    """Covers the talk until Enter. It hides and does not lock: the talk must not wait for a passphrase."""

    CSS_PATH = "hidden.tcss"
    BINDINGS: ClassVar = [("enter", "dismiss", "")]

    def __init__(self, how: str) -> None:
        super().__init__()
        self._how = how

    def compose(self) -> ComposeResult:
        """One quiet line."""
        yield Line(self._how, id="how")

    async def _on_key(self, event: events.Key) -> None:
        if event.key != "enter":
            event.stop()  # no other key does anything to what cannot be seen
            event.prevent_default()
