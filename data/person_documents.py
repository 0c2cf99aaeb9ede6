"""People as the documents that TinyDB keeps."""

from dataclasses import astuple

from tinydb import TinyDB

from coach.errors import StoreError
from coach.person import Person
from data.journal import Journal, JournalStorage


def people_from(journal: Journal) -> list[Person]:
    """The people of one record, in the order in which they were added.

    Raises:
        StoreError: What is there is nobody: the readable file of the first version can be anybody's work.
    """
    rows = TinyDB(journal, storage=JournalStorage)
    try:
        found = [Person(**row) for row in sorted(rows, key=lambda row: row.doc_id)]
    except (AttributeError, TypeError, ValueError) as error:
        raise StoreError("error.damaged-people") from error
    if not all(isinstance(value, str) for one in found for value in astuple(one)):
        raise StoreError("error.damaged-people")
    return found
