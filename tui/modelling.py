"""`model`: which local models there are, which one is used, and how fast it is here."""

import argparse
import json
import sys
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from coach.errors import StoreBusy
from coach.model_errors import ModelError, ModelTrouble
from coach.text import clean
from data.disk import reason, remove_file, replace_file
from data.settings import save_settings
from models import build
from models.catalog import catalog, known_as
from models.loading import look_at
from models.shelf import NONE, Shelf, State, Stored, confirmed, state_of
from models.trial import tried
from tui.asking import need_yes
from tui.model_trouble import advised
from tui.program import Program
from tui.progress import GB, Progress


def model(options: argparse.Namespace, built: Program) -> int:
    """Do what was asked with the models."""
    if options.action in ("add", "get"):
        from tui import model_intake  # loads what talks to the network, which the others do without

        return (model_intake.add if options.action == "add" else model_intake.get)(options, built)
    actions = {"list": list_models, "use": use, "remove": remove, "bench": bench}
    return actions[options.action](options, built)


def shelf_of(built: Program) -> Shelf:
    """The models of this store."""
    return Shelf(built.paths.models, lambda path, content: stored(replace_file, path, content))


def stored(write: Callable[..., object], *arguments: object) -> None:
    """Call something that writes.

    Raises:
        ModelError: The disk refused.
    """
    try:
        write(*arguments)
    except OSError as error:
        raise ModelError("model.disk", why=reason(error)) from error


def list_models(options: argparse.Namespace, built: Program) -> int:
    """What there is, and what could be fetched."""
    shelf, words = shelf_of(built), built.words
    models = shelf.models()
    if options.json:
        _write([_document(model, built) for model in models])
        return 0
    if not models:
        say(words("model.empty"))
    for one in models:
        mark = "*" if one.name == built.settings.model else " "
        say(f"{mark} {one.name:<32} {one.size / GB:5.2f} GB  {words(f'model.state-{state_of(one)}')}")
        say(f"    {one.path}")
    for path in shelf.partial():
        say(words("model.partial", where=path, gb=f"{path.stat().st_size / GB:.2f}"))
    say("")
    say(words("model.could-get"))
    for entry in catalog():
        size = words("model.size", gb=entry.file_gb, memory=entry.memory_gb, licence=entry.licence)
        say(f"  {entry.name:<16} {size}")
        say(f"    {entry.title}, {entry.repo}")
    return 0


def use(options: argparse.Namespace, built: Program) -> int:
    """Choose a model, or none; its file is read first, from front to back."""
    if options.name == NONE:
        _choose(built, "")
        say(built.words("model.used-none"))
        return 0
    shelf = shelf_of(built)
    chosen = shelf.find(options.name)
    progress = Progress(built.words, "model.hashing", chosen.size)
    try:
        shelf.put(confirmed(chosen, progress))
    finally:
        progress.end()
    _choose(built, chosen.name)
    say(built.words("model.used", name=chosen.name))
    if not build.installed():
        say(built.words("model.needs-extra", flags=build.command()))
    return 0


def remove(options: argparse.Namespace, built: Program) -> int:
    """Forget a model; what the program downloaded is deleted, anything else stays where it is."""
    shelf = shelf_of(built)
    chosen = shelf.find(options.name)
    if chosen.owned:
        say(built.words("model.ask-remove", where=chosen.path, gb=f"{chosen.size / GB:.2f}"))
        if not (options.yes or need_yes(built, built.words("ask.sure"))):
            raise ModelError("model.not-agreed")
    if built.settings.model == chosen.name:
        _choose(built, "")
    shelf.remove(chosen)
    if chosen.owned:
        stored(remove_file, Path(chosen.path))
    told = "model.removed" if chosen.owned else "model.forgotten"
    say(built.words(told, name=chosen.name, where=chosen.path))
    return 0


def bench(options: argparse.Namespace, built: Program) -> int:
    """How fast a model reads and writes on this machine."""
    name = options.name or built.settings.model
    if not name:
        raise ModelError("model.none-chosen")
    chosen = shelf_of(built).find(name)
    if (state := state_of(chosen)) is not State.SOUND:
        raise ModelError(f"model.{state}", name=chosen.name, where=chosen.path)
    try:
        figures = tried(look_at(Path(chosen.path)), measured=True)
    except ModelTrouble as error:
        raise advised(error) from error
    if options.json:
        _write({"name": chosen.name, **asdict(figures)})
        return 0
    read, written = f"{figures.read_per_second or 0:.0f}", f"{figures.written_per_second or 0:.1f}"
    load = f"{figures.load_seconds:.1f}"
    say(built.words("model.benched", name=chosen.name, load=load, read=read, written=written))
    if figures.memory:
        say(built.words("model.benched-memory", gb=f"{figures.memory / GB:.1f}"))
    return 0


def _choose(built: Program, name: str) -> None:
    """Keep which model is used; the first one is used when a talk has ended."""
    try:
        built.claim()  # an open window keeps the settings: only one may write them
    except StoreBusy as error:
        raise ModelError("model.window-open") from error
    when = built.settings.model_when
    chosen = replace(built.settings, model=name, model_when="end" if name and when == "off" else when)
    save_settings(built.paths.settings, chosen)
    built.settings = chosen


def _document(model: Stored, built: Program) -> dict[str, Any]:
    return {
        "name": model.name,
        "path": model.path,
        "sha256": model.sha256,
        "size": model.size,
        "family": model.family,
        "licence": model.licence,
        "source": model.source,
        "owned": model.owned,
        "known": known_as(model.sha256) is not None,
        "state": state_of(model),
        "used": model.name == built.settings.model,
    }


def _write(document: object) -> None:
    """JSON in ASCII: a path may hold what is no text, and has to come out as it is."""
    sys.stdout.write(json.dumps(document, indent=1) + "\n")


def say(line: str) -> None:
    """One line for people; a path in it may hold anything."""
    sys.stdout.write(clean(line) + "\n")


def absolute(path: str) -> Path:
    """A path as it was typed, complete."""
    return Path(path).expanduser().absolute()
