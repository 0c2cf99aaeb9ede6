"""What every command needs, and the right to write that comes with it."""

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from coach.errors import OnderonsError
from data.library import TomlLibrary
from data.paths import Paths
from data.settings import Settings
from tui.words import Words

if TYPE_CHECKING:  # the store costs 40 ms that `summarize` and the like need not pay
    from data.claims import TinyClaims
    from data.people import TinyPeopleStore
    from data.purging import Purger
    from data.talks import TinyTalkStore
    from data.vault.vault import Vault
    from tui.stores import Stores


def system_clock() -> datetime:
    """The time now, with its zone."""
    return datetime.now().astimezone()


def nothing() -> None:
    """Nobody has to be told."""


class WrongUse(OnderonsError):
    """What was given cannot be meant; exit code 2."""


@dataclass
class Program:
    """Paths, settings, words, guides, stores."""

    practising: ClassVar[bool] = False
    """Whether its talks are held to practise."""

    paths: Paths
    settings: Settings
    words: Words
    guides: TomlLibrary
    now: Callable[[], datetime] = system_clock
    passphrase: str | None = None
    """For a store that is made by this process; None gives it a key file."""
    made_unprotected: Callable[[], None] = nothing
    """Called when a store without a passphrase was made."""
    made: Callable[[], None] = nothing
    """Called when a store was made."""
    _claimed: bool = False
    _locked: bool = False
    _cleanup: ExitStack = field(default_factory=ExitStack)

    @cached_property
    def stores(self) -> "Stores":
        """Where things are kept; built when it is first asked for, and then nothing is opened yet."""
        from tui.stores import stores_of

        return stores_of(self)

    @property
    def vault(self) -> "Vault":
        """What keeps everything."""
        return self.stores.vault

    @property
    def talks(self) -> "TinyTalkStore":
        """The talks in it."""
        return self.stores.talks

    @property
    def people(self) -> "TinyPeopleStore":
        """The people in it."""
        return self.stores.people

    @property
    def claims(self) -> "TinyClaims":
        """Holds and objections in it."""
        return self.stores.claims

    @property
    def main(self) -> "Program":
        """The program over the talks: what opens those opens everything."""
        return self

    @property
    def store(self) -> Paths:
        """Where its vault and the lock of that are."""
        return self.paths

    def claim(self) -> None:
        """Be the one process that may write; once is enough.

        Raises:
            StoreBusy: Another window or command is.
            NotStored: The folder cannot be written.
        """
        if not self._claimed:
            from data.lock import StoreLock

            self._cleanup.callback(StoreLock(self.store).release)
            self._claimed = True

    def lock(self, passphrase: str | None = None) -> None:
        """Open the store to write; one that is not there yet is made. Once is enough.

        Args:
            passphrase: For a new store, in place of the program's own.

        Raises:
            StoreBusy: Another window or command has it.
            NotStored: The folder cannot be written.
            Locked: The store waits for its passphrase.
        """
        self.claim()
        if self._locked and self.vault.writable:
            return
        from data.vault.opening import open_for_writing  # commands that read do without

        new, chosen = not self.vault.door.present, passphrase or self.passphrase
        open_for_writing(self.vault, self.store, chosen)
        self._locked = True
        if new:
            self.made()
        if new and not chosen:
            self.made_unprotected()

    def enter(self, passphrase: str | None = None) -> None:
        """Let the screens in to write; see `lock`, and what that raises."""
        self.lock(passphrase)

    def purger(self) -> "Purger":
        """What finds and takes away what is over its time."""
        from data.purging import Purger  # few commands ask for it

        return Purger(self.vault, self.talks, self.people, self.claims)

    def also_close(self, other: "Program") -> None:
        """Let go of another program too, once this one does."""
        self._cleanup.callback(other.close)

    def close(self) -> None:
        """Let go of everything."""
        if "stores" in vars(self):  # not to be built for that
            self.talks.close()
            self.vault.close()
        self._cleanup.close()

    def beside(self) -> "Program":
        """The same store for a second thread: an open talk belongs to the thread that opened it."""
        other = replace(self, _cleanup=ExitStack())
        other.stores = self.stores.beside()
        return other

    def talk_language(self, chosen: str | None) -> str:
        """The language of a talk: what was chosen, else the setting, else the interface's."""
        return chosen or self.settings.talk_lang or self.words.lang
