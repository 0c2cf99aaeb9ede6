import os
import random
import struct
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.model_errors import BrokenModel
from models.gguf import KEPT_ARRAY, KEPT_IN_ALL, KEPT_STRING, Header, read_header, read_start
from tests.models import gguf_files as write

KINDS = set(BrokenModel.KINDS)
MOST_HELD = 4 * 2**20


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "model.gguf"


def read(file: Path, content: bytes) -> Header:
    file.write_bytes(content)
    return read_header(file)


def refusal(file: Path, content: bytes | None = None) -> str:
    """The kind of refusal, which always says where and why."""
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(BrokenModel) as raised:
        read_header(file)
    assert raised.value.kind in KINDS
    assert raised.value.text_id == f"model.broken-{raised.value.kind}"
    assert raised.value.why
    assert raised.value.why.isprintable()
    assert "model.gguf" in str(raised.value.params["where"])
    return raised.value.kind


@pytest.mark.parametrize("version", [2, 3])
def test_a_header_says_what_the_file_is(file: Path, version: int) -> None:
    found = read(file, write.gguf(version=version))
    assert (found.architecture, found.name) == ("llama", "Klein model")
    assert (found.tensor_count, found.version, found.size) == (2, version, file.stat().st_size)
    assert found.text("general.license") == "apache-2.0"
    assert found.text("tokenizer.chat_template") == write.TEMPLATE
    assert found.number("llama.context_length") == 2048
    assert found.number("no.such", 7) == 7
    assert found.text("llama.context_length") == ""
    assert found.metadata["general.languages"] == ("nl", "en")
    assert found.metadata["general.yes"] is True
    assert found.metadata["rope.freq_base"] == pytest.approx(10000.5)


def test_big_arrays_and_long_strings_are_passed_over(file: Path) -> None:
    metadata = [
        write.string("general.architecture", "llama"),
        write.numbers("many.numbers", [1] * (KEPT_ARRAY + 1)),
        write.strings("many.strings", ["a"] * (KEPT_ARRAY + 1)),
        write.string("long", "x" * (KEPT_STRING + 1)),
        write.number("behind", 5),
    ]
    found = read(file, write.gguf(metadata))
    assert dict(found.metadata) == {"general.architecture": "llama", "behind": 5}


def test_all_text_that_is_kept_together_has_a_limit(file: Path) -> None:
    many = [write.string(f"text.{n}", "x" * KEPT_STRING) for n in range(3 * KEPT_IN_ALL // KEPT_STRING)]
    found = read(file, write.gguf([write.string("general.architecture", "llama"), *many]))
    assert sum(len(v) for v in found.metadata.values() if isinstance(v, str)) <= KEPT_IN_ALL


def test_text_from_a_file_is_clean(file: Path) -> None:
    found = read(file, write.gguf(write.keys(name="boos\x1b]0;x\x07\u202e\nmodel" + "é" * 400)))
    assert found.name.startswith("boos]0;x model")
    assert len(found.name) == 200
    assert found.name.isprintable()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", "cut"),
        (b"GG", "cut"),
        (b"PK\x03\x04 a zip file", "no-model"),
        (b"GGUF" + struct.pack("<IQQ", 1, 0, 0), "version"),
        (b"GGUF" + struct.pack(">IQQ", 3, 0, 0), "version"),
        (b"GGUF" + struct.pack("<IQQ", 4, 0, 0), "version"),
        (write.gguf(counts=(2**63, 1)), "too-much"),
        (write.gguf(counts=(1, 2**63)), "too-much"),
        (write.gguf([]), "damaged"),
        (write.gguf([write.string("general.architecture", "../../etc")]), "damaged"),
        (write.gguf([write.string("general.name", "x")] * 2), "damaged"),
        (write.gguf([*write.keys(), write.number("general.alignment", 7)]), "damaged"),
        (write.gguf([*write.keys(), write.number("general.alignment", 0)]), "damaged"),
        (write.gguf([write.text("key") + struct.pack("<I", 99)]), "damaged"),
        (write.gguf([write.text("key") + struct.pack("<IIQ", 9, 9, 1)]), "damaged"),
        (write.gguf([write.text("key") + struct.pack("<IIQ", 9, 8, 2**62)]), "too-much"),
        (write.gguf([write.text("key") + struct.pack("<IIQ", 9, 4, 8_000_000)]), "cut"),
        (write.gguf([write.text("key") + struct.pack("<IQ", 8, 2**40)]), "too-much"),
        (write.gguf([struct.pack("<Q", 2**40) + b"key"]), "too-much"),
        (write.gguf(tensors=[write.tensor("a", [])]), "damaged"),
        (write.gguf(tensors=[write.tensor("a", [0])]), "damaged"),
        (write.gguf(tensors=[write.tensor("a", [1] * 5)]), "damaged"),
        (write.gguf(tensors=[write.tensor("a", [33], kind=8)]), "damaged"),
        (write.gguf(tensors=[write.tensor("a", [8], start=3)]), "damaged"),
        (write.gguf(tensors=[write.tensor("a", [2**63] * 4)]), "cut"),
        (write.gguf(tensors=[write.tensor("a", [8], start=2**62)]), "cut"),
    ],
)  # fmt: skip
def test_what_is_no_sound_model_is_refused_by_name(file: Path, content: bytes, kind: str) -> None:
    assert refusal(file, content) == kind


def test_what_is_no_readable_file_is_refused_too(tmp_path: Path) -> None:
    assert refusal(tmp_path / "model.gguf") == "missing"
    assert refusal(tmp_path / "nul\0model.gguf") == "unreadable"
    (tmp_path / "folder-model.gguf").mkdir()
    assert refusal(tmp_path / "folder-model.gguf") == "no-model"
    os.mkfifo(tmp_path / "pipe-model.gguf")
    assert refusal(tmp_path / "pipe-model.gguf") == "no-model"


def test_a_start_says_nothing_or_all_that_the_whole_file_says(file: Path) -> None:
    whole = write.gguf(data=bytes(100_000))
    header = read(file, whole)
    said = list[Header | None]()
    for end in range(len(whole) - 100_000 + 1):
        file.write_bytes(whole[:end])
        said.append(read_start(file, len(whole)))
    assert said[0] is None
    assert said[-1] == header
    assert all(one in (None, header) for one in said)
    file.write_bytes(b"<html>" * 100)
    with pytest.raises(BrokenModel) as raised:
        read_start(file, 10**9)
    assert raised.value.kind == "no-model"


def test_every_cut_is_noticed(file: Path) -> None:
    whole = write.gguf()
    read(file, whole)
    for length in range(len(whole)):
        assert refusal(file, whole[:length]) == "cut", length


def test_mutations_end_in_a_header_or_a_refusal_and_little_memory(file: Path) -> None:
    whole, chance = write.gguf(), random.Random(2026)
    assert "cut" in refuse_mutations(file, whole, chance, 1000)


@pytest.mark.slow
def test_many_mutations(file: Path) -> None:
    refuse_mutations(file, write.gguf(), random.Random(7), 20_000)


def kind_of(file: Path) -> str:
    try:
        read_header(file)
    except BrokenModel as broken:
        return broken.kind
    return "sound"


def refuse_mutations(file: Path, whole: bytes, chance: random.Random, count: int) -> set[str]:
    kinds = set()
    tracemalloc.start()
    try:
        for _ in range(count):
            changed = mutated(whole, chance)
            file.write_bytes(changed)
            tracemalloc.reset_peak()
            kinds.add(kind_of(file))
            assert tracemalloc.get_traced_memory()[1] < MOST_HELD
    finally:
        tracemalloc.stop()
    assert kinds <= KINDS | {"sound"}
    return kinds


def mutated(whole: bytes, chance: random.Random) -> bytes:
    """Some bytes or lengths changed, or a stretch taken out, doubled or put elsewhere."""
    content = bytearray(whole)
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(content) - 8)
        match chance.randrange(5):
            case 0:
                content[at] ^= 1 << chance.randrange(8)
            case 1:
                content[at] = chance.choice((0, 1, 8, 9, 0x7F, 0xFF))
            case 2:
                value = chance.choice((0, 1, 2**16, 2**31, 2**32 - 1, 2**40, 2**63, 2**64 - 1))
                content[at : at + 8] = struct.pack("<Q", value)
            case 3:
                del content[at : at + chance.randint(1, 64)]
            case _:
                content[at:at] = content[at : at + chance.randint(1, 64)]
        content += bytes(max(0, 9 - len(content)))
    return bytes(content)


@settings(deadline=None)  # the first call may wait for a busy machine
@given(st.binary(max_size=400))
def test_any_bytes_behind_a_start_end_in_a_header_or_a_refusal(
    tmp_path_factory: pytest.TempPathFactory, tail: bytes
) -> None:
    file = tmp_path_factory.mktemp("any") / "model.gguf"
    file.write_bytes(b"GGUF" + struct.pack("<IQQ", 3, 1, 2) + tail)
    assert kind_of(file) in KINDS | {"sound"}


def test_a_large_vocabulary_is_followed_and_not_held(file: Path) -> None:
    vocabulary = write.strings("tokenizer.ggml.tokens", ["abcdefgh"] * 20_000)
    file.write_bytes(write.gguf([write.string("general.architecture", "gemma3"), vocabulary]))
    tracemalloc.start()
    try:
        assert read_header(file).architecture == "gemma3"
        assert tracemalloc.get_traced_memory()[1] < MOST_HELD
    finally:
        tracemalloc.stop()
