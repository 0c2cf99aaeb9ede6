from pathlib import Path

import pytest

from coach.model_errors import ModelTrouble
from models import loading
from models.asking import Kind
from models.gguf import read_header
from models.loading import COMPUTING, CONTEXT, SHORTEST_CONTEXT, look_at, needed
from models.memory import available_memory, peak_memory
from tests.models.gguf_files import gguf, keys, number

GB = 2**30
SHAPE = [
    number("llama.block_count", 24),
    number("llama.embedding_length", 2048),
    number("llama.attention.head_count", 16),
    number("llama.attention.head_count_kv", 4),
]


def file(folder: Path, context: int = 32768) -> Path:
    base = [key for key in keys() if b"context_length" not in key]
    path = folder / "model.gguf"
    path.write_bytes(gguf([*base, *SHAPE, number("llama.context_length", context)]))
    return path


def test_memory_is_file_keys_values_and_room_to_compute(tmp_path: Path) -> None:
    header = read_header(file(tmp_path))
    # two bytes each for keys and values, 24 layers, 4 heads of 128 numbers
    assert needed(header, 1000) == header.size + 2 * 24 * 4 * (128 + 128) * 1000 + COMPUTING


def test_the_context_shrinks_to_what_fits_and_no_further(tmp_path: Path) -> None:
    path = file(tmp_path)
    header = read_header(path)
    assert look_at(path, lambda: 64 * GB).context == CONTEXT
    assert look_at(path, lambda: None).context == CONTEXT
    assert look_at(path, lambda: needed(header, CONTEXT // 2)).context == CONTEXT // 2
    assert look_at(path, lambda: needed(header, SHORTEST_CONTEXT)).context == SHORTEST_CONTEXT
    with pytest.raises(ModelTrouble) as caught:
        look_at(path, lambda: needed(header, SHORTEST_CONTEXT) - 1)
    assert caught.value.kind == Kind.TOO_BIG


def test_no_model_sees_more_than_it_was_taught(tmp_path: Path) -> None:
    assert look_at(file(tmp_path, 3000), lambda: None).context == 3000


@pytest.mark.parametrize(
    "silly",
    [
        number("llama.attention.head_count", 0),
        number("llama.block_count", 2**32 - 1),
        number("llama.embedding_length", 0),
        number("llama.context_length", 0),
    ],
)
def test_numbers_without_sense_are_still_a_size(tmp_path: Path, silly: bytes) -> None:
    path = tmp_path / "model.gguf"
    path.write_bytes(gguf([key for key in keys() if b"context_length" not in key] + [silly]))
    assert needed(read_header(path), CONTEXT) > 0
    assert look_at(path, lambda: None).context >= 1


def test_the_child_is_told_where_the_file_is_from_anywhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = file(tmp_path)
    monkeypatch.chdir(tmp_path)
    assert look_at(Path(path.name), lambda: None).path == path


def test_a_file_is_followed_once_while_it_stays_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, read = file(tmp_path), list[Path]()
    monkeypatch.setattr(loading, "read_header", lambda where: read.append(where) or read_header(where))
    assert look_at(path, lambda: None) == look_at(path, lambda: None)
    assert read == [path]
    assert look_at(path, lambda: 600 * 2**20).context < CONTEXT  # what is free is looked at each time
    assert read == [path]
    assert look_at(file(tmp_path, 3000), lambda: None).context == 3000
    assert read == [path, path]
    path.unlink()
    with pytest.raises(ModelTrouble):
        look_at(path)


@pytest.mark.parametrize("raw", [b"", b"GGUF", b"not a model at all", gguf()[:200]])
def test_a_file_that_is_no_model_is_broken(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "x.gguf"
    path.write_bytes(raw)
    with pytest.raises(ModelTrouble) as caught:
        look_at(path)
    assert caught.value.kind == Kind.BROKEN


@pytest.mark.parametrize("name", ["nothing.gguf", "folder/nothing.gguf", "a\0b"])
def test_a_file_that_is_not_there_is_gone(tmp_path: Path, name: str) -> None:
    with pytest.raises(ModelTrouble) as caught:
        look_at(tmp_path / name)
    assert caught.value.kind == Kind.GONE
    assert str(tmp_path) in str(caught.value.params["where"])


def test_a_container_with_a_limit_has_what_the_limit_leaves(tmp_path: Path) -> None:
    (tmp_path / "meminfo").write_text("MemTotal: 9000000 kB\nMemAvailable: 4000000 kB\n")
    assert available_memory(tmp_path / "meminfo", tmp_path / "none") == 4_096_000_000
    (tmp_path / "memory.max").write_text("2000000000\n")
    (tmp_path / "memory.current").write_text("1500000000\n")
    (tmp_path / "memory.stat").write_text("anon 1\ninactive_file 100000000\n")
    assert available_memory(tmp_path / "meminfo", tmp_path) == 600_000_000
    (tmp_path / "memory.max").write_text("max\n")
    assert available_memory(tmp_path / "meminfo", tmp_path) == 4_096_000_000
    assert available_memory(tmp_path / "none", tmp_path / "none") is None


def test_the_most_that_a_process_took_is_read_where_the_system_says_it(tmp_path: Path) -> None:
    (tmp_path / "7").mkdir()
    (tmp_path / "7" / "status").write_bytes(b"Name:\t\xff\nVmHWM:\t  200 kB\n")
    assert peak_memory(7, tmp_path) == 204_800
    assert peak_memory(8, tmp_path) is None
