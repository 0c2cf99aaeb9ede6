"""One thing to mind after a note, for whoever typed it: what to say or write next, never about a person.

At most one, the weightiest first: a screen full of advice is not read while somebody talks.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coach.guide import Line, Probe, Question
from coach.note import Mark
from coach.talk import Kind

if TYPE_CHECKING:  # a screen that holds a remark need not load the note reader
    from coach.lexicon import Lexicon
    from coach.report import TalkReport

ORDER = ("sensitive", "resignation", "promise", "about-you", "terms", "judgement", "third-party")
"""Ids of the remarks, weightiest first; a vague line is no remark, it gets a probe (domain.md §7)."""

ABOUT_MANAGER = 8
"""Number of the question that asks what the manager could do differently (S3)."""


@dataclass(frozen=True, slots=True)
class Followed:
    """What follows the last note: probes, best first, and one thing to mind."""

    probes: tuple[Probe, ...] = ()
    remark: Line | None = None


def remark(
    report: "TalkReport",
    kind: Kind,
    marks: tuple[Mark, ...],
    question: Question | None,
    words: "Lexicon",
) -> str | None:
    """The id of the remark for the last line of a talk, or None.

    Args:
        report: The talk, or its last lines.
        kind: Only in a stay talk does a resignation ask for "no decision today" (domain.md §6).
        marks: What the typist said of the line.
        question: The question under which it was noted.
        words: The list "resignation", and "not" for what takes it back.
    """
    if not report.lines or not report.lines[-1]:
        return None
    last = len(report.lines) - 1
    found = {cue.kind.replace("_", "-") for cue in report.cues if cue.line == last}
    themes = report.themes[last]
    asked_about = question is not None and question.number == ABOUT_MANAGER
    if Mark.MINE not in marks and ("leadership" in themes[:1] or (asked_about and themes)):
        found.add("about-you")
    if "terms" in themes[:1] and kind is Kind.EXIT:
        found.add("terms")  # the last straw or the cause (S4)
    touched = words.hits(report.lines[-1])
    if kind is Kind.STAY and "resignation" in touched and "not" not in touched:
        found.add("resignation")
    return next((name for name in ORDER if name in found), None)
