"""Pages about what is kept as the screens get them: the store is looked at in the disk lane."""

import asyncio
from pathlib import Path

from coach.paper import Page, Paper
from data.lane import DiskLane
from tui.program import Program


class StorePapers:
    """A `coach.ports.Papers`. What makes the pages is loaded when somebody opens one."""

    def __init__(self, built: Program, lane: DiskLane) -> None:
        self._built, self._lane = built, lane

    async def read(self, page: Page, lang: str, country: str) -> tuple[Paper, str]:
        """The page of this store, and what is wrong with one's own content for it."""
        from tui.paper_facts import around
        from tui.papers import make_paper

        known = await asyncio.to_thread(around, self._built)  # a note must not wait 3 s for it in the lane
        return await self._lane.run(make_paper, self._built, page, lang, country, known)

    async def write(self, paper: Paper) -> Path:
        """Write the page into the folder one is in; see `tui.papers.write_paper`."""
        from tui.papers import write_paper

        return await self._lane.run(write_paper, self._built, paper)
