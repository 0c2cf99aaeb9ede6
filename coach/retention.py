"""How long what was noted is kept, and what of a talk is over its time.

Terms and limits: domain.md §6. Two years is what the Dutch supervisor's guideline gives for papers of
somebody who left; it is guidance, so everything here can be set, and what is longer asks for a reason.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from coach.errors import OnderonsError
from coach.talk import Kind, State, Talk
from coach.when_days import months

COUNTRIES = ("NL", "BE")

GUIDELINE = 24
"""Months up to which nobody has to say why."""

MOST_MONTHS = {"notes_months": GUIDELINE, "stay_months": 60, "exit_months": GUIDELINE}
"""The longest term of each kind, in months; in Belgium that of an exit is `MOST_EXIT_BE`."""

MOST_EXIT_BE = 60
"""Months. Only with a reason: see `Retention.checked`."""

MOST_DAYS = 365
"""The longest that rehearsals and drafts may be kept, in days."""

MONTHS = ("notes_months", "stay_months", "exit_months")
DAYS = ("rehearsal_days", "draft_days")
TERMS = MONTHS + DAYS
"""Names of everything that can be set, as they stand in `Retention`."""

KEEP = ("preset", "short", "own")
"""What the settings can say: the terms of the country, half of them, or terms of one's own."""


@dataclass(frozen=True, slots=True)
class Retention:
    """How long each kind of thing is kept. Months count from the day of the talk."""

    country: str = "NL"
    notes_months: int = 12
    """The lines of every talk. They never outlive the talk that they belong to."""
    stay_months: int = 24
    """Summary and agreements of talks with somebody who stays: stay, onboarding, hallway."""
    exit_months: int = 12
    """The same of talks with somebody who leaves: exit, dismissal."""
    rehearsal_days: int = 30
    draft_days: int = 30
    """What was typed for a talk that was never held, and half-typed lines; days from the day of the talk."""
    reason: str = ""
    """Why something is kept longer than `GUIDELINE`, as it was typed."""

    def checked(self) -> "Retention":
        """The same, when it may be.

        Raises:
            OnderonsError: A term is too long or too short for this country, or longer than the guideline
                without a reason; the parameters say which.
        """
        if self.country not in COUNTRIES:
            raise OnderonsError("error.retention-country", country=self.country)
        for name in TERMS:
            term, most = getattr(self, name), self.most(name)
            if not 1 <= term <= most:
                raise OnderonsError("error.retention-term", term=text_id(name), given=term, most=most)
        if self.is_long and not self.reason.strip():
            raise OnderonsError("error.retention-reason", most=GUIDELINE)
        return self

    @property
    def is_long(self) -> bool:
        """Whether something is kept longer than the guideline."""
        return any(getattr(self, name) > GUIDELINE for name in MONTHS)

    def most(self, term: str) -> int:
        """The longest that a term may be here, in its own unit (months or days)."""
        if term == "exit_months" and self.country == "BE":
            return MOST_EXIT_BE
        return MOST_MONTHS.get(term, MOST_DAYS)

    def talk_months(self, kind: Kind) -> int:
        """Months after which nothing of a talk is left."""
        return self.exit_months if kind in (Kind.EXIT, Kind.DISMISSAL) else self.stay_months


def text_id(term: str) -> str:
    """The id of the words for a term."""
    return f"retention.{term.replace('_', '-')}"


def preset(country: str) -> Retention:
    """The terms of a country (domain.md §6); one that is not known gets those of the Netherlands.

    Belgium starts out the same: what is longer there needs a reason that a person types.
    """
    return Retention(country if country in COUNTRIES else "NL")


def with_terms(country: str, terms: dict[str, int], reason: str = "") -> Retention:
    """The preset of a country with some terms of one's own; see `Retention.checked` for what it raises."""
    chosen = {name: term for name, term in terms.items() if name in TERMS}
    return replace(preset(country), **chosen, reason=reason).checked()  # type: ignore[arg-type]  # all are numbers


def terms_of(retention: Retention) -> dict[str, int]:
    """The terms by their names."""
    return {name: getattr(retention, name) for name in TERMS}


def chosen_terms(country: str, keep: str, own: str = "", reason: str = "") -> Retention:
    """The terms that a setting means; what may not be counts as the preset of the country.

    Args:
        country: "NL" or "BE".
        keep: One of `KEEP`.
        own: Terms of one's own, "notes_months=6 exit_months=12"; for "own".
        reason: Why something is kept longer than the guideline.
    """
    usual = preset(country)
    if keep == "short":
        return replace(usual, notes_months=6, stay_months=12, exit_months=6)
    if keep != "own":
        return usual
    parts = [part.partition("=") for part in own.split()]
    terms = {name: int(term) for name, _, term in parts if term.isdecimal() and len(term) <= 4}
    try:
        return with_terms(country, terms, reason)
    except OnderonsError:
        return usual


class Part(StrEnum):
    """What of a talk is over its time; each part holds the ones before it."""

    DRAFT = "draft"
    """What was only for preparing: what was seen beforehand, and the half-typed line."""
    NOTES = "notes"
    """The lines as well, the others' own views with them. Summary and agreements stay."""
    TALK = "talk"
    """Everything."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What there is of a talk, as far as time has a say in it."""

    kind: Kind
    state: State
    date: date
    notes: bool
    """Whether it has lines."""
    outcome: bool
    """Whether anything is left of it when its lines are gone."""
    draft: bool = False
    """Whether there is something that was only for preparing."""


@dataclass(frozen=True, slots=True)
class Overdue:
    """What of a talk is over its time, and since which day."""

    part: Part
    since: date


def due(kept: Kept, today: date, retention: Retention) -> Overdue | None:
    """The most that is over its time today, or None.

    A talk that was prepared and never held goes as a draft does. One that was held and never ended is
    kept like any other: nobody should lose notes because a laptop was shut. In a dismissal the lines are
    the arrangements themselves; they go as lines do, and what was confirmed stays with the talk.
    """
    ends = later(kept.date, retention.talk_months(kept.kind))
    drafts_end = min(date.max - timedelta(days=retention.draft_days), kept.date)
    drafts_end += timedelta(days=retention.draft_days)
    if kept.state is State.UNFINISHED and not kept.notes and not kept.outcome:
        ends = min(ends, drafts_end)
    notes_end = min(ends, later(kept.date, retention.notes_months))
    for part, there, end in (
        (Part.TALK, True, ends),
        (Part.NOTES, kept.notes, notes_end),
        (Part.DRAFT, kept.draft, drafts_end),
    ):
        if there and end < today:
            return Overdue(part, end)
    return None


def rehearsal_due(kept: Kept, today: date, retention: Retention) -> Overdue | None:
    """The same of a talk that was held to practise: all of it goes at once."""
    end = kept.date + min(date.max - kept.date, timedelta(days=retention.rehearsal_days))
    return Overdue(Part.TALK, end) if end < today else None


def kept_of(talk: Talk, draft: str = "") -> Kept:
    """What there is of a talk with this half-typed line."""
    return Kept(
        talk.kind,
        talk.state,
        talk.date,
        notes=bool(talk.notes),
        outcome=talk.outcome is not None,
        draft=bool(draft or talk.seen),
    )


def later(day: date, count: int) -> date:
    """The same day so many months later; the last of the month where there is none, the last day there is."""
    try:
        return months(day, count)
    except (ValueError, OverflowError):
        return date.max
