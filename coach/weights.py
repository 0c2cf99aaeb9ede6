"""Weights fitted on invented talks (see `tests/talks`): they decide how much a word says about a label.

A plain sum: no word is worth more than its weight, and each label can name the words it rests on.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

GROUPS = {"w": 1.0, "b": 0.7, "c": 1.0}
"""Kinds of features (words, pairs, parts of words) and how much a whole kind counts."""

LOOK = 1.0
"""How much each other feature counts: what the line looks like, hits in the word lists."""


def shares(features: Iterable[str]) -> dict[str, float]:
    """How much each feature of a line counts: a kind as a whole counts the same in long and short lines."""
    groups: dict[str, set[str]] = defaultdict(set)
    for feature in features:
        kind = feature[0] if feature[1:2] == " " and feature[0] in GROUPS else ""
        groups[kind].add(feature)
    found: dict[str, float] = {}
    for kind, members in groups.items():
        share = GROUPS[kind] / math.sqrt(len(members)) if kind else LOOK
        found.update(dict.fromkeys(members, share))
    return found


@lru_cache(maxsize=50_000)
def _pairs(text: str) -> tuple[tuple[int, float], ...]:
    pieces = text.split()
    return tuple(zip(map(int, pieces[::2]), map(float, pieces[1::2]), strict=True))


@dataclass(frozen=True, slots=True)
class Weights:
    """Fitted weights of one language."""

    labels: tuple[str, ...]
    bias: tuple[float, ...]
    """Score of a line without any known word; a label is given above zero."""
    features: Mapping[str, str]
    """Feature to number of a label, its weight, number of the next label, and so on, as text: fifty
    thousand texts load in 30 ms, as many lists in 160, and a talk needs a tenth of them."""

    def scores(self, line: Mapping[str, float]) -> dict[str, float]:
        """Score of every label for the shares of a line, above zero where the label is given."""
        sums = list(self.bias)
        for feature, share in line.items():
            for at, weight in _pairs(self.features.get(feature, "")):
                sums[at] += weight * share
        return dict(zip(self.labels, sums, strict=True))

    def pulls(self, line: Mapping[str, float], label: str) -> dict[str, float]:
        """How much each feature of a line speaks for a label."""
        at = self.labels.index(label)
        found = {}
        for feature, share in line.items():
            for n, weight in _pairs(self.features.get(feature, "")):
                if n == at:
                    found[feature] = weight * share
        return found
