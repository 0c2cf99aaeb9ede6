"""The models that somebody has: a list of files, their hashes, and whether they are still what they were.

A file that its owner already has is used where it lies. A copy would cost gigabytes and minutes; a hard link
shares its permissions, so that making ours private would change theirs; copies that share blocks exist on few
systems. So only what the program downloaded is its own, and only that is ever deleted.
"""

import hashlib
import json
import re
from collections.abc import Callable
from dataclasses import asdict, dataclass, fields, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from coach.model_errors import ModelError
from coach.text import fold

SCHEMA = "onderons.shelf/1"
NONE = "none"
"""The name for working without a model; no model is called so."""

_CHUNK = 2**20

Seen = Callable[[int], None]
"""Is told how many bytes are done."""


class State(StrEnum):
    """How a file stands towards what is remembered of it."""

    SOUND = "sound"
    MISSING = "missing"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Stored:
    """One model."""

    name: str
    path: str
    """Where its file lies."""
    sha256: str
    size: int
    """Bytes."""
    stamp: int
    """When the file was last written, in nanoseconds: a cheap sign that it is still the same."""
    family: str
    """Its way of talking, see `models.templates.template_for`."""
    licence: str
    """As the file or the hub says, or ""."""
    source: str
    """Place and file on the hub, or ""."""
    owned: bool
    """Whether the program downloaded it, and may delete it."""


class Shelf:
    """The list, in one small file of the folder that also holds what was downloaded."""

    def __init__(self, folder: Path, write: Callable[[Path, bytes], object]) -> None:
        """A shelf; nothing is made on disk until something is put on it.

        Args:
            folder: Where the list and the downloads are.
            write: Puts content under a name, whole or not at all; what it raises, `put` and `remove` raise.
        """
        self.folder, self._write = folder, write
        self.list = folder / "models.json"

    def models(self) -> list[Stored]:
        """Every model, in the order in which they came.

        Raises:
            ModelError: The list cannot be read.
        """
        try:
            table = json.loads(self.list.read_bytes())
            if table["schema"] != SCHEMA:
                raise ModelError("model.newer-shelf", where=self.list)
            return [self._placed(_stored(row)) for row in table["models"]]
        except FileNotFoundError:
            return []
        except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
            raise ModelError("model.broken-shelf", where=self.list) from error

    def find(self, name: str) -> Stored:
        """The model with this name.

        Raises:
            ModelError: There is none, or the list cannot be read.
        """
        models = self.models()
        found = next((model for model in models if fold(model.name) == fold(name)), None)
        if found is None:
            there = ", ".join(model.name for model in models)
            raise ModelError("model.unknown", name=name, there=there) if there else ModelError("model.empty")
        return found

    def put(self, model: Stored) -> None:
        """Add a model, or what is new about one with the same hash.

        Raises:
            ModelError: The list cannot be read.
        """
        models = self.models()
        at = next((n for n, one in enumerate(models) if one.sha256 == model.sha256), len(models))
        models[at : at + 1] = [model]
        self._keep(models)

    def remove(self, model: Stored) -> None:
        """Forget a model; its file is another matter.

        Raises:
            ModelError: The list cannot be read.
        """
        self._keep([one for one in self.models() if one.sha256 != model.sha256])

    def free_name(self, wanted: str, sha256: str) -> str:
        """A name for a model: letters, digits, dots and dashes, with a number when another has it."""
        base = re.sub(r"[^a-z0-9.]+", "-", fold(wanted)).strip("-.")[:48] or "model"
        taken = {model.name for model in self.models() if model.sha256 != sha256} | {NONE}
        names = (base, *(f"{base}-{n}" for n in range(2, len(taken) + 3)))
        return next(name for name in names if name not in taken)

    def partial(self) -> list[Path]:
        """Downloads that stopped half-way."""
        return sorted(self.folder.glob("*.part"))

    def _placed(self, model: Stored) -> Stored:
        """What was downloaded lies in this folder, wherever that is now; nothing else is ever deleted."""
        return replace(model, path=str(self.folder / Path(model.path).name)) if model.owned else model

    def _keep(self, models: list[Stored]) -> None:
        table = {"schema": SCHEMA, "models": [asdict(model) for model in models]}
        self._write(self.list, json.dumps(table, indent=1).encode() + b"\n")


def state_of(model: Stored) -> State:
    """Whether its file is there and looks untouched; costs nothing, see `confirmed` for proof."""
    try:
        found = Path(model.path).stat()
    except OSError:
        return State.MISSING
    return State.SOUND if (found.st_size, found.st_mtime_ns) == (model.size, model.stamp) else State.CHANGED


def confirmed(model: Stored, seen: Seen) -> Stored:
    """The same model, its file read from front to back and found to be what it was.

    Raises:
        ModelError: It is gone, or another file now.
    """
    if state_of(model) is State.MISSING:
        raise ModelError("model.missing", name=model.name, where=model.path)
    sha256, size, stamp = digest(Path(model.path), seen)
    if sha256 != model.sha256:
        raise ModelError("model.changed", name=model.name, where=model.path)
    return replace(model, size=size, stamp=stamp)


def digest(path: Path, seen: Seen) -> tuple[str, int, int]:
    """SHA-256, bytes, and time of the last write, of one and the same content.

    Raises:
        ModelError: It cannot be read, or is being written.
    """
    found = hashlib.sha256()
    try:
        before, done = path.stat(), 0
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                found.update(chunk)
                done += len(chunk)
                seen(done)
        after = path.stat()
    except OSError as error:
        raise ModelError("model.broken-unreadable", where=path, why=error.strerror or "") from error
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns) or done != after.st_size:
        raise ModelError("model.being-written", where=path)
    return found.hexdigest(), after.st_size, after.st_mtime_ns


def _stored(row: dict[str, Any]) -> Stored:
    """A model from the list; what is not as it should be is a `TypeError` or a `KeyError`."""
    found = {field.name: row[field.name] for field in fields(Stored)}
    kinds = {"size": int, "stamp": int, "owned": bool}
    if not all(isinstance(value, kinds.get(name, str)) for name, value in found.items()):
        raise TypeError(row)
    return Stored(**found)
