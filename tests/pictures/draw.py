"""Draws the pictures of the README: `python -m tests.pictures.draw`. On the demo's invented talk only."""

import asyncio
import re
from pathlib import Path

from textual.pilot import Pilot

from tests.tui.looking import picture, until
from tui import bootstrap
from tui.demo import demo_program, demo_talk

HERE = Path(__file__).parent


async def main() -> None:
    """Open the demo in English and keep two screens."""
    built = demo_program("en")
    app = bootstrap.app(built, "en", demo_talk(built), demo=True)
    async with app.run_test(size=(88, 24)) as pilot:
        await keep(pilot, "live", "AGREED")
        await pilot.press("f10")
        await keep(pilot, "wrapup", "· ")
    built.close()


async def keep(pilot: Pilot[object], name: str, sign: str) -> None:
    """Wait for a sign on the screen, then write it as SVG."""
    app = pilot.app
    await until(pilot, lambda: sign in picture(app), 30)  # type: ignore[arg-type]  # it is our app
    await pilot.pause(0.3)
    drawn = app.export_screenshot(title="Onderons")
    # whoever looks at the picture should not fetch fonts from elsewhere
    (HERE / f"{name}.svg").write_text(re.sub(r"@font-face \{.*?\}", "", drawn, flags=re.DOTALL), "utf-8")


if __name__ == "__main__":
    asyncio.run(main())
