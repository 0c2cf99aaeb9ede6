"""Ways out of a screen that Textual brings along and that this program does not have."""

from typing import Any

from textual.app import App


class ClosedApp(App[object]):
    """Writes no picture of what is on screen, however somebody asks for it.

    Textual's own writes the notes to the folder of downloads, readable for everybody; it can be called
    by the name of its action, and `TEXTUAL_SCREENSHOT` calls it (`tui.cli` drops that variable).
    """

    def action_screenshot(self, filename: str | None = None, path: str | None = None) -> None:
        """There is none; the bell says that it was heard."""
        self.bell()

    def deliver_screenshot(self, *_: Any, **__: Any) -> str | None:
        """There is none."""
        self.bell()
        return None

    def save_screenshot(self, *_: Any, **__: Any) -> str:
        """There is none; an empty name for the file that is not written."""
        self.bell()
        return ""
