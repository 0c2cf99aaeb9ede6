"""How a talk looks while it is held."""

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.getters import query_one

from coach.note import Mark, Note
from coach.talk import Kind
from tui.screens.base import Page
from tui.services import Services
from tui.sitting import Sitting
from tui.text import apart, labelled, middle_out
from tui.widgets.line import Line, Rule
from tui.widgets.line_editor import LineEditor
from tui.widgets.note_list import NoteList

ROOMY = 70
"""Columns from which the cue to wrap up fits beside the title."""


class LiveView(Page):
    """One question, one probe, the notes and what was agreed: calm, and nothing moves by itself."""

    CSS_PATH = "live.tcss"

    top = query_one("#top", Line)
    question = query_one("#question", Line)
    probe = query_one("#probe", Line)
    rule = query_one("#rule", Rule)
    notes = query_one(NoteList)
    editor = query_one(LineEditor)
    prompt = query_one("#prompt", Line)
    agreed = query_one("#agreed", Line)
    keys = query_one("#keys", Line)

    def __init__(self, services: Services, sitting: Sitting) -> None:
        super().__init__(services)
        self.sitting = sitting

    def compose(self) -> ComposeResult:
        """The screen from top to bottom."""
        yield Line(id="top")
        yield Line(id="question")
        yield Line(id="probe")
        yield Rule(id="rule")
        empty = "live.empty-dismissal" if self.sitting.talk.kind is Kind.DISMISSAL else "live.empty"
        yield NoteList(self.sitting.is_stored, self.words(empty))
        with Horizontal(id="typing"):
            yield Line("›", id="prompt")
            yield LineEditor()
        yield Line(id="agreed")
        yield Line(id="keys")

    def say(self, text: str = "") -> None:
        """Say something in the key line until the next command; nothing brings the keys back."""
        self.keys.say(text or self.key_line(self.words("live.all-commands")))

    def show_question(self) -> None:
        """Show the question of now and its first probe."""
        question = self.sitting.question
        label = self.words("live.now")
        self.question.say(labelled(label, question.text if question else self.words("live.free")))
        self.show_probe()

    def show_probe(self) -> None:
        """Show the best probe."""
        self.remove_class("-all-probes")
        if self.sitting.talk.kind is Kind.DISMISSAL:
            how = self.sitting.question.why if self.sitting.question else ""
            self.probe.say(labelled(self.words("live.do"), how))
            return
        probes, remark = self.sitting.probes, self.sitting.remark
        first = remark or (probes[0].text if probes else "")
        hint = self.words("live.more-probes") if len(probes) > (0 if remark else 1) else ""
        self.probe.say(labelled(self.words("live.mind" if remark else "live.probe"), first, hint))

    def show_stop(self, label: str) -> None:
        """What to say, and who can help, where there is room for all of it."""
        helpers = self.words(f"live.referral-{self.services.country.lower()}")
        self.add_class("-all-probes")
        self.probe.say(labelled(self.words(label), f"{self.words('live.stop-say')}\n{helpers}"))

    def show_notes(self) -> None:
        """Show the notes, and the last thing agreed."""
        notes = self.shown_notes()
        self.notes.show(notes)
        agreed = [note for note in notes if note.has(Mark.AGREED)]
        last = agreed[-1].text if agreed else self.words("live.nothing-agreed")
        more = f"({len(agreed)}) " if len(agreed) > 1 else ""
        label = f"── {self.words('live.agreed')} ──"
        room = self.size.width - cell_len(label) - 4
        self.agreed.say(labelled(label, middle_out(more + last, room)))

    def shown_notes(self) -> tuple[Note, ...]:
        """The notes on screen."""
        return self.sitting.talk.notes

    def show_clock(self) -> None:
        """Show whose talk it is and how long it has been; a minute that has not changed is not drawn."""
        talk = self.sitting.talk
        name = self.words(f"kind.{talk.kind}")
        left = f"Onderons · {name} · {talk.person.alias}"
        if talk.present:
            left += f" + {talk.present}"
        left = self.titled(left)
        if talk.after:
            right = self.words("live.afterwards", date=talk.date.isoformat())
        elif self.sitting.paused:
            right = self.words("live.clock-paused")
        else:
            time = self.sitting.tick()
            word = "live.clock-end" if time.wrap_up else "live.clock"
            if time.wrap_up and self.size.width < ROOMY:
                word = "live.clock-end-short"  # the name of whoever one talks with stays in view
            right = self.words(word, gone=time.gone, planned=time.planned)
        self.top.say(apart(left, right, self.size.width - 2))

    def on_resize(self) -> None:
        """Put the clock at the edge again."""
        self.show_clock()

    def show_all_probes(self) -> None:
        """Show three probes; once they are there, turn to the next."""
        if not self.sitting.probes:
            return
        if self.has_class("-all-probes"):
            self.sitting.more_probes()
        self.add_class("-all-probes")
        label = self.words("live.probe")
        blank = "\n" + " " * (len(label) + 2)
        self.probe.say(labelled(label, blank.join(probe.text for probe in self.sitting.probes)))
