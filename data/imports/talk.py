"""A talk as `onderons export ID --to json` writes it (schema onderons.talk/1).

What the program makes of the notes again (the summary, actions that nobody confirmed) is looked at
and left: here as there it follows from the notes.
"""

import hashlib
import re
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from itertools import pairwise

import orjson

from coach.agreement import OWNERS, ActionState, Agreement, Outcome
from coach.errors import RefusedFile
from coach.maker import RULES, Maker
from coach.note import Mark, Note, Typed
from coach.person import Person, alias_of
from coach.purged import Purged
from coach.sentence import Sentence
from coach.talk import Kind, State, Talk
from data.imports.fields import Entry
from data.imports.strict import parse
from data.settings import LANGUAGES

SCHEMA = "onderons.talk/1"
MOST = 1_000_000_000
"""Of numbers that only grow: notes, seconds."""

_ID = re.compile("[0-9a-f]{32}")
_OURS = re.compile(r"onderons\.talk/[0-9]{1,4}")


@dataclass(frozen=True, slots=True)
class FoundTalk:
    """A talk in a file, not stored."""

    talk: Talk
    """Under the id of where it was held; its person has no id yet."""
    digest: str
    """SHA-256, in hex, of the document, however it is laid out."""
    left_out: int = 0
    """Lines of a dismissal that it may not hold: only what was agreed is stored (domain.md §3)."""


def read_talk(content: bytes, where: str) -> FoundTalk:
    """The talk in a file.

    Args:
        content: The file.
        where: Its name, for the sentence when it is refused.

    Raises:
        RefusedFile: It is no talk, or not as it should be; names the place.
    """
    document = parse(content, where)
    entry = Entry(document, where)
    _check_schema(entry, where)
    talk = _talk(entry)
    entry.done()
    digest = hashlib.sha256(orjson.dumps(document, option=orjson.OPT_SORT_KEYS)).hexdigest()
    kept = tuple(note for note in talk.notes if talk.takes(Typed(note.text, note.marks)))
    return FoundTalk(replace(talk, notes=kept), digest, len(talk.notes) - len(kept))


def _check_schema(entry: Entry, where: str) -> None:
    schema = entry.text("schema", "")
    if schema == SCHEMA:
        return
    newer = _OURS.fullmatch(schema) is not None
    raise RefusedFile("refused.newer" if newer else "refused.no-talk", where, schema=SCHEMA)


def _talk(entry: Entry) -> Talk:
    day = entry.day("date")
    notes = tuple(_note(one) for one in entry.entries("notes"))
    _check_numbers(entry, notes)
    sentences = tuple(_sentence(one) for one in entry.entries("summary"))
    agreed, confirmed = _outcome(entry), entry.flag("confirmed")
    purged = _purged(entry, sentences, Outcome() if confirmed else agreed)
    alias = alias_of(entry.text("person"))
    if not alias:
        raise entry.wrong("person", "why.a-text")
    return Talk(
        id=_first_id(entry),
        kind=Kind(entry.choice("kind", list(Kind))),
        lang=entry.choice("lang", LANGUAGES),
        person=Person("", alias),
        date=day,
        started=entry.moment("started") if entry.has("started") else _beginning(notes, day),
        state=State(entry.choice("state", list(State))),
        notes=notes,
        next_number=1 + max(notes[-1].number if notes else 0, purged.up_to if purged else 0),
        asked=tuple(dict.fromkeys(entry.texts("asked", []))),
        held=entry.number("held", MOST, 0),
        after=entry.flag("after"),
        goal=entry.text("goal", ""),
        present=entry.text("present", ""),
        referrals=entry.number("referrals", MOST, 0),
        outcome=agreed if confirmed else None,
        purged=purged,
    )


def _first_id(entry: Entry) -> str:
    """The id under which the talk was held, also when it comes from somebody who took it in."""
    found = _id(entry, "id")
    if not entry.has("imported"):
        return found
    earlier = entry.entry("imported")
    earlier.day("on")
    found = _id(earlier, "from")
    earlier.done()
    return found


def _id(entry: Entry, key: str) -> str:
    found = entry.text(key)
    if not _ID.fullmatch(found):
        raise entry.wrong(key, "why.an-id")
    return found


def _note(entry: Entry) -> Note:
    note = Note(
        number=entry.number("n", MOST, least=1),
        text=entry.text("text"),
        at=entry.moment("at"),
        marks=tuple(dict.fromkeys(_mark(mark, entry) for mark in entry.texts("marks"))),
        question=entry.text("question") if entry.has("question") else None,
        view=entry.text("view", ""),
        view_on=entry.day("view_on") if entry.has("view_on") else None,
        corrected_on=entry.day("corrected_on") if entry.has("corrected_on") else None,
    )
    entry.done()
    return note


def _purged(entry: Entry, sentences: tuple[Sentence, ...], outcome: Outcome) -> Purged | None:
    """What is left of notes that were over their time where the talk was held."""
    if not entry.has("purged"):
        return None
    told = entry.entry("purged")
    purged = Purged(told.day("on"), told.number("up_to", MOST), sentences, outcome)
    told.done()
    return purged


def _mark(word: str, entry: Entry) -> Mark:
    try:
        return Mark(word)
    except ValueError as error:
        raise entry.wrong("marks", "why.marks") from error


def _check_numbers(entry: Entry, notes: tuple[Note, ...]) -> None:
    """Numbers only go up: two lines with the same one would be one line."""
    numbers = [note.number for note in notes]
    if any(later <= earlier for earlier, later in pairwise(numbers)):
        raise entry.wrong("notes", "why.in-order")


def _beginning(notes: tuple[Note, ...], day: date) -> datetime:
    """When a talk began of which only the notes say so."""
    return notes[0].at if notes else datetime.combine(day, time(), UTC)


def _sentence(entry: Entry) -> Sentence:
    sentence = Sentence(entry.text("text", ""), tuple(entry.numbers("lines", MOST)))
    entry.done()
    return sentence


def _outcome(entry: Entry) -> Outcome:
    """What was agreed, whether or not somebody confirmed it there."""
    agreements = tuple(_agreement(one) for one in entry.entries("actions"))
    return_on = entry.day("return_date") if entry.has("return_date") else None
    because = entry.text("no_return_because", "")
    up_to = entry.number("up_to", MOST, 0)
    return Outcome(agreements, return_on, because, up_to)


def _agreement(entry: Entry) -> Agreement:
    agreement = Agreement(
        owner=entry.choice("owner", OWNERS) if entry.has("owner") else None,
        what=entry.text("what"),
        due=entry.day("due") if entry.has("due") else None,
        due_text=entry.text("due_text") if entry.has("due_text") else None,
        note=entry.number("line", MOST) if entry.has("line") else None,
        state=ActionState(entry.choice("state", list(ActionState), ActionState.OPEN.value)),
        maker=_maker(entry.entry("maker")) if entry.has("maker") else None,
    )
    entry.done()
    return agreement


def _maker(entry: Entry) -> Maker | None:
    maker = Maker(entry.text("by"), entry.text("sha256", ""), entry.text("prompt_version", ""))
    entry.done()
    return None if maker.name == RULES else maker
