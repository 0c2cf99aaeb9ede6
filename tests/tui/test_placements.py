"""Text in every place of a screen, in a real terminal: letters, and nothing else."""

import fcntl
import json
import os
import pty
import re
import select
import struct
import sys
import termios
import time
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.tui.hostile import MARKUP, SEQUENCES, TEXTS
from tests.tui.placements import PLACES
from tests.tui.terminal import ROOT
from tests.tui.test_hostile_terminal import live

MARKED = re.compile(rb"\x1b\[(\d+);(\d+)z")
DOSE = [
    TEXTS.index(text)
    for text in (
        "[/]",
        "[@click=app.quit]x[/]",
        "\x1b]52;c;S0FOQVJJRQ==\x07",
        "\x9b31m",
        "\u202eomgekeerd",
        "a\ud800b",
    )
]
"""Texts of every run; the slow one has them all."""


@dataclass
class Seen:
    """What came of it, as pairs of place and text."""

    shown: set[tuple[str, str]] = field(default_factory=set)
    live: set[tuple[str, str]] = field(default_factory=set)
    ended: set[tuple[str, str]] = field(default_factory=set)
    effects: dict[tuple[str, str], list[str]] = field(default_factory=dict)


def shown_in_a_terminal(
    way: str, texts: list[int], folder: Path, seconds: float, places: list[int] | None = None
) -> Seen:
    """Run the gallery in a pseudo terminal and read every byte of it."""
    report = folder / "report"
    chosen = list(range(len(PLACES))) if places is None else places
    code = (
        "from pathlib import Path; from tests.tui import placements as p; "
        f"p.show(p.{way}(), {texts}, {chosen}, Path({str(report)!r}))"
    )
    pid, terminal = pty.fork()
    if pid == 0:
        os.chdir(ROOT)
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(folder),
            "TERM": "xterm-256color",
            "PYTHONPATH": str(ROOT),
        }
        os.execve(sys.executable, [sys.executable, "-c", code], environment)
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
    raw, deadline = bytearray(), time.monotonic() + seconds
    while True:
        if not select.select([terminal], [], [], 0.5)[0]:
            if time.monotonic() > deadline:
                os.kill(pid, 9)
                os.waitpid(pid, 0)
                raise AssertionError(f"not done in {seconds} s: {raw[-2000:]!r}")
            continue
        try:
            chunk = os.read(terminal, 1 << 16)
        except OSError:
            break
        if not chunk:
            break
        raw += chunk
    os.close(terminal)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0, bytes(raw[-3000:])
    return looked_over(bytes(raw), report)


def looked_over(raw: bytes, report: Path) -> Seen:
    seen, last = Seen(), ("", "")
    for line in report.read_text().splitlines():
        place, text, state, what = json.loads(line)
        if state == "ended":
            seen.ended.add(last)
            continue
        last = PLACES[place], TEXTS[text]
        if state == "shown":
            seen.shown.add(last)
            if what:
                seen.effects[last] = what
    _, *pieces = MARKED.split(raw)
    for place, text, piece in zip(pieces[::3], pieces[1::3], pieces[2::3], strict=True):
        pair = PLACES[int(place)], TEXTS[int(text)]
        if live(piece) or (pair[1].startswith("\x1b[") and pair[1].encode() in piece):
            seen.live.add(pair)
    return seen


def sound(seen: Seen, texts: list[int]) -> None:
    assert seen.live == set()
    assert seen.ended == set()
    assert seen.effects == {}
    assert seen.shown == {(place, TEXTS[text]) for place in PLACES for text in texts}


def test_there_are_enough_places_and_texts() -> None:
    assert len(PLACES) >= 38
    assert len(TEXTS) >= 30
    assert len(set(PLACES)) == len(PLACES)


def test_a_few_texts_in_every_place_are_letters(tmp_path: Path) -> None:
    sound(shown_in_a_terminal("Doored", DOSE, tmp_path, 120), DOSE)


def test_without_the_doors_they_are_more(tmp_path: Path) -> None:
    """Else the test above would prove nothing."""
    few = [
        PLACES.index(name)
        for name in ("Static", "Button", "DataTable cell", "notify", "border_title", "App.title")
    ]
    seen = shown_in_a_terminal("Bare", DOSE, tmp_path, 120, few)
    assert {place for place, _ in seen.live} >= {"Static", "Button", "DataTable cell"}
    assert {place for place, _ in seen.ended} >= {"Static", "Button"}
    assert any("action" in what for what in seen.effects.values())


@pytest.mark.slow
def test_every_text_in_every_place_is_letters(tmp_path: Path) -> None:
    every = list(range(len(TEXTS)))
    sound(shown_in_a_terminal("Doored", every, tmp_path, 900), every)


@pytest.mark.slow
def test_without_the_doors_most_places_are_open(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    every = list(range(len(TEXTS)))
    seen = shown_in_a_terminal("Bare", every, tmp_path, 1800)
    live_in = {place for place, text in seen.live if text in SEQUENCES}
    ended_in = {place for place, text in seen.ended if text in MARKUP}
    with capsys.disabled():
        print(
            f"\nbare: {len(live_in)} of {len(PLACES)} live, {len(ended_in)} crash, {len(seen.effects)} effects"
        )
    assert len(live_in) > len(PLACES) // 2
    assert len(ended_in) > len(PLACES) // 4
    assert seen.effects
