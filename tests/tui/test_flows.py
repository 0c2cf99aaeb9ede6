"""Whole flows in the real program: typed afterwards, in the hallway, a dismissal, read along."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.tui.terminal import ROOT, Terminal

END = "\x1b[21~"  # F10
NEXT = "\x1bOQ"  # F2
ALONG = "\x1b[17~"  # F6


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "home").mkdir()
    return tmp_path / "home"


def run(home: Path, *args: str) -> str:
    """A command; what it said."""
    env = {
        "PATH": os.environ["PATH"],
        "ONDERONS_HOME": str(home),
        "PYTHONPATH": str(ROOT),
        "ONDERONS_LANG": "nl",
    }
    program = [sys.executable, "-c", "from tui.cli import script; script()", *args]
    return subprocess.run(
        program, env=env, cwd=home.parent, capture_output=True, text=True, timeout=30, check=True
    ).stdout


def stored(home: Path) -> dict[str, Any]:
    """The one talk there is."""
    (row,) = json.loads(run(home, "list", "--json"))
    found: dict[str, Any] = json.loads(run(home, "show", row["id"], "--json"))
    return found


def enter(terminal: Terminal, *lines: str) -> None:
    for line in lines:
        terminal.type(f"{line}\r")
        terminal.rest()


def finish(terminal: Terminal) -> None:
    """From the end of a talk, confirmed, to the first screen and out."""
    terminal.type(END)
    terminal.until("Afgerond en bewaard")
    terminal.rest()
    terminal.type("\x1b")
    terminal.until("Nieuw blijfgesprek")
    terminal.rest()
    terminal.type("\x11")
    assert terminal.wait() == 0


def test_a_talk_typed_afterwards(home: Path) -> None:
    options = ("talk", "--after", "--date", "2026-03-02", "--kind", "stay", "--person", "Sanne")
    with Terminal(*options, home=home) as terminal:
        terminal.until("achteraf genoteerd, 2026-03-02")
        terminal.rest()
        assert " min" not in terminal.picture.splitlines()[0]  # no clock runs
        enter(terminal, '"te veel losse vragen"', "! ik vraag het budget na, tegen vrijdag")
        terminal.type(END)
        terminal.until("2026-03-06")  # the Friday after the talk, not after today
        terminal.rest()
        enter(terminal, "/terug 16 maart 2026")
        terminal.until("2026-03-16")
        finish(terminal)
        assert "Sanne: blijfgesprek, 2 regels, 2026-03-02" in terminal.picture
    talk = stored(home)
    assert (talk["date"], talk["state"], talk["return_date"]) == ("2026-03-02", "ended", "2026-03-16")
    assert [action["due"] for action in talk["actions"]] == ["2026-03-06"]
    assert "2026-03-02" in run(home, "list")
    assert "Sanne" in run(home, "list")


def test_a_talk_in_the_hallway(home: Path) -> None:
    card = home.parent / "kaart.md"
    run(home, "card", "--kind", "hallway", "--to", "md", "-o", str(card))
    text = card.read_text("utf-8")
    assert not list(home.iterdir())  # a card touches no store
    with Terminal("talk", "--kind", "hallway", "--person", "Sanne", home=home) as terminal:
        terminal.until("van 5 min")
        terminal.until(lambda: terminal.picture.splitlines()[1].lstrip().startswith("NU"))
        question = re.sub(r"\s+", " ", terminal.picture.splitlines()[1]).removeprefix(" NU ").strip()
        assert question in text  # the question that was on the card
        terminal.rest()
        enter(terminal, "! ik regel de sleutel, tegen maandag")
        terminal.type(END)
        terminal.until("ik regel de sleutel")
        terminal.rest()
        finish(terminal)
    talk = stored(home)
    assert (talk["kind"], [note["text"] for note in talk["notes"]]) == (
        "hallway",
        ["ik regel de sleutel, tegen maandag"],
    )
    assert [(action["owner"], action["what"]) for action in talk["actions"]] == [
        ("manager", "ik regel de sleutel")
    ]


def test_a_dismissal_gathers_nothing(home: Path) -> None:
    with Terminal("talk", "--kind", "dismissal", "--person", "Jan", home=home) as terminal:
        terminal.until("je werk bij ons stopt")
        terminal.rest()
        shown = set()
        for _ in range(15):
            above = terminal.picture.split("────", 1)[0]
            assert "?" not in above, above
            assert "DOORVRAAG" not in above
            shown.add(above)
            terminal.type(NEXT)
            terminal.rest()
        assert len(shown) >= 8  # every step was there
        for line in (
            "KANARIE huilt",
            '"KANARIE waarom ik"',
            "? KANARIE later",
            "~ KANARIE boos",
            "// KANARIE",
        ):
            enter(terminal, line)
            terminal.until("bewaar ik alleen afspraken")
            terminal.type(b"\x05\x15")  # Ctrl+E, Ctrl+U: what was not taken still stands in the line
            terminal.until(lambda: "KANARIE" not in terminal.picture)
        enter(terminal, "! laptop ophalen op 12 maart 2026 met Koen")
        terminal.type(END)
        terminal.until("laptop ophalen")
        terminal.rest()
        assert "ZEG TERUG" not in terminal.picture
        assert "?" not in terminal.picture.split("────", 1)[0]
        finish(terminal)
    assert not [p for p in home.rglob("*") if p.is_file() and b"KANARIE" in p.read_bytes()]
    talk = stored(home)
    assert [(note["text"], note["marks"]) for note in talk["notes"]] == [
        ("laptop ophalen op 12 maart 2026 met Koen", ["agreed"])
    ]
    assert not talk["summary"]


HIDDEN = ("// UIL", "~ EGEL", "/terzijde DAS", "/indruk EEND", "botst met Youssef", "// RAAF na het meelezen")


def seen(text: str) -> list[str]:
    """The words that nobody may read along."""
    return [word for word in ("UIL", "EGEL", "DAS", "EEND", "Youssef", "RAAF", "DOORVRAAG") if word in text]


def test_reading_along_shows_nothing_from_before(home: Path) -> None:
    with Terminal("talk", "--kind", "stay", "--person", "Sanne", home=home) as terminal:
        terminal.until("DOORVRAAG")
        terminal.rest()
        enter(terminal, *HIDDEN[:2], "gewone regel", *HIDDEN[2:5])
        assert len(seen(terminal.picture)) == 6  # the look itself sees them
        terminal.type(ALONG)
        terminal.until("gewone regel")
        terminal.until(lambda: not seen(terminal.picture))
        terminal.rest()
        since = len(terminal.raw)
        # next, more, up, up, down, out, help, back, hide, show
        for keys in (NEXT, "\t", "\x1b[A", "\x1b[A", "\x1b[B", "\x1b", "\x1bOP", "\x1b", "\x1b[20~", "\r"):
            terminal.type(keys)
            terminal.rest()
            assert not seen(terminal.picture), keys
        terminal.resize(50, 45)
        terminal.rest()
        terminal.type(f"{HIDDEN[5]}\r")
        terminal.until("Nog niet bewaard")
        terminal.rest()
        assert not seen(terminal.picture)
        written = terminal.raw[since:].decode("utf-8", "replace").replace(HIDDEN[5], "")
        assert not [word for word in seen(written) if word != "RAAF"]  # it was typed in view, before Enter
        assert not re.findall(rb"\x1b\][012];", terminal.raw)  # the title of the window is never written
        terminal.type(ALONG)
        terminal.until(lambda: len(seen(terminal.picture)) == 7)
