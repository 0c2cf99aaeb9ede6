"""Planted claims: what no line bears out is dropped, what a line bears out passes.

All but `free` are sentences in the ways of `models.retelling`, by people who had not seen the guard; each of their
notes is of an invented talk. `told`, `unseen` and `later`: for each note the best true sentence that the ways allow,
and the slyest false ones. `offered`, and part of `later`: people who hunted for false ones among the ways that the
guard had let through. `kept` is what is left of older sets. Notes with an "I" that may be somebody else's can no
longer be told and were left out.

Of 1,615 true sentences that name no third person 1,456 pass, of 874 false ones none. That is after mending. At
the first look at each set, in the order in which they were written, passed: 437 of 606 true ones and 33 of 300
false ones; 114 of 149 and 13 of 96; 152 of 235 and 7 of 137 (notes that begin as variedly as they can); 104 of 131
and 8 of 75; 110 of 138 and 5 of 86; 121 of 140 and 5 of 83. So of what nobody looked at some five in six pass.
Left out are some seventy false ones that still do, nearly all for an article before what is not known yet:
"thinks about the fixed day shift", "the competitor offered more". The last notes of `later` came out of a reading
of the guard itself: 35 false sentences that it let pass then.

`free` are false claims in free wording, with another name, day, owner, number or "not": a model cannot write them,
for the engine takes no sentence that was not offered (`models.engine.Engine.write`), and the guard drops them too.

A small word that does not pass is not offered to a model (`coach.sayable`): with what is offered, 1,471 of 1,472
sentences pass. Nothing here is unseen any more: whoever wants a fresh figure writes fresh sentences.
"""

from dataclasses import replace
from random import Random

import pytest
from rapidfuzz import fuzz

from coach.sayable import Ways, sayable
from models.proposing import tellings
from models.questions import read_questions
from tests.coach.planting import Planted, planted
from tests.coach.turning import turned

IN_STEPS = ("told", "unseen", "later", "offered", "kept")
PARTS = (*IN_STEPS, "free")
TURNS = 3
"""How often each true sentence is turned round, with other words each time."""

ALIKE = 60
"""Of 100: how alike two notes may be before a sentence on the one may well rest on the other."""

OFFERED, WHOLE = 0.98, 0.90
"""How many true sentences pass of those that a model can write, and of all that people made of the ways."""


def of(parts: tuple[str, ...] = PARTS) -> list[Planted]:
    return [one for part in parts for one in planted(part)]


def test_no_claim_passes_that_no_line_bears_out() -> None:
    false = [one for one in of() if not one.true]
    assert len(false) >= 1000
    assert [f"{one.notes}: {one.text}" for one in false if one.reason() is None] == []


def test_no_true_sentence_passes_once_it_is_turned_round() -> None:
    passing = [one for one in of() if one.true and one.reason() is None]
    made = [
        (way, false) for seed in range(TURNS) for one in passing for way, false in turned(one, Random(seed))
    ]
    assert len(made) >= 500
    assert [f"{way}: {one.notes}: {one.text}" for way, one in made if one.reason() is None] == []


def names_somebody(one: Planted) -> bool:
    return bool(one.guard.names.find(one.text, one.parties))


def test_who_is_not_at_the_table_is_not_named_however_true_it_is() -> None:
    naming = [one for one in of() if one.true and names_somebody(one)]
    assert len(naming) >= 10
    assert {one.reason() for one in naming} == {"name"}


def test_true_sentences_pass_that_a_model_is_offered_and_most_of_the_others() -> None:
    true = [one for one in of(IN_STEPS) if one.true and not names_somebody(one)]
    whole = [one for one in true if one.reason() is None]
    offered = [(one, text) for one in true if (text := as_it_may_be_said(one))]
    passing = [text for one, text in offered if passes(one, text)]
    assert len(offered) >= 500
    assert len(passing) / len(offered) >= OFFERED
    assert len(whole) / len(true) >= WHOLE


def passes(one: Planted, text: str) -> bool:
    return replace(one, text=text).reason() is None


def as_it_may_be_said(one: Planted) -> str | None:
    """A sentence in those of its small words that are offered, or None when that is the line again."""
    telling = next(tellings(read_questions(one.lang), one.notes, [(len(one.notes) - 1,)]), None)
    offered = sayable(telling.ways, lambda text: passes(one, f"{text}.")) if telling else []
    if telling is None or not offered:
        return None
    way = way_of(one.text.removesuffix("."), telling.ways)
    said = [word if word in ways else ways[0] for word, ways in zip(way, offered, strict=True)]
    return None if said == [ways[0] for ways in offered] else "".join(said) + "."


def way_of(text: str, ways: Ways) -> tuple[str, ...]:
    """How each word is said in a sentence."""
    found: dict[int, tuple[str, ...]] = {0: ()}
    for word in ways:
        found = {
            at + len(way): (*before, way)
            for at, before in found.items()
            for way in word
            if text.startswith(way, at)
        }
    return found[len(text)]


def test_a_sentence_passes_on_its_own_lines_alone() -> None:
    everything = of()
    rows = [one for one in everything if one.true and one.reason() is None]
    for at, one in enumerate(rows):
        other = rows[(at + len(rows) // 2) % len(rows)]
        alike = fuzz.token_set_ratio(" ".join(one.notes), " ".join(other.notes)) > ALIKE
        if other.lang == one.lang and not alike:
            elsewhere = Planted(one.lang, one.parties, other.notes, one.text, False)
            assert elsewhere.reason() is not None, (other.notes, one.text)


@pytest.mark.parametrize("one", of(("told",))[::20], ids=lambda one: one.text[:30])
def test_the_language_of_the_talk_is_kept(one: Planted) -> None:
    other = "en" if one.lang == "nl" else "nl"
    assert Planted(other, one.parties, one.notes, one.text, False).reason() is not None
