"""The weights belong to the talks and word lists that are here."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.features import Features
from coach.lexicon import Lexicon, index
from coach.text import fold
from coach.weights import INSIDE, PREFIX, number_of_parts, parts_of
from data.knowledge import read_knowledge, read_names
from tests.talks.compiling import compiled, word_lists
from tests.talks.corpus import FLAGS, THEMES, talks


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_the_weights_were_fitted_on_what_is_here(lang: str) -> None:
    from tests.talks.digest import digest

    head = json.loads(compiled(lang).read_bytes().split(b"\n", 1)[0])
    assert head["fitted_on"] == digest(lang), "fit again: python -m tests.talks.fit"
    assert {*THEMES, *FLAGS, "action", "return"} <= set(head["labels"])


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_the_word_lists_are_compiled_as_they_stand(lang: str) -> None:
    known = read_knowledge(lang)
    fresh, texts = (
        Lexicon(index(word_lists(lang))),
        [line.text for talk in talks()[::9] for line in talk.lines],
    )
    assert known.lexicon.names == fresh.names
    assert [known.lexicon.hits(text) for text in texts] == [fresh.hits(text) for text in texts]
    assert known.names == read_names()


def test_every_label_in_the_talks_is_known() -> None:
    everything = talks()
    assert len(everything) > 400
    for talk in everything:
        assert talk.kind in ("stay", "exit", "dismissal", "onboarding", "hallway"), talk.id
        for line in talk.lines:
            assert all(action.owner in ("manager", "employee", "together") for action in line.actions), (
                line.text
            )
            assert all(name.casefold() in line.text.casefold() for name in line.names), (talk.id, line.text)


@given(st.text(max_size=60))
def test_parts_are_counted_without_being_made(word: str) -> None:
    assert number_of_parts(word) == len(parts_of(word))


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_behind_a_word_the_weights_of_its_parts_stand_added_up(lang: str) -> None:
    told, rest = compiled(lang).read_bytes().split(b"\n", 1)
    head = json.loads(told)
    table, packed, size = Features(rest), rest[head["features"] :], 4 * len(head["labels"])

    def numbers(prefix: str, names: list[str]) -> list[int]:
        found = table.numbers(prefix, names)
        return [int.from_bytes(packed[at * size : (at + 1) * size], "little", signed=True) for at in found]

    texts = [line.text for talk in talks()[::20] if talk.lang == lang for line in talk.lines]
    words = {fold(word) for text in texts for word in text.split()}
    known = [word for word in sorted(words) if table.numbers(PREFIX["word"], [word])]
    assert len(known) > 500
    for word in known:
        assert table.numbers(INSIDE, [word]) == [table.numbers(PREFIX["word"], [word])[0] + 1]
        assert numbers(INSIDE, [word]) == [sum(numbers(PREFIX["part"], parts_of(word)))]
