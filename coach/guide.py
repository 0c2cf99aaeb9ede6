"""A guide: the questions of one kind of talk, why each is asked, and the probes behind it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Probe:
    """A short follow-up, sayable as it stands."""

    id: str
    text: str
    source: str


@dataclass(frozen=True, slots=True)
class Question:
    """One question with its reason and its probes. `source` names the article or "own"."""

    id: str
    text: str
    why: str
    source: str
    probes: tuple[Probe, ...] = ()
    themes: tuple[str, ...] = ()
    sets: tuple[str, ...] = ()
    number: int | None = None
    """Place among the eight stay questions (Vanourek, Schrikkema); None elsewhere."""
    recurring: bool = False
    """May come back in every talk, instead of waiting until all others were asked."""
    caution: str = ""
    opener: str = ""
    """Hallway only: one sentence that leads into the question."""
    weeks: tuple[int, ...] = ()
    """Onboarding only: weeks after the first day in which it fits."""


@dataclass(frozen=True, slots=True)
class Item:
    """A text that is not a question: a check, a step, an arrangement of a dismissal."""

    id: str
    text: str
    say: str
    source: str


@dataclass(frozen=True, slots=True)
class Card:
    """What stands on the paper card of a dismissal."""

    reason_hint: str
    silence: str
    now: tuple[str, ...]
    never: tuple[str, ...]
    call: dict[str, tuple[str, ...]]
    """Who to call, per country (NL, BE)."""


@dataclass(frozen=True, slots=True)
class Guide:
    """All the content for one kind of talk in one language."""

    kind: str
    lang: str
    title: str
    is_: str
    is_not: str
    opening: str
    invitation: str
    closing: str
    questions: tuple[Question, ...]
    checks: tuple[Item, ...] = ()
    steps: tuple[Item, ...] = ()
    arrangements: tuple[Item, ...] = ()
    card: Card | None = None

    def question(self, question_id: str | None) -> Question | None:
        """The question with this id, or None."""
        return next((q for q in self.spoken if q.id == question_id), None)

    @property
    def spoken(self) -> tuple[Question, ...]:
        """What comes on screen one by one: questions, or in a dismissal the sentence of each step."""
        return self.questions or tuple(
            Question(step.id, step.say, step.text, step.source) for step in self.steps
        )

    def set(self, name: str) -> tuple[Question, ...]:
        """The questions of one set ("core", "quarter", …), in order."""
        return tuple(q for q in self.questions if name in q.sets)


@dataclass(frozen=True, slots=True)
class Step:
    """One step down the ladder: what it is after, and probes to choose from."""

    aim: str
    probes: tuple[Probe, ...]


@dataclass(frozen=True, slots=True)
class Ladder:
    """The peel-off ladder of one theme, three steps deep: never stop at the first reason (S4)."""

    theme: str
    about: str
    steps: tuple[Step, ...]
    reasons: tuple[tuple[str, str], ...]
    """Id and label of each sub-reason."""


@dataclass(frozen=True, slots=True)
class Line:
    """What to show the manager at a cue, and sentences that can be said then."""

    id: str
    show: str
    say: tuple[str, ...]
    source: str
