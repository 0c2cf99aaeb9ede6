"""Disks that behave badly, in place of the `os` under `data.disk`."""

import os
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from data import disk

CALLS = ("open", "write", "fsync", "fdatasync", "ftruncate", "replace", "unlink", "mkdir")


class FailingDisk:
    """The N-th call fails, once or from then on; a write that fails leaves half of its bytes."""

    def __init__(self, at: int, code: int, sticky: bool) -> None:
        self.count, self._at, self._code, self._sticky = 0, at, code, sticky

    def __getattr__(self, name: str) -> Any:
        real = getattr(os, name)
        return self._shim(real, name) if name in CALLS else real

    def _shim(self, real: Callable[..., Any], name: str) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            self.count += 1
            if self.count == self._at or (self._sticky and self.count > self._at):
                if name == "write":
                    real(args[0], bytes(args[1])[: len(args[1]) // 2])
                raise OSError(self._code, os.strerror(self._code))
            return None if name in ("fsync", "fdatasync") else real(*args, **kwargs)

        return call


@contextmanager
def in_place(shim: Any) -> Iterator[None]:
    """Put a disk under `data.disk` for a while."""
    disk.os = shim
    try:
        yield
    finally:
        disk.os = os


@dataclass
class _File:
    durable: bytes = b""
    pending: list[tuple[int, bytes | None]] = field(default_factory=list)
    """Writes (offset, bytes) and cuts (size, None) that no fsync has covered."""

    def now(self) -> bytes:
        return _applied(self.durable, self.pending)


@dataclass
class _Folder:
    durable: dict[str, Any] = field(default_factory=dict)
    pending: list[list[tuple[str, Any]]] = field(default_factory=list)
    """Changes of names, each all or nothing: (name, what it stands for or None)."""


class RecordingDisk:
    """Does what is asked, and remembers it, so that a power cut at any moment can be played."""

    def __init__(self, root: Path) -> None:
        self.events: list[tuple[Any, ...]] = []
        self._root, self._handles = root, dict[int, Any]()
        self._names: dict[str, int] = {}
        self._next = 0
        if root.exists():
            self._take_in(root)
            self.events.append(("sync", str(root.parent)))

    def __getattr__(self, name: str) -> Any:
        return getattr(self, f"_{name}") if name in CALLS or name == "close" else getattr(os, name)

    def note(self, *event: Any) -> None:
        """Put something of the session among the events."""
        self.events.append(event)

    def _take_in(self, folder: Path) -> None:
        """What is there already is on the disk."""
        self.events.append(("mkdir", str(folder)))
        for path in folder.iterdir():
            if path.is_dir():
                self._take_in(path)
                continue
            self._next += 1
            self._names[str(path)] = self._next
            self.events.append(("link", str(path), self._next))
            self.events.append(("write", self._next, 0, path.read_bytes()))
            self.events.append(("sync", self._next))
        self.events.append(("sync", str(folder)))

    def _open(self, path: Any, flags: int, mode: int = 0o777) -> int:
        name, existed = str(path), Path(path).exists()
        descriptor = os.open(path, flags, mode)
        if Path(path).is_dir():
            self._handles[descriptor] = name
            return descriptor
        if not existed or name not in self._names:
            self._next += 1
            self._names[name] = self._next
            self.events.append(("link", name, self._next))
        elif flags & os.O_TRUNC:
            self.events.append(("write", self._names[name], 0, None))
        self._handles[descriptor] = self._names[name]
        return descriptor

    def _close(self, descriptor: int) -> None:
        self._handles.pop(descriptor)
        os.close(descriptor)

    def _write(self, descriptor: int, content: bytes) -> int:
        at = os.lseek(descriptor, 0, os.SEEK_CUR)
        count = os.write(descriptor, content)
        self.events.append(("write", self._handles[descriptor], at, bytes(content[:count])))
        return count

    def _ftruncate(self, descriptor: int, size: int) -> None:
        os.ftruncate(descriptor, size)
        self.events.append(("write", self._handles[descriptor], size, None))

    def _fsync(self, descriptor: int) -> None:
        self.events.append(("sync", self._handles[descriptor]))

    _fdatasync = _fsync

    def _replace(self, source: Any, target: Any) -> None:
        os.replace(source, target)  # noqa: PTH105  # the call under test
        number = self._names.pop(str(source))
        self._names[str(target)] = number
        self.events.append(("rename", str(source), str(target), number))

    def _unlink(self, path: Any) -> None:
        os.unlink(path)  # noqa: PTH108  # the call under test
        self._names.pop(str(path), None)
        self.events.append(("link", str(path), None))

    def _mkdir(self, path: Any, mode: int = 0o777) -> None:
        os.mkdir(path, mode)  # noqa: PTH102  # the call under test
        self.events.append(("mkdir", str(path)))

    def after_cut(
        self, moment: int, chance: random.Random, target: Path, fsync: bool = True, folders: bool = True
    ) -> None:
        """Write to `target` what a power cut before this event could leave.

        Args:
            moment: Number of events that happened.
            chance: What of the rest made it to the disk.
            target: A folder that does not exist.
            fsync: Syncing a file works; without it the simulator must find losses.
            folders: Syncing a folder works; the same.
        """
        files: dict[int, _File] = {}
        tree: dict[str, _Folder] = {str(self._root.parent): _Folder()}
        for event in self.events[:moment]:
            _play(event, files, tree, fsync, folders)
        for folder in tree.values():
            kept = [change for change in folder.pending if chance.random() < 0.5]
            if chance.random() < 0.5:  # most file systems keep the order
                kept = folder.pending[: chance.randrange(len(folder.pending) + 1)]
            for change in kept:
                folder.durable.update(change)
        _lay_out(str(self._root), tree, files, target, chance)


def _play(
    event: tuple[Any, ...], files: dict[int, _File], tree: dict[str, _Folder], fsync: bool, folders: bool
) -> None:
    what = event[0]
    if what == "write":
        files[event[1]].pending.append((event[2], event[3]))
    elif what == "sync" and isinstance(event[1], str):
        folder = tree.get(event[1])
        if folders and folder:
            for change in folder.pending:
                folder.durable.update(change)
            folder.pending = []
    elif what == "sync" and fsync:
        file = files[event[1]]
        file.durable, file.pending = file.now(), []
    elif what == "link":
        if event[2] is not None:
            files.setdefault(event[2], _File())
        _in(tree, event[1]).pending.append([(Path(event[1]).name, event[2])])
    elif what == "rename":
        names = [(Path(event[1]).name, None), (Path(event[2]).name, event[3])]
        _in(tree, event[2]).pending.append(names)
    elif what == "mkdir":
        tree.setdefault(event[1], _Folder())
        _in(tree, event[1]).pending.append([(Path(event[1]).name, "folder")])


def _in(tree: dict[str, _Folder], path: str) -> _Folder:
    return tree.setdefault(str(Path(path).parent), _Folder())


def _lay_out(
    place: str, tree: dict[str, _Folder], files: dict[int, _File], target: Path, chance: random.Random
) -> None:
    above = tree.get(str(Path(place).parent))
    if above is None or above.durable.get(Path(place).name) != "folder":
        return
    target.mkdir(parents=True)
    for name, what in tree[place].durable.items():
        if what == "folder":
            _lay_out(f"{place}/{name}", tree, files, target / name, chance)
        elif what is not None:
            (target / name).write_bytes(_torn(files[what], chance))


def _torn(file: _File, chance: random.Random) -> bytes:
    if not file.pending:
        return file.durable
    how = chance.choice(("none", "all", "some", "torn", "zeroed", "shuffled"))
    pending = list(file.pending)
    if how == "none":
        return file.durable
    if how == "some":
        pending = pending[: chance.randrange(len(pending) + 1)]
    elif how == "shuffled":
        pending = [write for write in pending if chance.random() < 0.5]
    elif how in ("torn", "zeroed"):
        at, content = pending[-1]
        if content:
            cut = chance.randrange(len(content))
            pending[-1] = (at, content[:cut] + (b"" if how == "torn" else bytes(len(content) - cut)))
    return _applied(file.durable, pending)


def _applied(content: bytes, changes: list[tuple[int, bytes | None]]) -> bytes:
    for at, fresh in changes:
        content = content[:at].ljust(at, b"\0")
        content = content if fresh is None else content + fresh
    return content
