"""What can be typed behind `onderons`, and what is said when it is typed wrong."""

import argparse
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn, Self, cast

import data
from coach.text import one_line
from tui.options import (
    add_copies,
    add_copy,
    add_discard,
    add_files,
    add_import,
    add_models,
    add_notes,
    add_papers,
    add_reading,
    add_rights,
    add_talk,
    as_json,
)
from tui.run import COMMANDS
from tui.words import Words

SCHEMAS = Path(data.__file__).parent / "schemas"
"""JSON Schemas of all that is written as JSON, one a shape."""

# What argparse says, and the id of our own sentence for it
_A = r"argument (?P<what>\S+): "
_SENTENCES = (
    (r"unrecognized arguments: (?P<what>.*)", "usage.unknown"),
    (_A + r"invalid choice: (?P<value>.+) \(choose from (?P<choices>.+)\)", "usage.choice"),
    (_A + r"expected .* arguments?", "usage.needs-value"),
    (r"the following arguments are required: (?P<what>.*)", "usage.required"),
    (_A + r"invalid number value: (?P<value>.*)", "usage.number"),
    (_A + r"invalid \w+ value: (?P<value>.*)", "usage.date"),
    (_A + r"not allowed with argument (?P<value>\S+)", "usage.not-with"),
    (r"ambiguous option: (?P<what>\S+) .*", "usage.unknown"),
)  # fmt: skip


class _Parser(argparse.ArgumentParser):
    words: Words
    foot = ""
    """Below the help, as it is: argparse would break a path in two."""

    def format_help(self) -> str:
        return super().format_help() + self.foot

    def error(self, message: str) -> NoReturn:
        text = message
        for pattern, text_id in _SENTENCES:
            if match := re.fullmatch(pattern, message, re.DOTALL):
                found = {name: value.replace("'", "") for name, value in match.groupdict().items()}
                text = self.words(text_id, **found)
                break
        told = one_line(text)  # what was typed may hold anything
        self.exit(2, f"onderons: {told} {self.words('usage.see-help', prog=self.prog)}\n")


class _Version(argparse.Action):
    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from importlib.metadata import PackageNotFoundError, version  # 35 ms that only this option needs

        try:
            found = version("onderons")
        except PackageNotFoundError:  # a checkout that nobody installed
            found = "0"
        sys.stdout.write(f"onderons {found}\n")
        parser.exit()


class _Untyped:
    """Stands for a command that was not typed: takes its options and keeps none."""

    def add_argument(self, *_: object, **__: object) -> Self:
        return self

    add_mutually_exclusive_group = add_subparsers = add_parser = set_defaults = add_argument


def parser(words: Words, typed: str | None = None) -> argparse.ArgumentParser:
    """The command line, worded.

    Args:
        words: Of the interface.
        typed: The only command whose options are needed, "" for none; None for all, which takes 10 ms.
    """
    _Parser.words = words
    top = _Parser("onderons", description=words("cli.about"), allow_abbrev=False)
    top.foot = "\n" + words("cli.schemas", where=SCHEMAS) + "\n"
    top.add_argument("--version", action=_Version, nargs=0, help=words("cli.option.version"))
    commands = top.add_subparsers(dest="command", metavar=words("cli.command"), parser_class=_Parser)

    def add(name: str) -> argparse.ArgumentParser:
        if typed not in (None, name):
            return cast(argparse.ArgumentParser, _Untyped())
        text = words(f"cli.{name}")
        return commands.add_parser(name, help=text, description=text, allow_abbrev=False)

    add("demo")
    add_talk(add("talk"), words)
    add_reading(add, words)
    add_discard(add("discard"), words)
    find = add("find")
    find.add_argument("text", metavar="TEXT", nargs="+", help=words("cli.option.text"))
    as_json(find, words)
    for name in ("doctor", "check"):
        as_json(add(name), words)
    add_copies(add("backup"), add("restore"), words)
    how = add("passphrase").add_mutually_exclusive_group()
    for name in ("recover", "recovery-key", "remove", "keychain", "no-keychain"):
        how.add_argument(f"--{name}", action="store_true", help=words(f"cli.option.{name}"))
    add("lock")
    add_models(add("model"), words)
    add_rights(add, words)
    add_files(add("export"), add("card"), words)
    add_copy(add("access"), [add("view"), add("correct")], words)
    add_papers(add("papers"), words)
    add_import(add("import"), words)
    for name in ("suggest", "summarize"):
        add_notes(add(name), name, words)
    return top


def parse(argv: Sequence[str], words: Words) -> argparse.Namespace:
    """The options of one call; wrong use leaves with exit code 2."""
    first = argv[0] if argv else ""
    typed = first if not argv or first in COMMANDS else None  # a command that is none is told of all
    found = parser(words, typed).parse_args(argv)
    if found.command == "talk":
        if found.date is not None and not found.after:
            _fail(words, "usage.date-without-after")
        if not found.plain and found.resume:
            _fail(words, "usage.needs-plain")
    if found.command == "papers" and found.output and not found.to:
        _fail(words, "usage.output-without-to")
    if found.command == "find":
        found.text = one_line(" ".join(found.text))
        if not found.text:
            _fail(words, "usage.empty-text")
    return found


def _fail(words: Words, text_id: str) -> NoReturn:
    sys.stderr.write(f"onderons: {words(text_id)}\n")
    raise SystemExit(2)
