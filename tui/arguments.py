"""What can be typed behind `onderons`, and what is said when it is typed wrong."""

import argparse
import re
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import NoReturn

import data
from coach import retention
from coach.paper import Page
from coach.talk import Kind
from coach.text import one_line
from tui.model_arguments import add_models
from tui.words import Words

LANGUAGES = ("nl", "en")
SCHEMAS = Path(data.__file__).parent / "schemas"
"""JSON Schemas of all that is written as JSON, one a shape."""

# What argparse says, and the id of our own sentence for it
_A = r"argument (?P<what>\S+): "
_SENTENCES = (
    (r"unrecognized arguments: (?P<what>.*)", "usage.unknown"),
    (_A + r"invalid choice: (?P<value>.+) \(choose from (?P<choices>.+)\)", "usage.choice"),
    (_A + r"expected .* arguments?", "usage.needs-value"),
    (r"the following arguments are required: (?P<what>.*)", "usage.required"),
    (_A + r"invalid _number value: (?P<value>.*)", "usage.number"),
    (_A + r"invalid _?\w+ value: (?P<value>.*)", "usage.date"),
    (_A + r"not allowed with argument (?P<value>\S+)", "usage.not-with"),
    (r"ambiguous option: (?P<what>\S+) .*", "usage.unknown"),
)  # fmt: skip


class _Parser(argparse.ArgumentParser):
    words: Words

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


def parser(words: Words) -> argparse.ArgumentParser:
    """The whole command line, worded."""
    _Parser.words = words
    schemas = words("cli.schemas", where=SCHEMAS)
    top = _Parser("onderons", description=words("cli.about"), epilog=schemas, allow_abbrev=False)
    top.add_argument("--version", action=_Version, nargs=0, help=words("cli.option.version"))
    commands = top.add_subparsers(dest="command", metavar=words("cli.command"), parser_class=_Parser)

    def add(name: str) -> argparse.ArgumentParser:
        text = words(f"cli.{name}")
        return commands.add_parser(name, help=text, description=text, allow_abbrev=False)

    add("demo")
    _add_talk(add("talk"), words)
    for name in ("list", "people", "actions"):
        _json(add(name), words)
    show = add("show")
    show.add_argument("id", metavar="ID", help=words("cli.option.id"))
    _json(show, words)
    find = add("find")
    find.add_argument("text", metavar="TEXT", nargs="+", help=words("cli.option.text"))
    _json(find, words)
    for name in ("doctor", "check"):
        _json(add(name), words)
    _add_copies(add("backup"), add("restore"), words)
    how = add("passphrase").add_mutually_exclusive_group()
    for name in ("recover", "recovery-key", "remove", "keychain", "no-keychain"):
        how.add_argument(f"--{name}", action="store_true", help=words(f"cli.option.{name}"))
    add("lock")
    add_models(add("model"), words)
    _add_rights(add, words)
    _add_files(add("export"), add("card"), words)
    _add_copy(add("access"), [add("view"), add("correct")], words)
    _add_papers(add("papers"), words)
    _add_import(add("import"), words)
    for name in ("suggest", "summarize"):
        _add_notes(add(name), name, words)
    return top


def parse(argv: Sequence[str], words: Words) -> argparse.Namespace:
    """The options of one call; wrong use leaves with exit code 2."""
    found = parser(words).parse_args(argv)
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


def _add_talk(talk: argparse.ArgumentParser, words: Words) -> None:
    def option(name: str, **kwargs: object) -> None:
        talk.add_argument(f"--{name}", help=words(f"cli.option.{name}"), **kwargs)  # type: ignore[arg-type]  # argparse's own

    option("plain", action="store_true")
    option("kind", choices=[kind.value for kind in Kind])
    option("person", metavar="P")
    option("lang", choices=LANGUAGES)
    option("after", action="store_true")
    option("date", metavar="D", type=_date)
    option("no-record", action="store_true")
    option("resume", metavar="ID")


def _add_files(export: argparse.ArgumentParser, card: argparse.ArgumentParser, words: Words) -> None:
    export.add_argument("id", metavar="ID", help=words("cli.option.id"))
    export.add_argument("--to", choices=("md", "html", "json"), required=True, help=words("cli.option.to"))
    for_whom = words("cli.option.for")
    export.add_argument("--for", dest="audience", choices=("self", "employee"), default="self", help=for_whom)
    which = card.add_mutually_exclusive_group(required=True)
    which.add_argument("id", metavar="ID", nargs="?", help=words("cli.option.id"))
    which.add_argument("--kind", choices=[kind.value for kind in Kind], help=words("cli.option.kind"))
    card.add_argument("--to", choices=("pdf", "html", "md"), required=True, help=words("cli.option.to"))
    card.add_argument("--lang", choices=LANGUAGES, help=words("cli.option.lang"))
    for command in (export, card):
        command.add_argument("-o", dest="output", metavar="PATH", help=words("cli.option.output"))


def _add_papers(papers: argparse.ArgumentParser, words: Words) -> None:
    papers.add_argument("page", choices=[page.value for page in Page], help=words("cli.option.page"))
    papers.add_argument("--to", choices=("html", "md"), help=words("cli.option.paper-to"))
    papers.add_argument("-o", dest="output", metavar="PATH", help=words("cli.option.output"))
    papers.add_argument("--lang", choices=LANGUAGES, help=words("cli.option.paper-lang"))
    papers.add_argument("--country", choices=retention.COUNTRIES, help=words("cli.option.country"))


def _add_rights(add: Callable[[str], argparse.ArgumentParser], words: Words) -> None:
    purge, erase, keep = add("purge"), add("erase"), add("retention")
    erase.add_argument("person", metavar="PERSON", help=words("cli.option.whom"))
    for command in (purge, erase):
        command.add_argument("--yes", action="store_true", help=words("cli.option.yes"))
    for term in retention.TERMS:
        keep.add_argument(
            f"--{term.partition('_')[0]}",
            dest=term,
            metavar="N",
            type=_number,
            help=words(retention.text_id(term)),
        )
    keep.add_argument("--preset", action="store_true", help=words("cli.option.preset"))
    _json(keep, words)
    for name in ("hold", "object"):
        claim = add(name)
        claim.add_argument("who", metavar="PERSON|ID", nargs="?", help=words("cli.option.who"))
        claim.add_argument("--lift", action="store_true", help=words("cli.option.lift"))
        claim.add_argument("--because", metavar="TEXT", help=words("cli.option.because"))
    keep.add_argument("--because", metavar="TEXT", help=words("cli.option.because"))


def _add_import(command: argparse.ArgumentParser, words: Words) -> None:
    command.add_argument("files", metavar="FILE", nargs="+", help=words("cli.option.import"))
    command.add_argument("--person", metavar="P", help=words("cli.option.import-person"))
    command.add_argument("--yes", action="store_true", help=words("cli.option.yes"))


def _add_copies(backup: argparse.ArgumentParser, restore: argparse.ArgumentParser, words: Words) -> None:
    backup.add_argument("folder", metavar="FOLDER", help=words("cli.option.backup"))
    restore.add_argument("folder", metavar="FOLDER", help=words("cli.option.backup"))
    restore.add_argument("-o", dest="output", metavar="NEW", required=True, help=words("cli.option.new"))
    restore.add_argument("--day", metavar="D", type=_date, help=words("cli.option.day"))


def _add_copy(
    access: argparse.ArgumentParser, changing: Sequence[argparse.ArgumentParser], words: Words
) -> None:
    access.add_argument("person", metavar="PERSON", help=words("cli.option.whose"))
    access.add_argument(
        "-o", dest="output", metavar="FOLDER", required=True, help=words("cli.option.access-folder")
    )
    access.add_argument("--manager", metavar="NAME", help=words("cli.option.manager"))
    access.add_argument("--lang", choices=LANGUAGES, help=words("cli.option.access-lang"))
    for command in changing:
        command.add_argument("id", metavar="ID", help=words("cli.option.id"))
        command.add_argument("line", metavar="N", help=words("cli.option.line"))
        command.add_argument("text", metavar="TEXT", nargs="*", help=words("cli.option.new-text"))


def _add_notes(command: argparse.ArgumentParser, name: str, words: Words) -> None:
    def option(name: str, **kwargs: object) -> None:
        command.add_argument(f"--{name}", help=words(f"cli.option.{name}"), **kwargs)  # type: ignore[arg-type]  # argparse's own

    command.add_argument("file", metavar="FILE", help=words("cli.option.file"))
    option("kind", choices=[kind.value for kind in Kind], required=True)
    option("lang", choices=LANGUAGES)
    if name == "suggest":
        option("asked", metavar="ID,…")
    else:
        option("date", metavar="D", type=_date)
        option("employee", metavar="NAME")
        option("manager", metavar="NAME")
        option("model", metavar="NAME", default="none")
    _json(command, words)


def _json(command: argparse.ArgumentParser, words: Words) -> None:
    command.add_argument("--json", action="store_true", help=words("cli.option.json"))


def _number(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,4}", text):
        raise ValueError(text)
    return int(text)


def _date(text: str) -> date:
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        raise ValueError(text)
    return date.fromisoformat(text)


def _fail(words: Words, text_id: str) -> NoReturn:
    sys.stderr.write(f"onderons: {words(text_id)}\n")
    raise SystemExit(2)
