"""`view` and `correct`: what stands beside a line afterwards, and putting a line right (domain.md §6)."""

import argparse
import sys

from coach.amend import corrected, viewed
from coach.errors import OnderonsError
from coach.note import Note
from coach.talk import Talk
from coach.text import decode
from tui.program import Program, WrongUse

MOST = 20_000
"""Bytes that are read where a line is asked for."""


def view(options: argparse.Namespace, built: Program) -> int:
    """Put the other's own view beside a line; the line itself stays as it is. Empty takes it away."""
    talk, note = _meant(options, built)
    text = _typed(options, built, "amend.ask-view")
    changed = viewed(talk, note.number, text, built.now().date())
    built.talks.save(changed)
    fresh = changed.note(note.number)
    said = "amend.viewed" if fresh and fresh.view else "amend.view-gone"
    sys.stdout.write(built.words(said, number=note.number) + "\n")
    return 0


def correct(options: argparse.Namespace, built: Program) -> int:
    """Put a line right; the day of it stands beside it from then on."""
    talk, note = _meant(options, built)
    text = _typed(options, built, "amend.ask-correction")
    built.talks.save(corrected(talk, note.number, text, built.now().date()))
    sys.stdout.write(built.words("amend.corrected", number=note.number) + "\n")
    return 0


def _meant(options: argparse.Namespace, built: Program) -> tuple[Talk, Note]:
    """The talk, open to write, and the line that is meant."""
    if not options.line.isdecimal():
        raise WrongUse("usage.line", value=options.line)
    built.talks.load(options.id)  # a talk that is not there makes no store
    built.lock()
    talk = built.talks.load(options.id)
    note = talk.numbered(options.line)
    if note is None:
        raise OnderonsError("error.no-such-line", number=options.line)
    return talk, note


def _typed(options: argparse.Namespace, built: Program, ask: str) -> str:
    """The words behind the command, else a line of stdin: that one stays out of the shell's history."""
    if options.text:
        return " ".join(options.text)
    if sys.stdin.isatty():
        sys.stderr.write(built.words(ask) + " ")
        sys.stderr.flush()
    raw = sys.stdin.buffer.readline(MOST)
    if not raw:
        raise OnderonsError("error.nothing-typed")
    return decode(raw)
