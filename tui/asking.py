"""A question on the terminal that takes a yes or a no."""

import sys

from coach.errors import OnderonsError
from tui.words import Words

YES = ("j", "ja", "y", "yes")
"""What counts as yes, in every language of the interface; all else is no."""


def agreed(question: str, words: Words) -> bool:
    """Whether whoever sits at the terminal says yes. The question goes to stderr.

    Raises:
        OnderonsError: There is nobody to ask, and `--yes` was not given.
    """
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise OnderonsError("error.needs-yes")
    sys.stderr.write(f"{question} {words('ask.yes-or-no')} ")
    sys.stderr.flush()
    return sys.stdin.readline().strip().casefold() in YES
