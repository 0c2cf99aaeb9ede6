"""A question on the command line that is answered by typing a word, or by `--yes`."""

import sys

from coach.errors import OnderonsError
from coach.text import clean, fold
from tui.words import Words


def agreed(words: Words, question: str, yes: bool, word: str) -> bool:
    """Whether somebody typed the word; `--yes` counts as typed.

    Args:
        words: The interface's words.
        question: What is asked, worded; shown on stderr.
        yes: Whether `--yes` was given.
        word: What has to be typed: an answer that is not given by habit.

    Raises:
        OnderonsError: Nobody can be asked.
    """
    sys.stderr.write(clean(question) + "\n")
    if yes:
        return True
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise OnderonsError("model.needs-yes")
    sys.stderr.write(words("model.type", word=word) + " ")
    sys.stderr.flush()
    return fold(sys.stdin.readline().strip()) == fold(word)
