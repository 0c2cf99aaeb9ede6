"""The child's end of the pipes, and the loop that answers; the protocol stands in `worker`.

Standard library and this folder only: the child never imports the rest of the program.
"""

import contextlib
import ctypes
import json
import os
import queue
import sys
import threading
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO, Protocol

Message = dict[str, Any]
"""One line of the protocol."""

LONGEST_LINE = 2**24
"""Bytes from the parent; a talk of 10,000 notes is a few MB."""


class Stopped(Exception):
    """Nobody waits for the answer at hand."""


class Refusal(Exception):
    """What was asked cannot be done; `kind` is a word of `models.asking`."""

    def __init__(self, kind: str, **params: object) -> None:
        super().__init__(kind)
        self.kind, self.params = kind, params


class Turn:
    """One request while it is worked on: whether to go on, and what to tell meanwhile."""

    def __init__(self, channel: "Channel", message: Message) -> None:
        self.message = message
        self.id: int = message["id"]
        self._channel = channel

    def checkpoint(self) -> None:
        """Stand still while the parent wants quiet. Raises `Stopped` when the answer is no longer wanted."""
        self._channel.wait(self.id)

    def progress(self, read: int, of: int) -> None:
        """So many tokens of so many are read; also the sign of life."""
        self._channel.send(type="progress", id=self.id, read=read, of=of)

    def token(self, text: str) -> None:
        """A piece of the answer."""
        self._channel.send(type="token", id=self.id, text=text)


class Brain(Protocol):
    """What answers: the real library, or a stand-in."""

    def prepare(self) -> None:
        """Do what can be done before it is known which model to load."""
        ...

    def load(self, turn: Turn) -> Message:
        """Get the model ready. Raises `Refusal`."""
        ...

    def read(self, turn: Turn) -> Message:
        """Take parts into memory. Raises `Refusal`."""
        ...

    def choose(self, turn: Turn) -> Message:
        """One of the choices. Raises `Refusal`."""
        ...

    def write(self, turn: Turn) -> Message:
        """One text of each step. Raises `Refusal`."""
        ...


class Channel:
    """Lines in, lines out, and the wishes for quiet that overtake the work."""

    def __init__(self, incoming: BinaryIO, outgoing: BinaryIO) -> None:
        self._in, self._out = incoming, outgoing
        self._work: queue.Queue[Message | None] = queue.Queue()
        self._change, self._speaking = threading.Condition(), threading.Lock()
        self._paused, self._unwanted = False, set[int]()
        self._at: int | None = None
        self.halt = ctypes.create_string_buffer(2)
        """"x" while the work at hand has to stop, else ""; native code looks at it between two steps."""

    def send(self, **message: object) -> None:
        """One line to the parent, at once."""
        with self._speaking:
            self._out.write(json.dumps(message).encode() + b"\n")
            self._out.flush()

    def listen(self, before_load: Callable[[Message], object]) -> None:
        """Hear the parent in a thread of its own. When the parent is gone, so is this process.

        Args:
            before_load: Called in that thread with each `load`, before it is worked on.
        """
        threading.Thread(target=self._listen, args=(before_load,), daemon=True).start()

    def turns(self) -> Iterator[Turn]:
        """Requests in the order in which they came, until `shutdown`."""
        while (message := self._work.get()) is not None:
            with self._change:
                self._at = message["id"]
                self._mark()
            yield Turn(self, message)
            with self._change:
                self._unwanted.discard(message["id"])
                self._at = None
                self._mark()

    def wait(self, turn_id: int) -> None:
        """Stand still while paused. Raises `Stopped` when the turn was cancelled."""
        with self._change:
            while self._paused and turn_id not in self._unwanted:
                self._change.wait()
            if turn_id in self._unwanted:
                raise Stopped

    def _listen(self, before_load: Callable[[Message], object]) -> None:
        try:
            while line := self._in.readline(LONGEST_LINE):
                message = json.loads(line)
                if message["type"] == "load":
                    before_load(message)
                self._hear(message)
        finally:
            os._exit(0)  # not sys.exit: the other thread may be minutes deep in native code

    def _hear(self, message: Message) -> None:
        kind = message["type"]
        with self._change:
            if kind in ("pause", "resume"):
                self._paused = kind == "pause"
            elif kind == "cancel":
                self._unwanted.add(message["id"])
            elif kind == "shutdown":
                self._work.put(None)
            else:
                self._work.put(message)
            self._mark()
            self._change.notify_all()

    def _mark(self) -> None:
        stop = self._at is not None and (self._paused or self._at in self._unwanted)
        self.halt[0] = b"x" if stop else b"\0"


def open_channel() -> Channel:
    """Take the pipes for the protocol; whatever else is printed goes to stderr from now on."""
    outgoing = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return Channel(sys.stdin.buffer, outgoing)


def serve(channel: Channel, brain: Brain, shut_in: Callable[[Message], Message]) -> None:
    """Answer requests until the parent has no more; before a model is loaded, shut in with it."""
    answers: dict[str, Callable[[Turn], Message]] = {
        "load": lambda turn: {**shut_in(turn.message), **brain.load(turn)},
        "read": brain.read,
        "choose": brain.choose,
        "write": brain.write,
    }
    for turn in channel.turns():
        try:
            turn.checkpoint()
            channel.send(type="done", id=turn.id, **answers[turn.message["type"]](turn))
        except Stopped:
            channel.send(type="error", id=turn.id, kind="cancelled", params={})
        except Refusal as refusal:
            channel.send(type="error", id=turn.id, kind=refusal.kind, params=refusal.params)
        except Exception as error:  # noqa: BLE001  whatever breaks one answer must not end the child
            # The name of the error and no more: its text may hold what was noted
            params = {"why": type(error).__name__}
            with contextlib.suppress(BrokenPipeError):  # the parent went away in between
                channel.send(type="error", id=turn.id, kind="failed", params=params)
