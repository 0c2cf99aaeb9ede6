"""One talk read back: written to a file, and erased."""

from collections.abc import Callable
from pathlib import Path

import pytest

from coach.errors import UnknownTalk
from coach.talk import Talk
from tests.tui.looking import picture, until
from tui import bootstrap
from tui.app import OnderonsApp
from tui.messages import TalkChosen
from tui.program import Program
from tui.screens.talk import TalkScreen
from tui.screens.today import TodayScreen


def opened(program: Program, talk: Talk) -> OnderonsApp:
    program.lock()
    program.talks.save(talk.end())
    return bootstrap.app(program)


async def to_talk(app: OnderonsApp, pilot: object, talk: Talk) -> None:
    app.post_message(TalkChosen(talk.id))
    await until(pilot, lambda: isinstance(app.screen, TalkScreen))  # type: ignore[arg-type]
    await until(pilot, lambda: "Samenvatting" in picture(app), 20)  # type: ignore[arg-type]


def text_of(folder: Path, form: str) -> str:
    (path,) = folder.glob(f"*.{form}")
    return path.read_text("utf-8")


async def test_a_talk_and_the_copy_for_the_other_are_written_to_files(
    make_program: Callable[..., Program], stay_talk: Talk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    app = opened(make_program(), stay_talk)
    async with app.run_test(size=(120, 30)) as pilot:
        await to_talk(app, pilot, stay_talk)
        await pilot.press("f4")
        await until(pilot, lambda: list(tmp_path.glob("*.md")))
        await pilot.press("f5")
        await until(pilot, lambda: list(tmp_path.glob("*.html")))
        await until(pilot, lambda: "Geschreven" in picture(app))
    assert "twijfelen" in text_of(tmp_path, "md")
    assert "twijfelen" not in text_of(tmp_path, "html")
    assert "Power BI" in text_of(tmp_path, "html")
    assert not list(tmp_path.glob("*anne*"))  # noqa: ASYNC240  # the app has ended


async def test_a_talk_is_erased_on_the_second_delete_only(
    make_program: Callable[..., Program], stay_talk: Talk
) -> None:
    program = make_program()
    app = opened(program, stay_talk)
    async with app.run_test(size=(80, 24)) as pilot:
        await to_talk(app, pilot, stay_talk)
        await pilot.press("delete", "down", "delete")
        await until(pilot, lambda: "voorgoed wissen" in picture(app))
        assert program.talks.load(stay_talk.id).notes
        await pilot.press("delete")
        await until(pilot, lambda: isinstance(app.screen, TodayScreen))
    with pytest.raises(UnknownTalk):
        program.talks.load(stay_talk.id)
