"""The options of each command, worded."""

import argparse
import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from coach import retention
from coach.paper import Page
from coach.talk import Kind
from tui.words import Words

LANGUAGES = ("nl", "en")


def add_talk(talk: argparse.ArgumentParser, words: Words) -> None:
    """Of `talk`."""

    def option(name: str, **kwargs: object) -> None:
        talk.add_argument(f"--{name}", help=words(f"cli.option.{name}"), **kwargs)  # type: ignore[arg-type]  # argparse's own

    option("plain", action="store_true")
    option("kind", choices=[kind.value for kind in Kind])
    option("person", metavar="P")
    option("lang", choices=LANGUAGES)
    option("after", action="store_true")
    option("date", metavar="D", type=day)
    option("no-record", action="store_true")
    option("practice", action="store_true")
    option("resume", metavar="ID")


def add_files(export: argparse.ArgumentParser, card: argparse.ArgumentParser, words: Words) -> None:
    """Of `export` and `card`."""
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


def add_papers(papers: argparse.ArgumentParser, words: Words) -> None:
    """Of `papers`."""
    papers.add_argument("page", choices=[page.value for page in Page], help=words("cli.option.page"))
    papers.add_argument("--to", choices=("html", "md"), help=words("cli.option.paper-to"))
    papers.add_argument("-o", dest="output", metavar="PATH", help=words("cli.option.output"))
    papers.add_argument("--lang", choices=LANGUAGES, help=words("cli.option.paper-lang"))
    papers.add_argument("--country", choices=retention.COUNTRIES, help=words("cli.option.country"))


def add_rights(add: Callable[[str], argparse.ArgumentParser], words: Words) -> None:
    """Of `purge`, `erase`, `retention`, `hold` and `object`."""
    purge, erase, keep = add("purge"), add("erase"), add("retention")
    over_practice(purge, words)
    erase.add_argument("person", metavar="PERSON", help=words("cli.option.whom"))
    for command in (purge, erase):
        command.add_argument("--yes", action="store_true", help=words("cli.option.yes"))
    for term in retention.TERMS:
        keep.add_argument(
            f"--{term.partition('_')[0]}",
            dest=term,
            metavar="N",
            type=number,
            help=words(retention.text_id(term)),
        )
    keep.add_argument("--preset", action="store_true", help=words("cli.option.preset"))
    as_json(keep, words)
    for name in ("hold", "object"):
        claim = add(name)
        claim.add_argument("who", metavar="PERSON|ID", nargs="?", help=words("cli.option.who"))
        claim.add_argument("--lift", action="store_true", help=words("cli.option.lift"))
        claim.add_argument("--because", metavar="TEXT", help=words("cli.option.because"))
    keep.add_argument("--because", metavar="TEXT", help=words("cli.option.because"))


def add_import(command: argparse.ArgumentParser, words: Words) -> None:
    """Of `import`."""
    command.add_argument("files", metavar="FILE", nargs="+", help=words("cli.option.import"))
    command.add_argument("--person", metavar="P", help=words("cli.option.import-person"))
    command.add_argument("--yes", action="store_true", help=words("cli.option.yes"))


def add_copies(backup: argparse.ArgumentParser, restore: argparse.ArgumentParser, words: Words) -> None:
    """Of `backup` and `restore`."""
    backup.add_argument("folder", metavar="FOLDER", help=words("cli.option.backup"))
    restore.add_argument("folder", metavar="FOLDER", help=words("cli.option.backup"))
    restore.add_argument("-o", dest="output", metavar="NEW", required=True, help=words("cli.option.new"))
    restore.add_argument("--day", metavar="D", type=day, help=words("cli.option.day"))


def add_copy(
    access: argparse.ArgumentParser, changing: Sequence[argparse.ArgumentParser], words: Words
) -> None:
    """Of `access`, and of what changes a line afterwards."""
    access.add_argument("person", metavar="PERSON", help=words("cli.option.whose"))
    access.add_argument(
        "-o", dest="output", metavar="FOLDER", required=True, help=words("cli.option.access-folder")
    )
    for name in ("employee", "manager"):
        access.add_argument(f"--{name}", metavar="NAME", help=words(f"cli.option.{name}"))
    access.add_argument("--lang", choices=LANGUAGES, help=words("cli.option.access-lang"))
    for command in changing:
        command.add_argument("id", metavar="ID", help=words("cli.option.id"))
        command.add_argument("line", metavar="N", help=words("cli.option.line"))
        command.add_argument("text", metavar="TEXT", nargs="*", help=words("cli.option.new-text"))


def add_reading(add: Callable[[str], argparse.ArgumentParser], words: Words) -> None:
    """Of `list`, `people`, `actions` and `show`."""
    every = {name: add(name) for name in ("list", "people", "actions", "show")}
    every["show"].add_argument("id", metavar="ID", help=words("cli.option.id"))
    for command in every.values():
        as_json(command, words)
    for name in ("list", "show"):
        over_practice(every[name], words)


def add_discard(command: argparse.ArgumentParser, words: Words) -> None:
    """Of `discard`, which is for practice talks only."""
    command.set_defaults(practice=True)
    command.add_argument("id", metavar="ID", help=words("cli.option.id"))
    command.add_argument("--yes", action="store_true", help=words("cli.option.yes"))


def add_notes(command: argparse.ArgumentParser, name: str, words: Words) -> None:
    """Of `suggest` and `summarize`."""

    def option(name: str, **kwargs: object) -> None:
        command.add_argument(f"--{name}", help=words(f"cli.option.{name}"), **kwargs)  # type: ignore[arg-type]  # argparse's own

    command.add_argument("file", metavar="FILE", help=words("cli.option.file"))
    option("kind", choices=[kind.value for kind in Kind], required=True)
    option("lang", choices=LANGUAGES)
    if name == "suggest":
        option("asked", metavar="ID,…")
    else:
        option("date", metavar="D", type=day)
        option("employee", metavar="NAME")
        option("manager", metavar="NAME")
        option("model", metavar="NAME", default="none")
    as_json(command, words)


def add_models(command: argparse.ArgumentParser, words: Words) -> None:
    """Of `model` and what it does."""
    actions = command.add_subparsers(dest="action", metavar=words("cli.action"), required=True)

    def add(name: str, argument: str = "", yes: bool = False, **kwargs: Any) -> argparse.ArgumentParser:
        text = words(f"cli.model-{name}")
        made = actions.add_parser(name, help=text, description=text, allow_abbrev=False)
        if argument:
            made.add_argument(
                argument, metavar=argument.upper(), help=words(f"cli.option.model-{argument}"), **kwargs
            )
        if yes:
            made.add_argument("--yes", action="store_true", help=words("cli.option.model-yes"))
        return made

    as_json(add("list"), words)
    add("add", "path", yes=True)
    add("get", "what", yes=True)
    add("use", "name")
    add("remove", "name", yes=True)
    as_json(add("bench", "name", nargs="?"), words)


def over_practice(command: argparse.ArgumentParser, words: Words) -> None:
    """The wish for practice talks in place of talks."""
    command.add_argument("--practice", action="store_true", help=words("cli.option.over-practice"))


def as_json(command: argparse.ArgumentParser, words: Words) -> None:
    """The wish for JSON."""
    command.add_argument("--json", action="store_true", help=words("cli.option.json"))


def number(text: str) -> int:
    """A whole number of at most four digits. Raises `ValueError`."""
    if not re.fullmatch(r"[0-9]{1,4}", text):
        raise ValueError(text)
    return int(text)


def day(text: str) -> date:
    """A day as YYYY-MM-DD. Raises `ValueError`."""
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        raise ValueError(text)
    return date.fromisoformat(text)
