"""Tries llama.cpp, alone in a process: a build for another processor ends it with a signal, a model may too.

Run by path, with `-P`, so that nothing of the folder one is in is imported; it needs nothing of this program.
Arguments: what to try (`import`, `load` or `bench`) and, for the last two, the model's file. One JSON object
on stdout: `{"ok": true, ...}` with figures, or `{"ok": false, "kind": ..., "why": ...}`, where the kind is
`not-installed` or `no-load`.
"""

import json
import os
import sys
import time
from importlib import import_module
from typing import Any

READ = 256
"""Tokens that a bench reads."""
WRITTEN = 64
"""Tokens that a bench writes."""


def attempt(what: str, path: str) -> dict[str, object]:
    """Try it; figures in seconds, bytes and tokens a second."""
    try:
        llama_cpp = import_module("llama_cpp")
    except (
        ImportError,
        OSError,
        RuntimeError,
    ) as error:  # RuntimeError: its library is there and does not load
        return {"ok": False, "kind": "not-installed", "why": f"{type(error).__name__}: {error}"}
    found: dict[str, object] = {"ok": True, "version": llama_cpp.__version__}
    if what == "import":
        return found
    begun = time.monotonic()
    try:
        model = llama_cpp.Llama(path, n_ctx=1024, n_batch=256, verbose=False)
    except (ValueError, OSError, RuntimeError, AssertionError) as error:
        return {"ok": False, "kind": "no-load", "why": f"{type(error).__name__}: {error}"}
    found["load_seconds"] = time.monotonic() - begun
    if what == "bench":
        found |= _speed(model)
    return found


def _speed(model: Any) -> dict[str, object]:
    tokens = model.tokenize(b"elke week andere prioriteiten, en dan nog eens een regel erbij. " * READ)[:READ]
    begun = time.monotonic()
    model.eval(tokens)
    read = time.monotonic() - begun
    begun = time.monotonic()
    for _ in range(WRITTEN):
        model.eval([model.sample(temp=0.0)])
    written = time.monotonic() - begun
    found: dict[str, object] = {
        "read_per_second": len(tokens) / read,
        "written_per_second": WRITTEN / written,
    }
    if sys.platform != "win32":
        import resource

        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        found["memory"] = most if sys.platform == "darwin" else most * 1024
    return found


def main() -> None:
    """Keep stdout for the answer: llama.cpp writes on it from C."""
    answer = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    os.environ["HF_HUB_OFFLINE"] = "1"
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    what, path = sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else ""
    answer.write(json.dumps(attempt(what, path)))
    answer.flush()


if __name__ == "__main__":
    main()
