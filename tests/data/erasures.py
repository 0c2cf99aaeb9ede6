"""A store, two sticks and a bad year: random steps, what must be gone by then, and who must be whole."""

import errno
import random
import shutil
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path

from coach.errors import NotStored, StoreError
from coach.note import Mark, Typed
from coach.retention import preset
from coach.sentence import Sentence
from coach.talk import State, Talk
from coach.wrapup import Draft, kept_draft
from data.claims import TinyClaims
from data.disk import PRIVATE_FOLDER
from data.erasing import Eraser
from data.paths import Paths
from data.purging import Purger
from data.talks import TinyTalkStore, newest_first
from data.vault.backup import backup, days
from data.vault.keys import NAME as KEYS
from data.vault.mirror import place_in
from data.vault.restoring import put_back
from tests.data.vault.disks import FailingDisk, in_place
from tests.data.vault.places import NOW, new_talk, people, readable, reading, talks, texts, writing

NEVER = 1 << 60
STICKS = ("stick", "disk")
STEPS = (
    "talk",
    "talk",
    "note",
    "draft",
    "backup",
    "backup",
    "away",
    "erase",
    "purge",
    "damage",
    "newer",
    "reopen",
)
OLD = 400
"""Days before today of a talk whose notes are over their time."""


@dataclass
class Known:
    """What was acknowledged."""

    talks: dict[str, Talk] = field(default_factory=dict)
    """By id, as they must be; what may be in either of two forms is left out."""
    gone: set[str] = field(default_factory=set)
    """Words that nothing may give back."""
    unsure: set[str] = field(default_factory=set)
    """Words of what was refused or cut off: there or not."""
    broken: set[str] = field(default_factory=set)
    """Ids of talks whose file was damaged on purpose."""


class Quiet(FailingDisk):
    """A disk that waits for nothing: power cuts are for other tests."""

    @staticmethod
    def sync() -> None:
        """What `os.sync` costs on a busy machine is no matter here."""


def _quiet() -> AbstractContextManager[None]:
    return in_place(Quiet(NEVER, 0, sticky=False))


class Year:
    """Random steps on one store."""

    def __init__(self, root: Path, chance: random.Random) -> None:
        self.root, self.home, self._chance = root, root / "home", chance
        self.known, self.today = Known(), date(2026, 3, 9)
        self._count = 0
        self._behind: set[str] = set()
        with _quiet():
            self._open()

    def _open(self) -> None:
        self.vault = writing(self.home)
        self.claims = TinyClaims(self.vault)
        self.talks = TinyTalkStore(self.vault, claims=self.claims)
        self.people = people(self.vault)
        self.purger = Purger(self.vault, self.talks, self.people, self.claims)
        self.eraser = Eraser(self.vault, self.talks, self.people, self.claims)

    def run(self, steps: int) -> None:
        """So many steps, each on a disk that may fail from some call on; then the window is gone."""
        for _ in range(steps):
            self.today += timedelta(days=1)
            cut = self._chance.random() < 0.3
            shim = Quiet(self._chance.randrange(1, 60) if cut else NEVER, errno.EIO, sticky=True)
            with in_place(shim):
                self._step(self._chance.choice(STEPS))
            if cut:
                with _quiet():
                    self._open()

    def _step(self, what: str) -> None:
        try:
            getattr(self, f"_{what}")()
        except NotStored:
            self._settle_doubts()

    def _settle_doubts(self) -> None:
        """A step was refused: look at what there is, which is one of two forms, and go on from there."""
        with _quiet():
            self._open()
            there = talks(self.vault)
            rows = [row for row in there.rows() if not isinstance(row, StoreError)]
            ids, names = {row.id for row in rows}, {row.person for row in rows}
            if self.known.broken:  # one that cannot be read may be of anybody in the list
                names |= {person.alias for person in people(self.vault).people()}
            for talk_id, talk in list(self.known.talks.items()):
                if talk_id in self.known.broken and self.vault.inside.has_key(talk_id):
                    continue
                if talk_id not in ids:
                    assert talk_id in self._at_stake, "lost"
                    self.known.gone |= self._words(talk) - names
                    del self.known.talks[talk_id]
                    continue
                found = there.load(talk_id)
                if found != talk:
                    assert talk_id in self._at_stake, "changed"
                    if found.purged != talk.purged:
                        self.known.gone |= self._words(talk) - self._words(found)
                    self.known.talks[talk_id] = found

    _at_stake: frozenset[str] = frozenset()
    """Ids of the talks that the step under way is about."""

    @staticmethod
    def _words(talk: Talk) -> set[str]:
        return {note.text for note in talk.notes} | {talk.person.alias, talk.goal}

    def _word(self) -> str:
        self._count += 1
        return f"kanarie{self._count}x"

    def _talk(self) -> None:
        known = [t.person for i, t in self.known.talks.items() if i not in self.known.broken]
        new = not known or self._chance.random() < 0.5
        self._at_stake = frozenset()
        person = self.people.add(self._word()) if new else self._chance.choice(known)
        age = self._chance.choice((0, 10, OLD))
        state = self._chance.choice((State.ENDED, State.ENDED, State.UNFINISHED))
        talk = new_talk(self._word(), goal=self._word(), person=person, state=state)
        talk = replace(talk, date=self.today - timedelta(days=age))
        self._save(talk)

    def _note(self) -> None:
        if talk := self._any():
            self._save(talk.with_note(Typed(self._word(), (Mark.ASIDE,)), NOW))

    def _save(self, talk: Talk) -> None:
        self._at_stake = frozenset({talk.id})
        before = self.known.talks.get(talk.id)
        try:
            self.talks.save(talk)
        except NotStored:
            if before is None:
                self.known.unsure.add(talk.id)
            raise
        self.known.talks[talk.id] = talk

    def _draft(self) -> None:
        self._at_stake = frozenset()
        if talk := self._any():
            self.talks.save_draft(talk.id, self._word())

    def _any(self) -> Talk | None:
        whole = [t for i, t in self.known.talks.items() if i not in self.known.broken]
        return self._chance.choice(whole) if whole else None

    def _backup(self) -> None:
        self._at_stake = frozenset()
        stick = self._chance.choice(STICKS)
        if not (self.root / f"{stick}-away").exists():
            backup(self.vault, self.root / stick, self.today)
            self._behind.discard(stick)

    def _away(self) -> None:
        """Pull a stick out, or put it back."""
        stick = self.root / self._chance.choice(STICKS)
        away = stick.with_name(f"{stick.name}-away")
        if away.exists():
            away.rename(stick)  # from now on it is reached, and is behind until somebody writes to it
        elif stick.exists():
            stick.rename(away)
            self._behind.add(stick.name)

    def _erase(self) -> None:
        talk = self._any()
        if talk is None:
            return
        alias = talk.person.alias
        plan = self.eraser.plan(alias)
        theirs = [t for t in self.known.talks.values() if t.person.id == talk.person.id]
        self._at_stake = frozenset(t.id for t in theirs)
        # one that cannot be read may be anybody's, unless the list knows; the proof names it
        strange = [t for t in theirs if t.id in self.known.broken and t.id not in plan.of.ids]
        assert {t.id for t in strange} <= set(plan.of.strange)
        theirs = [t for t in theirs if t not in strange]
        drafts = [self.talks.draft(t.id) for t in theirs]
        assert {t.id for t in theirs} <= set(plan.of.ids)
        assert set(plan.of.ids) <= {t.id for t in theirs} | self.known.unsure
        proof = self.eraser.erase(plan)
        assert not proof.left
        for gone in theirs:
            self.known.gone |= self._words(gone) - ({alias} if strange else set())
            del self.known.talks[gone.id]
        self.known.gone |= {d for d in drafts if d}

    def _purge(self) -> None:
        found = self.purger.look(newest_first(self.talks.rows())[0], self.today, preset("NL"))
        self._at_stake = frozenset(item.talk.id for item in found.items)
        before = {item.talk.id: item.talk for item in found.items}
        self.purger.purge(found, self.today, _cheap)
        rows = [row for row in self.talks.rows() if not isinstance(row, StoreError)]
        there = {row.id for row in rows}
        aliases = {t.person.alias for i, t in self.known.talks.items() if i in there or i not in before}
        aliases |= {row.person for row in rows}  # also of a talk that was refused, and had reached the disk
        if self.known.broken:
            aliases |= {person.alias for person in self.people.people()}
        for talk_id, talk in before.items():
            if talk_id not in self.known.talks:
                continue  # its first save was refused, and had reached the disk
            left = self.talks.read(talk_id) if talk_id in there else None
            self.known.gone |= self._words(talk) - (self._words(left) if left else set()) - aliases
            if left:
                self.known.talks[talk_id] = left
            else:
                del self.known.talks[talk_id]

    def _damage(self) -> None:
        self._spoil(lambda content: bytes(len(content)))

    def _newer(self) -> None:
        self._spoil(lambda content: content[:6] + b"\0\7" + content[8:40])

    def _spoil(self, change: Callable[[bytes], bytes]) -> None:
        talk = self._any()
        if talk and self._chance.random() < 0.3:
            self.talks.close()
            path = self.vault.inside.path(talk.id)
            path.write_bytes(change(path.read_bytes()))
            self.known.broken.add(talk.id)

    def _reopen(self) -> None:
        self._open()

    # What must hold at the end

    def check(self) -> None:
        """Others whole, and nothing gone comes back: from here, from a stick, or from anything put back."""
        with _quiet():
            self._check()

    def _check(self) -> None:
        self._open()
        for talk_id, talk in self.known.talks.items():
            if talk_id not in self.known.broken:
                assert self.talks.load(talk_id) == talk, "not whole"
        shown = {p.alias for p in self.people.people()}
        kept = {t.person.alias for i, t in self.known.talks.items() if i not in self.known.broken}
        assert kept <= shown
        self._nothing_of(readable(self.home), "here")
        for stick in STICKS:
            self._sweep(self.root / stick, reached=stick not in self._behind)
            self._sweep(self.root / f"{stick}-away", reached=False)
        for stick in STICKS:  # what was away when something went is shut by the next backup to it
            if (away := self.root / f"{stick}-away").exists():
                away.rename(self.root / stick)
            if (self.root / stick).exists():
                backup(self.vault, self.root / stick, self.today + timedelta(days=1))
                self._sweep(self.root / stick, reached=True)

    def _sweep(self, folder: Path, reached: bool) -> None:
        place = place_in(folder, self.vault.door.header.vault_id)
        if not (place / KEYS).exists() or not (place / "vault.hdr").exists():
            return
        for number, day in enumerate(days(place)):
            target = Paths(self.root / f"back-{folder.name}-{number}")
            put_back(place, target, Paths(self.home), day)
            self._nothing_of(readable(target.home), f"put back from {folder.name} of {day}")
            self._readable_talks(target)
            shutil.rmtree(target.home)
        if reached:
            self._nothing_of(_opened_with(place, self.home, self.root / "trial"), f"on {folder.name}")

    def _readable_talks(self, target: Paths) -> None:
        """Talks that were whole when they were copied are whole when they are put back."""
        copied = talks(reading(target.home))
        for row in copied.rows():
            if isinstance(row, StoreError):
                ids = {i[:8] for i in self.known.broken}
                assert any(i in str(row.params) for i in ids), row.params
            elif row.id in self.known.talks and row.id not in self.known.broken:
                assert set(texts(copied.read(row.id))) <= set(texts(self.known.talks[row.id]))

    def _nothing_of(self, content: bytes, where: str) -> None:
        back = [word for word in sorted(self.known.gone) if word and word.encode() in content]
        assert not back, f"{back} {where}"


def _cheap(talk: Talk) -> Draft:
    """A draft without the reader of notes, which takes longer than all else here."""
    before = kept_draft(talk)
    return Draft(
        (*before.sentences, Sentence("Er is veel gezegd.", tuple(n.number for n in talk.notes))),
        before.outcome,
    )


def _opened_with(place: Path, home: Path, trial: Path) -> bytes:
    """All that the keys on a stick, or those here, open of the files on the stick."""
    found = b""
    for keys in (place / KEYS, home / "vault" / KEYS):
        shutil.rmtree(trial, ignore_errors=True)
        (trial / "vault" / "records" / "00").mkdir(PRIVATE_FOLDER, parents=True)
        for name in ("vault.hdr", "vault.hdr.bak"):
            shutil.copyfile(home / "vault" / name, trial / "vault" / name)
        shutil.copyfile(home / "machine.key", trial / "machine.key")
        shutil.copyfile(keys, trial / "vault" / KEYS)
        for path in (place / "files").glob("*"):
            shutil.copyfile(path, trial / "vault" / "records" / "00" / f"{path.name}.rec")
        found += readable(trial)
    shutil.rmtree(trial)
    return found
