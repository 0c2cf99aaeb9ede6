"""What reading notes costs: suggestions in a long talk, and `summarize` beyond the start of the program."""

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from coach.reading import Parties
from coach.report import read_talk
from coach.suggestion import suggest
from coach.talk import Kind
from data.knowledge import read_knowledge
from data.library import TomlLibrary, read_ladders, read_lines
from tests.talks.corpus import talks

ROOT = Path(__file__).parents[2]


def notes(count: int) -> list[str]:
    """So many invented notes, no two alike."""
    lines = [
        line.text for talk in talks() if talk.lang == "nl" and talk.kind == "stay" for line in talk.lines
    ]
    return list(dict.fromkeys(lines))[:count]


def median(call: Callable[[], object], times: int = 15) -> float:
    """Milliseconds of a call, the middle of some."""
    took = []
    for _ in range(times):
        began = time.perf_counter()
        call()
        took.append((time.perf_counter() - began) * 1000)
    return statistics.median(took)


def suggestions(lines: list[str], questions: int) -> None:
    """Suggestions after one more note in a talk of 200, from a library of 500 questions."""
    guide = TomlLibrary().guide(Kind.STAY, "nl")
    many = [
        replace(question, id=f"{question.id}.{n}")
        for n in range(questions // len(guide.questions) + 1)
        for question in guide.questions
    ][:questions]
    large, knowledge = replace(guide, questions=tuple(many)), read_knowledge("nl")
    asked = [question.id for question in many[: questions // 2]]
    today, parties = date(2026, 3, 2), Parties("Sanne", "Koen")
    report = read_talk(lines, Kind.STAY, today, parties, knowledge)
    fresh = iter(notes(400)[200:])

    def one_more() -> None:
        read_talk([next(fresh)], Kind.STAY, today, parties, knowledge)
        suggest(report, Kind.STAY, large, read_ladders("nl"), read_lines("nl"), asked)

    read_ladders("nl"), read_lines("nl")
    print(f"suggestions, {len(lines)} notes, {questions} questions: {median(one_more):.2f} ms  (goal 10)")


def summarizing(lines: list[str]) -> None:
    """`summarize` of 200 notes against the bare start of the program and against a talk of one note."""
    with tempfile.TemporaryDirectory() as folder:
        long, short = Path(folder) / "long.txt", Path(folder) / "short.txt"
        long.write_text("\n".join(lines), "utf-8")
        short.write_text(lines[0], "utf-8")
        onderons = [sys.executable, "-c", "from tui.cli import script; script()"]
        rest = ["--kind", "stay", "--lang", "nl", "--date", "2026-03-02", "--json"]

        def run(*args: str) -> None:
            subprocess.run([*onderons, *args], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)

        took: dict[str, list[float]] = {"start": [], "short": [], "long": []}
        for _ in range(11):  # in turn, so that a noisy minute hits all three
            took["start"].append(median(lambda: run("--help"), 1))
            took["short"].append(median(lambda: run("summarize", str(short), *rest), 1))
            took["long"].append(median(lambda: run("summarize", str(long), *rest), 1))
    start, one, many = (statistics.median(took[part]) for part in ("start", "short", "long"))
    print(f"start of the program {start:.0f} ms, one note {one:.0f} ms, {len(lines)} notes {many:.0f} ms")
    print(f"reading {len(lines)} notes beyond start and loading: {many - one:.0f} ms  (goal 60)")


def main() -> None:
    """Print both."""
    lines = notes(200)
    suggestions(lines, 500)
    summarizing(lines)


if __name__ == "__main__":
    main()
