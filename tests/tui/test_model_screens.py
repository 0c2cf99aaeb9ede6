"""A local model beside a talk and at its end, by a stand-in whose answers are known: a real child process."""

import asyncio
import random
from collections.abc import Callable
from dataclasses import replace

import pytest
from textual.pilot import Pilot

from coach.note import Typed
from coach.talk import Kind, Talk
from models.asking import Kind as Trouble
from models.asking import trouble
from models.engine import Engine
from models.life import Ready
from models.loading import scripted_engine
from models.questions import read_questions
from tests.tui.drafting import BY, LINES, WORDED, Heard, with_lines, with_model
from tests.tui.looking import picture, type_line, until
from tui.app import OnderonsApp
from tui.documents import draft_of, talk_document
from tui.messages import Chosen
from tui.program import Program
from tui.screens.help import HelpScreen
from tui.screens.live import LiveScreen
from tui.screens.settings import SettingsScreen
from tui.screens.talk import TalkScreen
from tui.screens.wrapup import WrapUpScreen

MakeApp = Callable[..., OnderonsApp]
SLOW = 30.0
"""Seconds to wait for a child on a busy machine."""
MARK = "model's proposal"


@pytest.fixture
def english(stay_talk: Talk) -> Talk:
    return with_lines(replace(stay_talk, lang="en"), *LINES["en"])


@pytest.fixture
def heard() -> Heard:
    return Heard()


async def wrap_up(app: OnderonsApp, pilot: Pilot[object]) -> WrapUpScreen:
    await until(pilot, lambda: isinstance(app.screen, LiveScreen))
    await pilot.press("f10")
    await until(pilot, lambda: isinstance(app.screen, WrapUpScreen))
    assert isinstance(app.screen, WrapUpScreen)
    return app.screen


async def proposed(app: OnderonsApp, pilot: Pilot[object], count: int = 2) -> WrapUpScreen:
    """At the wrap-up, with so many proposals on screen and nothing to come."""
    screen = await wrap_up(app, pilot)
    await until(pilot, lambda: len(screen.closing.proposed) == count and not screen._asking, SLOW)
    return screen


async def test_proposals_come_in_marked_and_count_only_when_taken_over(
    make_app: MakeApp, english: Talk, heard: Heard, programs: list[Program]
) -> None:
    app = make_app(english, "en")
    with_model(app, heard, talking=False, choices=["M"], texts=[WORDED["en"]])
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await proposed(app, pilot)
        assert picture(app).count(MARK) == 3  # two actions and a sentence to say back
        assert "employee wants to follow a Power BI course" in " ".join(picture(app).split())
        assert [a.note for a in screen.closing.outcome.agreements] == [3]
        await pilot.press("up", "up", "enter")  # the first of the two
        assert [a.note for a in screen.closing.outcome.agreements] == [3, 5]  # newest first
        assert screen.agreements.highlighted == 1
        await pilot.press("escape", "f10")
        await until(pilot, lambda: isinstance(app.screen, TalkScreen))
        assert MARK not in picture(app)
    stored = programs[-1].talks.load(english.id)
    assert stored.outcome is not None
    assert [a.maker.name if a.maker else None for a in stored.outcome.agreements] == [None, "script"]
    assert stored.outcome.agreements[1].maker == replace(BY, prompt_version=read_questions("en").version)
    made = talk_document(stored, draft_of(stored))["actions"]
    assert "maker" not in made[0]
    assert made[1]["maker"] == {
        "by": "script",
        "sha256": BY.sha256,
        "prompt_version": read_questions("en").version,
    }


async def test_what_a_model_did_while_people_talk_stands_there_when_they_stop(
    make_app: MakeApp, stay_talk: Talk, heard: Heard
) -> None:
    app = make_app(replace(with_lines(stay_talk), lang="en"), "en")
    with_model(app, heard, choices=["M"], texts=[WORDED["en"]])
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, LiveScreen))
        for line in LINES["en"]:
            await type_line(pilot, line)
        await until(pilot, lambda: "Note 2." in heard.texts and "Note 5." in heard.texts, SLOW)
        assert "model" not in picture(app)
        await until(pilot, lambda: not app.services.drafter._attendant.working, SLOW)  # type: ignore[attr-defined]
        heard.prompts.clear()
        await proposed(app, pilot)
        assert picture(app).count(MARK) == 3  # two actions and a sentence to say back
        assert not any(prompt.question for prompt in heard.prompts)


async def test_a_model_for_the_end_hears_nothing_before(
    make_app: MakeApp, english: Talk, heard: Heard
) -> None:
    app = make_app(english, "en")
    with_model(app, heard, talking=False, choices=["N"])
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, LiveScreen))
        await type_line(pilot, "one more line")
        await pilot.pause(0.5)
        assert heard.engines == []
        await wrap_up(app, pilot)
        await until(pilot, lambda: heard.prompts, SLOW)


async def test_nothing_moves_while_somebody_types(make_app: MakeApp, english: Talk, heard: Heard) -> None:
    app = make_app(english, "en")
    with_model(app, heard, talking=False, choices=["M"], pace=0.01)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await wrap_up(app, pilot)
        await until(pilot, lambda: screen.closing.outcome.agreements and screen._asking, SLOW)
        screen.editor.insert("Sanne m")
        await pilot.pause()
        before = picture(app)
        await until(pilot, lambda: not screen._asking, SLOW)
        assert screen._drafted is not None
        assert len(screen._drafted.offer.actions) == 2
        assert MARK not in picture(app)
        assert picture(app) == before
        screen.editor.text = ""
        await until(pilot, lambda: picture(app).count(MARK) == 2)


async def test_esc_stops_the_model_and_then_goes_back(make_app: MakeApp, english: Talk, heard: Heard) -> None:
    app = make_app(english, "en")
    with_model(app, heard, talking=False, choices=["M"], pace=0.05)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await wrap_up(app, pilot)
        await until(pilot, lambda: screen._asking and heard.prompts, SLOW)
        await pilot.press("escape")
        await until(pilot, lambda: not screen._asking)
        assert isinstance(app.screen, WrapUpScreen)
        assert "Model stopped" in picture(app)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, LiveScreen))


async def test_the_persons_edits_win(make_app: MakeApp, english: Talk, heard: Heard) -> None:
    app = make_app(english, "en")
    with_model(app, heard, talking=False, choices=["M"])
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await proposed(app, pilot)
        await pilot.press("up", "delete")  # the last one, away
        assert [one.note for one in screen.closing.proposed] == [5]
        await pilot.press("ctrl+z")
        assert [one.note for one in screen.closing.proposed] == [5, 2]
        await pilot.press("delete", "space")  # one away, whose the other is: taken over
        assert [(a.note, a.owner) for a in screen.closing.outcome.agreements] == [
            (3, "manager"),
            (2, "employee"),
        ]
        assert screen.closing.proposed == ()
        await pilot.press("enter")
        screen.editor.text = "Sanne checks with Jo, by 3 April"
        await pilot.press("enter")
        await until(pilot, lambda: screen.closing.outcome.agreements[1].due, SLOW)
        assert screen.closing.outcome.agreements[1].maker is None  # their own words now
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, LiveScreen))
        again = await wrap_up(app, pilot)
        await until(pilot, lambda: again._drafted is not None and not again._asking, SLOW)
        assert again.closing.proposed == ()


async def test_taking_over_can_be_undone(make_app: MakeApp, english: Talk, heard: Heard) -> None:
    app = make_app(english, "en")
    with_model(app, heard, talking=False, choices=["M"])
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await proposed(app, pilot)
        await pilot.press("up", "enter", "ctrl+z")
        assert [a.note for a in screen.closing.outcome.agreements] == [3]
        assert [one.note for one in screen.closing.proposed] == [5, 2]


async def test_a_forgotten_line_is_in_no_later_prompt_and_its_child_is_gone(
    make_app: MakeApp, stay_talk: Talk, heard: Heard
) -> None:
    app = make_app(replace(with_lines(stay_talk), lang="en"), "en")
    with_model(app, heard, choices=["N"])
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, LiveScreen))
        await type_line(pilot, "budget Power BI: I check with Jo")
        await type_line(pilot, "I call the doctor about Sanne")
        await until(pilot, lambda: "the doctor" in heard.texts, SLOW)
        child = heard.engines[-1].pid
        assert child is not None
        await pilot.press("ctrl+o", "ctrl+o")
        heard.prompts.clear()
        await type_line(pilot, "I call Jo of HR about the course")
        await until(pilot, lambda: "Jo of HR" in heard.texts, SLOW)
        await wrap_up(app, pilot)
        await until(pilot, lambda: not app.screen._asking, SLOW)
        assert "doctor" not in heard.texts
        assert "doctor" not in repr(app.services.drafter._attendant.judging)  # type: ignore[attr-defined]
        assert heard.engines[-1].pid != child


async def test_asides_impressions_and_dismissals_are_shown_to_no_model(
    make_app: MakeApp, stay_talk: Talk, heard: Heard
) -> None:
    english = with_lines(
        replace(stay_talk, lang="en"), "// I call Jo", "~ I will call Jo", "I call Jo of HR about it"
    )
    app = make_app(english, "en")
    with_model(app, heard, choices=["N"])
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "Jo of HR" in heard.texts, SLOW)
        assert "I call Jo\n" not in heard.texts
        assert "I will call Jo" not in heard.texts
        app.hold(replace(english, id="6b" * 16, kind=Kind.DISMISSAL, asked=()))
        await pilot.pause(0.3)
        engines = len(heard.engines)
        await type_line(pilot, "! I call the works council")
        await wrap_up(app, pilot)
        await pilot.pause(0.5)
        assert len(heard.engines) == engines
        assert "works council" not in heard.texts


async def test_every_key_tells_the_model_to_be_quiet_and_the_end_of_the_talk_lets_it_go_on(
    make_app: MakeApp, english: Talk, heard: Heard
) -> None:
    app = make_app(english, "en")
    with_model(app, heard, choices=["N"])
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: heard.prompts, SLOW)
        engine = heard.engines[-1]
        engine.resume()
        await pilot.press("a")
        assert engine._hushed is not None
        await pilot.press("backspace")
        await wrap_up(app, pilot)
        await until(pilot, lambda: engine._hushed is None)


def broken() -> Engine:
    raise ZeroDivisionError


async def test_a_fault_of_ours_leaves_the_rules_draft_and_is_said_in_the_details(
    make_app: MakeApp, english: Talk, heard: Heard
) -> None:
    app = make_app(english, "en")
    with_model(app, heard, make=broken)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await wrap_up(app, pilot)
        await until(pilot, lambda: screen._refusal is not None, SLOW)
        assert "ZeroDivisionError" in app.services.words(screen._refusal.text_id, **screen._refusal.params)
        assert [a.note for a in screen.closing.outcome.agreements] == [3]
        await pilot.press("f10")
        await until(pilot, lambda: isinstance(app.screen, TalkScreen))


def refusing() -> Engine:
    def prepare() -> Ready:
        raise trouble(Trouble.TOO_BIG, needed="9.9", room="1.0")

    return Engine(prepare)


async def test_trouble_is_one_quiet_line_and_the_rules_go_on(
    make_app: MakeApp, english: Talk, heard: Heard
) -> None:
    app = make_app(english, "en")
    with_model(app, heard, make=refusing)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await wrap_up(app, pilot)
        await until(pilot, lambda: screen._refusal is not None, SLOW)
        assert "no model joins in (F6)" in picture(app)
        assert [a.note for a in screen.closing.outcome.agreements] == [3]
        await pilot.press("f6")
        await until(pilot, lambda: isinstance(app.screen, HelpScreen))
        assert "9.9 GB" in picture(app)


async def test_the_details_say_which_model_and_what_was_dropped_and_why(
    make_app: MakeApp, english: Talk, heard: Heard
) -> None:
    app = make_app(english, "en")
    with_model(app, heard, talking=False, choices=["E"])
    async with app.run_test(size=(80, 24)) as pilot:
        await proposed(app, pilot, 0)
        await pilot.press("f6")
        await until(pilot, lambda: isinstance(app.screen, HelpScreen))
        shown = " ".join(picture(app).split())
        assert BY.sha256 in shown
        assert app.services.words("dropped.owner") in shown
        assert app.services.words("dropped.copy") in shown


async def test_hiding_the_talk_pauses_the_child_and_leaving_ends_it(
    make_app: MakeApp, english: Talk, heard: Heard
) -> None:
    app = make_app(english, "en")
    with_model(app, heard, choices=["N"])
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: heard.engines and heard.engines[-1].pid, SLOW)
        engine = heard.engines[-1]
        await pilot.press("f9")
        await until(pilot, lambda: engine._held)
        await pilot.press("enter")
        await until(pilot, lambda: not engine._held)
        await wrap_up(app, pilot)
        await pilot.press("f10")
        await until(pilot, lambda: isinstance(app.screen, TalkScreen) and engine.pid is None)


async def test_another_choice_ends_what_the_one_before_ran(
    make_app: MakeApp, english: Talk, heard: Heard
) -> None:
    app = make_app(english, "en")
    drafter = with_model(app, heard, choices=["N"])
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: heard.engines and heard.engines[-1].pid, SLOW)
        app.post_message(Chosen(replace(app.services.choices, model_when="off"), "model-when"))
        await until(pilot, lambda: isinstance(app.screen, SettingsScreen))
        assert app.services.drafter is not drafter
        await until(pilot, lambda: heard.engines[-1].pid is None and not drafter._tasks)


async def test_a_talk_hidden_before_the_model_is_there_keeps_it_still(
    make_app: MakeApp, english: Talk, heard: Heard
) -> None:
    app = make_app(english, "en")
    drafter = with_model(app, heard, choices=["N"])
    drafter.pause(True)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: heard.engines and heard.engines[-1]._held, SLOW)
        drafter.pause(False)
        assert not heard.engines[-1]._held


async def kept_through_kills(app: OnderonsApp, heard: Heard, kills: int, rest: float) -> list[str]:
    """Type a line, end the child, and again; the lines that were typed."""
    chance, typed, ended = random.Random(1), list[str](), 0
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, LiveScreen))
        deadline = asyncio.get_running_loop().time() + 20 + kills * 10
        while ended < kills:
            assert asyncio.get_running_loop().time() < deadline
            app.screen.keep_lines([Typed(f"budget {len(typed)}: I check with Jo")])
            typed.append(f"budget {len(typed)}: I check with Jo")
            await pilot.pause(rest * chance.random())
            ended += heard.kill(chance.choice((9, 6, 19)))
        assert isinstance(app.screen, LiveScreen)
        assert await app.services.desk.flush()
    return typed


@pytest.mark.parametrize("kills", [20, pytest.param(200, marks=pytest.mark.slow)])
async def test_killing_the_child_again_and_again_loses_no_note_and_ends_nothing(
    make_app: MakeApp, stay_talk: Talk, heard: Heard, programs: list[Program], kills: int
) -> None:
    app = make_app(replace(with_lines(stay_talk), lang="en"), "en")

    def make() -> Engine:
        engine = scripted_engine(choices=["M"], pace=0.001)
        engine._limits = replace(engine._limits, delays=(0.0,) * 1000, patience=0.5, letting_go=0.5)
        return engine

    with_model(app, heard, make=make)
    typed = await kept_through_kills(app, heard, kills, 0.4)
    stored = programs[-1].talks.load(stay_talk.id)
    assert [note.text for note in stored.notes] == typed
