"""`check`, `doctor`, `backup` and `restore`, as another program sees them."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.tui.terminal import Terminal
from tests.tui.test_passphrase import files, secret
from tests.tui.test_plain import Onderons

STAY = ("talk", "--plain", "--kind", "stay", "--person", "Sanne")


@pytest.fixture
def onderons(tmp_path: Path) -> Onderons:
    return Onderons(tmp_path / "home")


def record(home: Path, talk_id: str) -> Path:
    return home / "vault" / "records" / talk_id[:2] / f"{talk_id}.rec"


def refused(done: "subprocess.CompletedProcess[bytes]", code: int = 1) -> str:
    """The one sentence of a command that could not."""
    assert (done.returncode, done.stdout) == (code, b"")
    message = done.stderr.decode()
    assert message.startswith("onderons: ")
    assert message.count("\n") == 1
    return message


def failures(done: "subprocess.CompletedProcess[bytes]") -> dict[str, str]:
    assert done.returncode == 1
    return {found["what"]: found["text"] for found in json.loads(done.stdout) if not found["ok"]}


def test_check_of_a_sound_store_and_of_none(onderons: Onderons) -> None:
    assert all(found["ok"] for found in onderons.json("check"))
    assert not onderons.home.exists()
    onderons.talk("een\n")
    before = files(onderons.home)
    found = onderons.json("check")
    assert all(list(one) == ["what", "ok", "text"] for one in found)
    looked_at = ["store", "permissions", "erased", "plaintext", "passphrase", "fields", "connections"]
    assert [one["what"] for one in found] == looked_at
    assert "geen wachtwoordzin" in found[4]["text"]
    after = files(onderons.home)
    assert {path for path in after if before.get(path) != after[path]} == {"checked.json"}
    assert onderons("check").stdout.decode().startswith("ok  1 gesprek is van begin tot eind leesbaar.\n")


def test_check_names_a_damaged_record(onderons: Onderons) -> None:
    talk_id, _ = onderons.talk("een\n")
    other, _ = onderons.talk("twee\n")
    content = bytearray(record(onderons.home, talk_id).read_bytes())
    content[-40] ^= 1
    record(onderons.home, talk_id).write_bytes(content)
    record(onderons.home, other).write_bytes(b"rubbish")
    done = onderons("check")
    assert done.returncode == 1
    lines = [line for line in done.stdout.decode().splitlines() if line.startswith("!! ")]
    assert len(lines) == 2
    assert any(talk_id in line for line in lines)
    assert any(other in line for line in lines)
    assert list(failures(onderons("check", "--json"))) == ["store"]


def test_a_record_put_back_by_something_else_says_so_where_it_is_read(onderons: Onderons) -> None:
    talk_id, _ = onderons.talk("een\n")
    old = record(onderons.home, talk_id).read_bytes()
    assert onderons("talk", "--plain", "--resume", talk_id, stdin="twee\n").returncode == 0
    record(onderons.home, talk_id).write_bytes(old)
    done = onderons("show", talk_id)
    assert done.returncode == 1
    assert "een" in done.stdout.decode()
    assert "oudere versie" in done.stderr.decode()
    with Terminal(home=onderons.home) as terminal:
        terminal.until("oudere versie")
        terminal.type("\x1b[F\r")
        terminal.until("Let op: dit is een oudere versie")


def test_check_names_what_others_may_read(onderons: Onderons) -> None:
    talk_id, _ = onderons.talk("een\n")
    record(onderons.home, talk_id).chmod(0o644)
    told = failures(onderons("check", "--json"))
    assert list(told) == ["permissions"]
    assert str(record(onderons.home, talk_id)) in told["permissions"]
    (onderons.home / "vault").chmod(0o711)
    mend = failures(onderons("check", "--json"))["permissions"].partition("chmod")
    subprocess.run(f"chmod{mend[2]}", shell=True, check=True)
    assert onderons("check").returncode == 0


def test_check_names_what_is_left_of_something_erased_and_of_the_first_version(onderons: Onderons) -> None:
    done = onderons(*STAY, stdin="kanarie\n")
    talk_id = done.stdout.decode().split()[1]
    shutil.copytree(onderons.home / "vault" / "records", onderons.home.parent / "kept")
    assert onderons("backup", str(onderons.home.parent / "stick")).returncode == 0
    place = next((onderons.home.parent / "stick").iterdir())
    keys = (place / "keys.kr").read_bytes()
    onderons("talk", "--plain", "--resume", talk_id, stdin="/discard\n/discard yes\n")
    assert onderons("check").returncode == 0
    (place / "keys.kr").write_bytes(keys)
    assert str(place) in failures(onderons("check", "--json"))["erased"]
    shutil.rmtree(place)
    shutil.copytree(onderons.home.parent / "kept", onderons.home / "vault" / "records", dirs_exist_ok=True)
    assert talk_id in failures(onderons("check", "--json"))["erased"]
    onderons.talk("opent om te schrijven\n")
    assert onderons("check").returncode == 0
    old = onderons.home / "talks" / "ab" / f"{'ab' * 16}.talk"
    old.parent.mkdir(parents=True, mode=0o700)
    old.parents[1].chmod(0o700)
    old.touch(0o600)
    assert list(failures(onderons("check", "--json"))) == ["plaintext"]


def test_a_locked_store_waits_and_doctor_says_so(onderons: Onderons, tmp_path: Path) -> None:
    key = secret(tmp_path, "vier losse woorden hier")
    assert onderons(*STAY, stdin="een\n", ONDERONS_PASSPHRASE_FILE=key).returncode == 0
    before = files(onderons.home)
    for command in (("check",), ("check", "--json"), ("backup", str(tmp_path / "stick"))):
        assert "op slot" in refused(onderons(*command))
    assert files(onderons.home) == before
    assert not (tmp_path / "stick").exists()
    assert next(one for one in onderons.json("doctor") if one["what"] == "locked")["ok"]
    assert b"1 gesprek is leesbaar" in onderons("doctor", ONDERONS_PASSPHRASE_FILE=key).stdout
    wrong = onderons("doctor", "--json", ONDERONS_PASSPHRASE_FILE=secret(tmp_path, "iets anders", "wrong"))
    assert list(failures(wrong)) == ["talks"]
    done = onderons("check", "--json", ONDERONS_PASSPHRASE_FILE=key)
    assert done.returncode == 0
    assert "Er is een wachtwoordzin." in [one["text"] for one in json.loads(done.stdout)]


def test_check_beside_an_open_window(onderons: Onderons) -> None:
    onderons.talk("x\n")
    with Terminal("talk", "--plain", "--kind", "stay", home=onderons.home) as window:
        window.until("talk ")
        window.type("een regel\n")
        window.until("saved 1")
        assert onderons("check").returncode == 0


def lines_of(onderons: Onderons, talk_id: str, **env: str) -> list[str]:
    return [note["text"] for note in json.loads(onderons("show", talk_id, "--json", **env).stdout)["notes"]]


def test_a_backup_comes_back_as_a_store_of_its_own(onderons: Onderons, tmp_path: Path) -> None:
    key = secret(tmp_path, "vier losse woorden hier")
    env = {"ONDERONS_PASSPHRASE_FILE": key}
    talk_id = onderons(*STAY, stdin="een\ntwee\n", **env).stdout.decode().split()[1]
    done = onderons("backup", "stick", **env)  # below the folder one is in
    assert (done.returncode, done.stderr) == (0, b"")
    place = next((tmp_path / "stick").iterdir())
    assert done.stdout.decode() == f"1 gesprek staat versleuteld in {place}\n"
    assert not [c for c in files(tmp_path / "stick").values() if b"Sanne" in c or b"twee" in c]
    onderons("talk", "--plain", "--resume", talk_id, stdin="drie\n", **env)
    for n, named in enumerate((tmp_path / "stick", place)):
        new = tmp_path / f"new folder {n}"
        done = onderons("restore", str(named), "-o", str(new))  # asks for nothing: all of it stays encrypted
        assert done.returncode == 0, done.stderr
        assert f"ONDERONS_HOME='{new}' onderons" in done.stdout.decode()
        again = Onderons(new)
        assert "op slot" in refused(again("list"))
        assert lines_of(again, talk_id, **env) == ["een", "twee"]
        assert again("check", **env).returncode == 0
        assert again(*STAY, stdin="nieuw\n", **env).returncode == 0
    assert lines_of(onderons, talk_id, **env) == ["een", "twee", "drie"]


def test_a_copy_without_a_passphrase_says_what_that_means(onderons: Onderons, tmp_path: Path) -> None:
    talk_id, _ = onderons.talk("een\n")
    stick = str(tmp_path / "stick")
    done = onderons("backup", stick)
    assert done.returncode == 0
    assert b"alleen op deze machine" in done.stdout
    done = onderons("restore", stick, "-o", str(tmp_path / "new"))
    assert done.returncode == 0
    assert b"sleutelbestand van deze machine is mee gekopieerd" in done.stdout
    assert lines_of(Onderons(tmp_path / "new"), talk_id) == ["een"]
    assert Onderons(tmp_path / "new")("check").returncode == 0
    elsewhere = Onderons(tmp_path / "another machine")
    message = refused(elsewhere("restore", stick, "-o", str(tmp_path / "lost")))
    assert "niemand kan haar openen" in message
    shutil.copy(onderons.home / "machine.key", tmp_path / "lost")
    assert lines_of(Onderons(tmp_path / "lost"), talk_id) == ["een"]


def test_what_was_erased_since_stays_erased(onderons: Onderons, tmp_path: Path) -> None:
    talk_id, _ = onderons.talk("kanarie\n")
    kept, _ = onderons.talk("blijft\n")
    onderons("backup", str(tmp_path / "stick"))
    shutil.move(tmp_path / "stick", tmp_path / "unplugged")
    onderons("talk", "--plain", "--resume", talk_id, stdin="/discard\n/discard yes\n")
    done = onderons("restore", str(tmp_path / "unplugged"), "-o", str(tmp_path / "new"))
    assert b"1 gesprek is teruggezet" in done.stdout
    again = Onderons(tmp_path / "new")
    assert [row["id"] for row in again.json("list")] == [kept]
    assert again("check").returncode == 0
    assert refused(again("show", talk_id))


def test_a_day_is_chosen_and_one_without_a_copy_is_told(onderons: Onderons, tmp_path: Path) -> None:
    onderons.talk("een\n")
    onderons("backup", str(tmp_path / "stick"))
    day = next((tmp_path / "stick").glob("*/days/*.json"))
    message = refused(onderons("restore", "stick", "-o", "new", "--day", "2001-02-03"))
    assert day.stem in message
    assert not (tmp_path / "new").exists()
    assert onderons("restore", "stick", "-o", "new", "--day", day.stem).returncode == 0


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (["backup"], 2), (["restore"], 2), (["restore", "stick"], 2), (["check", "x"], 2),
        (["restore", "stick", "-o", "new", "--day", "gisteren"], 2),
        (["backup", "stick"], 1), (["restore", "stick", "-o", "new"], 1),
    ],
)  # fmt: skip
def test_wrong_use_and_nothing_there(onderons: Onderons, args: list[str], code: int) -> None:
    refused(onderons(*args), code)
    assert not list(onderons.home.parent.iterdir())


def test_places_that_cannot_be_meant(onderons: Onderons, tmp_path: Path) -> None:
    onderons.talk("een\n")
    before = files(onderons.home)
    assert "van Onderons zelf" in refused(onderons("backup", str(onderons.home / "vault" / "copy")))
    (tmp_path / "link").symlink_to(onderons.home)
    assert "van Onderons zelf" in refused(onderons("backup", "link/copy"))
    (tmp_path / "file").write_text("in the way")
    assert files(onderons.home) == before
    assert "niet gelukt" in refused(onderons("backup", "file"))
    other = Onderons(tmp_path / "other")
    other.talk("twee\n")
    for one in (onderons, other):
        assert one("backup", "stick").returncode == 0
    message = refused(onderons("restore", "stick", "-o", "new"))
    assert all(str(place) in message for place in (tmp_path / "stick").iterdir())
    place = next((tmp_path / "stick").iterdir())
    assert "bestaat al" in refused(onderons("restore", str(place), "-o", "other"))
    day = next(place.glob("days/*.json"))
    stored = next(iter(json.loads(day.read_bytes()).values()))
    for name, file in (("../../outside", stored), ("records/ab/" + "ab" * 16 + ".rec", "../vault.hdr")):
        day.write_text(json.dumps({name: file}))
        refused(onderons("restore", str(place), "-o", "new"))
    assert not (tmp_path / "new").exists()
    assert not list(tmp_path.rglob("outside"))


def test_a_store_in_use_is_not_copied_and_a_copy_that_cannot_be_read_is_told(
    onderons: Onderons, tmp_path: Path
) -> None:
    talk_id, _ = onderons.talk("een\n")
    with Terminal("talk", "--plain", "--kind", "stay", home=onderons.home) as window:
        window.until("talk ")
        assert "ander venster" in refused(onderons("backup", "stick"))
        assert not (tmp_path / "stick").exists()
    content = bytearray(record(onderons.home, talk_id).read_bytes())
    content[-40] ^= 1
    record(onderons.home, talk_id).write_bytes(content)
    assert talk_id in refused(onderons("backup", "stick"))


def test_what_opens_the_store_is_damaged_or_gone(onderons: Onderons, tmp_path: Path) -> None:
    talk_id, _ = onderons.talk("een\n")
    onderons("backup", "stick")
    vault = onderons.home / "vault"
    for path in onderons.home.glob("machine.key*"):
        path.rename(tmp_path / path.name)
    for command in (("check",), ("list",), ("backup", "stick"), ("find", "een")):
        assert "sleutelbestand" in refused(onderons(*command))
    assert "sleutelbestand" in failures(onderons("doctor", "--json"))["talks"]
    for path in tmp_path.glob("machine.key*"):
        path.rename(onderons.home / path.name)
    for name, told in (("vault.hdr.bak", "twee exemplaren"), ("vault.hdr", "beschadigd of weg")):
        (vault / name).write_bytes(b"rubbish")
        done = onderons("check")
        assert done.returncode == 1
        assert told in (done.stdout + done.stderr).decode()
    assert onderons("restore", "stick", "-o", "new").returncode == 0
    assert lines_of(Onderons(tmp_path / "new"), talk_id) == ["een"]
    for path in tmp_path.glob("stick/*/files/*"):
        path.unlink()
    assert "niet gelukt" in refused(onderons("restore", "stick", "-o", "half"))
    assert not (tmp_path / "half").exists()
