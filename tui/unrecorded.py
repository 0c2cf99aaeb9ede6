"""A desk that keeps nothing: guidance on, storage off."""

from collections.abc import Callable

from coach.errors import StoreError, UnknownTalk
from coach.person import Person, alias_of
from coach.ports import Clock, Flaws, TalkRow
from coach.talk import Kind, Talk


class UnrecordedDesk:
    """A `tui.services.Desk` in memory: when the program ends, nothing is left."""

    read_only: StoreError | None = None

    def __init__(self, now: Clock, new_id: Callable[[], str]) -> None:
        self._now, self._new_id = now, new_id
        self._talk: Talk | None = None
        self.kept: Callable[[Talk], None] = lambda talk: None
        """Where to tell that a talk was taken, so that its lines do not look as if they waited."""

    async def rows(self) -> tuple[list[TalkRow], list[StoreError]]:
        """Nothing is stored."""
        return [], []

    async def load(self, talk_id: str) -> tuple[Talk, str, Flaws]:
        """The talk in memory.

        Raises:
            UnknownTalk: It is another one.
        """
        if self._talk is None or self._talk.id != talk_id:
            raise UnknownTalk(talk_id)
        return self._talk, "", Flaws()

    async def new_talk(self, kind: Kind, lang: str, name: str, alias_word: str) -> Talk:
        """A talk with somebody who is not stored either."""
        time = self._now()
        person = Person("", alias_of(name) or alias_word)
        return Talk(self._new_id(), kind, lang, person, time.date(), time)

    async def last_talk(self, name: str) -> Talk | None:
        """There is no last time."""
        return None

    async def discard(self, talk: Talk) -> None:
        """Forget it."""
        self._talk = None

    def keep(self, talk: Talk) -> None:
        """Remember it until the program ends."""
        self._talk = talk
        self.kept(talk)

    def keep_draft(self, talk_id: str, text: str) -> None:
        """A half-typed line stays in the line."""

    async def flush(self) -> bool:
        """Nothing waits."""
        return True

    def close(self) -> None:
        """Nothing is open."""
