"""Tables of documents in memory: what makes one state of the other."""

from collections.abc import Iterator
from itertools import islice
from typing import Any, NoReturn

from data.frames import Body


class Row(dict[str, Any]):
    """One stored document, never changed in place.

    Rows are handed out without a copy, so that a save in a talk of 10,000 notes does not copy them all;
    changing one would put memory ahead of the disk.
    """

    def _refuse(self, *args: object, **kwargs: object) -> NoReturn:
        raise TypeError("a stored row is replaced whole (JournalStorage.put), never changed in place")

    __setitem__ = __delitem__ = __ior__ = _refuse
    update = pop = popitem = clear = setdefault = _refuse


Tables = dict[str, dict[str, Row]]


def difference(old: Tables, new: Tables) -> Body:
    """What makes the new tables of the old ones. Rows that are the same object cost next to nothing."""
    changed: dict[str, dict[str, Row]] = {}
    gone: dict[str, list[str]] = {}
    for name in old.keys() | new.keys():
        before, after = old.get(name, {}), new.get(name, {})
        if before is after:
            continue
        changed[name] = {
            i: row for i, row in after.items() if (was := before.get(i)) is not row and was != row
        }
        gone[name] = list(before.keys() - after.keys())
    change = {
        "set": {name: rows for name, rows in changed.items() if rows},
        "drop": {name: ids for name, ids in gone.items() if ids},
    }
    return {key: part for key, part in change.items() if part}


def apply(tables: Tables, body: Body) -> None:
    """Change the tables as a frame says."""
    for name, rows in body.get("set", {}).items():
        tables.setdefault(name, {}).update({i: Row(row) for i, row in rows.items()})
    for name, ids in body.get("drop", {}).items():
        for i in ids:
            tables.get(name, {}).pop(i, None)


def parts(tables: Tables, most: int) -> Iterator[Body]:
    """The tables as changes to nothing, each of at most so many rows; small tables come first.

    Tables without a single row are a change too: everybody may have been removed.
    """
    names = sorted(tables, key=lambda name: len(tables[name]))
    rows = ((name, i, row) for name in names for i, row in tables[name].items())
    if not any(tables.values()):
        yield {"set": {}, "part": 1}
    while part := list(islice(rows, most)):
        body: dict[str, dict[str, Row]] = {}
        for name, i, row in part:
            body.setdefault(name, {})[i] = row
        yield {"set": body, "part": 1}
