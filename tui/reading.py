"""The commands that read: they create nothing and work beside an open window."""

import argparse
import json
import sys
from typing import Any

from coach.agreement import Outcome
from coach.claim import claims_on
from coach.errors import StoreError
from coach.note import signed
from coach.ports import TalkRow
from coach.talk import Talk
from coach.text import one_line
from data.talks import newest_first
from tui.agreed import agreed_line, origin_lines
from tui.asked import claim_documents, claim_lines
from tui.beside import beside
from tui.citing import cited
from tui.documents import agreement_documents, draft_of, practice_document, talk_document
from tui.flaws import told_flaws
from tui.naming import SHORT
from tui.program import Program
from tui.words import Words


def list_talks(options: argparse.Namespace, built: Program) -> int:
    """Every talk, newest first; unreadable files are named on stderr and make the exit code 1."""
    rows, errors = newest_first(built.talks.rows())
    if built.practising:
        _tell_over_time(rows, built)
    if options.json:
        _write_json([_row_document(row) for row in rows])
    else:
        for row in rows:
            _write(
                f"{row.id[:SHORT]}  {row.date.isoformat()}  {built.words(f'kind.{row.kind}')}  {row.person}  "
                f"{built.words(f'state.{row.state}')}  {built.words.count('today.lines', row.notes)}"
            )
        if not rows:
            _write(built.words("practice.empty" if built.practising else "list.empty"))
    return complain(built.words, errors)


def _tell_over_time(rows: list[TalkRow], built: Program) -> None:
    if found := built.purger().look(rows, built.now().date(), built.settings.retention).items:
        told = built.words.count("practice.over-time", len(found))
        sys.stderr.write(f"onderons: {told}\n")


def show(options: argparse.Namespace, built: Program) -> int:
    """One talk, with what is agreed."""
    talk = built.talks.load(options.id)
    flaws = told_flaws(built.talks.flaws(options.id), built.words)
    asked = claims_on(talk.person, talk.id, built.claims.all())
    if options.json:
        document = (practice_document if built.practising else talk_document)(talk, draft_of(talk))
        _write_json({**document, **claim_documents(asked)})
    else:
        kind, state = built.words(f"kind.{talk.kind}"), built.words(f"state.{talk.state}")
        practice = f"{built.words('practice.label')} · " if built.practising else ""
        _write(f"{practice}{kind} · {talk.person.alias} · {talk.date.isoformat()} · {state}")
        for line in (*origin_lines(talk.origin, built.words), *claim_lines(asked, built.words)):
            _write(line)
        _show_purged(talk, built.words)
        for note in talk.notes:
            _write(f"{note.number:>4}  {signed(note.text, note.marks)}")
            for line in beside(note, built.words, talk.person.alias):
                _write(f"      {line}")
        _show_outcome(talk.outcome or draft_of(talk).outcome, talk, built.words)
    if flaws:
        sys.stderr.write(f"onderons: {flaws}\n")
    return 1 if flaws else 0


def _show_purged(talk: Talk, words: Words) -> None:
    if talk.purged is None:
        return
    _write(words("talk.purged", day=talk.purged.on.isoformat()))
    for sentence in talk.purged.sentences:
        _write(f"   -  {sentence.text} {cited(sentence.lines, talk, words)}")


def _show_outcome(outcome: Outcome, talk: Talk, words: Words) -> None:
    for agreement in outcome.agreements:
        _write(f"   !  {agreed_line(agreement, words, talk.person.alias)}")
    if outcome.return_on:
        _write(f"   >  {words('wrapup.back-on')}  {outcome.return_on.isoformat()}")


def people(options: argparse.Namespace, built: Program) -> int:
    """Everyone the talks are with."""
    everyone = built.people.people()
    if options.json:
        _write_json(
            [
                {
                    "id": person.id,
                    "alias": person.alias,
                    "department": person.department,
                    "function_family": person.function_family,
                    "tenure_band": person.tenure_band,
                }
                for person in everyone
            ]
        )
    else:
        for person in everyone:
            _write(f"{person.id}  {person.alias}")
        if not everyone:
            _write(built.words("people.empty"))
    return 0


def actions(options: argparse.Namespace, built: Program) -> int:
    """What was agreed in all talks, newest talk first."""
    rows, errors = newest_first(built.talks.rows())
    agreed: list[tuple[Talk, Outcome]] = []
    for row in rows:
        try:
            talk = built.talks.load(row.id)
        except StoreError as error:
            errors.append(error)
            continue
        agreed.append((talk, talk.outcome or draft_of(talk).outcome))
    if options.json:
        _write_json(
            [
                {"talk": talk.id, "date": talk.date.isoformat(), "person": talk.person.alias, **document}
                for talk, outcome in agreed
                for document in agreement_documents(outcome)
            ]
        )
        return complain(built.words, errors)
    for talk, outcome in agreed:
        for agreement in outcome.agreements:
            told = agreed_line(agreement, built.words, talk.person.alias)
            _write(f"{talk.date.isoformat()}  {talk.person.alias}  {told}")
    if not any(outcome.agreements for _, outcome in agreed):
        _write(built.words("actions.empty"))
    return complain(built.words, errors)


def _row_document(row: TalkRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "kind": row.kind.value,
        "lang": row.lang,
        "state": row.state.value,
        "date": row.date.isoformat(),
        "person": row.person,
        "notes": row.notes,
    }


def complain(words: Words, errors: list[StoreError]) -> int:
    """Name what could not be read; the exit code."""
    for error in errors:
        sys.stderr.write(f"onderons: {one_line(words(error.text_id, **error.params))}\n")
    return 1 if errors else 0


def _write(line: str) -> None:
    sys.stdout.write(line + "\n")


def _write_json(document: Any) -> None:
    sys.stdout.write(json.dumps(document, ensure_ascii=False, indent=1) + "\n")
