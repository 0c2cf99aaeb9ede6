"""Rounding off a talk: actions typed and changed, a day or a reason, and all of it on disk."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from coach.agreement import Agreement, Outcome
from coach.talk import State, Talk
from coach.wrapup import Draft
from tests.tui.looking import picture, type_line, until
from tui.advisor import RuleAdvisor
from tui.app import OnderonsApp
from tui.closing import Closing
from tui.program import Program
from tui.screens.help import HelpScreen
from tui.screens.live import LiveScreen
from tui.screens.talk import TalkScreen
from tui.screens.wrapup import WrapUpScreen

MakeApp = Callable[..., OnderonsApp]


def outcome(app: OnderonsApp) -> Outcome:
    assert isinstance(app.screen, WrapUpScreen)
    return app.screen.closing.outcome


async def to_wrapup_screen(app: OnderonsApp, pilot: object) -> None:
    await pilot.press("f10")  # type: ignore[attr-defined]  # a Textual pilot
    await until(pilot, lambda: isinstance(app.screen, WrapUpScreen))  # type: ignore[arg-type]


async def to_wrapup(app: OnderonsApp, pilot: object) -> None:
    await to_wrapup_screen(app, pilot)
    await until(pilot, lambda: outcome(app).agreements, 20)  # type: ignore[arg-type]  # weights load once


async def test_three_actions_and_a_day_are_stored(
    make_app: MakeApp, stay_talk: Talk, programs: list[Program]
) -> None:
    app = make_app(stay_talk)
    async with app.run_test(size=(80, 24)) as pilot:
        await to_wrapup(app, pilot)
        assert outcome(app).agreements[0].owner == "manager"
        assert app.screen.closing.talk.outcome is None  # a draft is no agreement yet
        await type_line(pilot, "Sanne mailt de lijst, volgende week donderdag")
        await type_line(pilot, "samen de planning doorlopen, over 14 dagen")
        await until(pilot, lambda: len(outcome(app).agreements) == 3)
        assert [a.owner for a in outcome(app).agreements] == ["manager", "employee", "together"]
        await type_line(pilot, "/terug op 3 maart 2027")
        assert outcome(app).return_on == date(2027, 3, 3)
        await pilot.press("f10")
        await until(pilot, lambda: isinstance(app.screen, TalkScreen))
        await until(pilot, lambda: "2027-03-03" in picture(app), 20)
    stored = programs[-1].talks.load(stay_talk.id)
    assert stored.state is State.ENDED
    assert stored.outcome is not None
    assert len(stored.outcome.agreements) == 3
    assert stored.outcome.agreements[0].note == 2


async def test_an_action_is_changed_handed_on_removed_and_brought_back(
    make_app: MakeApp, stay_talk: Talk
) -> None:
    app = make_app(stay_talk)
    async with app.run_test(size=(80, 24)) as pilot:
        await to_wrapup(app, pilot)
        await pilot.press("up", "space")
        assert outcome(app).agreements[0].owner == "employee"
        await pilot.press("enter")
        screen = app.screen
        assert isinstance(screen, WrapUpScreen)
        assert screen.editor.text.startswith("zij: ik zoek uit")
        screen.editor.fill("ik: budget navragen, tegen 4 december 2026")
        await pilot.press("enter")
        await until(pilot, lambda: outcome(app).agreements[0].owner == "manager")
        (changed,) = outcome(app).agreements
        assert (changed.what, changed.due, changed.note) == ("budget navragen", date(2026, 12, 4), 2)
        await pilot.press("up", "delete")
        assert outcome(app).agreements == ()
        await pilot.press("ctrl+z")
        assert outcome(app).agreements == (changed,)


async def test_no_day_has_a_reason_and_a_promise_gets_a_better_sentence(
    make_app: MakeApp, stay_talk: Talk
) -> None:
    app = make_app(stay_talk)
    async with app.run_test(size=(80, 24)) as pilot:
        await to_wrapup(app, pilot)
        await pilot.press("f3")
        screen = app.screen
        assert isinstance(screen, WrapUpScreen)
        screen.editor.insert("Sanne gaat eerst op verlof")
        await pilot.press("enter")
        assert outcome(app).no_return_because == "Sanne gaat eerst op verlof"
        assert "Sanne gaat eerst op verlof" in picture(app)
        await type_line(pilot, "die opslag komt in orde, beloofd")
        await until(pilot, lambda: "Klinkt als een belofte" in picture(app))
        await type_line(pilot, "/terug na de zomer")
        assert "Die dag herken ik niet" in picture(app)
        assert screen.editor.text == "/terug na de zomer"


async def test_the_day_becomes_a_code_and_the_agreements_a_text(make_app: MakeApp, stay_talk: Talk) -> None:
    app = make_app(stay_talk)
    async with app.run_test(size=(80, 24)) as pilot:
        await to_wrapup(app, pilot)
        await pilot.press("f4")
        assert isinstance(app.screen, WrapUpScreen)  # no day yet: it says so
        await type_line(pilot, "/terug 3 maart 2027")
        await pilot.press("f4")
        await until(pilot, lambda: "2027-03-03" in picture(app) and "█" in picture(app))
        assert "Sanne" not in picture(app)
        await pilot.press("enter")
        await pilot.press("f5")
        assert app.clipboard.startswith("Afgesproken")
        assert "Terug op: wo 2027-03-03" in app.clipboard


@pytest.mark.parametrize(("lang", "said"), [("nl", "Een model,"), ("en", "A model,")])
async def test_help_speaks_of_a_model_and_fits_24_lines(
    make_app: MakeApp, stay_talk: Talk, lang: str, said: str
) -> None:
    app = make_app(stay_talk, lang)
    async with app.run_test(size=(80, 24)) as pilot:
        await to_wrapup(app, pilot)
        await pilot.press("f1")
        await until(pilot, lambda: isinstance(app.screen, HelpScreen) and said in picture(app))
        assert app.screen.query_one("#page").max_scroll_y == 0


def test_the_code_holds_the_day_and_nobody() -> None:
    from tui.widgets.code import calendar_entry, code

    entry = calendar_entry(date(2027, 3, 3), "Gesprek")
    assert "DTSTART;VALUE=DATE:20270303" in entry
    rows = code(entry).plain.rstrip("\n").split("\n")
    assert len(rows) <= 21  # fits 24 lines
    assert len({len(row) for row in rows}) == 1


async def test_what_is_noted_after_the_wrap_up_is_proposed_at_the_next(
    make_app: MakeApp, stay_talk: Talk
) -> None:
    app = make_app(stay_talk)
    async with app.run_test(size=(80, 24)) as pilot:
        await to_wrapup(app, pilot)
        await pilot.press("up", "delete")  # dropped on purpose
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, LiveScreen))
        await type_line(pilot, "! ik bel de planner morgen")
        await pilot.press("f10")
        await until(pilot, lambda: isinstance(app.screen, WrapUpScreen))
        await until(pilot, lambda: outcome(app).agreements)
        assert [a.what for a in outcome(app).agreements] == ["ik bel de planner"]


async def test_a_note_reader_that_breaks_leaves_the_marked_lines_and_says_so(
    make_app: MakeApp, stay_talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(self: RuleAdvisor, talk: Talk) -> None:
        raise RuntimeError("no weights")

    monkeypatch.setattr(RuleAdvisor, "draft", broken)
    app = make_app(stay_talk)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f10")
        await until(pilot, lambda: "konden niet gelezen worden" in picture(app))
        assert "Power BI" in picture(app)


async def test_escape_goes_back_into_the_talk(make_app: MakeApp, stay_talk: Talk) -> None:
    app = make_app(stay_talk)
    async with app.run_test(size=(80, 24)) as pilot:
        await to_wrapup(app, pilot)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, LiveScreen))
        assert isinstance(app.screen, LiveScreen)
        assert app.screen.sitting.talk.state is State.UNFINISHED


async def test_half_typed_words_survive_going_back_and_a_typed_day_counts_at_f10(
    make_app: MakeApp, stay_talk: Talk
) -> None:
    app = make_app(stay_talk)
    async with app.run_test(size=(80, 24)) as pilot:
        await to_wrapup(app, pilot)
        assert isinstance(app.screen, WrapUpScreen)
        app.screen.editor.insert("samen naar de beu")
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, LiveScreen))
        assert isinstance(app.screen, LiveScreen)
        await until(pilot, lambda: app.screen.editor.text == "samen naar de beu")
        app.screen.editor.fill("")
        await to_wrapup(app, pilot)
        assert isinstance(app.screen, WrapUpScreen)
        app.screen.editor.insert("/terug 3 maart 2027")
        await pilot.press("f10")
        assert outcome(app).return_on == date(2027, 3, 3)
        await pilot.press("f10")
        await until(pilot, lambda: isinstance(app.screen, TalkScreen))


def test_a_draft_that_comes_late_brings_no_note_twice(stay_talk: Talk) -> None:
    closing = Closing(stay_talk, lambda talk: None)
    (marked,) = closing.outcome.agreements
    closing.add((Agreement("together", "bellen"),))
    closing.propose(
        Draft((), Outcome((replace(marked, owner="manager"), Agreement("employee", "mailen", note=7))))
    )
    assert [a.note for a in closing.outcome.agreements] == [2, None, 7]


async def test_an_action_that_cannot_be_read_is_kept_as_typed(
    make_app: MakeApp, stay_talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(self: RuleAdvisor, text: str, talk: Talk, rests_on: int | None = None) -> None:
        raise RuntimeError("no weights")

    monkeypatch.setattr(RuleAdvisor, "read_action", broken)
    app = make_app(stay_talk)
    async with app.run_test(size=(80, 24)) as pilot:
        await to_wrapup(app, pilot)
        await type_line(pilot, "samen de planning doorlopen")
        await until(pilot, lambda: len(outcome(app).agreements) == 2)
        assert outcome(app).agreements[1].what == "samen de planning doorlopen"


async def test_what_can_be_undone_stays_after_a_look_at_the_wrap_up(
    make_app: MakeApp, stay_talk: Talk
) -> None:
    app = make_app(stay_talk)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("up", "delete")
        assert isinstance(app.screen, LiveScreen)
        left = len(app.screen.sitting.talk.notes)
        await pilot.press("escape")
        await to_wrapup_screen(app, pilot)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, LiveScreen))
        await pilot.press("ctrl+z")
        assert len(app.screen.sitting.talk.notes) == left + 1
