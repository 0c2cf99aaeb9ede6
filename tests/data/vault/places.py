"""Vaults for tests: a store under a folder, opened as the program opens it but without the lock."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from coach.errors import NewerTalk
from coach.note import Typed
from coach.person import Person
from coach.talk import Kind, Talk
from data.paths import Paths
from data.people import TinyPeopleStore
from data.talks import TinyTalkStore, new_talk_id
from data.vault.migrations.plain import PlainFiles
from data.vault.opening import open_for_writing
from data.vault.own_key import KeyFile
from data.vault.sealed import SealedFrames
from data.vault.slots import Cost
from data.vault.vault import Vault

NOW = datetime(2026, 3, 9, 10, 0, tzinfo=UTC)
CHEAP = Cost(memory_kib=8, passes=1, lanes=1)
"""For tests that try many passphrases; the parameters stand in the slot."""


def reading(home: Path) -> Vault:
    """A vault as a command that only reads sees it."""
    paths = Paths(home)
    return Vault(paths.vault, KeyFile(paths.machine_key))


def writing(home: Path, passphrase: str | None = None) -> Vault:
    """A vault open to write; made when it is not there."""
    vault = reading(home)
    if passphrase and not vault.door.present:
        vault.door.create(passphrase, CHEAP)
    elif passphrase:
        vault.door.unlock(passphrase)
    open_for_writing(vault, Paths(home))
    return vault


def talks(vault: Vault, home: Path | None = None) -> TinyTalkStore:
    return TinyTalkStore(vault, PlainFiles(Paths(home)) if home else None)


def people(vault: Vault, home: Path | None = None) -> TinyPeopleStore:
    return TinyPeopleStore(vault, PlainFiles(Paths(home)) if home else None)


def new_talk(*lines: str, **change: object) -> Talk:
    talk = Talk(new_talk_id(), Kind.STAY, "nl", Person("p1", "Sanne"), date(2026, 3, 9), NOW)
    return replace(talk.with_lines([Typed(line) for line in lines], NOW), **change)  # type: ignore[arg-type]


def texts(talk: Talk) -> list[str]:
    return [note.text for note in talk.notes]


def readable(home: Path) -> bytes:
    """All plaintext that the keys of a vault open: every frame of every file, drafts, the index."""
    vault = reading(home)
    if not vault.door.present:
        return b""
    inside = vault.inside
    found = [repr(inside.index._rows).encode()]
    for path in [p for p in vault.folder.rglob("*") if ".rec" in p.name or p.suffix == ".next"]:
        record_id = bytes.fromhex(path.name[:32])
        key = inside.keys.key(record_id)
        if key is not None:
            framing = SealedFrames(key, inside.vault_id, record_id)
            try:
                found.append(repr(framing.read(path.read_bytes(), "").bodies).encode())
            except NewerTalk:
                found.append(framing.text(path.read_bytes()) or b"")
    found += [inside.drafts.kept(p.stem).encode() for p in vault.folder.glob("drafts/*.draft")]
    return b"\n".join(found)
