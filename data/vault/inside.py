"""An open vault: its keys, and what they open."""

import hashlib
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from coach.errors import DamagedTalk, MissingKey, MissingTalk, NotStored, UnknownTalk
from data.disk import reason, remove_file
from data.journal import Journal
from data.tables import Tables
from data.vault import index, keys
from data.vault.anew import WAITING, prepare, settle, take_place, waiting
from data.vault.crypto import cipher
from data.vault.drafts import Drafts
from data.vault.index import Index
from data.vault.keys import Keys
from data.vault.sealed import SealedFrames

_RECORD = re.compile(r"[0-9a-f]{32}\.rec")

Stamp = tuple[int, int]
"""Size in bytes and time of change in ns."""


class Inside:
    """What is known once the master key is there. Nothing is written unless a call says so."""

    def __init__(self, folder: Path, vault_id: bytes, master: bytes) -> None:
        self.folder, self.vault_id = folder, vault_id
        box = cipher(master)
        self.keys = Keys(folder / keys.NAME, vault_id, box)
        self.drafts = Drafts(folder / "drafts", vault_id, box)
        self.index = Index(folder / "index.log", vault_id, self.keys.key(index.RECORD_ID))
        self.writable = False

    def path(self, record_id: str) -> Path:
        """Where the record of a talk is, or would be."""
        return self.folder / "records" / record_id[:2] / f"{record_id}.rec"

    def files(self) -> dict[str, Stamp]:
        """The records that there are, and how their files stand."""
        found: dict[str, Stamp] = {}
        for entry in self._entries():
            if _RECORD.fullmatch(entry.name):
                try:
                    stat = entry.stat()
                except FileNotFoundError:
                    continue  # erased by another window while we look
                found[entry.name[:-4]] = (stat.st_size, stat.st_mtime_ns)
        return dict(sorted(found.items()))

    def journal(self, record_id: str, create: bool) -> Journal:
        """The record of a talk; see `Vault.journal`."""
        known = self.index.entry(record_id)
        path, key_id = self.path(record_id), bytes.fromhex(record_id)
        if not create and not path.exists():
            known_still = known and not self.erased(key_id)
            raise MissingTalk(record_id) if known_still else UnknownTalk(record_id)
        journal = self._opened(path, key_id, known.generation if known else 0)
        if not create and not journal.tables:
            raise UnknownTalk(record_id)  # erased by another window since we looked
        return journal

    def texts(self) -> Iterator[tuple[str, bytes | None]]:
        """What stands in each talk, unparsed, at a fifth of the cost of opening it (`SealedFrames.text`)."""
        for entry in self._entries():
            if not _RECORD.fullmatch(entry.name):
                continue
            record_id = entry.name.removesuffix(".rec")
            key_id = bytes.fromhex(record_id)
            key = self.keys.key(key_id)
            if key is None:
                continue  # erased, or without its key: the list names those
            try:
                with open(entry.path, "rb", buffering=0) as file:  # noqa: PTH123  # 10,000 paths take 0.1 s
                    content = file.read()
            except OSError:
                yield record_id, None
                continue
            yield record_id, SealedFrames(key, self.vault_id, key_id).text(content)

    def has_key(self, record_id: str) -> bool:
        """Whether there is a key that opens this talk."""
        return self.keys.key(bytes.fromhex(record_id)) is not None

    def erased(self, record_id: bytes) -> bool:
        """Whether there is a tombstone; another window may have put it there since we looked."""
        if not self.writable and not self.keys.erased(record_id):
            self.keys.reload()
        return self.keys.erased(record_id)

    def let_go(self, gone: Iterable[str], less: Mapping[str, Tables], named: Mapping[str, Tables]) -> None:
        """Destroy keys, all in one moment, which is what counts; then put the files right.

        Args:
            gone: Talks of which nothing is to stay.
            less: Talks, and all that is to stay of each.
            named: Named records, and all that is to stay of each.

        Raises:
            NotStored: The disk refused; everything is as it was, or gone.
        """
        for record_id in less:
            if waiting(self.path(record_id)).exists():  # the disk refused to move it last time
                settle(waiting(self.path(record_id)), self.keys, self._remove_aside)
        fresh = {i: prepare(self.path(i), self.journal(i, False), less[i], self.vault_id) for i in less}
        old = [record_id for name in named for record_id in self._write_anew(name, named[name])]
        ids = [bytes.fromhex(i) for i in gone]
        self.keys.erase([*ids, *old], index.RECORD_ID, {bytes.fromhex(i): key for i, key in fresh.items()})
        self._renew_index(list(gone))
        paths = [self.path(record_id) for record_id in less]
        take_place(paths)
        for path in paths:
            self._remove_aside(path)
        for record_id in gone:
            self.drafts.remove(record_id)
            self._remove(self.path(record_id))
        for named_id in old:
            self._remove(self._named_path(named_id))

    def named(self, name: str, create: bool) -> Journal:
        """A record that is no talk; see `Vault.named`."""
        return self._named(self._ids(name)[-1], create)

    def named_at(self, path: Path) -> Journal:
        """The named record in a file, whatever its name is."""
        return self._opened(path, _id_of(path), 0)

    def has_named(self, name: str) -> bool:
        """Whether there is such a record."""
        return self._named_path(self._ids(name)[-1]).exists()

    def tidy(self) -> None:
        """Finish what a crash interrupted: none of it was ever acknowledged, or it was an erasure.

        Raises:
            NotStored: The disk refused.
        """
        if self.keys.key(index.RECORD_ID) is None:
            self._renew_index([], self.keys.add(index.RECORD_ID))
        files = [Path(entry.path) for entry in self._entries()]
        files += [path for place in ("", "named", "drafts") for path in (self.folder / place).glob("*.*")]
        try:
            for path in files:
                if path.suffix == ".tmp":
                    remove_file(path)
        except OSError as error:
            raise NotStored(reason(error)) from error
        for path in files:
            erased = self.keys.erased(_id_of(path))
            if path.suffix == ".rec" and erased:
                self._remove(path)
            elif path.suffix == WAITING:
                settle(path, self.keys, self._remove_aside)
            elif path.suffix in (".key", ".draft") and (erased or self.drafts.is_torn(path.stem)):
                self.drafts.remove(path.stem)

    def _opened(self, path: Path, record_id: bytes, floor: int) -> Journal:
        key = self.keys.key(record_id)
        if key is None and self.erased(record_id):
            raise UnknownTalk(path.stem)  # what is left of its file goes when the vault is next opened
        key = key or self.keys.key(record_id)  # another window may have made it just now
        if key is None and path.exists():
            raise MissingKey(str(path))
        if key is None:
            key = self.keys.add(record_id)
        framing = SealedFrames(key, self.vault_id, record_id)
        try:
            return Journal(path, framing, quarantine=self.folder / "quarantine", floor=floor)
        except DamagedTalk:
            if not waiting(path).exists():
                raise
            return Journal(waiting(path), framing, floor=floor)  # a crash left it to be moved

    def _write_anew(self, name: str, tables: Tables) -> list[bytes]:
        """Write a named record under another id; the ids that it had."""
        *old, fresh = self._ids(name, fresh=True)
        self._named(fresh, create=True).save(tables, {"set": tables})
        return old

    def _named(self, record_id: bytes, create: bool) -> Journal:
        path = self._named_path(record_id)
        if not create and not path.exists():
            raise UnknownTalk(path.stem)
        return self._opened(path, record_id, 0)

    def _ids(self, name: str, fresh: bool = False) -> list[bytes]:
        """The id that a named record has now.

        Args:
            name: Its name.
            fresh: Also those that a crash left of its next ones, and last the id that it gets next.
        """
        past: list[bytes] = []
        for number in range(1 << 32):
            record_id = hashlib.sha256(b"%s%s %d" % (self.vault_id, name.encode(), number)).digest()[:16]
            if self.keys.erased(record_id):
                continue
            past.append(record_id)
            if not self._named_path(record_id).exists():
                break
        # one that was written and whose predecessor still has its key was never acknowledged
        return past if fresh else past[:1]

    def _named_path(self, record_id: bytes) -> Path:
        return self.folder / "named" / f"{record_id.hex()}.rec"

    def _renew_index(self, gone: list[str], key: bytes | None = None) -> None:
        key = key or self.keys.key(index.RECORD_ID)
        assert key is not None
        self.index.forget(gone, key)

    def _remove(self, path: Path) -> None:
        self._remove_aside(path)
        try:
            remove_file(waiting(path))
            remove_file(path)
        except OSError as error:
            raise NotStored(reason(error)) from error

    def _remove_aside(self, path: Path) -> None:
        try:
            for file in (self.folder / "quarantine").glob(f"{path.name}.*"):
                remove_file(file)
        except OSError as error:
            raise NotStored(reason(error)) from error

    def _entries(self) -> list[os.DirEntry[str]]:
        try:
            folders = list(os.scandir(self.folder / "records"))
        except FileNotFoundError:
            return []
        return [entry for folder in folders if folder.is_dir() for entry in os.scandir(folder)]


def _id_of(path: Path) -> bytes:
    try:
        return bytes.fromhex(path.stem)
    except ValueError:
        return b""  # somebody put a file of another name here
