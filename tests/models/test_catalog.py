import re
from pathlib import Path

import pytest

from models.catalog import catalog, entry_of, family_of, known_as, memory_needed
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


@pytest.mark.parametrize(
    ("template", "family"),
    [
        ("{{'<|im_start|>' + role}}", "chatml"),
        ("<|start_header_id|>user<|end_header_id|>", "llama3"),
        ("<start_of_turn>model", "gemma"),
        ("[SYSTEM_PROMPT]x[/SYSTEM_PROMPT][INST]y[/INST]", "mistral"),
        ("{{ bos }}{{ message }}", None),
        ("", None),
        (None, None),
    ],
)
def test_a_family_is_known_by_a_mark_in_the_template(
    tmp_path: Path, template: str | None, family: str | None
) -> None:
    assert family_of(header(tmp_path, template=template)) == family


@pytest.mark.parametrize("name", ["Qwen3 4B Base", "gemma-3-4b-pt", "Klein_base"])
def test_a_base_model_is_none_whatever_its_template_says(tmp_path: Path, name: str) -> None:
    named = write.string("general.name", name)
    assert family_of(header(tmp_path, named, template="<|im_start|>")) is None


@pytest.mark.parametrize("name", ["Database Instruct", "Ptolemy chat", "Klein Instruct"])
def test_a_name_that_only_looks_like_it_is_fine(tmp_path: Path, name: str) -> None:
    named = write.string("general.name", name)
    assert family_of(header(tmp_path, named, template="<|im_start|>")) == "chatml"


def test_an_adapter_is_no_model_whatever_its_template_says(tmp_path: Path) -> None:
    adapter = header(tmp_path, write.string("general.type", "adapter"), template="<|im_start|>")
    assert family_of(adapter) is None


def test_memory_is_the_file_and_the_room_for_a_talk(tmp_path: Path) -> None:
    bare = memory_needed(header(tmp_path))
    shape = {"block_count": 30, "embedding_length": 576, "context_length": 8192}
    keys = [write.number(f"llama.{name}", value) for name, value in shape.items()]
    heads = [write.number("llama.attention.head_count", 9), write.number("llama.attention.head_count_kv", 3)]
    full = memory_needed(header(tmp_path, *keys, *heads))
    keys_and_values = 2 * 2 * 30 * 3 * 64 * 4096  # SmolLM2 135M: 94 MB
    assert full - bare == pytest.approx(keys_and_values * 1.1, rel=0.001)


def test_numbers_without_sense_are_still_a_number(tmp_path: Path) -> None:
    silly = [write.number("llama.attention.head_count", 0), write.number("llama.block_count", 2**32 - 1)]
    assert memory_needed(header(tmp_path, *silly)) > 0
