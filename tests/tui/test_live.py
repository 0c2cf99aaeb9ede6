import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from textual import events

from coach.guide import Probe, Question
from coach.note import Mark
from coach.remark import Followed
from coach.talk import Kind, State, Talk
from data.desk import DiskDesk
from tests.conftest import NOW
from tests.data.vault.places import readable
from tests.tui.looking import picture, type_line, until
from tui import bootstrap
from tui.app import OnderonsApp
from tui.messages import BeginAsked
from tui.program import Program
from tui.screens.begin import BeginScreen
from tui.screens.help import HelpScreen
from tui.screens.live import LiveScreen
from tui.screens.protect import ProtectScreen
from tui.screens.talk import TalkScreen
from tui.screens.today import TodayScreen
from tui.screens.wrapup import WrapUpScreen

MakeApp = Callable[..., OnderonsApp]


def live(app: OnderonsApp) -> LiveScreen:
    assert isinstance(app.screen, LiveScreen)
    return app.screen


async def test_a_line_is_durable_before_it_shows_as_stored(make_app: MakeApp, stay_talk: Talk) -> None:
    app = make_app(stay_talk)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_line(pilot, "nieuwe regel")
        screen = live(app)
        await until(pilot, lambda: screen.sitting.is_stored(screen.sitting.talk.notes[-1]))
        assert "\n    nieuwe regel" in picture(app) or "   nieuwe regel" in picture(app)
        talk, _, _ = await app.services.desk.load(stay_talk.id)
        assert talk.notes == screen.sitting.talk.notes


async def test_a_refused_line_says_so_and_stays(make_app: MakeApp, stay_talk: Talk) -> None:
    app = make_app(stay_talk)
    desk = app.services.desk
    assert isinstance(desk, DiskDesk)
    real = desk._talks.save

    def refuse(talk: Talk) -> None:
        from coach.errors import NotStored

        raise NotStored("why.disk-full")

    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        desk._autosave._retry = 0.05
        desk._talks.save = refuse  # type: ignore[method-assign]  # a disk that is full
        await type_line(pilot, "mag niet weg")
        await until(pilot, lambda: "NIET OPGESLAGEN: de schijf is vol" in picture(app))
        assert "… mag niet weg" in picture(app)
        desk._talks.save = real  # type: ignore[method-assign]
        await until(pilot, lambda: "NIET OPGESLAGEN" not in picture(app))
        assert "… mag niet weg" not in picture(app)


async def test_keys_on_the_empty_line_and_digits_that_type(make_app: MakeApp, stay_talk: Talk) -> None:
    app = make_app(stay_talk)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = live(app)
        first = screen.sitting.talk.question
        await pilot.press("space")
        assert screen.sitting.talk.question != first
        await pilot.press("shift+f2")
        assert screen.sitting.talk.question == first
        await pilot.press("tab")
        assert all(p.text in picture(app) for p in screen.sitting.probes)
        await pilot.press("3", "space", "x")
        assert screen.editor.text == "3 x"
        assert screen.sitting.talk.question == first


async def test_agree_marks_the_line_and_shows_it(make_app: MakeApp, stay_talk: Talk) -> None:
    app = make_app(stay_talk)
    async with app.run_test(size=(80, 24)) as pilot:
        live(app).editor.insert("Sanne stuurt de lijst")
        await pilot.press("f3", "enter")
        note = live(app).sitting.talk.notes[-1]
        assert (note.text, note.marks) == ("Sanne stuurt de lijst", (Mark.AGREED,))
        assert "(2) Sanne stuurt de lijst" in picture(app)


async def test_edit_retag_move_delete_undo(make_app: MakeApp, stay_talk: Talk) -> None:
    app = make_app(stay_talk)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = live(app)
        live(app).editor.insert("half")
        await type_line(pilot, "")
        await pilot.press("space", "up", "up", "question_mark", "f5")
        note = screen.sitting.talk.notes[-2]
        assert note.has(Mark.PARK)
        assert note.question == screen.sitting.talk.question != "stay.forward"
        await pilot.press("enter")
        assert screen.editor.text == note.text
        await type_line(pilot, " en meer")
        assert screen.sitting.talk.note(note.number).text == f"{note.text} en meer"
        before = screen.sitting.talk.notes
        await pilot.press("up", "delete")
        assert len(screen.sitting.talk.notes) == len(before) - 1
        await pilot.press("escape", "ctrl+z")
        assert screen.sitting.talk.notes == before
        await type_line(pilot, "/verwijder 1")
        assert screen.sitting.talk.note(1) is None
        await type_line(pilot, "/undo")
        assert screen.sitting.talk.notes == before


async def test_an_edit_left_empty_changes_nothing_and_what_was_typed_comes_back(
    make_app: MakeApp, stay_talk: Talk
) -> None:
    app = make_app(stay_talk)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = live(app)
        screen.editor.insert("half getypt")
        screen.notes.choose_last()
        await pilot.pause()
        await pilot.press("enter")
        screen.editor.clear()
        await pilot.press("enter")
        assert screen.sitting.talk.notes == stay_talk.notes
        assert screen.editor.text == "half getypt"


async def test_a_sensitive_line_is_never_written(make_app: MakeApp, stay_talk: Talk) -> None:
    app = make_app(stay_talk)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = live(app)
        screen.editor.insert("kanarie over gezondheid")
        await pilot.press("ctrl+o")
        assert screen.editor.text == ""
        assert "vertrouwenspersoon" in picture(app)
        await type_line(pilot, "kanarie bewaard")
        await pilot.press("up", "ctrl+o", "escape", "ctrl+z")
        await app.services.desk.flush()
        assert not [n for n in screen.sitting.talk.notes if "kanarie" in n.text]
    assert b"kanarie" not in readable(app.services.desk._talks._vault.folder.parent)  # type: ignore[attr-defined]


async def test_a_paste_becomes_notes_and_no_key_waits(make_app: MakeApp, stay_talk: Talk) -> None:
    app = make_app(stay_talk)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = live(app)
        screen.editor.insert("eerst ")
        text = "\n".join(f"regel {n} [/] \x1b]52;c;x\x07" for n in range(5000))
        screen.editor.post_message(events.Paste(text))
        await until(pilot, lambda: len(screen.sitting.talk.notes) == len(stay_talk.notes) + 5000)
        assert screen.sitting.talk.notes[len(stay_talk.notes)].text == "eerst regel 0 [/] ]52;c;x"
        screen.editor.post_message(events.Paste("in één regel "))
        await until(pilot, lambda: screen.editor.text == "in één regel ")
        screen.editor.post_message(events.Paste("woord " * 35_000))
        await until(pilot, lambda: len(screen.sitting.talk.notes) > len(stay_talk.notes) + 5200)


async def test_an_unknown_command_keeps_what_was_typed(make_app: MakeApp, stay_talk: Talk) -> None:
    app = make_app(stay_talk)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_line(pilot, "/foo en een heel verhaal")
        assert live(app).editor.text == "/foo en een heel verhaal"
        assert "/foo ken ik niet" in picture(app)


async def test_end_is_undone_and_goes_on_with_the_same_lines(make_app: MakeApp, stay_talk: Talk) -> None:
    app = make_app(stay_talk)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_line(pilot, "laatste")
        live(app).editor.insert("nog niet af")
        await pilot.press("f10")
        await until(pilot, lambda: isinstance(app.screen, WrapUpScreen))
        assert app.screen.closing.talk.state is State.ENDED
        assert app.screen.closing.talk.notes[-1].text == "nog niet af"
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, LiveScreen))
        assert live(app).sitting.talk.state is State.UNFINISHED
        assert live(app).sitting.talk.notes[-1].text == "nog niet af"


async def test_discard_asks_and_leaves_nothing(make_app: MakeApp, stay_talk: Talk) -> None:
    app = make_app(stay_talk)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_line(pilot, "kanarie")
        await type_line(pilot, "/weggooien")
        assert isinstance(app.screen, LiveScreen)
        await type_line(pilot, "/weggooien ja")
        await until(pilot, lambda: isinstance(app.screen, TodayScreen))
    home = app.services.desk._talks._vault.folder  # type: ignore[attr-defined]
    assert not [*home.glob("records/*/*"), *home.glob("drafts/*")]


async def test_a_talk_without_a_line_leaves_no_file(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f2")
        await until(pilot, lambda: isinstance(app.screen, ProtectScreen))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, BeginScreen))
        await pilot.press("S", "enter")
        await until(pilot, lambda: isinstance(app.screen, LiveScreen))
        await pilot.press("space", "f10")
        await until(pilot, lambda: isinstance(app.screen, TodayScreen))
    home = app.services.desk._talks._vault.folder  # type: ignore[attr-defined]
    assert not [*home.glob("records/*/*"), *home.glob("drafts/*")]


async def test_quit_and_reopen_offers_the_talk_with_its_half_typed_line(
    make_app: MakeApp, stay_talk: Talk, programs: list[Program]
) -> None:
    app = make_app(stay_talk)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_line(pilot, "een regel")
        live(app).editor.insert("half")
        await pilot.press("ctrl+q")
    programs.pop().close()
    again = make_app()
    async with again.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "Verder met Sanne" in picture(again))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(again.screen, LiveScreen))
        assert live(again).editor.text == "half"
        assert [n.text for n in live(again).sitting.talk.notes][-1] == "een regel"


async def test_a_second_window_reads_only_and_says_why(make_app: MakeApp, stay_talk: Talk) -> None:
    first = make_app(stay_talk)
    async with first.run_test(size=(80, 24)) as pilot:
        await type_line(pilot, "een regel")
        await first.services.desk.flush()
        second = make_app()
        assert second.services.desk.read_only is not None
    async with second.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "al open in een ander venster" in picture(second))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(second.screen, TalkScreen))
        await pilot.press("escape", "f2")
        await pilot.pause()
        assert isinstance(second.screen, TodayScreen)


@pytest.mark.parametrize("key", ["f1", "f2", "f3", "f4", "ctrl+o", "up", "tab", "space", "escape", "delete"])
async def test_no_key_breaks_a_talk_without_notes(make_app: MakeApp, stay_talk: Talk, key: str) -> None:
    app = make_app(replace(stay_talk, notes=(), asked=()))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(key, key)
        await pilot.pause()
        assert app.is_running


async def test_probes_follow_what_was_noted_but_not_in_the_ten_seconds_after_a_question(
    make_program: Callable[..., Program], stay_talk: Talk
) -> None:
    program = make_program()
    clock = [NOW]
    program.now = lambda: clock[0]
    app = bootstrap.app(program, "nl", stay_talk)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("space")
        shown = live(app).probe.text
        await type_line(pilot, "te veel overuren, ziet de kinderen amper")
        await until(pilot, lambda: live(app).sitting.probes[0].id.startswith("peel.balance"))
        assert live(app).probe.text == shown
        clock[0] += timedelta(seconds=11)
        await type_line(pilot, "rooster komt veel te laat, elke zaterdag werken")
        await until(pilot, lambda: live(app).probe.text != shown)
        assert live(app).sitting.probes[0].text in live(app).probe.text
        await pilot.press("tab")
        assert all(p.text in picture(app) for p in live(app).sitting.probes)


class SlowAdvisor:
    """Answers when it is told to."""

    def __init__(self) -> None:
        self.go = asyncio.Event()

    async def follow(self, talk: Talk, question: Question | None) -> Followed:
        await self.go.wait()
        return Followed((Probe("late", "Kwam dit te laat?", "own"),))


async def test_probes_wait_while_somebody_types(make_app: MakeApp, stay_talk: Talk) -> None:
    app, advisor = make_app(stay_talk), SlowAdvisor()
    app.services = replace(app.services, advisor=advisor)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        live(app).sitting._asked_at -= timedelta(minutes=1)
        shown = live(app).probe.text
        await type_line(pilot, "een regel")
        live(app).editor.insert("volgende")
        advisor.go.set()
        await until(pilot, lambda: live(app).sitting.probes[0].id == "late")
        assert live(app).probe.text == shown


async def test_letters_typed_while_a_line_is_chosen_are_typed_and_undo_works_there(
    make_app: MakeApp, stay_talk: Talk
) -> None:
    app = make_app(stay_talk)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = live(app)
        await pilot.press("up")
        await until(pilot, lambda: "Delete wist" in picture(app))
        await pilot.press("delete", "ctrl+z")
        assert screen.sitting.talk.notes == stay_talk.notes
        await pilot.press("m", "a")
        assert screen.editor.text == "ma"
        assert screen.sitting.talk.notes == stay_talk.notes


async def test_a_line_that_a_dismissal_does_not_keep_stays_in_the_editor(
    make_app: MakeApp, stay_talk: Talk
) -> None:
    app = make_app(replace(stay_talk, kind=Kind.DISMISSAL, notes=(), asked=()))
    async with app.run_test(size=(80, 24)) as pilot:
        await type_line(pilot, "brief gaat vrijdag mee")
        assert live(app).editor.text == "brief gaat vrijdag mee"
        assert live(app).sitting.talk.notes == ()
        await pilot.press("f3", "enter")
        assert [n.text for n in live(app).sitting.talk.notes] == ["brief gaat vrijdag mee"]


async def test_the_cursor_stands_behind_a_restored_half_line(make_app: MakeApp, stay_talk: Talk) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        app.hold(stay_talk, draft="half")
        await until(pilot, lambda: isinstance(app.screen, LiveScreen) and "half" in picture(app))
        await pilot.press("x")
        assert live(app).editor.text == "halfx"


async def test_a_slash_alone_opens_help(make_app: MakeApp, stay_talk: Talk) -> None:
    app = make_app(stay_talk)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_line(pilot, "/")
        await until(pilot, lambda: isinstance(app.screen, HelpScreen))


async def test_ctrl_c_says_how_to_leave(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("ctrl+c")
        await until(pilot, lambda: "F10 rondt" in picture(app))


async def test_a_kind_without_a_name_asks_who(make_program: Callable[..., Program]) -> None:
    app = bootstrap.app(make_program(), "nl", BeginAsked(Kind.EXIT))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "een wachtwoordzin" in picture(app))
        await pilot.press("escape")
        await until(pilot, lambda: "Met wie praat je" in picture(app))


async def test_a_stored_line_found_sensitive_while_it_is_edited_is_gone(
    make_app: MakeApp, stay_talk: Talk
) -> None:
    app = make_app(stay_talk)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = live(app)
        await pilot.press("up", "enter", "ctrl+o")
        await type_line(pilot, "een nieuwe regel")
        texts = [note.text for note in screen.sitting.talk.notes]
        assert texts == [*(note.text for note in stay_talk.notes[:-1]), "een nieuwe regel"]


async def test_a_name_in_a_note_is_remarked_and_tab_brings_the_probes(
    make_app: MakeApp, stay_talk: Talk
) -> None:
    app = make_app(stay_talk)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        live(app).sitting._asked_at -= timedelta(minutes=1)
        await type_line(pilot, "Kevin loopt er de kantjes af")
        await until(pilot, lambda: "LET OP" in live(app).probe.text, 20)
        await pilot.press("tab")
        assert "LET OP" not in live(app).probe.text
