"""Keys and pastes are taken one at a time: what one of them causes is done before the next is looked at."""

import asyncio
from collections import deque

from textual import events
from textual.message_pump import MessagePump
from textual.screen import Screen

from tui.closed import ClosedApp

PATIENCE = 0.5
"""Seconds to wait for what a key caused; then the next is taken all the same, or a screen that waits
for a key would wait for ever."""


class InOrderApp(ClosedApp):
    """Takes what is typed in the order in which it was typed, whatever screen or widget it is for.

    Textual runs a function key in the app at once, while text goes through the queue of the editor and
    Enter through those of everything around it. On a busy machine F10 then overtook the line before it:
    typed ahead in one go, "line, Enter, F10" lost the line in 11 of 12 runs, and Ctrl+O hit the wrong one.
    Keys typed while a new screen is coming went to the old one.
    """

    def __init__(self, ansi_color: bool | None) -> None:
        super().__init__(ansi_color=ansi_color)
        self._typed: deque[events.Event] = deque()
        self._taking: asyncio.Task[None] | None = None

    async def on_event(self, event: events.Event) -> None:
        """Let what is typed wait for its turn; the rest goes its way."""
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            self._typed.append(event)
            if self._taking is None or self._taking.done():
                self._taking = asyncio.create_task(self._take_typed())
        else:
            await super().on_event(event)

    async def _take_typed(self) -> None:
        while self._typed:
            if not self.call_later(super().on_event, self._typed.popleft()):
                return  # the app is closing
            try:
                await asyncio.wait_for(self._settled(), PATIENCE)
            except TimeoutError:
                continue

    async def _settled(self) -> None:
        """Wait until the last key is handled everywhere, a new screen included."""
        await _drained(self)
        seen: Screen[object] | None = None
        while self.screen_stack and seen is not self.screen:
            seen = self.screen
            for node in (self.focused or seen).ancestors_with_self:  # the app is the last of them
                await _drained(node)


async def _drained(pump: MessagePump) -> None:
    """Wait until everything that waits for a widget now is handled."""
    done = asyncio.Event()
    if pump.is_running and pump.call_later(done.set):
        await done.wait()
