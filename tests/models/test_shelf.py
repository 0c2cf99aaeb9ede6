import hashlib
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.model_errors import ModelError
from models.shelf import NONE, Shelf, State, Stored, confirmed, digest, state_of


def write(path: Path, content: bytes) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "models", write)


@pytest.fixture
def stored(tmp_path: Path) -> Stored:
    path = tmp_path / "klein.gguf"
    path.write_bytes(b"weights")
    sha256, size, stamp = digest(path, lambda _: None)
    return Stored("klein", str(path), sha256, size, stamp, "chatml", "mit", "", owned=False)


def said(what: Callable[[], object]) -> str:
    with pytest.raises(ModelError) as raised:
        what()
    return raised.value.text_id


def test_looking_at_an_empty_shelf_makes_nothing(shelf: Shelf) -> None:
    assert shelf.models() == []
    assert shelf.partial() == []
    assert said(lambda: shelf.find("klein")) == "model.empty"
    assert not shelf.folder.exists()


def test_what_is_put_is_found_again_and_can_be_forgotten(shelf: Shelf, stored: Stored) -> None:
    shelf.put(stored)
    other = replace(stored, name="groot", sha256="00" * 32)
    shelf.put(other)
    assert shelf.models() == [stored, other]
    assert shelf.find("KLEIN") == stored
    assert said(lambda: shelf.find("no")) == "model.unknown"
    shelf.put(replace(stored, path="/elsewhere"))
    assert [model.path for model in shelf.models()] == ["/elsewhere", other.path]
    shelf.remove(stored)
    assert shelf.models() == [other]
    assert Path(stored.path).exists()


def test_a_file_that_is_gone_or_another_is_noticed(stored: Stored) -> None:
    path = Path(stored.path)
    assert state_of(stored) is State.SOUND
    assert confirmed(stored, lambda _: None) == stored
    os.utime(path, ns=(1, 1))
    assert state_of(stored) is State.CHANGED
    assert confirmed(stored, lambda _: None).stamp == 1  # only its time had changed
    path.write_bytes(b"weightz")
    assert state_of(stored) is State.CHANGED
    assert said(lambda: confirmed(stored, lambda _: None)) == "model.changed"
    path.unlink()
    assert state_of(stored) is State.MISSING
    assert said(lambda: confirmed(stored, lambda _: None)) == "model.missing"


def test_a_digest_tells_how_far_it_is(tmp_path: Path) -> None:
    path, done = tmp_path / "big", list[int]()
    path.write_bytes(bytes(2_500_000))
    sha256, size, _ = digest(path, done.append)
    assert (sha256, size) == (hashlib.sha256(bytes(2_500_000)).hexdigest(), 2_500_000)
    assert done[-1] == size
    assert len(done) == 3


def test_a_file_that_grows_meanwhile_has_no_digest(tmp_path: Path) -> None:
    path = tmp_path / "growing"
    path.write_bytes(b"x")

    def grow(_: int) -> None:
        if path.stat().st_size < 100:
            path.write_bytes(b"x" * 100)

    assert said(lambda: digest(path, grow)) == "model.being-written"
    assert said(lambda: digest(tmp_path / "none", grow)) == "model.broken-unreadable"


@pytest.mark.parametrize(
    "content",
    [
        b"", b"{", b"[]", b"{}", b"\xff", b'{"schema": "onderons.shelf/1"}', b"[" * 100_000,
        b'{"schema": "onderons.shelf/1", "models": [{}]}', b'{"schema": "onderons.shelf/1", "models": [5]}',
        b'{"schema": "onderons.shelf/1", "models": [{"name": 1, "path": "", "sha256": "", "size": 1, "stamp": 1,'
        b' "family": "", "licence": "", "source": "", "owned": true}]}',
    ],
)  # fmt: skip
def test_a_broken_list_is_named_and_left_alone(shelf: Shelf, stored: Stored, content: bytes) -> None:
    write(shelf.list, content)
    assert said(shelf.models) == "model.broken-shelf"
    assert said(lambda: shelf.put(stored)) == "model.broken-shelf"
    assert shelf.list.read_bytes() == content


def test_a_list_of_a_newer_version_is_not_touched(shelf: Shelf, stored: Stored) -> None:
    write(shelf.list, b'{"schema": "onderons.shelf/2", "models": []}')
    assert said(lambda: shelf.put(stored)) == "model.newer-shelf"


def test_a_path_that_is_no_text_survives_the_list(shelf: Shelf, stored: Stored) -> None:
    odd = replace(stored, path=os.fsdecode(b"/home/\xff/\x1b[2Jmodel.gguf"))
    shelf.put(odd)
    assert shelf.models() == [odd]


@settings(deadline=None)  # the first call may wait for a busy machine
@given(st.text(max_size=80))
def test_a_free_name_can_be_typed(tmp_path_factory: pytest.TempPathFactory, wanted: str) -> None:
    name = Shelf(Path("/nowhere"), write).free_name(wanted, "00")
    assert name
    assert name != NONE
    assert all(mark in "abcdefghijklmnopqrstuvwxyz0123456789.-" for mark in name)
    assert name[0] not in ".-"


def test_two_models_do_not_share_a_name(shelf: Shelf, stored: Stored) -> None:
    shelf.put(stored)
    assert shelf.free_name("Klein", "00" * 32) == "klein-2"
    assert shelf.free_name("Klein", stored.sha256) == "klein"
    assert shelf.free_name("none", "00" * 32) == "none-2"


def test_what_was_downloaded_lies_in_the_folder_wherever_that_is_now(shelf: Shelf, stored: Stored) -> None:
    shelf.put(replace(stored, path="/before/it/moved/klein.gguf", owned=True))
    shelf.put(replace(stored, path="../../etc/passwd", sha256="00" * 32, owned=True))
    assert [model.path for model in shelf.models()] == [
        str(shelf.folder / n) for n in ("klein.gguf", "passwd")
    ]
