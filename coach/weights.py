"""Weights fitted on invented talks (see `tests/talks`): they decide how much a word says about a label.

A plain sum: no word is worth more than its weight, and each label can name the words it rests on.
"""

import math
import struct
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

KINDS = {"word": 1.0, "pair": 1.0, "part": 1.0, "look": 1.0}
"""Kinds of features and how much a whole kind counts, in long and short lines alike; each look counts by
itself: what the line looks like, its first word, hits in the word lists."""

STEP = 0.01
"""Weights are stored in steps of this size, far below what the figures can feel."""

LONGEST = 10_000
"""Words of a line that are read. A note has at most 1,000 characters; this is for files of something else."""

_LETTERS = 40  # of a word, for its parts
_LARGEST = 2_000  # steps; with the two limits above a sum stays within 32 bits
_MIDDLE = 1 << 31
_READY = 50_000  # words kept ready; no notes come near, a hostile file must not fill the memory


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a line is known by."""

    words: tuple[str, ...]
    """Forms of the words, each once."""
    pairs: tuple[str, ...]
    """Two forms beside each other, each once."""
    looks: tuple[str, ...]

    def shares(self) -> Iterator[tuple[str, str, float]]:
        """Kind and name of each feature, and how much it counts; a part that two words share comes twice."""
        parts = [part for word in self.words for part in parts_of(word)]
        kinds = (("word", self.words), ("pair", self.pairs), ("part", parts), ("look", self.looks))
        for kind, names in kinds:
            share = _share(kind, len(names))
            for name in names:
                yield kind, name, share


def parts_of(word: str) -> list[str]:
    """Parts of four and five letters: inflections, compounds and slips share them."""
    if len(word) <= 3 or word.isupper():
        return []
    padded = f"<{word[:_LETTERS]}>"
    last = len(padded) - 4
    return [padded[at : at + 4] for at in range(last + 1)] + [padded[at : at + 5] for at in range(last)]


def _share(kind: str, count: int) -> float:
    return KINDS[kind] if kind == "look" or not count else KINDS[kind] / math.sqrt(count)


def encode(weights: Sequence[float]) -> bytes:
    """The weights of one feature as a number with a field of 32 bits for each label, the first one lowest."""
    steps = (max(-_LARGEST, min(_LARGEST, round(weight / STEP))) for weight in weights)
    packed = sum(step << 32 * n for n, step in enumerate(steps))
    return packed.to_bytes(4 * len(weights), "little", signed=True)


class Weights:
    """Fitted weights of one language.

    The weights of a feature stand in one large number, a field for each label, so that one addition adds
    them all: a line has some hundred features, and a list for each would cost a millisecond a line.
    """

    def __init__(
        self,
        labels: Sequence[str],
        bias: Sequence[float],
        tables: Mapping[str, Mapping[str, int]],
        packed: bytes,
    ) -> None:
        """Take weights.

        Args:
            labels: What the weights decide on.
            bias: Score of each label for a line without any known word; a label is given above zero.
            tables: For each kind, its features and where in `packed` their weights begin.
            packed: The weights of all features, each as `encode` writes them.
        """
        self.labels, self.bias = tuple(labels), tuple(bias)
        self.tables = {kind: tables.get(kind, {}) for kind in KINDS}
        self.packed = packed
        self._fields = struct.Struct(f"<{len(self.labels)}I")
        self._middles = int.from_bytes(struct.pack("<I", _MIDDLE) * len(self.labels), "little")
        self._words: dict[str, tuple[int, int, int]] = {}

    def scores(self, line: Evidence) -> dict[str, float]:
        """Score of every label for a line, above zero where the label is given."""
        own = inside = count = 0
        for word in line.words:
            mine, parts, number = self._word(word)
            own += mine
            inside += parts
            count += number
        sums = (own, self._sum("pair", line.pairs), inside, self._sum("look", line.looks))
        counts = (("word", len(line.words)), ("pair", len(line.pairs)), ("part", count), ("look", 1))
        word_step, pair_step, part_step, look_step = (STEP * _share(*each) for each in counts)
        start = _MIDDLE * (word_step + pair_step + part_step + look_step)
        return {
            label: bias + a * word_step + b * pair_step + c * part_step + d * look_step - start
            for label, bias, a, b, c, d in zip(self.labels, self.bias, *map(self._steps, sums), strict=True)
        }

    def pulls(self, line: Evidence, label: str) -> dict[tuple[str, str], float]:
        """How much each word (its parts included), pair and look of a line speaks for a label."""
        at = self.labels.index(label)
        read = {word: self._word(word) for word in line.words}
        word_share = _share("word", len(read))
        part_share = _share("part", sum(number for _, _, number in read.values()))
        found = {}
        for word, (own, inside, _) in read.items():
            found["word", word] = self._pull(own, at) * word_share + self._pull(inside, at) * part_share
        for kind, names in (("pair", line.pairs), ("look", line.looks)):
            for name in names:
                found[kind, name] = self._pull(self._sum(kind, (name,)), at) * _share(kind, len(names))
        return found

    def _word(self, word: str) -> tuple[int, int, int]:
        """Packed weights of a word, of its parts together, and how many parts it has."""
        found = self._words.get(word)
        if found is None:
            parts = parts_of(word)
            found = self._sum("word", (word,)), self._sum("part", parts), len(parts)
            if len(self._words) >= _READY:
                self._words.clear()
            self._words[word] = found
        return found

    def _sum(self, kind: str, names: Sequence[str]) -> int:
        table, packed, size = self.tables[kind], self.packed, self._fields.size
        number = int.from_bytes
        places = [table[name] for name in names if name in table]
        return sum([number(packed[at : at + size], "little", signed=True) for at in places])

    def _steps(self, packed: int) -> tuple[int, ...]:
        """The sums of all labels, with `_MIDDLE` added so that each field is positive."""
        return self._fields.unpack((packed + self._middles).to_bytes(self._fields.size, "little"))

    def _pull(self, packed: int, at: int) -> float:
        return STEP * (self._steps(packed)[at] - _MIDDLE)


NOTHING = Weights((), (), {}, b"")
"""Weights that say nothing, for reading word lists alone."""
