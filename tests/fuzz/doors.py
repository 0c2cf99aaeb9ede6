"""Every reader of bytes that somebody else may have written. Each may refuse with an `OnderonsError`."""

import shutil
import zlib
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

from tinydb import TinyDB

from coach.errors import OnderonsError
from coach.note import Mark, Typed
from coach.reading import Parties
from coach.report import read_talk as read_notes
from coach.sheet import sheet
from coach.summary import summarize
from coach.talk import Kind, Talk
from coach.text import decode
from data.frames import PlainLines, body_of, text_of
from data.imports import lines
from data.imports.talk import read_talk
from data.journal import Journal, JournalStorage
from data.knowledge import read_knowledge, read_phrasing
from data.library import SHIPPED, read_guide
from data.paths import Paths
from data.settings import Settings, load_keymap, load_settings, save_settings
from data.talk_documents import head_document, note_document, state_document, talk_from
from data.talks import newest_first
from data.vault import header
from data.vault.backup import backup, restore
from data.vault.mirror import place_in
from data.vault.sealed import SealedFrames
from data.vault.twin import write_twice
from tests.data.vault.places import new_talk, people, reading, talks, writing
from tests.tui.hostile import TEXTS
from tui.documents import draft_of, talk_document
from tui.exporting import talk_file

DAY = date(2026, 3, 9)
RECORD_ID = "5f" * 16
FRAMES = SealedFrames(b"k" * 32, b"v" * 16, bytes.fromhex(RECORD_ID))


def a_talk() -> Talk:
    """A talk with something in most fields."""
    held = new_talk("te veel prioriteiten", "! weet ik niet").ask("stay.forward")
    held = held.with_note(Typed("ik zoek het uit voor 1 december", (Mark.AGREED,)), held.started)
    held = held.viewed(1, "dat zie ik anders")
    return held.agree(draft_of(held).outcome).end()


def tables_of(talk: Talk) -> dict[str, Any]:
    notes = {str(note.number): note_document(note) for note in talk.notes}
    return {"talk": {"1": head_document(talk)}, "state": {"1": state_document(talk)}, "notes": notes}


class Doors:
    """The readers, over a folder that is thrown away. `all`: name, reader, sound files."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        vault = writing(folder / "live")
        talks(vault).save(a_talk())
        people(vault).add("Sanne")
        backup(vault, folder / "stick", DAY)
        self.copy = place_in(folder / "stick", vault.door.header.vault_id)
        save_settings(folder / "settings.db", Settings(lang="nl"))
        guide, small = _guides()
        body, everybody = (
            text_of({"set": tables_of(a_talk())}),
            text_of({"set": {"_default": {"1": _sanne()}}}),
        )
        exported = talk_file(a_talk(), "json", "self")[1]
        transcript = b'{"speaker":"manager","text":"x"}\n\n{"break":true}\n'
        texts = "\n".join(text.encode("utf-8", "ignore").decode() for text in TEXTS)
        sealed = (
            FRAMES.head()
            + FRAMES.frame({"set": tables_of(a_talk())}, 1, 1)
            + FRAMES.frame({"drop": {}}, 2, 1)
        )
        top = (self.copy / "vault.hdr").read_bytes().rpartition(b"\nsha256 ")[0]
        day = (self.copy / "days" / f"{DAY}.json").read_bytes()
        self.all: dict[str, tuple[Callable[[bytes], object], tuple[bytes, ...]]] = {
            "import": (self.imported, (exported, talk_file(a_talk(), "json", "employee")[1])),
            "lines": (self.json_lines, (transcript, exported)),
            "frames": (self.frames, (sealed,)),
            "body": (self.body, (body, b'{"set":{"talk":{"1":{}}}}', b'{"drop":{"notes":["1"]}}')),
            "plain": (self.plain, (body, everybody)),
            "notes": (self.notes, (texts.encode(), b"! ik mail Jan, vr 3 april\n- wil minder diensten\n")),
            "guide": (self.guide, (small, guide)),
            "keys": (self.keys, (b'[keys]\n"question.next" = "f5"\n', small)),
            "settings": (self.settings, (b'{"set":{"_default":{"1":{"lang":"nl","country":"BE"}}}}', body)),
            "day": (self.day, (day, b"{}")),
            "header": (self.header, (top,)),
        }

    def imported(self, content: bytes) -> None:
        """What `onderons import` reads; the talk in it is told and exported again."""
        found = read_talk(content, "talk.json")
        _use(found.talk)
        assert read_talk(talk_file(found.talk, "json", "self")[1], "again.json").talk == found.talk

    def json_lines(self, content: bytes) -> None:
        assert len(list(lines.records(content, "talk.jsonl"))) <= lines.MOST_RECORDS

    def frames(self, content: bytes) -> None:
        """A record as bytes: nothing in it that was not sealed comes through."""
        for body in FRAMES.read(content, "x").bodies:
            assert set(body) <= {"set", "drop", "start", "part"}
        FRAMES.text(content)

    def body(self, content: bytes) -> None:
        """A record that is sound and holds anything at all."""
        body = body_of(content)
        if body is None:
            return
        path = self.folder / "one.rec"
        path.write_bytes(FRAMES.head() + FRAMES.frame(body, 1, 1))
        _use(talk_from(RECORD_ID, TinyDB(Journal(path, FRAMES), storage=JournalStorage), "x"))

    def plain(self, content: bytes) -> None:
        """Readable files of the first version, which anybody can write, and taking them in."""
        home = Paths(self.folder / "plain")
        shutil.rmtree(home.home, ignore_errors=True)
        path = home.talks / "5f" / f"{RECORD_ID}.talk"
        path.parent.mkdir(parents=True)
        for file in (path, home.people):
            file.write_bytes(_plain_lines(content))
        self._look(home)
        if zlib.crc32(content) % 8 == 0:  # a new vault each time costs 30 ms
            with suppress(OnderonsError):
                writing(home.home).close()
            self._look(home)

    def _look(self, home: Paths) -> None:
        vault = reading(home.home)
        store = talks(vault, home.home)
        newest_first(store.rows())
        list(store.holding("prioriteiten"))
        for talk_id in store.ids():
            try:
                _use(store.load(talk_id))
            except OnderonsError:
                continue
        try:
            people(vault, home.home).people()
        except OnderonsError:
            return

    def notes(self, content: bytes) -> None:
        """What `suggest` and `summarize` read."""
        typed = decode(content).split("\n")[:200]
        report = read_notes(typed, Kind.EXIT, DAY, Parties("Sanne", ""), read_knowledge("nl"))
        summarize(report, read_phrasing("nl"))

    def guide(self, content: bytes) -> None:
        path = self.folder / "stay.toml"
        path.write_bytes(content)
        for kind in (Kind.STAY, Kind.DISMISSAL):
            try:
                guide = read_guide(path, kind, "nl")
            except OnderonsError:
                continue
            sheet(guide, "BE", guide.questions)

    def keys(self, content: bytes) -> None:
        path = self.folder / "keys.toml"
        path.write_bytes(content)
        load_keymap(path)

    def settings(self, content: bytes) -> None:
        path = self.folder / "chosen.db"
        path.write_bytes(_plain_lines(content))
        load_settings(path)

    def day(self, content: bytes) -> None:
        """A day of a backup on somebody else's stick: nothing is written outside the new folder."""
        (self.copy / "days" / f"{DAY}.json").write_bytes(content)
        target = self.folder / "back" / "vault"
        shutil.rmtree(target, ignore_errors=True)
        restore(self.copy, target)
        assert [path.name for path in target.parent.iterdir()] == ["vault"]

    def header(self, content: bytes) -> None:
        folder = self.folder / "header"
        folder.mkdir(exist_ok=True)
        write_twice(folder / header.NAME, content.decode("utf-8", "ignore"))
        header.load(folder)


def read(reader: Callable[[bytes], object], content: bytes) -> None:
    """Read a file; a refusal is as good as an answer, and nothing else is."""
    refused: dict[str, object] = {}
    try:
        reader(content)
    except OnderonsError as error:
        refused = error.params
    assert all(len(str(value)) < 1000 for value in refused.values()), refused


def _use(talk: Talk) -> None:
    talk_document(talk, draft_of(talk))
    talk_file(talk, "md", "self")


def _guides() -> tuple[bytes, bytes]:
    guide = (SHIPPED / "nl" / "stay.toml").read_bytes()
    head, table, questions = guide.partition(b"[[question]]")
    return guide, head + table + questions[: questions.index(b"[[question]]", 2000)]


def _sanne() -> dict[str, str]:
    names = ("department", "function_family", "tenure_band")
    return {"id": "fa8ebab20b014134", "alias": "Sanne", **dict.fromkeys(names, "")}


def _plain_lines(content: bytes) -> bytes:
    """A file with sound checksums around anything."""
    flat = content.replace(b"\n", b" ")
    return PlainLines().head() + b"%08x %s\n" % (zlib.crc32(flat), flat)
