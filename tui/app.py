"""The Textual app: which screen is on, signals, crashes. What a talk is stands in `coach`."""

import asyncio
import signal
from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual import on, work
from textual.app import SystemCommand
from textual.command import CommandPalette
from textual.driver import Driver
from textual.filter import LineFilter
from textual.screen import Screen

from coach.errors import StoreError
from coach.talk import State, Talk
from tui.closing import Closing
from tui.flaws import told_flaws
from tui.guarded import GuardedApp
from tui.messages import (
    BeginAsked,
    LeftPage,
    SaveRefused,
    TalkBegun,
    TalkChosen,
    TalkLeft,
    TalkSaved,
    WrapUpAsked,
)
from tui.screens.base import Page
from tui.services import Services
from tui.sitting import Sitting
from tui.terminal import CrashReport, driver_class
from tui.text import ControlFilter


class OnderonsApp(GuardedApp):
    """Onderons on a terminal."""

    TITLE = "Onderons"
    CSS_PATH = "app.tcss"
    PAUSE_GC_ON_SCROLL = True  # fewer hitches while scrolling long notes
    BINDINGS: ClassVar = []

    def __init__(
        self,
        services: Services,
        crashes: CrashReport,
        start: Talk | BeginAsked | None = None,
        welcome: bool = False,
    ) -> None:
        self._crashes, self._start = crashes, start
        self._asked_to_leave = False
        self._control_filter = ControlFilter()
        super().__init__(services, welcome)

    # Start and end

    def get_driver_class(self) -> type[Driver]:
        """The system's driver, with an input that survives broken UTF-8."""
        return driver_class(super().get_driver_class())

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's filters, and the net under the text hygiene."""
        return [*super().get_line_filters(), self._control_filter]

    def on_mount(self) -> None:
        """Show the first screen and listen to signals."""
        self.colour()
        self.take_keys()
        self.open_first()
        loop = asyncio.get_running_loop()
        for name in ("SIGTERM", "SIGHUP"):
            if hasattr(signal, name):
                loop.add_signal_handler(getattr(signal, name), self.exit)

    def begin(self) -> None:
        """Show what the program was started for; later the first screen."""
        start, self._start = self._start, None
        if isinstance(start, Talk):
            self.hold(start)
            if start.notes:  # the demo's: it is stored once it is on screen
                self.services.desk.keep(start)
            return
        self._show(None)
        if self._welcome:
            self.show_settings()
        if start is not None:
            self.post_message(start)

    async def on_unmount(self) -> None:
        """Store what waits, however the program ends."""
        await self.services.desk.flush()

    async def action_quit(self) -> None:
        """Leave; when the disk refuses, say so once before leaving all the same."""
        if not await self.services.desk.flush() and not self._asked_to_leave:
            self._asked_to_leave = True
            self.notify(self.services.words("app.not-stored-yet"), severity="error", markup=False)
            return
        self.exit(LeftPage())

    def action_help_quit(self) -> None:
        """Ctrl+C does not end a talk; say what does."""
        self.notify(self.services.words("app.how-to-quit"), markup=False)

    def _fatal_error(self) -> None:
        # Textual prints local variables here, and so what was typed
        self.bell()
        self._exit_renderables.append(self._crashes.write(self.services.words))
        self._close_messages_no_wait()

    # Messages from the disk

    def tell_saved(self, talk: Talk) -> None:
        """Pass on that a talk is on disk."""
        self._tell(TalkSaved(talk))

    def tell_refused(self, error: StoreError) -> None:
        """Pass on that the disk refuses."""
        self._tell(SaveRefused(error))

    def _tell(self, message: TalkSaved | SaveRefused) -> None:
        if self.is_running and self.screen_stack:
            for screen in self.screen_stack:
                screen.post_message(message)

    # From screen to screen

    def ask_who(self, message: BeginAsked) -> None:
        """Ask who the talk is with."""
        from tui.screens.begin import BeginScreen

        if self.services.desk.read_only is not None:
            self.bell()  # the first screen says why
            return
        self.push_screen(BeginScreen(self.services, message.kind, message.name, message.day))

    @on(TalkBegun)
    def hold_new(self, message: TalkBegun) -> None:
        """Hold a new talk, with its goal in view."""
        goal = message.talk.goal
        self.hold(message.talk, notice=self.services.words("live.goal", goal=goal) if goal else "")

    def hold(self, talk: Talk, draft: str = "", notice: str = "", stored: bool = False) -> None:
        """Hold a talk: new, resumed or gone on with."""
        from tui.screens.live import LiveScreen

        sitting = self._sitting
        if sitting is not None and sitting.talk.id == talk.id:
            sitting.go_on(talk)
        else:
            guide = self.services.guides.guide(talk.kind, talk.lang)
            sitting = Sitting(talk.reopened(), guide, self.services.desk.keep, self.services.now)
        if stored:
            sitting.stored = talk
        if talk.state is State.ENDED:
            sitting.resume()
        self._sitting = sitting
        self._show(LiveScreen(self.services, sitting, draft, notice))

    @on(TalkChosen)
    def open_chosen(self, message: TalkChosen) -> None:
        """Open a stored talk."""
        self.open_talk(message.talk_id, message.resume)

    @work(group="open-talk", exclusive=True, exit_on_error=False, description="open a talk")
    async def open_talk(self, talk_id: str, resume: bool) -> None:
        """Open a stored talk: to go on with when it is unfinished, else to read."""
        from tui.screens.talk import TalkScreen

        words = self.services.words
        try:
            talk, draft, flaws = await self.services.desk.load(talk_id)
        except StoreError as error:
            self.complain(error)
            return
        notice = told_flaws(flaws, words)
        read_only = self.services.desk.read_only is not None or await self.services.rights.is_held(talk_id)
        if (talk.state is State.UNFINISHED or resume) and not read_only:
            self.hold(talk, draft, notice or words("live.resumed"), stored=True)
        else:
            self._show(TalkScreen(self.services, talk, notice))

    @on(TalkLeft)
    def leave_talk(self, message: TalkLeft) -> None:
        """Go from a talk to reading it back, or, when nothing is left of it, to the first screen."""
        from tui.screens.talk import TalkScreen

        if message.talk is not None:
            ended = self.services.words("practice.ended" if self.services.practice else "talk.ended")
            self._show(TalkScreen(self.services, message.talk, ended))
        else:
            self._show(None)

    @on(WrapUpAsked)
    def wrap_up(self, message: WrapUpAsked) -> None:
        """Round off a talk."""
        if self.services.desk.read_only is not None:
            self.complain(self.services.desk.read_only)
            return
        from tui.screens.wrapup import WrapUpScreen

        self._show(WrapUpScreen(self.services, Closing(message.talk, self.services.desk.keep)))

    @on(LeftPage)
    def go_back(self) -> None:
        """Go to the screen before, or to the first one."""
        if isinstance(self.screen_stack[-2], Page):
            self.pop_screen()
        else:
            self._show(None)

    def start_over(self) -> None:
        """Build the first screen again: words or colours have changed."""
        while isinstance(self.screen, Page):
            self.pop_screen()
        self._show(None)

    def _show(self, page: Page | None) -> None:
        """Put a page right above the first screen: the way back is always one step.

        The first screen is only made when somebody comes back to it: a demo or `talk --kind` that
        starts in a talk should not pay for it.
        """
        from tui.screens.today import TodayScreen

        started = isinstance(self.screen, Page)
        while isinstance(self.screen, Page) and not isinstance(self.screen, TodayScreen):
            self.pop_screen()
        if not isinstance(self.screen, TodayScreen) and (started or page is None):
            self.push_screen(TodayScreen(self.services))
        if page is not None:
            self.push_screen(page)

    def action_command_palette(self) -> None:
        """Open the palette, worded."""
        if not CommandPalette.is_open(self):
            self.push_screen(CommandPalette(placeholder=self.services.words("app.palette")))

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """What the palette offers: the commands of the screen. Never a screenshot."""
        words = self.services.words
        for command in screen.TABLE if isinstance(screen, Page) else ():
            title = words(f"command.{command.id}.short")

            async def run(action: str = command.action) -> None:
                await screen.run_action(action)

            yield SystemCommand(title, words(f"command.{command.id}.help"), run)
