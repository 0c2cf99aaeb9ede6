"""A passphrase for the store, and the recovery key that goes with it."""

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.getters import query_one
from textual.widgets import Input

from coach.errors import StoreError
from coach.ports import SHORTEST_PASSPHRASE
from tui import commands, keys
from tui.screens.base import Page
from tui.services import Services
from tui.widgets.line import Line


class ProtectScreen(Page):
    """Says plainly what a passphrase does and what it means to go without."""

    CSS_PATH = "protect.tcss"
    BINDINGS = [*keys.bindings(commands.PROTECT)]  # noqa: RUF012  # Textual's own way
    TABLE: ClassVar[tuple[commands.Command, ...]] = commands.PROTECT
    NAME = "protect"

    about = query_one("#about", Line)
    first = query_one("#first", Input)
    again = query_one("#again", Input)
    typed_back = query_one("#typed-back", Input)
    note = query_one("#note", Line)

    def __init__(self, services: Services, before_first_talk: bool = False) -> None:
        super().__init__(services)
        self._before_first_talk = before_first_talk
        self._key = ""

    def compose(self) -> ComposeResult:
        """What it means, two lines to type in, the recovery key, keys."""
        yield Line(self.words("protect.title"), id="top")
        with VerticalScroll(can_focus=False):
            about = "protect.before" if self._before_first_talk else "protect.about"
            yield Line(self.words(about), id="about")
            with Vertical(id="choose"):
                yield Line(self.words("protect.first"))
                yield Input(password=True, compact=True, id="first")
                yield Line(self.words("protect.again"))
                yield Input(password=True, compact=True, id="again")
            with Vertical(id="keep"):
                yield Line("", id="key")
                yield Line(self.words("protect.type-back"))
                yield Input(compact=True, id="typed-back")
            yield Line("", id="note")
        yield Line("", id="keys")

    def on_mount(self) -> None:
        """Let the typist begin."""
        self.query_one("#keep").display = False
        self._say_keys("protect.skip" if self._before_first_talk else "protect.leave")
        self.first.focus()

    @on(Input.Submitted, "#first")
    def go_on(self) -> None:
        """Ask for it once more."""
        if len(self.first.value) < SHORTEST_PASSPHRASE:
            self._say(self.words("error.short-passphrase", shortest=SHORTEST_PASSPHRASE))
        else:
            self._say("")
            self.again.focus()

    @on(Input.Submitted, "#again")
    def compare(self) -> None:
        """Set it when both are the same."""
        if len(self.first.value) < SHORTEST_PASSPHRASE:
            self.first.focus()
        elif self.first.value != self.again.value:
            self.again.value = ""
            self._say(self.words("protect.different"))
        else:
            self._say(self.words("unlock.trying"))
            self.protect(self.first.value)

    @work(group="protect", exclusive=True, exit_on_error=False, description="set the passphrase")
    async def protect(self, passphrase: str) -> None:
        """Set the passphrase, then show a recovery key."""
        try:
            await self.services.safe.protect(passphrase)
            self._key = await self.services.safe.recovery_key()
        except StoreError as error:
            self._say(self.words(error.text_id, **error.params))
            return
        self.first.value = self.again.value = ""
        self.about.say(self.words("protect.recovery"), grow=True)
        self.query_one("#choose").display = False
        self.query_one("#keep").display = True
        self.query_one("#key", Line).say(self._key, grow=True)
        self._say("")
        self._say_keys("protect.later")
        self.typed_back.focus()

    @on(Input.Submitted, "#typed-back")
    def check(self, message: Input.Submitted) -> None:
        """Typed back rightly: it is on paper, and the talk can begin."""
        if _bare(message.value) == _bare(self._key):
            self.dismiss()
        else:
            self._say(self.words("protect.not-the-same"))

    def action_back(self) -> None:
        """Go on without: without a passphrase, or without having typed the key back."""
        self.dismiss()

    def _say_keys(self, escape: str) -> None:
        line = self.key_line(self.words("protect.enter"), self.words(escape))
        self.query_one("#keys", Line).say(line)

    def _say(self, text: str) -> None:
        self.note.say(text, grow=True)


def _bare(key: str) -> str:
    return "".join(character for character in key.upper() if character.isalnum())
