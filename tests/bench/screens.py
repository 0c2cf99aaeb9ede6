"""Start to first screen, and key press to painted frame, against a bare Textual app in the same run."""

import os
import random
import select
import statistics
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from coach.note import Mark, Typed
from coach.person import Person
from coach.talk import Kind, Talk
from data.paths import Paths
from data.talks import new_talk_id
from tests.bench.storing import filled
from tests.tui.terminal import ROOT, Terminal
from tui.bootstrap import program

BARE = f"import runpy, sys; runpy.run_path({str(ROOT / 'tests/bench/bare.py')!r}, run_name='__main__'); sys.exit()"
NOW = datetime.now(UTC)
FRAME = 0.04
"""Seconds; Textual paints at most sixty times in one."""


def with_notes(home: Path, count: int) -> None:
    """A store with one unfinished talk of this many notes."""
    newest = NOW.date() + timedelta(days=1)  # on top of the list
    talk = Talk(new_talk_id(), Kind.STAY, "nl", Person("p", "Sanne"), newest, NOW).ask("stay.obstacle")
    lines = [
        Typed(f"regel {n} over wat er speelt in de ploeg", (Mark.AGREED,) if n == 9 else ())
        for n in range(count)
    ]
    written = program(Paths(home))
    written.talks.save(talk.with_lines(lines, NOW))
    written.close()


def start(home: Path, wanted: str, *args: str, before: str = "") -> float:
    """Seconds from start to the first screen."""
    began = time.perf_counter()
    with Terminal(*args, home=home, before=before) as terminal:
        needle = wanted.encode()
        while needle not in terminal.raw:
            if not terminal.read(5):
                raise AssertionError(terminal.picture)
        return time.perf_counter() - began


def key(terminal: Terminal, letter: str) -> float:
    """Seconds from a key press to the frame that follows."""
    while select.select([terminal.fd], [], [], 0)[0]:
        terminal.read(0)
    began = time.perf_counter()
    os.write(terminal.fd, letter.encode())
    if not select.select([terminal.fd], [], [], 2)[0]:
        raise AssertionError(f"no frame after {letter!r}:\n{terminal.picture}")
    took = time.perf_counter() - began
    terminal.read(0)
    return took


def told(name: str, ours: list[float], theirs: list[float], limit: float) -> None:
    """One line with both sides and the ratio."""
    for part, pick in (("median", 0.5), ("p95", 0.95)):
        a, b = (sorted(side)[int(len(side) * pick)] * 1000 for side in (ours, theirs))
        print(f"{name:34} {part:6} ours {a:8.2f} ms   bare {b:8.2f} ms   ratio {a / b:5.2f}  (goal {limit})")


def main(keys: int = 2000, starts: int = 15) -> None:
    """Print the ratios."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        home.mkdir()
        locked = Path(folder) / "locked"
        shut = program(Paths(locked))
        shut.lock("vier losse woorden")
        shut.close()
        first: dict[str, list[float]] = {"today": [], "locked": [], "demo": [], "bare": []}
        start(home, "Nieuw blijfgesprek")  # makes the store
        for _ in range(starts):
            first["today"].append(start(home, "Nieuw blijfgesprek"))
            first["locked"].append(start(locked, "op slot"))
            first["bare"].append(start(home, "palette", before=BARE))
            first["demo"].append(start(home, "DOORVRAAG", "demo"))
        told("start to first screen", first["today"], first["bare"], 1.4)
        told("start to the passphrase", first["locked"], first["bare"], 1.4)
        told("start to the demo's talk", first["demo"], first["bare"], 1.4)
        with_notes(home, 200)
        ours, theirs, chance = [], [], random.Random(1)
        with Terminal(home=home) as app, Terminal(home=home, before=BARE) as bare:
            app.until("Verder met")
            app.type("\r")
            app.until("AFGESPROKEN")
            bare.until("palette")
            time.sleep(1)
            for n in range(keys):
                letter = chance.choice("abcdefghij klmnop") if n % 60 else "x"
                if n % 60 == 59:
                    letter = "\r"
                ours.append(key(app, letter))
                theirs.append(key(bare, letter))
        told(f"key to painted frame, {keys} keys", ours, theirs, 1.3)
        print(f"key to painted frame, mean: {statistics.mean(ours) / statistics.mean(theirs):.2f}")
        beside_many(Path(folder), home, keys // 4)


def beside_many(folder: Path, few: Path, keys: int, talks: int = 10_000) -> None:
    """Keys in a talk of a store with many talks, against the same talk in a store with no other."""
    many = folder / "many"
    filled(many, talks, passphrase=None).close()
    with_notes(many, 200)
    ours, theirs = [], []
    with Terminal(home=many) as full, Terminal(home=few) as lone:
        for terminal in (full, lone):
            terminal.until("Verder met", 60)
            terminal.type("\r")
            terminal.until("AFGESPROKEN")
        time.sleep(3)  # the list is read
        for n in range(keys):
            for terminal, took in ((full, ours), (lone, theirs)) if n % 2 else ((lone, theirs), (full, ours)):
                time.sleep(
                    FRAME
                )  # a key that comes sooner waits for Textual's next frame, whatever is stored
                took.append(key(terminal, "abcdefg "[n % 8]))
    a, b = statistics.median(ours) * 1000, statistics.median(theirs) * 1000
    print(f"key beside {talks} talks, median: {a:.2f} ms, alone {b:.2f} ms, ratio {a / b:.2f}  (goal 1.05)")


if __name__ == "__main__":
    main()
