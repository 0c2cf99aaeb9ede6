"""The store behind the screens: every call goes through the disk lane."""

from collections.abc import Callable, Iterator
from itertools import islice

from coach.errors import StoreError
from coach.person import alias_of, find_person, made_up_alias
from coach.ports import Clock, Flaws, TalkRow
from coach.talk import Kind, State, Talk
from coach.text import fold
from data.autosave import Autosave, Report
from data.lane import DiskLane
from data.people import TinyPeopleStore
from data.talks import TinyTalkStore, new_talk_id, newest_first

CHUNK = 50
"""Talks read at a time, so that a note never waits behind a long list."""


class DiskDesk:
    """Talks, people and half-typed lines, without ever making the UI loop wait."""

    def __init__(
        self,
        talks: TinyTalkStore,
        people: TinyPeopleStore,
        now: Clock,
        lane: DiskLane,
        read_only: StoreError | None = None,
    ) -> None:
        self.read_only = read_only
        self._talks, self._people, self._now = talks, people, now
        self._lane = lane
        self._autosave = Autosave(talks, self._lane)

    def on_report(self, report: Callable[[Report], None]) -> None:
        """Where to tell, in the event loop, how each save went."""
        self._autosave.report = report

    async def rows(self) -> tuple[list[TalkRow], list[StoreError]]:
        """Every talk, newest first, and what could not be read."""
        found: list[TalkRow | StoreError] = []
        rows = self._talks.rows()
        while chunk := await self._lane.run(_take, rows):
            found += chunk
        return newest_first(found)

    async def load(self, talk_id: str) -> tuple[Talk, str, Flaws]:
        """A talk, its half-typed line, and what is wrong with its file."""
        await self._autosave.flush()

        def read() -> tuple[Talk, str, Flaws]:
            talk = self._talks.load(talk_id)
            return talk, self._talks.draft(talk_id), self._talks.flaws(talk_id)

        return await self._lane.run(read)

    async def new_talk(self, kind: Kind, lang: str, name: str, alias_word: str) -> Talk:
        """A talk with someone, not stored yet; an empty name gets a made-up alias."""
        return await self._lane.run(begin_talk, self._people, self._now, kind, lang, name, alias_word)

    async def last_talk(self, name: str) -> Talk | None:
        """The newest ended talk with this person, or None; what cannot be read is passed over."""
        wanted = fold(alias_of(name))
        for row in (await self.rows())[0]:
            if fold(row.person) == wanted and row.state is State.ENDED:
                try:
                    return (await self.load(row.id))[0]
                except StoreError:
                    continue  # the first screen names unreadable files
        return None

    async def discard(self, talk: Talk) -> None:
        """Remove a talk and all that belongs to it."""
        await self._autosave.forget()
        await self._lane.run(discard_talk, self._talks, self._people, talk)

    def keep(self, talk: Talk) -> None:
        """Store this state of a talk soon."""
        if self.read_only is None:
            self._autosave.talk(talk)

    def keep_draft(self, talk_id: str, text: str) -> None:
        """Store the half-typed line within half a second."""
        if self.read_only is None:
            self._autosave.draft(talk_id, text)

    async def flush(self) -> bool:
        """Store what waits; whether everything is on disk."""
        return await self._autosave.flush()

    def close(self) -> None:
        """Let go of the store, after what is under way."""
        self._lane.close()
        self._talks.close()


def begin_talk(
    people: TinyPeopleStore, now: Clock, kind: Kind, lang: str, name: str, alias_word: str
) -> Talk:
    """A talk with someone, known or new; an empty name gets a made-up alias.

    Raises:
        AmbiguousPerson: The name fits more than one person.
        NotStored: The new person could not be stored.
    """
    known = people.people()
    alias = alias_of(name) or made_up_alias(alias_word, known)
    person = find_person(alias, known) or people.add(alias)
    time = now()
    return Talk(new_talk_id(), kind, lang, person, time.date(), time)


def discard_talk(talks: TinyTalkStore, people: TinyPeopleStore, talk: Talk) -> None:
    """Remove a talk, and the person when no other talk is with them: nothing of it may be left.

    Raises:
        NotStored: The disk refused.
    """
    talks.discard(talk.id)
    rows = list(talks.rows())
    unread = any(isinstance(row, StoreError) for row in rows)  # one of those may be with them
    if not unread and talk.person.alias not in {row.person for row in rows if isinstance(row, TalkRow)}:
        people.forget(talk.person)


def _take(rows: Iterator[TalkRow | StoreError]) -> list[TalkRow | StoreError]:
    return list(islice(rows, CHUNK))
