"""Everything about one person goes, and what was done is looked at afterwards, from the outside."""

import re
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from coach.claim import Claim, freezes, hold_on, without
from coach.errors import StoreError
from coach.talk import Talk
from data.belongings import Belongings, belongings
from data.claims import NAME as CLAIMS
from data.claims import TinyClaims, tables_of
from data.find import flat, typed
from data.people import TinyPeopleStore
from data.tables import Tables
from data.talks import TinyTalkStore
from data.vault.mirror import places
from data.vault.proving import opens_any, still_opens
from data.vault.vault import Vault
from data.vault.verify import left_of_erased

SOMEBODY = "…"
"""What stands in place of the name where others were noted as present."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What erasing somebody comes to, before anything is done."""

    of: Belongings
    hold: Claim | None
    """The dispute for which nothing may go."""
    present: tuple[Talk, ...]
    """Talks of others in which they are noted as present, without their name."""
    named: tuple[str, ...]
    """Ids of talks of others in whose text the name stands: it stays there."""
    lines: tuple[str, ...]
    """Half-typed lines of talks that were never stored: nobody can see them or say whose they are."""
    people: int
    """How many rows they have in the list of people: 0 or 1."""


@dataclass(frozen=True, slots=True)
class Proof:
    """What was found when it was done."""

    keys: tuple[str, ...]
    """Ids of the records whose keys were destroyed."""
    shut: tuple[Path, ...]
    """Backups that were reached, and in which none of these records opens any more."""
    open: tuple[Path, ...]
    """Backups that were reached, and that refused: something in them may still open."""
    away: tuple[Path, ...]
    """Backups that could not be reached."""
    left: tuple[str, ...]
    """What is left here of what was erased: files, or records that still open. It should be nothing."""

    @property
    def whole(self) -> bool:
        """Whether nothing within reach holds anything of it."""
        return not self.open and not self.left


class Eraser:
    """Erases people from one store."""

    def __init__(
        self, vault: Vault, talks: TinyTalkStore, people: TinyPeopleStore, claims: TinyClaims
    ) -> None:
        self._vault, self._talks, self._people, self._claims = vault, talks, people, claims

    def plan(self, name: str) -> Plan:
        """What would go of the person with this name or id; nothing is changed.

        Raises:
            UnknownPerson: Nobody has it.
            AmbiguousPerson: It fits more than one person.
            StoreError: The store does not open, or nobody can say what is held.
        """
        found = belongings(self._vault, self._talks, self._people, name)
        claims = self._claims.all()
        present, named = self._elsewhere(found, claims)
        return Plan(
            of=found,
            hold=hold_on(claims, found.person, found.ids),
            present=present,
            named=named,
            lines=tuple(self._vault.loose_drafts(date.max)),
            people=sum(one.id == found.person.id for one in self._people.people()),
        )

    def erase(self, plan: Plan) -> Proof:
        """Do it, in one moment, and look at what is left.

        Raises:
            NotStored: The disk refused; all of it is as it was, or all of it is gone.
        """
        before = set(self._vault.inside.keys.tombstones())
        gone = [*plan.of.ids, *plan.lines]
        self._talks.let_go(gone, plan.present, self._named_without(plan))
        self._claims.forget()
        return self._prove(before)

    def _named_without(self, plan: Plan) -> dict[str, Tables]:
        # also when no row of theirs is there: a crash may have left an older record of the same name
        named = self._people.without({plan.of.person.id})
        if self._vault.has_named(CLAIMS):
            named[CLAIMS] = tables_of(without(self._claims.all(), {plan.of.person.id}, plan.of.ids))
        return named

    def _elsewhere(self, found: Belongings, claims: list[Claim]) -> tuple[tuple[Talk, ...], tuple[str, ...]]:
        """Talks of others, changed, that note them as present; and ids of those that name them in a text."""
        alias, theirs = found.person.alias, set(found.ids)
        present, named = list[Talk](), list[str]()
        for talk_id in self._talks.holding(alias):
            if talk_id in theirs:
                continue
            try:
                talk = self._talks.read(talk_id)
            except StoreError:
                continue  # `holding` read it a moment ago; the list names it
            if names(alias, talk.present) and not freezes(claims, talk_id):
                talk = replace(talk, present=unnamed(alias, talk.present))
                present.append(talk)
            if any(names(alias, text) for _, text in typed(talk)):
                named.append(talk_id)
        return tuple(present), tuple(named)

    def _prove(self, before: set[bytes]) -> Proof:
        keys, header = self._vault.inside.keys, self._vault.door.header
        gone = set(keys.tombstones()) - before
        known = places(header)
        reached = [place for place in known if place.is_dir()]
        still = [place for place in reached if opens_any(self._vault, place, set(keys.tombstones()))]
        left = [
            str(path)
            for path in left_of_erased(self._vault, self._vault.folder.parent)
            if path not in reached
        ]
        return Proof(
            keys=tuple(sorted(record_id.hex() for record_id in gone)),
            shut=tuple(place for place in reached if place not in still),
            open=tuple(still),
            away=tuple(place for place in known if place not in reached),
            left=(*left, *still_opens(self._vault, gone)),
        )


def names(alias: str, text: str) -> bool:
    """Whether a name stands in a text as a word of its own, case and accents aside."""
    return re.search(rf"(?<!\w){re.escape(flat(alias))}(?!\w)", flat(text)) is not None


def unnamed(alias: str, text: str) -> str:
    """A text without a name; all of it goes when the name stands there in other letters."""
    without_name = re.sub(rf"(?<!\w){re.escape(alias)}(?!\w)", SOMEBODY, text, flags=re.IGNORECASE)
    return SOMEBODY if names(alias, without_name) else without_name
