"""JSON from outside: what it may be, and what is said of what it may not be."""

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.errors import RefusedFile
from data.imports import lines, strict
from data.imports.raw import LARGEST
from tests.data.imports import broken

JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@given(JSON, st.booleans(), st.sampled_from([None, 1]))
def test_sound_json_is_read_as_it_is(value: object, escaped: bool, indent: int | None) -> None:
    text = json.dumps(value, ensure_ascii=escaped, indent=indent)
    assert strict.parse(text.encode(), "x.json") == value


@pytest.mark.parametrize("name", broken.VALUES)
def test_what_another_reader_forgives_is_refused(name: str) -> None:
    with pytest.raises(RefusedFile):
        strict.parse(broken.with_value(broken.VALUES[name]), "x.json")


@pytest.mark.parametrize(
    ("content", "text_id", "place"),
    [
        (b'{"notes":[{"n":1},{"n":1,"text":"a","te\\u0078t":"b"}]}', "refused.twice", "notes[1].text"),
        (b'[[1],{"a":[0,' + b"9" * 30 + b"]}]", "refused.long-number", "[1].a[1]"),
        (b'{"a":{"b":"' + b"x" * 100_001 + b'"}}', "refused.too-long", "a.b"),
        (b'{"a":[' + b"1," * 50_000 + b"1]}", "refused.too-many", "a"),
        (b'{"\\u001b]0;x\\u0007\\u202e":1,"\\u001b]0;x\\u0007\\u202e":2}', "refused.twice", "]0;x"),
        (b'{"' + b"k" * 300 + b'":1,"' + b"k" * 300 + b'":1}', "refused.twice", "k" * 60 + "…"),
        (b'{"":1,"":2}', "refused.twice", "…"),
    ],
)
def test_the_place_is_named(content: bytes, text_id: str, place: str) -> None:
    with pytest.raises(RefusedFile) as refused:
        strict.parse(content, "x.json")
    assert (refused.value.text_id, refused.value.params["place"]) == (text_id, place)


def test_the_place_of_what_is_no_json_is_named() -> None:
    with pytest.raises(RefusedFile) as refused:
        strict.parse(b'{"a": 1,\n "b": }', "x.json")
    assert (refused.value.params["line"], refused.value.params["column"]) == (2, 7)
    with pytest.raises(RefusedFile) as refused:
        strict.parse(b'{"a": "\xff"}', "x.json")
    assert refused.value.params["byte"] == 8


def test_what_just_fits_is_read() -> None:
    assert strict.parse(b"[" * 20 + b"]" * 20, "x")
    assert strict.parse(b'"' + b"x" * 100_000 + b'"', "x")
    assert len(strict.parse(b"[" + b"0," * 49_999 + b"0]", "x")) == 50_000


@pytest.mark.parametrize("unit", [b'"a",', b'"\\n\\n\\n",', b"[],", b'{"a":1},'])
def test_a_large_file_takes_seconds_and_no_more(unit: bytes) -> None:
    row = b"[" + unit * 400 + b"0],"
    content = b"[" + row * (LARGEST // 4 // len(row)) + b"0]"
    begun = time.perf_counter()
    strict.parse(content, "x", most=10_000_000)
    assert (
        time.perf_counter() - begun < 20
    )  # a quarter of the limit: 1 to 2.5 s on two cores; a reader that squares would take hours


def test_records_come_one_by_one_and_a_bad_line_is_named() -> None:
    content = b'{"a":1}\r\n\n  \n[2]\n{"a":1,"a":2}\n{}\n'
    found = lines.records(content, "t.jsonl")
    assert [next(found), next(found)] == [(1, {"a": 1}), (4, [2])]
    with pytest.raises(RefusedFile) as refused:
        next(found)
    assert refused.value.params["where"] == "t.jsonl:5"
    with pytest.raises(RefusedFile) as refused:
        list(lines.records(b"{}\n{]\n", "t.jsonl"))
    assert (refused.value.params["where"], refused.value.params["line"]) == ("t.jsonl:2", 2)


def test_there_are_only_so_many_records() -> None:
    assert len(list(lines.records(b"1\n" * 5000, "t"))) == 5000
    with pytest.raises(RefusedFile, match="too-many"):
        list(lines.records(b"1\n" * 5001, "t"))


@pytest.mark.parametrize(
    "name",
    [
        name
        for name, _ in broken.as_whole(b"{}")
        if name not in ("too-large", "too-large-and-sound", "only-brackets", "a-number", "null")
    ],
)
def test_broken_as_a_whole(name: str) -> None:
    content = dict(broken.as_whole(b'{"a": "b"}'))[name]
    with pytest.raises(RefusedFile):
        strict.parse(content, "x")
