"""Half-typed lines: each has a key of its own, which is overwritten when the line goes.

`<id>.key` holds the key, wrapped by the master key, and is written once; `<id>.draft` holds the line
and is replaced twice a second while somebody types. What those replaced files leave behind on the
disk can be opened by nobody once the key is gone.
"""

import struct
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from coach.errors import NotStored, StoreError
from data.disk import reason, remove_file, replace_file, shred_file
from data.vault.crypto import Forged, cipher, new_key, seal, unseal

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

BLOCK = 256
"""Bytes to which a line is padded."""


class Drafts:
    """The half-typed lines of a vault, by id of their talk."""

    def __init__(self, folder: Path, vault_id: bytes, box: "AESGCM") -> None:
        self._folder, self._vault_id, self._box = folder, vault_id, box
        self._boxes: dict[str, AESGCM] = {}

    def keep(self, talk_id: str, text: str) -> None:
        """Keep this line; empty text removes it and its key.

        Raises:
            NotStored: The disk refused.
        """
        if not text:
            self.remove(talk_id)
            return
        typed = text.encode("utf-8", "surrogatepass")
        plain = struct.pack(">I", len(typed)) + typed
        plain += bytes(-len(plain) % BLOCK)
        try:
            box = self._boxes.get(talk_id) or self._stored(talk_id) or self._fresh(talk_id)
            replace_file(self._line(talk_id), seal(box, plain, self._bound(talk_id, b"draft")))
        except OSError as error:
            raise NotStored(reason(error)) from error
        self._boxes[talk_id] = box

    def kept(self, talk_id: str) -> str:
        """The line, or "" when there is none that can be read.

        Raises:
            StoreError: It is there and the disk does not give it.
        """
        try:
            box, sealed = self._stored(talk_id), self._line(talk_id).read_bytes()
        except FileNotFoundError:
            return ""
        except OSError as error:
            raise StoreError("error.unreadable", where=self._line(talk_id), why=reason(error)) from error
        if box is None:
            return ""
        try:
            plain = unseal(box, sealed, self._bound(talk_id, b"draft"))
        except Forged:
            return ""  # the files are damaged, or of two different moments: the next key press mends it
        length = struct.unpack_from(">I", plain)[0]
        return plain[4 : 4 + length].decode("utf-8", "surrogatepass")

    def remove(self, talk_id: str) -> None:
        """Destroy the key, then remove the line.

        Raises:
            NotStored: The disk refused.
        """
        self._boxes.pop(talk_id, None)
        try:
            shred_file(self._key(talk_id))
            remove_file(self._line(talk_id))
        except OSError as error:
            raise NotStored(reason(error)) from error

    def has(self, talk_id: str) -> bool:
        """Whether a talk has a line here, or what a crash left of one."""
        return self._key(talk_id).exists() or self._line(talk_id).exists()

    def untouched(self, since: date) -> list[str]:
        """Ids of lines that were last changed before this day."""
        found: list[str] = []
        for path in sorted(self._folder.glob("*.draft")):
            try:
                changed = date.fromtimestamp(path.stat().st_mtime)
            except FileNotFoundError:
                continue  # another window was quicker
            if changed < since:
                found.append(path.stem)
        return found

    def is_torn(self, talk_id: str) -> bool:
        """Whether a crash left a key without a line, or a line without its key."""
        try:
            return not self._line(talk_id).exists() or self._stored(talk_id) is None
        except OSError:
            return False  # a disk that does not give the key now may give it later

    def _stored(self, talk_id: str) -> "AESGCM | None":
        try:
            wrapped = self._key(talk_id).read_bytes()
            return cipher(unseal(self._box, wrapped, self._bound(talk_id, b"draft key")))
        except (FileNotFoundError, Forged):
            return None  # none, or half overwritten: its line was on its way out

    def _fresh(self, talk_id: str) -> "AESGCM":
        key = new_key()
        replace_file(self._key(talk_id), seal(self._box, key, self._bound(talk_id, b"draft key")))
        return cipher(key)

    def _key(self, talk_id: str) -> Path:
        return self._folder / f"{talk_id}.key"

    def _line(self, talk_id: str) -> Path:
        return self._folder / f"{talk_id}.draft"

    def _bound(self, talk_id: str, use: bytes) -> bytes:
        return self._vault_id + bytes.fromhex(talk_id) + use
