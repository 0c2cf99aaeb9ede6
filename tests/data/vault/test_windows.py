"""More than one window, and readers beside the one that writes."""

import os
import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from coach.errors import StoreBusy, StoreError
from coach.note import Typed
from data.lock import StoreLock
from data.paths import Paths
from tests.data.vault.places import NOW, new_talk, people, reading, talks, texts, writing
from tui.bootstrap import program

ROOT = Path(__file__).parents[3]
KILLS = [pytest.param(4, id="dose"), pytest.param(100, id="full", marks=pytest.mark.slow)]


def test_the_second_window_cannot_write_and_harms_nothing(tmp_path: Path) -> None:
    first, second = program(Paths(tmp_path)), program(Paths(tmp_path))
    talk = new_talk("een")
    first.talks.save(talk)
    for _ in range(2):
        with pytest.raises(StoreBusy):
            second.talks.save(new_talk("twee"))
        with pytest.raises(StoreBusy):
            second.talks.discard(talk.id)
        with pytest.raises(StoreBusy):
            second.people.add("Tom")
        with pytest.raises(StoreBusy):
            second.talks.save_draft(talk.id, "half")
    assert texts(second.talks.load(talk.id)) == ["een"]
    talk = talk.with_note(Typed("twee"), NOW)
    first.talks.save(talk)
    assert texts(second.talks.load(talk.id)) == ["een", "twee"]
    first.close()
    second.talks.save(talk.with_note(Typed("drie"), NOW))
    assert texts(second.talks.load(talk.id)) == ["een", "twee", "drie"]
    second.close()


def test_a_reader_beside_an_open_window_sees_what_comes_and_goes(tmp_path: Path) -> None:
    vault, reader = writing(tmp_path), talks(reading(tmp_path))
    store, old = talks(vault), new_talk("oud")
    store.save(old)
    assert [row.id for row in reader.rows() if not isinstance(row, StoreError)] == [old.id]
    fresh = new_talk("nieuw")
    store.save(fresh)
    store.discard(old.id)
    people(vault).add("Sanne")
    assert [getattr(row, "id", row) for row in reader.rows()] == [fresh.id]
    assert texts(reader.load(fresh.id)) == ["nieuw"]
    assert [person.alias for person in people(reading(tmp_path)).people()] == ["Sanne"]


def test_readers_write_nothing(tmp_path: Path) -> None:
    vault = writing(tmp_path)
    store, talk = talks(vault), new_talk("x")
    store.save(talk)
    vault.close()
    (tmp_path / "vault" / "index.log").unlink()
    (tmp_path / "vault" / "keys.kr.tmp").write_bytes(b"left by a crash")
    before = {p: (p.read_bytes(), p.stat().st_mtime_ns) for p in tmp_path.rglob("*") if p.is_file()}
    reader = reading(tmp_path)
    assert len(list(talks(reader).rows())) == 1
    assert texts(talks(reader).load(talk.id)) == ["x"]
    talks(reader).close()
    reader.close()
    assert {p: (p.read_bytes(), p.stat().st_mtime_ns) for p in tmp_path.rglob("*") if p.is_file()} == before


def test_readers_never_see_a_fault_while_somebody_writes(tmp_path: Path) -> None:
    vault = writing(tmp_path)
    store, held = talks(vault), new_talk("x")
    store.save(held)
    wrong: list[object] = []
    stop = threading.Event()

    def read() -> None:
        while not stop.is_set():
            reader = talks(reading(tmp_path))
            wrong.extend(row for row in reader.rows() if isinstance(row, StoreError))
            found = texts(reader.load(held.id))
            if found != texts(held)[: len(found)]:
                wrong.append(found)

    thread = threading.Thread(target=read)
    thread.start()
    until = time.monotonic() + 1.5
    while time.monotonic() < until:
        held = held.with_note(Typed("regel"), NOW)
        store.save(held)
        passing = new_talk("komt en gaat")
        store.save(passing)
        store.discard(passing.id)
    stop.set()
    thread.join()
    assert wrong == []


def test_two_threads_on_one_vault(tmp_path: Path) -> None:
    vault, failures = writing(tmp_path), list[Exception]()

    def work(name: str) -> None:
        store = talks(vault)
        try:
            for n in range(40):
                talk = new_talk(f"{name} {n}")
                store.save(talk)
                if n % 5 == 0:
                    store.discard(talk.id)
        except Exception as error:  # noqa: BLE001  # told in the main thread
            failures.append(error)

    threads = [threading.Thread(target=work, args=(name,)) for name in ("een", "twee")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert len([row for row in talks(reading(tmp_path)).rows() if not isinstance(row, StoreError)]) == 64


@pytest.mark.parametrize("kills", KILLS)
def test_a_killed_window_leaves_the_lock_free(tmp_path: Path, kills: int) -> None:
    code = "import sys; from pathlib import Path; from data.paths import Paths; from tui.bootstrap import program\n"
    code += "p = program(Paths(Path(sys.argv[1]))); p.people.add('x'); print(flush=True)\nwhile True: p.people.add('y')"
    chance = random.Random(5)
    for kill in range(kills):
        child = subprocess.Popen(
            [sys.executable, "-c", code, str(tmp_path / "home")], stdout=subprocess.PIPE, cwd=ROOT
        )
        child.stdout.readline()
        with pytest.raises(StoreBusy):
            StoreLock(Paths(tmp_path / "home"))
        time.sleep(chance.uniform(0, 0.02))
        os.kill(child.pid, signal.SIGKILL)
        child.communicate()
        built = program(Paths(tmp_path / "home"))
        built.lock()
        assert len(built.people.people()) >= kill + 1
        built.close()
