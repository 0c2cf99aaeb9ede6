"""Storing one note with 10 and with 10,000 talks, beside SQLite (WAL, FULL) and plain TinyDB."""

import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from tinydb import TinyDB

from coach.note import Typed
from coach.person import Person
from coach.talk import Kind, Talk
from data.talks import TinyTalkStore, new_talk_id

NOW = datetime.now(UTC)
LINES = [Typed(f"regel {n} over wat er speelt in de ploeg en daarbuiten") for n in range(30)]


def fresh() -> Talk:
    """A talk of thirty notes."""
    talk = Talk(new_talk_id(), Kind.STAY, "nl", Person("p", "Sanne"), NOW.date(), NOW)
    return talk.with_lines(LINES, NOW)


def timed(call: Callable[[int], object], times: int) -> float:
    """Median seconds of a call."""
    took = []
    for n in range(times):
        began = time.perf_counter()
        call(n)
        took.append(time.perf_counter() - began)
    return statistics.median(took)


def ours(folder: Path, talks: int) -> float:
    """Seconds for one more note in one of many talks."""
    store = TinyTalkStore(folder / f"ours-{talks}")
    for _ in range(talks):
        store.save(fresh())
    held = fresh()
    store.save(held)

    def note(n: int) -> None:
        nonlocal held
        held = held.with_note(Typed(f"nieuw {n}"), NOW)
        store.save(held)

    return timed(note, 200)


def sqlite(folder: Path, talks: int) -> float:
    """The same in one SQLite file with full durability."""
    db = sqlite3.connect(folder / f"{talks}.sqlite")
    db.execute("pragma journal_mode=wal")
    db.execute("pragma synchronous=full")
    db.execute("create table note (talk text, text text)")
    db.executemany(
        "insert into note values (?, ?)", [(str(t), line.text) for t in range(talks) for line in LINES]
    )
    db.commit()

    def note(n: int) -> None:
        db.execute("insert into note values (?, ?)", ("held", f"nieuw {n}"))
        db.commit()

    return timed(note, 200)


def tinydb(folder: Path, talks: int) -> float:
    """The same in one plain TinyDB file."""
    db = TinyDB(folder / f"{talks}.json")
    db.insert_multiple({"talk": t, "notes": [line.text for line in LINES]} for t in range(talks))
    return timed(lambda n: db.insert({"talk": "held", "text": f"nieuw {n}"}), 5)


def main(many: int = 10_000) -> None:
    """Print times and ratios."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        few_ours, many_ours = ours(place, 10), ours(place, many)
        lite, plain = sqlite(place, many), tinydb(place, many)
        print(f"one note, 10 talks      {few_ours * 1000:8.3f} ms")
        print(
            f"one note, {many} talks  {many_ours * 1000:8.3f} ms   ratio {many_ours / few_ours:.2f} of 10 talks"
        )
        print(f"  SQLite WAL FULL       {lite * 1000:8.3f} ms   ours is {many_ours / lite:.2f} of it")
        print(f"  plain TinyDB          {plain * 1000:8.3f} ms   ours is {many_ours / plain:.4f} of it")


if __name__ == "__main__":
    main()
