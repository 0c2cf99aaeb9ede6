"""Every screen as a picture, in both languages, in a full and in a narrow window."""

from dataclasses import replace
from datetime import date

import pytest

from coach.agreement import Agreement, Outcome
from coach.talk import Kind
from tests.tui.album import EVERY_PICTURE, Album
from tests.tui.looking import picture, type_line, until
from tui.messages import BeginAsked, TalkLeft, WrapUpAsked
from tui.screens.amend import AmendScreen
from tui.screens.begin import BeginScreen
from tui.screens.code import CodeScreen
from tui.screens.help import HelpScreen
from tui.screens.hidden import HiddenScreen
from tui.screens.live import LiveScreen
from tui.screens.protect import ProtectScreen
from tui.screens.talk import TalkScreen
from tui.screens.today import TodayScreen
from tui.screens.unlock import UnlockScreen
from tui.screens.wrapup import WrapUpScreen

NAMES = ("Sanne", "Mo", "Zoë van den Heuvel-Oosterwijk", "Persoon 3", "Femke")
FIRST = {"today": "app.help", "live": "note.agree"}
"""A command at the top of the palette, by screen."""

REASON = {"nl": "eerst komt de nieuwe planning", "en": "the new planning comes first"}

pytestmark = EVERY_PICTURE


async def test_before_a_talk(album: Album) -> None:
    async with album.open() as pilot:
        for kind in Kind:
            album.app.post_message(BeginAsked(kind))
            await album.show(pilot, BeginScreen)
            await album.take(pilot, f"begin-{kind}")
            await pilot.press("escape")
            await album.show(pilot, TodayScreen)


async def test_before_a_second_talk(album: Album) -> None:
    last = album.talk().agree(
        Outcome((Agreement("manager", "Power BI", date(2026, 4, 1)),), date(2026, 3, 12))
    )
    async with album.open() as pilot:
        album.app.services.desk.keep(last.end())
        await album.app.services.desk.flush()
        album.app.post_message(BeginAsked(Kind.STAY))
        await album.show(pilot, BeginScreen)
        album.app.screen.name_line.value = "Sanne"
        await until(pilot, lambda: "Power BI" in picture(album.app))
        await album.take(pilot, "begin-again")


@pytest.mark.parametrize("kind", Kind)
async def test_a_talk_of_each_kind(album: Album, kind: Kind) -> None:
    async with album.open() as pilot:
        album.app.hold(album.talk(kind), stored=True)
        await album.show(pilot, LiveScreen)
        await album.take(pilot, f"live-{kind}")


async def test_ways_to_hold_a_talk(album: Album) -> None:
    def hold() -> None:
        album.app.hold(album.talk(), stored=True)

    ways = {
        "probes": ["tab"],
        "silence": ["f4"],
        "paused": ["f8"],
        "list": ["up"],
        "stop": ["x", "ctrl+o"],
        "along": ["f6"],
    }
    async with album.open() as pilot:
        for way, keys in ways.items():
            hold()
            await album.show(pilot, LiveScreen)
            await pilot.press(*keys)
            await album.take(pilot, f"live-{way}")
            if way == "paused":
                await pilot.press(*keys)
        await pilot.press("f9")
        await album.show(pilot, HiddenScreen)
        await album.take(pilot, "hidden")


async def test_the_end_of_a_talk(album: Album) -> None:
    async with album.open() as pilot:
        bare = replace(album.talk(), notes=album.talk().notes[3:4])
        for name, talk in (
            ("empty", bare),
            ("drafted", album.talk()),
            ("dismissal", album.talk(Kind.DISMISSAL)),
        ):
            album.app.post_message(WrapUpAsked(talk.end()))
            await album.show(pilot, WrapUpScreen)
            await album.take(pilot, f"wrapup-{name}")
        album.app.post_message(WrapUpAsked(album.talk().end()))
        await album.show(pilot, WrapUpScreen, "2026-04-01")
        await album.app.workers.wait_for_complete()
        await type_line(pilot, f"/{album.word('wrapup.none-word')} {REASON[album.lang]}")
        await pilot.press("up")
        await album.take(pilot, "wrapup-reason")
        await pilot.press("escape")
        await type_line(pilot, f"/{album.word('wrapup.date-word')} 2026-04-16")
        await pilot.press("f4")
        await album.show(pilot, CodeScreen)
        await album.take(pilot, "code")


async def test_a_talk_read_back(album: Album) -> None:
    agreed = Outcome((Agreement("together", "planning", date(2026, 4, 1), note=2),), None, REASON[album.lang])
    viewed = album.talk().viewed(7, REASON[album.lang])
    talks = {
        "talk": viewed.agree(agreed).end(),
        "talk-draft": album.talk(),
        "talk-dismissal": album.talk(Kind.DISMISSAL).end(),
    }
    async with album.open() as pilot:
        for name, talk in talks.items():
            album.app.post_message(TalkLeft(talk))
            await album.show(pilot, TalkScreen)
            await album.take(pilot, name)
            await pilot.press("end")
            await album.take(pilot, f"{name}-end")
        changed = viewed.end().viewed(7, REASON[album.lang], date(2026, 3, 12))
        album.app.post_message(TalkLeft(changed.corrected(7, REASON[album.lang], date(2026, 3, 13))))
        await album.show(pilot, TalkScreen)
        await pilot.press("f6")
        await album.show(pilot, AmendScreen, REASON[album.lang])
        await album.take(pilot, "amend")
        await pilot.press("up", "f3")
        await album.take(pilot, "amend-correction")


async def test_the_first_screen(album: Album) -> None:
    async with album.open() as pilot:
        await album.take(pilot, "today-empty")
        past = Outcome(
            (
                Agreement("manager", "Power BI", date(2026, 3, 2)),
                Agreement("employee", "x" * 50, date(2026, 3, 3)),
            )
        )
        for number, kind in enumerate(Kind):
            talk = album.talk(kind, number, NAMES[number]).agree(past.back_on(date(2026, 3, 12)))
            album.app.services.desk.keep(talk.end() if number % 2 else talk)
            await album.app.services.desk.flush()
        await pilot.press("f7", "escape")  # away and back: the store is read again
        await album.show(pilot, TodayScreen, "Femke")
        await album.take(pilot, "today-full")


async def test_settings_and_the_first_start(album: Album) -> None:
    async with album.open() as pilot:
        await pilot.press("f7")
        await album.take(pilot, "settings")
        await pilot.press("escape")
        album.app._welcome = True
        album.app.show_settings()
        await pilot.pause(0.1)
        await album.take(pilot, "welcome")


async def test_what_opens_the_store(album: Album) -> None:
    async with album.open() as pilot:
        album.app.push_screen(ProtectScreen(album.app.services, before_first_talk=True))
        await album.take(pilot, "protect")
        album.app.pop_screen()
        album.app.push_screen(UnlockScreen(album.app.services))
        await album.take(pilot, "unlock")
        await pilot.press("f2")
        await album.take(pilot, "unlock-recovery")


async def test_help_and_palette_of_every_screen(album: Album) -> None:
    talk = album.talk()
    messages = {
        "today": TalkLeft(None), "begin": BeginAsked(Kind.STAY), "wrapup": WrapUpAsked(talk.end()), "talk": TalkLeft(talk.end()),
    }  # fmt: skip
    async with album.open() as pilot:
        for name in ("today", "begin", "live", "wrapup", "talk", "settings"):
            if name == "live":
                album.app.hold(talk, stored=True)
            elif name == "settings":
                album.app.show_settings()
            else:
                album.app.post_message(messages[name])
            await until(pilot, lambda name=name: getattr(album.app.screen, "NAME", "") == name)
            await pilot.press("f1")
            await album.show(pilot, HelpScreen)
            await album.take(pilot, f"help-{name}")
            await pilot.press("escape")
            if name in ("today", "live"):
                await pilot.press("ctrl+p")
                await until(
                    pilot, lambda name=name: album.word(f"command.{FIRST[name]}.help") in picture(album.app)
                )
                await album.take(pilot, f"palette-{name}")
                await pilot.press("escape")
