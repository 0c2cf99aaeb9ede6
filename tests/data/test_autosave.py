import asyncio
from datetime import UTC, date, datetime

import pytest

from coach.errors import NotStored
from coach.note import Typed
from coach.person import Person
from coach.talk import Kind, Talk
from data.autosave import Autosave, Refused, Saved
from data.lane import DiskLane

NOW = datetime(2026, 3, 9, tzinfo=UTC)
TALK = Talk("0" * 32, Kind.STAY, "nl", Person("p", "Sanne"), date(2026, 3, 9), NOW)


class Store:
    """A store in memory whose disk can refuse."""

    def __init__(self) -> None:
        self.talks: list[Talk] = []
        self.drafts: list[str] = []
        self.refuse = False

    def save(self, talk: Talk) -> None:
        if self.refuse:
            raise NotStored("why.disk-full")
        self.talks.append(talk)

    def save_draft(self, talk_id: str, text: str) -> None:
        if self.refuse:
            raise NotStored("why.disk-full")
        self.drafts.append(text)


@pytest.fixture
def store() -> Store:
    return Store()


async def until(condition: object, seconds: float = 3) -> None:
    deadline = asyncio.get_running_loop().time() + seconds
    while not condition():  # type: ignore[operator]
        assert asyncio.get_running_loop().time() < deadline, "waited too long"
        await asyncio.sleep(0.005)


async def test_a_refused_save_is_told_and_tried_again(store: Store) -> None:
    autosave, reports = Autosave(store, DiskLane(), retry=0.02), []
    autosave.report = reports.append
    store.refuse = True
    autosave.talk(TALK)
    await until(lambda: reports)
    assert isinstance(reports[0], Refused)
    assert autosave.waiting
    store.refuse = False
    await until(lambda: not autosave.waiting)
    assert reports[-1] == Saved(TALK)


async def test_flush_says_whether_all_is_on_disk(store: Store) -> None:
    autosave = Autosave(store, DiskLane(), retry=60)
    store.refuse = True
    autosave.talk(TALK)
    assert not await autosave.flush()
    store.refuse = False
    autosave.talk(TALK)
    assert await autosave.flush()
    assert store.talks == [TALK]


async def test_a_draft_is_kept_within_half_a_second_while_typing_goes_on(store: Store) -> None:
    autosave = Autosave(store, DiskLane())
    start = asyncio.get_running_loop().time()
    while not store.drafts:
        autosave.draft(TALK.id, "tik")
        await asyncio.sleep(0.03)
        assert asyncio.get_running_loop().time() - start < 0.6
    await autosave.flush()


async def test_a_draft_goes_only_after_its_line_is_a_note(store: Store) -> None:
    autosave = Autosave(store, DiskLane(), retry=0.02, delay=0)
    store.refuse = True
    autosave.talk(TALK.with_note(Typed("x"), NOW))
    autosave.draft(TALK.id, "")
    await asyncio.sleep(0.1)
    assert store.drafts == []
    store.refuse = False
    await until(lambda: store.drafts == [""])
    assert store.talks


async def test_only_the_newest_state_has_to_be_saved(store: Store) -> None:
    autosave, talk = Autosave(store, DiskLane()), TALK
    for n in range(500):
        talk = talk.with_note(Typed(str(n)), NOW)
        autosave.talk(talk)
    await autosave.flush()
    assert store.talks[-1] == talk
    assert len(store.talks) < 500


async def test_forget_drops_what_waits(store: Store) -> None:
    autosave = Autosave(store, DiskLane())
    autosave.draft(TALK.id, "kanarie")
    await autosave.forget()
    assert store.drafts == []
