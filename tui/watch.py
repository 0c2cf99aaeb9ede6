"""Holds every connection back and keeps count of each try, from before anything else is imported.

Python tells an audit hook of each socket before it is there. Only what stays on this machine passes:
sockets of the file system (AF_UNIX), which the event loop and the keychain use. Anything else is
written in the ledger and refused. When it cannot be written it is refused as well: nothing happens
that was not counted.

A hook hears the Python of its own process. Compiled code and child processes it does not hear: that
there is nothing of the kind a test looks at, through `strace`, over a whole session. A child that
runs foreign code must be cut off by the system (on Linux: a network namespace of its own), and what
it reports to its parent goes into the same ledger through `data.sockets.note`, under its own pid.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

AF_UNIX, AF_INET = 1, 2
"""The same numbers on every system; importing `socket` for them would cost 3 ms at each start."""

ADDRESSED = frozenset({"socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg"})
NAMED = frozenset({"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"})
"""They ask somebody else what a name means, from compiled code, without a socket that Python sees."""
HEARD = ADDRESSED | NAMED | {"socket.__new__", "socket.getnameinfo"}
LOOPBACK = frozenset({"localhost", "::1"})

_purposes: list[str] = []
# Of the process and not of a thread: a download may use several. A hook cannot be taken away either.


class ConnectionHeld(ConnectionError):
    """This program opens no connection."""


@contextmanager
def allowed(purpose: str) -> Iterator[None]:
    """Connections made meanwhile are counted under this purpose, not held back.

    Only for what its user asked for by a command of its own; tests/architecture names who calls it.

    Args:
        purpose: The command, such as "model get": it stands in the ledger and in what `check` says.
    """
    _purposes.append(purpose)
    try:
        yield
    finally:
        _purposes.remove(purpose)


def watch() -> None:
    """Begin. What a start costs: one comparison for each of some 4,000 events, 0.5 ms in all."""
    sys.addaudithook(_heard)


def reaches_out(event: str, args: tuple[Any, ...], windows: bool = sys.platform == "win32") -> bool:
    """Whether a call leaves this machine, or opens what can.

    Args:
        event: Its audit event, one of `HEARD`.
        args: What Python tells with it.
        windows: The event loop there talks to itself over the loopback address, so that a socket
            only counts when it is given another address.
    """
    if event == "socket.__new__":
        family = int(args[1])
        return family not in (-1, AF_UNIX) and not windows  # -1: one that is open already
    if event in ADDRESSED:
        address = args[1]
        return isinstance(address, tuple) and not _is_loopback(address[0] if address else None)
    host = args[0][0] if event == "socket.getnameinfo" else args[0]
    return bool(host) and not _is_loopback(host)


def _is_loopback(host: object) -> bool:
    name = host.decode("ascii", "replace") if isinstance(host, bytes | bytearray) else host
    if not isinstance(name, str):
        return False
    parts = name.split(".")
    return name.lower() in LOOPBACK or (parts[0] == "127" and len(parts) == 4 and "".join(parts).isdecimal())


def _heard(event: str, args: tuple[Any, ...]) -> None:
    if event in HEARD and reaches_out(event, args):
        _keep(event)


def _keep(event: str) -> None:
    from data.paths import default_paths  # only when there is something to write
    from data.sockets import note

    purpose = _purposes[-1] if _purposes else ""
    note(default_paths().connections, event, os.getpid(), purpose)
    if not purpose:
        raise ConnectionHeld(f"{event}: this program opens no connection")
