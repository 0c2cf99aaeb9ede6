"""The talk itself: one question, one probe, the notes, what was agreed."""

from typing import ClassVar

from textual import on, work
from textual.widgets import TextArea

from coach.note import Command as SlashCommand
from coach.note import Typed, read_line, signed
from coach.talk import Kind, Talk
from coach.text import lines
from tui import commands, keys
from tui.messages import SaveRefused, TalkLeft, TalkSaved, WrapUpAsked
from tui.screens.live_model import LiveModel
from tui.services import Services
from tui.sitting import Sitting
from tui.widgets.line_editor import LineEditor
from tui.widgets.note_list import NoteList

TICK = 1.0
"""Seconds between looks at the clock; only a changed minute is drawn."""


class LiveScreen(LiveModel):
    """Holds a talk. Enter stores a line; nothing moves unless a key asks for it."""

    BINDINGS = [*keys.bindings(commands.LIVE)]  # noqa: RUF012  # Textual's own way
    TABLE: ClassVar[tuple[commands.Command, ...]] = commands.LIVE
    NAME = "live"
    HOLDS_TALK = True

    def __init__(self, services: Services, sitting: Sitting, draft: str = "", notice: str = "") -> None:
        super().__init__(services, sitting)
        self._draft, self._notice = draft, notice
        self._stop_last: int | None = None  # the newest line, once Ctrl+O was pressed on an empty line
        self._stopped = False  # the sentence for a sensitive line stands where the probe was

    def on_mount(self) -> None:
        """Show the talk as it stands."""
        if not self.sitting.talk.asked:
            self.sitting.next()
        if self._draft:  # filling in nothing would wipe what is typed meanwhile
            self.call_after_refresh(self.editor.fill, self._draft)
        self.editor.focus()
        self.set_class(self._along, "-along")
        self.show_question()
        self.show_notes()
        self.show_clock()
        self.say(self._notice or (self.words("live.along-on") if self._along else ""))
        self.set_interval(TICK, self.show_clock)

    # Typing

    @on(LineEditor.Entered)
    def take_line(self, message: LineEditor.Entered) -> None:
        """Read a finished line: a note, a command, or the new text of a stored line."""
        typed = read_line(message.text)
        if self._editing is not None:
            self._finish_edit(typed)
        elif isinstance(typed, SlashCommand):
            self._run(typed, message.text)
        elif typed is not None:
            self.keep_lines([typed])
            if not self.sitting.talk.takes(typed):
                self.editor.fill(message.text)  # F3 makes it an agreement; nothing typed is lost
        else:
            self.say()
        self._keep_draft()

    @on(LineEditor.Pasted)
    def take_paste(self, message: LineEditor.Pasted) -> None:
        """Make every pasted line a note; what was typed before goes with the first."""
        before = self.editor.take()
        read = [read_line(line) for line in lines(before + message.text)]
        typed = [t if isinstance(t, Typed) else Typed(f"/{t.word} {t.rest}") for t in read if t]
        waiting = len(self._set_aside)
        self.keep_lines(typed)
        if len(self._set_aside) == waiting:
            self.say(self.words.count("live.pasted", len(typed)))

    def keep_lines(self, typed: list[Typed]) -> None:
        """Store lines; those that cannot be made while the other reads along wait, out of sight."""
        refused = [t for t in typed if not self.sitting.talk.takes(t)]
        kept = [t for t in typed if not self.refused_along(t)]
        self._set_aside += [t for t in typed if self.refused_along(t)]
        if self.sitting.add(kept):
            self.follow_last_note(self.sitting.talk)
        if self._stopped:
            self._stopped = False
            self.show_probe()
        self.show_notes()
        if len(kept) < len(typed):
            self.say(self.words("live.not-along"))
        else:
            self.say(self.words("live.dismissal-only-agreed") if refused else "")
        self._keep_draft()

    @work(group="follow", exclusive=True, exit_on_error=False, description="follow the last note")
    async def follow_last_note(self, talk: Talk) -> None:
        """Find probes for what was just noted; they wait while somebody types."""
        found = await self.services.advisor.follow(talk, self.sitting.question)
        if self.sitting.follow(talk, found) and self.editor.empty and not self.has_class("-all-probes"):
            self.show_probe()

    @on(TextArea.Changed)
    def _keep_draft(self) -> None:
        text = self._put_by if self._editing is not None else self.editor.text
        waiting = [signed(typed.text, typed.marks) for typed in self._set_aside]
        text = " ".join([*waiting, text]).strip()  # not lost if the machine stops now
        self.services.desk.keep_draft(self.sitting.talk.id, text)

    @on(LineEditor.Asked)
    async def answer(self, message: LineEditor.Asked) -> None:
        """Do what a key on the empty line asks for."""
        if message.what == "notes":
            self.notes.choose_last()
        else:
            action = {"next": "next_question", "more": "more_probes", "undo": "undo_note"}
            await self.run_action(action[message.what])

    @on(NoteList.Left)
    def back_to_typing(self, message: NoteList.Left) -> None:
        """Put the cursor in the line again."""
        self.editor.focus()
        self.editor.insert(message.typed)
        self.say()

    @on(NoteList.Entered)
    def tell_list_keys(self) -> None:
        """Say what keys do while a stored line is chosen."""
        self.say(self.words("live.list-keys"))

    # Storing

    def on_talk_saved(self, message: TalkSaved) -> None:
        """Show the lines as stored."""
        if message.talk.id == self.sitting.talk.id:
            self.sitting.stored = message.talk
            self.notes.show_stored()
            self.rule.say("")

    def on_save_refused(self, message: SaveRefused) -> None:
        """Say that the disk refuses, for as long as it does."""
        self.rule.say(self.words(message.error.text_id, **message.error.params))

    # Commands

    def _run(self, command: SlashCommand, line: str) -> None:
        known = commands.by_word(command.word)
        if known is None:
            self.editor.fill(line)
            self.say(self.words("live.unknown-command", word=command.word))
        elif known.id in ("note.edit", "note.delete", "note.move"):
            self._run_on_note(known.id, command.rest)
        elif known.id == "question.find":
            self.look_for_question(command.rest)
        elif known.id == "talk.present":
            self.note_present(command.rest)
        elif known.id == "note.view":
            self.note_view(command.rest)
        elif known.id == "talk.discard" and command.rest.casefold() in commands.YES:
            self.call_later(self.discard)
        else:
            self.call_later(self.run_action, known.action)

    def action_next_question(self) -> None:
        """Bring the next question."""
        through = (
            "live.no-more-steps" if self.sitting.talk.kind is Kind.DISMISSAL else "live.no-more-questions"
        )
        self.say("" if self.sitting.next() else self.words(through))
        self.show_question()

    @work(group="find", exclusive=True, exit_on_error=False, description="look for a question")
    async def look_for_question(self, wanted: str) -> None:
        """Bring the question that fits some words or what they are about; say so when none does."""
        themes = await self.services.advisor.themes(wanted, self.sitting.talk.lang) if wanted else ()
        found = self.sitting.find(wanted, themes)
        self.say("" if found else self.words("live.no-such-question" if wanted else "live.find-how"))
        self.show_question()

    def action_previous_question(self) -> None:
        """Bring back the question before."""
        self.sitting.previous()
        self.show_question()

    def action_more_probes(self) -> None:
        """Show all probes; once they are there, turn to the next."""
        self.show_all_probes()

    def action_agree(self) -> None:
        """Make the line being typed an agreed action, or not any more."""
        self.editor.toggle_prefix("! ")
        self.editor.focus()

    def action_stop_note(self) -> None:
        """Do not write down the line under the cursor, and show who can help."""
        chosen = self.notes.chosen_note if self.notes.has_focus else None
        if chosen is not None:
            self.sitting.forget(chosen.number)
        elif self._editing is not None:
            self.sitting.forget(self._editing)  # the stored line is the one under the cursor
            self._finish_edit(None)
        elif not self.editor.empty or not self.sitting.talk.notes:
            self.editor.take()
        elif self._stop_last == self.sitting.talk.notes[-1].number:
            self.sitting.forget(self._stop_last)
        else:  # it is noticed after Enter more often than before
            self._stop_last = self.sitting.talk.notes[-1].number
            self.show_stop("live.say")
            self.say(self.words("live.stop-last"))
            return
        self._stop_last = None
        self._keep_draft()
        self.show_notes()
        self._stopped = True
        self.show_stop("live.stopped")
        self.say("")

    def action_undo_note(self) -> None:
        """Take back the last change of the notes."""
        done = self.sitting.undo()
        self.show_notes()
        self.say(self.words("live.undone" if done else "live.nothing-to-undo"))

    def action_discard(self) -> None:
        """Say how to discard everything: one key must not be enough."""
        self.say(self.words("live.discard-how"))

    async def discard(self) -> None:
        """Stop, and leave nothing of this talk."""
        await self.services.desk.discard(self.sitting.talk)
        self.post_message(TalkLeft(None))

    async def action_end_talk(self) -> None:
        """End the talk; the next screen can undo it."""
        if self._set_aside:
            self.action_read_along()  # nobody reads along any more: what waited is stored
        if not self.sitting.talk.notes and self.editor.empty:
            await self.discard()
            return
        if not self.editor.empty:
            self.take_line(LineEditor.Entered(self.editor, self.editor.take()))
        if not self.editor.empty:
            return  # the line was not taken, and the key line says why
        self.sitting.end()
        self.post_message(WrapUpAsked(self.sitting.talk))
