"""The vault of practice talks beside that of the talks: nothing crosses over, and one secret opens both."""

import errno
import json
import random
import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from coach.errors import Locked, NoMachineKey, NotStored, OtherVault, StoreError, UnknownTalk, WrongPassphrase
from coach.note import Typed
from data.paths import Paths
from data.vault.backup import backup, restore
from data.vault.opening import open_for_writing
from data.vault.rehearsals import copies_in, rehearsals_of
from data.vault.restoring import put_back_rehearsals
from data.vault.slots import Kind
from data.vault.vault import Vault
from data.vault.verify import verify
from tests.data.vault.disks import FailingDisk, RecordingDisk, in_place
from tests.data.vault.places import CHEAP, NOW, new_talk, people, readable, reading, talks, texts, writing
from tests.data.vault.test_alone import run
from tests.data.vault.test_backup import TODAY
from tests.data.vault.test_door import CHANGES

CANARY = "kanariepietje"


def practising(main: Vault) -> Vault:
    """The practice talks beside a vault that is open, to write; made when they are not there."""
    paths = Paths(main.folder.parent)
    vault = rehearsals_of(main, paths)
    open_for_writing(vault, paths.rehearsals)
    return vault


def beside(main: Vault) -> Vault:
    """The same to read."""
    return rehearsals_of(main, Paths(main.folder.parent))


def let_in(home: Path, secret: str, recovery: str = "") -> Vault:
    """The vault of the talks, opened with this: "" is the key file, "recovery" the recovery key."""
    vault = reading(home)
    if secret == "recovery":
        vault.door.unlock_with_recovery_key(recovery)
    elif secret:
        vault.door.unlock(secret)
    return vault


def files(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_nothing_crosses_over_in_either_direction(tmp_path: Path) -> None:
    main = writing(tmp_path, "zin")
    store, talk = talks(main), new_talk("gesprek")
    people(main).add("Sanne")
    store.save(talk)
    before = files(main.folder)
    practice = practising(main)
    practised = new_talk(CANARY, goal=CANARY)
    people(practice).add(CANARY)
    talks(practice).save(practised)
    practice.keep_draft(practised.id, CANARY)
    assert files(main.folder) == before
    assert [p.alias for p in people(practice).people()] == [CANARY]
    assert texts(talks(practice).load(practised.id)) == [CANARY]
    for vault, other in ((main, practised), (practice, talk)):
        with pytest.raises(UnknownTalk):
            talks(vault).load(other.id)
        assert other.id not in vault.inside.index.ids()
        assert bytes.fromhex(other.id) not in vault.inside.keys.ids()
        assert not vault.draft(other.id)
    assert set(main.inside.keys.ids()).isdisjoint(set(practice.inside.keys.ids()) - {bytes(16)})
    assert main.door.header.vault_id != practice.door.header.vault_id
    assert main.door.master != practice.door.master
    assert not [p for p in tmp_path.rglob("*") if p.is_file() and CANARY.encode() in p.read_bytes()]
    assert {p.stat().st_mode & 0o777 for p in tmp_path.rglob("*") if p.is_file()} == {0o600}


def test_what_is_discarded_cannot_be_opened_and_the_talks_do_not_notice(tmp_path: Path) -> None:
    main = writing(tmp_path)
    store = talks(practising(main))
    practised = new_talk(CANARY)
    store.save(practised)
    before, kept = files(main.folder), files(store._vault.folder)
    store.discard(practised.id)
    assert files(main.folder) == before
    record = next(name for name in kept if practised.id in name)
    (store._vault.folder / record).write_bytes(kept[record])
    with pytest.raises(UnknownTalk):
        talks(practising(main)).load(practised.id)


@pytest.mark.parametrize("secret", ["", "zin", "recovery"])
def test_what_opens_the_talks_opens_the_practice_talks(tmp_path: Path, secret: str) -> None:
    main = writing(tmp_path)
    talk = new_talk("x")
    talks(practising(main)).save(talk)
    recovery = main.door.make_recovery_key()
    if secret:
        main.door.set_passphrase("zin", CHEAP)
    practice = beside(let_in(tmp_path, secret, recovery))
    assert practice.door.kinds == (Kind.VAULT,)
    assert texts(talks(practice).load(talk.id)) == ["x"]
    if secret:
        locked = beside(reading(tmp_path))
        assert locked.door.is_locked
        with pytest.raises(Locked):
            talks(locked).load(talk.id)
        with pytest.raises(WrongPassphrase):
            locked.door.unlock("zin")  # it has no passphrase of its own to try
    else:
        (tmp_path / "machine.key").unlink()
        (tmp_path / "machine.key.bak").unlink()
        with pytest.raises(NoMachineKey):
            talks(beside(reading(tmp_path))).load(talk.id)


@pytest.mark.parametrize("passphrase", [None, "zin"])
def test_whoever_locks_the_talks_locks_the_practice_talks(tmp_path: Path, passphrase: str | None) -> None:
    main = writing(tmp_path, passphrase)
    practice, talk = practising(main), new_talk("x")
    store = talks(practice)
    store.save(talk)
    main.lock()
    assert practice.door.is_locked
    for call in (lambda: store.load(talk.id), lambda: store.save(talk), lambda: list(store.rows())):
        with pytest.raises(Locked):
            call()
    if passphrase:
        main.door.unlock(passphrase)
        assert texts(store.load(talk.id)) == ["x"]


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("code", [errno.EIO, errno.ENOSPC])
def test_a_change_of_keys_that_fails_anywhere_leaves_both_open_to_the_same_secrets(
    memory: Path, change: str, code: int
) -> None:
    made, talk, practised = memory / "made", new_talk("x"), new_talk("oefening")
    main = writing(made, "oud")
    practice = practising(main)
    talks(main).save(talk)
    talks(practice).save(practised)
    recovery = main.door.make_recovery_key()
    practice.close()
    main.close()
    for at in range(1, 60):
        for sticky in (False, True):
            home = memory / f"{at}-{sticky}"
            shutil.copytree(made, home)
            main, disk = writing(home, "oud"), FailingDisk(at, code, sticky)
            practice = practising(main)
            with in_place(disk):
                try:
                    CHANGES[change](main)
                except NotStored:
                    assert disk.count >= at
            assert texts(talks(practice).load(practised.id)) == ["oefening"]
            assert open_both(home, talk.id, practised.id, recovery)
        if disk.count < at:
            return
    raise AssertionError("never ended")


def open_both(home: Path, talk_id: str, practised_id: str, recovery: str) -> bool:
    """Whether a secret opens the talks; each one that does must open the practice talks too."""
    opened = False
    for secret in ("", "oud", "nieuw", "recovery"):
        try:
            main = let_in(home, secret, recovery)
            assert texts(talks(main).load(talk_id)) == ["x"]
        except StoreError:
            continue
        assert texts(talks(beside(main)).load(practised_id)) == ["oefening"], secret
        opened = True
    return opened


def test_making_both_that_fails_anywhere_can_be_done_again(memory: Path) -> None:
    for at in range(1, 100):
        for sticky in (False, True):
            home, disk = memory / f"{at}-{sticky}", FailingDisk(at, errno.EIO, sticky)
            talk, practised = new_talk("x"), new_talk("oefening")
            with in_place(disk):
                try:
                    talks(practising(writing(home))).save(practised)
                except StoreError:
                    assert disk.count >= at
            main = writing(home)
            talks(main).save(talk)
            talks(practising(main)).save(practised)
            assert open_both(home, talk.id, practised.id, "")
        if disk.count < at:
            return
    raise AssertionError("never ended")


@pytest.mark.parametrize(
    "cuts", [pytest.param(4, id="dose"), pytest.param(40, id="full", marks=pytest.mark.slow)]
)
def test_a_power_cut_while_both_are_made_and_the_keys_change(memory: Path, cuts: int) -> None:
    recording, practised = RecordingDisk(memory / "home"), new_talk("oefening")
    with in_place(recording):
        main = writing(memory / "home")
        practice = practising(main)
        talks(practice).save(practised)
        stored = len(recording.events)
        main.door.set_passphrase("zin", CHEAP)
        main.door.set_passphrase("zon", CHEAP)
        main.door.drop_passphrase()
    after = memory / "after"
    for moment in range(len(recording.events) + 1):
        for seed in range(cuts):
            recording.after_cut(moment, random.Random(moment * 100 + seed), after)
            ways = [w for w in ("", "zin", "zon") if opens_with(after, w, practised.id, moment >= stored)]
            assert ways or moment < stored, (moment, seed)
            shutil.rmtree(after, ignore_errors=True)


def opens_with(home: Path, secret: str, practised_id: str, stored: bool) -> bool:
    """Whether the talks open with this; then the practice talks do, or can be begun as if for the first time."""
    try:
        main = writing(home) if not secret else let_in(home, secret)
        assert main.door.master
    except StoreError:
        return False
    open_for_writing(main, Paths(home))
    practice = practising(main)
    if stored:
        assert texts(talks(practice).load(practised_id)) == ["oefening"]
    return True


def test_practice_talks_of_another_vault_are_named_and_not_touched(tmp_path: Path) -> None:
    for name in ("one", "two"):
        talks(practising(writing(tmp_path / name))).save(new_talk(name))
    shutil.rmtree(tmp_path / "one" / "rehearsals")
    shutil.copytree(tmp_path / "two" / "rehearsals", tmp_path / "one" / "rehearsals")
    before = files(tmp_path / "one" / "rehearsals")
    main = writing(tmp_path / "one")
    for call in (lambda: list(talks(beside(main)).rows()), lambda: practising(main)):
        with pytest.raises(OtherVault):
            call()
    shutil.rmtree(tmp_path / "two" / "vault")
    with pytest.raises(OtherVault):
        list(talks(beside(reading(tmp_path / "two"))).rows())
    assert files(tmp_path / "one" / "rehearsals") == before


# Copies


def copied(main: Vault, practice: Vault, stick: Path, day: int = 0) -> Path:
    place = backup(main, stick, TODAY + timedelta(days=day)).place
    backup(practice, copies_in(place), TODAY + timedelta(days=day))
    return place


def everything(vault: Vault) -> set[str]:
    store = talks(vault)
    return {" ".join(texts(store.load(row.id))) for row in store.rows() if not isinstance(row, StoreError)}


def put_back(place: Path, home: Path, live: Path, day: int | None = None) -> tuple[set[str], set[str]]:
    """Both as they come back, opened with the passphrase "zin"."""
    on = None if day is None else TODAY + timedelta(days=day)
    restore(place, Paths(home).vault, Paths(live).vault if live.exists() else None, on)
    put_back_rehearsals(place, Paths(home), Paths(live), on)
    main = let_in(home, "zin")
    assert verify(main) == []
    practice = beside(main)
    assert verify(practice) == []
    return everything(main), everything(practice)


def test_copies_come_back_together_and_what_was_discarded_stays_so(tmp_path: Path) -> None:
    home, gone = tmp_path / "home", tmp_path / "gone"
    main = writing(home, "zin")
    talks(main).save(new_talk("gesprek"))
    place = backup(main, tmp_path / "stick", TODAY).place
    practice = practising(main)
    first, second = new_talk("oefening"), new_talk(CANARY)
    for day, practised in ((1, first), (2, second)):
        talks(practice).save(practised)
        copied(main, practice, tmp_path / "stick", day)
    shutil.copytree(place, tmp_path / "a copy that nobody knows")
    assert put_back(place, tmp_path / "a", gone) == ({"gesprek"}, {"oefening", CANARY})
    assert put_back(place, tmp_path / "b", gone, 1) == ({"gesprek"}, {"oefening"})
    assert put_back(place, tmp_path / "c", gone, 0) == ({"gesprek"}, set())
    assert not Paths(tmp_path / "c").rehearsals.home.exists()
    talks(practice).discard(second.id)
    assert put_back(place, tmp_path / "d", gone) == ({"gesprek"}, {"oefening"})
    unknown = tmp_path / "a copy that nobody knows"
    assert put_back(unknown, tmp_path / "e", home) == ({"gesprek"}, {"oefening"})


def test_a_changed_passphrase_reaches_the_copies_of_both(tmp_path: Path) -> None:
    main = writing(tmp_path / "home", "oud")
    practice = practising(main)
    talks(practice).save(new_talk("oefening"))
    place = copied(main, practice, tmp_path / "stick")
    main.door.set_passphrase("zin", CHEAP)
    assert put_back(place, tmp_path / "new", tmp_path / "home") == (set(), {"oefening"})
    with pytest.raises(WrongPassphrase):
        let_in(tmp_path / "new", "oud")


def test_a_copy_that_fails_anywhere_harms_nothing(memory: Path) -> None:
    home, stick = memory / "home", memory / "stick"
    main = writing(home, "zin")
    practice, practised = practising(main), new_talk("oefening")
    talks(main).save(new_talk("gesprek"))
    talks(practice).save(practised)
    place = copied(main, practice, stick)
    talks(practice).save(practised.with_note(Typed("nog"), NOW))
    shutil.copytree(stick, memory / "kept")
    for at in range(1, 100):
        shutil.rmtree(stick)
        shutil.copytree(memory / "kept", stick)
        failing = FailingDisk(at, errno.ENOSPC, True)
        with in_place(failing):
            try:
                copied(main, practice, stick, 1)
            except NotStored:
                assert failing.count >= at
        back = put_back(stick / place.name, memory / f"new{at}", home)
        assert back in [({"gesprek"}, {"oefening"}), ({"gesprek"}, {"oefening nog"})]
        assert (everything(main), everything(practice)) == ({"gesprek"}, {"oefening nog"})
        if failing.count < at:
            return
    raise AssertionError("never ended")


def test_a_first_copy_that_fails_anywhere_leaves_the_talks_to_be_put_back(memory: Path) -> None:
    home, stick = memory / "home", memory / "stick"
    main = writing(home, "zin")
    practice = practising(main)
    talks(main).save(new_talk("gesprek"))
    talks(practice).save(new_talk("oefening"))
    place = backup(main, stick, TODAY).place
    for at in range(1, 100):
        shutil.rmtree(copies_in(place), ignore_errors=True)
        failing = FailingDisk(at, errno.EIO, True)
        with in_place(failing):
            try:
                backup(practice, copies_in(place), TODAY)
            except NotStored:
                assert failing.count >= at
        back = put_back(place, memory / f"new{at}", home)
        assert back in [({"gesprek"}, set()), ({"gesprek"}, {"oefening"})]
        if failing.count < at:
            return
    raise AssertionError("never ended")


def test_a_copy_alone_opens_nothing(tmp_path: Path) -> None:
    main = writing(tmp_path / "home", "zin")
    practice = practising(main)
    talks(practice).save(new_talk(CANARY))
    place = copied(main, practice, tmp_path / "stick")
    other = writing(tmp_path / "other", "zin")
    shutil.copytree(copies_in(place), copies_in(backup(other, tmp_path / "stick", TODAY).place))
    put_back_rehearsals(place, Paths(tmp_path / "other"), Paths(tmp_path / "none"))
    with pytest.raises(OtherVault):
        everything(beside(let_in(tmp_path / "other", "zin")))
    assert CANARY.encode() not in b"".join(files(tmp_path / "stick").values())


@pytest.mark.parametrize("kind", ["machine", "passphrase", "recovery"])
def test_the_script_alone_opens_them(tmp_path: Path, kind: str) -> None:
    main = writing(tmp_path / "home")
    practice, practised = practising(main), new_talk("oefening")
    people(practice).add("Sanne")
    talks(practice).save(practised)
    recovery = main.door.make_recovery_key()
    options: list[object] = [practice.folder, "out", "--talks", main.folder]
    secret = {"machine": "", "passphrase": "een zin", "recovery": recovery}[kind]
    if kind == "machine":
        options += ["--machine-key", tmp_path / "home" / "machine.key"]
    else:
        main.door.set_passphrase("een zin", CHEAP)
        options += ["--recovery-key"] if kind == "recovery" else []
    done = run(tmp_path, *options, secret=secret)
    assert (done.returncode, done.stderr) == (0, "")
    out = {p.stem: json.loads(p.read_text("utf-8")) for p in (tmp_path / "out").iterdir()}
    assert len(out) == 2
    assert out[practised.id]["notes"]["1"]["text"] == "oefening"
    wrong = [practice.folder, "wrong", *options[4:]]
    assert "does not open" in run(tmp_path, *wrong, secret=secret).stderr


def test_reading_where_nothing_was_practised_makes_nothing(tmp_path: Path) -> None:
    main = writing(tmp_path)
    before = files(tmp_path)
    assert list(talks(beside(main)).rows()) == []
    assert people(beside(main)).people() == []
    assert files(tmp_path) == before
    assert not Paths(tmp_path).rehearsals.home.exists()
    assert readable(tmp_path)
