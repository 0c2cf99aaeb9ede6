"""Whether a line that the rules left may be an agreed action after all, when somebody else says so.

A model may point at a line; what the rules know to be none stays none: a memory, a wish, an "if", a task of
somebody who is not at the table. What, when and for whom is read from the line, never from the model.
"""

from collections.abc import Sequence

from coach.action import Action, action_on, owner_of
from coach.agreement import OWNERS
from coach.guard.parts.clause import Clause
from coach.guard.parts.clauses import Reader
from coach.guard.words.forms import is_participle, looks_past
from coach.labels import Labels
from coach.note import Mark

LOWEST = -2.5
"""Score below which the rules are sure that a line agrees on nothing.

Of 63 agreed actions that Dutch rules missed in invented talks they were not fitted on, 53 score higher; after
all vetoes 32 are left, among 150 other lines of 5,200."""

VETOES = ("marked", "question", "rules", "told", "history", "wish", "negation", "other", "owner", "heading")
"""Why a line cannot be an action; ids like those of `coach.guard.weighing.REASONS`."""

_OPEN = {"wish", "maybe", "irreal", "if", "like", "can"}
_NOT_AGREED = (Mark.PARK, Mark.MINE, Mark.SAID, Mark.ASIDE)


def veto(labels: Labels, marks: tuple[Mark, ...], reader: Reader) -> str | None:
    """Why a line is no agreed action whoever says so, or None.

    Args:
        labels: The line as the rules read it.
        marks: What the typist said of it.
        reader: Reads it into clauses.
    """
    reading, scores = labels.reading, labels.scores
    if any(mark in marks for mark in _NOT_AGREED) or reading.quoted:
        return "marked"
    if "question" in reading.looks:
        return "question"
    if scores["action"] < LOWEST or scores["return"] > 0 or scores["promise"] > 0 or scores["sensitive"] > 0:
        return "rules"
    return _told(reader.clauses(reading.body), labels, reader)


def _told(clauses: Sequence[Clause], labels: Labels, reader: Reader) -> str | None:
    classes = {name for clause in clauses for name in clause.classes}
    coming = any(when.day is not None and when.day >= labels.reading.today for when in labels.reading.times)
    forms = {token.form for clause in clauses for token in clause.tokens}
    was = reader.words.words("tense", "past") | reader.words.words("tense", "perfect")
    lang = reader.words.lang
    past = is_participle if coming else looks_past  # "gegeven" is behind us whatever day stands there too
    done = bool(forms & was) or any(past(form, lang) for form in forms)
    if any(clause.reporter for clause in clauses):
        return "told"  # what somebody finds or says is no task
    if "past" in classes or (done and "agreed" not in classes):
        return "history"
    if classes & _OPEN:
        return "wish"
    if "neg" in classes:
        return "negation"
    subjects = [clause.subject for clause in clauses if clause.subject]
    if subjects and subjects[0] not in OWNERS:
        return "other"
    return None


def proposed_action(at: int, labels: Labels, said: str | None, reader: Reader) -> Action | str:
    """The action on a line whose owner line and proposal agree on; or why there is none.

    A model that misreads whose task a line is has mostly misread the line; and a line that names nobody
    gives an owner that is only guessed.

    Args:
        at: Number of the line.
        labels: The line.
        said: The proposed owner, or None.
        reader: Reads it into clauses.
    """
    clauses = reader.clauses(labels.reading.body)
    named = {
        who for clause in clauses for who, part in clause.mentions if part == "subject" and who in OWNERS
    }
    by_line = next(iter(named)) if len(named) == 1 else owner_of(labels)
    if by_line is None or (said != by_line if said is not None else not named):
        return "owner"
    return action_on(at, labels, by_line)
