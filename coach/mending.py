"""A model's sentence without those of its small words that do not pass.

Each word of such a sentence is a word of its line, with or without small words before it. So what the guard
has against one of these words need not cost the others: taken back, it leaves the line as it stands there.
"""

from collections.abc import Callable, Sequence

Words = Sequence[tuple[str, ...]]
"""Each word as a model said it, and ever plainer; the last ones together are the line itself."""

MOST = 30
"""Trials; then the rest stays as the line has it. On a line of one word over and over each takes 0.5 s."""


def mended(words: Words, passes: Callable[[str], bool]) -> str | None:
    """As much of a sentence as passes, or None when nothing does or nothing but the line is left.

    Args:
        words: Of the sentence.
        passes: Whether a sentence may stand; asked once for each word that may be said plainer, or twice.
    """
    said = [ways[-1] for ways in words]
    line = "".join(said)
    if not said or not passes(line):
        return None
    left = MOST
    for at, ways in enumerate(words):
        for way in ways[:-1][: max(left, 0)]:
            trial, left = [*said[:at], way, *said[at + 1 :]], left - 1
            if passes("".join(trial)):
                said = trial
                break
    found = "".join(said)
    return None if found == line else found
