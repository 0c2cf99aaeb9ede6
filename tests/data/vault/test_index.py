"""The list's file while a talk is held: some saves behind, never wrong."""

from pathlib import Path

import pytest

from coach.errors import OlderTalk
from coach.note import Typed
from coach.ports import TalkRow
from coach.talk import Talk
from data.talks import TinyTalkStore
from data.vault.index import LAG, Entry
from data.vault.vault import Vault
from tests.data.vault.places import NOW, new_talk, reading, talks, writing


def noted(store: TinyTalkStore, talk: Talk, count: int) -> Talk:
    """The talk after so many more notes, each saved."""
    for n in range(count):
        talk = talk.with_note(Typed(f"regel {n}"), NOW)
        store.save(talk)
    return talk


def counts(vault: Vault) -> list[int | type]:
    """What the list shows: notes of each talk, or which error."""
    return [row.notes if isinstance(row, TalkRow) else type(row) for row in talks(vault).rows()]


def entry(home: Path, talk: Talk) -> Entry:
    """What stands in the file."""
    found = reading(home).inside.index.entry(talk.id)
    assert found is not None
    return found


@pytest.mark.parametrize("count", [0, 1, LAG - 1, LAG, LAG + 1, 3 * LAG + 5])
def test_a_talk_that_was_not_closed_is_listed_as_it_is(tmp_path: Path, count: int) -> None:
    vault = writing(tmp_path)
    noted(talks(vault), new_talk("een"), count + 1)  # and then the program is killed
    assert counts(reading(tmp_path)) == [count + 2]
    assert counts(writing(tmp_path)) == [count + 2]


def test_the_file_is_behind_while_the_talk_is_held_and_right_once_it_is_let_go(tmp_path: Path) -> None:
    vault = writing(tmp_path)
    store, talk = talks(vault), new_talk("een")
    store.save(talk)
    made = entry(tmp_path, talk).generation
    talk = noted(store, talk, LAG)
    assert entry(tmp_path, talk).generation == made
    assert vault.inside.index.entry(talk.id).generation == made + LAG  # type: ignore[union-attr]
    assert counts(vault) == [LAG + 1]
    store.close()
    stat = vault.inside.path(talk.id).stat()
    assert entry(tmp_path, talk).row["notes"] == LAG + 1
    assert entry(tmp_path, talk).generation >= made + LAG
    assert counts(vault) == [LAG + 1]
    assert entry(tmp_path, talk).stamp == (stat.st_size, stat.st_mtime_ns)


def test_the_file_is_never_more_than_some_saves_behind(tmp_path: Path) -> None:
    store, talk = talks(writing(tmp_path)), new_talk("een")
    for _ in range(2 * LAG):
        talk = noted(store, talk, 1)
        assert len(talk.notes) - entry(tmp_path, talk).row["notes"] <= LAG


def test_another_talk_is_in_the_file_at_once(tmp_path: Path) -> None:
    store = talks(writing(tmp_path))
    first = noted(store, new_talk("een"), 3)
    second = noted(store, new_talk("twee"), 1)
    assert entry(tmp_path, first).row["notes"] == 4
    assert entry(tmp_path, second).row["notes"] == 2


def test_an_older_file_put_back_after_the_talk_is_said(tmp_path: Path) -> None:
    vault = writing(tmp_path)
    store = talks(vault)
    talk = noted(store, new_talk("een"), 2)
    older = vault.inside.path(talk.id).read_bytes()
    noted(store, talk, 3)
    store.close()
    vault.inside.path(talk.id).write_bytes(older)
    assert counts(reading(tmp_path)) == [OlderTalk, 3]


def test_a_list_after_a_crash_knows_an_older_file_again(tmp_path: Path) -> None:
    vault = writing(tmp_path)
    talk = noted(talks(vault), new_talk("een"), 2)
    older = vault.inside.path(talk.id).read_bytes()
    noted(talks(vault), talk, 3)  # killed here
    assert counts(writing(tmp_path)) == [6]
    vault.inside.path(talk.id).write_bytes(older)
    assert OlderTalk in counts(reading(tmp_path))
