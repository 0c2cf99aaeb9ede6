"""`import`, as somebody at a terminal and as another program see it."""

import json
import shutil
from pathlib import Path

import pytest

from data.paths import Paths
from tests.data.imports.broken import sound, written
from tests.tui.looking import picture, until
from tests.tui.terminal import ROOT, Terminal
from tests.tui.test_keeping import refused
from tests.tui.test_passphrase import files, secret
from tests.tui.test_plain import Onderons
from tui import bootstrap
from tui.messages import TalkChosen


@pytest.fixture
def onderons(tmp_path: Path) -> Onderons:
    return Onderons(tmp_path / "home")


def file(folder: Path, name: str = "talk.json", **fields: object) -> str:
    (folder / name).write_bytes(written({**sound(), **fields}))
    return str(folder / name)


def test_a_talk_goes_from_one_store_to_another(onderons: Onderons, tmp_path: Path) -> None:
    talk_id, _ = onderons.talk('een\n! ik mail Jan, voor 1 december\n"twee"\n// drie', "--person", "Sanne")
    exported = onderons("export", talk_id, "--to", "json", "-o", str(tmp_path / "x.json"))
    assert exported.returncode == 0
    (tmp_path / "other").mkdir()
    other = Onderons(tmp_path / "other" / "home")
    done = other("import", str(tmp_path / "x.json"), "--yes")
    assert done.returncode == 0
    shown, person, stored = done.stdout.decode().splitlines()
    assert "Sanne" in shown
    assert "4 regels" in shown
    assert "nieuw hier" in person
    new_id = stored.split()[0]
    here, there = onderons.json("show", talk_id), other.json("show", new_id)
    imported = there.pop("imported")
    assert imported["from"] == here.pop("id") != there.pop("id") == new_id
    assert here == there
    assert f"elders gevoerd als {talk_id[:8]}" in other("show", new_id).stdout.decode()
    again = other("import", str(tmp_path / "x.json"))
    assert (again.returncode, again.stderr) == (0, b"")
    assert new_id[:8] in again.stdout.decode()
    assert len(other.json("list")) == 1
    assert onderons("import", str(tmp_path / "x.json")).returncode == 0
    assert len(onderons.json("list")) == 1


def test_without_somebody_to_ask_nothing_is_stored(onderons: Onderons, tmp_path: Path) -> None:
    done = onderons("import", file(tmp_path))
    assert done.returncode == 1
    assert b"--yes" in done.stderr
    assert not onderons.home.exists()


def test_one_bad_file_keeps_all_of_them_out(onderons: Onderons, tmp_path: Path) -> None:
    good, bad, gone = file(tmp_path), file(tmp_path, "bad.json", score=8), str(tmp_path / "gone.json")
    done = onderons("import", good, bad, gone, "--yes")
    assert (done.returncode, done.stdout) == (1, b"")
    first, second, last = done.stderr.decode().splitlines()
    assert "bad.json: score" in first
    assert "gone.json" in second
    assert "ook niet uit de andere" in last
    assert not onderons.home.exists()


def test_the_same_talk_twice_comes_in_once(onderons: Onderons, tmp_path: Path) -> None:
    done = onderons("import", file(tmp_path), file(tmp_path, "again.json"), "--yes")
    assert done.returncode == 0
    assert "again.json bevat hetzelfde gesprek" in done.stdout.decode()
    assert len(onderons.json("list")) == 1


def test_another_version_and_what_was_erased_stay_out(onderons: Onderons, tmp_path: Path) -> None:
    assert onderons("import", file(tmp_path), "--yes").returncode == 0
    before = files(onderons.home)
    assert "andere versie" in onderons("import", file(tmp_path, person="Els"), "--yes").stderr.decode()
    assert files(onderons.home) == before
    own, _ = onderons.talk("een\n")
    assert onderons("export", own, "--to", "json", "-o", str(tmp_path / "own.json")).returncode == 0
    assert onderons("talk", "--plain", "--resume", own, stdin="/weggooien ja\n").returncode == 0
    assert own not in {talk["id"] for talk in onderons.json("list")}
    message = refused(onderons("import", str(tmp_path / "own.json"), "--yes"))
    assert "Het blijft gewist" in message
    assert len(onderons.json("list")) == 1


def test_who_it_is_with(onderons: Onderons, tmp_path: Path) -> None:
    onderons.talk("een\n", "--person", "Sanne")
    onderons.talk("een\n", "--person", "Sanne de Vries")
    ids = [character * 32 for character in "1234"]
    told = onderons("import", file(tmp_path, id=ids[0], person="sanne"), "--yes").stdout.decode()
    assert "Het komt bij Sanne, die je al kent" in told
    told = onderons("import", file(tmp_path, id=ids[1], person="San"), "--yes").stdout.decode()
    assert "San is nieuw hier" in told
    told = onderons("import", file(tmp_path, id=ids[2]), "--yes", "--person", "Els").stdout.decode()
    assert "Els is nieuw hier" in told
    refused(onderons("import", file(tmp_path, id=ids[3]), "--yes", "--person", "\u202e"))
    aliases = [person["alias"] for person in onderons.json("people")]
    assert aliases == ["Sanne", "Sanne de Vries", "San", "Els"]


def test_two_talks_with_somebody_new_are_with_one_person(onderons: Onderons, tmp_path: Path) -> None:
    first, second = (file(tmp_path, f"{n}.json", id=n * 32, person="Noor") for n in "12")
    assert onderons("import", first, second, "--yes").returncode == 0
    assert [person["alias"] for person in onderons.json("people")] == ["Noor"]
    assert [talk["person"] for talk in onderons.json("list")] == ["Noor", "Noor"]


def test_a_dismissal_keeps_its_rules(onderons: Onderons, tmp_path: Path) -> None:
    done = onderons("import", file(tmp_path, kind="dismissal"), "--yes")
    assert "1 regel blijft weg" in done.stdout.decode()
    shown = onderons.json("show", done.stdout.decode().splitlines()[-1].split()[0])
    assert [note["text"] for note in shown["notes"]] == ["rooster navragen"]
    assert shown["summary"] == []


def test_a_store_with_a_passphrase(onderons: Onderons, tmp_path: Path) -> None:
    given = {"ONDERONS_PASSPHRASE_FILE": secret(tmp_path, "vier losse woorden")}
    assert onderons("import", file(tmp_path), "--yes", **given).returncode == 0
    assert refused(onderons("import", file(tmp_path, id="1" * 32), "--yes"))
    assert len(onderons.json_with(given, "list")) == 1


def test_from_stdin(onderons: Onderons) -> None:
    assert onderons("import", "-", "--yes", stdin=written(sound())).returncode == 0
    assert len(onderons.json("list")) == 1


def test_asked_at_a_terminal(tmp_path: Path) -> None:
    home = tmp_path / "home"
    for answer, code, talks in (("n", 1, 0), ("", 1, 0), ("ja", 0, 1)):
        with Terminal("import", file(tmp_path), home=home) as terminal:
            terminal.until("Dit gesprek binnenhalen?")
            assert "blijfgesprek · Sanne · 2026-03-09 · 2 regels" in terminal.picture
            terminal.type(f"{answer}\r")
            assert terminal.wait() == code
        assert len(Onderons(home).json("list")) == talks


async def test_where_it_came_from_stands_on_the_screen(tmp_path: Path, paths: Paths) -> None:
    done = Onderons(paths.home)("import", file(tmp_path), "--yes")
    app = bootstrap.app(bootstrap.program(paths, "nl"))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "Sanne" in picture(app))
        app.post_message(TalkChosen(done.stdout.decode().splitlines()[-1].split()[0]))
        await until(pilot, lambda: "elders gevoerd als abababab" in picture(app))
        await until(pilot, lambda: "Het thema" in picture(app) or "rooster" in picture(app))
        assert "elders gevoerd" in picture(app)


def test_a_talk_that_still_lies_in_a_readable_file_is_here(onderons: Onderons, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "tests" / "data" / "fixtures" / "plain-1", onderons.home)
    talk_id = onderons.json("list")[0]["id"]
    assert onderons("export", talk_id, "--to", "json", "-o", str(tmp_path / "x.json")).returncode == 0
    done = onderons("import", str(tmp_path / "x.json"), "--yes")
    assert (done.returncode, done.stderr) == (0, b"")
    assert "een gesprek van jezelf" in done.stdout.decode()


def test_wrong_use(onderons: Onderons) -> None:
    assert refused(onderons("import"), 2)
    assert json.loads(onderons("list", "--json").stdout) == []
