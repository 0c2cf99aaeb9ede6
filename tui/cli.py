"""The command line. Exit codes: 0 done, 1 could not, 2 wrong use; one sentence on stderr."""

import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from tui.watch import watch

PR_SET_DUMPABLE = 4
"""From linux/prctl.h."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; what the console script calls."""
    _be_private()
    from tui.arguments import parse
    from tui.bootstrap import program
    from tui.run import run

    built = program()
    return run(parse(sys.argv[1:] if argv is None else argv, built.words), built)


def _be_private() -> None:
    """Before anything else is imported: files for their owner only, no core dump, no Textual hooks."""
    os.umask(0o077)
    for name in [n for n in os.environ if n.startswith("TEXTUAL")]:
        # TEXTUAL_LOG, TEXTUAL_SCREENSHOT and the like write what is on screen to disk;
        # the Kitty-key one is the cure for some keyboards and harmless
        if name != "TEXTUAL_DISABLE_KITTY_KEY":
            del os.environ[name]
    _keep_memory()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _keep_memory() -> None:
    """No core dump: it would hold what was typed, and the key. Windows has its own (see the README)."""
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        # The limit does not count where the system pipes dumps to a program; this does, and it keeps
        # other programs of the same user from reading this one's memory. ctypes costs 3 ms
        import ctypes

        ctypes.CDLL(None).prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)


def script() -> NoReturn:
    """Run and leave with the exit code."""
    watch()  # before anything else is imported: nothing goes out unheard
    sys.exit(main())
