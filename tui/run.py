"""From the options of one call to what does the work."""

import argparse
import sys
from collections.abc import Callable

from coach.errors import OnderonsError
from tui import holding, reading
from tui.naming import talk_id
from tui.passphrase import WrongUse, open_store
from tui.program import Program


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


def _doctor(options: argparse.Namespace, built: Program) -> int:
    from tui.checking import doctor  # what verifies and walks the disk is for these two

    return doctor(options, built)


def _check(options: argparse.Namespace, built: Program) -> int:
    from tui.checking import check

    return check(options, built)


def _find(options: argparse.Namespace, built: Program) -> int:
    from tui.finding import find  # rapidfuzz takes 20 ms that no other list needs

    return find(options, built)


def _backup(options: argparse.Namespace, built: Program) -> int:
    from tui.keeping import make_backup

    return make_backup(options, built)


def _restore(options: argparse.Namespace, built: Program) -> int:
    from tui.keeping import make_restore

    return make_restore(options, built)


def _passphrase(options: argparse.Namespace, built: Program) -> int:
    from tui.guarding import set_passphrase

    return set_passphrase(options, built)


def _lock(options: argparse.Namespace, built: Program) -> int:
    from tui.guarding import lock

    return lock(options, built)


COMMANDS: dict[str | None, Callable[[argparse.Namespace, Program], int]] = {
    None: holding.open_app,
    "demo": holding.demo,
    "talk": holding.talk,
    "list": reading.list_talks,
    "show": reading.show,
    "people": reading.people,
    "actions": reading.actions,
    "find": _find,
    "doctor": _doctor,
    "check": _check,
    "backup": _backup,
    "restore": _restore,
    "export": _export,
    "card": _card,
    "suggest": _suggest,
    "summarize": _summarize,
    "passphrase": _passphrase,
    "lock": _lock,
}

IN_STORE = ("list", "show", "people", "actions", "export", "card", "talk", "check", "find", None)
"""Commands that look into the store; the others touch none, or ask by themselves."""


def run(options: argparse.Namespace, built: Program) -> int:
    """Run the command; the exit code."""
    built.made_unprotected = lambda: _tell_unprotected(built)
    try:
        if options.command in IN_STORE and not _touches_nothing(options):
            on_screen = options.command is None or (options.command == "talk" and not options.plain)
            open_store(built, ask=not on_screen)
            _name_talk(options, built)
        return COMMANDS[options.command](options, built)
    except OnderonsError as error:
        sys.stderr.write(f"onderons: {built.words(error.text_id, **error.params)}\n")
        return 2 if isinstance(error, WrongUse) else 1
    except KeyboardInterrupt:
        return 1
    except BrokenPipeError:
        sys.stderr.close()  # whoever read our output has gone; say nothing at exit either
        return 1
    finally:
        built.close()


def _touches_nothing(options: argparse.Namespace) -> bool:
    return bool(getattr(options, "no_record", False) or (options.command == "card" and options.kind))


def _name_talk(options: argparse.Namespace, built: Program) -> None:
    for name in ("id", "resume"):
        if typed := getattr(options, name, None):
            setattr(options, name, talk_id(built, typed))


def _tell_unprotected(built: Program) -> None:
    sys.stderr.write(f"onderons: {built.words('passphrase.none')}\n")
