"""Which talk is meant by what was typed for ID; every command that takes one asks here."""

import re

from coach.errors import AmbiguousTalk, OnderonsError
from coach.ports import TalkRow
from coach.text import fold, one_line
from data.talks import newest_first
from tui.program import Program

SHORT = 8
"""Characters of an id that lists show: among 10,000 talks two share them once in a hundred stores."""
FEWEST = 4
"""Characters of an id that are looked for; fewer are more often a name."""
MOST_NAMED = 5
"""Candidates in one sentence."""

_WHOLE = re.compile("[0-9a-f]{32}")
_START = re.compile(f"[0-9a-f]{{{FEWEST},31}}")


def talk_id(built: Program, typed: str) -> str:
    """The id of the one talk that was meant: a whole id, its first characters, or who the talk is with.

    A whole id is not looked up: whoever opens the talk finds out whether it is there, and a script
    pays for no list. A start that is also a name counts as both, so that neither is guessed.

    Raises:
        AmbiguousTalk: It fits more than one talk.
        OnderonsError: It fits none.
        StoreError: The store does not open.
    """
    wanted = one_line(typed).lower()
    if _WHOLE.fullmatch(wanted):
        return wanted
    rows = {row.id: row for row in newest_first(built.talks.rows())[0]}
    found = [row.id for row in rows.values() if _is_with(row, wanted)]
    if _START.fullmatch(wanted):
        found += [i for i in built.talks.ids() if i.startswith(wanted) and i not in found]
    if not found:
        missing = "error.no-such-practice" if built.practising else "error.no-such-talk"
        raise OnderonsError(missing, id=one_line(typed))
    if len(found) > 1:
        raise AmbiguousTalk(one_line(typed), _told(found, rows))
    return found[0]


def _is_with(row: TalkRow, wanted: str) -> bool:
    """Like `coach.person.find_person`: the whole name, or its first words."""
    return bool(wanted) and f"{fold(row.person)} ".startswith(f"{fold(wanted)} ")


def _told(found: list[str], rows: dict[str, TalkRow]) -> str:
    told = [
        f"{i[:SHORT]} ({rows[i].date.isoformat()} {rows[i].person})" if i in rows else i[:SHORT]
        for i in found
    ]
    return ", ".join(told[:MOST_NAMED]) + (", …" if len(told) > MOST_NAMED else "")
