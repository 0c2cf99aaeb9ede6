"""Reads the planted claims: true and false sentences on invented notes."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from coach.guard.weighing import Ground, Guard
from coach.note import Mark, Typed, read_line
from coach.reading import Parties
from coach.report import read_talk
from coach.talk import Kind
from data.knowledge import read_guard_words, read_knowledge, read_names
from tests.coach.conftest import TODAY


@cache
def _grounds(notes: tuple[str, ...], parties: Parties, lang: str) -> list[Ground]:
    """The notes as ground; what the rules hold back counts as usable here, so that the guard itself is tried."""
    report = read_talk(notes, Kind.STAY, TODAY, parties, read_knowledge(lang))
    agreed = {action.line for action in report.actions}
    typed = [read_line(note) for note in notes]
    return [
        Ground(line.text, Mark.SAID in line.marks, at in agreed)
        for at, line in enumerate(typed)
        if isinstance(line, Typed)
    ]


@cache
def _guard(lang: str, parties: Parties) -> Guard:
    return Guard(read_guard_words(lang), read_names(), parties, TODAY)


HERE = Path(__file__).parent / "planted"


@dataclass(frozen=True, slots=True)
class Planted:
    """One sentence on some notes, and whether they bear it out."""

    lang: str
    parties: Parties
    notes: tuple[str, ...]
    text: str
    true: bool

    @property
    def grounds(self) -> list[Ground]:
        return _grounds(self.notes, self.parties, self.lang)

    @property
    def guard(self) -> Guard:
        return _guard(self.lang, self.parties)

    def reason(self) -> str | None:
        return self.guard.weigh(self.text, range(len(self.notes)), self.grounds).reason


def planted(part: str) -> Iterator[Planted]:
    """The claims of a part: "open" was used to write the guard, "held" was kept back."""
    for path in sorted(HERE.glob(f"{part}_*.txt")):
        lang, parties, notes, fresh = "nl", Parties(), list[str](), True
        for row in path.read_text("utf-8").splitlines():
            sign, text = row[:1], row[2:]
            if sign == "@":
                lang, employee, manager = (piece.strip() for piece in text.split("|"))
                parties = Parties(employee, manager)
            elif sign == ".":
                notes, fresh = [*([] if fresh else notes), text], False
            elif sign in "+-" and text:
                fresh = True
                yield Planted(lang, parties, tuple(notes), text, sign == "+")
