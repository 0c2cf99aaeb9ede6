"""What is said of a talk whose file is not as it was left."""

from coach.ports import Flaws
from tui.words import Words


def told_flaws(flaws: Flaws, words: Words) -> str:
    """The sentence, or "" when nothing is wrong."""
    if flaws.lines:
        return words.count("live.damaged", flaws.lines)
    return words("live.older") if flaws.older else ""
