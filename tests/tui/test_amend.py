"""A view beside a line and a correction, after the talk: on screen and on the command line."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from coach.note import Mark, Typed
from coach.talk import State, Talk
from tests.conftest import NOW
from tests.tui.conftest import LINES
from tests.tui.looking import picture, type_line, until
from tests.tui.terminal import Terminal
from tests.tui.test_keeping import refused
from tests.tui.test_plain import Onderons
from tui import bootstrap
from tui.app import OnderonsApp
from tui.messages import TalkChosen
from tui.program import Program
from tui.screens.amend import AmendScreen
from tui.screens.live import LiveScreen
from tui.screens.talk import TalkScreen
from tui.screens.wrapup import WrapUpScreen
from tui.widgets.line_editor import LineEditor

HOSTILE = "[/] [@click=app.quit]<b>x</b> \x1b]0;t\x07"


@pytest.fixture
def onderons(tmp_path: Path) -> Onderons:
    return Onderons(tmp_path / "home")


def opened(program: Program, talk: Talk, ended: bool = True) -> OnderonsApp:
    program.lock()
    program.talks.save(talk.end() if ended else talk)
    return bootstrap.app(program)


def is_live(app: OnderonsApp) -> bool:
    """Whether a talk is held on screen, and there is a line to type in."""
    return isinstance(app.screen, LiveScreen) and bool(app.screen.query(LineEditor))


async def to_amend(app: OnderonsApp, pilot: object, talk: Talk) -> AmendScreen:
    app.post_message(TalkChosen(talk.id))
    await until(pilot, lambda: isinstance(app.screen, TalkScreen))  # type: ignore[arg-type]
    await pilot.press("f6")  # type: ignore[attr-defined]
    await until(pilot, lambda: isinstance(app.screen, AmendScreen) and app.screen.notes.has_focus)  # type: ignore[arg-type]
    assert isinstance(app.screen, AmendScreen)
    return app.screen


async def test_a_view_and_a_correction_on_screen(
    make_program: Callable[..., Program], stay_talk: Talk
) -> None:
    program = make_program()
    app = opened(program, stay_talk)
    async with app.run_test(size=(100, 40)) as pilot:
        screen = await to_amend(app, pilot, stay_talk)
        await pilot.press("up", "enter")
        await type_line(pilot, f"ik twijfel niet {HOSTILE}")
        await until(pilot, lambda: "Bewaard" in picture(app))
        await pilot.press("f3")
        await until(pilot, lambda: screen.editor.text == "lijkt te twijfelen over de ploeg")
        screen.editor.fill("")
        await type_line(pilot, "vroeg of de ploeg zo blijft")
        await until(pilot, lambda: "Bewaard" in picture(app))
        await pilot.press(
            "x", "exclamation_mark", "delete"
        )  # a list of another screen does more; here nothing
        await pilot.press("f2", "escape", "escape")
        await until(pilot, lambda: isinstance(app.screen, TalkScreen))
        await until(pilot, lambda: "vroeg of de ploeg zo blijft" in picture(app))
        assert "Verbeterd op 2026-03-09" in picture(app)
        assert "ik twijfel niet [/]" in picture(app)
        note = program.talks.read(stay_talk.id).note(6)
        assert note is not None
        assert (note.text, note.marks) == ("vroeg of de ploeg zo blijft", (Mark.MINE,))
        assert (note.view_on, note.corrected_on) == (NOW.date(), NOW.date())
        assert program.talks.read(stay_talk.id).state is State.ENDED
        assert len(program.talks.read(stay_talk.id).notes) == len(LINES)


async def test_what_was_put_right_is_not_brought_back_by_undo(
    make_program: Callable[..., Program], stay_talk: Talk
) -> None:
    program = make_program()
    app = opened(program, stay_talk)
    async with app.run_test(size=(100, 40)) as pilot:
        app.post_message(TalkChosen(stay_talk.id, resume=True))
        await until(pilot, lambda: is_live(app))
        await type_line(pilot, "nog een regel")
        await pilot.press("f10")
        await until(pilot, lambda: isinstance(app.screen, WrapUpScreen) and "klaar" in picture(app))
        await until(pilot, lambda: "begint graag" in picture(app), 20)
        await pilot.press("f10")
        await until(pilot, lambda: isinstance(app.screen, TalkScreen))
        await pilot.press("f6")
        await until(pilot, lambda: isinstance(app.screen, AmendScreen) and app.screen.notes.has_focus)
        await pilot.press("f3")
        app.screen.query_one("#line").fill("")  # type: ignore[attr-defined]
        await type_line(pilot, "wat er echt gezegd is")
        await until(pilot, lambda: "Bewaard" in picture(app))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, TalkScreen))
        await pilot.press("f2")
        await until(pilot, lambda: is_live(app))
        await pilot.press("ctrl+z")
        await pilot.pause()
        texts = [note.text for note in app.screen.sitting.talk.notes]  # type: ignore[attr-defined]
        assert texts == [*(n.text for n in stay_talk.notes), "wat er echt gezegd is"]


async def test_a_line_of_a_talk_that_was_over_carries_the_day_wherever_it_is_changed(
    make_program: Callable[..., Program], stay_talk: Talk
) -> None:
    program = make_program()
    app = opened(program, stay_talk)
    async with app.run_test(size=(100, 40)) as pilot:
        app.post_message(TalkChosen(stay_talk.id, resume=True))
        await until(pilot, lambda: is_live(app))
        await type_line(pilot, "/view 2 zo zag ik het")
        await type_line(pilot, "een regel van nu")
        await edit(pilot, app, 1, "wat er echt gezegd is")
        last = stay_talk.next_number
        await edit(pilot, app, last, "een betere regel van nu")
        await until(pilot, lambda: texts(program, stay_talk)[-1] == "een betere regel van nu")
        notes = {note.number: note for note in program.talks.read(stay_talk.id).notes}
        assert (notes[1].text, notes[1].corrected_on) == ("wat er echt gezegd is", NOW.date())
        assert (notes[2].view_on, notes[2].corrected_on) == (NOW.date(), None)
        assert (notes[last].corrected_on, notes[3]) == (None, stay_talk.notes[2])
        await pilot.press("ctrl+z", "ctrl+z")  # as before, and so without a day
        await until(pilot, lambda: program.talks.read(stay_talk.id).notes[0] == stay_talk.notes[0])


async def test_going_back_from_the_wrap_up_is_still_the_talk_until_it_is_confirmed(
    make_program: Callable[..., Program], stay_talk: Talk
) -> None:
    program = make_program()
    app = opened(program, stay_talk.resume(), ended=False)
    async with app.run_test(size=(100, 40)) as pilot:
        app.post_message(TalkChosen(stay_talk.id))
        await until(pilot, lambda: is_live(app))
        await pilot.press("f10")
        await until(pilot, lambda: isinstance(app.screen, WrapUpScreen) and "klaar" in picture(app))
        await pilot.press("escape")
        await until(pilot, lambda: is_live(app))
        await edit(pilot, app, 1, "zoals het teruggezegd is")
        await until(pilot, lambda: texts(program, stay_talk)[0] == "zoals het teruggezegd is")
        assert program.talks.read(stay_talk.id).notes[0].corrected_on is None
        await pilot.press("f10")
        await until(pilot, lambda: isinstance(app.screen, WrapUpScreen) and "klaar" in picture(app))
        await until(pilot, lambda: "groei: opleiding" in picture(app), 20)
        await pilot.press("f10")
        await until(pilot, lambda: isinstance(app.screen, TalkScreen))
        await pilot.press("f2")
        await until(pilot, lambda: is_live(app))
        await edit(pilot, app, 1, "toch anders")
        await until(pilot, lambda: texts(program, stay_talk)[0] == "toch anders")
        assert program.talks.read(stay_talk.id).notes[0].corrected_on == NOW.date()


async def edit(pilot: Any, app: Any, number: int, text: str) -> None:
    """Replace a line of the talk that is held."""
    await type_line(pilot, f"/edit {number} {text}")
    await until(pilot, lambda: app.screen.editor.text == text)
    await pilot.press("enter")
    await until(pilot, lambda: app.screen.editor.empty)


def texts(program: Program, talk: Talk) -> list[str]:
    return [note.text for note in program.talks.read(talk.id).notes]


async def test_a_line_that_is_too_long_and_an_empty_correction_change_nothing(
    make_program: Callable[..., Program], stay_talk: Talk
) -> None:
    program = make_program()
    app = opened(program, stay_talk)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await to_amend(app, pilot, stay_talk)
        await pilot.press("f3")
        await until(pilot, lambda: screen.editor.text)
        screen.editor.fill("")
        await type_line(pilot, " ")
        await until(pilot, lambda: "niets getypt" in picture(app))
        screen.editor.fill("")
        await type_line(pilot, "x" * 1001)
        await until(pilot, lambda: "te lang" in picture(app))
        assert screen.editor.text == "x" * 1001
        assert program.talks.read(stay_talk.id) == stay_talk.end()


def test_a_view_on_the_command_line(onderons: Onderons) -> None:
    talk, _ = onderons.talk("~ lijkt te twijfelen\neen\n", "--person", "Zoë")
    assert onderons("view", "zoe", "1", "ik", "twijfel", HOSTILE.replace("\x1b", "\x9b")).returncode == 0
    note, other = onderons.json("show", talk)["notes"]
    assert note["view"] == "ik twijfel [/] [@click=app.quit]<b>x</b> ]0;t"
    assert (note["text"], note["marks"], "corrected_on" in note, "view" in other) == (
        "lijkt te twijfelen", ["mine"], False, False,
    )  # fmt: skip
    assert note["view_on"] == onderons.json("list")[0]["date"]
    assert "ik twijfel" in onderons("show", talk).stdout.decode()
    assert onderons("view", talk, "1", stdin="van stdin\n").returncode == 0
    assert onderons.json("show", talk)["notes"][0]["view"] == "van stdin"
    assert onderons("view", talk, "1", "").returncode == 0
    assert not {"view", "view_on"} & onderons.json("show", talk)["notes"][0].keys()


def test_a_correction_on_the_command_line_leaves_no_old_words(onderons: Onderons) -> None:
    from tests.data.vault.places import readable

    talk, _ = onderons.talk("~ KANARIE twijfelt\n", "--person", "Zoë")
    assert onderons("view", talk, "1", "mijn kijk").returncode == 0
    assert onderons("correct", talk, "1", "vroeg of de ploeg zo blijft").returncode == 0
    (note,) = onderons.json("show", talk)["notes"]
    assert (note["text"], note["view"], note["marks"]) == (
        "vroeg of de ploeg zo blijft",
        "mijn kijk",
        ["mine"],
    )
    assert note["corrected_on"] == onderons.json("list")[0]["date"]
    assert "Verbeterd op" in onderons("show", talk).stdout.decode()
    assert b"KANARIE" not in readable(onderons.home)


def test_a_line_that_is_changed_in_a_talk_that_was_over_carries_the_day(onderons: Onderons) -> None:
    talk, _ = onderons.talk("een\ntwee\n/edit 1 eerste\n")
    assert "corrected_on" not in onderons.json("show", talk)["notes"][0]
    onderons("talk", "--plain", "--resume", talk, stdin="drie\n/edit 3 derde\n/edit 1 eerst\n/view 2 zo\n")
    first, second, third = onderons.json("show", talk)["notes"]
    day = onderons.json("list")[0]["date"]
    assert (first["text"], first["corrected_on"]) == ("eerst", day)
    assert (second["view_on"], third["text"], "corrected_on" in third) == (day, "derde", False)


def test_what_cannot_be_meant(onderons: Onderons) -> None:
    for command in ("view", "correct"):
        assert "een" in refused(onderons(command, "een", "1", "x"))
    assert not (onderons.home / "vault").exists()
    talk, _ = onderons.talk("een\n")
    before = onderons.json("show", talk)
    for command in ("view", "correct"):
        refused(onderons(command, talk, "2", "x"))
        refused(onderons(command, talk, "9" * 5000, "x"))
        refused(onderons(command, talk, "een", "x"), 2)
        refused(onderons(command, talk, "1", "x" * 1001))
        refused(onderons(command, talk, "1", stdin=""))
        refused(onderons(command, "0" * 32, "1", "x"))
    refused(onderons("correct", talk, "1", " \x07"))
    assert onderons.json("show", talk) == before


def test_beside_an_open_window_nothing_is_changed(onderons: Onderons) -> None:
    with Terminal("talk", "--plain", "--kind", "stay", home=onderons.home) as window:
        window.until("talk ")
        window.type("een vogeltje\n")
        window.until("saved 1")
        talk = onderons.json("list")[0]["id"]
        assert "ander venster" in refused(onderons("view", talk, "1", "x"))
        assert "view" not in onderons.json("show", talk)["notes"][0]


def test_while_a_talk_is_held_no_day_is_kept() -> None:
    from coach.amend import corrected, viewed
    from tests.data.vault.places import new_talk

    talk = new_talk("een", "twee")
    assert viewed(talk, 1, "zo", NOW.date()).notes[0].view_on is None
    assert corrected(talk, 1, "zo", NOW.date()) == talk.revise(1, Typed("zo"))
    ended = talk.end()
    assert corrected(ended, 1, " een ", NOW.date()) == ended
    assert viewed(ended, 1, "zo", NOW.date()).notes[0].view_on == NOW.date()
    assert viewed(viewed(ended, 1, "zo", NOW.date()), 1, "", NOW.date()) == ended


def test_from_the_end_on_a_change_keeps_its_day_also_where_the_talk_goes_on() -> None:
    from coach.amend import corrected, revised, viewed
    from tests.data.vault.places import new_talk

    day = NOW.date()
    talk = new_talk("een", "twee")
    assert talk.reopened() == talk.end().resume() == talk  # the end was undone in the same sitting
    for again in (talk.end().reopened(), talk.closed().resume(), talk.end().reopened().end().resume()):
        longer = again.with_note(Typed("drie"), NOW)
        assert corrected(longer, 1, "zo", day) == revised(longer, 1, Typed("zo"), day)
        assert [corrected(longer, n, "zo", day).notes[n - 1].corrected_on for n in (2, 3)] == [day, None]
        assert [viewed(longer, n, "zo", day).notes[n - 1].view_on for n in (2, 3)] == [day, None]
        marked = revised(longer, 1, Typed("een", (Mark.MINE,)), day)
        assert (marked.notes[0].marks, marked.notes[0].corrected_on) == ((Mark.MINE,), None)
        assert corrected(longer.end().reopened(), 3, "zo", day).notes[2].corrected_on == day
    before = talk.corrected(1, "zo", day)
    assert revised(before, 1, Typed("zus"), day).notes[0].corrected_on == day
    assert revised(talk, 9, Typed("zus"), day) == talk
