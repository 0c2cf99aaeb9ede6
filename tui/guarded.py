"""The part of the app that opens the store, locks it, and asks for a passphrase before the first talk."""

import time

from textual import events, on, work

from coach.errors import Locked, NoMachineKey, StoreError
from coach.ports import IDLE_MINUTES, SafeState
from tui.attended import AttendedApp
from tui.messages import BeginAsked, LockAsked, PracticeAsked, ProtectAsked, Unlocked
from tui.screens.base import Page
from tui.services import Services
from tui.sitting import Sitting

IDLE = IDLE_MINUTES * 60.0
"""Seconds without a key outside a talk after which the store locks itself."""

LOOK = 2.0
"""Seconds between looks at the clock, and at whether `onderons lock` was called."""


class GuardedApp(AttendedApp):
    """Knows whether the store is open."""

    def __init__(self, services: Services, welcome: bool) -> None:
        super().__init__(services, welcome)
        self._touched = time.monotonic()
        self._went_without = False  # a passphrase was offered once in this session
        self._sitting: Sitting | None = None  # the last talk on screen, with what can be undone

    def begin(self) -> None:
        """Show what the program was started for."""
        raise NotImplementedError

    def ask_who(self, message: BeginAsked) -> None:
        """Ask who the talk is with."""
        raise NotImplementedError

    @property
    def in_talk(self) -> bool:
        """Whether a talk is being held or rounded off: then nothing may shut the store."""
        return any(isinstance(screen, Page) and screen.HOLDS_TALK for screen in self.screen_stack)

    async def on_event(self, event: events.Event) -> None:
        """Remember when somebody was last there."""
        if isinstance(event, events.Key | events.MouseDown | events.Paste):
            self._touched = time.monotonic()
        await super().on_event(event)

    # Opening

    def open_first(self) -> None:
        """Ask for the passphrase, or open the store behind the first screen."""
        if self.services.locked:
            self._ask_passphrase()
        else:
            self.begin()
            if self.services.has_store:
                self.open_store()
        if self.services.has_store:
            self.set_interval(LOOK, self.look_around)

    @work(group="open-store", exit_on_error=False, description="open the store")
    async def open_store(self) -> None:
        """Tidy and bring up to date what is there; what stands in the way is said on the first screen."""
        try:
            await self.services.safe.open()
        except (Locked, NoMachineKey):
            self._ask_passphrase()
        except StoreError as error:
            self.services.desk.read_only = error
            self.complain(error)

    @on(Unlocked)
    def let_in(self, message: Unlocked) -> None:
        """Go on where the program was."""
        self.services.desk.read_only = message.read_only
        self.pop_screen()
        self.begin()
        if message.recovered:
            self._protect()

    def _ask_passphrase(self) -> None:
        from tui.screens.unlock import UnlockScreen

        self._welcome = False
        while len(self.screen_stack) > 1:  # the palette and the code too: nothing stays underneath
            self.pop_screen()
        self.push_screen(UnlockScreen(self.services))

    # Before the first talk, and from the settings

    @on(BeginAsked)
    async def protect_first(self, message: BeginAsked) -> None:
        """A passphrase is offered before the first real talk, once."""
        known = not self.services.has_store or self._went_without or self.services.desk.read_only is not None
        if known or await self.services.safe.state() is not SafeState.NEW:
            self.ask_who(message)
        else:
            self._went_without = True
            self._protect(message)

    # To the practice talks

    @on(PracticeAsked)
    async def practise(self, message: PracticeAsked) -> None:
        """Make room for the practice talks: those have an app of their own, so nothing can mix."""
        if await self.services.desk.flush():
            self.exit(message)

    @on(ProtectAsked)
    def protect_asked(self) -> None:
        """Set another passphrase."""
        self._protect()

    def _protect(self, then: BeginAsked | None = None) -> None:
        from tui.screens.protect import ProtectScreen

        def go_on(_: None) -> None:
            if then is not None:
                self.ask_who(then)

        self.push_screen(ProtectScreen(self.services, before_first_talk=then is not None), go_on)

    # Locking

    async def look_around(self) -> None:
        """Lock when nobody has been there for a while, or when somebody asked from outside."""
        if await self.services.safe.lock_asked() or time.monotonic() - self._touched > IDLE:
            await self.lock()

    @on(LockAsked)
    async def lock_asked(self) -> None:
        """Lock because somebody pressed the key; say so when there is nothing to lock with."""
        if not await self.lock():
            self.notify(self.services.words("lock.no-passphrase"), markup=False)

    async def lock(self) -> bool:
        """Drop the keys and show nothing any more; in a talk only hide. False without a passphrase."""
        if self.in_talk:
            self.hide_talk()
            return True
        safe = self.services.safe
        if not self.services.has_store or await safe.state() is not SafeState.PROTECTED:
            return False
        if await self.services.desk.flush():  # what the disk refuses must not go with the keys
            await safe.lock()
            self._sitting = None  # and not the notes of the last talk, kept for undo
            self._ask_passphrase()
        return True
