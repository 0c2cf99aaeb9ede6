"""Where a program keeps things: the vault and what lies in it."""

from dataclasses import dataclass, replace
from typing import Self

from data.claims import TinyClaims
from data.people import TinyPeopleStore
from data.talks import TinyTalkStore
from data.vault.migrations.plain import PlainFiles
from data.vault.own_key import KeyFile
from data.vault.vault import Vault
from tui.program import Program


@dataclass(frozen=True)
class Stores:
    """A vault, and the stores on it."""

    vault: Vault
    talks: TinyTalkStore
    people: TinyPeopleStore
    claims: TinyClaims

    def beside(self) -> Self:
        """The same for a second thread: an open talk belongs to the thread that opened it."""
        talks = TinyTalkStore(self.vault, claims=self.claims)
        return replace(self, talks=talks, people=TinyPeopleStore(self.vault))


def stores_of(built: Program) -> Stores:
    """The stores of the talks. Opens nothing, creates nothing on disk."""
    paths = built.paths
    vault, plain = Vault(paths.vault, KeyFile(paths.machine_key)), PlainFiles(paths)
    vault.claim = built.lock
    claims = TinyClaims(vault)
    return Stores(vault, TinyTalkStore(vault, plain, claims), TinyPeopleStore(vault, plain), claims)
