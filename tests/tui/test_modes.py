"""Read along, hide, pause, silence, a third person, the other's own view."""

from collections.abc import Callable
from pathlib import Path

from coach.talk import Talk
from tests.data.vault.places import readable
from tests.tui.looking import picture, type_line, until
from tui.app import OnderonsApp
from tui.screens.hidden import HiddenScreen
from tui.screens.live import LiveScreen
from tui.widgets.line_editor import LineEditor

MakeApp = Callable[..., OnderonsApp]


def holds(home: Path, canary: bytes) -> bool:
    assert not any(canary in p.read_bytes() for p in home.rglob("*") if p.is_file())
    return canary in readable(home)


def live(app: OnderonsApp) -> LiveScreen:
    assert isinstance(app.screen, LiveScreen)
    return app.screen


async def test_reading_along_shows_no_aside_impression_or_other_person(
    make_app: MakeApp, stay_talk: Talk
) -> None:
    app = make_app(stay_talk)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_line(pilot, "botst met Youssef van de nachtploeg")
        await type_line(pilot, "zit bij de psycholoog met een burn-out")
        await pilot.press("f6")
        await until(pilot, lambda: "begint graag" in picture(app), 20)
        for hidden in ("tussendoor", "twijfelen", "Youssef", "psycholoog", "DOORVRAAG"):
            assert hidden not in picture(app), hidden
        await type_line(pilot, "// zegt dit uit beleefdheid")
        assert "beleefdheid" not in picture(app)  # out of sight at once
        assert "Nog niet bewaard" in picture(app)
        await type_line(pilot, "wil graag naar de cursus")
        await until(pilot, lambda: "wil graag naar de cursus" in picture(app))
        await type_line(pilot, "praat vaak met Fatima erover")
        await pilot.pause(0.3)
        assert "Fatima" not in picture(app)
        await pilot.press("f6")
        await until(pilot, lambda: "Youssef" in picture(app))
        assert "Fatima" in picture(app)
        assert "zegt dit uit beleefdheid" in [note.text for note in live(app).sitting.talk.notes]


async def test_ctrl_o_on_an_empty_line_takes_the_newest_line_away_at_the_second_press(
    make_app: MakeApp, stay_talk: Talk
) -> None:
    app = make_app(stay_talk)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_line(pilot, "KANARIE over iets heel anders")
        await pilot.press("ctrl+o")
        assert "staat er nog" in picture(app)
        assert "KANARIE" in picture(app)
        await pilot.press("ctrl+o")
        assert "KANARIE" not in picture(app)
        assert "vertrouwenspersoon" in picture(app)
        await app.services.desk.flush()
        home: Path = app.services.desk._talks._vault.folder.parent  # type: ignore[attr-defined]
        assert not holds(home, b"KANARIE")
        await pilot.press("ctrl+z")
        assert "KANARIE" not in picture(app)


async def test_a_pasted_aside_and_one_before_the_end_are_not_lost(make_app: MakeApp, stay_talk: Talk) -> None:
    app = make_app(stay_talk)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f6")
        editor = live(app).editor
        editor.post_message(LineEditor.Pasted(editor, "gewone regel\n// geplakt terzijde\n~ indruk"))
        await until(pilot, lambda: "gewone regel" in picture(app), 20)
        assert "geplakt terzijde" not in picture(app)
        await app.services.desk.flush()
        _, draft, _ = await app.services.desk.load(stay_talk.id)
        assert draft == "// geplakt terzijde ~ indruk"
        await pilot.press("f10")
        await until(pilot, lambda: not isinstance(app.screen, LiveScreen))
        await app.services.desk.flush()
        stored, draft, _ = await app.services.desk.load(stay_talk.id)
        assert [note.text for note in stored.notes][-3:] == ["gewone regel", "geplakt terzijde", "indruk"]
        assert draft == ""


async def test_hiding_covers_everything_and_only_enter_brings_it_back(
    make_app: MakeApp, stay_talk: Talk
) -> None:
    app = make_app(stay_talk)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f9")
        await until(pilot, lambda: isinstance(app.screen, HiddenScreen))
        assert "Sanne" not in picture(app)
        assert "Power BI" not in picture(app)
        await pilot.press("x", "escape", "space", "f10")
        assert isinstance(app.screen, HiddenScreen)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, LiveScreen))
        assert live(app).editor.empty


async def test_a_pause_stops_the_clock(make_app: MakeApp, stay_talk: Talk) -> None:
    app = make_app(stay_talk)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f8")
        assert live(app).sitting.paused
        assert "pauze" in picture(app)
        await pilot.press("f8")
        assert not live(app).sitting.paused


async def test_who_is_there_and_their_own_view_are_stored(make_app: MakeApp, stay_talk: Talk) -> None:
    app = make_app(stay_talk)
    async with app.run_test(size=(80, 24)) as pilot:
        await type_line(pilot, "/erbij HR")
        assert "Sanne + HR" in picture(app)
        await type_line(pilot, "/visie 7 het ging om twee weken")
        await type_line(pilot, "/visie")
        assert "/visie 3" in picture(app)
        await type_line(pilot, "/verwezen")
        talk = live(app).sitting.talk
        assert (talk.present, talk.referrals, talk.notes[6].view) == ("HR", 1, "het ging om twee weken")
        await app.services.desk.flush()
        stored, _, _ = await app.services.desk.load(talk.id)
        assert (stored.present, stored.referrals, stored.notes[6].view) == ("HR", 1, "het ging om twee weken")


async def test_what_was_seen_beforehand_is_gone_from_disk_when_the_talk_ends(
    make_app: MakeApp, stay_talk: Talk
) -> None:
    from dataclasses import replace

    app = make_app(replace(stay_talk, seen="KANARIE zegt minder in overleg"))
    async with app.run_test(size=(80, 24)) as pilot:
        await type_line(pilot, "een regel")
        await app.services.desk.flush()
        home: Path = app.services.desk._talks._vault.folder.parent  # type: ignore[attr-defined]
        assert holds(home, b"KANARIE")
        await pilot.press("f10")
        await app.services.desk.flush()
    assert not holds(home, b"KANARIE")


async def test_a_dismissal_shows_its_steps_and_stores_arrangements_only(
    make_app: MakeApp, stay_talk: Talk
) -> None:
    from dataclasses import replace

    from coach.talk import Kind
    from tui.screens.wrapup import WrapUpScreen

    app = make_app(replace(stay_talk, kind=Kind.DISMISSAL, notes=(), next_number=1, asked=()))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "je werk bij ons stopt" in picture(app))
        assert "in de eerste minuut" in picture(app)
        await pilot.press("f2")
        assert "je twee zinnen" in picture(app)
        await type_line(pilot, "huilt")
        assert live(app).sitting.talk.notes == ()
        await pilot.press("f10")
        assert live(app).editor.text == "huilt"  # nothing typed is lost, and the screen says why
        await pilot.press("f3", "enter")
        assert [note.text for note in live(app).sitting.talk.notes] == ["huilt"]
        await type_line(pilot, "! laptop ophalen vrijdag met Koen")
        await pilot.press("f10")
        await until(pilot, lambda: isinstance(app.screen, WrapUpScreen))
        assert "ZEG TERUG" not in picture(app)
