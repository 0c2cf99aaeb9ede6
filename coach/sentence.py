"""One sentence of a summary: what it says, and which lines it rests on."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence and the lines it rests on: places in what was read, or numbers of notes."""

    text: str
    lines: tuple[int, ...]
    said: tuple[int, ...] = ()
    """The lines whose words stand in it; it may rest on more, of which it only counts the theme."""
    quoted: tuple[str, ...] = ()
    """Those words, for each of `said`."""
    frame: str = ""
    """The sentence with `coach.summary.SAID` where those words stand, so that others may word them; or ""."""
