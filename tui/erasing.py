"""`erase`: everything about one person goes, and a proof of it stays on the screen."""

import argparse
import sys

from coach.errors import NotStored, OnderonsError, StoreError
from coach.text import fold
from data.erasing import Eraser, Plan, Proof
from data.export_log import Departure, ExportLog
from data.talks import newest_first
from data.vault.rehearsals import there_are_rehearsals
from tui.asking import need_yes
from tui.naming import SHORT
from tui.program import Program
from tui.reading import complain


def erase(options: argparse.Namespace, built: Program) -> int:
    """Erase somebody; exit code 1 when something of it may still be read, or may be theirs."""
    eraser = Eraser(built.vault, built.talks, built.people, built.claims)
    plan = eraser.plan(options.person)
    if plan.hold:
        since = plan.hold.since.isoformat()
        raise OnderonsError("error.erase-held", person=plan.of.person.alias, since=since)
    _show(plan, built)
    if not (options.yes or need_yes(built, built.words("erase.sure"))):
        return 1
    built.lock()
    if (fresh := eraser.plan(options.person)).of.ids != plan.of.ids or fresh.hold:
        raise OnderonsError("error.changed-meanwhile")
    try:
        proof = eraser.erase(fresh)
    except NotStored as error:
        raise OnderonsError("error.not-erased", why=error.params["why"]) from error
    _tell(fresh, proof, built)
    complain(built.words, [error for error in fresh.of.errors if fresh.of.strange])
    return 0 if proof.whole and not fresh.of.strange else 1


def _show(plan: Plan, built: Program) -> None:
    words = built.words
    _say(words("erase.goes", person=plan.of.person.alias))
    for talk in plan.of.talks:
        told = f"{talk.id[:SHORT]}  {talk.date.isoformat()}  {words(f'kind.{talk.kind}')}"
        _say(f"  {told}  {words.count('today.lines', len(talk.notes))}")
    for talk_id in plan.of.unread:
        _say(f"  {words('erase.unread', id=talk_id[:SHORT])}")
    if plan.people:
        _say(f"  {words('erase.person')}")
    if plan.lines:
        _say("  " + words.count("erase.lines", len(plan.lines)))
    if plan.present:
        _say("  " + words.count("erase.present", len(plan.present)))


def _tell(plan: Plan, proof: Proof, built: Program) -> None:
    words = built.words
    _say(words("erase.done", day=built.now().date().isoformat()))
    _say(words.count("erase.keys", len(proof.keys)))
    for record_id in proof.keys:
        _say(f"  {record_id}")
    for place in proof.shut:
        _say(words("erase.shut", where=place))
    for place in proof.open:
        _say(words("erase.open", where=place))
    for place in proof.away:
        _say(words("erase.away", where=place))
    for left in proof.left:
        _say(words("erase.left", where=left))
    for talk_id in plan.of.strange:
        _say(words("erase.strange", id=talk_id))
    for departure in _left(plan, built):
        _say(
            words(
                "erase.exported",
                day=departure.at.date().isoformat(),
                file=departure.file,
                format=departure.format,
            )
        )
    if plan.named:
        _say(words("erase.named", ids=", ".join(talk_id[:SHORT] for talk_id in plan.named)))
    if practised := _practised(plan, built):
        _say(words("erase.practised", ids=", ".join(practised)))
    if proof.whole:
        _say(words("erase.whole"))
    _say(words("erase.not-reached"))


def _left(plan: Plan, built: Program) -> tuple[Departure, ...]:
    """Files that were made of it, and that no erasure reaches."""
    return ExportLog(built.vault).departures(set(plan.of.ids), plan.of.person.id)


def _practised(plan: Plan, built: Program) -> list[str]:
    """Short ids of practice talks under the same name: they belong to whoever practised, and stay."""
    if not there_are_rehearsals(built.paths):
        return []
    from tui.practice import practice  # whoever does not practise pays nothing for it

    try:
        rows, errors = newest_first(practice(built).talks.rows())
    except StoreError as error:
        rows, errors = [], [error]
    complain(built.words, errors)
    name = fold(plan.of.person.alias)
    return [row.id[:SHORT] for row in rows if fold(row.person) == name]


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
