"""The readable files of the first version are taken into the vault, whatever happens on the way."""

import errno
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from coach.errors import StoreError
from coach.note import Typed
from coach.talk import Talk
from data.paths import Paths
from data.tables import Row
from data.vault.migrations.plain import PlainFiles
from tests.data.vault.disks import FailingDisk, RecordingDisk, in_place
from tests.data.vault.places import NOW, people, readable, reading, talks, texts, writing

FIXTURE = Path(__file__).parents[1] / "fixtures" / "plain-1"
ROOT = Path(__file__).parents[3]
KILLS = [pytest.param(5, id="dose"), pytest.param(150, id="full", marks=pytest.mark.slow)]
CUTS = [pytest.param(40, id="dose"), pytest.param(2000, id="full", marks=pytest.mark.slow)]
STEP = [pytest.param(7, id="dose"), pytest.param(1, id="full", marks=pytest.mark.slow)]
"""Every how many calls to the disk one fails."""
STAY, EXIT, DAMAGED = "5f" + "01" * 15, "a0" + "02" * 15, "a0" + "03" * 15
ALIASES = ["Sanne", "Tom é"]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    shutil.copytree(FIXTURE, tmp_path / "home")
    return tmp_path / "home"


def everything(home: Path) -> dict[str, Talk]:
    store = talks(reading(home), home)
    return {row.id: store.load(row.id) for row in store.rows() if not isinstance(row, StoreError)}


def is_whole(home: Path) -> bool:
    """Whether all of the fixture can be read, from wherever it is now."""
    found, store = everything(home), talks(reading(home), home)
    return (
        found.keys() == {STAY, EXIT, DAMAGED}
        and texts(found[STAY]) == ["druk, al maanden 😀", "wil de cursus"]
        and texts(found[EXIT]) == [f"line {n}" for n in range(5)]
        and texts(found[DAMAGED]) == ["regel 0", "regel 2"]
        and store.draft(STAY) == "half getypt"
        and [person.alias for person in people(reading(home), home).people()] == ALIASES
        and bool(store.damage(DAMAGED))
    )


def test_files_of_the_first_version_are_read_and_not_touched_by_a_reader(home: Path) -> None:
    assert is_whole(home)
    assert sorted(p.name for p in home.iterdir()) == ["people.db", "talks"]


def test_opening_to_write_takes_them_in(home: Path) -> None:
    before, old_people = everything(home), people(reading(home), home).people()
    vault = writing(home)
    assert is_whole(home)
    assert everything(home) == before
    assert people(vault).people() == old_people
    assert not (home / "talks").exists()
    assert not (home / "people.db").exists()
    assert b"druk" not in b"".join(p.read_bytes() for p in home.rglob("*") if p.is_file())
    assert b"regel 0" in readable(home)
    store = talks(vault)
    changed = store.load(STAY).with_note(Typed("verder"), NOW)
    store.save(changed)
    store.close()
    assert everything(home)[STAY] == changed


def test_what_cannot_be_read_stays_where_it_is(home: Path) -> None:
    path = home / "talks" / "a0" / f"{EXIT}.talk"
    path.write_bytes(b"rubbish")
    vault = writing(home)
    assert path.read_bytes() == b"rubbish"
    errors = [row for row in talks(vault, home).rows() if isinstance(row, StoreError)]
    assert [error.text_id for error in errors] == ["error.damaged"]
    talks(vault, home).discard(EXIT)
    assert not path.exists()


def test_a_file_that_turns_up_again_is_no_second_talk(home: Path) -> None:
    kept = home.with_name("kept")
    shutil.copytree(home / "talks", kept)
    store = talks(writing(home))
    talk = store.load(STAY).with_note(Typed("later"), NOW)
    store.save(talk)
    store.close()
    shutil.copytree(kept, home / "talks")  # put back from a backup, or its removal never reached the disk
    writing(home)
    assert everything(home)[STAY] == talk
    assert len(everything(home)) == 3
    assert not (home / "talks").exists()


def test_an_older_program_that_went_on_in_its_file_loses_nothing(home: Path) -> None:
    shutil.copytree(home / "talks", home.with_name("kept"))
    writing(home)
    shutil.copytree(home.with_name("kept"), home / "talks")
    journal = PlainFiles(Paths(home)).talk(EXIT)
    row = Row({**journal.tables["notes"]["1"], "text": "from an older program"})
    tables = {**journal.tables, "notes": {**journal.tables["notes"], "6": row}}
    journal.save(tables, {"set": {"notes": {"6": row}}})
    writing(home)
    found = everything(home)
    assert len(found) == 4
    lines = [f"line {n}" for n in range(5)]
    assert sorted(texts(t) for t in found.values() if len(t.notes) > 4) == [
        lines,
        [*lines, "from an older program"],
    ]
    assert not (home / "talks").exists()


@pytest.mark.parametrize("sticky", [False, True])
@pytest.mark.parametrize("code", [errno.EIO, errno.ENOSPC])
@pytest.mark.parametrize("step", STEP)
def test_a_disk_that_fails_anywhere_loses_nothing(home: Path, code: int, sticky: bool, step: int) -> None:
    made, points = home.with_name("made"), 0
    home.rename(made)
    for at in range(1 + (code + sticky) % step, 1000, step):  # the four doses take different calls
        shutil.copytree(made, home)
        failing = FailingDisk(at, code, sticky)
        with in_place(failing):
            try:
                writing(home)
            except StoreError:
                assert failing.count >= at
        if not (failing.count >= at and not (home / "vault" / "vault.hdr").exists()):
            assert is_whole(home), at
        writing(home)
        assert is_whole(home), at
        assert not (home / "talks").exists()
        shutil.rmtree(home)
        points += 1
        if failing.count < at:
            break
    print(f"{points} failing calls while migrating, 0 lost")


@pytest.mark.parametrize("cuts", CUTS)
def test_a_power_cut_at_any_moment_loses_nothing(home: Path, cuts: int) -> None:
    recording, chance = RecordingDisk(home), random.Random(4)
    before = len(recording.events)
    with in_place(recording):
        writing(home)
    target = home.with_name("after")
    for cut in range(cuts):
        moment = chance.randrange(before, len(recording.events) + 1)
        recording.after_cut(moment, random.Random(cut), target)
        writing(target)
        assert is_whole(target), (cut, moment)
        assert not list(target.glob("**/*.talk"))
        shutil.rmtree(target)
    print(f"{cuts} power cuts while migrating, 0 lost")


@pytest.mark.parametrize("kills", KILLS)
def test_killed_at_any_moment_it_goes_on(home: Path, kills: int) -> None:
    made, chance, halves = home.with_name("made"), random.Random(3), 0
    home.rename(made)
    code = "import sys; from pathlib import Path; from tests.data.vault.places import writing\n"
    code += (
        "import data.vault.crypto as c; c.cipher(bytes(32)); print(flush=True); writing(Path(sys.argv[1]))"
    )
    for _ in range(kills):
        shutil.copytree(made, home)
        child = subprocess.Popen([sys.executable, "-c", code, str(home)], stdout=subprocess.PIPE, cwd=ROOT)
        child.stdout.readline()
        time.sleep(chance.uniform(0, 0.06))
        child.send_signal(signal.SIGKILL)
        child.communicate()
        halves += (home / "talks").exists() and (home / "vault").exists()
        if (home / "vault" / "vault.hdr").exists() or not (home / "vault").exists():
            assert is_whole(home)
        writing(home)
        assert is_whole(home)
        assert not (home / "talks").exists()
        shutil.rmtree(home)
    print(f"{kills} kills while migrating ({halves} of them half-way), 0 lost")
