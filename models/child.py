"""The parent's end of the pipes: one child process, heard line by line, and ended in a moment."""

import asyncio
import contextlib
import json
import os
import signal
import site
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

from models.asking import Kind, trouble

WORKER = (sys.executable, "-P", str(Path(__file__).with_name("worker.py")))
"""Runs the real library. By path and with -P: the folder one is in may hold a `models` of its own."""

LONGEST_LINE = 2**22
"""Bytes of one message; asyncio's own 64 KiB is less than a long answer."""
MOST_OUTPUT = 2**22
"""Bytes between two finished answers. The longest answer is 400 tokens and a talk that fills the memory 1,000
steps of reading, each a message of some 50 bytes: 70 KB. Sixty times that is no answer any more."""
MOST_NOISE = 2**24
"""Bytes on stderr in a life; llama.cpp says some 30 KB while it loads."""


class Ended(Exception):
    """The child is no more, or is not fit to be heard; `kind` and `why` say it without any text of a talk."""

    def __init__(self, kind: Kind, why: str) -> None:
        super().__init__(kind)
        self.kind, self.why = kind, why


def environment() -> dict[str, str]:
    """What the child knows of its surroundings: nothing of ours, and nothing that opens a connection."""
    kept = {name: os.environ[name] for name in ("SYSTEMROOT", "LD_LIBRARY_PATH") if name in os.environ}
    quiet = {"OMP_WAIT_POLICY": "passive", "OPENBLAS_NUM_THREADS": "1"}  # threads that wait use no processor
    # Named, so that Python does not ask the system where home is: that opens a socket of the name service
    own = {"PYTHONUSERBASE": site.getuserbase() if site.ENABLE_USER_SITE else Path(sys.executable).anchor}
    offline = {"HF_HUB_OFFLINE": "1", "HF_HUB_DISABLE_TELEMETRY": "1", "DO_NOT_TRACK": "1"}
    return kept | own | quiet | offline | {"PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"}


class Child:
    """A running child process."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        if process.stdin is None or process.stdout is None or process.stderr is None:
            raise ValueError("a child without pipes")
        self._process = process
        self._in, self._out, self._err = process.stdin, process.stdout, process.stderr
        self._said, self._noise = 0, 0
        self._draining = asyncio.create_task(self._drain())
        self._reason: Ended | None = None

    @classmethod
    async def spawn(cls, command: Sequence[str] = WORKER) -> "Child":
        """Start one. Raises `ModelTrouble`: the system starts no process."""
        pipe = asyncio.subprocess.PIPE
        try:
            process = await asyncio.create_subprocess_exec(
                *command, stdin=pipe, stdout=pipe, stderr=pipe,
                limit=LONGEST_LINE, env=environment(), cwd=Path(sys.executable).anchor,
            )  # fmt: skip
        except OSError as error:
            raise trouble(Kind.FAILED, why=error.strerror or "") from error
        return cls(process)

    @property
    def pid(self) -> int:
        """Its number in the system."""
        return self._process.pid

    @property
    def lives(self) -> bool:
        """Whether nothing is known of its end."""
        return self._process.returncode is None

    def send(self, **message: object) -> None:
        """One message; lost when the child is gone, which hearing it tells."""
        if not self._in.is_closing():
            self._in.write(json.dumps(message).encode() + b"\n")

    async def hear(self) -> dict[str, Any]:
        """The next message.

        Raises:
            Ended: There is none: it died, was ended, or said what nobody understands.
        """
        try:
            line = await self._out.readline()
        except ValueError:  # over the limit
            line = b"?"
        if not line:
            return await self._hear_end()
        self._said += len(line)
        message = _message(line) if self._said <= MOST_OUTPUT else None
        if message is None:
            self.end(Kind.GARBAGE, "too much" if self._said > MOST_OUTPUT else "not in the protocol")
            return await self._hear_end()
        if message["type"] in ("done", "error"):
            self._said = 0
        return message

    async def _hear_end(self) -> NoReturn:
        """Take what still comes out of a child that was ended. Raises `Ended`."""
        code = await self.gone()
        raise self._reason or Ended(Kind.DIED, named(code))

    def end(self, kind: Kind, why: str) -> None:
        """Kill it now; hearing it then tells this reason. The first reason counts."""
        if self._reason is None:
            self._reason = Ended(kind, why)
        with contextlib.suppress(ProcessLookupError):
            self._process.kill()

    async def gone(self) -> int:
        """Wait until nothing is left of it; its exit code, below 0 for a signal."""
        while await self._out.read(2**16):  # asyncio knows of the end only when all pipes were read to theirs
            pass
        await self._draining
        self._in.close()
        return await self._process.wait()

    async def _drain(self) -> None:
        """Take what it says on stderr, so that it never waits for us."""
        while noise := await self._err.read(2**16):
            self._noise += len(noise)
            if self._noise > MOST_NOISE:
                self.end(Kind.GARBAGE, "too much on stderr")


def _message(line: bytes) -> dict[str, Any] | None:
    """A line of the protocol, or None."""
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) and isinstance(found.get("type"), str) else None


def named(code: int) -> str:
    """What an exit code says: the name of the signal, or the number."""
    if code >= 0:
        return f"exit {code}"
    try:
        return signal.Signals(-code).name
    except ValueError:
        return f"signal {-code}"
