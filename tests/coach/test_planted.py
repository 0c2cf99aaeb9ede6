"""Planted claims: what no line bears out is dropped, what a line bears out mostly passes.

The sentences of `open` and `held` were written before the guard. `held` was kept back until the guard was tuned on
`open`, `late` was written after that, `sly` by somebody else against all of it, `last` after the faults that `sly`
showed were mended, `plain` by somebody who had seen neither the guard nor the others; each was measured once before
its own faults were. At that first look false ones passed: 2 of 139 of `held`, 2 of 59 of `late`, 13 of 120 of `sly`,
8 of 63 of `last` (the last four notes of `last` came later), 0 of 190 of `plain`; and true ones: 39 of 61, 19 of 26,
29 of 80, 18 of 28, and of `plain` 34 of 90 Dutch and 34 of 100 English ones. `twins` are
sentences against what was loosened for `plain` and `fresh`: a topic said again, a verb left out, a passive, a
contrast, a number elsewhere. Of the true ones of `sly` 13 name somebody who is not at the table, which no sentence
may. `fresh` was written like `plain`, after the faults that `plain` showed were mended: at the first look 41 of 90
Dutch and 54 of 96 English true ones passed, 2 of 90 and 0 of 103 false ones. `third`, written like `fresh` by
somebody else after the faults that `fresh` showed were mended: at the first look 50 of 107 Dutch and 47 of 104
English true ones passed, 0 of 95 and 2 of 98 false ones ("half the fee" told as the whole, "listened" as "listens").
`fourth` came with `third` and was kept back until the faults of that were mended: at the first look 67 of 113 and
60 of 111 true ones passed (61 and 54 before that work), 0 of 96 and 1 of 92 false ones ("everyone bar her").
`asked` is what somebody wrote who played the model: made a sentence of each note of 28 invented talks by the
instructions in `models/prompts`, of which somebody else left out what the notes do not bear out; the talks here are
half of them. When they were new 66 of 106 Dutch and 61 of 94 English ones of the other half passed (60 and 49 before
`coach.guard.rests.retold`), and 61 and 53 after what follows was mended.
`borders`, `persons`, `signs`, `tenses` and `smallwords` came of two attacks on the guard: of 1,760 false sentences,
made to pass, 966 really false ones did, most of them before that as well. By now 49 of those do. `borders` are about
a "not" or a day that has slid to another part of its note.
So nothing here is unseen any more: whoever wants a fresh figure writes fresh sentences. The last notes of `twins` are
against what was loosened for `third`: what a label or a verb leaves open, a colleague for a name, why something is
refused, verbs that say where a thing is; and against what was found open then: a line about somebody else, a thing
that works slowly, somebody else's rota. `signs` are about the "<" and the "+" of a number, how many there are, short
forms with two meanings and words that say the same only here and there.
`tenses` are against a fact made of a wish, a lack, an offer, a plan or a task, and against who does it and who
undergoes it; none of them was unseen.
`smallwords` are sentences that add a small word to a note or cut it elsewhere: "wants to help" for "wants help", a
letter to or from a client, a day that goes with another verb. At the first look, which came after the rule, 6 of
139 false ones passed (116 before the rule) and 94 of 107 true ones (96); of what stands behind the second "@", after
the faults of the first part were mended, 4 of 49 (33) and 61 of 70 (62); "likes to change" for "likes change" still
passes, and is left out.
`persons` are against the wrong person: a "he" after a colleague, who "asked her to stay", the laptop that is slow, a
letter's words given to the employee; before that 63 of 74 English and 63 of 71 Dutch false ones of theirs passed.
against what was found open then: a line about somebody else, a thing that works slowly, somebody else's rota. `signs` is
about signs before a number, arrows, how many of a thing there are, days, short forms with two meanings and words that
say the same only here and there; it was written together with what drops them, and says nothing about other notes.
"""

from random import Random

import pytest
from rapidfuzz import fuzz

from tests.coach.planting import Planted, planted
from tests.coach.turning import reworded, turned

PARTS = (
    *("open", "held", "late", "sly", "last", "plain", "fresh", "third", "fourth", "asked"),
    *("borders", "persons", "signs", "tenses", "smallwords", "twins"),
)
TURNS = 3
"""How often each true sentence is turned round, with other words each time."""

ALIKE = 60
"""Of 100: how alike two notes may be before a sentence on the one may well rest on the other."""

PASS_OF_ALL, PASS_BY_HAND = 0.90, 0.78


def of(parts: tuple[str, ...] = PARTS) -> list[Planted]:
    return [one for part in parts for one in planted(part)]


def test_no_claim_written_by_hand_passes_that_no_line_bears_out() -> None:
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


def test_most_true_sentences_pass() -> None:
    by_hand = [one for one in of() if one.true and not names_somebody(one)]
    passing = [one for one in by_hand if one.reason() is None]
    again = [other for one in passing for other in reworded(one)]
    also = sum(one.reason() is None for one in again)
    assert len(by_hand) >= 150
    assert len(by_hand) + len(again) >= 500
    assert len(passing) / len(by_hand) >= PASS_BY_HAND
    assert (len(passing) + also) / (len(by_hand) + len(again)) >= PASS_OF_ALL


def test_a_sentence_passes_on_its_own_lines_alone() -> None:
    everything = of()
    rows = [one for one in everything if one.true and one.reason() is None]
    for at, one in enumerate(rows):
        other = rows[(at + len(rows) // 2) % len(rows)]
        alike = fuzz.token_set_ratio(" ".join(one.notes), " ".join(other.notes)) > ALIKE
        if other.lang == one.lang and not alike:
            elsewhere = Planted(one.lang, one.parties, other.notes, one.text, False)
            assert elsewhere.reason() is not None, (other.notes, one.text)


@pytest.mark.parametrize("one", of(("open",))[::7], ids=lambda one: one.text[:30])
def test_the_language_of_the_talk_is_kept(one: Planted) -> None:
    other = "en" if one.lang == "nl" else "nl"
    assert Planted(other, one.parties, one.notes, one.text, False).reason() is not None
