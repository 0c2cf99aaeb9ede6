"""From the options of one call to what does the work."""

import argparse
import sys
from collections.abc import Callable
from importlib import import_module

from coach.errors import OnderonsError
from coach.text import one_line
from tui.program import Program, WrongUse

Command = Callable[[argparse.Namespace, Program], int]

COMMANDS: dict[str | None, str] = {
    None: "holding:open_app",
    "demo": "holding:demo",
    "talk": "holding:talk",
    "list": "reading:list_talks",
    "show": "reading:show",
    "people": "reading:people",
    "actions": "reading:actions",
    "find": "finding:find",
    "doctor": "checking:doctor",
    "check": "checking:check",
    "backup": "keeping:make_backup",
    "restore": "keeping:make_restore",
    "export": "exporting:run_export",
    "import": "importing:run_import",
    "card": "exporting:run_card",
    "papers": "papers:run_papers",
    "suggest": "suggesting:run_suggest",
    "summarize": "drafting:run_summarize",
    "purge": "purging:purge",
    "retention": "purging:retention",
    "erase": "erasing:erase",
    "hold": "claiming:hold",
    "object": "claiming:objection",
    "access": "access:make_access",
    "view": "amending:view",
    "correct": "amending:correct",
    "passphrase": "guarding:set_passphrase",
    "lock": "guarding:lock",
    "discard": "practising:discard",
    "model": "modelling:model",
}
"""Module of `tui` and function of each command: a call pays for its own module alone (the note reader
takes 60 ms, rapidfuzz 20)."""

IN_STORE = (
    *("list", "show", "people", "actions", "export", "card", "talk", "check", "find"),
    *("purge", "erase", "hold", "object", "access", "view", "correct", "discard", None),
)
"""Commands that look into the store; the others touch none, or ask by themselves."""


def run(options: argparse.Namespace, built: Program) -> int:
    """Run the command; the exit code."""
    built.made_unprotected = lambda: _tell_unprotected(built)
    built.made = lambda: _tell_place(built)
    try:
        return command(options.command)(options, _opened(options, built))
    except OnderonsError as error:
        told = one_line(built.words(error.text_id, **error.params))  # names of files can hold anything
        sys.stderr.write(f"onderons: {told}\n")
        return 2 if isinstance(error, WrongUse) else 1
    except KeyboardInterrupt:
        return 1
    except BrokenPipeError:
        sys.stderr.close()  # whoever read our output has gone; say nothing at exit either
        return 1
    except Exception as error:  # noqa: BLE001  # the last place: a traceback would show what was typed
        from tui.breaking import tell_break  # 5 ms that only a defect costs

        return tell_break(built, error)
    finally:
        built.close()


def command(name: str | None) -> Command:
    """What does the work of a command."""
    module, _, function = COMMANDS[name].partition(":")
    found: Command = getattr(import_module(f"tui.{module}"), function)
    return found


def _opened(options: argparse.Namespace, built: Program) -> Program:
    """The program over what the command is about, let in as far as it can be."""
    if options.command not in IN_STORE or _touches_nothing(options):
        return built
    from tui.passphrase import open_store  # what needs no store pays for none

    on_screen = options.command is None or (options.command == "talk" and not options.plain)
    open_store(built, ask=not on_screen)
    if getattr(options, "practice", False):
        from tui.practice import practice  # whoever does not practise pays nothing for it

        built = practice(built)
    _name_talk(options, built)
    return built


def _touches_nothing(options: argparse.Namespace) -> bool:
    return bool(getattr(options, "no_record", False) or (options.command == "card" and options.kind))


def _name_talk(options: argparse.Namespace, built: Program) -> None:
    from tui.naming import talk_id

    for name in ("id", "resume"):
        if typed := getattr(options, name, None):
            setattr(options, name, talk_id(built, typed))


def _tell_unprotected(built: Program) -> None:
    sys.stderr.write(f"onderons: {built.words('passphrase.none')}\n")


def _tell_place(built: Program) -> None:
    from tui.machine import place_warning  # once in the life of a store

    if warning := place_warning(built):
        sys.stderr.write(f"onderons: {warning}\n")
