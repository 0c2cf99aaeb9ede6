"""The ledger of connections: nothing is lost, nothing is told twice, and no text can stand in it."""

import json
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from data.checked import Checked, load_checked, save_checked
from data.sockets import Tally, note, tally
from tests.conftest import NOW

ROOT = Path(__file__).parents[2]


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    return tmp_path / "home" / "connections.log"


def test_an_empty_one_counts_nothing(ledger: Path) -> None:
    assert tally(ledger) == Tally()
    assert not ledger.exists()


def test_each_stretch_is_counted_once(ledger: Path) -> None:
    for event in ("socket.connect", "socket.bind"):
        note(ledger, event, 7)
    first = tally(ledger)
    assert (first.refused, first.allowed) == (2, ())
    assert first.first.endswith("socket.connect, 7")
    note(ledger, "socket.getaddrinfo", 8, "model get")
    note(ledger, "socket.connect", 8, "model get")
    then = tally(ledger, first.size)
    assert (then.refused, then.first, then.allowed) == (0, "", (("model get", 2),))
    assert tally(ledger, then.size) == Tally(size=then.size)
    assert ledger.stat().st_mode & 0o777 == 0o600
    assert ledger.parent.stat().st_mode & 0o777 == 0o700


def test_a_line_that_a_crash_cut_off_counts_and_spoils_no_other(ledger: Path) -> None:
    note(ledger, "socket.connect", 1, "model get")
    with ledger.open("ab") as file:
        file.write(b'\n{"at": "2026')
    note(ledger, "socket.bind", 2)
    found = tally(ledger)
    assert (found.refused, found.first, found.allowed) == (2, "?", (("model get", 1),))


@pytest.mark.parametrize(
    "rubbish", [b"x", b"[]", b"null", b"{}", b"\xff\xfe", b'{"at": 1}', b"1" * 5000, b"[" * 5000]
)
def test_a_line_nobody_can_read_counts(ledger: Path, rubbish: bytes) -> None:
    ledger.parent.mkdir()
    ledger.write_bytes(rubbish)
    assert tally(ledger).refused == 1


def test_a_ledger_that_became_shorter_is_told_and_counted_whole(ledger: Path) -> None:
    note(ledger, "socket.connect", 1)
    size = tally(ledger).size
    ledger.write_bytes(b"")
    assert tally(ledger, size).shortened
    ledger.unlink()
    assert tally(ledger, size).shortened
    note(ledger, "socket.bind", 1)
    found = tally(ledger, size + 1)
    assert (found.shortened, found.refused) == (True, 1)


def test_windows_that_write_at_once_lose_no_line(ledger: Path) -> None:
    threads = [
        threading.Thread(target=lambda: [note(ledger, "socket.connect", 1) for _ in range(25)])
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert tally(ledger).refused == 200


def test_what_was_noted_survives_a_kill(ledger: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from data.sockets import note\n"
        "n = 0\nwhile True:\n note(Path(sys.argv[1]), 'socket.connect', 1); n += 1; print(n, flush=True)"
    )
    child = subprocess.Popen([sys.executable, "-c", code, str(ledger)], stdout=subprocess.PIPE, cwd=ROOT)
    assert child.stdout is not None
    told = 0
    while told < 20:
        told = int(child.stdout.readline())
    child.send_signal(signal.SIGKILL)
    rest = child.stdout.read().split()
    child.wait()
    child.stdout.close()
    assert tally(ledger).refused >= int(rest[-1] if rest else told)


def test_a_line_holds_time_event_process_and_purpose_only(ledger: Path) -> None:
    note(ledger, "socket.connect", os.getpid(), "model get")
    assert set(json.loads(ledger.read_bytes())) == {"at", "pid", "event", "purpose"}


def test_the_outcome_comes_back_and_a_broken_one_counts_as_none(tmp_path: Path) -> None:
    path = tmp_path / "home" / "checked.json"
    assert load_checked(path) == Checked()
    save_checked(path, Checked(NOW, True, 12))
    assert load_checked(path) == Checked(NOW, True, 12)
    for broken in (b"", b"{", b"[]", b"null", b'{"at": 3}', b'{"at": "2026-03-09", "ok": true}', b"\xff"):
        path.write_bytes(broken)
        assert load_checked(path) == Checked()
