"""What was agreed, one action a row, each with its owner and its day."""

from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from coach.agreement import Agreement
from tui.agreed import agreed_line
from tui.text import plain
from tui.words import Words


class AgreementList(OptionList):
    """Enter edits an action, Space hands it to the next owner, Delete removes it; a letter types on."""

    BINDINGS: ClassVar = [
        Binding("space", "ask('owner')", show=False),
        Binding("delete,backspace", "ask('remove')", show=False),
        Binding("ctrl+z", "ask('undo')", show=False),
        Binding("escape", "ask('leave')", show=False),
    ]

    @dataclass
    class Asked(Message):
        """A key asked for something with the chosen action: "owner", "remove", "undo" or "leave"."""

        what: str
        at: int | None
        typed: str = ""

    def __init__(self) -> None:
        super().__init__(markup=False, id="agreements")

    def show(
        self,
        agreements: tuple[Agreement, ...],
        words: Words,
        employee: str,
        proposed: tuple[Agreement, ...] = (),
    ) -> None:
        """Show these actions, and below them what a model proposes; the chosen row stays chosen."""
        chosen = self.highlighted
        rows = [agreed_line(agreement, words, employee) for agreement in agreements]
        rows += [f"{agreed_line(one, words, employee)} · {words('wrapup.by-model')}" for one in proposed]
        self.set_options(Option(plain(row)) for row in rows)
        if rows and chosen is not None:
            self.highlighted = min(chosen, len(rows) - 1)

    def action_ask(self, what: str) -> None:
        """Hand a key on to the screen."""
        self.post_message(self.Asked(what, self.highlighted))

    def _on_focus(self, event: events.Focus) -> None:
        if self.highlighted is None and self.option_count:
            self.highlighted = self.option_count - 1

    async def _on_key(self, event: events.Key) -> None:
        last = self.highlighted is None or self.highlighted == self.option_count - 1
        if event.key == "down" and last:
            event.stop()
            event.prevent_default()
            self.action_ask("leave")
        elif event.is_printable and event.key != "space":
            event.stop()
            self.post_message(self.Asked("leave", None, event.character or ""))
