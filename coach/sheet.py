"""One A5 sheet to take along: what to say first, a few questions, and room to write. No laptop needed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from coach.guide import Guide, Question
from coach.talk import Kind

QUESTIONS = {Kind.STAY: 2, Kind.EXIT: 3, Kind.ONBOARDING: 2, Kind.HALLWAY: 1}
"""Questions on a sheet: one or two that fit the moment, never a checklist (S3); an exit has more to ask."""

PROBES = 3
ACTIONS = 3
"""Empty lines for agreements: one for each of you, one for together (S3)."""


@dataclass(frozen=True, slots=True)
class Part:
    """A question or a step, and the short lines under it."""

    text: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands on the sheet. A dismissal has no room for notes: it gathers nothing (domain.md §3)."""

    title: str
    about: tuple[str, str]
    """What the talk is, and what it is not."""
    opening: str
    parts: tuple[Part, ...]
    actions: int
    closing: str
    never: tuple[str, ...] = ()
    call: tuple[str, ...] = ()


def sheet(guide: Guide, country: str, chosen: Sequence[Question] = ()) -> Sheet:
    """The sheet for a kind of talk.

    Args:
        guide: Its content.
        country: NL or BE, for who to call after a dismissal.
        chosen: Questions to put on it; without them the first ones of the guide's core.
    """
    kind = Kind(guide.kind)
    made = Sheet(guide.title, (guide.is_, guide.is_not), guide.opening, (), ACTIONS, guide.closing)
    if kind is Kind.DISMISSAL and guide.card is not None:
        card = guide.card
        steps = (Part(card.reason_hint, ("", "")), Part(card.silence), Part("", card.now))
        return replace(made, parts=steps, never=card.never, call=card.call.get(country, ()))
    questions = dict.fromkeys(list(chosen) or [*guide.set("core"), *guide.questions])
    parts = tuple(_part(question) for question in list(questions)[: QUESTIONS.get(kind, 2)])
    return replace(made, parts=parts, actions=1 if kind is Kind.HALLWAY else ACTIONS)


def _part(question: Question) -> Part:
    text = f"{question.opener} {question.text}" if question.opener else question.text
    return Part(text, tuple(probe.text for probe in question.probes[:PROBES]))
