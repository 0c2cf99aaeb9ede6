"""What `doctor` says of the machine, what is said once at the first start, and what others may ask."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from data.checked import Checked, save_checked
from data.vault.slots import Kind
from tests.conftest import NOW
from tests.tui.terminal import Terminal
from tests.tui.test_plain import Onderons
from tui.machine import machine
from tui.program import Program
from tui.protection import protection


@pytest.fixture
def copied(tmp_path: Path) -> Onderons:
    (tmp_path / "Nextcloud").mkdir()
    return Onderons(tmp_path / "Nextcloud" / "home")


def test_a_folder_that_is_copied_is_told_once_and_by_doctor_always(copied: Onderons) -> None:
    talk = ("talk", "--plain", "--kind", "stay")
    first, second = (copied(*talk, stdin="een\n").stderr.decode() for _ in range(2))
    assert "Nextcloud meekopieert" in first
    assert "Nextcloud meekopieert" not in second
    done = copied("doctor", "--json")
    assert done.returncode == 1
    assert [row["what"] for row in json.loads(done.stdout) if not row["ok"]] == ["place"]


def test_on_screen_it_is_told_before_the_first_store_is_made(copied: Onderons) -> None:
    with Terminal(home=copied.home, ready=False) as terminal:
        terminal.until("Welkom")
        terminal.rest()
        terminal.type("\x1b")
        terminal.until("Nextcloud meekopieert")
    copied("talk", "--plain", "--kind", "stay", stdin="een\n")
    with Terminal(home=copied.home, ready=False) as terminal:
        terminal.until("Nieuw blijfgesprek")
        terminal.rest()
        assert "Nextcloud" not in terminal.picture


@pytest.mark.parametrize(
    ("answer", "word"), [(True, "is versleuteld"), (False, "geen versleuteling"), (None, "valt van")]
)
def test_the_disk_is_told_and_never_a_failure(
    make_program: Callable[..., Program], monkeypatch: pytest.MonkeyPatch, answer: bool | None, word: str
) -> None:
    monkeypatch.setattr("tui.machine.disk_encrypted", lambda home: answer)
    (found,) = [one for one in machine(make_program()) if one.what == "disk"]
    assert word in found.text
    assert found.ok
    assert found.mark == ("ok " if answer else "i  ")


def test_what_protects_a_store(make_program: Callable[..., Program]) -> None:
    built = make_program()
    told = protection(built)
    assert (told.ways_in, told.checked, told.has_passphrase) == (frozenset(), None, False)
    built.lock()
    assert protection(built).ways_in == {Kind.MACHINE}
    assert not protection(built).has_passphrase
    built.vault.door.set_passphrase("vier losse woorden hier")
    save_checked(built.paths.checked, Checked(NOW, True, 0))
    told = protection(built)
    assert told.has_passphrase
    assert (told.checked, told.sound) == (NOW, True)
