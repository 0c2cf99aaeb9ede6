"""People on disk: one small TinyDB of aliases in the vault."""

import os

from tinydb import TinyDB

from coach.person import Person, alias_of
from data.journal import JournalStorage
from data.person_documents import people_from
from data.tables import Tables
from data.vault.migrations.plain import PlainFiles
from data.vault.vault import Vault

NAME = "people"
"""The record of the vault that holds them."""

DEFAULT = "_default"
"""TinyDB's own name for a table without one."""


class TinyPeopleStore:
    """A `coach.ports.PeopleStore`. Used from one thread."""

    def __init__(self, vault: Vault, plain: PlainFiles | None = None) -> None:
        """A store on a vault.

        Args:
            vault: Where people are kept.
            plain: Where the first version kept them, to read until they are in the vault.
        """
        self._vault, self._plain = vault, plain

    def people(self) -> list[Person]:
        """Everyone, in the order in which they were added; nobody without a store."""
        journals = [self._vault.named(NAME)] if self._vault.has_named(NAME) else []
        if self._plain and (earlier := self._plain.people()):
            journals.append(earlier)
        found: dict[str, Person] = {}
        for journal in journals:
            for person in people_from(journal):
                found.setdefault(person.id, person)
        return list(found.values())

    def add(self, alias: str) -> Person:
        """A new person under this alias, stored."""
        return self.keep(Person(id=os.urandom(8).hex(), alias=alias_of(alias)))

    def keep(self, person: Person) -> Person:
        """Somebody who has an id already, stored."""
        TinyDB(self._vault.named(NAME, create=True), storage=JournalStorage).insert(
            {
                "id": person.id,
                "alias": person.alias,
                "department": person.department,
                "function_family": person.function_family,
                "tenure_band": person.tenure_band,
            }
        )
        return person

    def forget(self, person: Person) -> None:
        """Remove somebody; the key under which the name stood is destroyed.

        Raises:
            NotStored: The disk refused.
        """
        if any(known.id == person.id for known in self.people()):
            self._vault.let_go(named=self.without({person.id}))

    def without(self, ids: set[str]) -> dict[str, Tables]:
        """The record as it is without these people, by its name; for `Vault.let_go`."""
        if not self._vault.has_named(NAME):
            return {}
        tables = self._vault.named(NAME).tables
        kept = {number: row for number, row in tables.get(DEFAULT, {}).items() if row["id"] not in ids}
        return {NAME: {**tables, DEFAULT: kept}}
