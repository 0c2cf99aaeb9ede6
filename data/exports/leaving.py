"""Files that leave the program: written, and entered in the export log."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from coach.errors import NotLogged, OnderonsError, StoreError
from data.export_log import Departure, ExportLog
from data.exports.files import write_new

Tell = Callable[[Iterable[Departure]], None]


@dataclass(frozen=True, slots=True)
class Leaving:
    """A file that is to be written."""

    path: Path
    content: bytes
    departure: Departure


def let_go(files: Sequence[Leaving], log: ExportLog | None) -> None:
    """Write files, all of them or none.

    The log is told before and after: it never lacks a file that is there, and says "perhaps" where it
    cannot know. When it refuses, the files are written all the same: they are what was asked for.

    Args:
        files: What to write; nothing that exists is written over.
        log: None where nothing is stored at all.

    Raises:
        NotLogged: Every file is written, and the log could not be brought up to date.
        OnderonsError: A file could not be written; none is left.
    """
    departures = [file.departure for file in files]
    refused = _told(log.enter, departures) if log else None
    written: list[Path] = []
    try:
        for file in files:
            write_new(file.path, file.content)
            written.append(file.path)
    except OnderonsError:
        for path in written:
            path.unlink(missing_ok=True)
        if log and not refused:
            _told(log.cancel, departures)  # refused here too: the entries go on saying "perhaps"
        raise
    if log and not refused:
        refused = _told(log.confirm, departures)
    if refused:
        why = refused.params.get("why", "why.store-refused")
        raise NotLogged(", ".join(str(path) for path in written), why)


def _told(tell: Tell, departures: list[Departure]) -> StoreError | None:
    try:
        tell(departures)
    except StoreError as error:
        return error
    return None
