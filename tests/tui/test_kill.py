"""`kill -9` at a random moment: no acknowledged line is lost and every file opens."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from coach.ports import TalkRow
from coach.talk import State
from data.paths import Paths
from data.talks import TinyTalkStore
from tests.tui.terminal import ROOT, Terminal
from tui.bootstrap import program

DOSES = [pytest.param(12, id="dose"), pytest.param(300, id="full", marks=pytest.mark.slow)]
PTY_DOSES = [pytest.param(4, id="dose"), pytest.param(100, id="full", marks=pytest.mark.slow)]


def stored(home: Path) -> TinyTalkStore:
    return program(Paths(home)).talks


def plain_session(home: Path, chance: random.Random) -> tuple[str, list[tuple[int, str]], float]:
    """Feed lines to `talk --plain` and kill it; the talk, what was acknowledged, the rate."""
    env = {"PATH": os.environ["PATH"], "ONDERONS_HOME": str(home), "PYTHONPATH": str(ROOT)}
    child = subprocess.Popen(
        [sys.executable, "-c", "from tui.cli import script; script()", "talk", "--plain", "--kind", "stay"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=env, cwd=ROOT,
    )  # fmt: skip
    talk_id = child.stdout.readline().split()[1].decode()
    acknowledged: list[tuple[int, str]] = []
    until, sent = time.monotonic() + chance.uniform(0, 0.15), 0
    while time.monotonic() < until:
        sent += 1
        text = f"regel {sent} " + "é" * chance.randrange(200)
        child.stdin.write(f"{text}\n".encode())
        child.stdin.flush()
        if chance.random() < 0.8:
            acknowledged.append((int(child.stdout.readline().split()[1]), text.strip()))
        else:  # two at once: the second one is under way when the kill comes
            sent += 1
            child.stdin.write(f"regel {sent}\n".encode())
            child.stdin.flush()
            acknowledged.append((int(child.stdout.readline().split()[1]), text.strip()))
            acknowledged.append((int(child.stdout.readline().split()[1]), f"regel {sent}"))
    child.stdin.write(b"niet meer erkend\n")
    child.stdin.flush()
    time.sleep(chance.uniform(0, 0.003))
    child.send_signal(signal.SIGKILL)
    rest = child.communicate()[0]
    acknowledged += [
        (int(line.split()[1]), "niet meer erkend") for line in rest.splitlines() if line[:5] == b"saved"
    ]
    return talk_id, acknowledged, sent


@pytest.mark.parametrize("kills", DOSES)
def test_killed_line_mode(tmp_path: Path, kills: int) -> None:
    chance, total = random.Random(20261121), 0
    home = tmp_path / "home"
    for _ in range(kills):
        talk_id, acknowledged, _ = plain_session(home, chance)
        talk = stored(home).load(talk_id)
        assert talk.state is State.UNFINISHED
        assert [(n.number, n.text) for n in talk.notes][: len(acknowledged)] == acknowledged
        assert len(talk.notes) <= len(acknowledged) + 1
        total += len(acknowledged)
    rows = list(stored(home).rows())
    assert len(rows) == kills
    assert all(isinstance(row, TalkRow) for row in rows)
    print(f"{kills} kills, {total} acknowledged lines, 0 lost")


@pytest.mark.parametrize("kills", PTY_DOSES)
def test_killed_app(tmp_path: Path, kills: int) -> None:
    chance, total = random.Random(20261122), 0
    home = tmp_path / "home"
    home.mkdir()
    for kill in range(kills):
        with Terminal("talk", "--kind", "stay", "--person", f"P{kill}", home=home) as terminal:
            terminal.until("DOORVRAAG")
            acknowledged = []
            for n in range(chance.randrange(1, 8)):
                text = f"regel {n} van {kill}"
                terminal.type(f"{text}\r")
                terminal.until(lambda text=text: f"   {text}\n" in terminal.picture + "\n")
                acknowledged.append(text)
            terminal.type("onderweg\r" if chance.random() < 0.5 else "half")
            time.sleep(chance.uniform(0, 0.03))
        store = stored(home)
        rows = [row for row in store.rows() if isinstance(row, TalkRow) and row.person == f"P{kill}"]
        notes = [n.text for n in store.load(rows[0].id).notes]
        assert notes[: len(acknowledged)] == acknowledged
        assert rows[0].state is State.UNFINISHED
        total += len(acknowledged)
    with Terminal(home=home) as terminal:
        terminal.until("Verder met P")
    print(f"{kills} kills, {total} lines shown as stored, 0 lost")
