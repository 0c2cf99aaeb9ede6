"""The line in which notes are typed."""

from dataclasses import dataclass

from textual import events
from textual.message import Message
from textual.widgets import TextArea

from coach.text import NOTE_LIMIT, clean


class LineEditor(TextArea):
    """One note at a time: Enter hands it over; on an empty line Space, Tab and Up mean something else.

    Its height is fixed: a box that grows would move the notes while somebody types.
    """

    @dataclass
    class Entered(Message):
        """A line was finished with Enter."""

        editor: "LineEditor"
        text: str

        @property
        def control(self) -> "LineEditor":
            """The editor, for `@on(…, "#id")`."""
            return self.editor

    @dataclass
    class Pasted(Message):
        """Text of more than one line was pasted; it does not pass through the editor."""

        editor: "LineEditor"
        text: str

    @dataclass
    class Asked(Message):
        """A key on an empty line asked for something: "next", "more", "notes" or "undo"."""

        editor: "LineEditor"
        what: str

    _ON_EMPTY = {"space": "next", "tab": "more", "up": "notes", "ctrl+z": "undo"}  # noqa: RUF012  # read only

    def __init__(self) -> None:
        super().__init__(
            id="line", soft_wrap=True, show_line_numbers=False, compact=True, tab_behavior="indent",
            highlight_cursor_line=False,
        )  # fmt: skip

    @property
    def empty(self) -> bool:
        """Whether nothing is typed."""
        return not self.text

    def take(self) -> str:
        """The text, leaving the line empty."""
        text = clean(self.text)
        self.fill("")
        return text

    def fill(self, text: str) -> None:
        """Put text in the line, the cursor behind it."""
        with self.prevent(TextArea.Changed):
            self.text = text.replace("\n", " ")
        self.move_cursor(self.document.end)

    def toggle_prefix(self, prefix: str) -> None:
        """Put a prefix before the line, or take it away; undo knows of it."""
        if self.text.startswith(prefix.strip()):
            self.delete((0, 0), (0, len(self.text) - len(self.text[len(prefix.strip()) :].lstrip())))
        else:
            self.insert(prefix, (0, 0))
        self.move_cursor(self.document.end)

    async def _on_key(self, event: events.Key) -> None:
        if not self.text and event.key in self._ON_EMPTY:
            event.stop()
            event.prevent_default()
            self.post_message(self.Asked(self, self._ON_EMPTY[event.key]))
        elif event.key == "enter":
            event.stop()
            event.prevent_default()
            self.post_message(self.Entered(self, self.take()))
        elif event.key in ("tab", "escape"):
            event.prevent_default()  # a tab in a note would change width when shown elsewhere
        else:
            await super()._on_key(event)

    async def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        text = clean(event.text)
        if "\n" in text.strip("\n") or len(text) + len(self.text) > NOTE_LIMIT:
            self.post_message(self.Pasted(self, text))
        else:
            self.insert(text.strip("\n"))
