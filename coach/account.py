"""What became of the proposals of a model: used, or dropped with a reason."""

from collections import Counter
from dataclasses import dataclass

MERGING = ("copy", "cover", "known", "settled")
"""Why a proposal is dropped that the guard need not be asked about: the line itself once more, a line that is
not quoted, said already by the rules or an earlier proposal, or settled by somebody. Worded as
`dropped.<reason>`, like those of the guard."""


@dataclass(frozen=True, slots=True)
class Dropped:
    """One proposal that did not survive, and why; the text is for the details view and never for a log."""

    what: str
    """"action" or "sentence"."""
    reason: str
    lines: tuple[int, ...]
    text: str = ""


@dataclass(frozen=True, slots=True)
class Accounts:
    """What became of the proposals of a model."""

    proposed: int = 0
    survived: int = 0
    dropped: tuple[Dropped, ...] = ()

    @property
    def by_reason(self) -> dict[str, int]:
        """How many were dropped for each reason."""
        return dict(Counter(f"{one.what}.{one.reason}" for one in self.dropped))
