"""What the hub says about a file, read without trusting it."""

import json
import re
import time
from dataclasses import dataclass
from typing import Any

from coach.model_errors import HubRefused, ModelError
from coach.text import one_line
from models.hub import PATIENCE, Moved, Patience, address, host, reach

LARGEST_DESCRIPTION = 5 * 2**20
"""Bytes; the description of a repository with hundreds of files is below 0.5 MB."""


@dataclass(frozen=True, slots=True)
class Offer:
    """One file on the hub, as the hub describes it."""

    repo: str
    file: str
    commit: str
    """Of the repository; the file is fetched as it was then."""
    size: int
    """Bytes."""
    sha256: str
    licence: str
    """What its owner says, or ""."""
    host: str
    """Who was asked."""

    @property
    def url(self) -> str:
        """Where the file is."""
        return address(self.repo, "resolve", self.commit, self.file)


def part(wanted: str) -> tuple[str, str]:
    """Repository and file of "owner/name/path/file.gguf".

    Raises:
        ModelError: It is not of that form, or one part of a model that was cut up.
    """
    found = re.fullmatch(
        r"([\w.-]+/[\w.-]+)/((?:[\w.+ -]+/)*[\w.+ -]+\.gguf)", wanted, re.ASCII | re.IGNORECASE
    )
    if found is None or ".." in wanted:
        raise ModelError("model.no-address", what=wanted)
    if re.search(r"-\d{5}-of-\d{5}\.gguf$", wanted):
        raise ModelError("model.split", where=wanted)
    return found[1], found[2]


def look(repo: str, file: str, moved: Moved, patience: Patience = PATIENCE) -> Offer:
    """What the hub says about a file.

    Raises:
        HubRefused: Why there is no answer, or none that helps.
    """
    raw, until = b"", time.monotonic() + patience.window
    with reach(f"{address('api/models', repo)}?blobs=true", {}, moved, patience) as answer:
        while (chunk := answer.read(LARGEST_DESCRIPTION)) and len(raw) <= LARGEST_DESCRIPTION:
            raw += chunk
            if time.monotonic() > until:
                raise HubRefused("slow", host=host())
    try:
        return _offer(json.loads(raw), repo, file, host())
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise HubRefused("garbled", host=host()) from error


def _offer(table: dict[str, Any], repo: str, file: str, asked: str) -> Offer:
    if table.get("gated"):
        raise HubRefused("gated", host=asked)
    found = next((one for one in table["siblings"] if one["rfilename"] == file), None)
    if found is None:
        raise HubRefused("no-file", host=asked)
    if not found.get("lfs"):
        raise HubRefused("no-hash", host=asked)
    sha256, size, commit = found["lfs"]["sha256"], found["lfs"]["size"], table["sha"]
    if not (re.fullmatch("[0-9a-f]{64}", sha256) and re.fullmatch("[0-9a-f]{40}", commit) and size > 0):
        raise ValueError(sha256)
    card = (table.get("cardData") or {}).get("license")
    licence = card if isinstance(card, str) else ""
    return Offer(repo, file, commit, int(size), sha256, one_line(licence)[:60], asked)
