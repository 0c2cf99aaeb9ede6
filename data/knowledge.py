"""What the rules know of a language: word lists, names, and the fitted weights."""

import gc
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from coach.grounding_words import GuardWords
from coach.knowledge import Knowledge
from coach.lexicon import Lexicon
from coach.names import Names
from coach.summary import Phrasing
from coach.text import fold
from coach.weights import Weights
from data.library import read_ladders
from data.toml import read_toml

LEXICONS = Path(__file__).parent / "lexicons"


def _lists(path: Path) -> Iterator[tuple[str, list[str]]]:
    _, table = read_toml(path)
    for label, lists in table.items():
        for strength, entries in lists.items():
            yield f"{label} {strength}", entries.split("\n")


@cache
def read_lexicon(lang: str) -> Lexicon:
    """The word lists of a language: themes and flags."""
    return Lexicon([*_lists(LEXICONS / lang / "themes.toml"), *_lists(LEXICONS / lang / "flags.toml")])


@cache
def read_remark_words(lang: str) -> Lexicon:
    """The words of a language at which the screen brings something to mind, under their bare labels."""
    lists = _lists(LEXICONS / lang / "remarks.toml")
    return Lexicon([(name.removesuffix(" strong"), entries) for name, entries in lists])


@cache
def read_weights(lang: str) -> Weights:
    """The fitted weights of a language.

    Their file has a line of JSON, the names of the features, a line each, and their weights as numbers of
    one size: as JSON throughout, reading it took five times as long and more than 200 notes may.
    """
    head, rest = (LEXICONS / lang / "weights.bin").read_bytes().split(b"\n", 1)
    told = json.loads(head)
    text, packed = rest[: told["names"]].decode(), rest[told["names"] :]
    names, size = text.split("\n"), 4 * len(told["labels"])
    tables, first = {}, 0
    for kind, count in told["features"].items():
        places = range(first * size, (first + count) * size, size)
        tables[kind] = dict(zip(names[first : first + count], places, strict=True))
        first += count
    return Weights(told["labels"], told["bias"], tables, packed)


def _flat(name: str) -> str:
    return name.lower() if name.isascii() else fold(name)


@cache
def read_names() -> Names:
    """First names and what only looks like one."""
    _, table = read_toml(LEXICONS / "names.toml")
    sets = {key: frozenset(map(_flat, text.split())) for key, text in table.items()}
    return Names(sets["first"], sets["ambiguous"], sets["lookalikes"])


@cache
def read_surnames() -> frozenset[str]:
    """Surnames that are everyday words as well, of both languages: notes mix them."""
    _, table = read_toml(LEXICONS / "surnames.toml")
    return frozenset(_flat(name) for text in table.values() for name in text.split())


@cache
def read_knowledge(lang: str) -> Knowledge:
    """All that the rules know of a language."""
    gc.disable()  # a hundred thousand texts, none of them garbage: the collector costs a third of the time
    try:
        return Knowledge(lang, read_lexicon(lang), read_names(), read_weights(lang))
    finally:
        gc.freeze()  # and it need not look through them again while notes are read
        gc.enable()


@cache
def read_phrasing(lang: str) -> Phrasing:
    """How a language builds the sentences of a summary."""
    _, table = read_toml(LEXICONS / lang / "summary.toml")
    names = {ladder.theme: ladder.label for ladder in read_ladders(lang)}
    return Phrasing(table["sentence"], table["owner"], tuple(table["months"]["names"]), table["long"], names)


@cache
def read_guard_words(lang: str) -> GuardWords:
    """The words by which a model's sentences are weighed."""
    _, table = read_toml(LEXICONS / lang / "grounding.toml")
    _, same = read_toml(LEXICONS / lang / "same.toml")
    return GuardWords(lang, {**table, **same})
