"""The part of the app that keeps a local model quiet, still and away when it should be."""

from textual import events, on

from tui.choosing import ChoosingApp
from tui.messages import TalkLeft


class AttendedApp(ChoosingApp):
    """Tells the drafter of keys, of a covered screen, and of the end of a talk."""

    async def on_event(self, event: events.Event) -> None:
        """Whoever types is not disturbed."""
        if isinstance(event, events.Key | events.MouseDown | events.Paste):
            self.services.drafter.hush()
        await super().on_event(event)

    @on(TalkLeft)
    def forget_talk(self) -> None:
        """A model that followed a talk ends with it."""
        self.services.drafter.leave()

    def hide_talk(self) -> None:
        """Cover the talk; it goes on underneath, and a model that follows it stands still."""
        from tui.screens.hidden import HiddenScreen

        if isinstance(self.screen, HiddenScreen):
            return
        drafter = self.services.drafter
        drafter.pause(True)
        self.push_screen(HiddenScreen(self.services.words("hidden.how")), lambda _: drafter.pause(False))

    async def on_unmount(self) -> None:
        """End what runs, however the program ends."""
        await self.services.drafter.close()
