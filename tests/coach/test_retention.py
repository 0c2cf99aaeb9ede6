"""What is over its time, and which terms may be chosen."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.agreement import Outcome
from coach.errors import OnderonsError
from coach.note import Typed
from coach.person import Person
from coach.retention import MONTHS, TERMS, Kept, Overdue, Part, Retention, due, kept_of, preset, with_terms
from coach.talk import Kind, State, Talk

DAY = date(2026, 3, 9)
NL = preset("NL")
STAYING = (Kind.STAY, Kind.ONBOARDING, Kind.HALLWAY)


def kept(kind: Kind, **change: object) -> Kept:
    return replace(Kept(kind, State.ENDED, DAY, notes=True, outcome=True), **change)  # type: ignore[arg-type]


def parts(kind: Kind, retention: Retention = NL, **change: object) -> list[tuple[date, Part]]:
    """The days from which more is over its time, and what."""
    found: list[tuple[date, Part]] = []
    for offset in range(2200):
        day = DAY + timedelta(days=offset)
        over = due(kept(kind, **change), day, retention)
        if over and (not found or found[-1][1] is not over.part):
            found.append((day, over.part))
    return found


@pytest.mark.parametrize("kind", STAYING)
def test_of_somebody_who_stays_notes_go_after_a_year_and_the_talk_after_two(kind: Kind) -> None:
    assert parts(kind) == [(date(2027, 3, 10), Part.NOTES), (date(2028, 3, 10), Part.TALK)]
    assert parts(kind, notes=False) == [(date(2028, 3, 10), Part.TALK)]


@pytest.mark.parametrize("kind", [Kind.EXIT, Kind.DISMISSAL])
def test_of_somebody_who_leaves_all_goes_after_a_year(kind: Kind) -> None:
    assert parts(kind) == [(date(2027, 3, 10), Part.TALK)]
    longer = with_terms("BE", {"exit_months": 60}, "lopende zaak")
    assert parts(kind, longer) == [(date(2027, 3, 10), Part.NOTES), (date(2031, 3, 10), Part.TALK)]


def test_a_talk_that_was_never_ended_is_kept_like_another_and_one_never_held_is_a_draft() -> None:
    never_ended = parts(Kind.STAY, state=State.UNFINISHED, draft=True, outcome=False)
    assert [part for _, part in never_ended] == [Part.DRAFT, Part.NOTES, Part.TALK]
    assert never_ended[0][0] == date(2026, 4, 9)
    never_held = parts(Kind.STAY, state=State.UNFINISHED, notes=False, outcome=False)
    assert never_held == [(date(2026, 4, 9), Part.TALK)]
    half_typed = parts(Kind.EXIT, draft=True)
    assert half_typed == [(date(2026, 4, 9), Part.DRAFT), (date(2027, 3, 10), Part.TALK)]


def test_what_there_is_of_a_talk() -> None:
    talk = Talk("t", Kind.STAY, "nl", Person("p", "Sanne"), DAY, datetime(2026, 3, 9, 10, tzinfo=UTC))
    assert kept_of(talk) == Kept(Kind.STAY, State.UNFINISHED, DAY, notes=False, outcome=False)
    assert kept_of(replace(talk, seen="x")).draft
    assert kept_of(talk, "half").draft
    noted = talk.with_note(Typed("x"), talk.started).agree(Outcome())
    assert (kept_of(noted).notes, kept_of(noted).outcome) == (True, True)


def test_the_months_count_to_the_same_day_and_the_calendar_never_ends_badly() -> None:
    leap = Kept(Kind.EXIT, State.ENDED, date(2024, 2, 29), notes=True, outcome=True)
    assert due(leap, date(2025, 2, 28), NL) is None
    assert due(leap, date(2025, 3, 1), NL) == Overdue(Part.TALK, date(2025, 2, 28))
    assert due(kept(Kind.STAY, date=date.max, draft=True), date.max, NL) is None


def test_both_countries_start_alike_and_an_unknown_one_counts_as_the_netherlands() -> None:
    assert (NL.notes_months, NL.stay_months, NL.exit_months) == (12, 24, 12)
    assert (NL.rehearsal_days, NL.draft_days, NL.reason) == (30, 30, "")
    assert preset("BE") == replace(NL, country="BE")
    assert preset("").country == "NL"
    assert preset("BE").checked() == preset("BE")


@pytest.mark.parametrize(
    ("country", "terms", "reason", "text_id", "params"),
    [
        (
            "NL",
            {"exit_months": 25},
            "zaak",
            "term",
            {"term": "retention.exit-months", "given": 25, "most": 24},
        ),
        (
            "NL",
            {"notes_months": 25},
            "zaak",
            "term",
            {"term": "retention.notes-months", "given": 25, "most": 24},
        ),
        (
            "BE",
            {"exit_months": 61},
            "zaak",
            "term",
            {"term": "retention.exit-months", "given": 61, "most": 60},
        ),
        ("BE", {"exit_months": 25}, " ", "reason", {"most": 24}),
        ("NL", {"stay_months": 36}, "", "reason", {"most": 24}),
        ("NL", {"draft_days": 0}, "", "term", {"term": "retention.draft-days", "given": 0, "most": 365}),
        (
            "NL",
            {"rehearsal_days": 366},
            "",
            "term",
            {"term": "retention.rehearsal-days", "given": 366, "most": 365},
        ),
    ],
)
def test_a_term_that_may_not_be(
    country: str, terms: dict[str, int], reason: str, text_id: str, params: dict[str, object]
) -> None:
    with pytest.raises(OnderonsError) as caught:
        with_terms(country, terms, reason)
    assert (caught.value.text_id, caught.value.params) == (f"error.retention-{text_id}", params)


def test_a_country_without_terms_is_refused() -> None:
    with pytest.raises(OnderonsError, match="retention-country"):
        replace(NL, country="XX").checked()


def test_longer_with_a_reason_and_a_term_nobody_knows() -> None:
    chosen = with_terms("BE", {"exit_months": 60, "stay_months": 36, "other": 1}, "lopende zaak")
    assert (chosen.exit_months, chosen.stay_months, chosen.reason) == (60, 36, "lopende zaak")


TALKS = st.builds(
    Kept,
    st.sampled_from(Kind),
    st.sampled_from(State),
    st.dates(date(2000, 1, 1), date(2050, 1, 1)),
    st.booleans(),
    st.booleans(),
    st.booleans(),
)
CHOSEN = st.fixed_dictionaries({name: st.integers(1, 24) for name in TERMS}).map(
    lambda t: with_terms("NL", t)
)
SEVERITY = list(Part)


@given(TALKS, CHOSEN, st.integers(0, 1500), st.integers(0, 1500))
def test_what_is_over_its_time_stays_so_and_grows(
    talk: Kept, retention: Retention, first: int, more: int
) -> None:
    day = talk.date + timedelta(days=first)
    before, after = due(talk, day, retention), due(talk, day + timedelta(days=more), retention)
    if before:
        assert before.since < day
        assert after is not None
        assert SEVERITY.index(after.part) >= SEVERITY.index(before.part)


@given(TALKS, CHOSEN, st.sampled_from(MONTHS), st.integers(0, 800))
def test_a_shorter_term_never_keeps_more(talk: Kept, retention: Retention, term: str, days: int) -> None:
    day = talk.date + timedelta(days=days)
    longer = due(talk, day, retention)
    shorter = due(talk, day, replace(retention, **{term: 1}))  # type: ignore[arg-type]  # a number of months
    assert longer is None or (shorter and SEVERITY.index(shorter.part) >= SEVERITY.index(longer.part))
