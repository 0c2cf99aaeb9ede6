"""How far a long piece of work is: a bar on a terminal, plain lines elsewhere."""

import sys
import time

from tui.words import Words

WIDTH = 24
"""Cells of the bar: with the longest sentence before it the line fits 80 columns."""
PAUSE = 0.1
"""Seconds between two drawings; more would only cost time."""
STEP = 25
"""Percent between two plain lines."""
GB = 10**9


class Progress:
    """Told how much is done; writes to stderr, so that stdout stays for answers."""

    def __init__(self, words: Words, text_id: str, size: int) -> None:
        """Begin.

        Args:
            words: The interface's words.
            text_id: What is being done.
            size: All of it, in bytes.
        """
        self._what, self._size = words(text_id), max(size, 1)
        self._bar = sys.stderr.isatty()
        self._drawn, self._told = 0.0, 0

    def __call__(self, done: int) -> None:
        """So many bytes are done."""
        percent = min(done * 100 // self._size, 100)
        if not self._bar:
            if percent >= self._told + STEP:
                self._told = percent - percent % STEP
                sys.stderr.write(f"{self._what} {self._told} %\n")
        elif percent == 100 or time.monotonic() > self._drawn + PAUSE:
            self._drawn = time.monotonic()
            full = percent * WIDTH // 100
            amount = f"{done / GB:.2f} / {self._size / GB:.2f} GB"
            sys.stderr.write(
                f"\r{self._what} {'█' * full}{'░' * (WIDTH - full)} {percent:3} %  {amount}\x1b[K"
            )
            sys.stderr.flush()

    def end(self) -> None:
        """Leave the line of the bar."""
        if self._bar and self._drawn:
            sys.stderr.write("\n")
