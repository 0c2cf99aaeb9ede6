"""The wrap-up with proposals of a model, as a picture, in both languages and two sizes."""

from collections.abc import Callable

import pytest

from tests.tui.album import Album
from tests.tui.drafting import LINES, WORDED, Heard, with_lines, with_model
from tests.tui.looking import until
from tui.messages import WrapUpAsked
from tui.program import Program
from tui.screens.help import HelpScreen
from tui.screens.wrapup import WrapUpScreen

pytestmark = [
    pytest.mark.parametrize("lang", ["nl", "en"]),
    pytest.mark.parametrize("size", [(80, 24), (50, 45)], ids=["80x24", "50x45"]),
]


@pytest.fixture
def album(
    make_program: Callable[..., Program],
    lang: str,
    size: tuple[int, int],
    snapshot: Callable[[str, str], None],
) -> Album:
    return Album(make_program(lang), lang, size, snapshot)


async def test_proposals_of_a_model_at_the_end_of_a_talk(album: Album) -> None:
    with_model(album.app, Heard(), choices=["M"], texts=[WORDED[album.lang]])
    async with album.open() as pilot:
        talk = with_lines(album.talk(), *LINES[album.lang])
        album.app.post_message(WrapUpAsked(talk.end()))
        await album.show(pilot, WrapUpScreen)
        screen = album.app.screen
        await until(pilot, lambda: screen.closing.proposed and not screen._asking, 30)
        await album.take(pilot, "wrapup-model")
        await pilot.press("up", "enter")
        await album.take(pilot, "wrapup-model-taken")
        await pilot.press("f6")
        await album.show(pilot, HelpScreen)
        await album.take(pilot, "wrapup-model-details")
