"""The table of features: what was put in is found under its number, and nothing else is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach import features
from coach.features import Features, build

TEXTS = st.text(max_size=12)


@given(st.lists(TEXTS, unique=True, max_size=60), st.lists(TEXTS, max_size=20), st.binary(max_size=9))
def test_each_feature_has_its_own_number_and_others_have_none(
    names: list[str], others: list[str], before: bytes
) -> None:
    table = Features(before + build([f"word {name}" for name in names]) + b"what follows", len(before))
    assert table.numbers("word ", names) == list(range(len(names)))
    assert table.numbers("word ", [name for name in others if name not in names]) == []
    assert table.numbers("pair ", names) == []


def test_lone_surrogates_and_an_empty_table_are_no_trouble() -> None:
    assert Features(build(["\ud800", ""])).numbers("", ["", "x", "\ud800"]) == [1, 0]
    assert Features(build([])).numbers("word ", ["", "een"]) == []


def test_a_full_table_of_clashes_is_read_to_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(features, "crc32", lambda text: 3)  # everything begins in one slot, and wraps round
    names = [str(n) for n in range(40)]
    table = Features(build(names))
    assert table.numbers("", names) == list(range(40))
    assert table.numbers("", ["40", ""]) == []


def test_a_machine_with_its_bytes_the_other_way_round_reads_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    stored = build(["een", "twee"])
    monkeypatch.setattr(features.sys, "byteorder", "big")
    assert build(["een", "twee"]) != stored  # here the numbers are swapped, there they come out lowest first
    assert Features(build(["een", "twee"])).numbers("", ["twee", "een"]) == [1, 0]
