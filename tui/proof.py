"""What `check` proves about the program itself: no connection, no field that measures somebody."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import coach
import data
import models
from coach.errors import StoreError
from data.checked import Checked, load_checked, save_checked
from data.fields import shipped, stored
from data.paths import Paths
from data.sockets import Tally, tally
from tui.findings import Finding
from tui.program import Program
from tui.words import Words

PACKAGES = [Path(package.__file__ or "").parent for package in (coach, data, models)]
"""Where content, schemas and prompts are shipped."""


class Connections:
    """Every connection that was tried since the last check; told first, and only then counted as told."""

    def __init__(self, paths: Paths) -> None:
        self._last = load_checked(paths.checked)
        self._tally = Tally(size=self._last.counted)

    def look(self, built: Program) -> Iterator[Finding]:
        """Nothing of the program opened a connection, but what its user asked for."""
        words = built.words
        try:
            found = self._tally = tally(built.paths.connections, self._last.counted)
        except StoreError as error:
            yield Finding("connections", False, words(error.text_id, **error.params))
            return
        for purpose, number in found.allowed:
            yield Finding("connections", True, words.count("check.allowed", number, what=purpose), True)
        if found.shortened:
            where = built.paths.connections
            yield Finding("connections", False, words("check.connections-gone", where=where))
        if found.refused:
            text = words.count("check.connections", found.refused, first=found.first)
            yield Finding("connections", False, text)
        elif not found.shortened:
            yield Finding("connections", True, self._nothing(words))

    def told(self, built: Program, ok: bool) -> None:
        """Keep the outcome; the next check counts from here. Without a store nothing is made.

        Raises:
            NotStored: The disk refused; the next check tells all this again.
        """
        if built.paths.home.exists():
            save_checked(built.paths.checked, Checked(built.now(), ok, self._tally.size))

    def _nothing(self, words: Words) -> str:
        if self._last.at is None:
            return words("check.never-connected")
        return words("check.not-connected", when=minute(self._last.at))


def fields(built: Program) -> Iterator[Finding]:
    """No field anywhere measures, ranks or predicts somebody (domain: AI Act art. 5(1)(f), Annex III)."""
    try:
        content = [] if built.practising else [*PACKAGES, built.paths.guides]  # the same for both
        found = [*shipped(content), *stored(built.vault, built.store)]
    except StoreError as error:
        yield Finding("fields", False, built.words(error.text_id, **error.params))
        return
    for where, word in found:
        yield Finding("fields", False, built.words("check.field", where=where, word=word))
    if not found:
        yield Finding("fields", True, built.words("check.no-field"))


def minute(time: datetime) -> str:
    """A moment for people, in their own zone."""
    return time.astimezone().strftime("%Y-%m-%d %H:%M")
