"""How tests look at a screen, and wait for something on it."""

import asyncio
from collections.abc import Callable

from textual.pilot import Pilot
from textual.strip import Strip

from tui.app import OnderonsApp


def strips(app: OnderonsApp) -> list[Strip]:
    """The rows of the screen as the driver gets them. Textual's compositor is private; it is used here only."""
    return app.screen._compositor.render_strips(app.size)


def picture(app: OnderonsApp) -> str:
    """The screen as text."""
    return "\n".join(strip.text.rstrip() for strip in strips(app)).rstrip() + "\n"


async def until(pilot: Pilot[object], condition: Callable[[], object], seconds: float = 5) -> None:
    """Wait for something; raise when it does not come."""
    deadline = asyncio.get_running_loop().time() + seconds
    while not condition():
        if asyncio.get_running_loop().time() > deadline:
            raise AssertionError(f"waited {seconds} s in vain; the screen:\n{picture(pilot.app)}")
        await pilot.pause(0.01)


async def type_line(pilot: Pilot[object], text: str) -> None:
    """Type a line and Enter. Only Enter is pressed: a pressed key costs 60 ms in tests."""
    from tui.widgets.line_editor import LineEditor

    editor = pilot.app.screen.query_one(LineEditor)
    editor.insert(text)
    await pilot.press("enter")
    await pilot.pause()
