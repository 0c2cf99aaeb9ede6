"""A whole session of the real program, seen by the system: it opens no socket, and needs no network."""

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.tui.terminal import ROOT, Terminal

STRACE = shutil.which("strace")
LOCAL = {"AF_UNIX", "AF_UNSPEC"}
"""Families that cannot leave the machine: sockets of the file system."""

Around = Callable[[], tuple[str, ...]]


def session(tmp_path: Path, around: Around) -> None:
    """From a new store to `check`: a talk in lines and one on screen, and every command that works on them."""
    home = tmp_path / "home"
    secret, notes = tmp_path / "secret", tmp_path / "notes"
    secret.write_text("vier losse woorden", "utf-8")
    notes.write_text("te druk\nik bel morgen\n", "utf-8")
    env = {"ONDERONS_PASSPHRASE_FILE": str(secret), "HOME": str(tmp_path), "ONDERONS_HOME": str(home)}

    def onderons(*args: str, stdin: str = "") -> str:
        done = subprocess.run(
            [*around(), sys.executable, "-c", "from tui.cli import script; script()", *args],
            input=stdin, capture_output=True, text=True, timeout=120, cwd=tmp_path,
            env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT), "ONDERONS_LANG": "nl", **env},
        )  # fmt: skip
        assert done.returncode == 0, (args, done.stdout, done.stderr)
        return done.stdout

    said = onderons("talk", "--plain", "--kind", "exit", "--person", "Jan", stdin="weg om het loon\n")
    talk_id = said.split()[1]
    with Terminal(home=home, ready=False, around=around(), **env) as terminal:
        hold_a_talk(terminal)
    with Terminal("demo", home=home, ready=False, around=around(), **env) as terminal:
        terminal.until("verzonnen", 60)
        leave(terminal)
    assert "Sanne" in onderons("find", "december")
    for command in (
        ("list",), ("people",), ("actions",), ("show", talk_id), ("export", talk_id, "--to", "html", "-o", "a.html"),
        ("export", talk_id, "--to", "md", "--for", "employee", "-o", "a.md"), ("backup", "stick"), ("check",),
        ("card", "--kind", "stay", "--to", "pdf", "-o", "card.pdf"), ("summarize", str(notes), "--kind", "stay"),
        ("suggest", str(notes), "--kind", "stay"), ("restore", "stick", "-o", "new"), ("doctor",), ("check", "--json"),
    ):  # fmt: skip
        onderons(*command)
    assert not (home / "connections.log").exists()


def hold_a_talk(terminal: Terminal) -> None:
    """Begin, note, round off, leave."""
    terminal.until("Nieuw blijfgesprek", 60)
    terminal.rest()
    terminal.type("\x1bOQ")  # F2
    terminal.until("Met wie praat je", 60)
    terminal.rest()
    terminal.type("Sanne\r")
    terminal.until("DOORVRAAG")
    terminal.rest()
    for line in ("te veel vragen van buiten", '"ik weet nooit wat af moet"', "! ik bel IT, voor 1 december"):
        terminal.type(f"{line}\r")
        terminal.rest()
    terminal.type("\x1b[21~")  # F10
    terminal.until("TERUG OP")
    terminal.rest()
    terminal.type("\x1b[21~")
    terminal.until("Afgerond en bewaard")
    leave(terminal)


def leave(terminal: Terminal) -> None:
    terminal.rest()
    terminal.type("\x11")
    assert terminal.wait(60) == 0


def families(trace: str) -> list[str]:
    """Every family of addresses that a process asked the system for."""
    return re.findall(r"\b(?:AF|PF)_[A-Z0-9]+", trace)


@pytest.mark.skipif(STRACE is None, reason="strace is not installed: apt-get install strace (.ci/run does)")
def test_a_whole_session_opens_no_socket_to_anywhere(tmp_path: Path) -> None:
    traces: list[Path] = []

    def traced() -> tuple[str, ...]:
        traces.append(tmp_path / f"trace-{len(traces)}")
        return (str(STRACE), "-f", "-qq", "-e", "trace=network", "-o", str(traces[-1]))

    session(tmp_path, traced)
    assert len(traces) > 15
    found = [family for trace in traces for family in families(trace.read_text("utf-8", errors="replace"))]
    assert "AF_UNIX" in found  # the event loop's own pair: it does look
    assert set(found) <= LOCAL


@pytest.mark.skipif(STRACE is None, reason="strace is not installed: apt-get install strace (.ci/run does)")
def test_a_planted_socket_is_seen(tmp_path: Path) -> None:
    for code in (
        "socket.socket()",
        "socket.socket(socket.AF_INET6)",
        "socket.getaddrinfo('example.invalid', 80)",
    ):
        trace = tmp_path / "trace"
        command = [str(STRACE), "-f", "-qq", "-e", "trace=network", "-o", str(trace)]
        command += [sys.executable, "-c", f"import socket\ntry: {code}\nexcept OSError: pass"]
        subprocess.run(command, check=True, timeout=60)
        assert set(families(trace.read_text("utf-8", errors="replace"))) - LOCAL, code


def can_unshare() -> bool:
    unshare = shutil.which("unshare")
    return (
        bool(unshare) and subprocess.run([str(unshare), "-rn", "true"], capture_output=True).returncode == 0
    )


@pytest.mark.skipif(not can_unshare(), reason="this system gives no network namespace (unshare -rn)")
def test_a_whole_session_works_on_a_machine_without_a_network(tmp_path: Path) -> None:
    session(tmp_path, lambda: ("unshare", "-rn"))
