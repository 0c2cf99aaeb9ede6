"""How the end of a talk looks: what to say back, the actions, the day."""

from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.getters import query_one

from tui.agreed import told_day
from tui.closing import Closing
from tui.screens.base import Page
from tui.services import Services
from tui.text import labelled
from tui.widgets.agreement_list import AgreementList
from tui.widgets.line import Line, Rule
from tui.widgets.line_editor import LineEditor


class WrapUpView(Page):
    """The parts of the screen, and what stands in them."""

    CSS_PATH = "wrapup.tcss"

    said = query_one("#said", Line)
    rule = query_one("#rule", Rule)
    agreements = query_one(AgreementList)
    editor = query_one(LineEditor)
    back = query_one("#back", Line)
    keys_line = query_one("#keys", Line)

    def __init__(self, services: Services, closing: Closing) -> None:
        super().__init__(services)
        self.closing = closing

    def compose(self) -> ComposeResult:
        """Title, what to say back, the actions, the line to type in, the day, keys."""
        talk = self.closing.talk
        yield Line(self.titled(self.words("wrapup.title", person=talk.person.alias)), id="top")
        with VerticalScroll(id="saying", can_focus=False):
            yield Line(labelled(self.words("wrapup.say-back"), self.words("wrapup.reading")).plain, id="said")
        yield Rule(id="rule")
        yield AgreementList()
        with Horizontal(id="typing"):
            yield Line("›", id="prompt")
            yield LineEditor()
        yield Line(id="back")
        yield Line(id="keys")

    def show_outcome(self) -> None:
        """Show the actions and the day."""
        outcome, talk = self.closing.outcome, self.closing.talk
        self.agreements.show(outcome.agreements, self.words, talk.person.alias, self.closing.proposed)
        if outcome.return_on:
            text = told_day(outcome.return_on, self.words)
        else:
            text = outcome.no_return_because or self.words("wrapup.no-day-yet")
        self.back.say(labelled(self.words("wrapup.back-on"), text))

    def say(self, text: str = "") -> None:
        """Say something in the key line until the next command."""
        self.keys_line.say(text or self.key_line())

    def agreed_text(self) -> str:
        """What was agreed, as text for a mail: whoever reads it must not take "you" for themselves."""
        outcome = self.closing.outcome
        lines = [f"{self.words('talk.agreed')} ({told_day(self.closing.talk.date, self.words)})"]
        for agreement in outcome.agreements:
            owner = self.words(f"owner.export-{agreement.owner or 'nobody'}")
            day = agreement.due.isoformat() if agreement.due else agreement.due_text
            lines.append(f"- {owner}: {agreement.what}" + (f" ({day})" if day else ""))
        if outcome.return_on:
            lines.append(f"{self.words('export.back-on')}: {told_day(outcome.return_on, self.words)}")
        return "\n".join(lines) + "\n"
