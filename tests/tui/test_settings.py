"""What can be chosen, kept, and shown at once; the first start."""

from collections.abc import Callable
from dataclasses import replace

from coach.note import Mark, Typed
from coach.talk import Talk
from tests.tui.looking import picture, until
from tui import bootstrap
from tui.app import OnderonsApp
from tui.program import Program
from tui.screens.settings import SettingsScreen
from tui.screens.today import TodayScreen

MakeApp = Callable[..., OnderonsApp]


async def test_choices_count_at_once_and_at_the_next_start(
    make_app: MakeApp, make_program: Callable[..., Program], programs: list[Program]
) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "Nieuw blijfgesprek" in picture(app))
        await pilot.press("f7")
        await until(pilot, lambda: isinstance(app.screen, SettingsScreen))
        await pilot.press("enter")
        await until(pilot, lambda: "Language of the screen" in picture(app))
        await pilot.press("down", "down", "enter")
        await until(pilot, lambda: "Belgium" in picture(app))
        assert app.services.country == "BE"
        await pilot.press("down", "enter")  # the cursor is where it was
        await until(pilot, lambda: "from the start" in picture(app))
        await pilot.press("down", "enter")
        await until(pilot, lambda: app.theme == "textual-light")
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, TodayScreen))
        assert "stay talk" in picture(app)
    programs.pop().close()
    again = bootstrap.program(make_program().paths)
    assert (again.settings.lang, again.settings.country, again.settings.theme) == ("en", "BE", "light")
    assert again.settings.along == "yes"
    again.close()


async def test_the_first_start_welcomes_with_a_tour(make_program: Callable[..., Program]) -> None:
    app = bootstrap.app(make_program(), welcome=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "Welkom bij Onderons" in picture(app))
        assert "onderons demo" in picture(app)
        await pilot.press("escape")
        await until(pilot, lambda: "Nieuw blijfgesprek" in picture(app))


async def test_every_colour_scheme_shows_the_same_words(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f7")
        await until(pilot, lambda: isinstance(app.screen, SettingsScreen))
        seen = set()
        await pilot.press("up", "up", "up", "up")  # from the first row to the fourth from below: colours
        for _ in range(4):
            seen.add(app.theme)
            await pilot.press("enter")
            await pilot.pause(0.1)
            assert "Nederland" in picture(app)
        assert len(seen) == 4


async def test_a_key_of_ones_own_works_and_stands_in_the_key_line(
    make_program: Callable[..., Program],
) -> None:
    program = make_program()
    program.paths.home.mkdir()
    program.paths.keys.write_text('[keys]\n"app.settings" = "f5"\n"no.such" = "f6"\n', "utf-8")
    app = bootstrap.app(program)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "F5 instellingen" in picture(app))
        await pilot.press("f7")
        assert not isinstance(app.screen, SettingsScreen)
        await pilot.press("f5")
        await until(pilot, lambda: isinstance(app.screen, SettingsScreen))


async def test_a_broken_key_file_is_named_and_stops_nothing(make_program: Callable[..., Program]) -> None:
    program = make_program()
    program.paths.home.mkdir()
    program.paths.keys.write_text('[keys]\n"app.settings" = 5\n', "utf-8")
    app = bootstrap.app(program)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "keys.toml" in picture(app))
        await pilot.press("f7")
        await until(pilot, lambda: isinstance(app.screen, SettingsScreen))


async def test_a_second_window_says_that_its_choices_are_not_kept(
    make_app: MakeApp, make_program: Callable[..., Program]
) -> None:
    first = make_app()
    program = make_program()
    app = bootstrap.app(bootstrap.program(program.paths, "nl"))
    assert first.services.desk.read_only is None
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("f7")
        await until(pilot, lambda: isinstance(app.screen, SettingsScreen))
        await pilot.press("enter")
        await until(pilot, lambda: "al open" in picture(app))
        assert "Taal van het scherm" in picture(app)


async def test_a_talk_that_begins_as_read_along_shows_no_aside(
    make_program: Callable[..., Program], stay_talk: Talk
) -> None:
    program = make_program()
    program.settings = replace(program.settings, along="yes")
    talk = stay_talk.with_lines([Typed("lijkt me zenuwachtig", (Mark.MINE,))], stay_talk.started)
    app = bootstrap.app(program, start=talk)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "De ander mag meelezen" in picture(app))
        await until(pilot, lambda: talk.notes[0].text in picture(app), 20)
        assert "zenuwachtig" not in picture(app)
