"""`backup` and `restore`: copies of the vault in a folder of one's own, and back."""

import argparse
import shlex
import shutil
import sys
from pathlib import Path

from coach.errors import NotStored, OnderonsError, StoreBusy, StoreError
from data.paths import Paths
from data.vault.backup import Report, backup
from data.vault.migrations.plain import PlainFiles
from data.vault.rehearsals import copies_in, there_are_rehearsals
from data.vault.restoring import WayIn, place_of, put_back, put_back_rehearsals
from tui.passphrase import open_store
from tui.program import Program


def make_backup(options: argparse.Namespace, built: Program) -> int:
    """Copy what changed, and say what the copy is worth; exit code 1 when it cannot be read back."""
    folder = _absolute(options.folder)
    if folder.is_relative_to(_absolute(built.paths.home)):
        raise OnderonsError("error.backup-inside", where=folder)
    if not built.vault.door.present and not PlainFiles(built.paths).files():
        raise OnderonsError("error.nothing-to-back-up", where=built.paths.home)
    open_store(built)
    try:
        built.lock()
        report = backup(built.vault, folder, built.now().date())
    except StoreBusy as error:
        raise OnderonsError("error.backup-busy") from error
    except NotStored as error:
        raise OnderonsError("error.backup-refused", where=folder, why=error.params["why"]) from error
    _tell_backup(report, built)
    if there_are_rehearsals(built.paths):
        _backup_practice(report.place, built)
    return 0


def _backup_practice(place: Path, built: Program) -> None:
    """Copy the practice talks along; whatever is wrong with them costs no copy of the talks."""
    from tui.practice import practice

    over = practice(built)
    try:
        over.lock()
        report = backup(over.vault, copies_in(place), built.now().date())
    except StoreError as error:
        raise OnderonsError("error.practice-not-copied", why=_told(error, built)) from error
    _need_whole(report)
    _say(built.words.count("practice.copied", len(over.vault.inside.files())))


def _need_whole(report: Report) -> None:
    """Refuse to call a copy good of which something could not be read."""
    if report.faults:
        where = ", ".join(Path(name).stem for name in report.faults)
        raise OnderonsError("error.backup-unreadable", place=report.place, where=where)


def _tell_backup(report: Report, built: Program) -> None:
    _need_whole(report)
    _say(built.words.count("backup.done", len(built.vault.inside.files()), where=report.place))
    if not report.opens_elsewhere:
        _say(built.words("backup.opens-only-here"))


def make_restore(options: argparse.Namespace, built: Program) -> int:
    """Put a copy back as a store of its own, and say how to use it; exit code 1 when nothing opens it."""
    new = Paths(_absolute(options.output))
    existed = new.home.exists()
    try:
        place = place_of(_absolute(options.folder))
        way_in = put_back(place, new, built.paths, options.day)
    except NotStored as error:
        _undo(new, existed)
        raise OnderonsError("error.restore-refused", where=new.home, why=error.params["why"]) from error
    except StoreError:
        _undo(new, existed)
        raise
    if way_in is WayIn.LOST_KEY_FILE:
        raise OnderonsError("error.restored-without-key", where=new.home, key=new.machine_key)
    talks = len(list(new.vault.glob("records/??/*.rec")))
    _say(built.words.count("restore.done", talks, where=new.home))
    _say(built.words("restore.secret" if way_in is WayIn.SECRET else "restore.key-file"))
    _say(built.words("restore.use", command=f"ONDERONS_HOME={shlex.quote(str(new.home))} onderons"))
    _restore_practice(place, new, options, built)
    return 0


def _restore_practice(place: Path, new: Paths, options: argparse.Namespace, built: Program) -> None:
    """Put the practice talks back that were copied along; without them the talks are back all the same."""
    try:
        put_back_rehearsals(place, new, built.paths, options.day)
    except StoreError as error:
        shutil.rmtree(new.rehearsals.home, ignore_errors=True)  # half of it would be in the way
        raise OnderonsError("error.practice-not-put-back", why=_told(error, built)) from error
    if there_are_rehearsals(new):
        talks = len(list(new.rehearsals.vault.glob("records/??/*.rec")))
        _say(built.words.count("practice.put-back", talks))


def _undo(new: Paths, existed: bool) -> None:
    """Half a store would be in the way of the next try."""
    if not existed:
        shutil.rmtree(new.home, ignore_errors=True)


def _told(error: StoreError, built: Program) -> str:
    return built.words(error.text_id, **error.params)


def _absolute(path: str | Path) -> Path:
    return Path(path).expanduser().resolve()


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
