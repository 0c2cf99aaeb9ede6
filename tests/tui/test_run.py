"""Every command of the line stands for a function that is there."""

import inspect

import pytest

from tui import bootstrap
from tui.arguments import parser
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
