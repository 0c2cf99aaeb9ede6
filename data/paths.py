"""Where the program writes. Never Documents or Desktop: cloud folders move those around."""

import os
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_data_path


@dataclass(frozen=True, slots=True)
class Paths:
    """Every place on disk, below one folder."""

    home: Path

    @property
    def vault(self) -> Path:
        """What was said and who the talks are with, encrypted."""
        return self.home / "vault"

    @property
    def machine_key(self) -> Path:
        """Opens a vault without a passphrase; beside it, so that a copy of the vault lacks it."""
        return self.home / "machine.key"

    @property
    def rehearsals(self) -> "Paths":
        """Practice talks: a vault and a lock of their own, so that nothing of them is among the talks."""
        return Paths(self.home / "rehearsals")

    @property
    def talks(self) -> Path:
        """One readable file per conversation: how the first version kept them."""
        return self.home / "talks"

    @property
    def people(self) -> Path:
        """Who the talks are with, as the first version kept them."""
        return self.home / "people.db"

    @property
    def settings(self) -> Path:
        """Language and the like; names nobody."""
        return self.home / "settings.db"

    @property
    def keys(self) -> Path:
        """Keys of one's own."""
        return self.home / "keys.toml"

    @property
    def guides(self) -> Path:
        """Guides of one's own, per language; they go before the shipped ones."""
        return self.home / "guides"

    @property
    def papers(self) -> Path:
        """Pages about what is kept, of one's own, per language; they go before the shipped ones."""
        return self.home / "papers"

    @property
    def models(self) -> Path:
        """Language models that were downloaded, and the list of all; nothing that was said."""
        return self.home / "models"

    @property
    def lock(self) -> Path:
        """Held by the one window that may write."""
        return self.home / "lock"

    @property
    def lock_now(self) -> Path:
        """There while somebody wants the open window to lock itself."""
        return self.home / "lock-now"

    @property
    def connections(self) -> Path:
        """Each connection that was tried: when and by which process, never to where."""
        return self.home / "connections.log"

    @property
    def checked(self) -> Path:
        """What the last check found."""
        return self.home / "checked.json"

    @property
    def crashes(self) -> Path:
        """Crash reports: where in the program, never what was typed."""
        return self.home / "crashes"


def default_paths() -> Paths:
    """The folder in `ONDERONS_HOME`, else where this system keeps an application's own files."""
    chosen = os.environ.get("ONDERONS_HOME")
    if chosen:
        return Paths(Path(chosen).expanduser().absolute())
    return Paths(user_data_path("onderons", appauthor=False))
