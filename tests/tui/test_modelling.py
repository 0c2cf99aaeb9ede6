"""`model` on the command line, as its user and as another program see it."""

import hashlib
import json
import os
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from coach.model_errors import ModelTrouble
from data.paths import Paths
from data.settings import load_settings
from models.catalog import catalog
from models.download import START
from models.life import Ready
from models.trial import Figures
from tests.models import gguf_files as write
from tests.models.hub_server import FILE, REPO, Hub
from tests.tui.looking import picture, until
from tests.tui.terminal import Terminal
from tests.tui.test_keeping import refused
from tests.tui.test_plain import Onderons
from tui import bootstrap
from tui.model_fitness import model_fitness
from tui.program import Program
from tui.screens.settings import SettingsScreen

ADDRESS = f"{REPO}/{FILE}"


@pytest.fixture
def onderons(tmp_path: Path) -> Onderons:
    return Onderons(tmp_path / "home")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "Klein-Instruct.gguf"
    path.write_bytes(write.gguf())
    path.chmod(0o644)
    return path


def fine(done: "subprocess.CompletedProcess[bytes]") -> str:
    assert done.returncode == 0, done.stderr
    return done.stdout.decode()


def settings(home: Path) -> tuple[str, str]:
    found, _ = load_settings(Paths(home).settings)
    return found.model, found.model_when


def test_looking_makes_nothing_and_names_what_could_be_had(onderons: Onderons) -> None:
    assert onderons.json("model", "list") == []
    said = fine(onderons("model", "list"))
    assert all(entry.name in said and entry.licence in said for entry in catalog())
    assert not onderons.home.exists()
    assert "geen lokaal model" in fine(onderons("doctor"))


def test_a_file_of_ones_own_is_used_where_it_lies(onderons: Onderons, file: Path) -> None:
    before = (file.stat().st_ino, file.stat().st_mode, file.stat().st_mtime_ns, file.read_bytes())
    fine(onderons("model", "add", str(file), "--yes"))
    (one,) = onderons.json("model", "list")
    assert one == {
        "name": "klein-instruct",
        "path": str(file),
        "sha256": hashlib.sha256(before[3]).hexdigest(),
        "size": len(before[3]),
        "family": "chatml",
        "licence": "apache-2.0",
        "source": "",
        "owned": False,
        "known": False,
        "state": "sound",
        "used": False,
    }
    fine(onderons("model", "use", "klein-instruct"))
    assert settings(onderons.home) == ("klein-instruct", "end")
    assert onderons.json("model", "list")[0]["used"] is True
    assert all(path.stat().st_mode & 0o077 == 0 for path in onderons.home.rglob("*"))
    fine(onderons("model", "remove", "klein-instruct"))
    assert settings(onderons.home) == ("", "end")
    assert (file.stat().st_ino, file.stat().st_mode, file.stat().st_mtime_ns, file.read_bytes()) == before


def test_adding_twice_or_from_elsewhere_is_still_one_model(
    onderons: Onderons, file: Path, tmp_path: Path
) -> None:
    for _ in range(2):
        fine(onderons("model", "add", str(file), "--yes"))
    moved = tmp_path / "moved.gguf"
    file.rename(moved)
    assert onderons.json("model", "list")[0]["state"] == "missing"
    fine(onderons("model", "add", str(moved)))  # its hash was agreed to before: no question
    (one,) = onderons.json("model", "list")
    assert (one["name"], one["path"], one["state"]) == ("klein-instruct", str(moved), "sound")


def test_a_stranger_needs_a_yes_and_without_a_terminal_an_option(onderons: Onderons, file: Path) -> None:
    done = onderons("model", "add", str(file))
    assert done.returncode == 1
    assert hashlib.sha256(file.read_bytes()).hexdigest() in done.stdout.decode()
    assert "--yes" in done.stderr.decode().splitlines()[-1]
    assert onderons.json("model", "list") == []


def test_what_cannot_be_talked_with_is_refused(onderons: Onderons, tmp_path: Path) -> None:
    cases = {
        "base.gguf": write.gguf([write.string("general.architecture", "llama")]),
        "part.gguf": write.gguf([*write.keys(), write.number("split.count", 3)]),
        "cut.gguf": write.gguf()[:-1],
        "photo.gguf": b"\xff\xd8\xff\xe0 no model",
        "empty.gguf": b"",
    }
    said = set()
    for name, content in cases.items():
        (tmp_path / name).write_bytes(content)
        said.add(refused(onderons("model", "add", str(tmp_path / name), "--yes")).replace(f"/{name}", ""))
    said.add(
        refused(onderons("model", "add", str(tmp_path / "none.gguf"), "--yes")).replace("/none.gguf", "")
    )
    said.add(refused(onderons("model", "add", str(tmp_path), "--yes")))
    assert len(said) == 5  # two files end too early, and a folder is no more a model than a photo is
    assert not onderons.home.exists()


def test_a_changed_or_deleted_file_is_said_and_not_used(onderons: Onderons, file: Path) -> None:
    fine(onderons("model", "add", str(file), "--yes"))
    content = file.read_bytes()
    file.write_bytes(content[:-1] + b"\x01")
    os.utime(file, ns=(5, 5))
    assert "is veranderd" in fine(onderons("model", "list"))
    assert "niet meer hetzelfde" in onderons("model", "use", "klein-instruct").stderr.decode()
    file.write_bytes(content)
    os.utime(file, ns=(7, 7))
    fine(onderons("model", "use", "klein-instruct"))  # only its time is another: the hash says so
    assert onderons.json("model", "list")[0]["state"] == "sound"
    file.unlink()
    assert "is weg" in fine(onderons("model", "list"))
    assert str(file) in refused(onderons("model", "use", "klein-instruct"))
    assert settings(onderons.home)[0] == "klein-instruct"
    assert "is weg" in onderons("doctor").stdout.decode()


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        (("use", "no-such"), 1), (("remove", "no-such"), 1), (("bench",), 1), (("bench", "no-such"), 1),
        (("get", "no-such"), 1), (("get", "https://x/y/z.gguf"), 1), ((), 2), (("fly",), 2), (("add",), 2),
        (("use",), 2),
    ],
)  # fmt: skip
def test_wrong_use_is_one_sentence(onderons: Onderons, typed: tuple[str, ...], code: int) -> None:
    refused(onderons("model", *typed), code)
    assert not onderons.home.exists()


def test_use_none_and_an_open_window(
    onderons: Onderons, file: Path, make_program: Callable[..., Program]
) -> None:
    fine(onderons("model", "add", str(file), "--yes"))
    fine(onderons("model", "use", "klein-instruct"))
    window = make_program()
    window.claim()
    assert "ander venster" in refused_last(onderons("model", "use", "none"))
    window.close()
    fine(onderons("model", "use", "none"))
    assert settings(onderons.home) == ("", "end")


def refused_last(done: "subprocess.CompletedProcess[bytes]") -> str:
    assert done.returncode == 1
    return done.stderr.decode().splitlines()[-1]


def test_a_model_is_downloaded_owned_and_deleted(onderons: Onderons) -> None:
    with Hub(write.gguf()) as hub:
        env = {"HF_ENDPOINT": hub.url, "NO_PROXY": "*"}
        done = onderons("model", "get", ADDRESS, "--yes", **env)
        shown = fine(done) + done.stderr.decode()
        assert ADDRESS in shown
        assert "apache-2.0" in shown
        assert "100 %" in shown
        assert "\x1b" not in shown
        (one,) = onderons.json("model", "list")
        assert (one["name"], one["owned"], one["source"]) == ("klein-instruct", True, ADDRESS)
        assert one["sha256"] == hub.truth
        assert Path(one["path"]).read_bytes() == hub.content
        asked = len(hub.asked)
        assert "is er al" in fine(onderons("model", "get", ADDRESS, **env))
        assert "model get" in fine(onderons("check"))  # it counts what was connected, and for what
        assert len(hub.asked) == asked + 1
    assert all(path.stat().st_mode & 0o077 == 0 for path in onderons.home.rglob("*"))
    assert "--yes" in refused_last(onderons("model", "remove", "klein-instruct"))
    fine(onderons("model", "remove", "klein-instruct", "--yes"))
    assert [path.name for path in (onderons.home / "models").iterdir()] == ["models.json"]


def test_nothing_is_downloaded_without_a_yes(onderons: Onderons) -> None:
    with Hub(write.gguf()) as hub:
        done = onderons("model", "get", ADDRESS, HF_ENDPOINT=hub.url, NO_PROXY="*")
        assert done.returncode == 1
        assert len(hub.asked) == 1
    assert [path.name for path in onderons.home.iterdir()] == ["connections.log"]


def test_a_broken_download_goes_on_and_is_named_meanwhile(onderons: Onderons) -> None:
    with Hub(write.gguf(), stop_after=700) as hub:
        env = {"HF_ENDPOINT": hub.url, "NO_PROXY": "*"}
        assert "700 van" in refused_last(onderons("model", "get", ADDRESS, "--yes", **env))
        assert "Half opgehaald" in fine(onderons("model", "list"))
        hub.stop_after = None
        fine(onderons("model", "get", ADDRESS, "--yes", **env))
        assert hub.asked[-1][1]["Range"] == "bytes=700-"
    assert "Half opgehaald" not in fine(onderons("model", "list"))


@pytest.mark.parametrize(
    "content",
    [write.gguf([write.string("general.architecture", "llama")]), b"no model at all"],
    ids=["base", "text"],
)
def test_a_download_of_no_use_leaves_nothing(onderons: Onderons, content: bytes) -> None:
    with Hub(content) as hub:
        done = onderons("model", "get", ADDRESS, "--yes", HF_ENDPOINT=hub.url, NO_PROXY="*")
    assert done.returncode == 1
    assert [path.name for path in onderons.home.rglob("*") if path.is_file()] == ["connections.log"]


def test_a_base_model_is_refused_before_it_is_all_there(onderons: Onderons) -> None:
    base = write.gguf([write.string("general.architecture", "llama")], data=bytes(8 * START))
    with Hub(base, stop_after=3 * START) as hub:  # who goes on is told that the connection broke
        done = onderons("model", "get", ADDRESS, "--yes", HF_ENDPOINT=hub.url, NO_PROXY="*")
    assert ADDRESS in refused_last(done)
    assert "basismodel" in refused_last(done)
    assert [path.name for path in onderons.home.rglob("*") if path.is_file()] == ["connections.log"]


def test_another_file_than_the_list_names_is_not_downloaded(onderons: Onderons) -> None:
    entry = next(one for one in catalog() if one.sha256)
    with Hub(write.gguf()) as hub:
        told = hub.describe()
        told["siblings"][1]["rfilename"] = entry.file
        hub.description = json.dumps(told).encode()
        env = {"HF_ENDPOINT": hub.url, "NO_PROXY": "*"}
        assert entry.name in refused_last(onderons("model", "get", entry.name, "--yes", **env))
        assert len(hub.asked) == 1


def test_a_list_that_is_broken_is_named(onderons: Onderons) -> None:
    folder = onderons.home / "models"
    folder.mkdir(parents=True)
    (folder / "models.json").write_text("{")
    assert "models.json" in refused(onderons("model", "list", "--json"))


def test_on_a_terminal_one_types_and_sees_a_bar(tmp_path: Path, file: Path) -> None:
    home = tmp_path / "home"
    start = hashlib.sha256(file.read_bytes()).hexdigest()[:4]
    with Terminal("model", "add", str(file), home=home) as terminal:
        terminal.until(f"Typ {start}")
        assert "█" in terminal.picture
        assert max(len(line) for line in terminal.picture.splitlines()) <= 80
        terminal.type("nee\r")
        assert terminal.wait() == 1
        assert "Niet gedaan" in terminal.picture
    with Terminal("model", "add", str(file), home=home) as terminal:
        terminal.until(f"Typ {start}")
        terminal.type(f"{start}\r")
        assert terminal.wait() == 0
        assert "staat in de lijst" in terminal.picture


def test_asked_for_the_end_of_typing_is_a_no(tmp_path: Path, file: Path) -> None:
    with Terminal("model", "add", str(file), home=tmp_path / "home") as terminal:
        terminal.until("Typ ")
        terminal.type("\x04")
        assert terminal.wait() == 1


def test_a_hostile_name_reaches_no_terminal(tmp_path: Path) -> None:
    path = tmp_path / "boos\x1b]0;titel\x07\x9b2J.gguf"
    path.write_bytes(write.gguf(write.keys(name="x\x1b[2J")))
    onderons = Onderons(tmp_path / "home")
    outputs = [
        onderons("model", "add", str(path), "--yes"),
        onderons("model", "list"),
        onderons("model", "list", "--json"),
    ]
    path.write_bytes(b"x")
    outputs += [
        onderons("model", "list"),
        onderons("model", "use", "boos-0-titel-2j"),
        onderons("model", "add", str(path)),
        onderons("doctor"),
        onderons("model", "remove", "boos-0-titel-2j"),
    ]
    for done in outputs:
        for raw in (done.stdout, done.stderr):
            assert not {"\x1b", "\x07", "\x9b"} & set(raw.decode())


def chosen(make_program: Callable[..., Program], file: Path) -> Program:
    """A program with this model in use."""
    onderons = Onderons(make_program().paths.home)
    fine(onderons("model", "add", str(file), "--yes"))
    fine(onderons("model", "use", "klein-instruct"))
    program = make_program()
    assert program.settings.model == "klein-instruct"
    return program


def test_doctor_says_what_is_wrong_with_the_model(make_program: Callable[..., Program], file: Path) -> None:
    program = chosen(make_program, file)

    def attempt(outcome: ModelTrouble | float) -> Callable[[Ready], Figures]:
        def one(ready: Ready) -> Figures:
            assert ready.path == file
            if isinstance(outcome, ModelTrouble):
                raise outcome
            return Figures(outcome)

        return one

    def said(outcome: ModelTrouble | float, room: int | None = 16 * 10**9) -> list[tuple[bool, str]]:
        return list(model_fitness(program, attempt(outcome), lambda: room))

    right = said(1.25)
    assert [fine for fine, _ in right] == [True, True, True]
    assert "1.2 s" in right[-1][1]
    for trouble, words in (
        (ModelTrouble("crashed-on-load", why="SIGILL", amx="refused"), ("AMX", "-DGGML_NATIVE=OFF")),
        (ModelTrouble("crashed-on-load", why="SIGSEGV", amx="none"), ("SIGSEGV", "-DGGML_NATIVE=OFF")),
        (ModelTrouble("not-installed", why="ImportError"), ("llama-cpp-python", "-DGGML_NATIVE=OFF")),
        (ModelTrouble("hung", why="600 s"), ("600 s",)),
    ):
        fine_, told = said(trouble)[-1]
        assert fine_ is False
        assert all(word in told for word in words)
    small = said(1.25, 2 * 10**6)
    assert [fine for fine, _ in small] == [True, False]
    assert [fine for fine, _ in said(1.25, None)] == [True, True, True]
    program.settings = replace(program.settings, model="")
    assert [fine for fine, _ in model_fitness(program)] == [True]


async def choose_when(program: Program, presses: int) -> str:
    """Press Enter on the model's row so often; what stands there then."""
    app = bootstrap.app(program)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f7")
        await until(pilot, lambda: isinstance(app.screen, SettingsScreen))
        await pilot.press("up", "up", "up")  # from the first row to the third from below
        for _ in range(presses):
            await pilot.press("enter")
            await pilot.pause(0.1)
        return next(line for line in picture(app).splitlines() if "Lokaal model" in line)


async def test_the_settings_say_when_it_works_and_keep_which(
    make_program: Callable[..., Program], file: Path
) -> None:
    row = await choose_when(chosen(make_program, file), 1)
    assert "tijdens het gesprek" in row
    assert settings(make_program().paths.home) == ("klein-instruct", "talking")


async def test_without_a_model_there_is_nothing_to_choose(make_program: Callable[..., Program]) -> None:
    row = await choose_when(make_program(), 2)
    assert row.split()[-1] == "geen"
    assert settings(make_program().paths.home) == ("", "off")
