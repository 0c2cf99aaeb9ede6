"""Copies, what erasing does to them, and the way back."""

import errno
import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest

from coach.errors import NotStored, StoreError, WrongPassphrase
from coach.note import Typed
from data.vault.backup import DAYS, MONTHS, WEEKS, backup, days, restore
from data.vault.mirror import place_in
from data.vault.own_key import KeyFile
from data.vault.vault import Vault
from data.vault.verify import Fault, verify
from tests.data.vault.disks import FailingDisk, in_place
from tests.data.vault.places import CHEAP, NOW, new_talk, people, reading, talks, texts, writing

TODAY = date(2026, 3, 9)
CANARY = "kanariepietje"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def opened(folder: Path) -> Vault:
    vault = Vault(folder, KeyFile(folder.with_name("machine.key")))
    vault.door.unlock("zin")
    return vault


def everything(folder: Path) -> set[tuple[str, ...]]:
    store = talks(opened(folder))
    return {tuple(texts(store.load(row.id))) for row in store.rows() if not isinstance(row, StoreError)}


def test_a_copy_comes_back_equal_and_versions_by_day(home: Path, tmp_path: Path) -> None:
    vault = writing(home, "zin")
    store, talk = talks(vault), new_talk("een")
    store.save(talk)
    people(vault).add("Sanne")
    vault.keep_draft(talk.id, CANARY)
    first = backup(vault, tmp_path / "stick", TODAY)
    assert (first.records, first.copied, first.read, first.faults) == (2, 2, 2, ())
    assert first.opens_elsewhere
    store.save(talk.with_note(Typed("twee"), NOW))
    assert backup(vault, tmp_path / "stick", TODAY + timedelta(days=1)).copied == 1
    assert backup(vault, tmp_path / "stick", TODAY + timedelta(days=1)).copied == 0
    assert restore(first.place, tmp_path / "new" / "vault", vault.folder) == 2
    assert everything(tmp_path / "new" / "vault") == {("een", "twee")}
    assert [p.alias for p in people(opened(tmp_path / "new" / "vault")).people()] == ["Sanne"]
    restore(first.place, tmp_path / "older" / "vault", None, TODAY)
    assert everything(tmp_path / "older" / "vault") == {("een",)}
    for where in (tmp_path / "new" / "vault", tmp_path / "nothing here"):
        with pytest.raises(StoreError):
            restore(first.place if where.exists() else where, where)
    assert verify(opened(tmp_path / "new" / "vault")) == []


def test_a_copy_of_a_store_without_a_passphrase_says_that_it_opens_only_here(
    home: Path, tmp_path: Path
) -> None:
    vault = writing(home)
    talks(vault).save(new_talk("x"))
    assert not backup(vault, tmp_path / "stick", TODAY).opens_elsewhere
    vault.door.make_recovery_key()
    assert backup(vault, tmp_path / "stick", TODAY).opens_elsewhere


def test_erasing_reaches_every_copy_and_a_restored_old_copy_stays_erased(home: Path, tmp_path: Path) -> None:
    vault = writing(home, "zin")
    store, talk, other = talks(vault), new_talk(CANARY), new_talk("ander")
    store.save(talk)
    store.save(other)
    sticks = [tmp_path / "stick", tmp_path / "disk"]
    for stick in sticks:
        backup(vault, stick, TODAY)
    place = place_in(sticks[0], vault.door.header.vault_id)
    shutil.copytree(place, tmp_path / "a copy that nobody knows")
    shutil.move(sticks[1], tmp_path / "unplugged")
    store.discard(talk.id)
    restore(place, tmp_path / "one" / "vault")
    assert everything(tmp_path / "one" / "vault") == {("ander",)}
    for name in ("a copy that nobody knows", f"unplugged/{place.name}"):
        restore(tmp_path / name, tmp_path / f"from {name[:5]}" / "vault", live=vault.folder)
        assert everything(tmp_path / f"from {name[:5]}" / "vault") == {("ander",)}
    restored = tmp_path / "one"
    shutil.copytree(home / "vault" / "records", restored / "vault" / "records", dirs_exist_ok=True)
    for file in place.glob(f"files/{talk.id}.*"):
        target = restored / "vault" / "records" / talk.id[:2] / f"{talk.id}.rec"
        target.parent.mkdir(exist_ok=True)
        shutil.copy(file, target)
    assert everything(restored / "vault") == {("ander",)}
    shutil.move(tmp_path / "unplugged", sticks[1])
    backup(vault, sticks[1], TODAY)
    restore(place_in(sticks[1], vault.door.header.vault_id), tmp_path / "two" / "vault")
    assert everything(tmp_path / "two" / "vault") == {("ander",)}


def test_damaged_keys_are_not_carried_to_the_copy_and_can_be_taken_from_it(
    home: Path, tmp_path: Path
) -> None:
    vault = writing(home, "zin")
    store, kept, broken, gone = talks(vault), new_talk("een"), new_talk("twee"), new_talk("weg")
    for talk in (kept, broken, gone):
        store.save(talk)
    place = backup(vault, tmp_path / "stick", TODAY).place
    vault.close()
    path = vault.folder / "keys.kr"
    flip(path, path.read_bytes().index(bytes.fromhex(broken.id)) + 40)
    vault = writing(home, "zin")
    talks(vault).discard(gone.id)
    backup(vault, tmp_path / "stick", TODAY)
    assert [row.text_id for row in talks(vault).rows() if isinstance(row, StoreError)] == [
        "error.missing-key"
    ]
    restore(place, tmp_path / "new" / "vault", vault.folder)
    assert everything(tmp_path / "new" / "vault") == {("een",), ("twee",)}
    assert vault.mend_keys(place) == 1
    assert everything(vault.folder) == {("een",), ("twee",)}
    assert vault.mend_keys(place) == 0


def test_a_changed_passphrase_reaches_the_copies(home: Path, tmp_path: Path) -> None:
    vault = writing(home, "zin")
    talks(vault).save(new_talk("een"))
    place = backup(vault, tmp_path / "stick", TODAY).place
    vault.door.set_passphrase("zon", CHEAP)
    restore(place, tmp_path / "new" / "vault")
    copied = Vault(tmp_path / "new" / "vault", KeyFile(tmp_path / "new" / "machine.key"))
    with pytest.raises(WrongPassphrase):
        copied.door.unlock("zin")
    copied.door.unlock("zon")


def test_a_year_of_days_is_thinned_out(home: Path, tmp_path: Path) -> None:
    vault = writing(home, "zin")
    store, talk = talks(vault), new_talk("x")
    place = None
    for day in range(400):
        if day % 20 == 0:
            talk = talk.with_note(Typed(str(day)), NOW)
            store.save(talk)
        place = backup(vault, tmp_path / "stick", TODAY + timedelta(days=day)).place
    assert place is not None
    kept = days(place)
    assert DAYS + MONTHS - 1 <= len(kept) <= DAYS + WEEKS + MONTHS
    assert kept[-DAYS:] == [TODAY + timedelta(days=d) for d in range(400 - DAYS, 400)]
    assert len({(d.year, d.month) for d in kept}) == MONTHS
    assert len(list((place / "files").iterdir())) <= len(kept)
    restore(place, tmp_path / "old" / "vault", None, kept[0])


def test_a_copy_that_fails_anywhere_harms_neither_side(home: Path, tmp_path: Path) -> None:
    vault = writing(home, "zin")
    talks(vault).save(new_talk("een"))
    stick = tmp_path / "stick"
    place = backup(vault, stick, TODAY).place
    talks(vault).save(new_talk("twee"))
    shutil.copytree(stick, tmp_path / "kept")
    for at in range(1, 100):
        shutil.rmtree(stick)
        shutil.copytree(tmp_path / "kept", stick)
        failing = FailingDisk(at, errno.ENOSPC, True)
        with in_place(failing):
            try:
                backup(vault, stick, TODAY + timedelta(days=1))
            except NotStored:
                assert failing.count >= at
        restore(stick / place.name, tmp_path / f"new{at}" / "vault", vault.folder)
        assert {("een",)} <= everything(tmp_path / f"new{at}" / "vault") <= {("een",), ("twee",)}
        assert everything(home / "vault") == {("een",), ("twee",)}
        if failing.count < at:
            return
    raise AssertionError("never ended")


def test_a_damaged_copy_is_noticed_at_once(home: Path, tmp_path: Path) -> None:
    vault = writing(home, "zin")
    talks(vault).save(new_talk("een"))
    place = backup(vault, tmp_path / "stick", TODAY).place
    file = next((place / "files").iterdir())
    file.write_bytes(file.read_bytes()[:-20] + bytes(20))
    assert len(backup(vault, tmp_path / "stick", TODAY).faults) == 1


def test_verify_names_what_is_wrong(home: Path) -> None:
    vault = writing(home, "zin")
    store, ids = talks(vault), []
    for _ in range(6):
        talk = new_talk("een", "twee")
        store.save(talk)
        store.save(talk.with_note(Typed("drie"), NOW))
        ids.append(talk.id)
    vault.keep_draft(ids[5], "half")
    people(vault).add("Sanne")
    store.close()
    assert verify(vault) == []
    vault.close()
    path = {i: vault.folder / "records" / i[:2] / f"{i}.rec" for i in ids}
    flip(path[ids[0]], -40)
    path[ids[1]].write_bytes(b"rubbish")
    path[ids[2]].unlink()
    path[ids[3]].write_bytes(path[ids[3]].read_bytes()[: path[ids[3]].read_bytes().rindex(b"FRM1")])
    flip(vault.folder / "keys.kr", (vault.folder / "keys.kr").read_bytes().index(bytes.fromhex(ids[4])) + 30)
    flip(next(vault.folder.glob("drafts/*.draft")), -1)
    flip(next(vault.folder.glob("named/*.rec")), -40)
    flip(vault.folder / "vault.hdr.bak", 9)
    before = readable_files(home)
    again = reading(home)
    again.door.unlock("zin")
    found = {(finding.fault, finding.where) for finding in verify(again)}
    assert {fault for fault, _ in found} == {
        Fault.HEADER_COPY, Fault.KEYS, Fault.LOSS, Fault.UNREADABLE, Fault.MISSING, Fault.OLDER,
        Fault.MISSING_KEY, Fault.DRAFT,
    }  # fmt: skip
    for n, fault in enumerate((Fault.LOSS, Fault.UNREADABLE, Fault.MISSING, Fault.OLDER, Fault.MISSING_KEY)):
        assert (fault, ids[n]) in found
    assert readable_files(home) == before


def test_nothing_of_a_copy_is_readable(home: Path, tmp_path: Path) -> None:
    vault = writing(home)
    vault.door.set_passphrase("zin", CHEAP)
    people(vault).add(CANARY)
    talks(vault).save(new_talk(CANARY))
    place = backup(vault, tmp_path / "stick", TODAY).place
    files = [p for p in place.rglob("*") if p.is_file()]
    assert len(files) == 6
    assert not [p for p in files if CANARY.encode() in p.read_bytes()]
    assert [p.stat().st_mode & 0o777 for p in files] == [0o600] * 6
    assert CANARY.encode() in readable_with(place, tmp_path)


def readable_with(place: Path, tmp_path: Path) -> bytes:
    restore(place, tmp_path / "r" / "vault")
    return repr(everything(tmp_path / "r" / "vault")).encode()


def readable_files(home: Path) -> dict[Path, bytes]:
    return {p: p.read_bytes() for p in home.rglob("*") if p.is_file()}


def flip(path: Path, at: int) -> None:
    content = bytearray(path.read_bytes())
    content[at] ^= 1
    path.write_bytes(content)
