"""How much memory a program may still take here."""

import ctypes
import os
import sys
from pathlib import Path


def available_memory(
    meminfo: Path = Path("/proc/meminfo"), group: Path = Path("/sys/fs/cgroup")
) -> int | None:
    """Bytes that can be taken without pushing others out, or None where the system does not say.

    Linux: what the kernel calls available, or less where a container has a limit. macOS: half of what is
    built in, since it does not say what is in use. Windows: what it calls available.
    """
    if sys.platform == "win32":
        return _windows()
    if sys.platform == "linux":
        found = [size for size in (_field(meminfo, "MemAvailable:"), _left(group)) if size is not None]
        return min(found, default=None)
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2


def peak_memory(pid: int, processes: Path = Path("/proc")) -> int | None:
    """Bytes that a process took at the most, or None where the system does not say (only Linux does)."""
    return _field(processes / str(pid) / "status", "VmHWM:")


def _field(table: Path, name: str) -> int | None:
    """A size of a table of the kernel; it stands there in kilobytes."""
    try:
        lines = table.read_text("ascii", "replace").splitlines()
    except OSError:
        return None
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith(name)), None)


def _left(group: Path) -> int | None:
    """What a container's limit leaves; its files that are only cached do not count."""
    try:
        most = (group / "memory.max").read_text("ascii").strip()
        used = int((group / "memory.current").read_text("ascii"))
        figures = dict(line.split() for line in (group / "memory.stat").read_text("ascii").splitlines())
    except (OSError, ValueError):
        return None
    return None if most == "max" else max(int(most) - used + int(figures.get("inactive_file", 0)), 0)


def _windows() -> int | None:
    """MEMORYSTATUSEX.ullAvailPhys; the structure is 64 bytes, the field the third of 8 bytes."""
    if sys.platform != "win32":
        return None
    status = ctypes.create_string_buffer((64).to_bytes(4, "little"), 64)
    done = ctypes.windll.kernel32.GlobalMemoryStatusEx(status)
    return int.from_bytes(status.raw[16:24], "little") if done else None
