"""Asking somebody at the terminal whether it is really meant."""

import sys

from coach.errors import OnderonsError
from tui.program import Program

YES = ("ja", "j", "yes", "y")
"""What counts as yes, in either language; anything else is no."""


def need_yes(built: Program, question: str) -> bool:
    """Whether somebody says yes; what it is about is on the screen by now.

    Raises:
        OnderonsError: Nobody can be asked.
    """
    return _answer(f"{question} {built.words('ask.yes-or-no')}").casefold() in YES


def need_word(built: Program, word: str) -> bool:
    """Whether somebody types a word: for what nobody should agree to by habit.

    Raises:
        OnderonsError: Nobody can be asked.
    """
    return _answer(built.words("ask.type", word=word)).casefold() == word.casefold()


def _answer(question: str) -> str:
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise OnderonsError("error.needs-yes")
    sys.stdout.write(f"{question} ")
    sys.stdout.flush()
    return sys.stdin.readline().strip()
