"""Storing in a vault of 10,000 talks, beside SQLite (WAL, FULL) and plain TinyDB; times and ratios."""

import resource
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from tinydb import TinyDB

from coach.note import Typed
from coach.person import Person
from coach.talk import Kind, Talk
from data.paths import Paths
from data.talks import TinyTalkStore, new_talk_id
from data.vault.opening import open_for_writing
from data.vault.own_key import KeyFile
from data.vault.vault import Vault
from tests.data.vault.disks import FailingDisk, in_place

NOW = datetime.now(UTC)
LINES = [Typed(f"regel {n} over wat er speelt in de ploeg en daarbuiten") for n in range(30)]
NOTES = 300
"""Notes stored per measurement; plain TinyDB gets ten, at a third of a second each."""
PASSPHRASE = "vier woorden zijn genoeg"


def fresh() -> Talk:
    """A talk of thirty notes."""
    talk = Talk(new_talk_id(), Kind.STAY, "nl", Person("p", "Sanne"), NOW.date(), NOW)
    return talk.with_lines(LINES, NOW)


def timed(call: Callable[[int], object], times: int) -> list[float]:
    """Milliseconds of each call, shortest first."""
    took = []
    for n in range(times):
        began = time.perf_counter()
        call(n)
        took.append((time.perf_counter() - began) * 1000)
    return sorted(took)


def median(took: list[float]) -> float:
    return took[len(took) // 2]


def p95(took: list[float]) -> float:
    return took[int(len(took) * 0.95)]


def opened(home: Path) -> Vault:
    """The vault, locked."""
    return Vault(Paths(home).vault, KeyFile(Paths(home).machine_key))


def filled(
    home: Path, talks: int, passphrase: str | None = PASSPHRASE, make: Callable[[], Talk] = fresh
) -> Vault:
    """A vault with so many talks, open to write. Filling it does not wait for the disk."""
    vault = opened(home)
    with in_place(FailingDisk(sys.maxsize, 0, False)):
        vault.door.create(passphrase)
        open_for_writing(vault, Paths(home))
        store = TinyTalkStore(vault)
        for _ in range(talks):
            store.save(make())
        store.close()
    return vault


def in_turn(one: Callable[[int], object], other: Callable[[int], object]) -> tuple[list[float], list[float]]:
    """The same for two calls, one after the other, so that a slow second of the disk hits both."""
    pairs = [(timed(lambda _, n=n: one(n), 1)[0], timed(lambda _, n=n: other(n), 1)[0]) for n in range(NOTES)]
    first, second = zip(*pairs, strict=True)
    return sorted(first), sorted(second)


def noting(store: TinyTalkStore, talk: Talk) -> Callable[[int], None]:
    """What stores one more note in a talk."""
    held = [talk]

    def note(n: int) -> None:
        held[0] = held[0].with_note(Typed(f"nieuw {n}"), NOW)
        store.save(held[0])

    store.save(talk)
    return note


def sqlite(folder: Path, talks: int) -> tuple[Callable[[int], None], Callable[[int], None]]:
    """What stores one more note, and one more talk, in one SQLite file with full durability."""
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

    def create(n: int) -> None:
        db.executemany("insert into note values (?, ?)", [(f"new {n}", line.text) for line in LINES])
        db.commit()

    return note, create


def tinydb(folder: Path, talks: int) -> list[float]:
    """One more note in one plain TinyDB file."""
    db = TinyDB(folder / f"{talks}.json")
    db.insert_multiple({"talk": t, "notes": [line.text for line in LINES]} for t in range(talks))
    return timed(lambda n: db.insert({"talk": "held", "text": f"nieuw {n}"}), 10)


def reading(home: Path) -> None:
    """What a user waits for at the start and while looking around."""
    vault = opened(home)
    store = TinyTalkStore(vault)
    began = time.perf_counter()
    vault.door.unlock(PASSPHRASE)
    unlocked = time.perf_counter()
    rows = list(store.rows())
    listed = time.perf_counter()
    print(
        f"unlock {unlocked - began:.2f} s + list {listed - unlocked:.2f} s = {listed - began:.2f} s  (goal 1.0)"
    )
    ids = [getattr(row, "id", "") for row in rows]
    took = timed(lambda n: store.load(ids[n]), 300)
    print(f"open one talk           median {median(took):6.2f} ms  p95 {p95(took):6.2f} ms  (goal 5)")
    began = time.perf_counter()
    found = len(list(store.holding("nergens daarbuiten")))
    print(f"search all text         {time.perf_counter() - began:.2f} s, {found} found  (goal 1.0)")
    print(
        f"memory at most          {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB  (goal 200)"
    )
    (vault.folder / "index.log").unlink()
    again = opened(home)
    again.door.unlock(PASSPHRASE)
    began = time.perf_counter()
    list(TinyTalkStore(again).rows())
    print(f"list without its index  {time.perf_counter() - began:.2f} s")


def told(what: str, ours: list[float], theirs: list[float], name: str, goal: str) -> None:
    """One line with both sides and their ratios."""
    print(
        f"{what}: ours median {median(ours):.3f} p95 {p95(ours):.3f} ms; {name} median {median(theirs):.3f} "
        f"p95 {p95(theirs):.3f} ms; ratio of medians {median(ours) / median(theirs):.4f}, "
        f"of p95 {p95(ours) / p95(theirs):.4f}  (goal p95 {goal})"
    )


def main(many: int = 10_000) -> None:
    """Print times and ratios."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        vault = filled(place / "home", many)
        store = TinyTalkStore(vault)
        note, create = sqlite(place, many)
        ours, lite = in_turn(noting(store, fresh()), note)
        created, lite_created = in_turn(lambda _: store.save(fresh()), create)
        told(f"one note, {many} talks", ours, lite, "SQLite WAL FULL", "2")
        told(f"one note, {many} talks", ours, tinydb(place, many), "plain TinyDB", "0.05")
        told("one more talk", created, lite_created, "SQLite WAL FULL", "6")
        long = timed(noting(store, fresh().with_lines([LINES[0]] * 10_000, NOW)), 100)
        print(f"one note in a talk of 10,000: median {median(long):.2f} ms, p95 {p95(long):.2f} ms")
        store.close()
        vault.close()
        reading(place / "home")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
