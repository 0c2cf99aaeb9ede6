"""What a terminal can do to the program, and what the program does to keep it whole."""

import codecs
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from rich.text import Text
from textual.driver import Driver

from tui.words import Words

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer as Buffer


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
    """The driver with an input that no paste can break, and that presses no keys by itself.

    Textual 8.2 decodes the keyboard strictly: one 0x9B byte in a paste raised UnicodeDecodeError in
    its input thread and ended the program. And it reads an ESC inside a bracketed paste as keys: a
    pasted "ESC Ctrl+Q" closed the program, a pasted line discarded a talk.
    """
    module = sys.modules.get(base.__module__)
    if hasattr(module, "getincrementaldecoder"):
        module.getincrementaldecoder = _decoder  # type: ignore[union-attr]  # hasattr
    return base


def _decoder(encoding: str) -> Callable[[], codecs.IncrementalDecoder]:
    return lambda: KeyboardDecoder(codecs.getincrementaldecoder(encoding)(errors="replace"))


PASTE, PASTED = "\x1b[200~", "\x1b[201~"
"""What a terminal sends before and after a paste."""


class KeyboardDecoder(codecs.IncrementalDecoder):
    """Shows a broken byte instead of dying of it, and lets no escape sequence through inside a paste."""

    def __init__(self, inner: codecs.IncrementalDecoder) -> None:
        super().__init__()
        self._inner = inner
        self._pasting = False
        self._before = ""  # the end of what was passed on: a paste may begin in two pieces
        self._held = ""  # the end of a piece of a paste that may be the beginning of its end

    def decode(self, data: "Buffer", final: bool = False) -> str:
        """The next piece of text."""
        text = self._held + self._inner.decode(data, final)
        self._held, found = "", []
        while text:
            piece, text = self._inside(text) if self._pasting else self._outside(text)
            found.append(piece)
        return "".join(found)

    def _outside(self, text: str) -> tuple[str, str]:
        joined = self._before + text
        at = joined.find(PASTE)
        if at < 0:
            self._before = joined[1 - len(PASTE) :]
            return text, ""
        end = at + len(PASTE) - len(self._before)
        self._before, self._pasting = "", True
        return text[:end], text[end:]

    def _inside(self, text: str) -> tuple[str, str]:
        body, end, rest = text.partition(PASTED)
        if not end:
            most = min(len(body), len(PASTED) - 1)
            kept = next((n for n in range(most, 0, -1) if PASTED.startswith(body[-n:])), 0)
            body, self._held = body[: len(body) - kept], body[len(body) - kept :]
        self._pasting = not end
        return body.replace("\x1b", "").replace("\x9b", "") + end, rest
