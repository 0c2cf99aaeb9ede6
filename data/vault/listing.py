"""The list of talks: from the index where it is up to date, from the records where it is not."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import Any

from coach.errors import MissingTalk, OlderTalk, StoreError, UnknownTalk
from data.tables import Tables
from data.vault.index import Entry
from data.vault.inside import Inside

Row = dict[str, Any]
Describe = Callable[[str, Tables], Row]
"""Makes the row of a talk."""


def rows(
    inside: Inside, guard: AbstractContextManager[Any], describe: Describe
) -> Iterator[tuple[str, Row] | StoreError]:
    """Every talk with its row, and an error for each that cannot be read or is not as it was left.

    Args:
        inside: The open vault.
        guard: Held while something is read anew: another thread may be writing.
        describe: Makes a row.
    """
    found = inside.files()
    fresh: dict[str, Entry] = {}
    for record_id, stamp in found.items():
        known = inside.index.entry(record_id)
        if known and known.stamp == stamp and inside.has_key(record_id):
            yield record_id, known.row
        else:
            yield from _read_anew(inside, guard, record_id, describe, fresh)
    with guard:
        if fresh and inside.writable:
            inside.index.put(fresh)
        missing = [i for i in inside.index.ids() if i not in found and not inside.path(i).exists()]
        gone = [MissingTalk(i) for i in missing if not inside.erased(bytes.fromhex(i))]
    yield from gone


def _read_anew(
    inside: Inside,
    guard: AbstractContextManager[Any],
    record_id: str,
    describe: Describe,
    fresh: dict[str, Entry],
) -> Iterator[tuple[str, Row] | StoreError]:
    try:
        with guard:
            journal = inside.journal(record_id, create=False)
            row = describe(record_id, journal.tables)
    except UnknownTalk:
        return  # erased meanwhile, or its erasure is not finished yet
    except StoreError as error:
        yield error
        return
    if journal.older:
        yield OlderTalk(record_id)  # said again each time, until the talk is next saved
    else:
        fresh[record_id] = Entry(journal.generation, journal.stamp, row)
    yield record_id, row
