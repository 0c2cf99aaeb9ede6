"""Every byte changed and every length cut: never wrong content, never silently an older version."""

import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coach.errors import OlderTalk, StoreError, WrongPassphrase
from coach.note import Typed
from data.frames import PlainLines
from data.journal import Journal
from data.vault import header
from data.vault.sealed import SealedFrames
from tests.data.vault.places import NOW, new_talk, people, reading, talks, texts, writing

STEP = [pytest.param(7, id="dose"), pytest.param(1, id="full", marks=pytest.mark.slow)]
"""Every how many bytes."""
PHRASE = "kanarie in de kolenmijn"


class Made:
    """A vault with two talks, made once; each test works on a copy."""

    def __init__(self, home: Path) -> None:
        vault = writing(home, PHRASE)
        self.recovery = vault.door.make_recovery_key()
        store, self.states = talks(vault), []
        people(vault).add("Sanne")
        talk = new_talk("een", "twee")
        store.save(talk)
        for n in range(4):
            talk = talk.with_note(Typed(f"regel {n} {'é' * n * 40}"), NOW)
            store.save(talk)
            self.states.append(texts(talk))
        self.talk, self.other = talk, new_talk("ander")
        store.save(self.other)
        store.close()
        vault.close()
        self.home = home

    def record(self, home: Path | None = None) -> Path:
        return self.path(self.talk.id, home)

    def path(self, talk_id: str, home: Path | None = None) -> Path:
        return (home or self.home) / "vault" / "records" / talk_id[:2] / f"{talk_id}.rec"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return Made(tmp_path_factory.mktemp("made") / "home")


@pytest.fixture
def home(made: Made, tmp_path: Path) -> Path:
    shutil.copytree(made.home, tmp_path / "home")
    return tmp_path / "home"


def damaged(path: Path, step: int, start: int = 0) -> Iterator[str]:
    """The file with one byte changed, then cut; each time back to what it was."""
    whole = path.read_bytes()
    chance = random.Random(len(whole))
    for at in range(start % step, len(whole), step):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ chance.randrange(1, 256)]) + whole[at + 1 :])
        yield f"byte {at} of {path.name}"
    for length in range(start % step, len(whole), step):
        path.write_bytes(whole[:length])
        yield f"{path.name} cut to {length}"
    path.write_bytes(whole)


def look(made: Made, home: Path, unlock: Callable[[Path], object] | None = None) -> tuple[list[str], bool]:
    """What the talk holds, and whether anything was said about it."""
    vault = reading(home)
    try:
        vault.door.unlock(PHRASE)
        store = talks(vault)
        rows = list(store.rows())
        said = any(isinstance(row, StoreError) for row in rows)
        talk = store.load(made.talk.id)
        said |= bool(store.damage(made.talk.id)) or store.flaws(made.talk.id).older
        other = texts(store.load(made.other.id))
        assert other == texts(made.other)
        assert [person.alias for person in people(vault).people()] == ["Sanne"]
        return texts(talk), said
    except WrongPassphrase:
        raise AssertionError("a false 'wrong passphrase'") from None
    except StoreError:
        return [], True


@pytest.mark.parametrize("step", STEP)
@pytest.mark.parametrize("index", ["with index", "without index"])
def test_a_damaged_record(made: Made, home: Path, step: int, index: str) -> None:
    if index == "without index":
        (home / "vault" / "index.log").unlink()
    count = 0
    for what in damaged(made.record(home), step):
        found, said = look(made, home)
        right = made.states[-1]
        assert [line for line in found if line not in right] == [], f"wrong content: {what}"
        if index == "with index" or not what.count("cut"):
            assert found == right or said, f"silently less: {what}"
        count += 1
    print(f"{count} damaged records")


@pytest.mark.parametrize("step", STEP)
@pytest.mark.parametrize("name", ["keys.kr", "index.log", "vault.hdr", "vault.hdr.bak"])
def test_other_damaged_files(made: Made, home: Path, step: int, name: str) -> None:
    count = 0
    for what in damaged(home / "vault" / name, step):
        found, said = look(made, home)
        assert found == made.states[-1] or said, what
        if name != "keys.kr":
            assert found == made.states[-1], f"one copy is enough: {what}"
        count += 1
    print(f"{count} states of {name}")


@pytest.mark.parametrize("step", [31])
def test_both_headers_damaged_is_never_called_a_wrong_passphrase(made: Made, home: Path, step: int) -> None:
    copy = home / "vault" / "vault.hdr.bak"
    copy.write_bytes(copy.read_bytes()[:50])
    before = (home / "vault" / "keys.kr").read_bytes()
    for _ in damaged(home / "vault" / "vault.hdr", step):
        found, said = look(made, home)
        assert said or found == made.states[-1]
    assert (home / "vault" / "keys.kr").read_bytes() == before


def test_the_recovery_key_opens_after_damage_to_one_header(made: Made, home: Path) -> None:
    (home / "vault" / "vault.hdr").write_bytes(b"rubbish")
    vault = reading(home)
    vault.door.unlock_with_recovery_key(made.recovery.lower().replace("-", " "))
    assert texts(talks(vault).load(made.talk.id)) == made.states[-1]
    again = writing(home, PHRASE)
    assert header.load(again.folder) == (again.door.header, True)


def test_two_records_swapped_are_refused(made: Made, home: Path) -> None:
    one, two = made.record(home), made.path(made.other.id, home)
    content = one.read_bytes(), two.read_bytes()
    one.write_bytes(content[1])
    two.write_bytes(content[0])
    vault = reading(home)
    vault.door.unlock(PHRASE)
    assert [type(row).__name__ for row in talks(vault).rows()] == ["DamagedTalk", "DamagedTalk"]


def test_a_record_rolled_back_is_told_until_it_is_saved_again(made: Made, home: Path) -> None:
    vault = writing(home, PHRASE)
    store, path = talks(vault), made.record(home)
    old, talk = path.read_bytes(), store.load(made.talk.id)
    store.save(talk.with_note(Typed("later"), NOW))
    store.close()
    path.write_bytes(old)
    for _ in range(2):
        assert [row.text_id for row in store.rows() if isinstance(row, StoreError)] == ["error.older-talk"]
    assert texts(store.load(made.talk.id)) == made.states[-1]
    assert store.flaws(made.talk.id).older
    store.save(talk.with_note(Typed("nieuw"), NOW))
    store.close()
    assert not [row for row in store.rows() if isinstance(row, OlderTalk)]
    assert texts(talks(vault).load(made.talk.id)) == [*made.states[-1], "nieuw"]


def test_a_record_that_is_gone_is_told(made: Made, home: Path) -> None:
    made.record(home).unlink()
    vault = reading(home)
    vault.door.unlock(PHRASE)
    assert "error.missing-talk" in [r.text_id for r in talks(vault).rows() if isinstance(r, StoreError)]


def test_lost_keys_delete_nothing(made: Made, home: Path) -> None:
    (home / "vault" / "keys.kr").write_bytes((home / "vault" / "keys.kr").read_bytes()[:24])
    vault = writing(home, PHRASE)
    assert [r.text_id for r in talks(vault).rows() if isinstance(r, StoreError)] == ["error.missing-key"] * 2
    assert made.record(home).read_bytes() == made.record().read_bytes()


@pytest.mark.parametrize("change", ["removed", "doubled", "swapped", "inserted", "first removed"])
def test_frames_out_of_place_are_told(made: Made, home: Path, change: str) -> None:
    path = made.record(home)
    head, *frames = path.read_bytes().split(b"FRM1")
    order = {
        "removed": [0, 2, 3, 4],
        "doubled": [0, 1, 2, 2, 3, 4],
        "swapped": [0, 2, 1, 3, 4],
        "inserted": [0, 1, 2, 3, 0, 4],
        "first removed": [1, 2, 3, 4],
    }[change]
    path.write_bytes(b"FRM1".join([head, *(frames[n] for n in order)]))
    found, said = look(made, home)
    assert said
    right = made.states[-1]
    if change == "removed":
        assert found == [line for line in right if not line.startswith("regel 0")]
    elif change != "first removed":
        assert found == right


@given(st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
def test_whatever_a_file_holds_reading_it_ends_in_tables_or_a_clear_error(
    made: Made, home: Path, data: st.DataObject
) -> None:
    framing = SealedFrames(bytes(32), bytes(16), bytes(16))
    json = st.recursive(
        st.none() | st.integers() | st.text(max_size=3),
        lambda x: (
            st.lists(x) | st.dictionaries(st.sampled_from(["set", "drop", "start", "part", "a", "1"]), x)
        ),
        max_leaves=8,
    )
    sealed = st.builds(
        lambda body, generation: framing.frame(body, generation, 1),
        st.dictionaries(st.sampled_from(["set", "drop", "part"]), json),
        st.integers(0, 4),
    )
    pieces = st.lists(
        st.binary(max_size=60) | sealed | st.just(framing.head()) | st.just(b"FRM1"), max_size=6
    )
    path = home / f"{data.draw(st.uuids())}.rec"
    path.write_bytes(b"".join(data.draw(pieces)))
    for kind in (framing, PlainLines()):
        try:
            Journal(path, kind)
        except StoreError:
            continue
        finally:
            framing.text(path.read_bytes())


def test_damage_is_put_aside_and_told_once_more_lines_are_saved(made: Made, home: Path) -> None:
    path = made.record(home)
    content = bytearray(path.read_bytes())
    content[path.read_bytes().rindex(b"FRM1") - 40] ^= 1
    path.write_bytes(content)
    vault = writing(home, PHRASE)
    store = talks(vault)
    talk = store.load(made.talk.id)
    assert store.damage(made.talk.id) == [4]
    store.save(talk.with_note(Typed("verder"), NOW))
    assert [p.read_bytes() for p in (home / "vault" / "quarantine").iterdir()] == [bytes(content)]
    assert texts(talks(vault).load(made.talk.id)) == [*texts(talk), "verder"]
    store.discard(made.talk.id)
    assert not list((home / "vault" / "quarantine").iterdir())
