"""`talk --plain`: a talk in lines, for a script, a reader of screens, or a terminal without one."""

import argparse
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from coach.errors import OnderonsError
from coach.talk import Kind, State, Talk
from coach.text import one_line
from tui import bootstrap
from tui.agreed import agreed_line
from tui.plain import PlainTalk
from tui.program import Program
from tui.sitting import Sitting


def in_lines(options: argparse.Namespace, built: Program) -> int:
    """Hold a talk in lines; the exit code."""
    prompts = sys.stdin.isatty() and sys.stdout.isatty()
    record = not options.no_record
    if options.lang:
        built.words = bootstrap.words(options.lang)  # one language in one conversation
    if options.resume:
        built.talks.load(options.resume)  # a talk that is unknown makes no store
    kind = options.kind or options.resume
    if not kind:
        kind = _ask_kind(built, prompts)
        options.person = options.person or _ask(built.words("begin.name"))
    if record:
        built.lock()
    if options.resume:
        held = built.talks.load(options.resume).reopened()
    else:
        held = _new_talk(options, built, kind, record)
    if record:
        built.talks.save(held)
    if built.practising and prompts:
        sys.stdout.write(f"{built.words('practice.apart')}\n")
    guide = built.guides.guide(held.kind, held.lang)
    keep = built.talks.save if record else _keep_nothing
    sitting = Sitting(held, guide, keep, built.now)
    sitting.stored = held
    plain = PlainTalk(
        sitting,
        built.words,
        sys.stdout,
        prompts,
        built.settings.country,
        lambda gone: bootstrap.discard_talk(built, gone),
        lambda ended: _outcome(ended, built),
        record,
    )
    return 0 if plain.run(sys.stdin.fileno()) else 1


def _outcome(ended: Talk, built: Program) -> Iterator[str]:
    from tui.documents import draft_of  # the note reader costs 50 ms that a script need not pay

    made = draft_of(ended)
    outcome = ended.outcome or made.outcome
    for sentence in made.sentences if ended.kind is not Kind.DISMISSAL else ():
        yield sentence.text
    yield built.words("wrapup.agreed")
    for agreement in outcome.agreements:
        yield agreed_line(agreement, built.words, ended.person.alias)
    if not outcome.agreements:
        yield built.words("live.nothing-agreed")
    if outcome.return_on:
        yield f"{built.words('wrapup.back-on')} {outcome.return_on.isoformat()}"
    if built.practising:
        yield built.words("practice.ask-back")


def _new_talk(options: argparse.Namespace, built: Program, kind: str, record: bool = True) -> Talk:
    lang = built.talk_language(options.lang)
    begin = bootstrap.begin_talk if record else bootstrap.begin_unrecorded
    new = begin(built, Kind(kind), lang, options.person or "")
    day: date = options.date or new.date
    return replace(new, date=day, after=options.after, state=State.UNFINISHED)


def _ask_kind(built: Program, prompts: bool) -> str:
    kinds = [kind.value for kind in Kind]
    if not prompts:
        raise OnderonsError("error.which-kind", choices=", ".join(kinds))
    while True:
        answer = _ask(built.words("plain.which-kind", choices=", ".join(kinds)))
        if answer is None:
            raise OnderonsError("error.which-kind", choices=", ".join(kinds))
        if answer.casefold() in kinds:
            return answer.casefold()


def _ask(question: str) -> str | None:
    """What is typed behind a question; None at the end of input."""
    sys.stdout.write(question + " ")
    sys.stdout.flush()
    answer = sys.stdin.readline()
    return one_line(answer) if answer else None


def _keep_nothing(talk: Talk) -> None:
    """With `--no-record` nothing of the talk reaches the disk."""
