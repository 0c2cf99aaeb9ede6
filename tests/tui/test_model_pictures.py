"""The wrap-up with proposals of a model, as a picture, in both languages and two sizes."""

from tests.tui.album import EVERY_PICTURE, Album
from tests.tui.drafting import LINES, WORDED, Heard, with_lines, with_model
from tests.tui.looking import until
from tui.messages import WrapUpAsked
from tui.screens.help import HelpScreen
from tui.screens.wrapup import WrapUpScreen

pytestmark = EVERY_PICTURE


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
