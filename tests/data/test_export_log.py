"""What left the program: entered before, confirmed after; on a disk that refuses it never says what is not so."""

import errno
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from coach.errors import Locked, NotLogged, OnderonsError, StoreError
from data.export_log import WAITING, Departure, ExportLog
from data.exports.leaving import Leaving, let_go
from data.people import TinyPeopleStore
from data.vault.vault import Vault
from tests.data.vault.disks import FailingDisk, in_place
from tests.data.vault.places import NOW, new_talk, people, readable, reading, talks, writing

TALK = "5a" * 16


def entry(file: str = "0a1b2c3d", **change: object) -> Departure:
    return replace(Departure(file, NOW, "talk", "html", "employee", TALK), **change)  # type: ignore[arg-type]


def leaving(folder: Path, *files: str) -> list[Leaving]:
    return [Leaving(folder / file, b"KANARIE " * 40, entry(file)) for file in files]


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    return writing(tmp_path / "home")


def seen(home: Path) -> list[tuple[str, bool]]:
    """What a program that only reads finds in the log."""
    return [(d.file, d.left) for d in ExportLog(reading(home)).departures()]


def test_a_file_is_entered_and_confirmed(vault: Vault, tmp_path: Path) -> None:
    log = ExportLog(vault)
    assert log.departures() == ()
    let_go(leaving(tmp_path, "00000001"), log)
    let_go(leaving(tmp_path, "00000002", "00000003"), log)
    assert (tmp_path / "00000003").read_bytes().startswith(b"KANARIE")
    assert seen(tmp_path / "home") == [("00000001", True), ("00000002", True), ("00000003", True)]
    assert log.departures() == ExportLog(reading(tmp_path / "home")).departures()
    assert b"KANARIE" not in readable(tmp_path / "home")


def test_what_left_of_a_talk_and_of_a_person(vault: Vault) -> None:
    log = ExportLog(vault)
    log.enter(
        [entry("00000001"), entry("00000002", talk="ab" * 16), entry("00000003", talk=None, person="p1")]
    )
    log.enter([entry("00000004", talk=None, person="p2", at=NOW.replace(year=2025))])
    assert [d.file for d in log.departures({TALK})] == ["00000001"]
    assert [d.file for d in log.departures({TALK}, "p1")] == ["00000001", "00000003"]
    assert [d.file for d in log.departures(set(), "p2")] == ["00000004"]
    assert next(d.file for d in log.departures()) == "00000004"


def test_nothing_is_written_over_and_then_nothing_is_logged(vault: Vault, tmp_path: Path) -> None:
    (tmp_path / "00000002").write_bytes(b"van een ander")
    with pytest.raises(OnderonsError) as wrong:
        let_go(leaving(tmp_path, "00000001", "00000002"), ExportLog(vault))
    assert wrong.value.text_id == "error.file-exists"
    assert not (tmp_path / "00000001").exists()
    assert (tmp_path / "00000002").read_bytes() == b"van een ander"
    assert seen(tmp_path / "home") == []


def test_beside_another_window_an_entry_waits_and_is_taken_in_later(vault: Vault, tmp_path: Path) -> None:
    home = tmp_path / "home"
    beside = ExportLog(reading(home))  # no right to write
    let_go(leaving(tmp_path, "00000001"), beside)
    with pytest.raises(OnderonsError):
        let_go([Leaving(tmp_path / "00000001", b"", entry("00000007"))], beside)
    assert seen(home) == [("00000001", True)]
    assert {path.stem for path in (home / "vault" / WAITING).iterdir()} == {"00000001"}
    assert TALK.encode() not in b"".join(path.read_bytes() for path in (home / "vault" / WAITING).iterdir())
    let_go(leaving(tmp_path, "00000002"), ExportLog(vault))
    assert seen(home) == [("00000001", True), ("00000002", True)]
    assert not list((home / "vault" / WAITING).iterdir())


def test_an_entry_outlives_the_talk_and_the_person_and_names_nobody(vault: Vault, tmp_path: Path) -> None:
    home = tmp_path / "home"
    store: TinyPeopleStore = people(vault)
    person = store.add("KANARIE")
    talk = replace(new_talk("een regel"), person=person)
    talks(vault).save(talk)
    let_go([Leaving(tmp_path / "x.md", b"x", entry(talk=talk.id))], ExportLog(vault))
    talks(vault).discard(talk.id)
    store.forget(person)
    assert [d.talk for d in ExportLog(reading(home)).departures()] == [talk.id]
    assert b"KANARIE" not in readable(home)


def test_a_log_that_cannot_be_opened_does_not_keep_the_file_back(tmp_path: Path) -> None:
    home = tmp_path / "home"
    writing(home, "vier losse woorden").close()
    with pytest.raises(NotLogged) as told:
        let_go(leaving(tmp_path, "00000001"), ExportLog(reading(home)))
    assert str(tmp_path / "00000001") in told.value.params["where"]  # type: ignore[operator]
    assert (tmp_path / "00000001").exists()
    with pytest.raises(Locked):
        ExportLog(reading(home)).departures()


@pytest.mark.parametrize("busy", [False, True], ids=["writing", "beside a window"])
@pytest.mark.parametrize("sticky", [False, True], ids=["once", "for good"])
def test_a_disk_that_refuses_loses_no_file_and_makes_no_lie(tmp_path: Path, sticky: bool, busy: bool) -> None:
    master = tmp_path / "master"
    vault = writing(master)
    let_go(leaving(tmp_path, "00000001"), ExportLog(vault))
    vault.close()
    at, failed = 0, True
    while failed:
        at += 1
        home, out = tmp_path / f"home{at}", tmp_path / f"out{at}"
        shutil.copytree(master, home)
        out.mkdir()
        opened = reading(home) if busy else writing(home)
        disk = FailingDisk(at, errno.ENOSPC if at % 2 else errno.EIO, sticky)
        files = leaving(out, "00000002", "00000003")
        outcome: Exception | None = None
        with in_place(disk):
            try:
                let_go(files, ExportLog(opened))
            except OnderonsError as error:
                outcome = error
        opened.close()
        failed = disk.count >= at
        there = {path.name for path in out.iterdir()}
        log = dict(seen(home))
        assert log.pop("00000001") is True, at
        if outcome is None or isinstance(outcome, NotLogged):
            assert there == {"00000002", "00000003"}, at
        else:
            assert there == set(), at
            assert not any(log.values()), at
        if outcome is None:
            assert log == {"00000002": True, "00000003": True}, at
        for file in there:
            assert (out / file).read_bytes() == b"KANARIE " * 40
        let_go(leaving(out, "00000009"), ExportLog(writing(home)))
        assert dict(seen(home))["00000009"] is True
    assert at > 8


def test_a_refusal_says_where_the_file_is_and_why(vault: Vault, tmp_path: Path) -> None:
    with in_place(FailingDisk(1, errno.ENOSPC, False)), pytest.raises(NotLogged) as told:
        let_go(leaving(tmp_path, "00000001"), ExportLog(vault))
    assert told.value.params == {"where": str(tmp_path / "00000001"), "why": "why.disk-full"}
    assert not isinstance(told.value, StoreError)  # what was typed is stored; this is about the log
