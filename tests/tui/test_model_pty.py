"""The real program with a stand-in for a model, in a terminal: a talk, its end, and leaving in the midst of it."""

import os
import signal
import time
from dataclasses import replace
from pathlib import Path

import pytest

from coach.talk import Talk
from data.paths import Paths
from data.settings import Settings, save_settings
from data.talks import newest_first
from tests.tui.terminal import Terminal
from tui import bootstrap

STAND_IN = """
from tui import opening
def opener(built, name):
    def open_model():
        from coach.maker import Maker
        from models.loading import scripted_engine
        from tui.attending import Opened
        return Opened(scripted_engine(choices=["M"], texts=["1: klopt niet.\\\\n"], pace=PACE), Maker(name, "5a" * 32))
    return open_model
opening.opener = opener
"""
PROC = Path("/proc")

pytestmark = pytest.mark.skipif(not PROC.is_dir(), reason="looks for child processes in /proc")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A store in which a model works while people talk."""
    home = tmp_path / "home"
    built = bootstrap.program(Paths(home), "nl")
    built.lock()
    save_settings(built.paths.settings, replace(Settings(), model="script", model_when="talking"))
    built.close()
    return home


def children(pid: int) -> list[int]:
    """Worker processes that another one started."""
    found = []
    for folder in PROC.glob("[0-9]*"):
        try:
            parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            worker = b"worker.py" in (folder / "cmdline").read_bytes()
        except OSError:  # it ended while it was looked at
            continue
        if parent == pid and worker:
            found.append(int(folder.name))
    return found


def gone(pid: int, seconds: float = 5) -> float:
    """Seconds until a process is no more."""
    began = time.monotonic()
    while (PROC / str(pid)).exists():
        if time.monotonic() - began > seconds:
            raise AssertionError(f"{pid} still runs")
        time.sleep(0.005)
    return time.monotonic() - began


def only_talk(home: Path) -> Talk:
    """What is stored."""
    program = bootstrap.program(Paths(home), "nl")
    (row,), errors = newest_first(program.talks.rows())
    assert not errors
    return program.talks.load(row.id)


def hold(terminal: Terminal) -> None:
    """A talk with two lines, of which the model knows."""
    terminal.until("Typ wat je hoort")
    for line in (
        "! ik mail het rooster, voor 1 april 2027",
        "rooster per week vooruit, Sanne maakt voorstel",
    ):
        terminal.type(line + "\r")
        terminal.until(lambda line=line: line[2:12] in terminal.picture)
    terminal.until(lambda: children(terminal.pid))
    terminal.rest()
    assert "model" not in terminal.picture


def test_a_talk_with_a_model_from_the_first_line_to_the_last(home: Path) -> None:
    before = STAND_IN.replace("PACE", "0")
    with Terminal("talk", "--kind", "stay", "--person", "Sanne", home=home, before=before) as terminal:
        hold(terminal)
        worker = children(terminal.pid)[0]
        terminal.type("\x1b[21~")  # F10
        terminal.until("voorstel van model")
        terminal.rest()
        terminal.type("\x1b[A")
        terminal.until("Enter neem over")
        terminal.type("\r")
        terminal.until(lambda: "voorstel van model" not in terminal.picture)
        terminal.type("\x1b[21~")
        terminal.until("Afgesproken")
        gone(worker)
        terminal.type("\x11")
        assert terminal.wait() == 0
    agreed = only_talk(home).outcome
    assert agreed is not None
    assert [(a.owner, a.maker and a.maker.name) for a in agreed.agreements] == [
        ("manager", None),
        ("employee", "script"),
    ]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
def test_leaving_in_the_midst_of_it_ends_the_child_and_keeps_the_notes(home: Path, number: int) -> None:
    before = STAND_IN.replace("PACE", "0.05")
    with Terminal("talk", "--kind", "stay", "--person", "Sanne", home=home, before=before) as terminal:
        hold(terminal)
        worker = children(terminal.pid)[0]
        os.kill(terminal.pid, number)
        began = time.monotonic()
        os.waitpid(terminal.pid, 0) if number == signal.SIGKILL else terminal.wait()
        terminal.pid = 0
        gone(worker)
        assert time.monotonic() - began < 5
    assert [note.text for note in only_talk(home).notes] == [
        "ik mail het rooster, voor 1 april 2027",
        "rooster per week vooruit, Sanne maakt voorstel",
    ]
