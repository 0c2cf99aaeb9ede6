"""Asking somebody at the terminal whether it is really meant."""

import sys

from coach.errors import OnderonsError
from tui.program import Program

YES = ("ja", "j", "yes", "y")
"""What counts as yes, in either language; anything else is no."""


def need_yes(built: Program, question_id: str) -> bool:
    """Whether somebody says yes; what goes is on the screen by now.

    Raises:
        OnderonsError: Nobody can be asked.
    """
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise OnderonsError("error.needs-yes")
    sys.stdout.write(f"{built.words(question_id)} ")
    sys.stdout.flush()
    return sys.stdin.readline().strip().casefold() in YES
