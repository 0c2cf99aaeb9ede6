"""What would come in, and storing it.

A talk gets a new id that follows from this vault and from the id that it had. So the same file twice
is the same talk, an import that was broken off can be repeated, and what was erased here stays erased.
"""

import hashlib
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum, auto

from coach.errors import UnknownTalk
from coach.person import Person, find_person
from coach.talk import Origin, Talk
from coach.text import fold
from data.imports.talk import FoundTalk
from data.people import TinyPeopleStore
from data.talks import TinyTalkStore, new_talk_id
from data.vault.vault import Vault


class Standing(Enum):
    """How a talk in a file stands to the store."""

    NEW = auto()
    """It is not here."""
    HELD_HERE = auto()
    """It was held here: the file is an export of this store."""
    HERE = auto()
    """It came in before, from the same document."""
    CHANGED = auto()
    """It came in before, from a document that says something else."""
    ERASED = auto()
    """It was here and was erased."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a talk would stand."""

    standing: Standing
    id: str
    """The id of the talk here, or the one it would get."""
    origin: Origin | None = None
    """When it came in, for one that did before."""


class Imports:
    """Takes talks of others into a store. Used from one thread."""

    def __init__(self, vault: Vault, talks: TinyTalkStore, people: TinyPeopleStore) -> None:
        self._vault, self._talks, self._people = vault, talks, people

    def place(self, found: FoundTalk) -> Place:
        """Where a talk would stand. Reads only.

        Raises:
            StoreError: The store does not open, or the talk that is here cannot be read.
        """
        first = found.talk.id
        if self._kept(first) is not None:
            return Place(Standing.HELD_HERE, first)
        if not self._vault.door.present:
            return Place(Standing.NEW, new_talk_id())
        here = self._id_here(first)
        if any(self._vault.inside.erased(bytes.fromhex(known)) for known in (first, here)):
            return Place(Standing.ERASED, here)
        kept = self._kept(here)
        if kept is None:
            return Place(Standing.NEW, here)
        same = kept.origin is not None and kept.origin.digest == found.digest
        return Place(Standing.HERE if same else Standing.CHANGED, here, kept.origin)

    def known(self, alias: str) -> Person | None:
        """Who here has this very name; None for nobody. A part of a name is not enough.

        Raises:
            AmbiguousPerson: Two people have it.
        """
        everyone = [one for one in self._people.people() if fold(one.alias) == fold(alias)]
        return find_person(alias, everyone)

    def meant(self, typed: str) -> Person | None:
        """Who here is meant by a name that somebody typed, or by an id; see `coach.person.find_person`."""
        return find_person(typed, self._people.people())

    def take_in(self, found: FoundTalk, person: Person | str, today: date) -> Talk:
        """Store a talk; it is on the disk when this returns.

        Args:
            found: A talk whose place is new. The store is open to write.
            person: Who it is with: somebody known, or the name of somebody new.
            today: The day that stands with it.

        Raises:
            NotStored: The disk refused.
        """
        someone = self._people.add(person) if isinstance(person, str) else person
        origin = Origin(today, found.talk.id, found.digest)
        here = self._id_here(found.talk.id)
        talk = replace(found.talk, id=here, person=Person(someone.id, someone.alias), origin=origin)
        self._talks.save(talk)
        return talk

    def _id_here(self, first: str) -> str:
        vault_id = self._vault.door.header.vault_id
        return hashlib.sha256(b"import " + vault_id + first.encode()).hexdigest()[:32]

    def _kept(self, talk_id: str) -> Talk | None:
        try:
            return self._talks.load(talk_id)
        except UnknownTalk:
            return None
