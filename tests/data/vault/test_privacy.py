"""What lies in the folder: nothing readable, for its owner only, and nothing left of what is erased."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from coach.errors import StoreError, UnknownTalk
from coach.note import Typed
from data.vault import index
from tests.data.vault.places import NOW, new_talk, people, readable, reading, talks, texts, writing

ROOT = Path(__file__).parents[3]
CANARY = "kanariepietje"


@pytest.fixture(params=[0o000, 0o022])
def loose_umask(request: pytest.FixtureRequest) -> None:
    old = os.umask(request.param)
    yield
    os.umask(old)


def session(home: Path) -> str:
    """A session that writes the canary everywhere it can; the id of the talk."""
    vault = writing(home)
    store, talk = talks(vault), new_talk(CANARY, goal=CANARY)
    people(vault).add(CANARY)
    for n in range(70):
        talk = talk.with_note(Typed(f"{CANARY} {n}"), NOW)
        store.save(talk)
        store.save_draft(talk.id, f"{CANARY} half {n}")
    store.save(talk.without(1).revise(2, Typed("anders")))
    list(store.rows())
    store.close()
    vault.close()
    return talk.id


def test_no_file_holds_readable_text(tmp_path: Path) -> None:
    session(tmp_path / "home")
    files = [p for p in (tmp_path / "home").rglob("*") if p.is_file()]
    assert len(files) >= 9
    assert not [p for p in files if CANARY.encode() in p.read_bytes() or CANARY in p.name]
    assert CANARY.encode() in readable(tmp_path / "home")


def test_modes(tmp_path: Path, loose_umask: None) -> None:
    session(tmp_path / "home")
    for path in [tmp_path / "home", *(tmp_path / "home").rglob("*")]:
        assert path.stat().st_mode & 0o777 == (0o700 if path.is_dir() else 0o600), path


def test_an_edited_or_deleted_line_is_gone_at_once(tmp_path: Path) -> None:
    vault = writing(tmp_path)
    store, talk = talks(vault), new_talk("blijft", f"{CANARY} weg", f"{CANARY} anders")
    store.save(talk)
    store.save(talk.without(2).revise(3, Typed("nieuw")))
    assert CANARY.encode() not in readable(tmp_path)


def test_nothing_of_an_erased_talk_can_be_opened(tmp_path: Path) -> None:
    vault = writing(tmp_path)
    store, talk, other = talks(vault), new_talk(CANARY), new_talk("ander")
    store.save(talk)
    store.save(other)
    store.save_draft(talk.id, CANARY)
    kept = {p: p.read_bytes() for p in vault.folder.rglob("*") if p.is_file()}
    store.discard(talk.id)
    assert not [p for p in vault.folder.rglob("*") if talk.id in p.name]
    for path, content in kept.items():
        if path.name not in ("keys.kr", f"{talk.id}.key"):  # those are what was destroyed
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    assert CANARY.encode() not in readable(tmp_path)
    again = writing(tmp_path)
    with pytest.raises(UnknownTalk):
        talks(again).load(talk.id)
    assert [row.id for row in talks(again).rows() if not isinstance(row, StoreError)] == [other.id]
    assert not [p for p in vault.folder.rglob("*") if talk.id in p.name]
    with pytest.raises(UnknownTalk):
        talks(again).save(talk)


def test_a_name_that_goes_cannot_be_read_in_an_older_copy(tmp_path: Path) -> None:
    vault = writing(tmp_path)
    store = people(vault)
    store.add("Sanne")
    store.add(CANARY)
    path = next(vault.folder.glob("named/*.rec"))
    older = path.read_bytes()
    journal = vault.named("people")
    rows = {i: row for i, row in journal.tables["_default"].items() if row["alias"] != CANARY}
    vault.renew("people", rows and {"_default": rows})
    path.write_bytes(older)
    assert CANARY.encode() not in readable(tmp_path)
    assert [person.alias for person in people(reading(tmp_path)).people()] == ["Sanne"]
    vault.renew("people", {"_default": rows})
    assert [person.alias for person in people(writing(tmp_path)).people()] == ["Sanne"]


def test_the_key_of_a_half_typed_line_is_overwritten_when_it_goes(tmp_path: Path) -> None:
    vault = writing(tmp_path)
    vault.keep_draft("ab" * 16, CANARY)
    folder = vault.folder / "drafts"
    key, line = (folder / f"{'ab' * 16}.{what}" for what in ("key", "draft"))
    os.link(key, tmp_path / "the same bytes on the disk")
    content = line.read_bytes()
    vault.keep_draft("ab" * 16, "")
    assert not list(folder.iterdir())
    assert set((tmp_path / "the same bytes on the disk").read_bytes()) == {0}
    line.write_bytes(content)
    assert reading(tmp_path).draft("ab" * 16) == ""


def test_a_half_typed_line_survives_the_end_of_the_program(tmp_path: Path) -> None:
    writing(tmp_path).keep_draft("ab" * 16, "half é \ud800")
    assert reading(tmp_path).draft("ab" * 16) == "half é \ud800"
    vault = writing(tmp_path)
    vault.keep_draft("ab" * 16, "verder")
    assert reading(tmp_path).draft("ab" * 16) == "verder"


def test_the_index_gets_another_key_when_something_is_erased(tmp_path: Path) -> None:
    vault = writing(tmp_path)
    store, talk = talks(vault), new_talk(CANARY)
    store.save(talk)
    before = vault.inside.keys.key(index.RECORD_ID)
    store.discard(talk.id)
    assert vault.inside.keys.key(index.RECORD_ID) not in (before, None)


def test_a_command_on_an_empty_store_does_not_pay_for_cryptography(tmp_path: Path) -> None:
    code = "import sys; from tui.cli import main; main(['list']); print('cryptography' in sys.modules)"
    env = {"PATH": os.environ["PATH"], "ONDERONS_HOME": str(tmp_path / "home")}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, env=env)
    assert done.stdout.splitlines()[-1] == "False"


def test_lengths_say_little(tmp_path: Path) -> None:
    store = talks(writing(tmp_path))
    sizes = set()
    for length in range(1, 60, 5):
        talk = new_talk("x" * length)
        store.save(talk)
        sizes.add((tmp_path / "vault" / "records" / talk.id[:2] / f"{talk.id}.rec").stat().st_size)
    assert len(sizes) <= 2
    assert texts(talk) == ["x" * 56]
