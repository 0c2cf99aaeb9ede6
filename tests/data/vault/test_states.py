"""Anything a user and a bad day can do, in any order, compared with a dict."""

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from coach.errors import StoreError
from coach.note import Note
from coach.talk import Talk
from data.vault.sealed import FRAME
from tests.data.vault.places import NOW, new_talk, reading, talks, writing

TEXT = st.text(max_size=60)  # also lone surrogates, controls and what nobody types


class Store(RuleBasedStateMachine):
    """One store; `crash` leaves without a word."""

    def __init__(self) -> None:
        super().__init__()
        self.home = Path(tempfile.mkdtemp(prefix="onderons-state-"))
        self.model: dict[str, Talk] = {}
        self.drafts: dict[str, str] = {}

    @initialize()
    def begin(self) -> None:
        self.vault = writing(self.home)
        self.store = talks(self.vault)

    def pick(self, data: st.DataObject) -> Talk | None:
        if not self.model:
            return None
        number = data.draw(st.integers(0, len(self.model) - 1))  # ids are random, their order is not
        return list(self.model.values())[number]

    def put(self, talk: Talk) -> None:
        self.store.save(talk)
        self.model[talk.id] = talk

    @rule(text=TEXT)
    def create(self, text: str) -> None:
        talk = new_talk()
        self.put(Talk(talk.id, talk.kind, "nl", talk.person, talk.date, NOW, goal=text))

    @rule(data=st.data(), text=TEXT, count=st.integers(1, 70))
    def note(self, data: st.DataObject, text: str, count: int) -> None:
        for _ in range(count if count > 60 else 1):
            if talk := self.pick(data):
                note = Note(talk.next_number, text, NOW, (), None)
                self.put(changed(talk, (*talk.notes, note), talk.next_number + 1))

    @rule(data=st.data(), text=TEXT)
    def edit(self, data: st.DataObject, text: str) -> None:
        talk = self.pick(data)
        if talk and talk.notes:
            at = data.draw(st.integers(0, len(talk.notes) - 1))
            old = talk.notes[at]
            note = Note(old.number, text, NOW, (), None)
            self.put(changed(talk, (*talk.notes[:at], note, *talk.notes[at + 1 :]), talk.next_number))

    @rule(data=st.data())
    def delete(self, data: st.DataObject) -> None:
        talk = self.pick(data)
        if talk and talk.notes:
            at = data.draw(st.integers(0, len(talk.notes) - 1))
            self.put(changed(talk, (*talk.notes[:at], *talk.notes[at + 1 :]), talk.next_number))

    @rule(data=st.data(), text=TEXT)
    def draft(self, data: st.DataObject, text: str) -> None:
        if talk := self.pick(data):
            self.store.save_draft(talk.id, text)
            self.drafts[talk.id] = text

    @rule(data=st.data())
    def erase(self, data: st.DataObject) -> None:
        if talk := self.pick(data):
            self.store.discard(talk.id)
            del self.model[talk.id]
            self.drafts.pop(talk.id, None)

    @rule()
    def reopen(self) -> None:
        self.store.close()
        self.vault.close()
        self.begin()

    @rule()
    def crash(self) -> None:
        self.begin()

    @rule()
    def lose_index(self) -> None:
        (self.home / "vault" / "index.log").unlink(missing_ok=True)
        self.begin()

    @rule(data=st.data(), tail=st.binary(min_size=1, max_size=200))
    def tear(self, data: st.DataObject, tail: bytes) -> None:
        if talk := self.pick(data):
            path = self.home / "vault" / "records" / talk.id[:2] / f"{talk.id}.rec"
            with path.open("ab") as file:
                file.write(FRAME[: data.draw(st.integers(0, 4))] + tail)
            self.begin()

    @invariant()
    def equals_the_model(self) -> None:
        store = talks(reading(self.home))
        rows = list(store.rows())
        assert not [row for row in rows if isinstance(row, StoreError)]
        assert {row.id: row.notes for row in rows} == {i: len(t.notes) for i, t in self.model.items()}
        for talk_id, talk in list(self.model.items())[-3:]:
            assert store.load(talk_id) == talk
            assert not store.damage(talk_id)
            assert store.draft(talk_id) == self.drafts.get(talk_id, "")

    def teardown(self) -> None:
        shutil.rmtree(self.home)


def changed(talk: Talk, notes: tuple[Note, ...], number: int) -> Talk:
    from dataclasses import replace

    return replace(talk, notes=notes, next_number=number)


@pytest.mark.parametrize(
    ("examples", "steps"),
    [pytest.param(12, 25, id="dose"), pytest.param(1000, 50, id="full", marks=pytest.mark.slow)],
)
def test_any_order_of_events(examples: int, steps: int) -> None:
    run_state_machine_as_test(
        Store,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
