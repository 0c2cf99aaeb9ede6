"""What a model may say of a line: of all ways to say each word, those with which the sentence may stand.

Asked before a model writes, not after: then it chooses among what may stand, and goes on from no word that
would be taken back. A way is tried with all other words as the line has them. Two that pass may fail
together (1 of 1,472 sentences by people does), so the whole is weighed once more when it is written.
"""

import time
from collections.abc import Callable, Sequence

Ways = Sequence[Sequence[str]]
"""Each word as the line has it, and how else it may be said; the first ones together are the line."""

PATIENCE = 3.0
"""Seconds of work on a line; then the rest of it is said as it stands.

A line takes 7 ms, of 6 trials; a trial on a line of one word over and over takes 0.5 s."""


def sayable(ways: Ways, passes: Callable[[str], bool], patience: float = PATIENCE) -> list[list[str]]:
    """The ways that may stand; none at all where the line itself may not, or nothing but the line may.

    Args:
        ways: Of each word.
        passes: Whether a sentence may stand.
        patience: Seconds of work of this thread.
    """
    until = time.thread_time() + patience
    line = [said[0] for said in ways]
    if not passes("".join(line)):
        return []
    found = [
        [
            word,
            *(
                way
                for way in others
                if time.thread_time() < until and passes("".join([*line[:at], way, *line[at + 1 :]]))
            ),
        ]
        for at, (word, *others) in enumerate(ways)
    ]
    return found if any(len(said) > 1 for said in found) else []
