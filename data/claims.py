"""Holds and objections on disk: one small named record in the vault."""

from collections.abc import Iterable
from datetime import date

from coach.claim import Ask, Claim, freezes
from coach.errors import DamagedTalk, HeldTalk
from data.tables import Row, Tables
from data.vault.vault import Vault

NAME = "claims"
"""The record of the vault that holds them."""

TABLE = "claims"


class TinyClaims:
    """Used from one thread at a time. A save asks each time, so what stands there is remembered."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault
        self._known: list[Claim] | None = None
        self._sure = False  # only who may write knows that nobody else does
        vault.on_lock.append(self.forget)

    def all(self) -> list[Claim]:
        """Every claim, the oldest first; none without a store.

        Raises:
            StoreError: The store does not open, or the record cannot be read: nothing may go then.
        """
        if self._known is None or not self._sure:
            self._known, self._sure = self._read(), self._vault.writable
        return self._known

    def refuse_change(self, talk_id: str) -> None:
        """Before a talk is changed or removed.

        Raises:
            HeldTalk: A dispute is on.
            StoreError: Nobody can say whether one is.
        """
        if held := freezes(self.all(), talk_id):
            raise HeldTalk(talk_id, held.since.isoformat())

    def keep(self, claims: Iterable[Claim]) -> None:
        """Keep these and no others; what stood there before can be read nowhere any more.

        Raises:
            NotStored: The disk refused.
        """
        self._vault.need_writing()
        self._vault.let_go(named={NAME: tables_of(claims)})
        self.forget()

    def forget(self) -> None:
        """Read them again next time."""
        self._known = None

    def _read(self) -> list[Claim]:
        if not self._vault.has_named(NAME):
            return []
        rows = self._vault.named(NAME).tables.get(TABLE, {})
        try:
            return [_claim(rows[number]) for number in sorted(rows, key=int)]
        except (KeyError, TypeError, ValueError) as error:
            raise DamagedTalk(NAME, "why.not-ours") from error


def tables_of(claims: Iterable[Claim]) -> Tables:
    """The record with these claims and no others."""
    rows = {str(number): _row(claim) for number, claim in enumerate(claims, start=1)}
    return {TABLE: rows}


def _row(claim: Claim) -> Row:
    return Row(
        ask=claim.ask.value,
        since=claim.since.isoformat(),
        person=claim.person,
        talks=list(claim.talks),
        because=claim.because,
    )


def _claim(row: Row) -> Claim:
    return Claim(
        Ask(row["ask"]), date.fromisoformat(row["since"]), row["person"], tuple(row["talks"]), row["because"]
    )
