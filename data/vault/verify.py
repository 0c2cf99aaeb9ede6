"""Read everything, and say what is not as it should be."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from coach.errors import MissingKey, MissingTalk, StoreError, UnknownTalk
from data.journal import Journal
from data.vault import header
from data.vault.inside import Inside
from data.vault.mirror import behind
from data.vault.vault import Vault


class Fault(StrEnum):
    """What can be wrong."""

    HEADER_COPY = "header-copy"
    """One of the two headers is damaged, or they differ; the next opening to write mends it."""
    KEYS = "keys"
    """The file of keys, or a slot in it, is damaged."""
    UNREADABLE = "unreadable"
    """A record of which nothing can be read."""
    LOSS = "loss"
    """A record of which some saves cannot be read."""
    OLDER = "older"
    """A record of which an older version was put back."""
    MISSING = "missing"
    """A record that is in the list, and whose file is gone."""
    MISSING_KEY = "missing-key"
    """A record whose key is not in the vault."""
    ERASED_LEFT = "erased-left"
    """What is left of an erased record; nothing opens it, and the next opening to write removes it."""
    DRAFT = "draft"
    """A half-typed line that cannot be read."""
    ASIDE = "aside"
    """A damaged file that was put aside before its record was written anew."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not as it should be."""

    fault: Fault
    where: str
    """File, or id of a talk."""


def verify(vault: Vault) -> list[Finding]:
    """Read every frame of every record; nothing is written. Nothing found: all is well.

    Raises:
        StoreError: The vault does not open.
    """
    if not vault.door.present:
        return []
    _, same = header.load(vault.folder)
    found = [] if same else [Finding(Fault.HEADER_COPY, header.NAME)]
    inside = vault.inside
    if inside.keys.damaged or any(inside.keys.is_damaged(i) for i in inside.keys.ids()):
        found.append(Finding(Fault.KEYS, str(vault.folder / "keys.kr")))
    return [*found, *_records(inside), *_drafts(inside), *_aside(vault.folder)]


def left_of_erased(vault: Vault, around: Path) -> list[Path]:
    """Files below a folder that carry the id of something erased, and copies that can still open it.

    Args:
        vault: The vault, open.
        around: Where to look; the first version kept its files outside the vault.

    Raises:
        StoreError: The vault does not open.
    """
    if not vault.door.present:
        return []
    keys = vault.inside.keys
    gone = {record_id.hex() for record_id in keys.tombstones()}
    files = [path for path in sorted(around.rglob("*")) if path.name[:32] in gone]
    return [*files, *behind(keys, vault.door.header)]


def _records(inside: Inside) -> Iterator[Finding]:
    files = inside.files()
    for record_id in [*files, *(i for i in inside.index.ids() if i not in files)]:
        yield from _record(record_id, inside)
    for path in inside.folder.glob("named/*.rec"):
        try:
            yield from _journal(path.name, inside.named_at(path))
        except UnknownTalk:
            yield Finding(Fault.ERASED_LEFT, path.name)
        except MissingKey:
            yield Finding(Fault.MISSING_KEY, path.name)
        except StoreError:
            yield Finding(Fault.UNREADABLE, path.name)


def _record(record_id: str, inside: Inside) -> Iterator[Finding]:
    try:
        yield from _journal(record_id, inside.journal(record_id, create=False))
    except UnknownTalk:
        if inside.path(record_id).exists():
            yield Finding(Fault.ERASED_LEFT, record_id)
    except MissingKey:
        yield Finding(Fault.MISSING_KEY, record_id)
    except MissingTalk:
        yield Finding(Fault.MISSING, record_id)
    except StoreError:
        yield Finding(Fault.UNREADABLE, record_id)


def _journal(where: str, journal: Journal) -> Iterator[Finding]:
    if journal.damage:
        yield Finding(Fault.LOSS, where)
    if journal.older:
        yield Finding(Fault.OLDER, where)


def _drafts(inside: Inside) -> Iterator[Finding]:
    for path in inside.folder.glob("drafts/*.draft"):
        try:
            readable = bool(inside.drafts.kept(path.stem))
        except StoreError:
            readable = False
        if not readable:
            yield Finding(Fault.DRAFT, path.stem)


def _aside(folder: Path) -> Iterator[Finding]:
    for path in folder.glob("quarantine/*"):
        yield Finding(Fault.ASIDE, path.name)
