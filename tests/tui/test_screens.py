"""Every screen at every size, with hostile text and with very much of it."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from coach.agreement import Agreement, Outcome
from coach.note import Mark, Typed
from coach.person import Person
from coach.talk import Kind, Talk
from tests.conftest import NOW
from tests.tui.looking import picture, type_line, until
from tui.app import OnderonsApp
from tui.messages import TalkLeft
from tui.screens.begin import BeginScreen
from tui.screens.live import LiveScreen
from tui.screens.talk import TalkScreen
from tui.screens.today import TodayScreen
from tui.screens.wrapup import WrapUpScreen

MakeApp = Callable[..., OnderonsApp]
HOSTILE = (
    "[/", "[/]", "[b]x[/b]", "[@click=app.quit]x[/]", "[link='x]", "[type=x, v={'a[0]'}]", "$x {y} %s \\[z]",
    "👩‍👩‍👧‍👦🇧🇪", "שלום עליכם", "e\u0301 ﷽ ｗｉｄｅ", "z̸̢̛a̷l̶g̵o̴", "x" * 300, "a\tb", "\N{ZERO WIDTH SPACE}",
)  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
async def test_hostile_text_is_plain_text_on_every_screen(
    make_app: MakeApp, stay_talk: Talk, text: str
) -> None:
    held = replace(stay_talk, person=Person("p", text[:80]))
    app = make_app(held.with_lines([Typed(text)], NOW))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause(0.05)
        assert text[:20] in picture(app) or not text.isascii() or "\t" in text
        await type_line(pilot, f"! {text}")
        await pilot.press("up", "escape", "f10")
        await until(pilot, lambda: isinstance(app.screen, WrapUpScreen))
        await type_line(pilot, f"! {text}")
        await pilot.press("f10")
        await until(pilot, lambda: isinstance(app.screen, TalkScreen))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, TodayScreen))
        await pilot.press("f2")
        await pilot.pause(0.05)
        for letter in text[:10]:
            app.screen.name_line.insert_text_at_cursor(letter)
        await pilot.press("enter", "ctrl+p")
        await pilot.pause(0.05)
        assert app.is_running


def every_screen(app: OnderonsApp, talk: Talk) -> dict[str, Callable[[], object]]:
    from tui.messages import BeginAsked

    return {
        "live": lambda: None,
        "help": lambda: app.screen.action_help(),
        "talk": lambda: app.post_message(TalkLeft(talk)),
        "today": lambda: app.post_message(TalkLeft(None)),
        "begin": lambda: app.post_message(BeginAsked(Kind.STAY)),
        "palette": lambda: app.action_command_palette(),
    }


@pytest.mark.parametrize("name", ["live", "help", "talk", "today", "begin", "palette"])
async def test_any_size_at_any_moment(make_app: MakeApp, stay_talk: Talk, name: str) -> None:
    app = make_app(stay_talk)
    async with app.run_test(size=(80, 24)) as pilot:
        every_screen(app, stay_talk)[name]()
        await pilot.pause(0.1)
        for width, height in [(n, 24) for n in range(30, 0, -1)] + [
            (20, 5),
            (5, 2),
            (1, 1),
            (200, 60),
            (80, 24),
        ]:
            await pilot.resize_terminal(width, height)
        await pilot.pause(0.1)
        assert app.is_running


async def test_the_line_is_there_to_type_in_at_20_by_5(make_app: MakeApp, stay_talk: Talk) -> None:
    app = make_app(stay_talk)
    async with app.run_test(size=(20, 5)) as pilot:
        await pilot.press("h", "o", "i")
        assert "hoi" in picture(app)


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (50, 16), (120, 40), (40, 10)])
async def test_the_newest_note_is_in_view_at_the_start_and_after_a_resize(
    make_app: MakeApp, stay_talk: Talk, size: tuple[int, int]
) -> None:
    for count in range(1, 30, 4):
        app = make_app(stay_talk.with_lines([Typed(f"regel {n}.") for n in range(count)], NOW))
        async with app.run_test(size=size) as pilot:
            await until(pilot, lambda app=app, last=f"regel {count - 1}.": last in picture(app))
            await pilot.resize_terminal(size[0] - 5, size[1] - 2)
            await until(pilot, lambda app=app, last=f"regel {count - 1}.": last in picture(app))


async def test_ten_thousand_notes(make_app: MakeApp, stay_talk: Talk) -> None:
    many = stay_talk.with_lines([Typed(f"regel {n} " * (n % 5 + 1)) for n in range(10_000)], NOW)
    app = make_app(many)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_line(pilot, "nog een")
        screen = app.screen
        assert isinstance(screen, LiveScreen)
        await until(pilot, lambda: screen.sitting.is_stored(screen.sitting.talk.notes[-1]))
        await pilot.press("up", "home")
        await pilot.pause()
        assert "begint graag met de planning" in picture(app)


async def test_the_palette_offers_no_screenshot(make_app: MakeApp, stay_talk: Talk) -> None:
    app = make_app(stay_talk)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        offered = [command.title for command in app.get_system_commands(app.screen)]
        assert "volgende" in offered
        assert not [title for title in offered if "creen" in title]


@pytest.mark.parametrize("text", HOSTILE)
async def test_hostile_text_before_a_talk_and_as_last_time(
    make_app: MakeApp, stay_talk: Talk, text: str
) -> None:
    last = replace(stay_talk, person=Person("p", "Sanne"), goal=text)
    last = last.with_lines([Typed(text, (Mark.PARK,))], NOW)
    last = last.agree(Outcome((Agreement("employee", text, due_text=text),), None, text)).end()
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        app.services.desk.keep(last)
        await app.services.desk.flush()
        await pilot.press("f2")
        await until(pilot, lambda: isinstance(app.screen, BeginScreen))
        screen = app.screen
        assert isinstance(screen, BeginScreen)
        screen.goal_line.value = screen.seen_line.value = text
        screen.name_line.value = "Sanne"
        await until(pilot, lambda: "Vorige keer" in picture(app))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, LiveScreen))
        assert app.is_running
