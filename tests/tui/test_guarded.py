"""The passphrase on screen: offered before the first talk, asked at the start, and what locks."""

from collections.abc import Callable
from dataclasses import replace

from textual.pilot import Pilot
from textual.widgets import Input

from coach.errors import WrongPassphrase
from coach.ports import SafeState
from coach.talk import Talk
from data.vault.slots import Kind as Slot
from tests.tui.looking import picture, type_line, until
from tui import bootstrap
from tui.app import OnderonsApp
from tui.demo import demo_program
from tui.guarded import IDLE
from tui.messages import BeginAsked, TalkChosen
from tui.program import Program
from tui.screens.begin import BeginScreen
from tui.screens.hidden import HiddenScreen
from tui.screens.live import LiveScreen
from tui.screens.protect import ProtectScreen
from tui.screens.talk import TalkScreen
from tui.screens.today import TodayScreen
from tui.screens.unlock import UnlockScreen

SECRET = "vier losse woorden"
MakeProgram = Callable[..., Program]


async def fill(pilot: Pilot[object], field: str, text: str) -> None:
    """Type into a field and press Enter."""
    await until(pilot, lambda: pilot.app.screen.query(field))
    pilot.app.screen.query_one(field, Input).value = text
    pilot.app.screen.query_one(field, Input).focus()
    await pilot.press("enter")


def protected(make_program: MakeProgram, talk: Talk) -> Program:
    """A store with a passphrase and one ended talk, shut."""
    made = make_program()
    made.lock(SECRET)
    made.talks.save(talk.end())
    made.close()
    return make_program()


async def shown(pilot: Pilot[object], app: OnderonsApp, screen: type[object]) -> None:
    await until(pilot, lambda: isinstance(app.screen, screen), 20)


def recovery_keys(app: OnderonsApp) -> list[str]:
    return [line.strip() for line in picture(app).splitlines() if line.count("-") == 6]


async def test_the_first_talk_offers_a_passphrase_and_gives_a_recovery_key(make_program: MakeProgram) -> None:
    program = make_program()
    app = bootstrap.app(program)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f2")
        await shown(pilot, app, ProtectScreen)
        assert not program.paths.vault.exists()
        await fill(pilot, "#first", "kort")
        assert "Te kort" in picture(app)
        await fill(pilot, "#first", SECRET)
        await fill(pilot, "#again", SECRET + "x")
        assert "niet gelijk" in picture(app)
        await fill(pilot, "#again", SECRET)
        await until(pilot, lambda: recovery_keys(app), 20)
        (key,) = recovery_keys(app)
        await fill(pilot, "#typed-back", "0000")
        assert "niet dezelfde" in picture(app)
        await fill(pilot, "#typed-back", key.lower().replace("-", " "))
        await shown(pilot, app, BeginScreen)
    assert set(program.vault.door.kinds) == {Slot.PASSPHRASE, Slot.RECOVERY}
    assert not program.paths.machine_key.exists()


async def test_without_a_passphrase_it_is_asked_once_and_not_in_the_demo(make_program: MakeProgram) -> None:
    program = make_program()
    app = bootstrap.app(program)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f2")
        await shown(pilot, app, ProtectScreen)
        await pilot.press("escape")
        await shown(pilot, app, BeginScreen)
        await pilot.press("escape", "f2")
        await shown(pilot, app, BeginScreen)
    shown_program = demo_program("nl")
    demo = bootstrap.app(shown_program, start=BeginAsked(next(iter(bootstrap.Kind))), demo=True)
    async with demo.run_test(size=(80, 24)) as pilot:
        await shown(pilot, demo, BeginScreen)
    demo.services.desk.close()
    shown_program.close()


async def test_a_locked_store_shows_nothing_until_the_passphrase_fits(
    make_program: MakeProgram, stay_talk: Talk
) -> None:
    program = protected(make_program, stay_talk)
    app = bootstrap.app(program)
    async with app.run_test(size=(80, 24)) as pilot:
        await shown(pilot, app, UnlockScreen)
        assert "Sanne" not in picture(app)
        await fill(pilot, "#secret", "iets anders")
        await until(pilot, lambda: "past niet" in picture(app), 20)
        await fill(pilot, "#secret", SECRET)
        await shown(pilot, app, TodayScreen)
        await until(pilot, lambda: "Sanne" in picture(app))


async def test_a_forgotten_passphrase_is_replaced_with_the_recovery_key(
    make_program: MakeProgram, stay_talk: Talk
) -> None:
    program = protected(make_program, stay_talk)
    program.vault.door.unlock(SECRET)
    program.lock()
    key = program.vault.door.make_recovery_key()
    program.close()
    again = make_program()
    app = bootstrap.app(again)
    async with app.run_test(size=(80, 24)) as pilot:
        await shown(pilot, app, UnlockScreen)
        await pilot.press("f2")
        await fill(pilot, "#secret", key[:-1] + ("A" if key[-1] != "A" else "B"))
        await until(pilot, lambda: "typefout" in picture(app))
        await fill(pilot, "#secret", key)
        await shown(pilot, app, ProtectScreen)
        await fill(pilot, "#first", "heel andere woorden")
        await fill(pilot, "#again", "heel andere woorden")
        await until(pilot, lambda: "Typ hem over" in picture(app), 20)
        await pilot.press("escape")
        await shown(pilot, app, TodayScreen)
    again.close()
    door = make_program().vault.door
    try:
        door.unlock(SECRET)
    except WrongPassphrase:
        door.unlock("heel andere woorden")
    else:
        raise AssertionError("the old passphrase still opens the store")


async def test_ten_idle_minutes_drop_the_keys_outside_a_talk(
    make_program: MakeProgram, stay_talk: Talk
) -> None:
    program = protected(make_program, stay_talk)
    app = bootstrap.app(program)
    async with app.run_test(size=(80, 24)) as pilot:
        await fill(pilot, "#secret", SECRET)
        await shown(pilot, app, TodayScreen)
        app.post_message(TalkChosen(stay_talk.id))
        await shown(pilot, app, TalkScreen)
        await app.look_around()
        assert isinstance(app.screen, TalkScreen)
        app._touched -= IDLE + 1
        await app.look_around()
        await shown(pilot, app, UnlockScreen)
        assert program.vault.door._master is None
        assert await app.services.safe.state() is SafeState.LOCKED
        assert "Power BI" not in picture(app)
        await fill(pilot, "#secret", SECRET)
        await shown(pilot, app, TodayScreen)


async def test_while_a_talk_runs_a_lock_only_hides_it(make_program: MakeProgram, stay_talk: Talk) -> None:
    program = protected(make_program, stay_talk)
    app = bootstrap.app(program)
    async with app.run_test(size=(80, 24)) as pilot:
        await fill(pilot, "#secret", SECRET)
        await shown(pilot, app, TodayScreen)
        app.hold(replace(stay_talk, id="7b" * 16), stored=False)
        await shown(pilot, app, LiveScreen)
        program.paths.lock_now.touch()
        await app.look_around()
        await shown(pilot, app, HiddenScreen)
        assert "Power BI" not in picture(app)
        assert await app.services.safe.state() is SafeState.PROTECTED
        await pilot.press("enter")
        await shown(pilot, app, LiveScreen)
        await type_line(pilot, "de klok liep door")
        await until(pilot, lambda: app.screen.sitting.stored is not None)  # type: ignore[attr-defined]
        assert not program.paths.lock_now.exists()


async def test_without_a_passphrase_the_lock_key_says_so(make_program: MakeProgram, stay_talk: Talk) -> None:
    program = make_program()
    program.lock()
    app = bootstrap.app(program)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await shown(pilot, app, TodayScreen)
        await pilot.press("f9")
        await until(pilot, lambda: "geen wachtwoordzin" in " ".join(picture(app).split()))
