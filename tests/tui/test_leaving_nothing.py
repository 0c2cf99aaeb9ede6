"""What leaves nothing: a talk that is thrown away, and one that is not recorded. The real program."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.tui.terminal import ROOT, Terminal

CANARY = b"KANARIE"
NOTES = (
    "KANARIE een gewone regel", "! KANARIE een afspraak voor vrijdag", '"KANARIE haar woorden"', "? KANARIE later",
    "// KANARIE terzijde", "~ KANARIE indruk", "/erbij KANARIE van HR", "/visie 1 KANARIE andere kijk",
    "/wijzig 1 KANARIE anders", "/verwijder 2", "/verwezen",
)  # fmt: skip
DISCARD = "/weggooien ja"


def holding(place: Path) -> list[str]:
    """The files below here that hold the canary, as text or in their name."""
    return [
        str(p.relative_to(place))
        for p in place.rglob("*")
        if CANARY.decode() in p.name or (p.is_file() and CANARY in p.read_bytes())
    ]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A store in which Sanne is known already, in a place of which every file is looked at."""
    for name in ("home", "temporary", "user"):
        (tmp_path / name).mkdir()
    plain(tmp_path / "home", "--person", "Sanne", lines=["een oude regel", "/einde"])
    return tmp_path / "home"


def environment(home: Path) -> dict[str, str]:
    return {"TMPDIR": str(home.parent / "temporary"), "HOME": str(home.parent / "user")}


def plain(home: Path, *options: str, lines: list[str]) -> list[str]:
    """A talk over pipes; what it said."""
    done = subprocess.run(
        [sys.executable, "-c", "from tui.cli import script; script()", "talk", "--plain", "--kind", "stay", *options],
        input="\n".join(lines) + "\n",
        env={"PATH": os.environ["PATH"], "ONDERONS_HOME": str(home), "PYTHONPATH": str(ROOT), **environment(home)},
        capture_output=True, text=True, timeout=30, cwd=home.parent, check=True,
    )  # fmt: skip
    return done.stdout.splitlines()


def prepare(terminal: Terminal) -> None:
    """Begin a talk with the one who is known, with a goal and what was seen."""
    terminal.until("Nieuw blijfgesprek")
    terminal.type("\x1bOQ")  # F2
    terminal.until("Met wie praat je")
    terminal.rest()
    for text, key in (("Sanne", "\t"), ("KANARIE doel", "\t"), ("KANARIE gezien", "\r")):
        terminal.type(text)
        terminal.until(text)
        terminal.type(key)
        terminal.rest()
    terminal.until("DOORVRAAG")


def drafted(home: Path) -> bool:
    """Whether the half-typed line is on disk."""
    return any((home / "vault" / "drafts").glob("*.draft"))


def left(home: Path) -> list[str]:
    """What is left of the talk: the canary anywhere, a half-typed line, a record beside the old one."""
    records = [str(path) for path in (home / "vault").glob("records/*/*")]
    drafts = [str(path) for path in (home / "vault").glob("drafts/*")]
    return [*holding(home.parent), *drafts, *records[1:]]


def discard(terminal: Terminal) -> None:
    terminal.type(f"{DISCARD}\r")
    terminal.until("Nieuw blijfgesprek")
    terminal.rest()
    terminal.type("\x11")
    assert terminal.wait() == 0


def test_a_talk_thrown_away_on_screen(home: Path) -> None:
    with Terminal(home=home, **environment(home)) as terminal:
        prepare(terminal)
        for note in NOTES:
            terminal.type(f"{note}\r")
            terminal.rest()
        terminal.type("KANARIE gevoelig")
        terminal.until("KANARIE gevoelig")
        terminal.type("\x0f")  # Ctrl+O
        terminal.until("NIET GENOTEERD")
        terminal.type("\x1b[17~")  # F6: read along
        terminal.rest()
        terminal.type("// KANARIE opzij\r")
        terminal.until("Nog niet bewaard")
        terminal.type("KANARIE half getypt")
        terminal.until("KANARIE half")
        terminal.until(lambda: drafted(home))
        terminal.type(b"\x05\x15")  # Ctrl+E, Ctrl+U
        terminal.rest()
        discard(terminal)
    assert left(home) == []


def test_a_talk_thrown_away_after_its_end_was_undone(home: Path) -> None:
    with Terminal(home=home, **environment(home)) as terminal:
        prepare(terminal)
        terminal.type("! KANARIE een afspraak voor vrijdag\r")
        terminal.rest()
        terminal.type("\x1b[21~")  # F10
        terminal.until("TERUG OP")
        terminal.rest()
        for line in ("/geen KANARIE reden", "ik doe KANARIE voor 1 april"):
            terminal.type(f"{line}\r")
            terminal.rest()
        terminal.type("KANARIE half")
        terminal.until("KANARIE half")
        terminal.until(lambda: drafted(home))
        terminal.type("\x1b")
        terminal.until("DOORVRAAG")  # back in the talk; keys right behind an Esc would be read as one with it
        terminal.until("› KANARIE half")
        terminal.rest()
        terminal.type(b"\x05\x15")
        terminal.rest()
        discard(terminal)
    assert left(home) == []


def test_a_talk_thrown_away_after_a_crash(home: Path) -> None:
    with Terminal(home=home, **environment(home)) as terminal:
        prepare(terminal)
        terminal.type("KANARIE regel\r")
        terminal.until("   KANARIE regel")
        terminal.type("KANARIE half getypt")
        terminal.until(lambda: drafted(home))
    assert len(left(home)) >= 2  # the look itself sees the talk and its half-typed line
    with Terminal(home=home, **environment(home)) as terminal:
        terminal.until("Verder met Sanne")
        terminal.rest()
        terminal.type("\r")
        terminal.until("KANARIE half")
        terminal.rest()
        terminal.type(b"\x05\x15")
        terminal.rest()
        discard(terminal)
    assert left(home) == []


def test_a_talk_thrown_away_as_lines(home: Path) -> None:
    said = plain(home, "--person", "Sanne", lines=[*NOTES, DISCARD, "KANARIE daarna"])
    assert "saved 1" in said
    assert said[-1] == "discarded"
    assert left(home) == []


def test_a_line_that_was_stopped_as_lines_is_not_there(home: Path) -> None:
    said = plain(home, "--person", "Sanne", lines=["gewoon", "/stop KANARIE gevoelig", "/einde"])
    assert "not stored" in said
    assert holding(home.parent) == []


@pytest.mark.parametrize("kind", ["stay", "exit", "dismissal", "onboarding", "hallway"])
def test_a_talk_that_is_not_recorded_as_lines(home: Path, kind: str) -> None:
    before = sorted((p, p.stat().st_mtime_ns) for p in home.parent.rglob("*"))
    said = plain(home, "--person", "KANARIE", "--kind", kind, "--no-record", lines=[*NOTES[:6], "/einde"])
    assert said.count("not stored") == 6
    assert not [line for line in said if line.startswith("saved")]
    assert sorted((p, p.stat().st_mtime_ns) for p in home.parent.rglob("*")) == before


def test_a_talk_that_is_not_recorded_in_a_terminal(home: Path) -> None:
    before = sorted((p, p.stat().st_mtime_ns) for p in home.parent.rglob("*"))
    options = ("talk", "--plain", "--kind", "stay", "--person", "KANARIE", "--no-record")
    with Terminal(*options, home=home, **environment(home)) as terminal:
        terminal.until("DOORVRAAG")
        terminal.type("KANARIE regel\r")
        terminal.until("not stored")
        terminal.type("/einde\r")
        assert terminal.wait() == 0
    assert sorted((p, p.stat().st_mtime_ns) for p in home.parent.rglob("*")) == before


def test_a_talk_that_is_not_recorded_on_screen(home: Path) -> None:
    before = sorted((p, p.stat().st_mtime_ns) for p in home.parent.rglob("*"))
    options = ("talk", "--kind", "stay", "--person", "KANARIE", "--no-record")
    with Terminal(*options, home=home, **environment(home)) as terminal:
        terminal.until("DOORVRAAG")
        assert "wordt niet bewaard" in terminal.picture
        terminal.type("! KANARIE ik vraag het na\r")
        terminal.until("! KANARIE ik vraag het na")
        terminal.rest()
        terminal.type("\x1b[21~")  # F10
        terminal.until("TERUG OP")
        terminal.rest()
        terminal.type("\x1b[21~")
        terminal.until("Afgerond")
        assert "KANARIE ik vraag het na" in terminal.picture
        terminal.type("\x11")
        assert terminal.wait() == 0
    assert sorted((p, p.stat().st_mtime_ns) for p in home.parent.rglob("*")) == before
