"""What is over its time: found, shown, and only then taken away."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from coach.claim import hold_on, without
from coach.errors import StoreError
from coach.ports import TalkRow
from coach.retention import Kept, Overdue, Part, Retention, due, kept_of
from coach.talk import State, Talk
from data.belongings import unreadable
from data.claims import NAME as CLAIMS
from data.claims import TinyClaims, tables_of
from data.people import TinyPeopleStore
from data.tables import Tables
from data.talks import TinyTalkStore, newest_first
from data.vault.vault import Vault

if TYPE_CHECKING:
    from coach.wrapup import Draft

AT_ONCE = 100
"""Talks that go in one moment: each is written anew beside itself first."""


@dataclass(frozen=True, slots=True)
class Item:
    """A talk of which something is over its time."""

    talk: Talk
    overdue: Overdue


@dataclass(frozen=True, slots=True)
class OverTime:
    """Everything that is over its time."""

    items: tuple[Item, ...]
    """The longest ago first."""
    held: tuple[Item, ...]
    """What would go if no dispute were on."""
    lines: tuple[str, ...]
    """Ids of half-typed lines of talks that were never stored."""

    def __bool__(self) -> bool:
        """Whether anything may go."""
        return bool(self.items or self.lines)


class Purger:
    """Finds and takes away what is over its time, in one store."""

    def __init__(
        self,
        vault: Vault,
        talks: TinyTalkStore,
        people: TinyPeopleStore,
        claims: TinyClaims,
        rule: Callable[[Kept, date, Retention], Overdue | None] = due,
    ) -> None:
        self._vault, self._talks, self._people, self._claims = vault, talks, people, claims
        self._due = rule

    def look(self, rows: Iterable[TalkRow], today: date, retention: Retention) -> OverTime:
        """What is over its time today. A talk that cannot be read is passed over: the list names it.

        Raises:
            StoreError: The store does not open, or nobody can say what is held.
        """
        claims = self._claims.all()
        items, held = list[Item](), list[Item]()
        for row in rows:
            if self._due(_most(row), today, retention) is None:
                continue
            try:
                talk, line = self._talks.read(row.id), self._talks.draft(row.id)
            except StoreError:
                continue
            if over := self._due(kept_of(talk, line), today, retention):
                kept = held if hold_on(claims, talk.person, [talk.id]) else items
                kept.append(Item(talk, over))
        lines = self._vault.loose_drafts(today - timedelta(retention.draft_days))
        by_age = sorted(items, key=lambda item: (item.overdue.since, item.talk.id))
        return OverTime(tuple(by_age), tuple(held), tuple(lines))

    def purge(self, found: OverTime, today: date, made: "Callable[[Talk], Draft]") -> None:
        """Take away what was found.

        Args:
            found: What `look` found; nothing was changed since.
            today: The day that stands with what is left.
            made: What the rules make of a talk while its notes are there.

        Raises:
            NotStored: The disk refused; what went before it is gone.
        """
        for begin in range(0, len(found.items), AT_ONCE):
            self._take(found.items[begin : begin + AT_ONCE], today, made)
        if found.lines:
            self._talks.let_go(found.lines)

    def _take(self, items: tuple[Item, ...], today: date, made: "Callable[[Talk], Draft]") -> None:
        gone = [item.talk for item in items if item.overdue.part is Part.TALK]
        less = [_less(item, today, made) for item in items if item.overdue.part is not Part.TALK]
        self._talks.let_go([talk.id for talk in gone], less, self._named_without(gone))
        self._claims.forget()
        for talk in less:
            self._vault.keep_draft(talk.id, "")

    def _named_without(self, gone: list[Talk]) -> dict[str, Tables]:
        """Who is left, and what was asked, once these talks are gone."""
        if not gone:
            return {}
        ids = {talk.id for talk in gone}
        rows = newest_first(self._talks.rows())[0]
        others = {row.person for row in rows if row.id not in ids}
        closed = {alias for _, alias in unreadable(self._vault, self._talks, rows)}
        # a talk that cannot be read may be theirs: its name stays in the list
        people = {t.person.id for t in gone if None not in closed and t.person.alias not in others | closed}
        named = self._people.without(people) if people else {}
        claims = self._claims.all()
        if (left := without(claims, people, ids)) != claims:
            named[CLAIMS] = tables_of(left)
        return named


def _most(row: TalkRow) -> Kept:
    """The most that a row can mean: what it does not say counts as there to go."""
    draft = row.state is State.UNFINISHED
    return Kept(row.kind, row.state, row.date, notes=row.notes > 0, outcome=bool(row.agreements), draft=draft)


def _less(item: Item, today: date, made: "Callable[[Talk], Draft]") -> Talk:
    if item.overdue.part is Part.DRAFT:
        return replace(item.talk, seen="")
    from coach.wrapup import purge_notes  # the note reader, which the first screen need not pay for

    return purge_notes(item.talk, made(item.talk), today)
