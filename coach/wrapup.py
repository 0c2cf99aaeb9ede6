"""The end of a talk: a draft of what was said and agreed, from the notes and nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from textwrap import shorten

from coach.action import SAYS, Action, actions
from coach.agreement import Agreement, Outcome
from coach.knowledge import Knowledge
from coach.labels import Labels
from coach.note import Mark, Note, Typed
from coach.purged import Purged
from coach.reading import Parties, Reading
from coach.report import TalkReport, read_notes
from coach.sentence import Sentence
from coach.summary import NOT_REPEATED, Phrasing, summarize
from coach.talk import Kind, Talk
from coach.text import fold
from coach.when import times

HIDDEN = (Mark.ASIDE, Mark.MINE)
"""Marks of lines that never stand in a summary: not meant for it, or the manager's own impression."""

MOST_HEARD, PER_THEME, SHORT = 4, 2, 60
"""Themes said back, notes for each, and letters of a note: a crib to glance at, not a text to read out."""


@dataclass(frozen=True, slots=True)
class Heard:
    """One theme and what was noted on it, short: to say back in one's own words."""

    theme: str
    said: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """A first version of the end of a talk. The sentences name numbers of notes."""

    sentences: tuple[Sentence, ...]
    outcome: Outcome
    heard: tuple[Heard, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadAction:
    """What a typed line agrees on, and whether it promises more than one person can keep."""

    agreements: tuple[Agreement, ...]
    promises: bool


def draft(talk: Talk, knowledge: Knowledge, phrasing: Phrasing) -> Draft:
    """What the notes say and agree on; lines marked as aside or own impression are left out."""
    notes = [note for note in talk.notes if not any(note.has(mark) for mark in HIDDEN)]
    report = read_talk_notes(talk, notes, knowledge)
    numbers = [note.number for note in notes]
    sentences = tuple(
        Sentence(sentence.text, tuple(numbers[line] for line in sentence.lines))
        for sentence in summarize(report, phrasing, settled=talk.outcome is not None)
    )
    agreed = tuple(_agreement(action, numbers[action.line]) for action in report.actions)
    before = kept_draft(talk)
    outcome = Outcome(before.outcome.agreements + agreed, report.return_day or before.outcome.return_on)
    return Draft(before.sentences + sentences, outcome, _heard(report, phrasing))


def kept_draft(talk: Talk) -> Draft:
    """What is left of the draft of notes that were purged; nothing when none were."""
    purged = talk.purged
    return Draft(purged.sentences, purged.outcome) if purged else Draft((), Outcome())


def purge_notes(talk: Talk, made: Draft, today: date) -> Talk:
    """The talk without its notes and what was only for preparing; what they said stays as text.

    Args:
        talk: The talk.
        made: What the rules make of it while its notes are there.
        today: The day on which they go.
    """
    sentences = () if talk.kind is Kind.DISMISSAL else made.sentences
    left = Purged(today, talk.next_number - 1, sentences, made.outcome)
    return replace(talk, notes=(), seen="", purged=left)


def _heard(report: TalkReport, phrasing: Phrasing) -> tuple[Heard, ...]:
    """The themes most spoken of; lines that ask for care or name others are not for saying back."""
    delicate = {cue.line for cue in report.cues if cue.kind in NOT_REPEATED}
    said: dict[str, list[str]] = {}
    for at, codes in enumerate(report.themes):
        if codes and at not in delicate:
            said.setdefault(codes[0], []).append(shorten(report.lines[at], SHORT, placeholder=" …"))
    ranked = sorted(said, key=lambda code: -len(said[code]))[:MOST_HEARD]
    return tuple(Heard(phrasing.themes[code].lower(), tuple(said[code][:PER_THEME])) for code in ranked)


def read_talk_notes(talk: Talk, notes: Sequence[Note], knowledge: Knowledge) -> TalkReport:
    """The notes of a stored talk, read by the rules."""
    typed = [Typed(note.text, note.marks) for note in notes]
    return read_notes(typed, talk.kind, talk.date, Parties(talk.person.alias), knowledge)


def read_action(text: str, talk: Talk, knowledge: Knowledge, rests_on: int | None = None) -> ReadAction:
    """A line typed at the wrap-up as what it agrees on; a line that says no owner asks for one.

    Args:
        text: As typed: "ik vraag het na bij HR, voor vrijdag".
        talk: Dates count from its day.
        knowledge: What is known of the language.
        rests_on: Number of the note behind it, if there is one.
    """
    said, owner = _said_owner(text, talk.person.alias)
    labels = Labels(Reading(text, Parties(talk.person.alias), talk.date, talk.lang), knowledge)
    found = actions(0, labels, (Mark.AGREED,)) or [Action(None, text.strip(), None, None, 0)]
    agreed = tuple(_agreement(action, rests_on) for action in found)
    if owner is not None and len(agreed) == 1:
        agreed = (replace(agreed[0], owner=owner, what=agreed[0].what.removeprefix(said).strip()),)
    return ReadAction(agreed, labels.scores.get("promise", 0.0) > 0)


def _said_owner(text: str, employee: str) -> tuple[str, str | None]:
    """The owner that stands before a colon ("ik: …", "Sanne: …"), with the words that say so."""
    head, colon, _ = text.partition(":")
    owner = "employee" if fold(head.strip()) == fold(employee) else SAYS.get(fold(head.strip()))
    return head + colon, owner if colon else None


def read_day(text: str, talk: Talk) -> date | None:
    """The day that some words name, counted from the talk; None when they name none that is to come."""
    days = [when.day for when in times(text, talk.date, talk.lang) if when.day and when.day > talk.date]
    return days[0] if days else None


def _agreement(action: Action, note: int | None) -> Agreement:
    return Agreement(action.owner, action.what, action.due, action.due_text, note)
