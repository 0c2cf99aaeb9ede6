"""Signs in a line that deserve a second look: vague, a promise, a judgement, something sensitive, a name.

They are about the note, never about the person in it.
"""

from dataclasses import dataclass

from coach.labels import Labels

BY_WEIGHT = ("vague", "promise", "judgement", "sensitive")
KINDS = (*BY_WEIGHT, "third_party")


@dataclass(frozen=True, slots=True)
class Cue:
    """One sign: which kind, on which line, because of which words."""

    line: int
    kind: str
    because: tuple[str, ...]


def cues(at: int, labels: Labels) -> list[Cue]:
    """The signs in one line.

    Args:
        at: Number of the line.
        labels: The line.
    """
    kinds = [kind for kind in BY_WEIGHT if labels.scores[kind] > 0 and (labels.speaks or kind == "vague")]
    found = [Cue(at, kind, labels.because(kind)) for kind in kinds]
    return [*found, *([Cue(at, "third_party", labels.names)] if labels.names else [])]
