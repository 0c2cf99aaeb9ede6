"""The store is locked: the passphrase opens it, or the recovery key."""

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.getters import query_one
from textual.widgets import Input

from coach.errors import StoreError
from tui import commands, keys
from tui.messages import Unlocked
from tui.screens.base import Page
from tui.services import Services
from tui.widgets.line import Line


class UnlockScreen(Page):
    """One line to type in. A wrong passphrase costs nothing but another try."""

    CSS_PATH = "unlock.tcss"
    BINDINGS = [*keys.bindings(commands.UNLOCK)]  # noqa: RUF012  # Textual's own way
    TABLE: ClassVar[tuple[commands.Command, ...]] = commands.UNLOCK
    NAME = "unlock"

    secret = query_one("#secret", Input)
    what = query_one("#what", Line)
    note = query_one("#note", Line)

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self._recovering = False

    def compose(self) -> ComposeResult:
        """What is asked, the line, what was wrong, keys."""
        yield Line(self.titled("Onderons"), id="top")
        yield Line(self.words("unlock.passphrase"), id="what")
        yield Input(password=True, compact=True, id="secret")
        yield Line("", id="note")
        yield Line(self.key_line(self.words("unlock.enter")), id="keys")

    def on_mount(self) -> None:
        """Let the typist begin."""
        self.secret.focus()

    @on(Input.Submitted)
    def submit(self, message: Input.Submitted) -> None:
        """Try what was typed."""
        if message.value:
            self.note.say(self.words("unlock.trying"), grow=True)
            self.open(message.value)

    @work(group="unlock", exclusive=True, exit_on_error=False, description="open the store")
    async def open(self, typed: str) -> None:
        """Open the store off the UI loop: a passphrase takes a while on purpose."""
        safe = self.services.safe
        try:
            busy = await (safe.recover(typed) if self._recovering else safe.unlock(typed))
        except StoreError as error:
            self.secret.value = "" if not self._recovering else typed  # a slip in 28 characters is mended
            self.note.say(self.words(error.text_id, **error.params), grow=True)
            return
        self.post_message(Unlocked(busy, self._recovering))

    def action_recover(self) -> None:
        """Ask for the recovery key, or for the passphrase again."""
        self._recovering = not self._recovering
        self.secret.value = ""
        self.secret.password = not self._recovering  # it is long and on paper: one must see what one types
        self.what.say(self.words("unlock.recovery" if self._recovering else "unlock.passphrase"), grow=True)
        self.note.say("", grow=True)

    async def action_quit(self) -> None:
        """Leave the program."""
        await self.app.action_quit()
