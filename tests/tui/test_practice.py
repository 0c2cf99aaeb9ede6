"""Practice talks as another program sees them: in a vault of their own, and nowhere among the talks."""

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from coach.errors import StoreBusy
from tests.tui.terminal import ROOT, Terminal
from tests.tui.test_keeping import failures, refused
from tests.tui.test_passphrase import files, secret
from tests.tui.test_plain import Onderons
from tui import bootstrap
from tui.practice import practice
from tui.program import Program

STAY = ("talk", "--plain", "--kind", "stay")
WORDS = "vier losse woorden hier"


@pytest.fixture
def onderons(tmp_path: Path) -> Onderons:
    return Onderons(tmp_path / "home")


def both(onderons: Onderons, **env: str) -> tuple[str, str]:
    """A talk with Sanne and a practice talk with Kanarie; their ids."""
    ids = []
    for who, line, options in (
        ("Sanne", "! een gewone afspraak voor vrijdag", ()),
        ("Kanarie", "! kanarie oefent voor maandag", ("--practice",)),
    ):
        done = onderons(*STAY, "--person", who, *options, stdin=f"{line}\n", **env)
        assert done.returncode == 0, done.stderr
        assert b"saved 1" in done.stdout
        ids.append(done.stdout.split()[1].decode())
    return ids[0], ids[1]


def test_erasing_somebody_tells_of_practice_under_their_name_and_leaves_it(onderons: Onderons) -> None:
    talk, practised = both(onderons)
    assert onderons(*STAY, "--person", "Kanarie", stdin="een echt gesprek\n").returncode == 0
    told = onderons("erase", "kanarie", "--yes")
    assert told.returncode == 0, told.stderr
    assert practised[:8] in told.stdout.decode()
    assert talk[:8] not in told.stdout.decode()
    assert onderons.json("show", practised, "--practice")["person"] == "Kanarie"


def test_no_command_over_the_talks_shows_or_counts_a_practice_talk(
    onderons: Onderons, tmp_path: Path
) -> None:
    talk, practised = both(onderons)
    assert [row["id"] for row in onderons.json("list")] == [talk]
    assert [row["alias"] for row in onderons.json("people")] == ["Sanne"]
    assert [row["talk"] for row in onderons.json("actions")] == [talk]
    assert onderons.json("find", "kanarie") == []
    for command in (
        ("show", practised), ("export", practised, "--to", "json"), ("card", practised, "--to", "md"),
        ("access", "Kanarie", "-o", str(tmp_path / "copy")), ("erase", "Kanarie", "--yes"), ("hold", "Kanarie"),
        ("view", practised, "1", "anders"), ("correct", practised, "1", "anders"), ("show", "Kanarie"),
        (*STAY, "--resume", practised),
    ):  # fmt: skip
        done = onderons(*command)
        assert (done.returncode, done.stdout) == (1, b""), command
    before = files(onderons.home / "rehearsals")
    assert onderons("access", "Sanne", "-o", str(tmp_path / "copy")).returncode == 0
    assert not any(b"kanarie" in content.lower() for content in files(tmp_path / "copy").values())
    assert b"1 gesprek is leesbaar" in onderons("doctor").stdout
    assert b"kanarie" not in onderons("purge", "--yes").stdout.lower()
    assert onderons("erase", "Sanne", "--yes").returncode == 0
    assert onderons.json("list") == []
    assert [row["id"] for row in onderons.json("list", "--practice")] == [practised]
    after = files(onderons.home / "rehearsals")
    assert before == after


def test_no_command_over_practice_talks_shows_a_talk(onderons: Onderons) -> None:
    talk, _practised = both(onderons)
    before = files(onderons.home / "vault")
    assert [row["person"] for row in onderons.json("list", "--practice")] == ["Kanarie"]
    for command in (
        ("show", talk, "--practice"), ("show", "Sanne", "--practice"), ("discard", talk, "--yes"),
        (*STAY, "--practice", "--resume", talk), (*STAY, "--practice", "--resume", "Sanne"),
    ):  # fmt: skip
        said = refused(onderons(*command))
        assert "geen gesprek" in said or "Zie onderons list --practice." in said, command
    assert "Zie onderons list --practice." in refused(onderons("show", "Sanne", "--practice"))
    shown = onderons("show", "Kanarie", "--practice").stdout.decode()
    assert shown.startswith("oefenen · blijfgesprek · Kanarie")
    assert "kanarie oefent voor maandag" in shown
    assert onderons("purge", "--practice", "--yes").returncode == 0
    assert files(onderons.home / "vault") == before


def test_a_practice_talk_is_held_like_any_other(onderons: Onderons) -> None:
    practised, said = onderons.talk('een\n! twee\n"drie"\n/edit 1 eentje\n/foo\n', "--practice")
    assert [line.split()[0] for line in said] == ["saved", "saved", "saved", "saved", "error"]
    done = onderons("talk", "--plain", "--practice", "--resume", practised, stdin="vier\n")
    assert done.stdout.decode().splitlines() == [f"talk {practised}", "saved 4"]
    found = onderons.json("show", practised, "--practice")
    assert [note["text"] for note in found["notes"]] == ["eentje", "twee", "drie", "vier"]
    assert (found["schema"], found["state"]) == ("onderons.practice/1", "ended")
    gone = onderons("talk", "--plain", "--practice", "--resume", practised, stdin="/discard yes\n")
    assert gone.stdout.decode().splitlines()[-1] == "discarded"
    assert onderons.json("list", "--practice") == []


def test_without_a_record_nothing_is_left_of_it(onderons: Onderons) -> None:
    done = onderons(*STAY, "--practice", "--no-record", stdin="een\n")
    assert done.stdout.splitlines()[1:] == [b"not stored"]
    assert not onderons.home.exists()


def test_reading_practice_talks_makes_nothing(onderons: Onderons) -> None:
    assert onderons.json("list", "--practice") == []
    assert onderons("list", "--practice").stdout.decode() == "Er zijn nog geen oefengesprekken.\n"
    assert onderons("purge", "--practice").returncode == 0
    assert not onderons.home.exists()


def test_one_practice_talk_is_discarded_once_somebody_says_so(onderons: Onderons, tmp_path: Path) -> None:
    _, practised = both(onderons)
    other, _ = onderons.talk("blijft\n", "--practice")
    assert onderons("backup", str(tmp_path / "stick")).returncode == 0
    asked = onderons("discard", practised[:8])
    assert asked.returncode == 1
    assert "Kanarie" in asked.stdout.decode()
    assert len(onderons.json("list", "--practice")) == 2
    assert onderons("discard", practised[:8], "--yes").returncode == 0
    assert [row["id"] for row in onderons.json("list", "--practice")] == [other]
    assert onderons("check").returncode == 0
    assert onderons("restore", str(tmp_path / "stick"), "-o", str(tmp_path / "new")).returncode == 0
    assert [row["id"] for row in Onderons(tmp_path / "new").json("list", "--practice")] == [other]


def test_practice_talks_go_after_their_term_when_somebody_says_so(onderons: Onderons) -> None:
    old, _ = onderons.talk("oud\n", "--practice", "--after", "--date", "2025-01-06", "--person", "Ali")
    fresh, _ = onderons.talk("nieuw\n", "--practice", "--person", "Bo")
    held, _ = onderons.talk("echt\n", "--after", "--date", "2025-01-06", "--person", "Ali")
    listed = onderons("list", "--practice")
    assert b"purge --practice" in listed.stderr
    assert listed.stdout.count(b"\n") == 2
    assert b"purge" not in onderons("list").stderr
    with Terminal("talk", "--practice", home=onderons.home) as window:
        window.until("1 oefengesprek is over zijn bewaartermijn: onderons purge --practice")
    asked = onderons("purge", "--practice")
    assert asked.returncode == 1
    assert old[:8] in asked.stdout.decode()
    assert fresh[:8] not in asked.stdout.decode()
    assert onderons("purge", "--practice", "--yes").returncode == 0
    assert [row["id"] for row in onderons.json("list", "--practice")] == [fresh]
    assert b"purge" not in onderons("list", "--practice").stderr
    assert [row["id"] for row in onderons.json("list")] == [held]


def test_it_does_not_come_in_among_the_talks(onderons: Onderons, tmp_path: Path) -> None:
    _, practised = both(onderons)
    given = tmp_path / "oefening.json"
    given.write_text(json.dumps(onderons.json("show", practised, "--practice")), "utf-8")
    assert onderons("import", str(given), "--yes").returncode == 1
    assert [row["person"] for row in onderons.json("list")] == ["Sanne"]


def test_one_passphrase_opens_both_and_a_change_of_it_too(onderons: Onderons, tmp_path: Path) -> None:
    right = {"ONDERONS_PASSPHRASE_FILE": secret(tmp_path, WORDS)}
    done = onderons(*STAY, "--practice", stdin="een\n", **right)  # the first talk of all makes both vaults
    assert (done.returncode, done.stderr) == (0, b"")
    practised = done.stdout.split()[1].decode()
    assert not (onderons.home / "machine.key").exists()
    before = files(onderons.home)
    for command in (
        ("list", "--practice"),
        ("show", practised, "--practice"),
        ("discard", practised, "--yes"),
    ):
        assert "op slot" in refused(onderons(*command))
    assert "op slot" in refused(onderons(*STAY, "--practice", stdin="nog een\n"))
    assert files(onderons.home) == before
    assert onderons.json_with(right, "show", practised, "--practice")["notes"][0]["text"] == "een"
    assert onderons("passphrase", "--remove", **right).returncode == 0
    assert onderons.json("show", practised, "--practice")["notes"][0]["text"] == "een"
    other = {"ONDERONS_PASSPHRASE_FILE": secret(tmp_path, "heel andere woorden", "other")}
    assert onderons("passphrase", **other).returncode == 0
    assert "op slot" in refused(onderons("list", "--practice"))
    assert onderons("list", "--practice", **right).returncode == 1
    assert [row["id"] for row in onderons.json_with(other, "list", "--practice")] == [practised]


def test_a_first_practice_talk_says_once_that_there_is_no_passphrase(onderons: Onderons) -> None:
    first = onderons(*STAY, "--practice", stdin="a\n")
    assert first.stderr.count(b"\n") == 1
    assert b"onderons passphrase" in first.stderr
    assert onderons(*STAY, stdin="a\n").stderr == b""
    assert onderons(*STAY, "--practice", stdin="a\n").stderr == b""


def test_check_looks_at_practice_talks_too(onderons: Onderons) -> None:
    _, practised = both(onderons)
    found = onderons.json("check")
    assert next(one["text"] for one in found if one["what"] == "practice").startswith("oefenen: 1 gesprek")
    assert next(one["text"] for one in found if one["what"] == "store").startswith("1 gesprek")
    path = onderons.home / "rehearsals" / "vault" / "records" / practised[:2] / f"{practised}.rec"
    kept = path.read_bytes()
    path.write_bytes(kept[:-20] + bytes(20))
    told = failures(onderons("check", "--json"))
    assert list(told) == ["practice"]
    assert practised in told["practice"]
    path.write_bytes(kept)
    assert onderons("discard", practised, "--yes").returncode == 0
    path.write_bytes(kept)
    assert str(path) in failures(onderons("check", "--json"))["practice"]


@pytest.mark.parametrize("broken", ["header", "keys", "other"])
def test_broken_practice_talks_cost_the_talks_nothing(
    onderons: Onderons, tmp_path: Path, broken: str
) -> None:
    talk, _practised = both(onderons)
    folder = onderons.home / "rehearsals" / "vault"
    if broken == "header":
        for name in ("vault.hdr", "vault.hdr.bak"):
            (folder / name).write_bytes(b"rubbish")
    elif broken == "keys":
        (folder / "keys.kr").write_bytes(b"rubbish")
    else:
        Onderons(tmp_path / "elders").talk("x\n", "--practice")
        shutil.rmtree(onderons.home / "rehearsals")
        shutil.copytree(tmp_path / "elders" / "rehearsals", onderons.home / "rehearsals")
    before = files(onderons.home / "rehearsals")
    assert [row["id"] for row in onderons.json("list")] == [talk]
    assert onderons(*STAY, stdin="nog een\n").returncode == 0
    assert onderons("list", "--practice").returncode == 1
    assert list(failures(onderons("check", "--json"))) == ["practice"]
    copied = onderons("backup", str(tmp_path / "stick"))
    assert b"2 gesprekken staan" in copied.stdout
    if broken != "keys":  # those are kept aside, and the records copied for whoever finds the keys
        assert copied.returncode == 1
        assert copied.stderr.decode().startswith(
            "onderons: Je gesprekken zijn gekopieerd, je oefengesprekken niet."
        )
        assert files(onderons.home / "rehearsals") == before
    restored = onderons("restore", str(tmp_path / "stick"), "-o", str(tmp_path / "new"))
    assert b"2 gesprekken zijn teruggezet" in restored.stdout
    assert len(Onderons(tmp_path / "new").json("list")) == 2


def test_a_broken_copy_of_practice_talks_costs_the_talks_nothing(onderons: Onderons, tmp_path: Path) -> None:
    both(onderons)
    assert b"1 oefengesprek staat er ook in" in onderons("backup", str(tmp_path / "stick")).stdout
    for day in tmp_path.glob("stick/*/rehearsals/*/days/*.json"):
        day.write_bytes(b"rubbish")
    done = onderons("restore", str(tmp_path / "stick"), "-o", str(tmp_path / "new"))
    assert done.returncode == 1
    assert done.stderr.decode().startswith(
        "onderons: Je gesprekken zijn teruggezet, je oefengesprekken niet."
    )
    assert b"1 gesprek is teruggezet" in done.stdout
    assert len(Onderons(tmp_path / "new").json("list")) == 1
    assert not (tmp_path / "new" / "rehearsals").exists()


def test_a_window_on_the_talks_and_one_on_practice_talks_do_not_hinder_each_other(onderons: Onderons) -> None:
    both(onderons)
    for options, free, busy in (((), ("--practice",), ()), (("--practice",), (), ("--practice",))):
        with Terminal(*STAY, *options, home=onderons.home) as window:
            window.until("talk ")
            window.type("een regel\n")
            window.until("saved 1")
            assert b"saved 1" in onderons(*STAY, *free, stdin="y\n").stdout
            assert "al open in een ander venster" in refused(onderons(*STAY, *busy, stdin="y\n"))


def test_on_a_terminal_it_says_that_it_is_practice_and_asks_for_what_helped(onderons: Onderons) -> None:
    onderons.home.mkdir()
    with Terminal(*STAY, "--practice", "--person", "Bo", home=onderons.home) as window:
        window.until("Je oefent")
        window.until("NU:")
        window.type("een regel\n")
        window.until("saved 1")
        window.type("/einde\n")
        window.until("welke zin hielp")
        assert window.wait() == 0


ASKED = "Typ je wachtwoordzin"
F2, F6, F9, F10 = "\x1bOQ", "\x1b[17~", "\x1b[20~", "\x1b[21~"


def to_practice(window: Terminal) -> None:
    """From the first screen to where a practice talk begins."""
    window.type(F2)
    window.until("Met wie praat je")
    window.rest()
    assert "F6" in window.picture
    window.type(F6)
    window.until("Blijfgesprek · oefenen")
    window.rest()
    assert "F6" not in window.picture


def test_on_screen_practising_starts_where_a_talk_does_and_comes_back(onderons: Onderons) -> None:
    talk, _ = onderons.talk("! een gewone afspraak\n", "--person", "Sanne")
    before = files(onderons.home / "vault")
    with Terminal(home=onderons.home) as window:
        window.until("Sanne: blijfgesprek")
        window.rest()
        to_practice(window)
        window.type("Kanarie\r")
        window.until("· Kanarie · oefenen")
        window.rest()
        window.type("! kanarie belooft iets voor 1 maart 2020\r")
        window.until("AFGESPROKEN ──  kanarie belooft")
        window.rest()
        window.type(F10)
        window.until("afronden · Kanarie · oefenen")
        window.rest()
        window.type(F10)
        window.until("welke zin hielp")
        window.rest()
        window.type("\x1bOS")  # F4: it goes nowhere
        window.until("Het is alleen van jou")
        window.type("\x1b")
        window.until("Kanarie: blijfgesprek")
        assert "Sanne" not in window.picture
        assert "kanarie belooft" not in window.picture  # what was promised to practise is not due
        window.rest()
        window.type(F10)
        window.until("Sanne: blijfgesprek")
        assert "Kanarie" not in window.picture
        assert "oefenen" not in window.picture
        window.rest()
        window.type(F10)
        assert window.wait() == 0
    assert files(onderons.home / "vault") == before
    assert [row["id"] for row in onderons.json("list")] == [talk]
    assert [row["person"] for row in onderons.json("list", "--practice")] == ["Kanarie"]
    assert not list(onderons.home.parent.glob("*.html"))


def test_on_screen_one_passphrase_opens_both_and_a_lock_shuts_both(
    onderons: Onderons, tmp_path: Path
) -> None:
    right = {"ONDERONS_PASSPHRASE_FILE": secret(tmp_path, WORDS)}
    both(onderons, **right)
    with Terminal("talk", "--practice", home=onderons.home, ready=False) as window:
        window.until(ASKED)
        window.rest()
        assert "Kanarie" not in window.picture
        window.type(f"{WORDS}\r")
        window.until("Kanarie: blijfgesprek")
        window.rest()
        window.type(F9)
        window.until(ASKED)
        window.rest()  # a frame may come in pieces
        assert "Kanarie" not in window.picture
        window.type(f"{WORDS}\r")
        window.until("Kanarie: blijfgesprek")
        assert onderons("lock").returncode == 0
        window.until(ASKED)
        window.rest()
        assert "Kanarie" not in window.picture
    assert onderons.json_with(right, "list")[0]["person"] == "Sanne"


def test_a_lock_while_practising_shuts_the_talks_behind_it(onderons: Onderons, tmp_path: Path) -> None:
    right = {"ONDERONS_PASSPHRASE_FILE": secret(tmp_path, WORDS)}
    both(onderons, **right)
    with Terminal(home=onderons.home, ready=False) as window:
        window.until(ASKED)
        window.rest()
        window.type(f"{WORDS}\r")
        window.until("Sanne: blijfgesprek")
        window.rest()
        to_practice(window)
        window.type("\x1b")
        window.until("Kanarie: blijfgesprek")
        window.rest()
        window.type(F9)
        window.until(ASKED)
        window.rest()
        window.type(F10)  # back to the talks: they wait for it too
        window.until(lambda: "oefenen" not in window.picture and ASKED in window.picture)
        assert "Sanne" not in window.picture
        window.rest()
        window.type(f"{WORDS}\r")
        window.until("Sanne: blijfgesprek")


def test_a_half_typed_practice_line_survives_a_kill_in_its_own_vault(onderons: Onderons) -> None:
    with Terminal("talk", "--practice", "--kind", "stay", "--person", "Bo", home=onderons.home) as window:
        window.until("DOORVRAAG")
        window.rest()
        window.type("een regel\r")
        window.until("   een regel")
        window.type("half getypt")
        window.until("half getypt")
        window.rest()
        drafts = onderons.home / "rehearsals" / "vault" / "drafts"
        window.until(lambda: list(drafts.glob("*.draft")))
        os.kill(window.pid, signal.SIGKILL)
    assert not list((onderons.home / "vault").rglob("*.draft"))
    with Terminal("talk", "--practice", home=onderons.home) as window:
        window.until("Bo")
        window.rest()
        window.type("\r")
        window.until("› half")  # the last letters are stored within half a second
        assert "oefenen" in window.picture


def test_a_second_practice_window_only_reads(onderons: Onderons) -> None:
    both(onderons)
    with Terminal(*STAY, "--practice", home=onderons.home) as first:
        first.until("talk ")
        with Terminal("talk", "--practice", home=onderons.home) as window:
            window.until("al open in een ander venster")
            window.until("Kanarie: blijfgesprek")


LOOKS_AT = """
import sys
seen = []
def look(event, args):
    if event in ("open", "os.mkdir") and "home/rehearsals" in str(args[0]):
        seen.append(args[0])
sys.addaudithook(look)
from tui.cli import main
try:
    main(sys.argv[1:])
except SystemExit:
    pass
seen += [name for name in ("tui.practice",) if name in sys.modules]
print("seen", seen)
"""


@pytest.mark.parametrize(
    "command",
    [("list",), ("people",), ("actions",), ("find", "x"), ("purge",), ("doctor",), ("show", "Sanne"), STAY],
)
def test_whoever_does_not_practise_opens_nothing_of_it(onderons: Onderons, command: tuple[str, ...]) -> None:
    both(onderons)
    env = {"PATH": os.environ["PATH"], "ONDERONS_HOME": str(onderons.home), "PYTHONPATH": str(ROOT)}

    def looked(*command: str) -> bytes:
        done = subprocess.run(
            [sys.executable, "-c", LOOKS_AT, *command], input=b"", capture_output=True, env=env, timeout=60
        )
        return done.stdout.splitlines()[-1]

    assert looked(*command) == b"seen []"
    assert looked("list", "--practice") != b"seen []"


@pytest.mark.parametrize(("options", "seen"), [((), False), (("talk", "--practice"), True)])
def test_the_app_opens_nothing_of_it_at_the_start(
    onderons: Onderons, tmp_path: Path, options: tuple[str, ...], seen: bool
) -> None:
    both(onderons)
    ledger = tmp_path / "seen"
    look = f"""
import sys
def look(event, args):
    if event in ("open", "os.mkdir") and "home/rehearsals" in str(args[0]):
        with open({str(ledger)!r}, "a") as file: file.write("x")
sys.addaudithook(look)
"""
    with Terminal(*options, home=onderons.home, before=look) as window:
        window.until("Kanarie: blijfgesprek" if seen else "Sanne: blijfgesprek")
        window.rest()
    assert ledger.exists() == seen


def test_a_backup_beside_a_practice_window_says_what_is_not_in_it(onderons: Onderons, tmp_path: Path) -> None:
    both(onderons)
    with Terminal(*STAY, "--practice", home=onderons.home) as window:
        window.until("talk ")
        done = onderons("backup", str(tmp_path / "stick"))
        assert done.returncode == 1
        assert b"1 gesprek staat versleuteld" in done.stdout
        assert "je oefengesprekken niet. Onderons is al open" in done.stderr.decode()
    assert b"2 oefengesprekken staan er ook in" in onderons("backup", str(tmp_path / "stick")).stdout


def test_whoever_practises_writes_no_setting_while_another_window_does(
    make_program: Callable[[], Program],
) -> None:
    window, other = make_program(), make_program()
    services = bootstrap.app(practice(window)).services
    assert services.practice
    assert services.desk.read_only is None
    fresh = replace(services.choices, lang="en")
    other.lock()
    with pytest.raises(StoreBusy):
        services.choose(fresh)
    other.close()
    services.choose(fresh)
    assert (window.settings.lang, window.words.lang) == ("en", "en")  # the app that follows speaks it too
    services.desk.close()
