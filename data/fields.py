"""The names of the fields that are kept and shipped, for `check` to hold against `coach.forbidden`."""

import json
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from coach.errors import ContentError, StoreError
from coach.forbidden import asked_for, forbidden, names_in
from data.frames import PlainLines
from data.journal import Journal
from data.paths import Paths
from data.toml import read_toml
from data.vault.vault import Vault

VOCABULARY = frozenset({"features"})
"""In the weights of the note reader: what stands below it are words of notes, and no fields."""

Place = tuple[str, str]
"""Where something stands, and the word that may not stand there."""


def stored(vault: Vault, paths: Paths) -> Iterator[Place]:
    """Forbidden fields in any record of the store, its list, and the settings.

    Records that cannot be read are passed over: `data.vault.verify` names them.

    Raises:
        StoreError: The vault does not open.
    """
    if vault.door.present:
        inside = vault.inside
        for record_id in inside.files():
            yield from _in_record(record_id, partial(inside.journal, record_id, create=False))
        for path in sorted(vault.folder.glob("named/*.rec")):
            yield from _in_record(path.name, partial(inside.named_at, path))
        rows = {i: entry.row for i in inside.index.ids() if (entry := inside.index.entry(i))}
        yield from _in_tree("index.log", list(rows.values()))
    for path in sorted(paths.home.glob("*.db")):
        try:
            yield from _in_tree(path.name, Journal(path, PlainLines()).tables)
        except StoreError:
            continue  # the program goes on without such a file, and so does this


def shipped(folders: list[Path]) -> Iterator[Place]:
    """Forbidden fields in content, schemas and prompts below some folders.

    In TOML and JSON these are the keys; in a schema also what it lists as required or as a choice,
    in the weights of the note reader the labels that it gives. In a prompt it is a line that asks.
    """
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.suffix == ".toml":
                yield from _in_toml(path)
            elif path.suffix == ".json":
                yield from _in_json(path)
            elif path.parent.name == "prompts" and path.suffix in (".txt", ".md", ".jinja", ""):
                yield from _in_prompt(path)


def _in_record(where: str, opened: Callable[[], Journal]) -> Iterator[Place]:
    try:
        tables = opened().tables
    except StoreError:
        return
    yield from _in_tree(where, tables)


def _in_tree(where: str, tree: object) -> Iterator[Place]:
    for name in dict.fromkeys(names_in(tree, VOCABULARY)):
        if word := forbidden(name):
            yield where, word


def _in_toml(path: Path) -> Iterator[Place]:
    try:
        text, table = read_toml(path)
    except ContentError:
        return  # not in use: whoever needs the file names what is wrong with it
    yield from _in_tree(path.name, table)
    if path.parent.name == "prompts":
        yield from ((f"{path.name}:{line}", word) for line, word in asked_for(text))


def _in_json(path: Path) -> Iterator[Place]:
    try:
        tree = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return  # as above
    yield from _in_tree(path.name, tree)
    yield from _in_tree(path.name, dict.fromkeys(_listed(tree)))


def _in_prompt(path: Path) -> Iterator[Place]:
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return  # as above
    yield from ((f"{path.name}:{line}", word) for line, word in asked_for(text))


def _listed(tree: object) -> Iterator[str]:
    """Names that a schema or a list of labels gives as values."""
    if isinstance(tree, dict):
        for name, inner in tree.items():
            if name in ("required", "enum", "labels") and isinstance(inner, list):
                yield from (found for found in inner if isinstance(found, str))
            elif name not in VOCABULARY:
                yield from _listed(inner)
    elif isinstance(tree, list):
        for inner in tree:
            yield from _listed(inner)
