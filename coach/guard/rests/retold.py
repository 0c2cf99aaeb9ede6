"""Whether a sentence tells a whole line again, word by word and in the line's own order.

A model is asked to make a sentence of a note and to keep its words. A sentence that does so has each "not",
each number and who does what in its place, so that only what it adds needs weighing: an article, "and", "is",
and the employee where a note about them begins without anybody. A verb or a day may stand elsewhere in its
part of the line.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace

from coach.guard.parts.clause import is_done
from coach.guard.rests.added import Added, At

LONGEST = 60
"""Words of a line. A longer one is weighed part by part only."""

FARTHEST = 6
"""Words over which a verb or a day may have moved."""

PLACES = 4_000
"""Failed places after which the search gives up: the same word fifty times has no end of ways."""

_CHOICE = re.compile(r"[^\W\d_]{2,}/[^\W\d_]{2,}")


def chooses(text: str) -> int:
    """How often a text leaves open which of two words it means: "Tuesday/Thursday"."""
    return len(_CHOICE.findall(text))


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
            left = range(at.line, len(self.theirs))
            found = not at.owed and all(self.may_go(n) or n in at.moved for n in left)
        else:
            found = any(self._goes_on(following) for following in self._steps(at))
        if not found:
            self._failed.add(at)
        return found

    def _steps(self, at: At) -> Iterator[At]:
        """Each way to go on by a word of the sentence, of the line, or of both."""
        for place in at.owed:
            if self.same(at.sentence, place) and self._stands(place, at.sentence):
                yield from self._said(replace(at, owed=at.owed - {place}), place)
        if at.line < len(self.theirs):
            yield from self._on(at)
        if self.may_come(at):
            mine = self.mine[at.sentence]
            helps = any(self.is_a(name, mine.form) for name in ("is", "was", "has"))
            told = at.told or self.reader.who(mine) == "employee"
            yield replace(at, sentence=at.sentence + 1, told=told, helped=helps)

    def _said(self, at: At, place: int) -> Iterator[At]:
        """The step on which the next word of the sentence is that word of the line, where it may be."""
        stays = at.pair is None or self.borders_stay(at.pair, (place, at.sentence))
        if stays and self.goes_on(at.sentence, place):
            told = at.told or self.reader.who(self.mine[at.sentence]) == "employee"
            pair = (place, at.sentence)
            yield replace(at, sentence=at.sentence + 1, told=told, helped=False, pair=pair)

    def _on(self, at: At) -> Iterator[At]:
        """Steps that say a word of the line, or pass it."""
        passed = replace(at, line=at.line + 1)
        if at.line in at.moved:
            yield passed
            return
        same = self.same(at.sentence, at.line)
        if at.owed and not same and self._closes(at.line):
            return
        if same and not self._keeps(at.line, at.owed):
            yield from self._said(passed, at.line)
        if self.splits(at.sentence, self.theirs[at.line]):
            yield replace(passed, sentence=at.sentence + 2)
        if self.may_go(at.line):
            yield passed
        if self._moves(at.line) and not at.owed:
            yield replace(passed, owed=frozenset({at.line}))
        for place in self._ahead(at):
            yield from self._said(replace(at, moved=at.moved | {place}), place)

    def _closes(self, place: int) -> bool:
        """Whether a part of the line ends with this word."""
        return place + 1 < len(self.home) and self.home[place + 1] != self.home[place]

    def _ahead(self, at: At) -> Iterator[int]:
        """Places further on in the part of the line that the next word of the sentence says early."""
        for place in range(at.line + 1, min(at.line + FARTHEST, len(self.theirs))):
            if self.home[place] != self.home[at.line]:
                return
            moves = place not in at.moved and self._moves(place) and self.same(at.sentence, place)
            moves = moves and self._stands(place, at.sentence)
            if moves and not any(self._keeps(n, {place}) for n in range(at.line, place)):
                yield place

    def _moves(self, place: int) -> bool:
        """Whether a word of the line may stand elsewhere in its part: a day, a verb, the "off" of a verb."""
        token, words = self.theirs[place], self.reader.words
        if token.day is not None or token.classes:
            return token.day is not None
        verb = token.form in words.verbs or is_done(token.form, words.lang)
        return (verb and words.lang == "nl") or self.is_a("particles", token.form)

    def _stands(self, place: int, mine: int) -> bool:
        """Whether what has moved ends its part on one of the two sides, as an "off" or a participle does."""
        token = self.theirs[place]
        if token.day is not None:
            return True
        done = is_done(token.form, self.reader.words.lang) or self.is_a("particles", token.form)
        ends = mine + 1 == len(self.mine) or self.part[mine + 1] is not self.part[mine]
        return not done or ends or place + 1 == len(self.home) or self._closes(place)

    def _keeps(self, place: int, moved: Collection[int]) -> bool:
        """Whether a word of the line keeps what moves from passing it.

        A "not" keeps all; somebody keeps a verb; another day, and "about" or "that", keep a day.
        """
        token = self.theirs[place]
        if not moved or not token.classes:
            verbs = any(self.theirs[one].day is None for one in moved)
            days = any(self.theirs[one].day is not None for one in moved)
            beyond = token.day is not None or self.is_a("holds_day", token.form)
            return (verbs and bool(self.there(place))) or (days and beyond)
        return True
