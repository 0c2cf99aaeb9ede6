"""Hostile text in every field of every screen: it is text, and nothing else."""

import asyncio
from collections.abc import Callable
from datetime import date

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widget import Widget
from textual.widgets import Input, Static

from coach.talk import Kind, Talk
from coach.text import clean
from tests.tui.hostile import LONG, MARKUP, STORABLE, TEXTS, batches, hostile_talk, literal, sound, toml
from tests.tui.looking import picture, until
from tui import bootstrap, commands
from tui.app import OnderonsApp
from tui.messages import BeginAsked, TalkChosen
from tui.program import Program
from tui.screens.begin import BeginScreen
from tui.screens.code import CodeScreen
from tui.screens.hidden import HiddenScreen
from tui.screens.live import LiveScreen
from tui.screens.talk import TalkScreen
from tui.screens.today import TodayScreen
from tui.screens.wrapup import WrapUpScreen

MakeApp = Callable[..., OnderonsApp]
SIZE = (100, 120)


def enter(widget: Widget, text: str, pasted: bool = False) -> None:
    """A line typed or pasted, and Enter."""
    if pasted:
        widget.post_message(events.Paste(text))
    else:
        for letter in text:
            widget.post_message(events.Key(letter, letter))
    widget.post_message(events.Key("enter", "\r"))


async def looked(app: OnderonsApp, pilot: Pilot[object]) -> str:
    await pilot.pause()
    return sound(app)


async def test_typed_and_pasted_in_a_talk(make_app: MakeApp, stay_talk: Talk) -> None:
    app = make_app(stay_talk)
    async with app.run_test(size=SIZE) as pilot:
        await until(pilot, lambda: isinstance(app.screen, LiveScreen))
        screen = app.screen
        assert isinstance(screen, LiveScreen)
        for text in TEXTS:
            enter(screen.editor, text)
            enter(screen.editor, f"p {text}", pasted=True)
            await looked(app, pilot)
        notes = [note.text for note in screen.sitting.talk.notes]
        assert not [text for text in MARKUP if text not in notes or f"p {text}" not in notes]
        assert not literal(picture(app))
        enter(screen.editor, LONG, pasted=True)
        await until(pilot, lambda: len(screen.sitting.talk.notes) > len(notes) + 90)
        assert max(len(note.text) for note in screen.sitting.talk.notes) <= 1000
        sound(app)


async def test_behind_a_command_of_a_talk(make_app: MakeApp, stay_talk: Talk) -> None:
    app = make_app(stay_talk)
    async with app.run_test(size=SIZE) as pilot:
        await until(pilot, lambda: isinstance(app.screen, LiveScreen))
        for word in ("erbij", "visie 1", "vraag", "wijzig 2", "verwijder", "bestaat-niet"):
            for text in (*MARKUP[:4], *batches(TEXTS, 90), LONG[:900]):
                app.screen.editor.fill("")
                enter(app.screen.editor, f"/{word} {text}", pasted=True)
                shown = await looked(app, pilot)
                assert word != "erbij" or text not in MARKUP or f"Sanne + {text}" in shown


async def test_typed_before_a_talk(
    make_app: MakeApp, make_program: Callable[..., Program], programs: list[Program]
) -> None:
    make_program().lock()  # nobody is asked for a passphrase
    programs.pop().close()
    app = make_app()
    async with app.run_test(size=SIZE) as pilot:
        await until(pilot, lambda: isinstance(app.screen, TodayScreen))
        for text in (*batches(TEXTS, 78), LONG):
            app.post_message(BeginAsked(Kind.STAY))
            await until(pilot, lambda: isinstance(app.screen, BeginScreen))
            for line in app.screen.query(Input):
                line.post_message(events.Paste(text))
                for letter in text[:20]:
                    line.post_message(events.Key(letter, letter))
            await looked(app, pilot)
            await pilot.press("enter")
            await until(pilot, lambda: isinstance(app.screen, LiveScreen))
            held = app.screen.sitting.talk
            assert all(clean(word) == word for word in (held.person.alias, held.goal, held.seen))
            sound(app)
            enter(app.screen.editor, "/weggooien ja")
            await until(pilot, lambda: isinstance(app.screen, TodayScreen))


async def test_typed_and_pasted_at_the_end(make_app: MakeApp, stay_talk: Talk) -> None:
    app = make_app(stay_talk)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("f10")
        await until(pilot, lambda: isinstance(app.screen, WrapUpScreen))
        screen = app.screen
        assert isinstance(screen, WrapUpScreen)
        await until(pilot, lambda: "zoek uit" in picture(app), 20)
        for text in TEXTS:
            for command in ("/terug", "/geen"):
                screen.editor.fill("")
                enter(screen.editor, f"{command} {text}", pasted=True)
            screen.editor.fill("")
            enter(screen.editor, text)
            enter(screen.editor, f"p {text}", pasted=True)
            await looked(app, pilot)
        await until(pilot, lambda: len(screen.closing.outcome.agreements) > 2 * len(MARKUP), 10)
        screen.agreements.scroll_end(animate=False)
        for _ in range(len(screen.closing.outcome.agreements)):
            screen.agreements.action_cursor_up()
        await looked(app, pilot)
        whats = " ".join(agreement.what for agreement in screen.closing.outcome.agreements)
        assert not literal(whats, tuple(text for text in MARKUP if text.strip(" [\\")))
        for place in range(0, len(screen.closing.outcome.agreements), 7):
            screen.agreements.highlighted = place
            screen.agreements.action_select()
            await looked(app, pilot)
            enter(screen.editor, "")
        screen.closing.back_on(date(2027, 3, 3))
        await pilot.press("f4")
        await until(pilot, lambda: isinstance(app.screen, CodeScreen))
        await looked(app, pilot)


async def test_loaded_from_the_store_on_every_screen(make_app: MakeApp, stay_talk: Talk) -> None:
    app = make_app()
    names = list(batches(STORABLE, 78))
    for number, name in enumerate(names):
        app.services.desk._talks.save(hostile_talk(stay_talk, number, name, ended=number % 2 == 0))
    app.services.desk._talks.save(hostile_talk(stay_talk, 99, "Sanne", ended=True))
    async with app.run_test(size=SIZE) as pilot:
        await until(pilot, lambda: "Sanne" in picture(app))
        shown = sound(app)
        assert "[@click=app.quit]x[/]" in shown
        app.post_message(TalkChosen(f"{0:032x}"))
        await until(pilot, lambda: isinstance(app.screen, TalkScreen))
        await until(pilot, lambda: "[/home/x]" in sound(app), 20)
        assert not literal(picture(app))
        for _ in range(6):
            await pilot.press("pagedown")
            sound(app)
        await pilot.press("f3")
        await until(pilot, lambda: isinstance(app.screen, WrapUpScreen))
        await until(pilot, lambda: "[/home/x]" in sound(app), 20)
        await pilot.press("f5", "ctrl+p")
        await looked(app, pilot)
        await pilot.press("escape", "escape")
        await until(pilot, lambda: isinstance(app.screen, LiveScreen))
        await until(pilot, lambda: "[/home/x]" in sound(app))
        await pilot.press("f6")
        await asyncio.sleep(0.3)
        await looked(app, pilot)
        await pilot.press("f9")
        await until(pilot, lambda: isinstance(app.screen, HiddenScreen))
        assert "home" not in sound(app)
        await pilot.press("enter", "f1")
        await looked(app, pilot)
        app.post_message(BeginAsked(Kind.STAY))
        await until(pilot, lambda: isinstance(app.screen, BeginScreen))
        app.screen.name_line.value = "Sanne"
        await until(pilot, lambda: "Vorige keer" in sound(app) and "[/home/x]" in picture(app))


async def test_keys_and_guides_of_ones_own(make_program: Callable[..., Program]) -> None:
    program = make_program()
    folder = program.paths.guides / "nl"
    folder.mkdir(parents=True)
    tables = (commands.LIVE, commands.LIST, commands.WRAPUP, commands.TODAY, commands.TALK, commands.SETTINGS)
    ids = [command.id for table in tables for command in table]
    keys = [f"{toml(ids[n % len(ids)] + '')} = {toml(text)}" for n, text in enumerate(STORABLE)]
    program.paths.keys.write_text("[keys]\n" + "\n".join(dict.fromkeys(keys)), "utf-8")
    everything = toml(" ".join(STORABLE).replace("[/", "[/ ", 1))
    questions = "".join(
        f'[[question]]\nid = "q{n}"\ntext = {toml(f"x {text}")}\nwhy = {toml(text + " x")}\nsource = "own"\n'
        f'[[question.probe]]\nid = "p{n}"\ntext = {toml(f"x {text}")}\nsource = "own"\n'
        for n, text in enumerate(STORABLE)
    )
    own = (
        f'schema = "onderons.guide/1"\nkind = "stay"\nlang = "nl"\ntitle = {everything}\nis = {everything}\n'
    )
    own += f"is_not = {everything}\n"
    own += "".join(
        f'[{part}]\ntext = {everything}\nsource = "own"\n' for part in ("opening", "invitation", "closing")
    )
    (folder / "stay.toml").write_text(own + questions, "utf-8")
    (folder / "exit.toml").write_text(f'schema = "x"\nkind = {everything}\n', "utf-8")
    (folder / "hallway.toml").write_bytes(b"\x1b]0;KANARIE\x07 = [/home/x]")
    program.lock()  # nobody is asked for a passphrase
    app = bootstrap.app(program, "nl")
    async with app.run_test(size=SIZE) as pilot:
        await until(pilot, lambda: "hallway.toml" in picture(app))
        sound(app)
        for kind in Kind:
            app.post_message(BeginAsked(kind))
            await until(pilot, lambda: isinstance(app.screen, BeginScreen))
            shown = await looked(app, pilot)
            assert kind is not Kind.STAY or "[@click=app.quit]x[/]" in shown
            app.screen.action_back()
            await until(pilot, lambda: isinstance(app.screen, TodayScreen))
        app.action_command_palette()
        await looked(app, pilot)
        await pilot.press("escape")
        app.show_settings()
        await looked(app, pilot)
        app.post_message(BeginAsked(Kind.STAY))
        await until(pilot, lambda: isinstance(app.screen, BeginScreen))
        await pilot.press("S", "enter")
        await until(pilot, lambda: isinstance(app.screen, LiveScreen))
        seen = ""
        for _ in STORABLE:
            app.screen.action_next_question()
            app.screen.action_more_probes()
            seen += await looked(app, pilot)
        assert not literal(seen)


@pytest.mark.parametrize(
    "text", ["[@click=app.quit]x[/]", "[link='http://x']x[/]", "a\x1b]0;x\x07", "\u202ex"]
)
async def test_what_is_more_than_text_is_noticed(make_app: MakeApp, stay_talk: Talk, text: str) -> None:
    app = make_app(stay_talk)
    app._control_filter.apply = lambda segments, background: segments  # type: ignore[method-assign]  # no net
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, LiveScreen))
        await app.screen.mount(Static(text), before=0)
        await pilot.pause()
        with pytest.raises(AssertionError):
            sound(app)
