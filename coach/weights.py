"""Weights fitted on invented talks (see `tests/talks`): they decide how much a word says about a label.

A plain sum: no word is worth more than its weight, and each label can name the words it rests on.
"""

import math
import struct
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from coach.features import Features, build

KINDS = {"word": 1.0, "pair": 1.0, "part": 1.0, "look": 1.0}
"""Kinds of features and how much a whole kind counts, in long and short lines alike; each look counts by
itself: what the line looks like, its first word, hits in the word lists."""

PREFIX = {kind: f"{kind} " for kind in KINDS}
"""What stands before a feature's name in the table, by its kind."""

INSIDE = "inside "
"""Before a word, right behind the word itself: there the weights of its parts stand added up. Most words of
a talk are known ones, and asking for ten parts each is half of what scores cost."""

STEP = 0.01
"""Weights are stored in steps of this size, far below what the figures can feel."""

LONGEST = 10_000
"""Words of a line that are read. A note has at most 1,000 characters; this is for files of something else."""

_WHOLE = 3  # letters up to which a word has no parts
_LETTERS = 40  # of a word, for its parts
_LARGEST = 2_000  # steps; with the two limits above a sum stays within 32 bits
_WORD = PREFIX["word"]
_WIDTH = 4  # bytes of a field
_MIDDLE = 1 << 31
_FIELD = (1 << 32) - 1
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
    if len(word) <= _WHOLE or word.isupper():
        return []
    padded = f"<{word[:_LETTERS]}>"
    last = len(padded) - 4
    return [padded[at : at + 4] for at in range(last + 1)] + [padded[at : at + 5] for at in range(last)]


def number_of_parts(word: str) -> int:
    """How many parts a word has, without making them."""
    return 0 if len(word) <= _WHOLE or word.isupper() else 2 * min(len(word), _LETTERS) - 3


def _share(kind: str, count: int) -> float:
    return KINDS[kind] if kind == "look" or not count else KINDS[kind] / math.sqrt(count)


def encode(weights: Sequence[float]) -> bytes:
    """The weights of one feature as a number with a field of 32 bits for each label, the first one lowest."""
    steps = (max(-_LARGEST, min(_LARGEST, round(weight / STEP))) for weight in weights)
    packed = sum(step << 32 * n for n, step in enumerate(steps))
    return packed.to_bytes(_WIDTH * len(weights), "little", signed=True)


def encode_sum(encoded: Sequence[bytes], labels: int) -> bytes:
    """The sum of some weights that `encode` wrote."""
    packed = sum(int.from_bytes(one, "little", signed=True) for one in encoded)
    return packed.to_bytes(_WIDTH * labels, "little", signed=True)


class Weights:
    """Fitted weights of one language.

    The weights of a feature stand in one large number, a field for each label, so that one addition adds
    them all: a line has some hundred features, and a list for each would cost a millisecond a line.
    """

    def __init__(
        self,
        labels: Sequence[str],
        bias: Sequence[float],
        features: Features,
        packed: bytes,
        start: int = 0,
    ) -> None:
        """Take weights.

        Args:
            labels: What the weights decide on.
            bias: Score of each label for a line without any known word; a label is given above zero.
            features: What has weights, each with its `PREFIX`; behind each word the same one with `INSIDE`.
            packed: The weights of those features in their order, each as `encode` writes them.
            start: Where in it they begin.
        """
        self.labels, self.bias = tuple(labels), tuple(bias)
        self._features, self._packed, self._start = features, packed, start
        self._fields = struct.Struct(f"<{len(self.labels)}I")
        self._middles = int.from_bytes(struct.pack("<I", _MIDDLE) * len(self.labels), "little")
        self._words: dict[str, tuple[int, int, int]] = {}
        self._looks: dict[str, int] = {}

    def scores(self, line: Evidence) -> dict[str, float]:
        """Score of every label for a line, above zero where the label is given."""
        own = inside = count = 0
        for word in line.words:
            mine, parts, number = self._word(word)
            own += mine
            inside += parts
            count += number
        sums = (own, self._sum("pair", line.pairs), inside, sum(map(self._look, line.looks)))
        counts = (("word", len(line.words)), ("pair", len(line.pairs)), ("part", count), ("look", 1))
        word_step, pair_step, part_step, look_step = (STEP * _share(*each) for each in counts)
        start = _MIDDLE * (word_step + pair_step + part_step + look_step)
        scores = [
            bias + a * word_step + b * pair_step + c * part_step + d * look_step - start
            for bias, a, b, c, d in zip(self.bias, *map(self._steps, sums), strict=True)
        ]
        return dict(zip(self.labels, scores, strict=True))

    def pulls(self, line: Evidence, label: str) -> dict[str, float]:
        """How much each word of a line speaks for a label: itself, its parts, and half of its pairs."""
        at = self.labels.index(label)
        read = {word: self._word(word) for word in line.words}
        word_share = _share("word", len(read))
        part_share = _share("part", sum(number for _, _, number in read.values()))
        pair_share = _share("pair", len(line.pairs))
        beside: dict[str, float] = defaultdict(float)
        for pair in line.pairs:
            pull = self._pull(self._sum("pair", (pair,)), at) * pair_share / 2
            for word in {*pair.split(" ")}:
                beside[word] += pull
        return {
            word: self._pull(own, at) * word_share + self._pull(inside, at) * part_share + beside[word]
            for word, (own, inside, _) in read.items()
        }

    def pull_of_look(self, look: str, label: str) -> float:
        """How much a look speaks for a label."""
        return self._pull(self._look(look), self.labels.index(label)) * KINDS["look"]

    def _word(self, word: str) -> tuple[int, int, int]:
        """Packed weights of a word, of its parts together, and how many parts it has."""
        found = self._words.get(word)
        if found is None:
            known = self._features.numbers(_WORD, (word,))
            if known:
                own, inside = self._at(known[0]), self._at(known[0] + 1)
            else:
                own, inside = 0, self._sum("part", parts_of(word))
            found = own, inside, number_of_parts(word)
            if len(self._words) >= _READY:
                self._words.clear()
            self._words[word] = found
        return found

    def _look(self, look: str) -> int:
        """Packed weights of a look; most lines have the same few."""
        found = self._looks.get(look)
        if found is None:
            if len(self._looks) >= _READY:
                self._looks.clear()
            found = self._looks[look] = self._sum("look", (look,))
        return found

    def _sum(self, kind: str, names: Sequence[str]) -> int:
        return self._added(self._features.numbers(PREFIX[kind], names))

    def _at(self, number: int) -> int:
        at = self._start + number * self._fields.size
        return int.from_bytes(self._packed[at : at + self._fields.size], "little", signed=True)

    def _added(self, numbers: Sequence[int]) -> int:
        """The weights of some features together."""
        first, size, packed, total = self._start, self._fields.size, self._packed, 0
        for number in numbers:
            at = first + number * size
            total += int.from_bytes(packed[at : at + size], "little", signed=True)
        return total

    def _steps(self, packed: int) -> tuple[int, ...]:
        """The sums of all labels, with `_MIDDLE` added so that each field is positive."""
        return self._fields.unpack((packed + self._middles).to_bytes(self._fields.size, "little"))

    def _pull(self, packed: int, at: int) -> float:
        return STEP * (((packed + self._middles) >> 32 * at & _FIELD) - _MIDDLE)


NOTHING = Weights((), (), Features(build(())), b"")
"""Weights that say nothing, for reading word lists alone."""
