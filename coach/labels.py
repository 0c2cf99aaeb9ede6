"""What a line is about, by weights and word lists; every label can say which words it rests on."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from coach.knowledge import Knowledge
from coach.reading import Reading
from coach.text import fold
from coach.weights import shares


@dataclass(frozen=True)
class Labels:
    """Scores of all labels for one line."""

    reading: Reading
    knowledge: Knowledge

    @cached_property
    def _hits(self) -> dict[str, tuple[str, ...]]:
        return self.knowledge.lexicon.hits(self.reading.body)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """People named in the line who are not at the table."""
        return self.knowledge.names.find(self.reading.line, self.reading.parties)

    @cached_property
    def shares(self) -> dict[str, float]:
        """How much each feature of the line counts."""
        return shares(features(self.reading, self._hits, self.names))

    @cached_property
    def scores(self) -> dict[str, float]:
        """Score of each label; above zero the line carries it."""
        return self.knowledge.weights.scores(self.shares)

    def because(self, label: str) -> tuple[str, ...]:
        """The words of the line that speak most for a label, in the order of the line; at most three."""
        pulls = self.knowledge.weights.pulls(self.shares, label)
        body = self.reading.body
        total: dict[int, float] = {}
        for start, end, form in self.reading.spans:
            own = pulls.get(f"w {form}", 0.0)
            own += sum(pull for f, pull in pulls.items() if f[0] == "c" and f[2:].strip("<>") in form)
            own += sum(pull for f, pull in pulls.items() if f[:2] == "b " and form in f[2:].split(" ")) / 2
            for name, words in self._hits.items():
                if any(fold(body[start:end]) in word for word in words):
                    own += max(0.0, pulls.get(f"lex {name}", 0.0))
            if own > 0 and form[0].isalpha():
                total[start] = own
        best = sorted(sorted(total, key=lambda at: -total[at])[:3])
        ends = {start: end for start, end, _ in self.reading.spans}
        return tuple(body[at : ends[at]] for at in best)


def features(reading: Reading, hits: dict[str, tuple[str, ...]], names: tuple[str, ...]) -> Iterator[str]:
    """What the weights know a line by, word lists and names included."""
    yield from reading.features()
    if names:
        yield "look:name"
        if reading.body.startswith(names[0]):
            yield "look:name first"
    for name, words in hits.items():
        yield f"lex {name}"
        if len(words) > 1:
            yield f"lex {name} twice"
