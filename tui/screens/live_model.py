"""What a local model hears of a talk that is held. Nothing of it is shown before the wrap-up."""

from tui.messages import TalkSaved
from tui.screens.live_modes import LiveModes


class LiveModel(LiveModes):
    """The part of the Live screen that lets a model read along."""

    def on_mount(self) -> None:
        """Load it once the talk is on screen."""
        self.sitting.forgot = self.services.drafter.forgot
        self.call_after_refresh(lambda: self.services.drafter.begin(self.sitting.talk))

    def on_talk_saved(self, message: TalkSaved) -> None:
        """What is stored may be judged; an older state of it may hold a line that was taken out since."""
        talk = self.sitting.talk
        if message.talk.id == talk.id and message.talk.notes == talk.notes:
            self.services.drafter.noted(talk)
