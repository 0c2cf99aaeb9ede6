"""The command line. Exit codes: 0 done, 1 could not, 2 wrong use; one sentence on stderr."""

import os
import sys
from collections.abc import Sequence
from typing import NoReturn


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
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


def script() -> NoReturn:
    """Run and leave with the exit code."""
    sys.exit(main())
