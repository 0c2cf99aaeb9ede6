"""What `check` and `doctor` found, as lines for people or JSON for programs."""

import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from coach.text import one_line
from tui.program import Program


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of a report."""

    what: str
    """What was looked at; a word for programs."""
    ok: bool
    text: str
    """The sentence for people."""
    to_know: bool = False
    """Nothing is wrong, and it is worth reading all the same: a choice, a limit of the machine."""

    @property
    def mark(self) -> str:
        """How the line begins."""
        if not self.ok:
            return "!! "
        return "i  " if self.to_know else "ok "


Check = Callable[[Program], Iterator[Finding]]
"""Looks at one thing and writes nothing; yields at least one finding."""


def tell(found: list[Finding], as_json: bool) -> int:
    """Write a report; exit code 1 when something is not as it should be."""
    if as_json:
        rows = [{"what": one.what, "ok": one.ok, "text": one_line(one.text)} for one in found]
        sys.stdout.write(json.dumps(rows, ensure_ascii=False, indent=1) + "\n")
    else:
        for finding in found:
            # Names of files stand in it, and those may hold what a terminal obeys
            sys.stdout.write(f"{finding.mark} {one_line(finding.text)}\n")
    sys.stdout.flush()
    return 0 if all(finding.ok for finding in found) else 1
