"""A local model beside a talk, as the screens know it; what follows the talk is loaded when one begins."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from typing import TYPE_CHECKING

from coach.talk import Kind, Talk
from tui.proposing import Drafted

if TYPE_CHECKING:
    from coach.offer import Offering
    from tui.attending import Attendant, Opened


class ModelDrafter:
    """A `tui.proposing.Drafter`.

    Args:
        open_model: What to run; asked in a thread, once a talk. Raises `OnderonsError`.
        read: Reads a talk by the rules, in a thread.
        talking: Whether it works while people talk, or at the end only.
    """

    present = True

    def __init__(
        self,
        open_model: "Callable[[], Opened]",
        read: "Callable[[Talk], Offering]",
        talking: bool,
    ) -> None:
        self._open_model, self._read, self._talking = open_model, read, talking
        self._talk: Talk | None = None
        self._attendant: Attendant | None = None
        self._still = False
        self._tasks: set[asyncio.Task[None]] = set()

    def begin(self, talk: Talk) -> None:
        """Load the model, when it works while people talk."""
        if self._talking and talk.kind is not Kind.DISMISSAL:
            self._talk = talk
            self._spawn(self._follow())

    def noted(self, talk: Talk) -> None:
        """Let it judge what is stored."""
        if self._talk is None or self._talk.id != talk.id:
            return
        self._talk = talk
        if self._attendant is not None:
            self._attendant.follow(talk)

    def forgot(self, talk: Talk) -> None:
        """A line leaves every memory."""
        if self._talk is None:
            self.leave()  # it works at the end only, and was there once: the next one starts with nothing
            return
        self._talk = talk
        if self._attendant is not None and self._attendant.talk.id == talk.id:
            self._attendant.forget(talk)

    def hush(self) -> None:
        """Somebody pressed a key."""
        if self._attendant is not None:
            self._attendant.hush()

    def pause(self, still: bool) -> None:
        """Stand still, or go on; what is only being loaded stands still from the start."""
        self._still = still
        if self._attendant is not None:
            self._attendant.pause(still)

    async def proposals(self, talk: Talk) -> AsyncIterator[Drafted]:
        """What it proposes, while it comes; nothing for a dismissal, which is nothing but what was said."""
        if talk.kind is Kind.DISMISSAL:
            return
        attendant = await self._attendant_of(talk)
        async for drafted in attendant.propose(talk):
            yield drafted

    def refuse(self, notes: frozenset[int]) -> None:
        """Proposals on these notes do not come back in this talk."""
        if self._attendant is not None:
            self._attendant.refuse(notes)

    def leave(self) -> None:
        """Forget the talk, and end the child."""
        attendant, self._attendant, self._talk = self._attendant, None, None
        if attendant is not None:
            self._spawn(attendant.close())

    async def close(self) -> None:
        """The same, and wait for it."""
        self.leave()
        await asyncio.gather(*self._tasks)

    async def _follow(self) -> None:
        talk = self._talk
        if talk is None:
            return
        attendant = await self._attendant_of(talk)
        if self._talk is None:  # left meanwhile
            self.leave()
        else:
            attendant.follow(self._talk)

    async def _attendant_of(self, talk: Talk) -> "Attendant":
        make = await asyncio.to_thread(_attendant)
        if self._attendant is None or self._attendant.talk.id != talk.id:
            if self._attendant is not None:
                self._spawn(self._attendant.close())  # a model never sees more than one conversation
            self._attendant = make(talk, self._open_model, self._read)
            self._attendant.pause(self._still)
        return self._attendant

    def _spawn(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


def _attendant() -> "type[Attendant]":
    """Imported in a thread: guard, grammar of dates and engine cost time that no key may wait for."""
    from tui.attending import Attendant

    return Attendant
