"""A talk as lines on stdin and stdout: for screen readers, ssh and scripts.

Machine lines start at column 0 and are flushed: `talk ID` first, `saved N` once note N survives a
power cut, `not stored`, `error …`. Prompts only appear on a terminal.
"""

import os
import select
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import TextIO

from coach.errors import StoreError
from coach.note import Command, Typed, read_line
from coach.talk import Talk
from coach.text import decode, one_line
from tui import commands
from tui.sitting import Sitting
from tui.words import Words

CHUNK = 1 << 16
"""Bytes read at once. The notes in a chunk are stored with one wait for the disk."""

LOOK = 0.5
"""Seconds after which a wait for input looks for signals again."""


@dataclass
class PlainTalk:
    """Holds one talk over a descriptor and a stream."""

    sitting: Sitting
    words: Words
    out: TextIO
    prompts: bool
    country: str
    discard: Callable[[Talk], None]
    outcome: Callable[[Talk], Iterable[str]]
    """What was agreed, as lines; said at the end on a terminal."""
    record: bool = True
    failed: bool = False

    def run(self, input_fd: int) -> bool:
        """Hold the talk until `/end` or the end of input; False when something was not stored."""
        self._say(f"talk {self.sitting.talk.id}")
        if self.prompts and not self.sitting.talk.asked:
            self._say(self.sitting.guide.opening)
            self.sitting.next()
        self._show_question(as_prompt=True)
        for batch in _batches(input_fd):
            if not self._take(batch):
                return not self.failed
            self._prompt()
        self._end()
        return not self.failed

    def _take(self, batch: list[str]) -> bool:
        """Work through some lines in order; False when the talk is over."""
        read = [typed for line in batch if (typed := read_line(line)) is not None]
        for sort, group in groupby(read, self._sort):
            if sort == "note":
                self._store([typed for typed in group if isinstance(typed, Typed)])
            elif sort == "refused":
                for _ in group:
                    self._say("not stored")
            elif not all(self._obey(typed) for typed in group if isinstance(typed, Command)):
                return False
        return True

    def _sort(self, typed: Typed | Command) -> str:
        if isinstance(typed, Command):
            return "command"
        return "note" if self.record and self.sitting.talk.takes(typed) else "refused"

    def _store(self, typed: list[Typed]) -> None:
        first = self.sitting.talk.next_number
        if self._kept(lambda: self.sitting.add(typed)):
            for number in range(first, self.sitting.talk.next_number):
                self._say(f"saved {number}")
        else:
            for _ in typed:
                self._say("not stored")

    def _kept(self, change: Callable[[], object]) -> bool:
        """Make a change that is on disk when this returns True; otherwise it did not happen."""
        before = self.sitting.talk
        try:
            change()
        except StoreError as error:
            self.sitting.talk = before
            self.failed = True
            self._error(error.text_id, **error.params)
            return False
        return True

    def _obey(self, command: Command) -> bool:
        known = commands.by_word(command.word)
        if known is None or not known.plain:
            self._error("live.unknown-command", word=command.word)
        elif known.id == "talk.end":
            self._end()
            return False
        elif known.id == "talk.discard":
            return not self._discarded(command.rest)
        elif known.id == "question.find":
            self._find(command.rest)
        elif known.id in ("talk.present", "talk.referred") and not self.record:
            self._say("not stored")
        elif known.id == "talk.present":
            if self._kept(lambda: self.sitting.present(command.rest)):
                self._say("saved present")
        elif known.id == "talk.referred":
            if self._kept(self.sitting.referred):
                self._say("saved referral")
        elif known.id.startswith("note.") and known.id != "note.stop":
            self._change_note(known.id, command.rest)
        else:
            self._answer(known.id)
        return True

    def _find(self, wanted: str) -> None:
        if self.sitting.find(wanted):
            self._show_question()
        else:
            self._error("live.no-such-question" if wanted else "live.find-how")

    def _answer(self, command: str) -> None:
        if command == "note.stop":
            self._say("not stored")
            self._say(self.words("live.stop-say"))
            self._say(self.words(f"live.referral-{self.country.lower()}"))
        elif command == "talk.opening":
            self._say(self.sitting.guide.opening)
        elif command == "talk.silence":
            self._say(self.words("live.silence"))
        elif command == "app.help":
            self._say(self.words("help.marks"))
            for known in commands.LIVE:
                if known.plain and known.words:
                    slashes = " ".join(f"/{word}" for word in known.words)
                    self._say(f"{slashes}: {self.words(f'command.{known.id}.help')}")
        elif command == "probe.more":
            self.sitting.more_probes()
            self._show_probes()
        elif self.sitting.next() if command == "question.next" else self.sitting.previous():
            self._show_question()
        else:
            self._say(self.words("live.no-more-questions"))

    def _change_note(self, command: str, rest: str) -> None:
        number, _, text = rest.partition(" ")
        if command == "note.undo":
            done = self._kept(self.sitting.undo)
            self._say("undone" if done else "not stored")
            return
        note = self.sitting.talk.numbered(number)
        new = read_line(text)
        if note is None:
            self._error("live.no-such-note", number=number)
        elif command == "note.delete":
            if self._kept(lambda: self.sitting.delete(note.number)):
                self._say(f"deleted {note.number}")
        elif command == "note.view":
            if self._kept(lambda: self.sitting.view(note.number, one_line(text))):
                self._say(f"saved {note.number}")
        elif command == "note.move":
            if self._kept(lambda: self.sitting.move(note.number)):
                self._say(f"saved {note.number}")
        elif isinstance(new, Typed):
            if self._kept(lambda: self.sitting.revise(note.number, new)):
                self._say(f"saved {note.number}")
        else:
            self._error("live.edit-how")

    def _discarded(self, rest: str) -> bool:
        if rest.casefold() not in commands.YES:
            self._error("live.discard-how")
            return False
        try:
            self.discard(self.sitting.talk)
        except StoreError as error:
            self._error(error.text_id, **error.params)
            return False
        self._say("discarded")
        return True

    def _end(self) -> None:
        if self.record:
            self._kept(self.sitting.end)
        if self.prompts:
            for line in self.outcome(self.sitting.talk):
                self._say(line)

    # What is said

    def _show_question(self, as_prompt: bool = False) -> None:
        question = self.sitting.question
        if question is not None and (self.prompts or not as_prompt):
            self._say(f"{self.words('live.now')}: {question.text}")
            self._show_probes()
        if as_prompt:
            self._prompt()

    def _show_probes(self) -> None:
        for probe in self.sitting.probes[:1]:
            self._say(f"{self.words('live.probe')}: {probe.text}")

    def _prompt(self) -> None:
        if self.prompts:
            self.out.write("> ")
            self.out.flush()

    def _error(self, text_id: str, **params: object) -> None:
        self._say(f"error {self.words(text_id, **params)}")

    def _say(self, line: str) -> None:
        self.out.write(line + "\n")
        self.out.flush()


def _batches(input_fd: int) -> Iterator[list[str]]:
    """Whole lines as they come in; the last one also without a line end."""
    rest = b""
    while chunk := _next(input_fd):
        *whole, rest = (rest + chunk).replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
        if whole:
            yield [decode(line) for line in whole]
    if rest:
        yield [decode(rest)]


def _next(input_fd: int) -> bytes:
    """What comes in next. A Ctrl+C right before the wait would otherwise only count at the next line."""
    if sys.platform != "win32":  # its select knows sockets only
        while not select.select([input_fd], [], [], LOOK)[0]:
            pass
    return os.read(input_fd, CHUNK)
