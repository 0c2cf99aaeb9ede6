"""Whether a sentence tells a whole line again, word by word and in the line's own order.

A model only chooses small words (`models.retelling`), so each "not", each number and who does what stands in
its place, and only what came in needs weighing: an article, an "is", and the employee where a note about them
begins without anybody.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from coach.guard.rests.added import Added
from coach.guard.rests.same_words import At

LONGEST = 60
"""Words of a line. A longer one is no note that a sentence can hold."""

PLACES = 4_000
"""Failed places after which the search gives up: the same word fifty times has no end of ways."""

_PART = re.compile(r"[,;:]|(?<!\b[A-Z])[.!…]+(?=\s)|(?:^|(?<=\s))(?:[-–—/→]|--|->)(?=\s)")
_SHORT = re.compile(
    r"\b(esp|univ|asst|prev|afh|dist|dir|tel|opm|approx|incl|excl|dept|ca|evt|bv|bvb|gem|ong|max|min)\.",
    re.IGNORECASE,
)
"""Short forms of which the point ends no part."""

_CHOICE = re.compile(r"[^\W\d_]{2,}/[^\W\d_]{2,}")


def chooses(text: str) -> int:
    """How often a text leaves open which of two words it means: "Tuesday/Thursday"."""
    return len(_CHOICE.findall(text))


def parted_alike(sentence: str, line: str) -> bool:
    """Whether a sentence has the parts of its line, each with all of its words.

    A comma carries no word, and yet "nights no, weekends yes" is the opposite of "nights, no weekends, yes".
    """
    mine, theirs = ([part.split() for part in _PART.split(_bare(text))] for text in (sentence, line))
    parts = [[part for part in text if part] for text in (mine, theirs)]
    return len(parts[0]) == len(parts[1]) and all(map(_holds, *parts))


def _bare(text: str) -> str:
    return _SHORT.sub(r"\1", text.rstrip(" .!…"))


def _holds(mine: Sequence[str], theirs: Sequence[str]) -> bool:
    return len(mine) >= len(theirs)


@dataclass
class Retold(Added):
    """Looks for a way to read one sentence as one line."""

    _failed: set[At] = field(default_factory=set)

    def whole(self) -> bool:
        """Whether the sentence is the line again, and nothing but that."""
        if not self.line or len(self.theirs) > LONGEST or any(clause.asked for clause in self.line):
            return False
        return self._goes_on(At())

    def _goes_on(self, at: At) -> bool:
        if at in self._failed or len(self._failed) > PLACES:
            return False
        if at.sentence == len(self.mine):
            found = at.line == len(self.theirs)
        else:
            found = any(self._goes_on(following) for following in self._steps(at))
        if not found:
            self._failed.add(at)
        return found

    def _steps(self, at: At) -> Iterator[At]:
        """Each way to go on: by the next word of both, or by one that only the sentence has."""
        mine = self.mine[at.sentence]
        told = at.told or self.reader.who(mine) == "employee"
        same = at.line < len(self.theirs) and self.same(at.sentence, at.line)
        if same and self.goes_on(at.sentence, at.line):
            yield At(at.line + 1, at.sentence + 1, told)
        if self.may_come(at):
            yield replace(at, sentence=at.sentence + 1, told=told)
