"""People on disk: one small TinyDB of aliases."""

import os
from pathlib import Path

from tinydb import TinyDB

from coach.person import Person, alias_of
from data.journal import JournalStorage


class TinyPeopleStore:
    """A `coach.ports.PeopleStore` in one file. Used from one thread."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def people(self) -> list[Person]:
        """Everyone, in the order in which they were added; nobody without a file."""
        if not self._path.exists():
            return []
        rows = sorted(TinyDB(self._path, storage=JournalStorage), key=lambda row: row.doc_id)
        return [Person(**row) for row in rows]

    def add(self, alias: str) -> Person:
        """A new person under this alias, stored."""
        person = Person(id=os.urandom(8).hex(), alias=alias_of(alias))
        TinyDB(self._path, storage=JournalStorage).insert(
            {
                "id": person.id,
                "alias": person.alias,
                "department": person.department,
                "function_family": person.function_family,
                "tenure_band": person.tenure_band,
            }
        )
        return person
