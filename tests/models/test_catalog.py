import re
from pathlib import Path

from models.catalog import catalog, entry_of, known_as
from models.gguf import Header, read_header
from models.offer import part
from tests.models import gguf_files as write


def header(tmp_path: Path, *more: bytes, template: str | None = None) -> Header:
    keys = [write.string("general.architecture", "llama"), *more]
    if template is not None:
        keys.append(write.string("tokenizer.chat_template", template))
    (tmp_path / "m.gguf").write_bytes(write.gguf(keys))
    return read_header(tmp_path / "m.gguf")


def test_the_list_has_three_sizes_with_a_free_licence_and_dutch() -> None:
    assert [entry.size for entry in catalog()] == ["small", "middle", "large"]
    sizes = [entry.file_gb for entry in catalog()]
    assert sizes == sorted(sizes)
    for entry in catalog():
        assert entry.licence in ("apache-2.0", "mit")
        assert "Dutch" in entry.languages
        assert re.fullmatch("|[0-9a-f]{64}", entry.sha256)
        assert part(f"{entry.repo}/{entry.file}") == (entry.repo, entry.file)
        assert entry.file_gb < entry.memory_gb
        assert re.fullmatch(r"[a-z0-9.-]+", entry.name)


def test_a_model_of_the_list_is_found_by_name_and_by_address() -> None:
    first = catalog()[0]
    assert entry_of(first.name) is first
    assert entry_of(f"{first.repo}/{first.file}") is first
    assert entry_of("no-such") is None


def test_an_unknown_hash_is_not_the_one_that_nobody_gives() -> None:
    assert known_as("00" * 32) is None
    hashed = next(entry for entry in catalog() if entry.sha256)
    assert known_as(hashed.sha256) is hashed
