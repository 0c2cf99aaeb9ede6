"""What can be chosen once: languages, country, colours."""

from dataclasses import asdict, replace
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.events import ScreenResume
from textual.getters import query_one
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from coach.ports import SafeState
from coach.retention import KEEP
from tui import commands, keys
from tui.colours import THEMES
from tui.messages import Chosen, ProtectAsked
from tui.screens.base import Page
from tui.services import Services
from tui.text import plain
from tui.widgets.line import Line

ROOM = {
    "lang": ("nl", "en"),
    "talk-lang": ("nl", "en"),
    "country": ("NL", "BE"),
    "along": ("no", "yes"),
    "theme": tuple(THEMES),
    "model-when": ("off", "end", "talking"),
    "keep": KEEP,
}
"""What each choice can be; Enter goes to the next."""

BEGIN, PASSPHRASE = "begin", "passphrase"


class SettingsScreen(Page):
    """One row a choice. On the first start it also says in a minute what the program is."""

    CSS_PATH = "settings.tcss"
    BINDINGS = [*keys.bindings(commands.SETTINGS)]  # noqa: RUF012  # Textual's own way
    TABLE: ClassVar[tuple[commands.Command, ...]] = commands.SETTINGS
    NAME = "settings"

    choices = query_one(OptionList)

    def __init__(self, services: Services, welcome: bool = False, chosen: str = "") -> None:
        super().__init__(services)
        self._welcome, self._chosen = welcome, chosen

    def compose(self) -> ComposeResult:
        """Title, choices, the tour on the first start, keys."""
        title = self.words("settings.welcome" if self._welcome else "settings.title")
        yield Line(self.titled(title), id="top")
        yield OptionList(markup=False, id="choices")
        with VerticalScroll(id="tour", can_focus=False):
            yield Line(self.words("settings.tour"))
        yield Line(self.key_line(self.words("settings.enter")), id="keys")

    def on_mount(self) -> None:
        """Show what is chosen now."""
        self.query_one("#tour").display = self._welcome
        if self._welcome:
            self.choices.add_option(Option(plain(self.words("settings.begin")), BEGIN))
        for name in ROOM:
            value = self.words(
                f"settings.{name}-{self._now(name)}" if self._is_open(name) else "settings.model-none"
            )
            self.choices.add_option(Option(plain(f"{self.words(f'settings.{name}'):<26} {value}"), name))
        if self.services.has_store:
            self.choices.add_option(Option(plain(self._passphrase_row("…")), PASSPHRASE))
            self.show_passphrase()
        self.choices.highlighted = self.choices.get_option_index(self._chosen) if self._chosen else 0
        self.choices.focus()

    @on(OptionList.OptionSelected)
    def choose_next(self, message: OptionList.OptionSelected) -> None:
        """Go to the next of what a choice can be."""
        name = message.option_id or ""
        if name == BEGIN:
            self.action_back()
            return
        if name == PASSPHRASE:
            self.post_message(ProtectAsked())
            return
        if not self._is_open(name):
            return
        room, now = ROOM[name], self._now(name)
        fresh = room[(room.index(now) + 1) % len(room)] if now in room else room[0]
        self.post_message(Chosen(replace(self.services.choices, **{name.replace("-", "_"): fresh}), name))

    @on(ScreenResume)
    @work(group="safe", exclusive=True, exit_on_error=False, description="look at the safe")
    async def show_passphrase(self) -> None:
        """Say whether there is a passphrase; looked at again after one was set."""
        if not self.services.has_store:
            return
        protected = await self.services.safe.state() is SafeState.PROTECTED
        value = self.words(f"settings.passphrase-{'set' if protected else 'none'}")
        self.choices.replace_option_prompt(PASSPHRASE, plain(self._passphrase_row(value)))

    def _passphrase_row(self, value: str) -> str:
        return f"{self.words('settings.passphrase'):<26} {value}"

    def _is_open(self, name: str) -> bool:
        """Whether there is something to choose: when a model works, only with a model."""
        return name != "model-when" or bool(self.services.choices.model)

    def _now(self, name: str) -> str:
        value: str = asdict(self.services.choices)[name.replace("-", "_")]
        return value
