"""What is over its time and what is held, on the screens."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from coach.agreement import Outcome
from coach.claim import Ask, Claim
from coach.note import Typed
from coach.sentence import Sentence
from coach.talk import Kind, State, Talk
from coach.wrapup import Draft, purge_notes
from tests.conftest import NOW
from tests.tui.looking import picture, until
from tui import bootstrap
from tui.program import Program
from tui.screens.live import LiveScreen
from tui.screens.settings import SettingsScreen
from tui.screens.talk import TalkScreen

MakeProgram = Callable[..., Program]


def stored(program: Program, days: int, *lines: str, state: State = State.ENDED) -> Talk:
    talk = bootstrap.begin_talk(program, Kind.STAY, "nl", "Sanne")
    talk = replace(talk, date=talk.date - timedelta(days=days), state=state)
    talk = talk.with_lines([Typed(line) for line in lines], NOW)
    program.talks.save(talk)
    return talk


async def test_the_first_screen_says_it_in_one_line_and_takes_nothing(make_program: MakeProgram) -> None:
    program = make_program()
    stored(program, 400, "een")
    stored(program, 900, "twee")
    stored(program, 10, "drie")
    app = bootstrap.app(program)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "onderons purge" in picture(app))
        assert "2 gesprekken zijn over hun bewaartermijn" in picture(app)
        assert len((await app.services.desk.rows())[0]) == 3
        await pilot.press("f7")
        await until(pilot, lambda: isinstance(app.screen, SettingsScreen))
        await pilot.press("up", "up", "enter")
        await until(pilot, lambda: "notities 6 maanden" in picture(app))
        assert app.services.choices.retention.notes_months == 6


async def test_nothing_is_said_when_nothing_is_due_or_all_of_it_is_held(make_program: MakeProgram) -> None:
    program = make_program()
    talk = stored(program, 400, "een")
    program.claims.keep([Claim(Ask.HOLD, NOW.date(), "", (talk.id,))])
    app = bootstrap.app(program)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "Sanne: blijfgesprek" in picture(app))
        await pilot.pause(0.2)
        assert "purge" not in picture(app)


async def test_a_held_talk_is_read_and_never_changed(make_program: MakeProgram) -> None:
    program = make_program()
    talk = stored(program, 10, "een", state=State.UNFINISHED)
    program.claims.keep([Claim(Ask.HOLD, NOW.date(), "", (talk.id,), "[/] zaak")])
    app = bootstrap.app(program)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "Sanne" in picture(app))
        app.open_talk(talk.id, True)
        await until(pilot, lambda: isinstance(app.screen, TalkScreen))
        await until(pilot, lambda: "[/] zaak" in picture(app))
        for key in ("f2", "f3", "delete", "delete"):
            await pilot.press(key)
            await until(pilot, lambda: "dit gesprek blijft zoals het is" in picture(app))
            assert isinstance(app.screen, TalkScreen)
        assert not isinstance(app.screen, LiveScreen)
    assert program.talks.load(talk.id) == talk


async def test_a_talk_without_its_notes_says_so_at_every_sentence(make_program: MakeProgram) -> None:
    program = make_program()
    talk = stored(program, 10, "een", "twee")
    made = Draft((Sentence("Er was veel te doen.", (1, 2)),), Outcome())
    program.talks.let_go(less=[purge_notes(talk, made, NOW.date())])
    app = bootstrap.app(program)
    async with app.run_test(size=(80, 24)) as pilot:
        app.open_talk(talk.id, False)
        await until(
            pilot, lambda: "Er was veel te doen. (uit notities die zijn gewist: 1, 2)" in picture(app)
        )
        assert "De notities zijn gewist op 2026-03-09" in picture(app)
