"""The commands that hold a talk on screen, the demo among them; without a screen: `line_mode`."""

import argparse
import sys
import threading
from typing import TYPE_CHECKING

from coach.errors import OnderonsError
from coach.talk import Kind, Talk
from tui import bootstrap
from tui.breaking import keep_quiet
from tui.program import Program

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
    from tui.demo import demo_program, demo_talk

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
    from tui.demo import demo_year

    for _ in demo_year(beside, current):
        pass
    beside.talks.close()


def talk(options: argparse.Namespace, built: Program) -> int:
    """A talk: on screen, or with `--plain` as lines."""
    if options.plain:
        from tui.line_mode import in_lines  # and what answers there is nothing for the screens

        return in_lines(options, built)
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
