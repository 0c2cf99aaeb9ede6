"""Ways to hold a talk: read along, hidden, paused, in silence, with a third person."""

from textual import work
from textual.timer import Timer

from coach.note import Mark, Note, Typed
from coach.talk import Kind
from tui.screens.live_notes import LiveNotes
from tui.services import Services
from tui.sitting import Sitting

BREATH = 8.0
"""Seconds of silence before the cue to say back; people rarely bear more (own)."""

NOT_ALONG = (Mark.ASIDE, Mark.MINE)
"""Marks that neither show nor can be made while the other reads along."""

HR = ("hr", "hrbp", "p&o", "personeelsdienst")
"""How people write that somebody of HR is there."""


class LiveModes(LiveNotes):
    """The part of the Live screen that changes how a talk is held, not what is noted."""

    def __init__(self, services: Services, sitting: Sitting) -> None:
        super().__init__(services, sitting)
        self._along = services.choices.along == "yes"
        self._breath: Timer | None = None
        self._set_aside: list[Typed] = []  # lines that cannot be made while the other reads along
        self._read: frozenset[tuple[int, str]] = frozenset()  # notes that were looked at
        self._safe: frozenset[tuple[int, str]] = frozenset()  # notes that may be read along, as they stand

    # Read along

    def refused_along(self, typed: Typed) -> bool:
        """Whether this line cannot be made while the other reads along."""
        return self._along and any(mark in typed.marks for mark in NOT_ALONG)

    def keep_lines(self, typed: list[Typed]) -> None:
        """Store lines; those that cannot be made while the other reads along wait, out of sight."""
        raise NotImplementedError

    def shown_notes(self) -> tuple[Note, ...]:
        """The notes on screen."""
        notes = self.sitting.talk.notes
        if not self._along:
            return notes
        if any((note.number, note.text) not in self._read for note in notes):
            self.find_safe_notes()  # an edit or an undo brought a line that was not looked at yet
        return tuple(n for n in notes if (n.number, n.text) in self._safe and not _apart(n))

    def action_read_along(self) -> None:
        """Let the other read along, or not any more."""
        self._along = not self._along
        self._safe = self._read = frozenset()
        if not self._along and self._set_aside:
            waiting, self._set_aside = self._set_aside, []
            self.keep_lines(waiting)
        self.set_class(self._along, "-along")
        self.show_question()
        self.show_notes()
        self.say(self.words("live.along-on" if self._along else "live.along-off"))

    @work(group="along", exclusive=True, exit_on_error=False, description="find notes that may be read along")
    async def find_safe_notes(self) -> None:
        """Leave out asides, impressions, and lines about other people or that ask for care."""
        talk = self.sitting.talk
        try:
            delicate = await self.services.advisor.delicate(talk)
        except Exception:  # unread lines stay out of sight, and it is said why
            self.say(self.words("live.along-cannot-read"))
            raise
        self._read = frozenset((note.number, note.text) for note in talk.notes)
        self._safe = frozenset(pair for pair in self._read if pair[0] not in delicate)
        if self.editor.empty:  # else they come with the next line: nothing moves while somebody types
            self.show_notes()

    # Hidden, paused, silent

    def action_pause(self) -> None:
        """Stop the clock, or let it go on."""
        self.sitting.tick()
        self.sitting.paused = not self.sitting.paused
        self.show_clock()
        self.say(self.words("live.paused") if self.sitting.paused else "")

    def action_silence(self) -> None:
        """A calm pause, then the cue to say back; after bad news silence is all there is."""
        if self.sitting.talk.kind is Kind.DISMISSAL:
            self.say(self.words("live.silence-only"))
            return
        self.say(self.words("live.silence"))
        if self._breath is not None:
            self._breath.stop()  # the new silence counts, not the one before
        self._breath = self.set_timer(max(BREATH, self.sitting.still_for), self._say_back)

    def _say_back(self) -> None:
        if self.keys.text == self.words("live.silence") and self.editor.empty:
            self.say(self.words("live.say-back"))

    # Who else, who helps, and the other's own view

    def action_find_question(self) -> None:
        """Say how to look for a question."""
        self.say(self.words("live.find-how"))

    def action_opening(self) -> None:
        """Show what to say first."""
        from tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(self.services, self.sitting.guide.opening))

    def action_leave(self) -> None:
        """Say how to leave: Esc alone ends no talk."""
        self.say(self.words("live.how-to-leave"))

    def action_present(self) -> None:
        """Say how to note who else is there."""
        self.say(self.words("live.present-how"))

    def action_view_note(self) -> None:
        """Say how to put the other's own view beside a line."""
        self.say(self.words("live.view-how"))

    def note_present(self, who: str) -> None:
        """Note who else is there, by role."""
        self.sitting.present(who)
        self.show_clock()
        if who.casefold().split(" ")[0] in HR:  # the opening says that HR sees nothing by itself
            self.say(self.words("live.present-hr"))
        else:
            self.say(self.words("live.present", who=who) if who else self.words("live.present-nobody"))

    def action_referred(self) -> None:
        """Note that somebody was told who can help; never about what."""
        self.sitting.referred()
        self.say(self.words("live.referred"))

    def note_view(self, rest: str) -> None:
        """Put the employee's own view beside a line."""
        number, _, view = rest.partition(" ")
        note = self.sitting.talk.numbered(number) if number else None
        if note is None:
            self.say(self.words("live.view-how"))
            return
        self.sitting.view(note.number, view.strip())
        self.show_notes()
        self.say(self.words("live.viewed", number=note.number))


def _apart(note: Note) -> bool:
    return any(note.has(mark) for mark in NOT_ALONG)
