"""Shuts the child off before it reads a model file, which may be hostile, and a talk, which is private.

Linux, each where the kernel allows it: a network of its own without any device (user namespace), no system
calls for sockets, other programs or other processes (seccomp), no file written (size limit 0), no file read
but Python's own, the system's libraries and the model (Landlock), no core dump, bounded memory. macOS: no
file written, no core dump. Everywhere: no socket by Python code (audit hook), which is no wall against
compiled code and not told as one. What does not hold stands under `open`, and the program says so.
"""

import contextlib
import ctypes
import os
import platform
import struct
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

WALLS = ("network", "sockets", "programs", "writing", "reading", "core-dumps", "memory")
"""What can be kept from the child, in words that `doctor` explains."""

_NEW_USER, _NEW_NET = 0x10000000, 0x40000000
_NO_NEW_PRIVS, _SECCOMP, _DUMPABLE = 38, 22, 4
# Landlock (linux/landlock.h): rights on what lies below a folder, or on one file
_READ_FILE, _READ_DIR, _EXECUTE = 1 << 2, 1 << 3, 1 << 0
_RIGHTS = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 5: (1 << 16) - 1}
_SCOPES = 0b11  # no signals to others, no abstract sockets; from version 6 of the interface
_CREATE, _ADD, _RESTRICT = 444, 445, 446
# What the machine is called in a seccomp filter, and numbers of: socket, socketpair, connect, execve,
# execveat, ptrace, process_vm_readv, process_vm_writev, io_uring_setup
_DENIED = {
    "x86_64": (0xC000003E, (41, 53, 42, 59, 322, 101, 310, 311, 425)),
    "aarch64": (0xC00000B7, (198, 199, 203, 221, 281, 117, 270, 271, 425)),
}
_NOT_PERMITTED, _ALLOWED = 0x00050001, 0x7FFF0000


@dataclass(frozen=True, slots=True)
class Confinement:
    """What a process cannot do any more; words of `WALLS`."""

    confined: tuple[str, ...]

    @property
    def open(self) -> tuple[str, ...]:
        """What this system does not keep it from."""
        return tuple(wall for wall in WALLS if wall not in self.confined)

    def with_wall(self, wall: str, stands: bool) -> "Confinement":
        """With one more wall, or without it."""
        kept = {*self.confined} - {wall} | ({wall} if stands else set())
        return Confinement(tuple(w for w in WALLS if w in kept))


def bar_sockets() -> None:
    """Refuse every socket that Python code asks for, on every system; compiled code it does not hear."""
    sys.addaudithook(_no_socket)


def _no_socket(event: str, _: tuple[object, ...]) -> None:
    if event.startswith("socket.") and event != "socket.gethostname":  # `uuid` asks that, of the system
        raise PermissionError(event)


def shut_off() -> Confinement:
    """Shut this process off for good, as far as the system allows; while it has one thread."""
    bar_sockets()
    if sys.platform == "win32":
        return Confinement(())
    found = Confinement(())
    for wall, limit in (("writing", "RLIMIT_FSIZE"), ("core-dumps", "RLIMIT_CORE")):
        found = found.with_wall(wall, _limit(limit, 0))
    if sys.platform != "linux":
        return found
    libc = ctypes.CDLL(None, use_errno=True)
    found = found.with_wall("network", libc.unshare(_NEW_USER | _NEW_NET) == 0)
    libc.prctl(_DUMPABLE, 0, 0, 0, 0)
    libc.prctl(_NO_NEW_PRIVS, 1, 0, 0, 0)
    filtered = _filter_calls(libc)
    found = found.with_wall("sockets", filtered).with_wall("programs", filtered)
    # Landlock and the bound on memory come with the model, before a byte of it is read
    return found.with_wall("reading", _landlock(libc) > 0).with_wall("memory", True)


def shut_in(found: Confinement, model: Path, memory: int) -> Confinement:
    """From here on only Python, the system's libraries and this model can be read, in so many bytes."""
    if sys.platform != "linux":
        return found
    return found.with_wall("reading", bar_files(model)).with_wall("memory", _limit("RLIMIT_AS", memory))


def bar_files(model: Path) -> bool:
    """Whether, from now on, this thread can read only those; Landlock binds who asks, and what it starts.

    So a thread that was there before asks too: else what takes over the process could read by way of it.
    """
    if sys.platform != "linux":
        return False
    return _restrict_files(ctypes.CDLL(None, use_errno=True), [*_own_folders(), model])


def _limit(name: str, most: int) -> bool:
    """Whether a limit holds now, for good."""
    if sys.platform == "win32":
        return False
    import resource

    with contextlib.suppress(OSError, ValueError):  # not there, or lower already and not ours to raise
        resource.setrlimit(getattr(resource, name), (most, most))
    return bool(0 <= resource.getrlimit(getattr(resource, name))[1] <= most)


def _filter_calls(libc: ctypes.CDLL) -> bool:
    """Whether the kernel refuses, from now on, the system calls in the table."""
    if platform.machine() not in _DENIED:
        return False
    machine, calls = _DENIED[platform.machine()]
    # Load the machine, refuse another; load the call, refuse those of the x32 kind and those in the table
    steps = [(0x20, 0, 0, 4), (0x15, 0, len(calls) + 3, machine), (0x20, 0, 0, 0)]
    steps.append((0x35, len(calls) + 1, 0, 0x40000000))
    steps += [(0x15, len(calls) - n, 0, call) for n, call in enumerate(calls)]
    steps += [(0x06, 0, 0, _ALLOWED), (0x06, 0, 0, _NOT_PERMITTED)]
    code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *step) for step in steps))
    program = struct.pack("HP", len(steps), ctypes.addressof(code))
    return bool(libc.prctl(_SECCOMP, 2, program, 0, 0) == 0)


def _landlock(libc: ctypes.CDLL) -> int:
    """The version of Landlock in this kernel; below 1 there is none."""
    return int(libc.syscall(_CREATE, None, ctypes.c_size_t(0), 1))


def _restrict_files(libc: ctypes.CDLL, readable: Iterable[Path]) -> bool:
    """Whether, from now on, only these files and folders can be read, and nothing be written."""
    version = _landlock(libc)
    if version < 1:
        return False
    handled = _RIGHTS[max(known for known in _RIGHTS if known <= version)]
    size = 8 if version < 4 else 16 if version < 6 else 24
    wanted = struct.pack("QQQ", handled, 0, _SCOPES)[:size]
    rules = libc.syscall(_CREATE, wanted, ctypes.c_size_t(size), 0)
    if rules < 0:
        return False
    added = [_allow(libc, rules, path, _READ_FILE | _EXECUTE) for path in readable]
    restricted = libc.syscall(_RESTRICT, rules, 0) == 0
    os.close(rules)
    return all(added) and bool(restricted)


def _allow(libc: ctypes.CDLL, rules: int, path: Path, rights: int) -> bool:
    """Whether these rights hold for a file, or for all below a folder; what cannot be reached needs none."""
    try:
        rights |= _READ_DIR if path.is_dir() else 0
        below = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return True
    try:
        return bool(libc.syscall(_ADD, rules, 1, struct.pack("=Qi", rights, below), 0) == 0)
    finally:
        os.close(below)


def _own_folders() -> list[Path]:
    """What Python and the native library read while they run."""
    libraries = "/lib /lib64 /usr/lib /usr/lib64 /usr/local/lib /etc/ld.so.cache"
    machine = "/proc/self /proc/cpuinfo /proc/meminfo /sys/devices/system /sys/fs/cgroup /dev/urandom"
    own = [*sys.path, sys.prefix, sys.base_prefix, *os.environ.get("LD_LIBRARY_PATH", "").split(":")]
    return [Path(place) for place in (*own, *libraries.split(), *machine.split()) if place]
