"""Which talk is meant, and what `find` finds; the real program."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.data.vault.places import new_talk, talks, writing
from tests.tui.terminal import Terminal
from tests.tui.test_keeping import refused
from tests.tui.test_passphrase import files, secret
from tests.tui.test_plain import Onderons
from tui.finding import MOST, around
from tui.naming import talk_id


@pytest.fixture
def onderons(tmp_path: Path) -> Onderons:
    return Onderons(tmp_path / "home")


def held(home: Path, *ids: str) -> None:
    """Talks under chosen ids."""
    vault = writing(home)
    for one in ids:
        talks(vault).save(new_talk("een regel", id=one))
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


LONG = "Sanne zei veel over de planning van het voorjaar en dat zij daar de waardering miste waarop ze had gehoopt"


def test_find_names_the_place(onderons: Onderons) -> None:
    assert onderons.json("find", "x") == []
    assert not onderons.home.exists()
    zoe, _ = onderons.talk(f"{LONG}\nbudget\n! Power BI budget uitzoeken\n", "--person", "Zoë Peeters")
    bart, _ = onderons.talk("niets bijzonders\n/view 1 toch wel [/]\n", "--person", "Bart", "--lang", "en")
    hit = {"talk": zoe, "person": "Zoë Peeters", "kind": "stay", "date": onderons.json("list")[0]["date"]}
    both = [{**hit, "n": 2, "text": "budget"}, {**hit, "n": 3, "text": "Power BI budget uitzoeken"}]
    assert onderons.json("find", "BUDGET") == both
    assert onderons.json("find", "budget", "pow") == onderons.json("find", "budget pow") == both[1:]
    assert onderons.json("find", "peeters budget") == both
    assert [(h["talk"], h["n"], h["text"]) for h in onderons.json("find", "peeters")] == [
        (zoe, None, "Zoë Peeters")
    ]
    assert [(h["talk"], h["n"], h["text"]) for h in onderons.json("find", "toch [/]")] == [
        (bart, 1, "toch wel [/]")
    ]
    assert onderons.json("find", "nergens") == onderons.json("find", "stay") == []
    done = onderons("find", "waardering").stdout.decode()
    assert done.startswith(f"{zoe[:8]}  ")
    assert done.split("  ")[2:5] == ["Zoë Peeters", "blijfgesprek", "1"]
    assert done.endswith("de waardering miste waarop ze had gehoopt\n")
    assert "  …" in done
    assert onderons("find", "nergens").stdout.decode() == "Niets gevonden.\n"


def test_find_forgives_a_slip_where_nothing_stands_as_typed(onderons: Onderons) -> None:
    talk, _ = onderons.talk(f"{LONG}\nwaarde\n", "--person", "Zoë Peeters")
    for typed in ("waardring", "waadrering", "plannign", "Zoe Peters", "waardring planing"):
        assert [hit["talk"] for hit in onderons.json("find", typed)] == [talk], typed
    assert "de waardering miste" in onderons("find", "waardring").stdout.decode()
    assert [hit["n"] for hit in onderons.json("find", "waarde")] == [1, 2]
    assert (
        onderons.json("find", "sat") == onderons.json("find", "prei") == onderons.json("find", "stat") == []
    )


def test_what_nobody_reads_on_for_is_counted_and_json_gives_all(onderons: Onderons) -> None:
    vault = writing(onderons.home)
    long = new_talk(*["kanarie"] * (MOST - 1), date=date(2026, 3, 9))
    several = [new_talk("kanarie", "kanarie", date=date(2026, 3, day)) for day in (8, 7, 6)]
    for talk in (long, *several):
        talks(vault).save(talk)
    vault.close()
    *shown, last = onderons("find", "kanarie").stdout.decode().splitlines()
    assert [line.split()[0] for line in shown] == [long.id[:8]] * (MOST - 1) + [several[0].id[:8]] * 2
    assert last == "Het staat ook nog in 2 andere gesprekken. Geef een woord meer om minder te vinden."
    assert onderons("find", "kanrie").stdout.decode().splitlines()[-1] == last
    assert len(onderons.json("find", "kanarie")) == MOST - 1 + 6


@pytest.mark.parametrize(
    "args", [("find",), ("find", ""), ("find", " \t"), ("find", "\x07"), ("find", "--json")]
)
def test_nothing_to_look_for_is_wrong_use(onderons: Onderons, args: tuple[str, ...]) -> None:
    refused(onderons(*args), 2)


def test_find_in_a_locked_store_and_beside_a_window(onderons: Onderons, tmp_path: Path) -> None:
    env = {"ONDERONS_PASSPHRASE_FILE": secret(tmp_path, "vier losse woorden hier")}
    onderons("talk", "--plain", "--kind", "stay", stdin="kanarie\n", **env)
    before = files(onderons.home)
    assert "op slot" in refused(onderons("find", "kanarie"))
    assert b"kanarie" in onderons("find", "kanarie", **env).stdout
    assert files(onderons.home) == before
    other = Onderons(tmp_path / "other")
    with Terminal("talk", "--plain", "--kind", "stay", home=other.home) as window:
        window.until("talk ")
        window.type("een vogeltje\n")
        window.until("saved 1")
        assert [hit["text"] for hit in other.json("find", "vogel")] == ["een vogeltje"]
        assert other.json("show", other.json("list")[0]["id"][:6])["state"] == "unfinished"


def test_what_is_erased_is_not_found_and_a_damaged_talk_is_passed_over(onderons: Onderons) -> None:
    gone, _ = onderons.talk("kanarie een\n", "--person", "Piet")
    broken, _ = onderons.talk("kanarie twee\n")
    kept, _ = onderons.talk("kanarie drie\n")
    onderons("talk", "--plain", "--resume", gone, stdin="/discard\n/discard yes\n")
    (onderons.home / "vault" / "records" / broken[:2] / f"{broken}.rec").write_bytes(b"rubbish")
    assert [hit["talk"] for hit in onderons.json("find", "kanarie")] == [kept]
    assert "Piet" not in onderons("find", "piet").stdout.decode()  # no talk with him is left


@pytest.mark.parametrize(
    ("text", "words", "shown"),
    [
        ("kort", ["kort"], "kort"),
        ("a " * 20 + "budget" + " b" * 20, ["budget"], "…a a a a budget b b b b b…"),
        ("budget" + " b" * 20, ["x", "budget"], "budget b b b b b b b b b…"),
        ("a " * 20 + "bugdet", ["budget"], "…a a a a a a a a a bugdet"),
        ("é" * 15 + " één\nregel " + "é" * 15, ["een"], "…ééééééé één regel ééééééé…"),
        ("ﬁ" * 30 + " x", ["nergens"], "ﬁ" * 25 + "…"),
    ],
)
def test_a_note_is_shortened_around_the_hit(text: str, words: list[str], shown: str) -> None:
    assert around(text, words, 25) == shown
