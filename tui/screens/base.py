"""What all screens share: words, the key line, help and the way back."""

from typing import ClassVar

from textual.screen import Screen

from tui.commands import Command
from tui.messages import LeftPage, LockAsked
from tui.services import Services
from tui.words import Words


class Page(Screen[None]):
    """A full screen of the program."""

    TABLE: ClassVar[tuple[Command, ...]] = ()
    """The commands it offers; footer, help page and keys come from here."""

    NAME: ClassVar[str] = ""
    """Its name in the words: `help.<name>` is its help page."""

    HOLDS_TALK: ClassVar[bool] = False
    """Whether a talk is held on it: then a lock only hides."""

    AUTO_FOCUS = ""  # each screen says itself where typing goes
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (70, "-normal")]  # noqa: RUF012  # Textual's own way
    VERTICAL_BREAKPOINTS = [(0, "-tiny"), (9, "-low"), (16, "-tall")]  # noqa: RUF012  # Textual's own way

    def __init__(self, services: Services) -> None:
        super().__init__()
        self.services = services

    @property
    def words(self) -> Words:
        """The interface's words."""
        return self.services.words

    def titled(self, text: str) -> str:
        """A title; it says when all of it is invented or practice, and when nothing is stored."""
        if not self.services.recorded:
            return f"{text} · {self.words('unrecorded.label')}"
        if self.services.practice:
            return f"{text} · {self.words('practice.label')}"
        return f"{text} · {self.words('demo.label')}" if self.services.demo else text

    @property
    def offered(self) -> tuple[Command, ...]:
        """Those of its commands that can be given now."""
        return self.TABLE

    def key_line(self, *more: str) -> str:
        """The keys of this screen in one line, most needed first."""
        own = self.services.keymap
        keys = [(own[c.id].split(",")[0].title() if c.id in own else c.shown_key, c.id) for c in self.offered]
        shown = [f"{key} {self.words(f'command.{command}.short')}" for key, command in keys if key]
        return "  ".join([*shown, *more])

    def action_help(self) -> None:
        """Open the help page of this screen."""
        from tui.screens.help import HelpScreen

        about = self.words(f"help.{self.NAME}")
        if self.NAME == "live":
            about += "\n\n" + self.words("help.marks")
        self.app.push_screen(HelpScreen(self.services, about, self.offered))

    def action_lock(self) -> None:
        """Lock the store."""
        self.post_message(LockAsked())

    def action_back(self) -> None:
        """Go back to the screen before."""
        self.post_message(LeftPage())
