"""What a model did at the end of a talk, in words: which one it was, and what became of its proposals."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from coach.errors import OnderonsError
from coach.talk import Talk
from coach.text import one_line
from tui.proposing import Drafted
from tui.words import Words

if TYPE_CHECKING:
    from coach.account import Dropped


def told_drafts(drafted: Drafted | None, refusal: OnderonsError | None, talk: Talk, words: Words) -> str:
    """The details of the proposals, for whoever wants to know."""
    return "\n".join(_lines(drafted, refusal, talk, words))


def _lines(drafted: Drafted | None, refusal: OnderonsError | None, talk: Talk, words: Words) -> Iterator[str]:
    yield words("drafts.what" if drafted or refusal else "drafts.none")
    if refusal is not None:
        yield ""
        yield words(refusal.text_id, **refusal.params)
    if drafted is None:
        return
    by, accounts = drafted.by, drafted.offer.accounts
    yield ""
    yield words("drafts.by", name=by.name, sha256=by.sha256, version=by.prompt_version)
    yield ""
    yield words("drafts.survived", survived=accounts.survived, proposed=accounts.proposed)
    if accounts.dropped:
        yield ""
        yield words("drafts.dropped")
    for one in accounts.dropped:
        yield f"- {_text(one, talk)}\n  {words(f'dropped.{one.reason}')}"


def _text(dropped: "Dropped", talk: Talk) -> str:
    """What was proposed: a sentence of its own, or the note that it took for an action. As one clean line."""
    note = talk.note(dropped.lines[0]) if dropped.lines else None
    said = dropped.text or (note.text if note else "")
    numbers = ", ".join(map(str, dropped.lines))
    return f"{numbers}: {one_line(said)}" if numbers else one_line(said)
