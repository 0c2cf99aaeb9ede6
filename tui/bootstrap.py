"""The one place that knows the concrete classes: it builds what the front ends are given."""

import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING

import data
from coach.errors import StoreError
from coach.person import Person, alias_of
from coach.talk import Kind, Talk
from data.claims import TinyClaims
from data.crash import write_report
from data.library import TomlLibrary, read_ladders, read_lines
from data.paths import Paths, default_paths
from data.people import TinyPeopleStore
from data.settings import Settings, language, load_keymap, load_settings, save_settings
from data.talks import TinyTalkStore, new_talk_id
from data.vault.migrations.plain import PlainFiles
from data.vault.vault import Vault
from tui.program import Program, nothing
from tui.words import Words

if TYPE_CHECKING:
    from coach.knowledge import Knowledge
    from coach.lexicon import Lexicon
    from coach.summary import Phrasing
    from data.lane import DiskLane
    from tui.app import OnderonsApp
    from tui.messages import BeginAsked
    from tui.services import Choices, Desk, Services

LOCALE = Path(data.__file__).parent / "locale"


def program(paths: Paths | None = None, lang: str | None = None) -> Program:
    """Build what commands need. Creates nothing on disk."""
    paths = paths or default_paths()
    settings, _ = load_settings(paths.settings)
    vault, plain = Vault(paths.vault, paths.machine_key), PlainFiles(paths)
    claims = TinyClaims(vault)
    built = Program(
        paths=paths,
        settings=settings,
        words=Words(language(lang, settings), LOCALE),
        guides=TomlLibrary(paths.guides),
        vault=vault,
        talks=TinyTalkStore(vault, plain, claims),
        people=TinyPeopleStore(vault, plain),
        claims=claims,
    )
    vault.claim = built.lock
    return built


def demo_program(lang: str | None = None) -> Program:
    """The same on a throw-away folder that goes with the program."""
    cleanup = ExitStack()
    folder = cleanup.enter_context(tempfile.TemporaryDirectory(prefix="onderons-demo-"))
    built = program(Paths(Path(folder)), lang)
    built._cleanup = cleanup
    return built


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
    from data.desk import DiskDesk
    from data.lane import DiskLane
    from tui.app import OnderonsApp  # Textual costs 0.2 s that `list` and the like need not pay
    from tui.services import NoRights
    from tui.terminal import DiskCrashReport
    from tui.unrecorded import UnrecordedDesk

    built.made_unprotected = nothing  # the screens ask and tell by themselves
    lane = DiskLane()
    desk: DiskDesk | UnrecordedDesk = UnrecordedDesk(built.now, new_talk_id)
    if record:
        desk = DiskDesk(built.talks, built.people, built.now, lane, _claimed(built))
    services = replace(_services(built, desk, lane, talk_lang), demo=demo, recorded=record)
    if not record:
        services = replace(services, locked=False)
    if demo or not record:
        services = replace(services, rights=NoRights())
    crashes = DiskCrashReport(lambda error: write_report(built.paths.crashes, error))
    onderons = OnderonsApp(replace(services, choose=_chooser(built, services)), crashes, start, welcome)

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


def _services(built: Program, desk: "Desk", lane: "DiskLane", talk_lang: str | None) -> "Services":
    """What the screens are given."""
    from data.purging import Purger
    from data.rights import DiskRights
    from data.safe import VaultSafe
    from tui.advisor import RuleAdvisor
    from tui.services import Choices, Services

    purger = Purger(built.vault, built.talks, built.people, built.claims)
    keymap, wrong_keys = load_keymap(built.paths.keys)
    settings = built.settings
    colours = settings.theme or Choices().theme
    talk_lang = built.talk_language(talk_lang)
    choices = Choices(
        built.words.lang, talk_lang, settings.country, colours, settings.along,
        settings.keep, settings.terms, settings.reason,
    )  # fmt: skip
    return Services(
        words=built.words,
        now=built.now,
        guides=built.guides,
        desk=desk,
        advisor=RuleAdvisor(knowledge, phrasing, read_ladders, read_lines, remark_words),
        safe=VaultSafe(built.vault, built.paths, lane, built.lock),
        talk_lang=choices.talk_lang,
        country=choices.country,
        locked=_needs_passphrase(built),
        choices=choices,
        keymap=keymap,
        problems=(wrong_keys,) if wrong_keys else (),
        rights=DiskRights(built.claims, purger, built.now, lane),
        export=export,
    )


def _chooser(built: Program, services: "Services") -> "Callable[[Choices], Services]":
    """Keeps choices, and makes the services that follow from them."""

    def choose(fresh: "Choices") -> "Services":
        if services.desk.read_only is not None:
            raise services.desk.read_only  # another window keeps the choices
        if services.has_store:
            save_settings(built.paths.settings, Settings(**asdict(fresh)))
        return replace(
            services,
            words=words(fresh.lang),
            talk_lang=fresh.talk_lang,
            country=fresh.country,
            choices=fresh,
            choose=choose,
        )

    return choose


def _claimed(built: Program) -> StoreError | None:
    """Take the right to write; why there is none. The store itself is opened behind the first screen."""
    try:
        built.claim()
    except StoreError as error:
        return error
    return None


def _needs_passphrase(built: Program) -> bool:
    """Whether only a passphrase opens the store; found without a key, so that the first screen is quick."""
    door = built.vault.door
    try:
        return door.present and door.is_locked_without_keys
    except StoreError:
        return False  # opening it says what is wrong


def export(talk: Talk, audience: str) -> Path:
    """Write a talk into the folder one is in: a page that prints for the employee, text for oneself."""
    from tui.exporting import write_talk  # only whoever exports pays for it

    return write_talk(talk, "html" if audience == "employee" else "md", audience, Path.cwd())


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


def phrasing(lang: str) -> "Phrasing":
    """How a summary is worded in a language."""
    from data.knowledge import read_phrasing

    return read_phrasing(lang)


ladders = read_ladders
lines = read_lines
