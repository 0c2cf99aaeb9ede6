"""What the screens of one store are given, and what follows when somebody chooses otherwise."""

from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path

from coach.errors import StoreError
from coach.talk import Talk
from data.lane import DiskLane
from data.rights import DiskRights
from data.safe import VaultSafe
from data.settings import Settings, load_keymap, save_settings
from tui import bootstrap
from tui.advisor import RuleAdvisor
from tui.paper_desk import StorePapers
from tui.program import Program
from tui.proposing import Drafter, NoDrafter
from tui.services import Choices, Desk, Services


def services_of(
    built: Program, desk: Desk, lane: DiskLane, talk_lang: str | None, record: bool, demo: bool
) -> Services:
    """What the screens are given.

    Args:
        built: The program.
        desk: Where talks are kept, or not.
        lane: The thread of the disk.
        talk_lang: Language of talks, when somebody gave one.
        record: Whether anything is stored.
        demo: All of it is invented, and gone afterwards.
    """
    keymap, wrong_keys = load_keymap(built.paths.keys)
    settings = built.settings
    colours = settings.theme or Choices().theme
    talk_lang = built.talk_language(talk_lang)
    choices = Choices(
        built.words.lang, talk_lang, settings.country, colours, settings.along,
        settings.keep, settings.terms, settings.reason,
        settings.model, settings.model_when,
    )  # fmt: skip
    return Services(
        words=built.words,
        now=built.now,
        guides=built.guides,
        desk=desk,
        advisor=RuleAdvisor(
            bootstrap.knowledge,
            bootstrap.phrasing,
            bootstrap.ladders,
            bootstrap.lines,
            bootstrap.remark_words,
        ),
        safe=VaultSafe(built.main.vault, built.store, lane, built.enter),
        talk_lang=choices.talk_lang,
        country=choices.country,
        locked=_needs_passphrase(built.main),
        choices=choices,
        keymap=keymap,
        problems=tuple(filter(None, (wrong_keys, None if demo else _place_warning(built.main)))),
        rights=DiskRights(built.claims, built.purger(), built.now, lane),
        export=None if built.practising else _exporter(built, lane, record),
        papers=StorePapers(built.main, lane),
        demo=demo,
        recorded=record,
        practice=built.practising,
        drafter=drafter_of(built, choices),
    )


def drafter_of(built: Program, choices: Choices) -> Drafter:
    """The chosen model beside the talks, as far as it is wanted; nothing of it is loaded yet."""
    if not choices.model or choices.model_when == "off":
        return NoDrafter()
    from tui.drafter import ModelDrafter
    from tui.opening import opener, read_by_rules

    return ModelDrafter(opener(built, choices.model), read_by_rules, choices.model_when == "talking")


def _place_warning(built: Program) -> str | None:
    """Said once, before the first talk is stored; `doctor` says it always."""
    if built.vault.door.present:
        return None
    from tui.machine import place_warning

    return place_warning(built)


def chooser(built: Program, services: Services) -> Callable[[Choices], Services]:
    """Keeps choices, and makes the services that follow from them."""

    def choose(fresh: Choices) -> Services:
        if services.desk.read_only is not None:
            raise services.desk.read_only  # another window keeps the choices
        if services.has_store:
            built.main.claim()  # whoever practises has the right to write beside the talks only
            save_settings(built.paths.settings, Settings(**asdict(fresh)))
            built.main.settings = Settings(**asdict(fresh))  # for the app that follows this one
            built.main.words = bootstrap.words(fresh.lang)
        return replace(
            services,
            drafter=drafter_of(built, fresh),
            words=bootstrap.words(fresh.lang),
            talk_lang=fresh.talk_lang,
            country=fresh.country,
            choices=fresh,
            choose=choose,
        )

    return choose


def _needs_passphrase(built: Program) -> bool:
    """Whether only a passphrase opens the store; found without a key, so that the first screen is quick."""
    door = built.vault.door
    try:
        return door.present and door.is_locked_without_keys
    except StoreError:
        return False  # opening it says what is wrong


def _exporter(built: Program, lane: DiskLane, record: bool) -> Callable[[Talk, str], Path]:
    """Writes a talk into the folder one is in: a page that prints for the employee, text for oneself."""

    def export(talk: Talk, audience: str) -> Path:
        from tui.exporting import write_talk  # only whoever exports pays for it

        form = "html" if audience == "employee" else "md"
        return lane.wait(write_talk, built, talk, form, audience, record)  # the log is the disk lane's

    return export
