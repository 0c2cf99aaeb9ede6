"""Whether this processor has AMX and the system lets a program use it.

llama.cpp built for "this machine" uses AMX where the processor reports it. Where the system (a container, a
virtual machine) does not grant it, the first product of two matrices ends the process.
"""

import ctypes
import platform
import sys
from pathlib import Path

_ARCH_PRCTL, _REQUEST, _TILE_DATA = 158, 0x1023, 18


def amx() -> str:
    """One of "none" (also where nobody can tell), "granted" and "refused"."""
    if sys.platform != "linux" or platform.machine() != "x86_64":
        return "none"
    try:
        reported = "amx_tile" in Path("/proc/cpuinfo").read_text("ascii", "replace")
    except OSError:
        return "none"
    if not reported:
        return "none"
    granted = ctypes.CDLL(None).syscall(_ARCH_PRCTL, _REQUEST, _TILE_DATA) == 0
    return "granted" if granted else "refused"
