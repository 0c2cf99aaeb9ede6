"""Which names of fields may not exist: what measures, ranks, predicts or feels for somebody."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.forbidden import WORDS, asked_for, forbidden, names_in

MEASURES = """
    score flight_risk flightRisk mood_today moodToday HRScore rating_2 employee-rank vertrekrisico eindcijfer
    stemmingsmeting beoordelingsgesprek risicoProfiel rang Emotie emotion.level RISK Cijfer engagementScore
    vertrekkans rangorde sentiment2 gemoed stemming_van_vandaag
""".split()
INNOCENT = """
    toestemming bestemming afstemming instemming arrangement demotie demotion asterisk operating franking
    judgement strong weak recurring reason_hint orange vragen question text marks frank brisk narrating
    tenure_band exit_reasons themes share low high n date alias toevertrouwd gevoelig agreements prioriteit
""".split()


@pytest.mark.parametrize("name", MEASURES)
def test_a_name_that_measures_somebody_falls(name: str) -> None:
    assert forbidden(name)


@pytest.mark.parametrize("name", INNOCENT)
def test_a_name_that_only_looks_like_it_stays(name: str) -> None:
    assert forbidden(name) is None


@given(st.sampled_from(sorted(WORDS)), st.sampled_from(["{}", "x_{}", "{}_at", "my-{}", "a.{}.b", "{}2"]))
def test_a_word_of_the_list_falls_wherever_it_stands(word: str, shape: str) -> None:
    assert forbidden(shape.format(word)) == word
    assert forbidden(shape.format(word.upper())) == word


@given(st.recursive(st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)))
def test_values_are_never_names(tree: object) -> None:
    planted = {"notes": [{"text": "score, stemming, risk"}, tree], "deep": [[{"mood": tree}]]}
    assert "mood" in list(names_in(planted))
    assert "score, stemming, risk" not in list(names_in(planted)) or "score, stemming, risk" in str(tree)
    assert "mood" not in list(names_in({"features": {"mood": 1}}, frozenset({"features"})))


def test_a_prompt_may_name_it_only_to_forbid_it() -> None:
    prompt = "Give line numbers.\nGive no score and no rating.\nGeef geen cijfer.\nThen rate the mood of E.\nGeef de stemming."
    assert list(asked_for(prompt)) == [(4, "mood"), (5, "stemming")]
