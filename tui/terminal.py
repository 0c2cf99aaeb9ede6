"""What a terminal can do to the program, and what the program does to keep it whole."""

import codecs
import sys
from collections.abc import Callable
from typing import Protocol

from rich.text import Text
from textual.driver import Driver

from tui.words import Words


class CrashReport(Protocol):
    """Writes down where the program broke."""

    def write(self, words: Words) -> Text:
        """Write the report of the exception under way; the sentence to leave on the terminal."""
        ...


class DiskCrashReport:
    """A crash report in a file."""

    def __init__(self, write_report: Callable[[BaseException], str]) -> None:
        self._write_report = write_report

    def write(self, words: Words) -> Text:
        """Write the report of the exception under way; the sentence to leave on the terminal."""
        error = sys.exc_info()[1]
        report_id = self._write_report(error) if error else "-"
        return Text(words("app.crashed", id=report_id))


def driver_class(base: type[Driver]) -> type[Driver]:
    """The driver with an input that shows a broken byte instead of dying of it.

    Textual 8.2 decodes the keyboard strictly: one 0x9B byte in a paste raised UnicodeDecodeError in
    its input thread and ended the program.
    """
    module = sys.modules.get(base.__module__)
    if hasattr(module, "getincrementaldecoder"):
        module.getincrementaldecoder = _forgiving_decoder  # type: ignore[union-attr]  # hasattr
    return base


def _forgiving_decoder(encoding: str) -> Callable[[], codecs.IncrementalDecoder]:
    return lambda: codecs.getincrementaldecoder(encoding)(errors="replace")
