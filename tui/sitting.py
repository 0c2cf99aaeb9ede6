"""One talk being held: the talk itself, the way back, and what is already on disk."""

from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import replace

from coach.amend import changed_on, revised
from coach.guidance import Clock as TalkClock
from coach.guidance import clock, next_question, previous_question, ticked, turned
from coach.guide import Guide, Probe, Question
from coach.note import Mark, Note, Typed
from coach.ports import Clock
from coach.remark import Followed
from coach.talk import Talk

STILL = 10
"""Seconds after a question change in which nothing on screen moves."""

STEPS = 200
"""Steps that can be undone."""


class Sitting:
    """What a front end does with a talk. Every change goes to `keep` at once."""

    def __init__(self, talk: Talk, guide: Guide, keep: Callable[[Talk], None], now: Clock) -> None:
        self.talk, self.guide = talk, guide
        self._keep, self._now = keep, now
        self._steps: list[Talk] = []
        self._looked = now()
        self._seconds = float(talk.held)
        self._probes_shown = 0
        self._asked_at = now()
        self._follow = Followed()
        self.paused = False
        """Whether the clock stands still."""
        self.stored: Talk | None = None
        """The talk as it is on disk; set by whoever hears of the save."""
        self.forgot: Callable[[Talk], None] = _ignore
        """Told when a line was taken out beyond undo: it may be in other memories."""

    @property
    def question(self) -> Question | None:
        """The question on screen."""
        return self.guide.question(self.talk.question)

    @property
    def probes(self) -> tuple[Probe, ...]:
        """The probes to offer, best first: those that follow the last note, then the question's own."""
        own = self.question.probes if self.question else ()
        return turned((*self._follow.probes, *own), self._probes_shown)

    @property
    def remark(self) -> str:
        """One thing to mind after the last note, or ""."""
        return self._follow.remark.show if self._follow.remark else ""

    @property
    def still_for(self) -> float:
        """Seconds for which nothing may move yet: somebody may be reading the question out."""
        return STILL - (self._now() - self._asked_at).total_seconds()

    def follow(self, talk: Talk, found: Followed) -> bool:
        """Take up what follows the last note of a talk; whether they may be shown by themselves.

        They may not when the talk has gone on since, nor in the ten seconds after a question change:
        somebody may be reading it out.
        """
        if talk.notes[-1:] != self.talk.notes[-1:] or talk.question != self.talk.question:
            return False
        self._follow, self._probes_shown = found, 0
        return self.still_for <= 0

    def tick(self) -> TalkClock:
        """Look at the clock; time in which the laptop slept does not count."""
        now = self._now()
        if not self.paused:
            self._seconds = ticked(self._seconds, (now - self._looked).total_seconds())
        self._looked = now
        return clock(self.talk.kind, self._seconds)

    def is_stored(self, note: Note) -> bool:
        """Whether this line, as it stands, is on disk."""
        if self.stored is None:
            return False
        notes = self.stored.notes
        at = bisect_left(notes, note.number, key=lambda n: n.number)
        return at < len(notes) and notes[at] is note

    def go_on(self, talk: Talk) -> None:
        """Take the talk back, from the wrap-up for instance.

        What can be undone stays, unless a line was changed meanwhile: undoing would bring back what was
        put right.
        """
        if talk.notes != self.talk.notes:
            self._steps = []
        self.talk = talk

    def add(self, typed: Iterable[Typed]) -> int:
        """Note these lines; how many were taken."""
        before = self.talk
        self._change(self.talk.with_lines(typed, self._now()))
        return self.talk.next_number - before.next_number

    def revise(self, number: int, typed: Typed) -> None:
        """Replace a line."""
        self._change(revised(self.talk, number, typed, self._now().date()))

    def retag(self, number: int, mark: Mark) -> None:
        """Switch a mark of a line on or off."""
        self._change(self.talk.retag(number, mark))

    def move(self, number: int) -> None:
        """Put a line under the question on screen."""
        self._change(self.talk.move(number, self.talk.question))

    def view(self, number: int, view: str) -> None:
        """Put the employee's own view beside a line."""
        day = changed_on(self.talk, number, self._now().date())
        self._change(self.talk.viewed(number, view, day))

    def present(self, who: str) -> None:
        """Note by role who else sits at the table; empty for nobody."""
        self.talk = replace(self.talk, present=who)
        self._save()

    def referred(self) -> None:
        """Note that words about who can help were given, and nothing of what about."""
        self.talk = replace(self.talk, referrals=self.talk.referrals + 1)
        self._save()

    def delete(self, number: int) -> None:
        """Remove a line."""
        self._change(self.talk.without(number))

    def forget(self, number: int) -> None:
        """Remove a line beyond undo: it should never have been written down."""
        self._change(self.talk.without(number))
        self._steps = [step.without(number) for step in self._steps]
        self.forgot(self.talk)

    def undo(self) -> bool:
        """Take back the last change of the notes; False when there is none."""
        if not self._steps:
            return False
        self.talk = self.talk.with_notes_of(self._steps.pop())
        self._save()
        return True

    def next(self) -> bool:
        """Bring the next question; False when the guide is through."""
        question = next_question(self.guide, self.talk)
        if question is None:
            return False
        self._ask(question)
        return True

    def previous(self) -> bool:
        """Bring back the question before; False when there is none."""
        question = previous_question(self.guide, self.talk)
        if question is None:
            return False
        self._ask(question)
        return True

    def find(self, wanted: str, themes: tuple[str, ...] = ()) -> bool:
        """Bring the question that fits some words, or their themes; the same words again bring the next."""
        from coach.search import find_questions  # rapidfuzz takes 20 ms that few talks need

        found = [question.id for question in find_questions(self.guide.spoken, wanted, themes)]
        if not found:
            return False
        here = self.talk.question
        turn = found.index(here) + 1 if here in found else 0
        question = self.guide.question(found[turn % len(found)])
        assert question is not None
        self._ask(question)
        return True

    def more_probes(self) -> None:
        """Turn to the next probe."""
        self._probes_shown += 1

    def end(self) -> None:
        """End the talk."""
        self.talk = self.talk.end()
        self._save()

    def resume(self) -> None:
        """Go on with a talk that was ended or broken off."""
        self.talk = self.talk.resume()
        self._save()

    def _ask(self, question: Question) -> None:
        self._probes_shown, self._follow, self._asked_at = 0, Followed(), self._now()
        self.talk = self.talk.ask(question.id)
        self._save()

    def _change(self, talk: Talk) -> None:
        if talk.notes != self.talk.notes:
            self._steps = [*self._steps[-STEPS + 1 :], self.talk]
            self.talk = talk
            self._save()

    def _save(self) -> None:
        if self.talk.notes or self._steps or self.stored is not None or self.talk.referrals:
            self.talk = replace(self.talk, held=int(self._seconds))
            self._keep(self.talk)  # a talk in which nothing was typed leaves no file


def _ignore(_: Talk) -> None:
    """Nobody else remembers."""
