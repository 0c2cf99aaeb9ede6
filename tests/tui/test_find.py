"""Which talk is meant, and what `find` finds; the real program."""

from pathlib import Path
from typing import Any

import pytest

from tests.data.vault.places import new_talk, talks, writing
from tests.tui.test_keeping import refused
from tests.tui.test_plain import Onderons
from tui.naming import talk_id


@pytest.fixture
def onderons(tmp_path: Path) -> Onderons:
    return Onderons(tmp_path / "home")


def held(home: Path, *ids: str) -> None:
    """Talks under chosen ids."""
    vault = writing(home)
    for talk_id in ids:
        talks(vault).save(new_talk("een regel", id=talk_id))
    vault.close()


def test_a_start_of_an_id_and_a_name_are_enough(onderons: Onderons) -> None:
    zoe, _ = onderons.talk("een\n", "--person", "Zoë Peeters")
    onderons.talk("twee\n", "--person", "Zo")
    line = next(line for line in onderons("list").stdout.decode().splitlines() if "Zoë" in line)
    assert line.split()[0] == zoe[:8]
    assert {row["id"] for row in onderons.json("list")} >= {zoe}
    for typed in (zoe[:8], zoe[:5].upper(), "zoe", "Zoë  peeters", zoe, zoe.upper()):
        assert onderons.json("show", typed)["id"] == zoe
        assert onderons("export", typed, "--to", "md").returncode == 0
        assert onderons("card", typed, "--to", "md").returncode == 0
    done = onderons("talk", "--plain", "--resume", "zoe peeters", stdin="drie\n")
    assert done.stdout.decode().splitlines() == [f"talk {zoe}", "saved 2"]
    for typed in ("ze", "peeters", zoe[:3], "0" * 31, "0" * 32, "", "\x1b]0;x\x07", "../../x"):
        assert "\x1b" not in refused(onderons("show", typed))


def test_what_fits_several_names_them(onderons: Onderons) -> None:
    first, second, third = "abba1" + "0" * 27, "abba2" + "0" * 27, "cafe" + "0" * 28
    held(onderons.home, first, second, third)
    message = refused(onderons("show", "abba"))
    assert "abba1000 (2026-03-09 Sanne), abba2000 (2026-03-09 Sanne)" in message
    assert onderons.json("show", "abba2")["id"] == second
    assert refused(onderons("export", "Sanne", "--to", "md")).count("(2026") == 3
    onderons.talk("x\n", "--person", "Cafe Noord")
    assert "Cafe Noord" in refused(
        onderons("show", "cafe")
    )  # a name and the start of an id: neither is guessed
    record = onderons.home / "vault" / "records" / "ca" / f"{third}.rec"
    record.write_bytes(b"rubbish")
    assert str(record) in refused(onderons("show", "cafe0"))


def test_a_whole_id_is_not_looked_up() -> None:
    nowhere: Any = None
    assert talk_id(nowhere, "AB" * 16) == "ab" * 16
