"""The first screen: talks to go on with, talks to begin, talks to read."""

from textwrap import shorten
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.getters import query_one
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from coach.agenda import Due, agenda
from coach.ports import TalkRow
from coach.talk import Kind, State
from tui import commands, keys
from tui.messages import BeginAsked, SettingsAsked, TalkChosen
from tui.screens.base import Page
from tui.text import plain
from tui.widgets.line import Line

MOST_SHOWN = 200
"""Talks in the list; a list of thousands is for searching, not for reading."""

MOST_DUE = 8
"""Things due in the list; the rest waits until these are done."""

WIDEST = 36
"""Letters of an agreement in the list."""


class TodayScreen(Page):
    """What is open today."""

    CSS_PATH = "today.tcss"
    BINDINGS = [*keys.bindings(commands.TODAY)]  # noqa: RUF012  # Textual's own way
    TABLE: ClassVar[tuple[commands.Command, ...]] = commands.TODAY
    NAME = "today"

    choices = query_one(OptionList)
    note = query_one("#note", Line)

    def compose(self) -> ComposeResult:
        """Title, choices, what is wrong, keys."""
        yield Line(self.titled("Onderons"), id="top")
        yield OptionList(markup=False, id="choices")
        yield Line(id="note")
        yield Line(self.key_line(), id="keys")

    def on_mount(self) -> None:
        """Offer new talks at once; stored ones follow when they are read."""
        self._offer([])
        self.choices.focus()

    def on_screen_resume(self) -> None:
        """Read the store again: a talk may have been held since."""
        self.read_store()

    @work(group="read-store", exclusive=True, exit_on_error=False, description="read the store")
    async def read_store(self) -> None:
        """Read all talks in the disk lane and show them."""
        rows, errors = await self.services.desk.rows()
        self._offer(rows)
        wrong = [self.words(e.text_id, **e.params) for e in errors[:3]]
        if self.services.desk.read_only:
            error = self.services.desk.read_only
            wrong.insert(0, self.words(error.text_id, **error.params))
        wrong += [*self.services.guides.problems(), *self.services.problems]
        overdue = await self.services.rights.overdue(rows, self.services.choices.retention)
        if overdue and self.services.practice:
            wrong.append(self.words.count("practice.over-time", overdue))
        elif overdue:
            wrong.append(self.words.count("today.over-time", overdue))
        self.note.say("\n".join(wrong))
        self.note.display = bool(wrong)

    def _offer(self, rows: list[TalkRow]) -> None:
        chosen = self.choices.highlighted
        # what was promised to practise binds nobody
        due = () if self.services.practice else agenda(rows, self.services.now().date())[:MOST_DUE]
        unfinished = [row for row in rows if row.state is State.UNFINISHED and row.notes][:MOST_SHOWN]
        options: list[Option | None] = []
        for row in unfinished:
            options.append(Option(plain(self.words("today.go-on", **self._told(row))), f"live:{row.id}"))
        if unfinished:
            options.append(None)
        for item in due:
            options.append(Option(plain(self._due(item)), f"due{len(options)}:{item.talk}"))
        if due:
            options.append(None)
        for kind in Kind:
            options.append(Option(plain(self.words(f"today.new-{kind}")), f"new:{kind}"))
        ended = [row for row in rows if row.state is State.ENDED][:MOST_SHOWN]
        if ended:
            options.append(None)
        for row in ended:
            options.append(Option(plain(self.words("today.read", **self._told(row))), f"talk:{row.id}"))
        self.choices.set_options(options)
        self.choices.highlighted = 0 if chosen is None else min(chosen, self.choices.option_count - 1)

    def _due(self, item: Due) -> str:
        """One thing that is due, in a line."""
        if item.agreement is None:
            return self.words("today.back-to", person=item.person, date=item.day.isoformat())
        mine = item.agreement
        who = self.words(f"owner.{mine.owner or 'nobody'}")
        what = shorten(mine.what, WIDEST, placeholder=" …")
        date = item.day.isoformat()
        which = "today.overdue" if item.day < self.services.now().date() else "today.coming"
        return self.words(which, person=item.person, who=who, what=what, date=date)

    def _told(self, row: TalkRow) -> dict[str, object]:
        return {
            "person": row.person,
            "kind": f"kind.{row.kind}",
            "date": row.date.isoformat(),
            "lines": self.words.count("today.lines", row.notes),
        }

    @on(OptionList.OptionSelected)
    def open_choice(self, message: OptionList.OptionSelected) -> None:
        """Open what was chosen."""
        what, _, which = (message.option_id or "").partition(":")
        if what == "new":
            self.post_message(BeginAsked(Kind(which)))
        else:
            self.post_message(TalkChosen(which))

    def action_new_talk(self) -> None:
        """Begin a stay talk, the most common kind."""
        self.post_message(BeginAsked(Kind.STAY))

    def action_settings(self) -> None:
        """Show what can be chosen."""
        self.post_message(SettingsAsked())

    async def action_quit(self) -> None:
        """Leave the program."""
        await self.app.action_quit()
