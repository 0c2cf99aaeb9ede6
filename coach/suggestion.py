"""What to ask next after what was just noted: at most three questions, three probes, and the cues.

Rules, not chance: the same notes give the same suggestions. In a dismissal nothing is proposed that
gathers information (domain.md §3).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from coach.cue import Cue
from coach.guidance import MOST, NEVER_FIRST
from coach.guide import Guide, Ladder, Line, Question
from coach.report import TalkReport
from coach.talk import Kind


@dataclass(frozen=True, slots=True)
class Follow:
    """A probe for one line: the step of the ladder it stands on, 0 when it stands on none."""

    id: str
    text: str
    line: int | None
    theme: str | None
    step: int


@dataclass(frozen=True, slots=True)
class Suggestions:
    """What to offer, best first."""

    questions: tuple[Question, ...]
    probes: tuple[Follow, ...]
    cues: tuple[Cue, ...]


def suggest(
    report: TalkReport,
    kind: Kind,
    guide: Guide,
    ladders: Sequence[Ladder],
    lines: Mapping[str, Line],
    asked: Sequence[str] = (),
) -> Suggestions:
    """The suggestions after the last line.

    Args:
        report: The talk so far.
        kind: Kind of talk.
        guide: Its questions.
        ladders: The peel-off ladders.
        lines: What can be said at each cue.
        asked: Ids of questions that were asked before; those come back only when they recur.
    """
    if kind is Kind.DISMISSAL:
        steps = tuple(Follow(step.id, step.say, None, None, 0) for step in guide.steps[:MOST])
        return Suggestions((), steps, report.cues)
    questions = tuple(_questions(report, guide, set(asked)))[:MOST]
    return Suggestions(questions, follow_ups(report, ladders, lines), report.cues)


def follow_ups(
    report: TalkReport, ladders: Sequence[Ladder], lines: Mapping[str, Line]
) -> tuple[Follow, ...]:
    """The probes after the last line, best first; none when nothing was noted."""
    return tuple({probe.id: probe for probe in _probes(report, ladders, lines)}.values())[:MOST]


def _questions(report: TalkReport, guide: Guide, asked: set[str]) -> Iterator[Question]:
    """Fresh questions first: those on the theme that was just touched, then in the order of the guide."""
    begun = any(report.lines) or asked
    last = _last_noted(report)
    touched = set(report.themes[last]) if last is not None else set()
    fresh = [q for q in guide.questions if q.id not in asked and (begun or q.id not in NEVER_FIRST)]
    recurring = [q for q in guide.questions if q.id in asked and q.recurring]
    core = [q for q in fresh if "core" in q.sets]
    near = [q for q in fresh if touched & set(q.themes)]
    yield from dict.fromkeys([*core[:1], *near, *core, *fresh, *recurring])


def _probes(report: TalkReport, ladders: Sequence[Ladder], lines: Mapping[str, Line]) -> Iterator[Follow]:
    last = _last_noted(report)
    if last is None:
        return
    themes = report.themes[last]
    ladder = next((ladder for ladder in ladders if themes and ladder.theme == themes[0]), None)
    step = _step(report, last, themes[0]) if ladder else 0
    if ladder:
        yield _on_ladder(ladder, step, 0, last)
    for kind in [cue.kind for cue in report.cues if cue.line == last]:
        line = lines.get(kind.replace("_", "-"))
        if line and kind != "third_party":
            yield Follow(f"cue.{line.id}", line.say[0], last, None, 0)
    if ladder:
        for n in range(1, len(ladder.steps[step - 1].probes)):
            yield _on_ladder(ladder, step, n, last)
    for n, text in enumerate(lines["vague"].say):
        yield Follow(f"cue.vague.{n}", text, last, None, 0)


def _on_ladder(ladder: Ladder, step: int, place: int, line: int) -> Follow:
    probe = ladder.steps[step - 1].probes[place]
    return Follow(probe.id, probe.text, line, ladder.theme, step)


def _step(report: TalkReport, last: int, theme: str) -> int:
    """How deep to dig: one step further for each line on the same theme just before, three at most."""
    step = 1
    for codes, text in zip(reversed(report.themes[:last]), reversed(report.lines[:last]), strict=True):
        if text and theme not in codes:
            break
        step += bool(text)
    return min(step, 3)


def _last_noted(report: TalkReport) -> int | None:
    return next((at for at in range(len(report.lines) - 1, -1, -1) if report.lines[at]), None)
