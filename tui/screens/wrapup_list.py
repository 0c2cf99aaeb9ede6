"""Working on the actions at the end of a talk: change, hand on, take away, take over from a model."""

from textual import on
from textual.widgets import OptionList

from tui.closing import Closing
from tui.screens.wrapup_model import WrapUpModel
from tui.services import Services
from tui.widgets.agreement_list import AgreementList


class WrapUpList(WrapUpModel):
    """The part of the wrap-up that works on a chosen action; proposals of a model stand below the others."""

    def __init__(self, services: Services, closing: Closing) -> None:
        super().__init__(services, closing)
        self._editing: int | None = None

    def say_list_keys(self) -> None:
        """Say what keys do in the list; a proposal wants to be taken over first."""
        self.say(self.words("wrapup.take-keys" if self.closing.proposed else "wrapup.list-keys"))

    @on(OptionList.OptionSelected)
    def choose(self, message: OptionList.OptionSelected) -> None:
        """Take a proposal over as it stands, or an action into the line to change it."""
        agreed = len(self.closing.outcome.agreements)
        if message.option_index < agreed:
            self._edit(message.option_index)
            return
        taken = self.closing.take_over(self.closing.proposed[message.option_index - agreed])
        self.show_outcome()
        self.agreements.highlighted = taken
        self.say_list_keys()

    def _edit(self, at: int) -> None:
        agreement = self.closing.outcome.agreements[at]
        owner = f"{self.words(f'owner.said-{agreement.owner}')}: " if agreement.owner else ""
        due = (
            f", {agreement.due_text}"
            if agreement.due_text and agreement.due_text not in agreement.what
            else ""
        )
        self._editing = at
        self.editor.fill(f"{owner}{agreement.what}{due}")
        self.editor.focus()
        self.say(self.words("wrapup.editing"))

    @on(AgreementList.Asked)
    def change(self, message: AgreementList.Asked) -> None:
        """Do what a key asks for with the chosen action."""
        if message.what == "undo":
            self._undo()
        elif message.what == "leave" or message.at is None:
            self.editor.focus()
            self.editor.insert(message.typed)
            self.say()
        else:
            self._change(message.what, message.at)
            self.show_outcome()
            if not self.agreements.option_count:
                self.editor.focus()

    def _change(self, what: str, at: int) -> None:
        agreed = len(self.closing.outcome.agreements)
        if at < agreed:
            (self.closing.hand_on if what == "owner" else self.closing.remove)(at)
        elif what == "owner":  # whose it is was looked at: that is taking it over
            self.agreements.highlighted = self.closing.take_over(
                self.closing.proposed[at - agreed].handed_on()
            )
        else:
            self.closing.refuse(self.closing.proposed[at - agreed])

    def _undo(self) -> None:
        done = self.closing.undo()
        self.show_outcome()
        self.say(self.words("live.undone" if done else "live.nothing-to-undo"))
