"""What a line is about, by weights and word lists; every label can say which words it rests on."""

from dataclasses import dataclass
from functools import cached_property

from coach.knowledge import Knowledge
from coach.reading import Reading
from coach.text import fold
from coach.weights import LONGEST, Evidence

SHORTEST = 3
"""Letters of a word by which a line can be about something."""


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
    def evidence(self) -> Evidence:
        """What the weights know the line by, word lists and names included."""
        looks = list(self.reading.looks)
        if self.names:
            looks.append("name")
            if self.reading.body.startswith(self.names[0]):
                looks.append("name first")
        for name, words in self._hits.items():
            looks.append(f"lex {name}")
            if len(words) > 1:
                looks.append(f"lex {name} twice")
        words = self.reading.words[:LONGEST]
        pairs = map(" ".join, zip(("^", *words), (*words, "$"), strict=True))
        return Evidence(tuple(dict.fromkeys(words)), tuple(dict.fromkeys(pairs)), tuple(looks))

    @cached_property
    def speaks(self) -> bool:
        """Whether the line has a whole word: of a stray "g" or "ok" the weights only guess."""
        return any(len(word) >= SHORTEST and word.isalpha() for word in self.reading.words)

    @cached_property
    def scores(self) -> dict[str, float]:
        """Score of each label; above zero the line carries it."""
        return self.knowledge.weights.scores(self.evidence)

    def because(self, label: str) -> tuple[str, ...]:
        """The words of the line that speak most for a label, in the order of the line; at most three."""
        weights = self.knowledge.weights
        pulls = weights.pulls(self.evidence, label)
        listed = [(weights.pull_of_look(f"lex {name}", label), words) for name, words in self._hits.items()]
        listed = [(pull, words) for pull, words in listed if pull > 0]
        body, total, ends = self.reading.body, {}, {}
        for start, end, form in self.reading.spans:
            own, here = pulls.get(form, 0.0), fold(body[start:end])
            for pull, words in listed:
                if any(here in word for word in words):
                    own += pull
            if own > 0 and form[0].isalpha():
                total[start], ends[start] = own, end
        best = sorted(sorted(total, key=lambda at: -total[at])[:3])
        return tuple(body[at : ends[at]] for at in best)
