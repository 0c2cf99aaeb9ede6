"""What goes: whole talks, and what a talk said. No key that is left anywhere opens it again."""

import errno
import random
import shutil
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from coach.errors import NotStored
from coach.note import Typed
from coach.ports import TalkRow
from data.journal import Journal
from data.paths import Paths
from data.tables import Tables
from data.vault.anew import waiting
from data.vault.backup import backup, restore
from data.vault.keys import NAME as KEYS
from data.vault.keys import slots_of, version
from data.vault.mirror import DUE, behind, place_in
from data.vault.restoring import put_back
from data.vault.vault import Vault
from data.vault.verify import left_of_erased, verify
from tests.data.vault.disks import FailingDisk, RecordingDisk, in_place
from tests.data.vault.places import NOW, new_talk, people, readable, reading, talks, texts, writing

TODAY = date(2026, 3, 9)
CANARY = "kanariepietje"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def less(journal: Journal) -> Tables:
    """The tables of a talk without its notes."""
    return {name: rows for name, rows in journal.tables.items() if name != "notes"}


def forget_notes(vault: Vault, *ids: str) -> None:
    vault.let_go(less={i: less(vault.journal(i)) for i in ids})


def opened_by(keys: Path, folder: Path, home: Path) -> bytes:
    """All that the keys in one folder open of the records in another; with the master key of the store."""
    trial = home.parent / "trial"
    shutil.rmtree(trial, ignore_errors=True)
    shutil.copytree(home, trial)
    for path in trial.rglob("*.rec"):
        path.unlink()
    for path in [*folder.rglob("*.rec"), *folder.rglob("*.next"), *(folder / "files").glob("*")]:
        name = path.name if path.suffix in (".rec", ".next") else f"{path.name[:32]}.{path.name[33:]}.rec"
        shutil.copyfile(path, trial / "vault" / "records" / name)
    shutil.copyfile(keys, trial / "vault" / KEYS)
    return readable(trial)


def test_notes_go_from_the_store_and_from_every_copy_of_it(home: Path, tmp_path: Path) -> None:
    vault = writing(home)
    store, talk, other = talks(vault), new_talk(CANARY, "twee", goal="doel"), new_talk("blijft")
    store.save(talk)
    store.save(other)
    place = backup(vault, tmp_path / "stick", TODAY).place
    store.save(talk.with_note(Typed(CANARY + "3"), NOW))
    backup(vault, tmp_path / "stick", TODAY + timedelta(days=1))
    store.close()
    forget_notes(vault, talk.id)
    assert texts(store.load(talk.id)) == []
    assert store.load(talk.id).goal == "doel"
    assert verify(vault) == []
    assert behind(vault.inside.keys, vault.door.header) == []
    for keys in (home / "vault" / KEYS, place / KEYS):
        for folder in (home / "vault", place):
            found = opened_by(keys, folder, home)
            assert CANARY.encode() not in found
            assert b"blijft" in found
    for day in (TODAY, TODAY + timedelta(days=1)):
        restore(place, tmp_path / str(day) / "vault", None, day)
        shutil.copyfile(home / "machine.key", tmp_path / str(day) / "machine.key")
        copy = talks(reading(tmp_path / str(day)))
        assert texts(copy.load(talk.id)) == []
        assert texts(copy.load(other.id)) == ["blijft"]
        assert verify(reading(tmp_path / str(day))) == []


def test_a_copy_out_of_reach_is_shut_when_it_comes_back(home: Path, tmp_path: Path) -> None:
    vault = writing(home)
    store, talk = talks(vault), new_talk(CANARY)
    store.save(talk)
    people(vault).add("Sanne")
    place = backup(vault, tmp_path / "stick", TODAY).place
    (tmp_path / "stick").rename(tmp_path / "drawer")
    store.close()
    forget_notes(vault, talk.id)
    vault.renew("people", dict(vault.named("people").tables))
    # put back beside the store that is still there: it says what went
    put_back(tmp_path / "drawer" / place.name, Paths(tmp_path / "new"), Paths(home))
    assert texts(talks(reading(tmp_path / "new")).load(talk.id)) == []
    assert [p.alias for p in people(reading(tmp_path / "new")).people()] == ["Sanne"]
    assert CANARY.encode() not in readable(tmp_path / "new")
    (tmp_path / "drawer").rename(tmp_path / "stick")
    assert behind(vault.inside.keys, vault.door.header) == [place]
    backup(vault, tmp_path / "stick", TODAY + timedelta(days=1))
    assert behind(vault.inside.keys, vault.door.header) == []
    restore(place, tmp_path / "old" / "vault", None, TODAY)
    shutil.copyfile(home / "machine.key", tmp_path / "old" / "machine.key")
    assert texts(talks(reading(tmp_path / "old")).load(talk.id)) == []
    assert [p.alias for p in people(reading(tmp_path / "old")).people()] == ["Sanne"]


def test_a_talk_can_lose_notes_again_and_again(home: Path, tmp_path: Path) -> None:
    vault = writing(home)
    store, talk = talks(vault), new_talk("een")
    store.save(talk)
    backup(vault, tmp_path / "stick", TODAY)
    for number in range(3):
        store.close()
        forget_notes(vault, talk.id)
        assert texts(store.load(talk.id)) == []
        talk = replace(store.load(talk.id)).with_note(Typed(f"later {number}"), NOW)
        store.save(talk)
        assert not store.flaws(talk.id).older
    slot = slots_of(home / "vault" / KEYS, vault.door.header.vault_id)[bytes.fromhex(talk.id)]
    assert version(slot) == 4
    assert verify(writing(home)) == []


@pytest.mark.parametrize("sticky", [False, True])
def test_a_disk_that_refuses_at_any_step_leaves_all_or_nothing(
    home: Path, tmp_path: Path, sticky: bool
) -> None:
    at, done = 0, False
    while not done:
        at += 1
        assert at < 200
        shutil.rmtree(tmp_path / "home", ignore_errors=True)
        shutil.rmtree(tmp_path / "stick", ignore_errors=True)
        vault = writing(home)
        store = talks(vault)
        gone, shorter, whole = new_talk(CANARY), new_talk(CANARY + "2"), new_talk("blijft")
        for talk in (gone, shorter, whole):
            store.save(talk)
        store.save_draft(gone.id, CANARY)
        backup(vault, tmp_path / "stick", TODAY)
        store.close()
        shim = FailingDisk(at, errno.EIO, sticky)
        try:
            with in_place(shim):
                vault.let_go([gone.id], {shorter.id: less(vault.journal(shorter.id))})
            done = shim.count < at
            refused = False
        except NotStored:
            refused = True
        for opened in (lambda vault=vault: vault, lambda: writing(home)):  # the window, and the one after it
            fresh = opened()
            again = talks(fresh)
            rows = {row.id: row.notes for row in again.rows()}  # type: ignore[union-attr]  # all can be read
            assert rows[whole.id] == 1
            left = texts(again.load(shorter.id)), gone.id in rows
            assert left in [([], False), ([CANARY + "2"], True)]
            assert refused or left == ([], False)
            again.close()
        if left == ([], False):
            assert CANARY.encode() not in readable(home)
            assert verify(fresh) == []
            assert left_of_erased(fresh, home) == []
            place = place_in(tmp_path / "stick", fresh.door.header.vault_id)
            assert CANARY.encode() not in opened_by(place / KEYS, place, home)
        else:
            fresh.let_go([gone.id], {shorter.id: less(fresh.journal(shorter.id))})
            assert texts(talks(fresh).load(shorter.id)) == []
        assert not (home / "vault" / DUE).exists()
        assert not list(home.rglob("*.next"))


def test_what_waits_is_read_before_anybody_writes_and_moved_by_whoever_does(home: Path) -> None:
    vault = writing(home)
    store, talk = talks(vault), new_talk(CANARY)
    store.save(talk)
    store.close()
    path = vault.inside.path(talk.id)
    old = path.read_bytes()
    forget_notes(vault, talk.id)
    path.rename(waiting(path))
    path.write_bytes(old)
    assert texts(talks(reading(home)).load(talk.id)) == []
    assert list(talks(reading(home)).texts()) == [(talk.id, None)]
    assert texts(talks(writing(home)).load(talk.id)) == []
    assert not waiting(path).exists()
    assert path.read_bytes() != old


def test_a_file_that_waits_and_that_nothing_opens_is_kept_when_the_record_is_damaged(home: Path) -> None:
    vault = writing(home)
    store, talk = talks(vault), new_talk("een")
    store.save(talk)
    path = vault.inside.path(talk.id)
    waiting(path).write_bytes(b"strange")
    writing(home)
    assert not waiting(path).exists()
    waiting(path).write_bytes(b"strange")
    path.write_bytes(b"damaged")
    writing(home)
    assert waiting(path).exists()


def test_what_another_store_erased_stays_erased_in_the_copies_of_both(home: Path, tmp_path: Path) -> None:
    vault = writing(home)
    store, talk = talks(vault), new_talk(CANARY)
    store.save(talk)
    place = backup(vault, tmp_path / "stick", TODAY).place
    put_back(place, Paths(tmp_path / "twin"), Paths(home))
    twin = writing(tmp_path / "twin")
    talks(twin).discard(talk.id)
    backup(vault, tmp_path / "stick", TODAY + timedelta(days=1))
    restore(place, tmp_path / "back" / "vault")
    shutil.copyfile(home / "machine.key", tmp_path / "back" / "machine.key")
    assert CANARY.encode() not in readable(tmp_path / "back")


@pytest.mark.parametrize(
    "rounds", [pytest.param(1, id="dose"), pytest.param(40, id="full", marks=pytest.mark.slow)]
)
def test_a_power_cut_at_any_moment_leaves_all_or_nothing_and_the_copies_follow(
    tmp_path: Path, rounds: int
) -> None:
    root = tmp_path / "root"
    home = root / "home"
    vault = writing(home)
    store = talks(vault)
    gone, shorter, whole = new_talk(CANARY), new_talk(CANARY + "2", goal="doel"), new_talk("blijft")
    for talk in (gone, shorter, whole):
        store.save(talk)
    people(vault).add(CANARY)
    backup(vault, root / "stick", TODAY)
    store.close()
    recording = RecordingDisk(root)
    begin = len(recording.events)
    with in_place(recording):
        vault.let_go([gone.id], {shorter.id: less(vault.journal(shorter.id))}, {"people": {}})
    place = place_in(root / "stick", vault.door.header.vault_id)
    for seed in range(rounds):
        for moment in range(begin, len(recording.events) + 1):
            shutil.rmtree(root)
            recording.after_cut(moment, random.Random(seed * 1000 + moment), root)
            with in_place(FailingDisk(1 << 60, 0, sticky=False)):  # it fails never, and waits for nothing
                fresh = writing(home)
                again = talks(fresh)
                rows = {row.id for row in again.rows() if isinstance(row, TalkRow)}
                assert texts(again.load(whole.id)) == ["blijft"]
                left = (
                    texts(again.load(shorter.id)),
                    gone.id in rows,
                    [p.alias for p in people(fresh).people()],
                )
                assert left in [([], False, []), ([CANARY + "2"], True, [CANARY])]
                assert left == ([], False, []) or moment < len(recording.events)
                if left == ([], False, []):
                    assert CANARY.encode() not in readable(home) + opened_by(place / KEYS, place, home)
