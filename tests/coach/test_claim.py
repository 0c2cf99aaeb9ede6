"""Holds and objections: whom and what they cover, and what is left of them."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from coach.claim import Ask, Claim, claims_on, freezes, hold_on, objection_to, without
from coach.person import Person

DAY = date(2026, 3, 9)
SANNE, KOEN = Person("p1", "Sanne"), Person("p2", "Koen")
NOBODY = Person("", "Piet")


def test_a_hold_on_a_person_freezes_the_talks_of_then_and_keeps_the_later_ones() -> None:
    hold = Claim(Ask.HOLD, DAY, "p1", ("a",))
    assert freezes([hold], "a") == hold
    assert freezes([hold], "later") is None
    assert hold_on([hold], SANNE, ["later"]) == hold
    assert hold_on([hold], KOEN, ["b"]) is None
    assert hold_on([hold], KOEN, ["b", "a"]) == hold  # one talk of many is enough


def test_an_objection_stops_no_change_and_covers_later_talks_of_the_person() -> None:
    asked = Claim(Ask.OBJECTION, DAY, "p1", ("a",))
    assert freezes([asked], "a") is None
    assert hold_on([asked], SANNE, ["a"]) is None
    assert objection_to([asked], SANNE, "later") == asked
    assert objection_to([Claim(Ask.OBJECTION, DAY, talks=("a",))], SANNE, "later") is None


def test_somebody_without_an_id_is_not_everybody_without_one() -> None:
    one_talk = Claim(Ask.HOLD, DAY, "", ("a",))
    assert hold_on([one_talk], NOBODY, ["b"]) is None
    assert without([one_talk], {""}, ["b"]) == [one_talk]


def test_both_are_told_once() -> None:
    hold, more = Claim(Ask.HOLD, DAY, "p1", ("a",)), Claim(Ask.HOLD, DAY, "", ("a",))
    asked = Claim(Ask.OBJECTION, DAY, "", ("a",))
    assert claims_on(SANNE, "a", [hold, more, asked]) == [hold, asked]
    assert claims_on(SANNE, "later", [hold, asked]) == [hold]
    assert claims_on(KOEN, "b", [hold, asked]) == []


def test_what_is_gone_is_in_no_claim() -> None:
    claims = [Claim(Ask.HOLD, DAY, "p1", ("a", "b")), Claim(Ask.OBJECTION, DAY, "", ("a",))]
    assert without(claims, set(), ["a"]) == [Claim(Ask.HOLD, DAY, "p1", ("b",))]
    assert without(claims, {"p1"}, []) == [claims[1]]


IDS = st.sampled_from(["", "a", "b", "c"])
CLAIMS = st.lists(
    st.builds(Claim, st.sampled_from(Ask), st.just(DAY), IDS, st.lists(IDS.filter(bool)).map(tuple))
)


@given(CLAIMS, st.sets(IDS), st.sets(IDS))
def test_nothing_of_what_is_gone_is_left_and_the_rest_stays(
    claims: list[Claim], people: set[str], talks: set[str]
) -> None:
    left = without(claims, people, talks)
    assert not {claim.person for claim in left} & (people - {""})
    assert not {talk for claim in left for talk in claim.talks} & talks
    assert without(left, people, talks) == left
