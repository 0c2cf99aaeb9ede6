"""Knows the concrete classes, with `tui.equipment` for the screens: builds what the front ends are given."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import data
from coach.errors import StoreError
from coach.person import Person, alias_of
from coach.talk import Kind, Talk
from data.library import TomlLibrary, read_ladders, read_lines
from data.paths import Paths, default_paths
from data.settings import language, load_settings
from tui.program import Program, nothing
from tui.words import Words

if TYPE_CHECKING:
    from datetime import date

    from coach.guard.weighing import Guard
    from coach.knowledge import Knowledge
    from coach.lexicon import Lexicon
    from coach.reading import Parties
    from coach.summary import Phrasing
    from tui.app import OnderonsApp
    from tui.messages import BeginAsked

LOCALE = Path(data.__file__).parent / "locale"


def program(paths: Paths | None = None, lang: str | None = None) -> Program:
    """Build what commands need. Creates nothing on disk."""
    paths = paths or default_paths()
    settings, _ = load_settings(paths.settings)
    return Program(
        paths=paths,
        settings=settings,
        words=Words(language(lang, settings), LOCALE),
        guides=TomlLibrary(paths.guides, lambda: load_settings(paths.settings)[0].retention.notes_months),
    )


def app(
    built: Program,
    talk_lang: str | None = None,
    start: "Talk | BeginAsked | None" = None,
    demo: bool = False,
    welcome: bool = False,
    record: bool = True,
) -> "OnderonsApp":
    """The app over a store. A store in use elsewhere is opened to read only; unrecorded there is none."""
    from data.autosave import Report, Saved  # asyncio costs 35 ms that only the screens need
    from data.crash import write_report
    from data.desk import DiskDesk
    from data.lane import DiskLane
    from data.talks import new_talk_id
    from tui.app import OnderonsApp  # Textual costs 0.2 s that `list` and the like need not pay
    from tui.equipment import chooser, services_of
    from tui.services import NoRights
    from tui.terminal import DiskCrashReport
    from tui.unrecorded import UnrecordedDesk

    built.main.made_unprotected = built.main.made = nothing  # the screens ask and tell by themselves
    lane = DiskLane()
    desk: DiskDesk | UnrecordedDesk = UnrecordedDesk(built.now, new_talk_id)
    if record:
        desk = DiskDesk(built.talks, built.people, built.now, lane, _claimed(built))
    services = services_of(built, desk, lane, talk_lang, record, demo)
    if not record:
        services = replace(services, locked=False)
    if demo or not record:
        services = replace(services, rights=NoRights())
    crashes = DiskCrashReport(lambda error: write_report(built.paths.crashes, error))
    onderons = OnderonsApp(replace(services, choose=chooser(built, services)), crashes, start, welcome)

    def report(outcome: Report) -> None:
        if isinstance(outcome, Saved):
            onderons.tell_saved(outcome.talk)
        else:
            onderons.tell_refused(outcome.error)

    if isinstance(desk, DiskDesk):
        desk.on_report(report)
    else:
        desk.kept = onderons.tell_saved
    return onderons


def _claimed(built: Program) -> StoreError | None:
    """Take the right to write; why there is none. The store itself is opened behind the first screen."""
    try:
        built.claim()
    except StoreError as error:
        return error
    return None


def begin_talk(built: Program, kind: Kind, lang: str, name: str) -> Talk:
    """A new talk with someone, known or new; an empty name gets a made-up alias."""
    from data.desk import begin_talk as begin

    alias_word = built.words("person.made-up")
    return begin(built.people, built.now, kind, lang, name, alias_word)


def discard_talk(built: Program, talk: Talk) -> None:
    """Remove a talk and all that belongs to it. Raises `NotStored`."""
    from data.desk import discard_talk as discard

    discard(built.talks, built.people, talk)


def begin_unrecorded(built: Program, kind: Kind, lang: str, name: str) -> Talk:
    """A new talk that leaves nothing on disk, the person included."""
    from data.talks import new_talk_id

    time = built.now()
    person = Person("", alias_of(name) or built.words("person.made-up"))
    return Talk(new_talk_id(), kind, lang, person, time.date(), time)


def words(lang: str) -> Words:
    """The interface's words in another language: a summary speaks that of its talk."""
    return Words(lang, LOCALE)


def knowledge(lang: str) -> "Knowledge":
    """What the rules know of a language; read when it is first needed, not at start."""
    from data.knowledge import read_knowledge

    return read_knowledge(lang)


def remark_words(lang: str) -> "Lexicon":
    """Words at which the screen brings something to mind."""
    from data.knowledge import read_remark_words

    return read_remark_words(lang)


def guard(lang: str, parties: "Parties", today: "date") -> "Guard":
    """What weighs the sentences of a model for one talk."""
    from coach.guard.weighing import Guard
    from data.knowledge import read_guard_words, read_names

    return Guard(read_guard_words(lang), read_names(), parties, today)


def phrasing(lang: str) -> "Phrasing":
    """How a summary is worded in a language."""
    from data.knowledge import read_phrasing

    return read_phrasing(lang)


ladders = read_ladders
lines = read_lines
