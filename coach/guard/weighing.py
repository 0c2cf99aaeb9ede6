"""The guard: what a model proposes passes only when its words rest on the note lines that it names.

Each part of a sentence must rest on one part of one line: every word that carries something, with the same
"not", "more", "perhaps" and "must" around it, and with the same people doing it. What cannot be shown to rest
is dropped; a true sentence lost costs little, since the rules have one of their own. Source: product.md,
"never invent a fact, a date or an owner".
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from coach.guard.parts.clause import Clause
from coach.guard.parts.clauses import Reader
from coach.guard.parts.thin import with_thin_joined
from coach.guard.parts.windows import Window, windows
from coach.guard.quotes import quoted_falsely, told_by_other, unspoken, without_quotations
from coach.guard.rests.asserted import Asserted
from coach.guard.rests.beside import row
from coach.guard.rests.match import Match
from coach.guard.rests.retold import Retold, chooses
from coach.guard.rests.scopes import Scopes
from coach.guard.rests.small_words import SmallWords
from coach.guard.rests.whole import rests_whole
from coach.guard.surface import instructs, jokes, surface
from coach.guard.words.forms import looks_past
from coach.guard.words.vocabulary import GuardWords
from coach.names import Names
from coach.reading import Parties

REASONS = (
    *("lines", "delicate", "length", "unclean", "markup", "language", "instruction", "judgement", "advice"),
    *("quote", "name", "number", "date", "word", "negation", "degree", "certainty", "role"),
)
"""Why something was dropped: ids that a front end words as `dropped.<id>`."""


@dataclass(frozen=True, slots=True)
class Ground:
    """One note line as ground for a sentence."""

    text: str
    said: bool = False
    """The employee's own words."""
    agreed: bool = False
    """The typist or the rules say that it is agreed."""
    delicate: bool = False
    """Its words are not repeated: sensitive, a verdict, about people who are not there (domain.md §6)."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the guard says of one sentence: why it is dropped, or the lines it rests on."""

    reason: str | None
    lines: tuple[int, ...] = ()


@dataclass(frozen=True)
class Guard:
    """Weighs sentences against the notes of one talk."""

    words: GuardWords
    names: Names
    parties: Parties
    today: date
    _windows: dict[tuple[Ground, Ground | None], list[Window]] = field(default_factory=dict, repr=False)

    @cached_property
    def reader(self) -> Reader:
        """How the guard reads text; made once, for the names alone take 0.3 ms."""
        return Reader(self.words, self.parties, self.names.first - self.names.lookalikes, self.today)

    def weigh(self, text: str, lines: Iterable[int], grounds: Sequence[Ground]) -> Verdict:
        """Whether a sentence may stand, and on which of the lines that it names it rests.

        Args:
            text: The sentence as the model wrote it.
            lines: Numbers of lines, from 0.
            grounds: All lines of the talk.
        """
        cited = tuple(dict.fromkeys(lines))
        if not cited or any(not 0 <= at < len(grounds) or not grounds[at].text.strip() for at in cited):
            return Verdict("lines")
        if any(grounds[at].delicate for at in cited):
            return Verdict("delicate")
        sources = [grounds[at].text for at in cited]
        if any(instructs(source, self.words) for source in sources):
            return Verdict("instruction")
        if any(map(jokes, sources)):
            return Verdict("certainty")
        reason = surface(text, sources, self.words) or quoted_falsely(text, sources)
        reason = reason or told_by_other(text, sources, self.words, self.parties.employee)
        if reason:
            return Verdict(reason)
        if self.names.find(text, self.parties):
            return Verdict("name")
        again = next((at for at in cited if self._again(text, grounds[at])), None)
        verdict = self._rests(text, cited, grounds) if again is None else Verdict(None, (again,))
        reason = verdict.reason or self._between(text, [grounds[at] for at in verdict.lines])
        return Verdict(reason) if reason else verdict

    def _between(self, text: str, there: Sequence[Ground]) -> str | None:
        """Why the small words and the breaks between the words say something else than those of the lines."""
        mine = row([self.reader.clauses(text)])
        theirs = row([self.reader.clauses(ground.text, ground.said) for ground in there])
        if not mine.tokens:
            return None
        return (
            SmallWords(mine, theirs, self.reader).adds()
            or Scopes(mine, theirs, self.reader).parts_elsewhere()
        )

    def _rests(self, text: str, cited: tuple[int, ...], grounds: Sequence[Ground]) -> Verdict:
        reader = self.reader
        own = [at for at in cited if grounds[at].said]
        text, taken = without_quotations(text, [grounds[at].text for at in own])
        used = {own[n] for n in taken}
        quoted = tuple(used)
        clauses = with_thin_joined(reader.clauses(text), reader)
        if not clauses and not used:
            return Verdict("word")
        places = {at: self._read(at, cited, grounds, reader) for at in cited}
        resting: list[Window] = []
        at = 0
        while at < len(clauses):
            best, on, until = "word", None, at + 1
            for line in cited:
                reason, window = self._part(clauses[at], places[line], reader)
                if window is None:
                    best = _nearer(best, reason)
                    window, until = self._stretch(clauses, at, places[line])
                if window is not None:
                    on = line
                    resting.append(window)
                    break
            if on is None:
                return Verdict(best)
            if Asserted(
                clauses[at:until], reader.clauses(grounds[on].text, grounds[on].said), reader
            ).falsely():
                return Verdict("certainty")
            used.add(on)
            at = until
        told = [window for at in quoted for window in places[at]]
        again = _too_often(clauses, [window for at in cited for window in places[at]])
        carried = again or self._open(clauses, resting) or self._carried(clauses, [*resting, *told])
        return Verdict(carried, () if carried else tuple(at for at in cited if at in used))

    def _again(self, text: str, ground: Ground) -> bool:
        """Whether a sentence is a whole line told again."""
        if chooses(ground.text) > chooses(text):
            return False
        text = unspoken(text, ground.text, self.words, self.parties.employee)
        mine, theirs = self.reader.clauses(text), self.reader.clauses(ground.text, ground.said)
        told = Retold(mine, theirs, self.reader, ground.said, ground.agreed).whole()
        return told and not Asserted(mine, theirs, self.reader).falsely()

    def _part(self, clause: Clause, line: Sequence[Window], reader: Reader) -> tuple[str, Window | None]:
        """Where in a line a part of a sentence rests, or why it does not."""
        best = "word"
        for window in line:
            reason = Match(clause, window, reader).reason()
            if reason is None:
                return best, window
            best = _nearer(best, reason)
        return best, None

    def _stretch(
        self, clauses: Sequence[Clause], at: int, line: Sequence[Window]
    ) -> tuple[Window | None, int]:
        """The stretch of a line that the sentence says again from here, and where it has come by then."""
        alone = [window for window in line if len(window.clauses) == 1 and not window.topic]
        for until in range(len(clauses), at, -1):
            window = rests_whole(clauses[at:until], alone, self.reader)
            if window is not None:
                return window, until
        return None, at + 1

    def _open(self, clauses: Sequence[Clause], resting: Sequence[Window]) -> str | None:
        """What a line leaves open or out beside what the sentence rests on, the sentence does too."""
        said = {name for clause in clauses for name in clause.classes}
        said |= {"or"} if "if" in said else set()  # "asks if" for "asks whether … or not"
        there = {name for window in resting for name in window.carried}
        return "certainty" if there - said else None

    def _carried(self, clauses: Sequence[Clause], used: Sequence[Window]) -> str | None:
        """A condition or a past that holds over a part has to come along, wherever the sentence puts it."""
        said = {name for clause in clauses for name in clause.classes}
        forms = {token.form for clause in clauses for token in clause.tokens}
        here = {name for window in used for name in window.held}
        if {"if", "undone"} & here - said:  # "promised it and forgot"
            return "certainty"
        done = bool(forms & self.words.words("tense", "perfect"))  # "has had", not "has"
        done = done and any(looks_past(form, self.words.lang) for form in forms)
        behind = done or bool(forms & self.words.words("tense", "past"))
        if "past" in here and "past" not in said and not behind:
            return "certainty"
        return None

    def _read(self, at: int, cited: Sequence[int], grounds: Sequence[Ground], reader: Reader) -> list[Window]:
        ground, above = grounds[at], grounds[at - 1] if at and at - 1 in cited else None
        found = self._windows.get((ground, above))
        if found is None:
            earlier = reader.clauses(above.text, above.said) if above else []
            for clause in earlier:
                clause.earlier = True
            found = windows(reader.clauses(ground.text, ground.said), ground.agreed, reader, earlier)
            self._windows[ground, above] = found
        return found


_NEARNESS = ("word", "name", "number", "date", "negation", "degree", "certainty", "role")


def _too_often(clauses: Sequence[Clause], there: Sequence[Window]) -> str | None:
    """Why a number or a day is said more often than in the lines: "five to five" for "five to six"."""
    line = {id(clause): clause for window in there if not window.topic for clause in window.clauses}
    for name, kind in (("number", "number"), ("day", "date")):
        said = Counter(getattr(token, name) for clause in clauses for token in clause.tokens)
        known = Counter(getattr(token, name) for clause in line.values() for token in clause.tokens)
        if any(value and said[value] > known[value] for value in said if value in known):
            return kind
    return None


def _nearer(one: str, other: str) -> str:
    """The reason of the part of a line that came nearest to carrying the sentence."""
    return max(one, other, key=_NEARNESS.index)
