"""Talks and people as the first version kept them: files that anybody can read."""

from collections.abc import Iterator
from pathlib import Path

from coach.errors import NotStored, UnknownTalk
from data.disk import reason, shred_file
from data.frames import PlainLines
from data.journal import Journal
from data.paths import Paths


class PlainFiles:
    """The files of the first version, to read until they are in the vault."""

    def __init__(self, paths: Paths) -> None:
        self._paths = paths

    def ids(self) -> Iterator[str]:
        """Ids of the talks."""
        return (path.stem for path in sorted(self._paths.talks.glob("??/*.talk")))

    def talk(self, talk_id: str) -> Journal:
        """One talk.

        Raises:
            UnknownTalk: There is none.
            DamagedTalk: Nothing in it can be read.
            NewerTalk: A newer version wrote it.
        """
        path = self.path(talk_id)
        if not path.exists():
            raise UnknownTalk(talk_id)
        return Journal(path, PlainLines())

    def people(self) -> Journal | None:
        """Who the talks are with, or None."""
        return Journal(self._paths.people, PlainLines()) if self._paths.people.exists() else None

    def draft(self, talk_id: str) -> str:
        """The half-typed line of a talk, or ""."""
        path = self.path(talk_id).with_suffix(".draft")
        return path.read_text("utf-8", errors="replace") if path.exists() else ""

    def files(self) -> list[Path]:
        """Every file of the first version that is still there, whole, aside or half destroyed."""
        loose = [self._paths.people, *self._paths.home.glob("*.gone")]
        return [path for path in (*sorted(self._paths.talks.rglob("*")), *loose) if path.is_file()]

    def destroy(self, talk_id: str) -> None:
        """Remove all there is of a talk.

        Raises:
            NotStored: The disk refused.
        """
        path = self.path(talk_id)
        try:
            for file in (path.with_suffix(".draft"), *self.beside(talk_id), path):
                shred_file(file)
        except OSError as error:
            raise NotStored(reason(error)) from error

    def path(self, talk_id: str) -> Path:
        """Where a talk is."""
        return self._paths.talks / talk_id[:2] / f"{talk_id}.talk"

    def beside(self, talk_id: str) -> list[Path]:
        """What was kept aside of a talk, and what a crash left of it."""
        folder = self.path(talk_id).parent
        return [*folder.glob(f"quarantine/{talk_id}.talk.*"), *folder.glob(f"{talk_id}.*.tmp")]
