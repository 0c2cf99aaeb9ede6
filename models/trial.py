"""Whether a model works on this machine: tried in a process of its own, for a bounded time."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from coach.text import one_line

CHILD = Path(__file__).with_name("trial_child.py")

FLAGS = (
    'CMAKE_ARGS="-DGGML_NATIVE=OFF -DGGML_AVX=ON -DGGML_AVX2=ON -DGGML_FMA=ON -DGGML_F16C=ON" '
    "pip install --no-cache-dir --no-binary llama-cpp-python llama-cpp-python"
)
"""Builds llama.cpp without what some machines report and do not allow (AMX). Without the two options pip
would take a wheel built before with other flags."""

SECONDS = {"import": 30.0, "load": 120.0, "bench": 600.0}
"""How long each trial may take; a cold 6 GB file on a slow disk needs a minute."""

_PASSED_ON = ("PATH", "HOME", "LANG", "SYSTEMROOT", "TEMP", "TMP", "LD_LIBRARY_PATH", "VIRTUAL_ENV")


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of it."""

    kind: str
    """`ok`, `not-installed`, `no-load`, `crashed`, `too-slow`."""
    why: str = ""
    """The detail in English; for a crash the number of the signal."""
    load_seconds: float | None = None
    read_per_second: float | None = None
    """Tokens."""
    written_per_second: float | None = None
    """Tokens."""
    memory: int | None = None
    """Bytes at the most; None where the system does not say."""


def installed() -> bool:
    """Whether the extra `llm` is there; found without importing it."""
    return find_spec("llama_cpp") is not None


def tried(what: str, path: str = "", seconds: float | None = None, child: Path = CHILD) -> Trial:
    """Import llama.cpp, load a model, or measure it.

    Args:
        what: `import`, `load` or `bench`.
        path: The model's file.
        seconds: How long it may take, in place of `SECONDS`.
        child: The program that tries.
    """
    environment = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    command = [sys.executable, "-P", str(child), what, path]
    try:
        done = subprocess.run(
            command, env=environment, stdin=subprocess.DEVNULL, capture_output=True,
            timeout=seconds or SECONDS[what], check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return Trial("too-slow")
    if done.returncode:
        return Trial("crashed", str(abs(done.returncode)))
    return _read(done.stdout)


def _read(raw: bytes) -> Trial:
    """What the child said; nothing that makes sense counts as a crash."""
    try:
        said = json.loads(raw)
        if not said["ok"]:
            return Trial(str(said["kind"]), one_line(str(said["why"]))[:300])
        load, read, written = (
            float(said[name]) if name in said else None
            for name in ("load_seconds", "read_per_second", "written_per_second")
        )
        return Trial("ok", "", load, read, written, int(said["memory"]) if "memory" in said else None)
    except (ValueError, KeyError, TypeError):
        return Trial("crashed", "no answer")


def memory_here() -> int | None:
    """Bytes of memory in this machine, or None where the system does not say."""
    if hasattr(os, "sysconf") and {"SC_PAGE_SIZE", "SC_PHYS_PAGES"} <= os.sysconf_names.keys():
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return None
