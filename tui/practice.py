"""The program over practice talks: what reads and writes talks works as it is, on a vault of its own."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import ClassVar

from coach.retention import rehearsal_due
from data.claims import TinyClaims
from data.disk import remove_file
from data.paths import Paths
from data.people import TinyPeopleStore
from data.purging import Purger
from data.talks import TinyTalkStore
from data.vault.rehearsals import rehearsals_of
from tui.program import Program
from tui.stores import Stores


@dataclass
class Practice(Program):
    """Settings, words and guides are those of the program it is made of; vault, people and lock are not."""

    practising: ClassVar[bool] = True

    talks_of: Program = field(kw_only=True)
    """The program over the talks. Its vault opens this one."""

    @cached_property
    def stores(self) -> Stores:
        """Where practice talks are kept."""
        vault = rehearsals_of(self.talks_of.vault, self.paths)
        vault.claim = self.lock
        claims = TinyClaims(vault)
        return Stores(vault, TinyTalkStore(vault, claims=claims), TinyPeopleStore(vault), claims)

    @property
    def main(self) -> Program:
        """The program over the talks."""
        return self.talks_of

    @property
    def store(self) -> Paths:
        """Where the practice talks are."""
        return self.paths.rehearsals

    def lock(self, passphrase: str | None = None) -> None:
        """Open the practice talks to write; see `Program.lock`. The first time of all makes both vaults."""
        if not (self.talks_of.vault.door.present or self.vault.door.present):
            self.talks_of.lock(passphrase)
        super().lock()

    def enter(self, passphrase: str | None = None) -> None:
        """Let the screens in; the vault is only made when something is stored in it. See `Program.lock`."""
        self.claim()
        remove_file(self.store.lock_now)  # that was for the window before
        if passphrase and not self.main.vault.door.present:
            self.main.lock(passphrase)
        if self.vault.door.present:
            self.lock()

    def purger(self) -> Purger:
        """The same by the term of practice talks."""
        return Purger(self.vault, self.talks, self.people, self.claims, rehearsal_due)


def practice(built: Program) -> Practice:
    """The same program over practice talks. Opens nothing, and is closed with the one it is made of."""
    made = Practice(
        paths=built.paths,
        settings=built.settings,
        words=built.words,
        guides=built.guides,
        now=built.now,
        talks_of=built,
    )
    built.also_close(made)
    return made
