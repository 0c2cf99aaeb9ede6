"""Before a talk: who it is with, what for, what came of last time, and what to say first."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, VerticalScroll
from textual.getters import query_one
from textual.widgets import Input

from coach.errors import OnderonsError
from coach.guidance import MINUTES
from coach.guide import Guide
from coach.note import Mark
from coach.paper import Page as PaperPage
from coach.person import ALIAS_LIMIT
from coach.sheet import QUESTIONS
from coach.talk import Kind, Talk
from coach.text import one_line
from tui import commands, keys
from tui.agreed import agreed_line, told_day
from tui.messages import PracticeAsked, TalkBegun
from tui.screens.base import Page
from tui.services import Services
from tui.widgets.line import Line

LONGEST = 300
"""Characters of a goal and of what was seen: a sentence, no file on somebody."""

LOOK_UP = 0.4
"""Seconds after the last key of a name before last time is looked up."""


class BeginScreen(Page):
    """A name and Enter, and the talk is there; Tab goes to what helps to prepare."""

    CSS_PATH = "begin.tcss"
    BINDINGS = [*keys.bindings(commands.BEGIN), Binding("enter", "begin", show=False)]  # noqa: RUF012  # Textual's own way
    TABLE: ClassVar[tuple[commands.Command, ...]] = commands.BEGIN
    NAME = "begin"

    name_line = query_one("#name", Input)
    goal_line = query_one("#goal", Input)
    seen_line = query_one("#seen", Input)
    note = query_one("#note", Line)
    last = query_one("#last", Line)

    def __init__(self, services: Services, kind: Kind, name: str = "", day: date | None = None) -> None:
        """A page for a talk of this kind.

        Args:
            services: What it needs.
            kind: Kind of talk.
            name: Who it is with, when that was said already: then it begins at once.
            day: The day of a talk that is typed afterwards.
        """
        super().__init__(services)
        self._kind, self._name, self._day = kind, name, day
        self._guide = services.guides.guide(kind, services.talk_lang)

    def compose(self) -> ComposeResult:
        """The name on top; below it what to say first."""
        guide = self._guide
        yield Line(self.titled(f"Onderons · {guide.title}"), id="top")
        yield from self._field("name", ALIAS_LIMIT)
        yield from self._field("goal", LONGEST)
        if self._kind is not Kind.DISMISSAL:  # nothing is gathered there
            yield from self._field("seen", LONGEST)
        yield Line("", id="note")
        with VerticalScroll(id="guide"):
            yield Line("", id="last", classes="block")
            yield Line(f"{guide.is_}\n{guide.is_not}", classes="block")
            yield Line(self.words("begin.opening"), classes="label")
            yield Line(guide.opening, classes="block")
            yield Line("\n".join(self._help(guide)), classes="block")
            yield Line(self.words("begin.invitation"), classes="label")
            yield Line(self._invitation(guide, "…"), classes="block", id="invitation")
            yield Line(self.words("begin.notice"), classes="label")
            yield Line(self.words("begin.readable"), classes="label")
        # Enter first: at 50 columns the last key falls off
        yield Line(f"{self.words('begin.enter')}  {self.key_line()}", id="keys")

    @property
    def offered(self) -> tuple[commands.Command, ...]:
        """All but practising, where there is nothing to practise beside."""
        return self.TABLE if self._can_practise else tuple(c for c in self.TABLE if c.id != "talk.practice")

    @property
    def _can_practise(self) -> bool:
        return self.services.has_store and not self.services.practice

    def _field(self, name: str, longest: int) -> ComposeResult:
        with Horizontal(classes="field"):
            yield Line(self.words(f"begin.{name}-label"), classes="name")
            yield Input(max_length=longest, compact=True, id=name, placeholder=self.words(f"begin.{name}"))

    def on_mount(self) -> None:
        """Let the typist begin with the name."""
        self.last.display = False
        self.name_line.focus()
        if self._name:
            self.name_line.value = self._name
            self.start_talk(self._name)

    def _help(self, guide: Guide) -> Iterator[str]:
        for check in guide.checks:
            yield f"☐ {check.text}"
        if self._kind is Kind.EXIT:
            yield self.words("begin.about-you")
        proposed = dict.fromkeys([*guide.set("core"), *guide.questions])
        for question in list(proposed)[: QUESTIONS.get(self._kind, 0)]:
            yield f"{self.words('begin.question')} {question.text} ({question.why})"

    def _invitation(self, guide: Guide, name: str) -> str:
        known = {"name": name, "when": "…", "manager": "…", "minutes": str(MINUTES[self._kind])}
        text = guide.invitation
        for name, value in known.items():
            text = text.replace(f"{{{name}}}", value)
        return text

    @on(Input.Changed, "#name")
    def look_up(self, message: Input.Changed) -> None:
        """Look for last time once the name stands still."""
        name = message.value

        def still() -> None:
            if self.is_mounted and self.name_line.value == name:
                self.show_last(name)

        self.set_timer(LOOK_UP, still)

    @work(group="last-time", exclusive=True, exit_on_error=False, description="look up the last talk")
    async def show_last(self, name: str) -> None:
        """Show what came of last time with this person, and the invitation by name."""
        invitation = self._invitation(self._guide, one_line(name) or "…")
        self.query_one("#invitation", Line).say(invitation, grow=True)
        found = await self.services.desk.last_talk(name) if name.strip() else None
        self.last.display = found is not None
        if found is not None:
            self.last.say("\n".join(self._last_time(found)), grow=True)

    def _last_time(self, talk: Talk) -> Iterator[str]:
        yield self.words("begin.last-time", date=talk.date.isoformat(), kind=f"kind.{talk.kind}")
        outcome = talk.outcome
        for agreement in outcome.agreements if outcome else ():
            state = self.words(f"action.{agreement.state}")
            yield f"  {agreed_line(agreement, self.words, talk.person.alias)} · {state}"
        if outcome and outcome.return_on:
            yield f"  {self.words('wrapup.back-on')}  {told_day(outcome.return_on, self.words)}"
        for note in talk.notes:
            if note.has(Mark.PARK):
                yield f"  {self.words('begin.parked')} {note.text}"

    def action_notice(self) -> None:
        """Open what can be given to the employee beforehand, in the language of the talk."""
        from tui.screens.paper import PaperScreen

        self.app.push_screen(PaperScreen(self.services, PaperPage.EMPLOYEE, self.services.talk_lang))

    def action_practise(self) -> None:
        """Hold this kind of talk to practise; what was typed here stays behind."""
        if self._can_practise:
            self.post_message(PracticeAsked(self._kind))
        else:
            self.note.say(self.words("practice.not-here"))

    def action_begin(self) -> None:
        """Enter begins the talk wherever the cursor is."""
        self.start_talk(self.name_line.value)

    @on(Input.Submitted)
    def start(self, message: Input.Submitted) -> None:
        """Start the talk with this person."""
        self.start_talk(self.name_line.value)

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
            seen = one_line(self.seen_line.value) if self._kind is not Kind.DISMISSAL else ""
            talk = replace(talk, goal=one_line(self.goal_line.value), seen=seen)
            if self._day is not None:
                talk = replace(talk, date=self._day, after=True)
            self.post_message(TalkBegun(talk))
