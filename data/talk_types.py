"""Whether what was read is what a talk consists of.

A record may be sound and still hold anything: the readable files of the first version can be anybody's
work, and they go into the vault as they are. A language names files, so it is more than any text.
"""

from coach.agreement import OWNERS, Agreement, Outcome
from coach.note import Note
from coach.ports import TalkRow
from coach.talk import Talk
from data.settings import LANGUAGES


def check_talk(talk: Talk) -> None:
    """Look at every field that no other reader has looked at.

    Raises:
        TypeError: One of them is something else.
    """
    origin = (talk.origin.talk, talk.origin.digest) if talk.origin else ()
    _need(str, talk.person.id, talk.person.alias, talk.goal, talk.seen, talk.present, *talk.asked, *origin)
    _need(int, talk.next_number, talk.held, talk.referrals, talk.closed_to)
    _need_language(talk.lang)
    for note in talk.notes:
        _check_note(note)


def checked_row(row: TalkRow) -> TalkRow:
    """The same for a talk in the list, which is given back."""
    _need(str, row.person)
    _need(int, row.notes)
    _need_language(row.lang)
    return row


def check_outcome(outcome: Outcome) -> None:
    """The same for what was agreed."""
    _need(str, outcome.no_return_because)
    _need(int, outcome.up_to)
    for agreement in outcome.agreements:
        _check_agreement(agreement)


def _check_note(note: Note) -> None:
    _need(str, note.text, note.view, note.question or "")


def _check_agreement(agreement: Agreement) -> None:
    _need(str, agreement.what, agreement.due_text or "")
    _need(int, agreement.note or 0)
    if (maker := agreement.maker) is not None:
        _need(str, maker.name, maker.sha256, maker.prompt_version)
    if agreement.owner is not None and agreement.owner not in OWNERS:
        raise TypeError(agreement.owner)


def _need_language(lang: str) -> None:
    if lang not in LANGUAGES:
        raise TypeError(lang)


def _need(kind: type, *values: object) -> None:
    for value in values:
        if not isinstance(value, kind):
            raise TypeError(value)
