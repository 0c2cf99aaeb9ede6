"""Holds and objections, as they are shown beside a talk."""

from collections.abc import Iterator
from typing import Any

from coach.claim import Claim
from tui.words import Words


def claim_lines(claims: list[Claim], words: Words) -> Iterator[str]:
    """What was asked, a line each, for people."""
    for claim in claims:
        told = words(f"claim.on-{claim.ask}", since=claim.since.isoformat())
        yield f"{told} {claim.because}".rstrip()


def claim_documents(claims: list[Claim]) -> dict[str, Any]:
    """The same for programs: keys `hold` and `objection`, there when there is one."""
    return {c.ask.value: {"since": c.since.isoformat(), "because": c.because} for c in claims}
