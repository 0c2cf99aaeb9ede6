"""Which calls leave the machine, and that none does unheard."""

import socket
import subprocess
import sys
from pathlib import Path

import pytest

from data.sockets import Tally, tally
from tests.tui.terminal import ROOT
from tui.watch import reaches_out

STAYS = [
    ("socket.__new__", (None, socket.AF_UNIX, 1, 0)),
    ("socket.__new__", (None, -1, -1, -1)),
    ("socket.connect", (None, "/run/user/1000/bus")),
    ("socket.connect", (None, b"\0abstract")),
    ("socket.connect", (None, ("127.0.0.1", 80))),
    ("socket.connect", (None, ("::1", 80, 0, 0))),
    ("socket.bind", (None, ("localhost", 0))),
    ("socket.sendmsg", (None, None)),
    ("socket.getaddrinfo", (None, 80, 0, 0, 0)),
    ("socket.getaddrinfo", ("localhost", 80, 0, 0, 0)),
    ("socket.getaddrinfo", (b"127.1.2.3", 80, 0, 0, 0)),
    ("socket.getnameinfo", (("127.0.0.1", 80),)),
]
LEAVES = [
    ("socket.__new__", (None, socket.AF_INET, 1, 0)),
    ("socket.__new__", (None, socket.AF_INET6, 2, 0)),
    ("socket.__new__", (None, 16, 3, 0)),
    ("socket.connect", (None, ("10.0.0.1", 80))),
    ("socket.connect", (None, ("127.evil.example", 80))),
    ("socket.connect", (None, ("127.0.0.1.evil.example", 80))),
    ("socket.connect", (None, (0, 0))),
    ("socket.bind", (None, ("", 80))),
    ("socket.bind", (None, ("0.0.0.0", 80))),
    ("socket.sendto", (None, ("2001:db8::1", 53))),
    ("socket.sendmsg", (None, ("example.org", 53))),
    ("socket.getaddrinfo", ("example.org", 443, 0, 0, 0)),
    ("socket.gethostbyname", ("example.org",)),
    ("socket.gethostbyaddr", (b"10.0.0.1",)),
    ("socket.getnameinfo", (("10.0.0.1", 80),)),
]


@pytest.mark.parametrize(("event", "args"), STAYS)
def test_what_stays_here_passes(event: str, args: tuple[object, ...]) -> None:
    assert not reaches_out(event, args, windows=False)
    assert not reaches_out(event, args, windows=True)


@pytest.mark.parametrize(("event", "args"), LEAVES)
def test_what_leaves_is_heard(event: str, args: tuple[object, ...]) -> None:
    assert reaches_out(event, args, windows=False)
    assert reaches_out(event, args, windows=True) is (event != "socket.__new__")


def run(code: str, home: Path) -> str:
    """Python with the watch on; what it wrote."""
    done = subprocess.run(
        [sys.executable, "-c", f"from tui.watch import watch, allowed; watch()\nimport socket\n{code}"],
        env={"ONDERONS_HOME": str(home), "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, timeout=30, cwd=home.parent,
    )  # fmt: skip
    return done.stdout + done.stderr


CALLS = [
    "socket.socket(socket.AF_INET, socket.SOCK_STREAM)",
    "socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)",
    "socket.create_connection(('192.0.2.1', 80))",
    "socket.getaddrinfo('example.invalid', 80)",
    "socket.gethostbyname('example.invalid')",
    "socket.gethostbyname_ex('example.invalid')",
    "socket.gethostbyaddr('192.0.2.1')",
    "socket.getnameinfo(('192.0.2.1', 80), 0)",
    "socket.getfqdn('example.invalid')",
    "__import__('urllib.request').request.urlopen('http://192.0.2.1/')",
    "__import__('http.client').client.HTTPSConnection('192.0.2.1').connect()",
    "__import__('asyncio').run(__import__('asyncio').open_connection('192.0.2.1', 80))",
]


@pytest.mark.parametrize("call", CALLS)
def test_each_way_out_is_held_back_and_counted(call: str, tmp_path: Path) -> None:
    said = run(f"try:\n {call}\nexcept OSError as e: print(type(e).__name__, e)", tmp_path / "home")
    assert "opens no connection" in said or "getfqdn" in call  # that one forgives every error
    found = tally(tmp_path / "home" / "connections.log")
    assert found.refused >= 1
    assert "socket." in found.first


def test_the_event_loop_and_pipes_between_processes_pass(tmp_path: Path) -> None:
    code = (
        "import asyncio, sys\n"
        "async def f():\n"
        " p = await asyncio.create_subprocess_exec(sys.executable, '-c', 'print(6*7)', stdin=-1, stdout=-1)\n"
        " print((await p.communicate())[0])\n"
        "asyncio.run(f()); a, b = socket.socketpair(); a.send(b'x'); print(b.recv(1))"
    )
    said = run(code, tmp_path / "home")
    assert "42" in said
    assert "b'x'" in said
    assert not (tmp_path / "home").exists()


def test_what_has_leave_passes_and_is_counted_by_name(tmp_path: Path) -> None:
    code = (
        "s = socket.socket\n"
        "with allowed('model get'):\n with s() as one: one.bind(('127.0.0.1', 0)); print('open')\n"
        "try: s()\nexcept OSError: print('shut')"
    )
    assert run(code, tmp_path / "home").split() == ["open", "shut"]
    found = tally(tmp_path / "home" / "connections.log")
    assert (found.refused, found.allowed) == (1, (("model get", 1),))


def test_what_cannot_be_counted_does_not_happen(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a file where the folder should be")
    code = "with allowed('model get'):\n try: socket.socket(); print('open')\n except OSError as e: print('shut')"
    assert run(code, tmp_path / "home").split() == ["shut"]
    assert tally(tmp_path / "none") == Tally()
