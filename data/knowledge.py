"""What the rules know of a language: word lists, names, and the fitted weights."""

import gc
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from coach.features import Features
from coach.knowledge import Knowledge
from coach.lexicon import Index, Lexicon, index
from coach.names import Names
from coach.summary import Phrasing
from coach.text import fold
from coach.weights import Weights
from data.toml import read_toml

if TYPE_CHECKING:
    from coach.guard.words.vocabulary import GuardWords

LEXICONS = Path(__file__).parent / "lexicons"
NAMES = ("first", "ambiguous", "lookalikes")
"""The lists of `Names`, in its order."""


def read_lists(path: Path) -> Iterator[tuple[str, str]]:
    """The word lists of a file: name and entries of each."""
    _, table = read_toml(path)
    for label, lists in table.items():
        for strength, entries in lists.items():
            yield f"{label} {strength}", entries


@cache
def read_remark_words(lang: str) -> Lexicon:
    """The words of a language at which the screen brings something to mind, under their bare labels."""
    lists = read_lists(LEXICONS / lang / "remarks.toml")
    return Lexicon(index((name.removesuffix(" strong"), entries) for name, entries in lists))


def _flat(text: str) -> frozenset[str]:
    """The words of a text, folded; what is plain already is taken as it is."""
    return frozenset([word if word.isascii() else fold(word) for word in text.lower().split()])


@cache
def read_names() -> Names:
    """First names and what only looks like one."""
    _, table = read_toml(LEXICONS / "names.toml")
    return Names(*(_flat(table[key]) for key in NAMES))


@cache
def read_surnames() -> frozenset[str]:
    """Surnames that are everyday words as well, of both languages: notes mix them."""
    _, table = read_toml(LEXICONS / "surnames.toml")
    return frozenset[str]().union(*map(_flat, table.values()))


@cache
def read_knowledge(lang: str) -> Knowledge:
    """All that the rules know of a language, as `tests/talks/fit.py` compiled it.

    The file has a line of JSON with the word lists and the names, taken apart; then the table of features,
    and their weights as numbers of one size. Most of it is not touched before it is asked for.
    """
    gc.disable()  # ten thousand texts, none of them garbage: the collector costs a third of the time
    try:
        stored = (LEXICONS / lang / "compiled.bin").read_bytes()
        start = stored.index(b"\n") + 1
        told = json.loads(stored[:start])
        packed = start + told["features"]
        weights = Weights(told["labels"], told["bias"], Features(stored, start), stored, packed)
        names = Names(*(frozenset(told["people"][key].split()) for key in NAMES))
        return Knowledge(lang, Lexicon(Index(**told["lists"])), names, weights)
    finally:
        gc.freeze()  # and it need not look through them again while notes are read
        gc.enable()


@cache
def read_phrasing(lang: str) -> Phrasing:
    """How a language builds the sentences of a summary."""
    _, table = read_toml(LEXICONS / lang / "summary.toml")
    months = tuple(table["months"]["names"])
    return Phrasing(table["sentence"], table["owner"], months, table["long"], table["theme"])


@cache
def read_guard_words(lang: str) -> "GuardWords":
    """The words by which a model's sentences are weighed."""
    # rapidfuzz costs 10 ms that only a model's drafts need
    from coach.guard.words.vocabulary import GuardWords

    _, table = read_toml(LEXICONS / lang / "guard.toml")
    _, verbs = read_toml(LEXICONS / lang / "verbs.toml")
    return GuardWords(lang, {**table, **verbs})
