"""Agreed actions: who will do what, by when. A wish, an "if", a memory or somebody else's task is none."""

import re
from dataclasses import dataclass
from datetime import date

from coach.agreement import OWNERS
from coach.labels import Labels
from coach.note import Mark
from coach.reading import Reading
from coach.when import deadline

UNSURE = 0.3
"""When the two best owners score closer than this, nobody is named: it is asked at wrap-up."""

CLOSING, OTHERWISE = {1: 2.5, 2: 1.25}, -1.5
"""What is added to the score of a day of return on the last line of a talk and on the one before it, and in a
line on something else that has its day. In invented Dutch and English talks that were not fitted on, the day
was right in 90 and 89 % and not in 84 and 85."""

_OTHERWISE = frozenset(
    "start starts starting starten begin begint begins beginnen ends ending eindigt loopt verloopt verlof "
    "vakantie kuur cursus opleiding examen examens exam exams holiday holidays leave course training "
    "deadline verjaart verjaardag birthday".split()
)
_LAST_DAY = ("last day", "laatste dag", "laatste werkdag", "uit dienst", "in dienst")

_SPLIT = re.compile(r"\s*(?:[;]|,(?=\s)|\s\+\s|\s(?:en|and|&)\s)\s*")
_LABEL = re.compile(
    r"^\s*(?:(?:actie|afspraak|afspr|afgespr|afgesproken|to ?do|action|agreed)\b\.?\s*[:\-–]?\s*)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Action:
    """One agreed action; `line` is the note it rests on. Owner None means: asked at wrap-up."""

    owner: str | None
    what: str
    due: date | None
    due_text: str | None
    line: int


def actions(at: int, labels: Labels, marks: tuple[Mark, ...] = ()) -> list[Action]:
    """The actions that a line agrees on: none, one, or two with an owner each.

    Args:
        at: Number of the line.
        labels: The line.
        marks: What the typist said of it; a line marked as agreed is an action unless it is the day
            on which they come back to it.
    """
    scores = labels.scores
    agreed = Mark.AGREED in marks
    if not agreed and any(mark in marks for mark in (Mark.PARK, Mark.MINE, Mark.SAID)):
        return []  # for next time, an impression, their words: nobody agreed to anything
    if not agreed and (scores["action"] <= 0 or scores["promise"] > scores["action"]):
        return []
    if scores["return"] > 0 and scores["return"] > scores["action"] - (3 if agreed else 0):
        return []
    parts = _parts(labels)
    return [_action(at, part) for part in parts] or [_action(at, labels)]


def action_on(at: int, labels: Labels, owner: str | None) -> Action:
    """The action that somebody says a line agrees on: what and when come from the line all the same."""
    due, due_text = deadline(labels.reading.times)
    return Action(owner, _what(labels.reading, due_text if due else None), due, due_text, at)


def _parts(labels: Labels) -> list[Labels]:
    """Two clauses with an owner each, or nothing when the line is one action."""
    reading = labels.reading
    for match in _SPLIT.finditer(reading.body):
        halves = [reading.body[: match.start()], reading.body[match.end() :]]
        read = [
            Labels(Reading(half, reading.parties, reading.today, reading.lang), labels.knowledge)
            for half in halves
        ]
        if all(map(_starts_with_somebody, read)) and any(half.scores["action"] > 0 for half in read):
            first, second = (owner_of(half) for half in read)
            if first and second and first != second:
                return read
    return []


def _starts_with_somebody(labels: Labels) -> bool:
    return any(look.startswith("first ") and not look.endswith("other") for look in labels.reading.looks)


SAYS = {
    **dict.fromkeys(("MANAGER", "me", "ik", "i", "mij"), "manager"),
    **dict.fromkeys(("EMPLOYEE", "him", "her", "hij", "zij", "ze", "hem", "haar", "she", "he"), "employee"),
    **dict.fromkeys(("both", "together", "us", "wij", "we", "samen", "beiden"), "together"),
}
"""Words before a colon that say whose action it is."""


def owner_of(labels: Labels) -> str | None:
    """Who would do it: said by a label ("me: …") or a pair ("he and I"), else by weight."""
    words = labels.reading.words
    if words[1:2] == (":",) and words[0] in SAYS:
        return SAYS[words[0]]
    if "pair" in labels.reading.looks:
        return "together"
    ranked = sorted(((labels.scores[owner], owner) for owner in OWNERS), reverse=True)
    return ranked[0][1] if ranked[0][0] - ranked[1][0] >= UNSURE else None


def _action(at: int, labels: Labels) -> Action:
    return action_on(at, labels, owner_of(labels))


def _what(reading: Reading, due_text: str | None) -> str:
    """The line without its label, and without the day, which stands beside it, at either end.

    In the middle the words of the day stay: "rooster op wo proberen" means something else without them.
    """
    text = _LABEL.sub("", reading.body)
    before, _, after = text.partition(due_text) if due_text else (text, "", "")
    at_an_end = not before.strip(" ,.;:") or not after.strip(" ,.;:!)")
    shorter = (before + after if at_an_end else text).strip(" ,.;:-–→>")
    return shorter if len(shorter.split()) > 1 else text.strip(" -–→>") or reading.body


def return_day(lines: list[Labels], acted: set[int]) -> tuple[date | None, int | None]:
    """The day on which they come back to it, and the line that says so; None where none was agreed.

    That is mostly the last thing that is noted, often without a word on why: "Friday of next wk, half 1".
    """
    best: tuple[float, date | None, int | None] = (0.0, None, None)
    for at, labels in enumerate(lines):
        days = [when.day for when in labels.reading.times if when.day and when.day > labels.reading.today]
        if days and at not in acted:
            otherwise = _is_on_something_else(labels.reading)
            score = labels.scores["return"] + (OTHERWISE if otherwise else CLOSING.get(len(lines) - at, 0.0))
            best = max(best, (score, days[-1], at), key=lambda found: found[0])
    return best[1], best[2]


def _is_on_something_else(reading: Reading) -> bool:
    """Whether a line is on something that has its own day: a course, a holiday, a last day."""
    words = " ".join(reading.words)
    return not _OTHERWISE.isdisjoint(reading.words) or any(pair in words for pair in _LAST_DAY)
