"""`check` as proof: something planted in the real program makes it fail, each time."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from tinydb import TinyDB

from data.journal import JournalStorage
from data.paths import Paths
from data.settings import Settings, save_settings
from tests.tui.terminal import ROOT, Terminal
from tests.tui.test_keeping import failures
from tests.tui.test_plain import Onderons
from tui import bootstrap

PLANTED = "import socket\ntry:\n socket.create_connection(('192.0.2.1', 80), 1)\nexcept OSError: pass"


@pytest.fixture
def onderons(tmp_path: Path) -> Onderons:
    return Onderons(tmp_path / "home")


def found(onderons: Onderons, what: str) -> dict[str, object]:
    rows = json.loads(onderons("check", "--json").stdout)
    return next(row for row in rows if row["what"] == what)


def run_planted(home: Path, code: str, *args: str) -> "subprocess.CompletedProcess[bytes]":
    """The real program, with code that runs in it right before its command."""
    plant = f"import tui.run\nwas = tui.run.command\ndef planted(name):\n exec({code!r})\n return was(name)\ntui.run.command = planted"
    env = {"PATH": os.environ["PATH"], "ONDERONS_HOME": str(home), "PYTHONPATH": str(ROOT)}
    program = f"import sys; from tui.watch import watch\n{plant}\nfrom tui.cli import script; script()"
    return subprocess.run(
        [sys.executable, "-c", program, *args], capture_output=True, env=env, cwd=home.parent, timeout=60
    )


def test_a_planted_connection_fails_the_check_once(onderons: Onderons) -> None:
    onderons.talk("een\n")
    assert found(onderons, "connections")["ok"]
    assert run_planted(onderons.home, PLANTED, "list").returncode == 0
    told = failures(onderons("check", "--json"))
    assert list(told) == ["connections"]
    assert "socket.getaddrinfo" in told["connections"]
    assert "192.0.2.1" not in told["connections"]
    assert found(onderons, "connections")["ok"]
    assert (
        "socket.getaddrinfo" in (onderons.home / "connections.log").read_text()
    )  # what was told stays on record


def test_a_connection_of_a_program_that_crashes_is_not_lost(onderons: Onderons) -> None:
    onderons.talk("een\n")
    done = run_planted(
        onderons.home, f"{PLANTED}\nimport os, signal; os.kill(os.getpid(), signal.SIGKILL)", "list"
    )
    assert done.returncode == -9
    assert list(failures(onderons("check", "--json"))) == ["connections"]
    assert onderons("check").returncode == 0


def test_a_report_that_nobody_read_does_not_count(onderons: Onderons) -> None:
    onderons.talk("een\n")
    run_planted(onderons.home, PLANTED, "list")
    with Path("/dev/full").open("wb") as full:
        subprocess.run(
            [sys.executable, "-c", "from tui.cli import script; script()", "check"],
            stdout=full, stderr=subprocess.DEVNULL, cwd=onderons.home.parent, timeout=60,
            env={"PATH": os.environ["PATH"], "ONDERONS_HOME": str(onderons.home), "PYTHONPATH": str(ROOT)},
        )  # fmt: skip
    assert list(failures(onderons("check", "--json"))) == ["connections"]


def test_a_connection_tried_while_a_window_is_open_is_counted(onderons: Onderons) -> None:
    home = onderons.home
    plant = "from tui.watch import watch\nimport threading, socket\n"
    plant += "def f():\n try: socket.socket(socket.AF_INET)\n except OSError: pass\n"
    plant += "import tui.cli, tui.bootstrap as b\nmade = b.app\n"
    plant += "def app(*a, **k):\n threading.Thread(target=f).start(); return made(*a, **k)\nb.app = app"
    with Terminal(home=home, before=plant) as window:
        window.until("Nieuw blijfgesprek")
        window.until(lambda: (home / "connections.log").exists())
        assert list(failures(onderons("check", "--json"))) == ["connections"]
        assert found(onderons, "connections")["ok"]
        window.type("\x11")
        assert window.wait() == 0


def plant_field(home: Path, name: str) -> None:
    """A field in the record of people, written as the program writes."""
    built = bootstrap.program(Paths(home))
    built.lock()
    TinyDB(built.vault.named("people", create=True), storage=JournalStorage).table("more").insert({name: 3})
    built.close()


def test_a_planted_field_in_a_record_fails_the_check(onderons: Onderons) -> None:
    onderons.talk("de stemming is slecht, score 3, een risico\n! cijfer nakijken\n", "--person", "Mood Rang")
    assert onderons("check").returncode == 0
    plant_field(onderons.home, "flight_risk")
    told = failures(onderons("check", "--json"))
    assert list(told) == ["fields"]
    assert "risk" in told["fields"]
    assert ".rec" in told["fields"]


def test_a_planted_field_in_settings_and_in_a_guide_of_ones_own_fails_the_check(onderons: Onderons) -> None:
    onderons.talk("een\n")
    guides = onderons.home / "guides" / "nl"
    guides.mkdir(parents=True, mode=0o700)
    guides.parent.chmod(0o700)
    (guides / "stay.toml").touch(0o600)
    (guides / "stay.toml").write_text('schema = "x"\n[[question]]\nid = "a"\ntext = "Welk cijfer geef je?"\n')
    assert onderons("check").returncode == 0
    (guides / "stay.toml").write_text('schema = "x"\n[[question]]\nid = "a"\nstemmingsmeting = 3\n')
    assert "stay.toml" in failures(onderons("check", "--json"))["fields"]
    (guides / "stay.toml").unlink()
    save_settings(onderons.home / "settings.db", Settings())
    (onderons.home / "settings.db").chmod(0o600)
    assert onderons("check").returncode == 0
    TinyDB(onderons.home / "settings.db", storage=JournalStorage).insert({"engagement": "yes"})
    assert "settings.db" in failures(onderons("check", "--json"))["fields"]


@pytest.mark.parametrize("umask", [0o000, 0o022])
def test_whatever_the_umask_is_files_are_their_owners(onderons: Onderons, umask: int, tmp_path: Path) -> None:
    old = os.umask(umask)
    try:
        done = onderons("talk", "--plain", "--kind", "stay", "--person", "Sanne", stdin="een\n! twee\n")
        talk_id = done.stdout.decode().split()[1]
        for command in (
            ("backup", "stick"),
            ("export", talk_id, "--to", "md", "-o", "out.md"),
            ("find", "een"),
        ):
            assert onderons(*command).returncode == 0
        run_planted(onderons.home, PLANTED, "list")
        with Terminal(home=onderons.home) as window:
            window.until("Sanne")
            window.type("\x11")
            assert window.wait() == 0
    finally:
        os.umask(old)
    assert list(failures(onderons("check", "--json"))) == ["connections"]
    assert onderons("check").returncode == 0
    made = [onderons.home, tmp_path / "stick", tmp_path / "out.md"]
    made += [path for folder in made[:2] for path in folder.rglob("*")]
    assert len(made) > 15
    for path in made:
        assert path.stat().st_mode & 0o777 == (0o700 if path.is_dir() else 0o600), path


def test_a_name_of_a_file_that_would_steer_the_terminal_is_harmless(onderons: Onderons) -> None:
    onderons.talk("een\n")
    guides = onderons.home / "guides" / "nl"
    guides.mkdir(parents=True)
    (guides / "a\x1b]0;x\x07\x9b31m\u202eb\nok  .toml").write_text("rang = 1\n")
    for command in (("check",), ("check", "--json"), ("doctor",)):
        said = onderons(*command).stdout.decode()
        assert not [sign for sign in "\x1b\x07\x9b\u202e" if sign in said]
    done = onderons("check")
    assert done.returncode == 1
    assert all(line[:4] in ("ok  ", "!!  ", "i   ") for line in done.stdout.decode().splitlines())


def test_an_outcome_that_cannot_be_kept_is_told_again(onderons: Onderons) -> None:
    onderons.talk("een\n")
    run_planted(onderons.home, PLANTED, "list")
    before = (onderons.home / "connections.log").read_bytes()
    (onderons.home / "checked.json.tmp").mkdir(mode=0o700)  # the outcome cannot be kept
    done = onderons("check", "--json")
    assert list(failures(done)) == ["connections"]
    assert "niet bewaard" in done.stderr.decode()
    (onderons.home / "checked.json.tmp").rmdir()
    assert list(failures(onderons("check", "--json"))) == ["connections"]
    assert (onderons.home / "connections.log").read_bytes() == before
    (onderons.home / "connections.log").write_bytes(b"")
    assert "kan het programma niets bewijzen" in failures(onderons("check", "--json"))["connections"]
    assert onderons("check").returncode == 0
