"""`model add` and `model get`: a file of one's own, or one from the hub, judged before it is used."""

import argparse
import sys
from pathlib import Path

from coach.model_errors import ModelError, ModelTrouble
from coach.text import one_line
from data.disk import make_folder, move_file
from models.catalog import Entry, entry_of, known_as
from models.download import fetch
from models.gguf import Header, read_header, read_start
from models.offer import Offer, look, part
from models.shelf import Shelf, State, Stored, digest, state_of
from models.templates import template_for
from tui.asking import need_word, need_yes
from tui.modelling import absolute, say, shelf_of, stored
from tui.program import Program
from tui.progress import GB, Progress
from tui.watch import allowed

PURPOSE = "model get"
"""What a connection was for, as `check` tells it."""


def add(options: argparse.Namespace, built: Program) -> int:
    """Put a file on the shelf that is already on this machine; it stays where it is."""
    shelf, path = shelf_of(built), absolute(options.path)
    header = read_header(path)
    family = _family(header, path)
    progress = Progress(built.words, "model.hashing", header.size)
    try:
        sha256, size, stamp = digest(path, progress)
    finally:
        progress.end()
    before = next((model for model in shelf.models() if model.sha256 == sha256), None)
    known = known_as(sha256)
    if before is None and known is None:
        say(built.words("model.ask-unknown", sha256=sha256, where=path))
        if not (options.yes or need_word(built, sha256[:4])):
            raise ModelError("model.not-agreed")
    name = before.name if before else shelf.free_name(known.name if known else path.stem, sha256)
    licence = one_line(header.text("general.license"))[:60]
    fresh = Stored(name, str(path), sha256, size, stamp, family, licence, source="", owned=False)
    if before and before.owned and Path(before.path).exists():
        fresh = before  # what was downloaded stays the one in use: nobody else moves it
    return _shelve(built, shelf, fresh)


def get(options: argparse.Namespace, built: Program) -> int:
    """Download a model, after its size and licence were shown."""
    entry = entry_of(options.what)
    repo, file = (entry.repo, entry.file) if entry else part(options.what)
    shelf, words = shelf_of(built), built.words
    with allowed(PURPOSE):
        offer = look(repo, file, lambda host: _moved(built, host))
    if entry and entry.sha256 and entry.sha256 != offer.sha256:
        raise ModelError("model.hub-other", name=entry.name, host=offer.host)
    there = next((model for model in shelf.models() if model.sha256 == offer.sha256), None)
    if there and state_of(there) is State.SOUND:
        say(words("model.there", name=there.name, where=there.path))
        return 0
    say(_question(offer, entry, built))
    if not (options.yes or need_yes(built, built.words("ask.sure"))):
        raise ModelError("model.not-agreed")
    stored(make_folder, shelf.folder)
    progress = Progress(words, "model.getting", offer.size)
    try:
        with allowed(PURPOSE):
            arrived = fetch(
                offer, shelf.folder, progress, lambda host: _moved(built, host),
                judge=lambda start: _judged(start, offer),
            )  # fmt: skip
    finally:
        progress.end()
    try:
        header = read_header(arrived)
        family = _family(header, arrived)
    except ModelError:
        arrived.unlink()  # it is what was asked for, and of no use: gigabytes that nobody would find
        raise
    name = shelf.free_name(entry.name if entry else Path(file).stem, offer.sha256)
    path = shelf.folder / f"{name}.gguf"
    stored(move_file, arrived, path)
    stamp, source = path.stat().st_mtime_ns, f"{repo}/{file}"
    licence = offer.licence or one_line(header.text("general.license"))[:60]
    fresh = Stored(name, str(path), offer.sha256, offer.size, stamp, family, licence, source, owned=True)
    return _shelve(built, shelf, fresh)


def _family(header: Header, where: Path | str) -> str:
    """Its way of talking; a file that we cannot draft with is refused."""
    if header.number("split.count", 1) > 1:
        raise ModelError("model.split", where=where)
    try:
        return template_for(header.metadata).family
    except ModelTrouble as error:
        raise ModelError("model.no-template", where=where, name=header.name or header.architecture) from error


def _judged(start: Path, offer: Offer) -> bool:
    """Whether the start of a file says enough. Raises `ModelError`: we cannot draft with it."""
    header = read_start(start, offer.size)
    if header is not None:
        _family(header, f"{offer.repo}/{offer.file}")
    return header is not None


def _question(offer: Offer, entry: Entry | None, built: Program) -> str:
    """What would be downloaded, as the hub describes it."""
    words = built.words
    licence = offer.licence or words("model.no-licence")
    what, gb = f"{offer.repo}/{offer.file}", f"{offer.size / GB:.2f}"
    asked = words("model.ask-get", what=what, host=offer.host, gb=gb, licence=licence)
    return asked if entry else f"{asked}\n{words('model.not-listed')}"


def _moved(built: Program, host: str) -> None:
    sys.stderr.write(built.words("model.moved", host=one_line(host)) + "\n")


def _shelve(built: Program, shelf: Shelf, model: Stored) -> int:
    shelf.put(model)
    say(built.words("model.added", name=model.name, where=model.path))
    if not built.settings.model:
        say(built.words("model.then-use", name=model.name))
    return 0
