"""When something breaks that nobody foresaw: a report of places in the code, and one sentence.

Python itself would write the message of the exception, and that may hold what somebody typed.
"""

import logging
import sys
import threading

from data.crash import write_report
from tui.program import Program


def tell_break(built: Program, error: BaseException) -> int:
    """Write the report, say where it is, and give the exit code."""
    report = write_report(built.paths.crashes, error)
    sys.stderr.write(f"onderons: {built.words('app.crashed', id=report)}\n")
    return 1


def keep_quiet(built: Program) -> None:
    """No thread and no library writes an exception over the screen or behind it."""

    def broke(found: threading.ExceptHookArgs) -> None:
        if found.exc_value is not None:
            write_report(built.paths.crashes, found.exc_value)

    threading.excepthook = broke
    logging.lastResort = None  # asyncio tells there which exception nobody fetched, message and all
