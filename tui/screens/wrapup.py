"""Rounding off: say back what was heard, agree on a few actions, and on when to come back to it."""

import asyncio
from contextlib import suppress
from typing import ClassVar

from textual import on, work
from textual.widgets import TextArea
from textual.worker import WorkerError

from coach.agreement import Agreement
from coach.note import Command as SlashCommand
from coach.note import Typed, read_line
from coach.talk import Kind
from coach.text import lines
from tui import commands, keys
from tui.closing import Closing
from tui.messages import TalkLeft
from tui.screens.wrapup_list import WrapUpList
from tui.services import Services
from tui.widgets.line_editor import LineEditor


class WrapUpScreen(WrapUpList):
    """The notes' own draft is there at once; every line can be changed, added or taken away."""

    BINDINGS = [*keys.bindings(commands.WRAPUP)]  # noqa: RUF012  # Textual's own way
    TABLE: ClassVar[tuple[commands.Command, ...]] = commands.WRAPUP
    NAME = "wrapup"
    HOLDS_TALK = True

    def __init__(self, services: Services, closing: Closing) -> None:
        super().__init__(services, closing)
        self._one_line = asyncio.Lock()  # lines are read in the order in which they came

    def on_mount(self) -> None:
        """Show what is agreed so far and let the notes be read."""
        self.query_one("#saying").display = self.closing.talk.kind is not Kind.DISMISSAL
        self.editor.focus()
        self.show_outcome()
        self.say()
        self.read_notes()

    # Typing

    @on(LineEditor.Entered)
    def take_line(self, message: LineEditor.Entered) -> None:
        """Read a finished line: an action, or a command."""
        typed = read_line(message.text)
        if isinstance(typed, SlashCommand):
            self._run(typed, message.text)
        elif isinstance(typed, Typed):
            self.take_action(typed.text, self._editing)
            self._editing = None
        elif self._editing is not None:
            self._editing = None  # emptied: Esc and Enter both leave the action as it was
            self.say()
        self.keep_draft()

    @on(TextArea.Changed)
    def keep_draft(self) -> None:
        """Keep the half-typed line: going back into the talk or a dead machine must not lose it."""
        self.services.desk.keep_draft(self.closing.talk.id, self.editor.text)

    @work(group="action", exit_on_error=False, description="read an agreed action")
    async def take_action(self, text: str, at: int | None) -> None:
        """Add what a line agrees on; say how to repair it when it promises too much."""
        async with self._one_line:
            await self._read_line(text, at)

    async def _read_line(self, text: str, at: int | None) -> None:
        before = self.closing.outcome.agreements
        rests_on = before[at].note if at is not None and at < len(before) else None
        try:
            read = await self.services.advisor.read_action(text, self.closing.talk, rests_on)
        except Exception:  # unread it still is what they agreed on: nothing typed is lost
            self.closing.add((Agreement(None, text, note=rests_on),), at)
            self.show_outcome()
            raise
        fresh = read.agreements
        self.closing.add(fresh, at)
        self.show_outcome()
        if read.promises:
            self.say(self.words("wrapup.promise"))
        elif any(agreement.owner is None for agreement in fresh):
            self.say(self.words("wrapup.who"))
        else:
            self.say()

    def _run(self, command: SlashCommand, line: str) -> None:
        known = commands.by_word(command.word, commands.WRAPUP)
        if known is None:
            self.editor.fill(line)
            self.say(self.words("live.unknown-command", word=command.word))
        elif known.id == "wrapup.date" and command.rest:
            self._agree_day(command.rest, line)
        elif known.id == "wrapup.none" and command.rest:
            self.closing.not_back(command.rest)
            self.show_outcome()
            self.say()
        else:
            self.call_later(self.run_action, known.action)

    def _agree_day(self, text: str, line: str) -> None:
        from coach.wrapup import read_day

        day = read_day(text, self.closing.talk)
        if day is None:
            self.editor.fill(line)
            self.say(self.words("wrapup.no-such-day"))
            return
        self.closing.back_on(day)
        self.show_outcome()
        self.say()

    @on(LineEditor.Asked)
    def answer(self, message: LineEditor.Asked) -> None:
        """Up goes to the actions, Ctrl+Z undoes; Space and Tab have no meaning here."""
        if message.what == "notes" and self.agreements.option_count:
            self.agreements.focus()
            self.say_list_keys()
        elif message.what == "undo":
            self._undo()

    @on(LineEditor.Pasted)
    def take_paste(self, message: LineEditor.Pasted) -> None:
        """Every pasted line is an action."""
        for line in lines(message.text):
            typed = read_line(line)
            if isinstance(typed, Typed):
                self.take_action(typed.text, None)

    # Commands

    def action_ask_date(self) -> None:
        """Let a day be typed."""
        self.editor.fill(f"/{self.words('wrapup.date-word')} ")
        self.editor.focus()
        self.say(self.words("wrapup.date-how"))

    def action_ask_reason(self) -> None:
        """Let a reason be typed why no day was agreed."""
        self.editor.fill(f"/{self.words('wrapup.none-word')} ")
        self.editor.focus()
        self.say(self.words("wrapup.none-how"))

    def action_show_code(self) -> None:
        """Show the day as a code that the other can scan."""
        from tui.screens.code import CodeScreen  # segno is only needed here

        day = self.closing.outcome.return_on
        if day is None:
            self.say(self.words("wrapup.no-day-yet"))
            return
        self.app.push_screen(CodeScreen(day, self.words("wrapup.event"), self.words("wrapup.scan")))

    def action_copy_agreed(self) -> None:
        """Copy what was agreed, as text for a mail."""
        self.app.copy_to_clipboard(self.agreed_text())
        self.say(self.words("wrapup.copied"))

    async def action_done(self) -> None:
        """Confirm, and read the talk back; what a model proposes and nobody took over is no part of it."""
        typed = read_line(text := self.editor.take())
        if isinstance(typed, SlashCommand):
            self._run(typed, text)
            return  # what it does is seen first; F10 again confirms it
        if isinstance(typed, Typed):
            self.take_action(typed.text, self._editing)
        for reading in [w for w in self.workers if w.node is self and w.group == "action"]:
            with suppress(WorkerError):  # a line that cannot be read is kept as it was typed
                await reading.wait()
        self.keep_draft()
        self.stop_model()
        self.closing.accept()
        self.post_message(TalkLeft(self.closing.talk))
