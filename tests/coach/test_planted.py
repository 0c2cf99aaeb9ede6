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
So nothing here is unseen any more: whoever wants a fresh figure writes fresh sentences. Of `third` 70 and 67 pass by
now, of `fourth` 72 and 69, of `fresh` 60 and 80, of `plain` 73 and 85, of the older five 184 of 275; 5 of those 275
tell a cause that their note leaves open, and do not pass any more. The last notes of `twins` are against what was loosened for `third`: what
a label or a verb leaves open, a colleague for a name, why something is refused, verbs that say where a thing is; and
against what was found open then: a line about somebody else, a thing that works slowly, somebody else's rota.
"""

from random import Random

import pytest

from tests.coach.planting import Planted, planted
from tests.coach.turning import reworded, turned

PARTS = ("open", "held", "late", "sly", "last", "plain", "fresh", "third", "fourth", "twins")
TURNS = 3
"""How often each true sentence is turned round, with other words each time."""

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
        if other.lang == one.lang and not set(one.notes) & set(other.notes):
            elsewhere = Planted(one.lang, one.parties, other.notes, one.text, False)
            assert elsewhere.reason() is not None, (other.notes, one.text)


@pytest.mark.parametrize("one", of(("open",))[::7], ids=lambda one: one.text[:30])
def test_the_language_of_the_talk_is_kept(one: Planted) -> None:
    other = "en" if one.lang == "nl" else "nl"
    assert Planted(other, one.parties, one.notes, one.text, False).reason() is not None
