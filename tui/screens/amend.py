"""A talk after it was held: the other's own view beside a line, and a line put right."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.getters import query_one

from coach.amend import corrected, viewed
from coach.errors import OnderonsError
from coach.note import Note, signed
from coach.talk import Talk
from coach.text import one_line
from tui import commands, keys
from tui.beside import beside
from tui.messages import LeftPage, SaveRefused, TalkSaved
from tui.screens.base import Page
from tui.services import Services
from tui.widgets.line import Line
from tui.widgets.line_editor import LineEditor
from tui.widgets.note_list import NoteList

CHANGES = {"view": viewed, "correction": corrected}
"""What can be typed for a line, and what it does."""


class AmendScreen(Page):
    """Choose a line, then type the other's own view on it, or what it should have said."""

    CSS_PATH = "amend.tcss"
    BINDINGS = [*keys.bindings(commands.AMEND)]  # noqa: RUF012  # Textual's own way
    TABLE: ClassVar[tuple[commands.Command, ...]] = commands.AMEND
    NAME = "amend"

    notes = query_one("#notes", NoteList)
    besides = query_one("#beside", Line)
    status = query_one("#status", Line)
    editor = query_one(LineEditor)

    def __init__(self, services: Services, talk: Talk) -> None:
        super().__init__(services)
        self.talk = talk
        self._stored = talk
        self._typing: tuple[str, Note] | None = None

    def compose(self) -> ComposeResult:
        """Title, the lines, what stands beside the chosen one, the editor, keys."""
        kind = self.words(f"kind.{self.talk.kind}")
        title = f"Onderons · {kind} · {self.talk.person.alias} · {self.talk.date.isoformat()}"
        yield Line(self.titled(title), id="top")
        yield NoteList(lambda note: note in self._stored.notes, self.words("talk.empty"))
        yield Line("", id="beside")
        with Horizontal(id="typing"):
            yield Line("›", id="prompt")
            yield LineEditor()
        yield Line("", id="status")
        yield Line(self.key_line(), id="keys")

    def on_mount(self) -> None:
        """Show the lines, the last one chosen."""
        self.notes.show(self.talk.notes)
        self.watch(self.notes, "chosen", self._show_beside)
        self._to_list()

    def action_edit_selected(self) -> None:
        """Enter on a line."""
        self._begin("view")

    def action_view(self) -> None:
        """Type the other's own view on the chosen line."""
        self._begin("view")

    def action_correct(self) -> None:
        """Put the chosen line right."""
        self._begin("correction")

    def action_back(self) -> None:
        """Leave the line as it was; without one, go back."""
        if self._typing is None:
            self.post_message(LeftPage())
        else:
            self._to_list()

    @on(NoteList.Left)
    def leave_list(self, message: NoteList.Left) -> None:
        """Esc goes back; for a letter it has to be said first what is to be typed."""
        if message.escaped:
            self.action_back()
        elif message.typed:
            self.app.bell()

    @on(LineEditor.Asked)
    def leave_editor(self, message: LineEditor.Asked) -> None:
        """The arrow up on an empty line goes back to the lines."""
        if message.what == "notes":
            self._to_list()

    @on(LineEditor.Pasted)
    def take_paste(self, message: LineEditor.Pasted) -> None:
        """What is pasted here is one line."""
        self.editor.fill(one_line(f"{self.editor.text} {message.text}"))

    @on(LineEditor.Entered)
    def take_line(self, message: LineEditor.Entered) -> None:
        """Keep what was typed for the line; an empty view takes the view away."""
        if self._typing is None:
            return
        what, note = self._typing
        try:
            changed = CHANGES[what](self.talk, note.number, message.text, self.services.now().date())
        except OnderonsError as error:
            self.editor.fill(message.text)
            self.status.say(self.words(error.text_id, **error.params), grow=True)
            return
        if changed != self.talk:
            self.talk = changed
            self.services.desk.keep(changed)
            self.notes.show(changed.notes)
        self._to_list(note.number)

    @on(TalkSaved)
    def show_saved(self, message: TalkSaved) -> None:
        """It is on disk."""
        self._stored = message.talk
        self.notes.show_stored()
        self.status.say(self.words("amend.saved"), grow=True)

    @on(SaveRefused)
    def show_refused(self, message: SaveRefused) -> None:
        """It is not, and is tried again."""
        self.status.say(self.words(message.error.text_id, **message.error.params), grow=True)

    def _begin(self, what: str) -> None:
        note = self._typing[1] if self._typing else self.notes.chosen_note
        if self.services.desk.read_only is not None:
            self.status.say(self.words("talk.read-only"), grow=True)
        elif note is not None:
            self._typing = what, note
            self.editor.fill(note.view if what == "view" else note.text)
            self.editor.focus()
            self._show_beside()
            self.status.say(self.words(f"amend.how-{what}", number=note.number), grow=True)

    def _to_list(self, number: int | None = None) -> None:
        self._typing = None
        self.editor.fill("")
        self.status.say(self.words("amend.how"), grow=True)
        self.notes.choose_last()
        if number is not None:
            self.notes.chosen = [note.number for note in self.talk.notes].index(number)
        self._show_beside()

    def _show_beside(self) -> None:
        """What stands beside the chosen line; while something is typed for it, the line itself too."""
        note = self._typing[1] if self._typing else self.notes.chosen_note
        lines = [f"{note.number} {signed(note.text, note.marks)}"] if note and self._typing else []
        if note:
            lines += beside(note, self.words, self.talk.person.alias)
        self.besides.say("\n".join(lines), grow=True)
