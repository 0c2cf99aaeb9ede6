"""One talk, to read back."""

from collections.abc import Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import VerticalScroll

from coach.note import SIGNS
from coach.talk import Talk
from tui import commands, keys
from tui.messages import TalkChosen
from tui.screens.base import Page
from tui.services import Services
from tui.widgets.line import Line


class TalkScreen(Page):
    """The notes of a talk under their questions, and what was agreed."""

    CSS_PATH = "talk.tcss"
    BINDINGS = [*keys.bindings(commands.TALK)]  # noqa: RUF012  # Textual's own way
    TABLE: ClassVar[tuple[commands.Command, ...]] = commands.TALK
    NAME = "talk"

    def __init__(self, services: Services, talk: Talk, notice: str = "") -> None:
        super().__init__(services)
        self.talk, self._notice = talk, notice

    def compose(self) -> ComposeResult:
        """Title, notes, keys."""
        talk = self.talk
        kind = self.words(f"kind.{talk.kind}")
        yield Line(f"Onderons · {kind} · {talk.person.alias} · {talk.date.isoformat()}", id="top")
        yield Line(self._notice, id="notice")
        with VerticalScroll(id="notes"):
            yield Line("\n".join(self._lines()), id="text")
        yield Line(self.key_line(), id="keys")

    def on_mount(self) -> None:
        """Let the arrow keys scroll."""
        self.query_one("#notes").focus()
        self.query_one("#notice").display = bool(self._notice)

    def _lines(self) -> Iterator[str]:
        guide = self.services.guides.guide(self.talk.kind, self.talk.lang)
        shown: str | None = ""
        for note in self.talk.notes:
            if note.question != shown:
                question = guide.question(note.question)
                yield from ([""] if shown else [])
                yield question.text if question else self.words("live.free")
                shown = note.question
            signs = "".join(SIGNS[mark] for mark in note.marks)
            yield f"  {signs + ' ' if signs else ''}{note.text}"
        if not self.talk.notes:
            yield self.words("talk.empty")
        yield ""
        yield self.words("talk.agreed")
        for note in self.talk.agreed:
            yield f"  {note.text}"
        if not self.talk.agreed:
            yield f"  {self.words('live.nothing-agreed')}"

    def action_resume(self) -> None:
        """Go on with the talk."""
        self.post_message(TalkChosen(self.talk.id, resume=True))
