"""The demo: a year of invented talks with a team of eight, and one that is under way."""

import os
import tempfile
import tomllib
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import data
from coach.agreement import ActionState, Agreement, Outcome
from coach.note import Typed, read_line
from coach.person import Person
from coach.talk import Kind, Talk
from data.paths import Paths
from data.talks import new_talk_id
from tui.bootstrap import begin_talk, program
from tui.program import Program

DEMO = Path(data.__file__).parent / "demo"
UNDER_WAY = timedelta(minutes=12)
"""How long the demo's talk has been going on."""


def demo_program(lang: str | None = None) -> Program:
    """A program on a throw-away folder that goes with it."""
    cleanup = ExitStack()
    folder = cleanup.enter_context(tempfile.TemporaryDirectory(prefix="onderons-demo-"))
    built = program(Paths(Path(folder)), lang)
    built._cleanup = cleanup
    return built


def demo_talk(built: Program) -> Talk:
    """The invented talk that is under way, not stored yet: the first frame waits for no disk."""
    content = _read(f"{built.words.lang}.toml")
    started = built.now() - UNDER_WAY
    person = Person(os.urandom(8).hex(), content["person"])
    talk = Talk(new_talk_id(), Kind(content["kind"]), built.words.lang, person, started.date(), started)
    return _with_parts(replace(talk, held=int(UNDER_WAY.total_seconds())), content["part"], started)


def demo_year(built: Program, under_way: Talk) -> Iterator[Talk]:
    """Store the talks of the past year one by one; what was agreed then is counted from then."""
    built.people.keep(under_way.person)
    for content in _read(f"year-{built.words.lang}.toml")["talk"]:
        started = built.now() - timedelta(days=content["days_ago"])
        talk = begin_talk(built, Kind(content["kind"]), built.words.lang, content["person"])
        talk = replace(talk, started=started, date=started.date(), held=60 * content["minutes"])
        talk = _with_parts(talk, content["part"], started).agree(_outcome(content["outcome"], talk)).end()
        built.talks.save(talk)
        yield talk


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((DEMO / name).read_text("utf-8"))


def _with_parts(talk: Talk, parts: list[dict[str, Any]], at: datetime) -> Talk:
    for part in parts:
        if part["question"]:
            talk = talk.ask(part["question"])
        read = [read_line(line) for line in part["lines"]]
        talk = talk.with_lines([line for line in read if isinstance(line, Typed)], at)
    return talk


def _outcome(content: dict[str, Any], talk: Talk) -> Outcome:
    def day(key: str, source: dict[str, Any]) -> Any:
        return talk.date + timedelta(days=source[key]) if key in source else None

    agreements = tuple(
        Agreement(a["owner"], a["what"], day("due_in_days", a), None, a["note"], ActionState(a["state"]))
        for a in content.get("action", ())
    )
    return Outcome(agreements, day("return_in_days", content), content.get("no_return_because", ""))
