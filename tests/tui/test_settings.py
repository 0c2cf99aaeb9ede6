"""What can be chosen, kept, and shown at once; the first start."""

from collections.abc import Callable

from tests.tui.looking import picture, until
from tui import bootstrap
from tui.app import OnderonsApp
from tui.bootstrap import Program
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
        await pilot.press("down", "down", "down", "enter")
        await until(pilot, lambda: app.theme == "textual-light")
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, TodayScreen))
        assert "stay talk" in picture(app)
    programs.pop().close()
    again = bootstrap.program(make_program().paths)
    assert (again.settings.lang, again.settings.country, again.settings.theme) == ("en", "BE", "light")
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
        for _ in range(4):
            seen.add(app.theme)
            await pilot.press("up", "enter")  # up from the first row is the last: colours
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
