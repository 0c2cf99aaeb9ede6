"""What stands there at once at the end of a talk, by rules, and what a local model adds while one looks."""

from textual import on, work
from textual.widgets import TextArea

from coach.errors import OnderonsError
from coach.model_errors import ModelTrouble
from tui.closing import Closing
from tui.messages import SaveRefused, TalkChosen, TalkSaved
from tui.proposing import Drafted
from tui.screens.wrapup_view import WrapUpView
from tui.services import Services
from tui.text import labelled
from tui.told_drafts import told_drafts
from tui.widgets.line_editor import LineEditor


class WrapUpModel(WrapUpView):
    """The part of the wrap-up that asks the rules and the model, and shows what they found.

    The rules' draft waits for nobody. A model's proposals come in below it, and not while somebody types.
    """

    def __init__(self, services: Services, closing: Closing) -> None:
        super().__init__(services, closing)
        self._crib = ""
        self._drafted: Drafted | None = None
        self._shown: Drafted | None = None
        self._refusal: OnderonsError | None = None
        self._asking = False
        self._unsaved = ""

    @work(group="draft", exclusive=True, exit_on_error=False, description="draft the end of the talk")
    async def read_notes(self) -> None:
        """Let the rules read the notes; what they find is a proposal. Then it is the model's turn."""
        try:
            draft = await self.services.advisor.draft(self.closing.talk)
        except Exception:  # the wrap-up must not hang on the note reader, whatever breaks in it
            self._crib = self.words("wrapup.cannot-read")
            self.show_said()
            raise
        said = [f"\n· {heard.theme}: {'; '.join(heard.said)}" for heard in draft.heard]
        self._crib = "".join(said) or self.words("wrapup.nothing-to-say-back")
        self.show_said()
        if self.closing.propose(draft):
            self.show_outcome()
        if self.services.drafter.present:
            self.ask_model()

    @work(group="model", exclusive=True, exit_on_error=False, description="let a model propose")
    async def ask_model(self) -> None:
        """Let the model propose; what goes wrong with it is told in the details, and the rules go on."""
        self._asking = True
        self.show_standing()
        try:
            async for drafted in self.services.drafter.proposals(self.closing.talk):
                self._drafted = drafted
                self.show_drafted()
        except OnderonsError as refusal:
            self._refusal = refusal
        except Exception as error:  # a fault of ours, and no reason to go without the rules' draft
            self._refusal = ModelTrouble("failed", why=type(error).__name__)
            raise
        finally:
            self._asking = False
            if self.is_attached:
                self.show_drafted()

    def stop_model(self) -> None:
        """Let it propose no more; what it has proposed stays."""
        self.workers.cancel_group(self, "model")

    # Showing

    @on(LineEditor.Entered)
    @on(TextArea.Changed)
    def show_drafted(self) -> None:
        """Show what the model has proposed by now; all of it waits while a line is being typed."""
        if not self.editor.empty:
            return
        self.show_standing()
        if self._drafted is self._shown or self._drafted is None:
            return
        self._shown = self._drafted
        self.closing.offer(self._shown.offer.actions)
        self.show_outcome()
        self.show_said()

    def show_said(self) -> None:
        """Show what to say back: notes by theme, and sentences of the model, marked as such."""
        by_model = self.words("wrapup.by-model")
        sentences = self._shown.offer.sentences if self._shown else ()
        worded = "".join(f"\n· {one.text} · {by_model}" for one in sentences)
        self.said.say(labelled(self.words("wrapup.say-back"), self._crib + worded), grow=True)

    def show_outcome(self) -> None:
        """Show the actions, the day, and how it stands with the model."""
        super().show_outcome()
        self.show_standing()

    def show_standing(self) -> None:
        """Say above the actions how it stands with the model, and first of all with the disk."""
        if self._unsaved:
            self.rule.say(self._unsaved)
            return
        if self._asking:
            told = self.words("wrapup.model-reads")
        elif self._refusal is not None:
            told = self.words("wrapup.model-off")
        else:
            told = self.words("wrapup.model-waits") if self.closing.proposed else ""
        self.rule.say(" · ".join(filter(None, [self.words("wrapup.agreed"), told])))

    # Commands

    def action_show_model(self) -> None:
        """Show which model it was, and what became of its proposals."""
        from tui.screens.help import HelpScreen

        text = told_drafts(self._drafted, self._refusal, self.closing.talk, self.words)
        self.app.push_screen(HelpScreen(self.services, text))

    def action_back(self) -> None:
        """Stop the model; when it does not work, go back into the talk: the end is undone."""
        if self._asking:
            self.stop_model()
            self.say(self.words("wrapup.model-stopped"))
            return
        self.services.drafter.refuse(self.closing.refused)
        self.post_message(TalkChosen(self.closing.talk.id, resume=True))

    # Storing

    def on_talk_saved(self, message: TalkSaved) -> None:
        """The disk took it."""
        self._unsaved = ""
        self.show_standing()

    def on_save_refused(self, message: SaveRefused) -> None:
        """Say that the disk refuses, for as long as it does."""
        self._unsaved = self.words(message.error.text_id, **message.error.params)
        self.show_standing()
