"""The real program in a real terminal."""

import os
import signal
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from coach.note import Note
from coach.person import Person
from coach.talk import Kind, Talk
from data.paths import Paths
from data.talks import new_talk_id
from tests.tui.terminal import Terminal
from tui.bootstrap import program

NOW = datetime(2026, 3, 9, 10, 0, tzinfo=UTC)
LIVE_SEQUENCES = (
    "\x1b]52;c;a2FuYXJpZQ==\x07", "\x1b]0;KANARIE\x07", "\x1b[31mKANARIE", "\x1bc", "\x9b31m", "\x90KANARIE\x9c",
    "\x1b[6n", "\x00", "\u202eKANARIE", "\x1b]8;;http://kanarie\x07x", "\x1b[?1049l", "\x85", "\x7f",
)  # fmt: skip


def stored(home: Path) -> list[Talk]:
    store = program(Paths(home)).talks
    return [store.load(row.id) for row in store.rows()]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def begin(terminal: Terminal, name: str = "Sanne") -> None:
    terminal.until("Nieuw blijfgesprek")
    terminal.type("\x1bOQ")  # F2
    terminal.until("Met wie praat je")
    terminal.type(f"{name}\r")
    terminal.until("DOORVRAAG")


def test_a_dutch_talk_of_ten_notes_survives_quit_and_reopen(home: Path) -> None:
    lines = [
        "eerste",
        "! ik bel, morgen",
        '"te druk"',
        "? cursus",
        "// zelf ook",
        "~ twijfel",
        "'t gaat",
        "- a",
        "é",
        "tien",
    ]
    home.mkdir()
    with Terminal(home=home) as terminal:
        begin(terminal)
        for line in lines:
            terminal.type(line + "\r")
        terminal.until("   tien")
        terminal.type("\x11")
        assert terminal.wait() == 0
    with Terminal(home=home, size=(50, 45)) as terminal:
        terminal.until("Verder met Sanne")
        terminal.type("\r")
        terminal.until("   tien")
        for text in ("! ik bel, morgen", '" te druk', "? cursus", "// zelf ook", "~ twijfel", "'t gaat"):
            assert text in terminal.picture


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_signals_store_what_was_typed(home: Path, number: signal.Signals) -> None:
    home.mkdir()
    with Terminal(home=home) as terminal:
        begin(terminal)
        terminal.type("een regel\rhalf getypt")
        terminal.until("half getypt")
        os.kill(terminal.pid, number)
        terminal.wait()
    talk = stored(home)[0]
    assert [n.text for n in talk.notes] == ["een regel"]
    assert program(Paths(home)).talks.draft(talk.id) == "half getypt"


def test_no_live_sequence_reaches_the_terminal(home: Path) -> None:
    home.mkdir()
    talk = Talk(new_talk_id(), Kind.STAY, "nl", Person("p", "S\x1b]0;KANARIE\x07"), NOW.date(), NOW)
    # past the door on purpose: as if somebody else had written the file
    notes = tuple(Note(n, text.replace("\udc9b", ""), NOW) for n, text in enumerate(LIVE_SEQUENCES, 1))
    written = program(Paths(home))
    written.talks.save(replace(talk, notes=notes, next_number=99))
    written.close()
    with Terminal(home=home) as terminal:
        terminal.until("Verder met")
        terminal.type("\r")
        terminal.until("DOORVRAAG")
        for sequence in LIVE_SEQUENCES:
            terminal.type(b"\x1b[200~" + f"plak {sequence}".encode() + b"\x1b[201~\r")
        terminal.until(lambda: terminal.picture.count("plak") >= 5)
        terminal.type("\x1b[A\x1b")
        terminal.read(0.3)
        terminal.type("\x1b[21~")  # F10
        terminal.until("ZEG TERUG")
        terminal.type(b"\x1b[200~" + f"plak {LIVE_SEQUENCES[0]}".encode() + b"\x1b[201~\r")
        terminal.type("\x1b[21~")
        terminal.until("Afgerond en bewaard")
    for sequence in LIVE_SEQUENCES:
        assert f"plak {sequence}".encode() not in terminal.raw
    for live in (
        b"\x1b]52",
        b"\x1b]0;",
        b"\x1b]8;;http",
        b"\x1bc",
        b"\xc2\x9b",
        b"\x1b[6n",
        "\u202e".encode(),
        b"\x00",
    ):
        assert live not in terminal.raw, live


def test_what_is_typed_ahead_arrives_in_order_on_the_screen_it_was_meant_for(home: Path) -> None:
    """A slow machine, a fast typist: five lines, F10, an agreed line, F10, all before the first is drawn."""
    with Terminal("talk", "--kind", "stay", "--person", "S", home=home) as terminal:
        terminal.until("DOORVRAAG")
        lines = "".join(f"regel {n}\r" for n in range(5))
        pasted = b"\x1b[200~ik bel volgende week\x1b[201~\r"
        terminal.type(lines.encode() + b"iets gevoeligs\x0flaatste\r\x1b[21~" + pasted + b"jij mailt\x1b[21~")
        terminal.until("Afgerond en bewaard")
        terminal.until("laatste")
        picture = terminal.picture
    assert [n for n in range(5) if f"regel {n}" in picture] == list(range(5))
    assert "bel volgende week" in picture
    assert "mailt" in picture
    assert "gevoeligs" not in picture


def test_a_broken_byte_in_a_paste_does_not_end_the_program(home: Path) -> None:
    home.mkdir()
    with Terminal(home=home) as terminal:
        begin(terminal)
        terminal.type(b"\x1b[200~caf\xe9 \x9b ok\x1b[201~\r")
        terminal.until("ok")
        terminal.type("gaat door\r")
        terminal.until("gaat door")


def test_a_paste_of_200_kb(home: Path) -> None:
    home.mkdir()
    text = "".join(f"regel {n} van een lang verslag\n" for n in range(6_500)).encode()
    assert len(text) > 200_000
    with Terminal(home=home) as terminal:
        begin(terminal)
        terminal.type(b"\x1b[200~" + text + b"\x1b[201~")
        terminal.until("regel 6499")
        terminal.type("toets\r")
        terminal.until("   toets", seconds=3)
        terminal.type("\x11")
        assert terminal.wait() == 0
    assert len(stored(home)[0].notes) == 6_501


BREAK = """
from tui.screens.live import LiveScreen
def action_silence(self):
    kanarie = self.editor.text
    raise ValueError(kanarie)
LiveScreen.action_silence = action_silence
"""


def test_a_crash_leaves_no_text_on_the_terminal_and_loses_no_line(home: Path) -> None:
    home.mkdir()
    with Terminal(home=home, before=BREAK) as terminal:
        begin(terminal)
        terminal.type("bewaarde kanarie\r")
        terminal.until("   bewaarde kanarie")
        terminal.type("half kanarie")
        terminal.until("half kanarie")
        shown = len(terminal.raw)
        terminal.type("\x1bOS")  # F4
        assert terminal.wait() == 1
    assert b"kanarie" not in terminal.raw[shown:]
    assert b"Rapport" in terminal.raw[shown:]
    report = next((home / "crashes").iterdir()).read_text()
    assert "kanarie" not in report
    assert "action_silence" in report
    assert [n.text for n in stored(home)[0].notes] == ["bewaarde kanarie"]
    assert program(Paths(home)).talks.draft(stored(home)[0].id) == "half kanarie"


@pytest.mark.parametrize(
    "env",
    [
        {"NO_COLOR": "1"},
        {"LANG": "C", "LC_ALL": "C"},
        {"TERM": "vt100"},
        {"TEXTUAL_LOG": "/tmp/x-kanarie.log"},
    ],
)
def test_poor_terminals(home: Path, env: dict[str, str]) -> None:
    home.mkdir()
    with Terminal(home=home, **env) as terminal:
        begin(terminal, "Zoë")
        terminal.type("een ü\r")
        terminal.until("een ü")
        if "NO_COLOR" in env:
            assert b"38;2" not in terminal.raw
            assert b"38;5" not in terminal.raw
    assert not Path("/tmp/x-kanarie.log").exists()


def test_the_demo_reaches_a_talk_without_a_question(home: Path) -> None:
    home.mkdir()
    with Terminal("demo", home=home, ready=False) as terminal:
        terminal.until("12 van 30 min")
        assert "Sanne" in terminal.picture
        assert "verzonnen" in terminal.picture
        terminal.resize(20, 5)
        terminal.resize(120, 40)
        terminal.type("hallo\r")
        terminal.until("   hallo")
        terminal.type("\x11")
        assert terminal.wait() == 0
    assert not [p for p in home.rglob("*") if p.is_file()]
