"""Every command of the line stands for a function that is there."""

import inspect

import pytest

from tui import bootstrap
from tui.arguments import parse, parser
from tui.run import COMMANDS, command


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_leads_to_what_does_its_work(name: str | None) -> None:
    assert list(inspect.signature(command(name)).parameters) == ["options", "built"]


def test_what_can_be_typed_and_what_can_be_run_are_the_same() -> None:
    actions = parser(bootstrap.words("nl"))._subparsers
    assert actions is not None
    typed = actions._group_actions[0].choices
    assert typed is not None
    assert set(typed) == {name for name in COMMANDS if name}


@pytest.mark.parametrize(
    "line",
    [
        "", "demo", "talk --plain --kind stay --person Sanne", "list --json", "show ab12", "check --json",
        "backup map", "restore map -o doel", "passphrase --remove", "model list", "model add pad", "erase Sanne --yes", "purge",
        "export ab --to md", "card --kind stay --to md", "access Sanne -o map", "discard ab12", "papers privacy",
        "import een.json", "suggest - --kind stay --lang nl --json", "summarize - --kind exit --lang nl --date 2026-03-02",
    ],
)  # fmt: skip
def test_options_read_alone_are_read_as_among_all_others(line: str) -> None:
    words, typed = bootstrap.words("nl"), line.split()
    assert vars(parse(typed, words)) == vars(parser(words).parse_args(typed))


@pytest.mark.parametrize("line", ["lst", "list --jsn", "show", "talk --kind feest", "--versie", "model fly"])
def test_what_is_typed_wrong_is_told_the_same(line: str, capsys: pytest.CaptureFixture[str]) -> None:
    words, typed, told = bootstrap.words("nl"), line.split(), []
    for read in (lambda: parse(typed, words), lambda: parser(words).parse_args(typed)):
        with pytest.raises(SystemExit, match="2"):
            read()
        told.append(capsys.readouterr().err)
    assert told[0] == told[1] != ""
