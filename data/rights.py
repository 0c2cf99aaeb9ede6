"""What the screens ask about holds, objections and time, off the UI loop."""

from coach.claim import Claim, claims_on, freezes
from coach.errors import StoreError
from coach.ports import Clock, TalkRow
from coach.retention import Retention
from coach.talk import Talk
from data.claims import TinyClaims
from data.desk import CHUNK
from data.lane import DiskLane
from data.purging import Purger


class DiskRights:
    """A `tui.services.Rights`: every call runs in the disk lane."""

    def __init__(self, claims: TinyClaims, purger: Purger, now: Clock, lane: DiskLane) -> None:
        self._claims, self._purger, self._now, self._lane = claims, purger, now, lane

    async def claims(self, talk: Talk) -> list[Claim]:
        """The hold and the objection on a talk, each at most once."""
        return claims_on(talk.person, talk.id, await self._all())

    async def is_held(self, talk_id: str) -> bool:
        """Whether a talk may not be changed while a dispute lasts."""
        return freezes(await self._all(), talk_id) is not None

    async def overdue(self, rows: list[TalkRow], retention: Retention) -> int:
        """How many of these talks have something that is over its time; none where nobody can say."""
        count, today = 0, self._now().date()
        for begin in range(0, len(rows), CHUNK):
            part = rows[begin : begin + CHUNK]
            try:
                found = await self._lane.run(self._purger.look, part, today, retention)
            except StoreError:
                return count  # the first screen says what is wrong with the store
            count += len(found.items)
        return count

    async def _all(self) -> list[Claim]:
        try:
            return await self._lane.run(self._claims.all)
        except StoreError:
            return []  # the store itself refuses to change a talk of which nobody can say this
