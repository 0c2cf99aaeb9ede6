"""The real program in a pseudo terminal, with a terminal in memory that looks at it."""

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

import pyte

from data.paths import Paths
from tui import bootstrap

ROOT = Path(__file__).parents[2]


class Terminal:
    """Runs `onderons` with these arguments; everything it wrote is in `raw`."""

    def __init__(
        self,
        *args: str,
        home: Path,
        size: tuple[int, int] = (80, 24),
        before: str = "",
        ready: bool = True,
        around: tuple[str, ...] = (),
        **env: str,
    ) -> None:
        """Start it.

        Args:
            args: What stands behind `onderons`.
            home: The store.
            size: Columns and rows.
            before: Python to run in the program before it starts.
            ready: The store is there and opens by itself, so that nobody is asked for a passphrase.
            around: A program that runs this one, such as `strace` with its options.
            env: More of its environment.
        """
        if ready and not Paths(home).vault.exists():
            built = bootstrap.program(Paths(home), "nl")
            built.lock()
            built.close()
        program = [
            *around,
            sys.executable,
            "-c",
            f"{before}\nimport sys; from tui.cli import script; script()",
        ]
        self.raw = b""
        self.screen = pyte.Screen(*size)
        self._stream = pyte.ByteStream(self.screen)
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(home),
            "ONDERONS_HOME": str(home),
            "TERM": "xterm-256color",
        }
        environment |= {"ONDERONS_LANG": "nl", "PYTHONPATH": str(ROOT), **env}
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            signal.signal(signal.SIGINT, signal.SIG_DFL)  # a test run in the background may ignore it
            os.chdir(home.parent)
            os.execvpe(program[0], [*program, *args], environment)
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None
    ) -> None:
        self.kill()

    @property
    def picture(self) -> str:
        """The screen as text."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    def type(self, text: str | bytes) -> None:
        """Press keys."""
        content = text if isinstance(text, bytes) else text.encode()
        while content:
            content = content[os.write(self.fd, content[:512]) :]
            self.read(0)

    def resize(self, width: int, height: int) -> None:
        """Change the size of the window."""
        self.screen.resize(height, width)
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))
        os.kill(self.pid, signal.SIGWINCH)

    def read(self, seconds: float) -> bool:
        """Take in what the program writes; False when it has gone."""
        ready, _, _ = select.select([self.fd], [], [], seconds)
        if not ready:
            return True
        try:
            chunk = os.read(self.fd, 1 << 16)
        except OSError:
            return False
        self.raw += chunk
        self._stream.feed(chunk)
        return bool(chunk)

    def until(self, condition: Callable[[], object] | str, seconds: float = 20) -> None:
        """Wait until a text stands on screen or a condition holds; raise when it does not come."""
        wanted = condition if callable(condition) else lambda: condition in self.picture
        deadline = time.monotonic() + seconds
        while not wanted():
            if not self.read(0.05) and not wanted():
                raise AssertionError(f"the program has gone; its screen:\n{self.picture}")
            if time.monotonic() > deadline:
                raise AssertionError(f"waited {seconds} s in vain; its screen:\n{self.picture}")

    def rest(self, seconds: float = 5) -> None:
        """Wait until the program has written nothing for a moment: a key typed at once may overtake one before."""
        deadline, known = time.monotonic() + seconds, -1
        while len(self.raw) != known:
            known = len(self.raw)
            if not self.read(0.15):
                raise AssertionError(f"the program has gone; its screen:\n{self.picture}")
            if time.monotonic() > deadline:
                raise AssertionError(f"not at rest in {seconds} s; its screen:\n{self.picture}")

    def wait(self, seconds: float = 20) -> int:
        """Wait until the program ends; its exit code."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            self.read(0.02)
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                while self.read(0.05) and select.select([self.fd], [], [], 0)[0]:
                    pass
                self.pid = 0
                return os.waitstatus_to_exitcode(status)
        raise AssertionError(f"the program did not end in {seconds} s; its screen:\n{self.picture}")

    def kill(self, number: int = signal.SIGKILL) -> None:
        """End the program the hard way, and let go of the terminal."""
        if self.pid:
            os.kill(self.pid, number)
            os.waitpid(self.pid, 0)
            self.pid = 0
        os.close(self.fd)
