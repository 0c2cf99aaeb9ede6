"""A user's session as random steps, what it was told is stored, and whether that is still there."""

import json
import random
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from coach.errors import StoreError, UnknownTalk
from coach.note import Typed
from tests.data.vault.places import NOW, new_talk, people, talks, texts, writing

Effect = dict[str, Any]
"""What a step changes: `talk` and its `lines` (None: discarded), `draft` and its `text`, or a `person`."""
WORDS = ("kanarie", "é", "\u0000 nul", "😀", "regel " * 40, "'); drop", "\u202e", "x")


@dataclass
class Known:
    """What the store acknowledged."""

    talks: dict[str, list[str] | None] = field(default_factory=dict)
    drafts: dict[str, str] = field(default_factory=dict)
    people: list[str] = field(default_factory=list)
    doubtful: list[Effect] = field(default_factory=list)

    def add(self, effect: Effect) -> None:
        """A step that was acknowledged."""
        for what in ("talk", "draft"):
            self.doubtful = [e for e in self.doubtful if what not in effect or e.get(what) != effect[what]]
        if "talk" in effect:
            self.talks[effect["talk"]] = effect["lines"]
            if effect["lines"] is None:
                self.drafts[effect["talk"]] = ""
        elif "draft" in effect:
            self.drafts[effect["draft"]] = effect["text"]
        else:
            self.people.append(effect["person"])

    def refuse(self, effect: Effect) -> None:
        """A step that was refused, or killed: it may have happened all the same."""
        self.doubtful.append(effect)

    def check(self, home: Path) -> None:
        """Compare with the store as it is after a crash."""
        vault = writing(home)
        store = talks(vault)
        found: dict[str, list[str] | None] = {}
        for row in store.rows():
            assert not isinstance(row, StoreError), (type(row), row.params)
            found[row.id] = texts(store.load(row.id))
            # a save under way can leave a frame of the right length and wrong bytes: an alarm, and no loss
            assert not store.damage(row.id) or self._doubts("talk", row.id)
            assert row.notes == len(found[row.id] or ())
        for talk_id in {**self.talks, **found}:
            allowed = [e["lines"] for e in self._doubts("talk", talk_id)]
            assert found.get(talk_id) in [self.talks.get(talk_id), *allowed], "lost, resurrected or wrong"
        for talk_id, text in self.drafts.items():
            allowed = [e["text"] for e in self._doubts("draft", talk_id)]
            gone = [""] * len(self._doubts("draft", talk_id) + self._doubts("talk", talk_id))
            assert store.draft(talk_id) in [text, *allowed, *gone], "draft"
        aliases = [person.alias for person in people(vault).people()]
        allowed = [e["person"] for e in self.doubtful if "person" in e]
        assert [a for a in aliases if a not in allowed] == self.people, "people"
        vault.close()

    def _doubts(self, what: str, talk_id: str) -> list[Effect]:
        return [effect for effect in self.doubtful if effect.get(what) == talk_id]


class Session:
    """Random steps on one store."""

    def __init__(self, home: Path, chance: random.Random, tell: Callable[[str, Effect], None]) -> None:
        self._chance, self._tell = chance, tell
        self.vault = writing(home)
        self.store, self.people = talks(self.vault), people(self.vault)
        self.ids = [row.id for row in self.store.rows() if not isinstance(row, StoreError)]

    def step(self) -> None:
        """One thing that a user does; it is told before and after."""
        kinds = ["new", "person"] + ["note"] * 10 + ["edit", "delete", "draft", "draft", "undraft"]
        kinds += ["discard"] + ["reopen"] * 2
        what = self._chance.choice(kinds)
        if what == "reopen":
            self.store.close()
        elif what == "person":
            alias = f"P{self._chance.randrange(10**9)}"
            self._do({"person": alias}, lambda: self.people.add(alias))
        elif what == "new" or not self.ids:
            talk = new_talk(self._line(), self._line())
            self.ids.append(talk.id)
            self._do({"talk": talk.id, "lines": texts(talk)}, lambda: self.store.save(talk))
        else:
            self._change(what, self._chance.choice(self.ids[-4:]))

    def _change(self, what: str, talk_id: str) -> None:
        if what in ("draft", "undraft"):
            text = self._line() if what == "draft" else ""
            self._do({"draft": talk_id, "text": text}, lambda: self.store.save_draft(talk_id, text))
            return
        if what == "discard":
            self._do({"talk": talk_id, "lines": None}, lambda: self.store.discard(talk_id))
            self.ids.remove(talk_id)
            return
        try:
            talk = self.store.load(talk_id)
        except UnknownTalk:
            return  # its first save was refused
        number = self._chance.choice([n.number for n in talk.notes]) if talk.notes else 0
        if what == "edit" and number:
            talk = talk.revise(number, Typed(self._line()))
        elif what == "delete" and number:
            talk = talk.without(number)
        else:
            talk = talk.with_note(Typed(self._line()), NOW)
        self._do({"talk": talk_id, "lines": texts(talk)}, lambda: self.store.save(talk))

    def _do(self, effect: Effect, call: Callable[[], object]) -> None:
        self._tell("begin", effect)
        call()
        self._tell("ack", effect)

    def _line(self) -> str:
        return self._chance.choice(WORDS) + str(self._chance.randrange(1000))


def main(home: str, seed: str) -> None:
    """The child that is killed: every step is told on stdout as it is begun and acknowledged."""

    def tell(what: str, effect: Effect) -> None:
        sys.stdout.write(json.dumps([what, effect]) + "\n")
        sys.stdout.flush()

    session = Session(Path(home), random.Random(int(seed)), tell)
    sys.stdout.write("[]\n")
    sys.stdout.flush()
    while True:
        session.step()


if __name__ == "__main__":
    main(*sys.argv[1:])
