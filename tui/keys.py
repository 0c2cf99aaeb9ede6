"""The command table as keys of a Textual screen."""

from textual.binding import Binding

from tui.commands import Command


def bindings(table: tuple[Command, ...]) -> list[Binding]:
    """The keys of a table as Textual wants them."""
    return [
        Binding(",".join(c.keys), c.action, c.id, id=c.id, show=False, priority=_function(c.keys))
        for c in table
        if c.keys
    ]


def _function(keys: tuple[str, ...]) -> bool:
    # The editor takes F6, F7 and ctrl+letters for itself; these must work while somebody types
    return keys[0].startswith(("f", "ctrl+", "shift+f"))
