"""What the screens may ask of a local model: to follow a talk, and to propose at its end."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from coach.maker import Maker
from coach.talk import Talk

if TYPE_CHECKING:
    from coach.offer import Offer


@dataclass(frozen=True, slots=True)
class Drafted:
    """What a model has proposed so far; each one takes the place of the one before."""

    offer: "Offer"
    by: Maker


class Drafter(Protocol):
    """A local model beside a talk. None of this makes the UI loop wait, and no error comes out of it."""

    present: bool
    """Whether there is a model at all."""

    def begin(self, talk: Talk) -> None:
        """A talk is held from now on; it may load a model. Not before the first frame is painted."""
        ...

    def noted(self, talk: Talk) -> None:
        """The notes are stored as they stand here."""
        ...

    def forgot(self, talk: Talk) -> None:
        """A line was taken out beyond undo: it leaves every memory, the model's too."""
        ...

    def hush(self) -> None:
        """Somebody pressed a key: be quiet for a while. Costs microseconds."""
        ...

    def pause(self, still: bool) -> None:
        """Stand still, or go on."""
        ...

    def proposals(self, talk: Talk) -> AsyncIterator[Drafted]:
        """What a model proposes for the end of a talk, while it comes; nothing without a model.

        Cancel whoever waits for it to make it stop.

        Raises:
            OnderonsError: Why nothing more comes; what came before stands.
        """
        ...

    def refuse(self, notes: frozenset[int]) -> None:
        """A person took away the proposals on notes with these numbers: they do not come back."""
        ...

    def leave(self) -> None:
        """Nobody is in a talk any more: forget it."""
        ...

    async def close(self) -> None:
        """End what runs; takes milliseconds."""
        ...


class NoDrafter:
    """A `Drafter` without a model."""

    present = False

    def begin(self, talk: Talk) -> None:
        """Nothing to load."""

    def noted(self, talk: Talk) -> None:
        """Nobody reads along."""

    def forgot(self, talk: Talk) -> None:
        """Nobody remembers."""

    def hush(self) -> None:
        """It is quiet."""

    def pause(self, still: bool) -> None:
        """It is."""

    async def proposals(self, talk: Talk) -> AsyncIterator[Drafted]:
        """Nothing."""
        for drafted in tuple[Drafted]():
            yield drafted

    def refuse(self, notes: frozenset[int]) -> None:
        """There are none."""

    def leave(self) -> None:
        """Nothing to forget."""

    async def close(self) -> None:
        """Nothing to end."""
