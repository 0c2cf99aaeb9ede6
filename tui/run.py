"""From the options of one call to what does the work."""

import argparse
import sys
from collections.abc import Callable

from coach.errors import OnderonsError
from tui import holding, reading
from tui.bootstrap import Program


def _suggest(options: argparse.Namespace, built: Program) -> int:
    from tui.drafting import run_suggest  # only these two commands pay for the note reader

    return run_suggest(options, built)


def _summarize(options: argparse.Namespace, built: Program) -> int:
    from tui.drafting import run_summarize

    return run_summarize(options, built)


def _export(options: argparse.Namespace, built: Program) -> int:
    from tui.exporting import run_export

    return run_export(options, built)


def _card(options: argparse.Namespace, built: Program) -> int:
    from tui.exporting import run_card

    return run_card(options, built)


COMMANDS: dict[str | None, Callable[[argparse.Namespace, Program], int]] = {
    None: holding.open_app,
    "demo": holding.demo,
    "talk": holding.talk,
    "list": reading.list_talks,
    "show": reading.show,
    "people": reading.people,
    "actions": reading.actions,
    "doctor": reading.doctor,
    "export": _export,
    "card": _card,
    "suggest": _suggest,
    "summarize": _summarize,
}


def run(options: argparse.Namespace, built: Program) -> int:
    """Run the command; the exit code."""
    try:
        return COMMANDS[options.command](options, built)
    except OnderonsError as error:
        sys.stderr.write(f"onderons: {built.words(error.text_id, **error.params)}\n")
        return 1
    except KeyboardInterrupt:
        return 1
    except BrokenPipeError:
        sys.stderr.close()  # whoever read our output has gone; say nothing at exit either
        return 1
    finally:
        built.close()
