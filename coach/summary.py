"""A summary without a model: three to five sentences that reword, each naming the lines it rests on.

What is sensitive, a verdict, or about people who are not there is counted for its theme and never
repeated. Nothing is said that no line says.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from coach.action import Action
from coach.report import TalkReport
from coach.sentence import Sentence

LONGEST = 14
"""Words of a line that a sentence takes over at most."""

MOST, LEAST = 5, 3
FROM = 8
"""From this many notes a summary has at least `LEAST` sentences (product.md)."""

SAID = "{said}"
"""Stands in a frame for the words of the lines."""

NOT_REPEATED = ("sensitive", "judgement", "third_party", "promise")
"""Cues on lines whose words stand in no summary and are not said back."""


@dataclass(frozen=True, slots=True)
class Phrasing:
    """How a language builds the sentences."""

    sentences: dict[str, str]
    owners: dict[str, str]
    months: tuple[str, ...]
    long_forms: dict[str, str]
    themes: dict[str, str]


def summarize(report: TalkReport, phrasing: Phrasing, settled: bool = False) -> list[Sentence]:
    """The sentences, most important first; their lines count from 0.

    Args:
        report: The talk as the rules read it.
        phrasing: How its language builds sentences.
        settled: Somebody confirmed what is agreed: that stands by itself, and what the notes say of it
            may be past.
    """
    writer = _Writer(report, phrasing, settled)
    closing = list(writer.closing())
    opening = list(writer.opening(MOST - len(closing)))
    wanted = LEAST if len([line for line in report.lines if line.strip()]) >= FROM else 1
    missing = wanted - len(opening) - len(closing)
    return [*opening, *writer.besides(missing), *closing][:MOST]


class _Writer:
    def __init__(self, report: TalkReport, phrasing: Phrasing, settled: bool) -> None:
        self._r, self._p, self._settled = report, phrasing, settled
        # joined here once: joining them for each line made 18 MB of notes quadratic
        self._spoken_for = {cue.line for cue in report.cues if cue.kind in NOT_REPEATED}
        self._spoken_for.update(action.line for action in report.actions)
        if report.return_line is not None:
            self._spoken_for.add(report.return_line)
        self._used: set[int] = set()

    def opening(self, room: int) -> Iterator[Sentence]:
        """One sentence for each of the two main themes, one for the rest."""
        by_theme: dict[str, list[int]] = {}
        for at, codes in enumerate(self._r.themes):
            for code in codes:
                by_theme.setdefault(code, []).append(at)
        ranked = sorted(by_theme, key=lambda code: (-len(by_theme[code]), by_theme[code][0]))
        alone = ranked if len(ranked) <= room else ranked[: room - 1]
        for n, code in enumerate(alone):
            yield self._about("also" if n else "most", (code,), by_theme[code], 2)
        if rest := ranked[len(alone) :]:
            lines = sorted({at for code in rest for at in by_theme[code]})
            yield self._about("further", tuple(rest), lines, 3)

    def closing(self) -> Iterator[Sentence]:
        """What was agreed, and when they come back to it."""
        if self._settled:
            return
        actions = self._r.actions
        plain = not any(self._r.themes)
        if plain and len(actions) > 1:  # a dismissal: a sentence for each who has something to do
            for owner in dict.fromkeys(action.owner for action in actions):
                theirs = [action for action in actions if action.owner == owner]
                said = "; ".join(self._done(action) for action in theirs)
                yield self._say("agreed_by", theirs, owner=self._p.owners[owner or "nobody"], said=said)
        elif actions:
            said = "; ".join(f"{self._who(action)}: {self._done(action)}" for action in actions)
            yield self._say("agreed", actions, said=said)
        if self._r.return_day and self._r.return_line is not None:
            text = self._p.sentences["back"].format(day=self._day(self._r.return_day))
            yield Sentence(text, (self._r.return_line,))

    def besides(self, count: int) -> Iterator[Sentence]:
        """More sentences when a long talk gave too few: lines that carry no theme."""
        free = [at for at in range(len(self._r.lines)) if self._quotable(at) and at not in self._used]
        vague = {cue.line for cue in self._r.cues if cue.kind == "vague"}
        for n in range(count):
            here = free[n::count][:2]
            if here:
                key = "open" if set(here) <= vague else "energy"
                yield self._saying(self._p.sentences[key], here, tuple(here))

    def _about(self, key: str, codes: tuple[str, ...], lines: list[int], most: int) -> Sentence:
        quotable = [at for at in lines if self._quotable(at) and at not in self._used][:most]
        self._used.update(lines)
        names = [self._p.themes[code].lower() for code in codes]
        listed = f" {self._p.sentences['and']} ".join(filter(None, [", ".join(names[:-1]), names[-1]]))
        pattern = self._p.sentences[key if quotable else f"{key}_bare"]
        return self._saying(pattern.format(theme=listed, themes=listed, said=SAID), quotable, tuple(lines))

    def _saying(self, frame: str, said: list[int], lines: tuple[int, ...]) -> Sentence:
        quoted = tuple(map(self._fragment, said))
        text = frame.replace(SAID, "; ".join(quoted)).replace("….", "…")
        return Sentence(text, lines, tuple(said), quoted, frame if said else "")

    def _say(self, key: str, actions: Sequence[Action], **params: str) -> Sentence:
        lines = tuple(dict.fromkeys(action.line for action in actions))
        return Sentence(self._p.sentences[key].format(**params), lines)

    def _quotable(self, at: int) -> bool:
        return bool(self._r.lines[at].strip()) and at not in self._spoken_for

    def _who(self, action: Action) -> str:
        return self._p.owners[action.owner or "nobody"].lower()

    def _done(self, action: Action) -> str:
        what = self._written_out(action.what)
        return f"{what} ({self._day(action.due)})" if action.due else what

    def _day(self, day: date) -> str:
        return f"{day.day} {self._p.months[day.month - 1]} {day.year}"

    def _fragment(self, at: int) -> str:
        words = self._written_out(self._r.lines[at]).split()
        text = " ".join(words[:LONGEST]) + (" …" if len(words) > LONGEST else "")
        return text.strip(" .;,")

    def _written_out(self, line: str) -> str:
        text = re.sub(r"^[\s*•>→–—+-]+(?:\[[ xX]?\])?\s*", "", line)
        return re.sub(r"[^\W\d_]+\.?", self._long, text)

    def _long(self, match: re.Match[str]) -> str:
        return self._p.long_forms.get(match.group().rstrip(".").lower(), match.group())
