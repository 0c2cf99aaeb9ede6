"""Crash reports: where in the program it went wrong, never what was typed.

No message of the exception and no local variable is written: both can hold note text.
"""

import os
import traceback
from pathlib import Path

from data.disk import replace_file

MOST_FRAMES = 60
"""Places in the code kept in a report; a recursion without end would fill pages."""


def write_report(folder: Path, error: BaseException) -> str:
    """Write the report and give its id; without a writable disk the id is all there is."""
    report_id = os.urandom(4).hex()
    lines = [*_told(error)]
    try:
        replace_file(folder / f"{report_id}.txt", "\n".join(lines).encode())
    except OSError:
        return f"{report_id}: {lines[-1]}"
    return report_id


def _told(error: BaseException) -> list[str]:
    lines: list[str] = []
    cause = error.__cause__ or error.__context__
    if cause is not None and cause is not error:
        lines += [*_told(cause), "then:"]
    for frame in traceback.extract_tb(error.__traceback__)[-MOST_FRAMES:]:
        lines.append(f"{Path(frame.filename).name}:{frame.lineno} {frame.name}")
    return [*lines, type(error).__name__]
