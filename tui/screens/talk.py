"""One talk, to read back."""

import asyncio
from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.events import Key
from textual.getters import query_one

from coach.agreement import Outcome, must_be_dutch
from coach.claim import Claim
from coach.errors import OnderonsError, StoreError
from coach.note import signed
from coach.talk import Kind, Talk
from tui import commands, keys
from tui.agreed import agreed_line, origin_lines, told_day
from tui.asked import claim_lines
from tui.beside import beside
from tui.citing import cited
from tui.messages import TalkChosen, TalkLeft, TalkSaved, WrapUpAsked
from tui.screens.base import Page
from tui.services import Services
from tui.widgets.line import Line

if TYPE_CHECKING:
    from coach.wrapup import Draft


class TalkScreen(Page):
    """What was agreed, the summary with the notes it rests on, and the notes under their questions."""

    CSS_PATH = "talk.tcss"
    BINDINGS = [*keys.bindings(commands.TALK)]  # noqa: RUF012  # Textual's own way
    TABLE: ClassVar[tuple[commands.Command, ...]] = commands.TALK
    NAME = "talk"

    text = query_one("#text", Line)
    notice = query_one("#notice", Line)

    def __init__(self, services: Services, talk: Talk, notice: str = "") -> None:
        super().__init__(services)
        self.talk, self._notice = talk, notice
        self._erase_asked = False
        self._asked: list[Claim] = []

    def compose(self) -> ComposeResult:
        """Title, what there is to read, keys."""
        talk = self.talk
        kind = self.words(f"kind.{talk.kind}")
        title = f"Onderons · {kind} · {talk.person.alias} · {talk.date.isoformat()}"
        yield Line(self.titled(title), id="top")
        yield Line(self._notice, id="notice")
        with VerticalScroll(id="notes"):
            yield Line("\n".join([*self._agreed(self.talk.agreed_so_far), *self._notes()]), id="text")
        yield Line(self.key_line(), id="keys")

    def on_mount(self) -> None:
        """Let the arrow keys scroll, and let the notes be read."""
        self.query_one("#notes").focus()
        self.notice.display = bool(self._notice)
        self.read_notes()

    @work(group="draft", exclusive=True, exit_on_error=False, description="draft a summary")
    async def read_notes(self) -> None:
        """Put the agreements and the summary above the notes."""
        self._asked = await self.services.rights.claims(self.talk)
        draft = await self.services.advisor.draft(self.talk)
        parts = [*self._agreed(self.talk.outcome or draft.outcome), *self._summary(draft), *self._notes()]
        self.text.say("\n".join(parts), grow=True)

    def _agreed(self, outcome: Outcome) -> Iterator[str]:
        for line in (*origin_lines(self.talk.origin, self.words), *claim_lines(self._asked, self.words)):
            yield line
            yield ""
        if self.talk.present:
            yield self.words("talk.who-present", who=self.talk.present)
            yield ""
        yield self.words("talk.agreed" if self.talk.outcome else "talk.agreed-draft")
        for agreement in outcome.agreements:
            yield f"  {agreed_line(agreement, self.words, self.talk.person.alias)}"
        if not outcome.agreements:
            yield f"  {self.words('live.nothing-agreed')}"
        day = told_day(outcome.return_on, self.words) if outcome.return_on else outcome.no_return_because
        yield f"{self.words('wrapup.back-on')}  {day or self.words('talk.no-day')}"
        yield ""

    def _summary(self, draft: "Draft") -> Iterator[str]:
        if self.talk.kind is Kind.DISMISSAL or not draft.sentences:
            return
        yield self.words("talk.summary")
        for sentence in draft.sentences:
            yield f"  {sentence.text} {cited(sentence.lines, self.talk, self.words)}"
        yield ""

    def _notes(self) -> Iterator[str]:
        guide = self.services.guides.guide(self.talk.kind, self.talk.lang)
        shown: str | None = ""
        for note in self.talk.notes:
            if note.question != shown:
                question = guide.question(note.question)
                yield from ([""] if shown else [])
                yield question.text if question else self.words("live.free")
                shown = note.question
            yield f"{note.number:>4} {signed(note.text, note.marks)}"
            for line in beside(note, self.words, self.talk.person.alias):
                yield f"       {line}"
        if self.talk.purged:
            yield self.words("talk.purged", day=self.talk.purged.on.isoformat())
        elif not self.talk.notes:
            yield self.words("talk.empty")

    async def _may_change(self) -> bool:
        """Whether no dispute is on; says so when one is."""
        held = await self.services.rights.is_held(self.talk.id)
        if held:
            self._say(self.words("talk.held"))
        return not held

    async def action_resume(self) -> None:
        """Go on with the talk."""
        if await self._may_change():
            self.post_message(TalkChosen(self.talk.id, resume=True))

    async def action_wrap_up(self) -> None:
        """Change what was agreed."""
        if await self._may_change():
            self.post_message(WrapUpAsked(self.talk))

    async def action_amend(self) -> None:
        """Put the other's own view beside a line, or put a line right."""
        from tui.screens.amend import AmendScreen  # most talks are only read

        if not await self._may_change():
            return
        self.app.push_screen(AmendScreen(self.services, self.talk))

    @on(TalkSaved)
    def take_change(self, message: TalkSaved) -> None:
        """Show the talk as it is now."""
        if message.talk.id == self.talk.id:
            self.talk = message.talk
            self.read_notes()

    def action_export(self) -> None:
        """Write the whole talk to a file."""
        self.write_file("self")

    def action_copy(self) -> None:
        """Write the copy for the employee."""
        self.write_file("employee")

    @work(group="export", exit_on_error=False, description="write a file")
    async def write_file(self, audience: str) -> None:
        """Write a file off the UI loop and say where it is."""
        if self.services.export is None:
            self._say(self.words("practice.stays"))
            return
        try:
            path = await asyncio.to_thread(self.services.export, self.talk, audience)
        except OnderonsError as error:
            self._say(self.words(error.text_id, **error.params))
            return
        told = self.words("talk.exported", where=path)
        if audience == "employee" and must_be_dutch(self.talk.lang, self.services.country):
            told += f"\n{self.words('export.must-be-dutch')}"
        self._say(told)

    async def action_erase(self) -> None:
        """Remove the talk: one key must not be enough."""
        if self.services.desk.read_only is not None:
            self._say(self.words("talk.read-only"))
        elif not await self._may_change():
            return
        elif self._erase_asked:
            await self.erase()
        else:
            self._erase_asked = True
            self._say(self.words("talk.erase-sure"))

    async def erase(self) -> None:
        """Remove the talk for good."""
        try:
            await self.services.desk.discard(self.talk)
        except StoreError as error:
            self._say(self.words(error.text_id, **error.params))
        else:
            self.post_message(TalkLeft(None))

    def on_key(self, event: Key) -> None:
        """Any other key leaves the talk where it is."""
        if event.key != "delete" and self._erase_asked:
            self._erase_asked = False
            self._say("")

    def _say(self, text: str) -> None:
        self.notice.display = bool(text)
        self.notice.say(text, grow=True)
