"""What can be typed behind `onderons model`."""

import argparse
from typing import Any

from tui.words import Words


def add_models(command: argparse.ArgumentParser, words: Words) -> None:
    """What each of them takes."""
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

    listed = add("list")
    add("add", "path", yes=True)
    add("get", "what", yes=True)
    add("use", "name")
    add("remove", "name", yes=True)
    measured = add("bench", "name", nargs="?")
    for command_with_json in (listed, measured):
        command_with_json.add_argument("--json", action="store_true", help=words("cli.option.json"))
