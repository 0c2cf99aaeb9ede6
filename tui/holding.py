"""The commands that hold a talk: the app, the demo, the plain line mode."""

import argparse
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from coach.errors import OnderonsError
from coach.talk import Kind, State, Talk
from coach.text import one_line
from tui import bootstrap
from tui.agreed import agreed_line
from tui.breaking import keep_quiet
from tui.demo import demo_program, demo_talk, demo_year
from tui.plain import PlainTalk
from tui.program import Program
from tui.sitting import Sitting

if TYPE_CHECKING:
    from tui.app import OnderonsApp
    from tui.messages import BeginAsked

YEAR_AFTER = 0.8
"""Seconds after which the demo's past year is stored: the first screen does not wait for it."""


def open_app(options: argparse.Namespace, built: Program) -> int:
    """The app, on its first screen."""
    first = not built.paths.home.exists()
    return _run_app(built, None, welcome=first)


def demo(options: argparse.Namespace, built: Program) -> int:
    """The app on a throw-away store, in the middle of an invented talk."""
    shown = demo_program()
    try:
        current = demo_talk(shown)
        year = threading.Timer(YEAR_AFTER, _store_year, (shown.beside(), current))
        year.start()
        try:
            return _run_app(shown, current, is_demo=True)
        finally:
            year.cancel()
            year.join()
    finally:
        shown.close()


def _store_year(beside: Program, current: Talk) -> None:
    for _ in demo_year(beside, current):
        pass
    beside.talks.close()


def talk(options: argparse.Namespace, built: Program) -> int:
    """A talk: on screen, or with `--plain` as lines."""
    if options.plain:
        return _plain(options, built)
    from tui.messages import BeginAsked  # Textual costs 0.2 s that the line mode need not pay

    start = None
    if options.kind or options.after or options.person:
        day = (options.date or built.now().date()) if options.after else None
        start = BeginAsked(Kind(options.kind or Kind.STAY), options.person or "", day)
    return _run_app(built, start, options.lang, record=not options.no_record)


def _run_app(
    built: Program,
    start: "Talk | BeginAsked | None",
    lang: str | None = None,
    is_demo: bool = False,
    welcome: bool = False,
    record: bool = True,
) -> int:
    _need_terminal()
    keep_quiet(built)
    left, code = _shown(bootstrap.app(built, lang, start, is_demo, welcome, record))
    from tui.messages import LeftPage, PracticeAsked

    while isinstance(left, PracticeAsked):
        left, code = _practised(built, left.kind, lang)
        if isinstance(left, LeftPage):  # and not a signal
            left, code = _shown(bootstrap.app(built, lang))
    return code


def _practised(built: Program, kind: Kind, lang: str | None) -> tuple[object, int]:
    """Let somebody practise, in an app of its own; how it ended, and the exit code."""
    from tui.messages import BeginAsked
    from tui.practice import practice

    over = practice(built)
    try:
        return _shown(bootstrap.app(over, lang, BeginAsked(kind)))
    finally:
        over.close()


def _shown(app: "OnderonsApp") -> tuple[object, int]:
    """Run an app until it ends: how, and the exit code."""
    left = app.run()
    app.services.desk.close()
    return left, app.return_code or 0


def _need_terminal() -> None:
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise OnderonsError("error.no-terminal")


def _plain(options: argparse.Namespace, built: Program) -> int:
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
