"""Keeps the talk on disk while it runs. Owned by the app: a save on a screen would die with it."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from coach.errors import StoreError
from coach.ports import TalkStore
from coach.talk import Talk
from data.lane import DiskLane

DRAFT_DELAY = 0.4
"""Seconds after a key press until the half-typed line is on disk (promised: half a second)."""

RETRY_DELAY = 2.0
"""Seconds between tries while the disk refuses."""


@dataclass(frozen=True, slots=True)
class Saved:
    """This talk, as it stands here, survives a power cut."""

    talk: Talk


@dataclass(frozen=True, slots=True)
class Refused:
    """The disk refused; the talk is only in memory and is tried again."""

    talk: Talk
    error: StoreError


Report = Saved | Refused


class Autosave:
    """Saves the newest state of the talk, and the line that is being typed."""

    def __init__(
        self,
        store: TalkStore,
        lane: DiskLane,
        retry: float = RETRY_DELAY,
        delay: float = DRAFT_DELAY,
    ) -> None:
        self._store, self._lane = store, lane
        self._retry, self._delay = retry, delay
        self._talk: Talk | None = None
        self._draft: tuple[str, str] | None = None
        self._talk_task: asyncio.Task[None] | None = None
        self._draft_task: asyncio.Task[None] | None = None
        self._hurry = asyncio.Event()
        self.report: Callable[[Report], None] = lambda report: None
        """Called in the event loop after each save of a talk; set by the app."""

    @property
    def waiting(self) -> bool:
        """Whether a talk is not on disk yet as it stands on screen."""
        return self._talk is not None

    def talk(self, talk: Talk) -> None:
        """Save this state soon; returns at once. States in between that were never due are skipped."""
        self._talk = talk
        if self._talk_task is None or self._talk_task.done():
            self._talk_task = asyncio.create_task(self._save_talks(), name="autosave")

    def draft(self, talk_id: str, text: str) -> None:
        """Keep the half-typed line within half a second; empty text removes it."""
        self._draft = (talk_id, text)
        if self._draft_task is None or self._draft_task.done():
            self._draft_task = asyncio.create_task(self._save_drafts(), name="drafts")

    async def flush(self, seconds: float = 5.0) -> bool:
        """Save what is waiting now; whether the talk is on disk within `seconds`."""
        self._hurry.set()
        tasks = [t for t in (self._talk_task, self._draft_task) if t and not t.done()]
        if tasks:
            await asyncio.wait(tasks, timeout=seconds)
        self._hurry.clear()
        return not self.waiting

    async def forget(self) -> None:
        """Drop what is waiting, and let what is under way finish: the talk is being discarded."""
        self._talk = self._draft = None
        await self.flush()

    async def _save_talks(self) -> None:
        while talk := self._talk:
            try:
                await self._lane.run(self._store.save, talk)
            except StoreError as error:
                self.report(Refused(talk, error))
                if await self._pause(self._retry):
                    return  # the app is leaving; it has said what is not on disk
            else:
                if self._talk is talk:
                    self._talk = None
                self.report(Saved(talk))

    async def _save_drafts(self) -> None:
        while self._draft:
            await self._pause(self._delay)
            if self._talk_task:
                await asyncio.wait([self._talk_task])  # a line leaves the draft once it is a note
            if self._draft is None:
                return
            (talk_id, text), self._draft = self._draft, None
            try:
                await self._lane.run(self._store.save_draft, talk_id, text)
            except StoreError:
                return  # the line is on screen, and the next key press tries again

    async def _pause(self, seconds: float) -> bool:
        """Wait, unless the app is leaving; whether it is."""
        try:
            await asyncio.wait_for(self._hurry.wait(), seconds)
        except TimeoutError:
            return False
        return True
