"""Before a talk: who it is with, and what it is and is not."""

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.getters import query_one
from textual.widgets import Input

from coach.errors import OnderonsError
from coach.person import ALIAS_LIMIT
from coach.talk import Kind
from tui import commands, keys
from tui.messages import TalkBegun
from tui.screens.base import Page
from tui.services import Services
from tui.widgets.line import Line


class BeginScreen(Page):
    """One question for the typist, Enter, and the talk is there."""

    CSS_PATH = "begin.tcss"
    BINDINGS = [*keys.bindings(commands.BEGIN)]  # noqa: RUF012  # Textual's own way
    TABLE: ClassVar[tuple[commands.Command, ...]] = commands.BEGIN
    NAME = "begin"

    name_line = query_one(Input)
    note = query_one("#note", Line)

    def __init__(self, services: Services, kind: Kind) -> None:
        super().__init__(services)
        self._kind = kind

    def compose(self) -> ComposeResult:
        """The name on top; below it what to say first."""
        guide = self.services.guides.guide(self._kind, self.services.talk_lang)
        yield Line(f"Onderons · {guide.title}", id="top")
        yield Line(self.words("begin.who"), id="who")
        yield Input(max_length=ALIAS_LIMIT, compact=True, id="name")
        yield Line("", id="note")
        with VerticalScroll(id="guide", can_focus=False):
            yield Line(f"{guide.is_}\n{guide.is_not}", classes="block")
            yield Line(self.words("begin.opening"), classes="label")
            yield Line(guide.opening, classes="block")
            yield Line(self.words("begin.readable"), classes="label")
        yield Line(self.key_line(self.words("begin.enter")), id="keys")

    def on_mount(self) -> None:
        """Let the typist begin with the name."""
        self.name_line.focus()

    @on(Input.Submitted)
    def start(self, message: Input.Submitted) -> None:
        """Start the talk with this person."""
        self.start_talk(message.value)

    @work(group="begin", exclusive=True, exit_on_error=False, description="begin a talk")
    async def start_talk(self, name: str) -> None:
        """Find or make the person, then open the talk."""
        desk = self.services.desk
        try:
            talk = await desk.new_talk(
                self._kind, self.services.talk_lang, name, self.words("person.made-up")
            )
        except OnderonsError as error:
            self.note.say(self.words(error.text_id, **error.params))
        else:
            self.post_message(TalkBegun(talk))
