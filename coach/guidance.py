"""What to offer next: a pure function of the guide, the talk and the time. It never decides."""

from dataclasses import dataclass

from coach.guide import Guide, Probe, Question
from coach.talk import Kind, Talk

MOST = 3
"""At most three suggestions on screen (domain.md §7)."""

MINUTES = {
    Kind.STAY: 30,
    Kind.EXIT: 45,
    Kind.DISMISSAL: 20,
    Kind.ONBOARDING: 30,
    Kind.HALLWAY: 5,
}
"""Planned length in minutes; a stay talk takes 20 to 30 (domain.md §7), the others are our own."""

LONGEST_STEP = 30
"""Seconds between two looks at the clock beyond which the laptop was asleep."""

# Not as the first question: it only works once people talk (domain.md §1, question 4)
NEVER_FIRST = frozenset({"stay.leaving", "exit.first-thought"})


@dataclass(frozen=True, slots=True)
class Clock:
    """Minutes gone, minutes planned, and whether it is time to round off."""

    gone: int
    planned: int
    wrap_up: bool


def clock(kind: Kind, seconds: float) -> Clock:
    """The clock of a talk: the cue comes five minutes before the end, in a short talk sooner."""
    planned = MINUTES[kind]
    minutes = int(seconds // 60)
    return Clock(minutes, planned, minutes >= planned - min(5, planned // 5))


def ticked(seconds: float, step: float) -> float:
    """Length of a talk after one more look at the clock, both in seconds.

    A step that is long or negative is no talk: the laptop slept, or the system clock was set.
    """
    return seconds + step if 0 <= step <= LONGEST_STEP else seconds


def next_question(guide: Guide, talk: Talk) -> Question | None:
    """The question to offer after the current one, or None when the guide is through."""
    open_questions = [q for q in guide.spoken if q.id not in talk.asked]
    if not talk.asked:
        open_questions = [q for q in open_questions if q.id not in NEVER_FIRST]
    return open_questions[0] if open_questions else None


def previous_question(guide: Guide, talk: Talk) -> Question | None:
    """The question that was on screen before the current one."""
    return guide.question(talk.asked[-2]) if len(talk.asked) > 1 else None


def turned(probes: tuple[Probe, ...], shown: int = 0) -> tuple[Probe, ...]:
    """At most three probes; `shown` turns round, so that more can be asked for."""
    if not probes:
        return ()
    turn = shown % len(probes)
    return (probes[turn:] + probes[:turn])[:MOST]
