"""Changing notes that are already stored: edit, mark, move, delete."""

from coach.note import Command as SlashCommand
from coach.note import Mark, Note, Typed
from tui.screens.live_view import LiveView
from tui.services import Services
from tui.sitting import Sitting


class LiveNotes(LiveView):
    """The part of the Live screen that works on a chosen or numbered note."""

    def __init__(self, services: Services, sitting: Sitting) -> None:
        super().__init__(services, sitting)
        self._editing: int | None = None
        self._put_by = ""  # what was typed before a stored line came into the editor

    def _run_on_note(self, command: str, rest: str) -> None:
        number, _, text = rest.partition(" ")
        note = self.sitting.talk.numbered(number)
        if note is None:
            self.say(self.words("live.no-such-note", number=number))
        elif command == "note.edit":
            self._edit(note, text)
        elif command == "note.delete":
            self._delete(note)
        else:
            self.sitting.move(note.number)
            self.show_notes()
            self.say(self.words("live.moved"))

    def _edit(self, note: Note, text: str = "") -> None:
        typed = self.editor.take()
        if self._editing is None:
            self._put_by = typed
        self._editing = note.number
        self.prompt.say("✎")
        self.editor.fill(text or note.text)
        self.editor.focus()
        self.say(self.words("live.editing"))

    def _finish_edit(self, typed: Typed | SlashCommand | None) -> None:
        number, self._editing = self._editing, None
        note = self.sitting.talk.note(number) if number is not None else None
        if note is not None and isinstance(typed, Typed):
            marks = tuple(dict.fromkeys((*note.marks, *typed.marks)))
            self.sitting.revise(note.number, Typed(typed.text, marks))
        self.prompt.say("›")
        self.editor.fill(self._put_by)
        self.show_notes()
        self.say()

    def _delete(self, note: Note) -> None:
        self.sitting.delete(note.number)
        self.show_notes()
        self.say(self.words("live.deleted"))

    def action_edit_selected(self) -> None:
        """Bring the chosen line into the editor."""
        if note := self.notes.chosen_note:
            self._edit(note)

    def action_delete_selected(self) -> None:
        """Remove the chosen line."""
        if note := self.notes.chosen_note:
            self._delete(note)

    def action_move_selected(self) -> None:
        """Put the chosen line under the question on screen."""
        if note := self.notes.chosen_note:
            self.sitting.move(note.number)
            self.say(self.words("live.moved"))

    def action_retag(self, mark: str) -> None:
        """Switch a mark of the chosen line on or off."""
        if note := self.notes.chosen_note:
            self.sitting.retag(note.number, Mark(mark))
            self.show_notes()
            self.say(self.words("live.list-keys"))
