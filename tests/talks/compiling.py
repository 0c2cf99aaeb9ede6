"""What a fit leaves: weights, and the file with all that the rules know of a language.

    python -m tests.talks.compiling     take in changed word lists and keep the weights

For a change of a few words, or of code that reads as before; else fit again.
"""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from coach.features import Features, build
from coach.lexicon import index
from coach.weights import INSIDE, PREFIX, Weights, encode, encode_sum, parts_of
from data.knowledge import LEXICONS, NAMES, read_lists, read_names
from tests.talks.digest import digest

Feature = tuple[str, str]
"""Kind and name."""


@dataclass(frozen=True)
class Fitted:
    """Weights as they come out of a fit."""

    labels: list[str]
    bias: list[float]
    features: dict[Feature, bytes]
    """The weights of each feature, as `encode` writes them."""

    @property
    def stored(self) -> tuple[bytes, bytes]:
        """The features and their numbers, as a weights file has them."""
        none, count = encode([0.0] * len(self.labels)), len(self.labels)
        found: dict[str, bytes] = {}
        for (kind, name), number in self.features.items():
            found[PREFIX[kind] + name] = number
            if kind == "word":
                parts = [self.features.get(("part", part), none) for part in parts_of(name)]
                found[INSIDE + name] = encode_sum(parts, count)
        return build(list(found)), b"".join(found.values())

    @property
    def weights(self) -> Weights:
        """The weights, to read with."""
        table, packed = self.stored
        return Weights(self.labels, self.bias, Features(table), packed)


def compiled(lang: str) -> Path:
    """The file with all that the rules know of a language."""
    return LEXICONS / lang / "compiled.bin"


def word_lists(lang: str) -> list[tuple[str, str]]:
    """The word lists of a language: themes and flags."""
    return [*read_lists(LEXICONS / lang / "themes.toml"), *read_lists(LEXICONS / lang / "flags.toml")]


def document(fitted: Fitted, lang: str, fitted_on: str) -> bytes:
    """Weights, word lists and names as `data.knowledge.read_knowledge` takes them."""
    table, packed = fitted.stored
    head = {"labels": fitted.labels, "bias": fitted.bias, "features": len(table)}
    return _headed(head, lang, fitted_on) + table + packed


def _headed(head: dict[str, object], lang: str, fitted_on: str) -> bytes:
    told = {
        **head,
        "schema": "onderons.knowledge/1",
        "fitted_on": fitted_on,
        "people": {key: " ".join(sorted(getattr(read_names(), key))) for key in NAMES},
        "lists": asdict(index(word_lists(lang))),
    }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def main() -> None:
    """Take in word lists as they are now, and keep the weights."""
    for lang in ("nl", "en"):
        told, rest = compiled(lang).read_bytes().split(b"\n", 1)
        compiled(lang).write_bytes(_headed(json.loads(told), lang, digest(lang)) + rest)


if __name__ == "__main__":
    main()
