"""Hostile text in the real program: what reaches the terminal, byte by byte."""

import json
import re
from pathlib import Path

from coach.person import Person
from coach.talk import Kind, Talk
from data.paths import Paths
from tests.conftest import NOW
from tests.data.imports.broken import sound as written_by_somebody
from tests.tui.hostile import ODD, SEQUENCES, hostile_talk, toml
from tests.tui.terminal import Terminal
from tui import bootstrap

WORST = [text for text in (*SEQUENCES, *ODD[:3]) if "\n" not in text]
EVERYTHING = "".join(WORST).replace("\r", "").replace("\x00", "")
PASTED = re.sub("[\x1b\x0c\x85]", "", EVERYTHING)
"""For fields that take the first line of a paste."""

# What Textual may write: text, CSI with parameters, cursor and keypad modes, the shape of the pointer
ALLOWED = re.compile(
    r"\x1b\[[0-9;:?<=>!$]*[ -/]?[A-Za-z@`~]|\x1b[78=>]|\x1b\]22;[a-z-]*(?:\x1b\\|\x07)?|[\r\n\x07]"
)
LIVE = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f]")


def live(raw: bytes) -> list[str]:
    """What was written beyond text and the program's own sequences."""
    whole = re.sub(rb"\x1b(?:\[[0-9;:?<=>!$]*)?$", b"", raw)  # a sequence that is still being written
    rest = ALLOWED.sub("", whole.decode("utf-8", errors="ignore"))
    return [rest[max(0, m.start() - 20) : m.end() + 20] for m in LIVE.finditer(rest)]


def fill(home: Path) -> None:
    """A store and own files in which everything is hostile."""
    blank = Talk("0" * 32, Kind.STAY, "nl", Person("p", "P"), NOW.date(), NOW)
    built = bootstrap.program(Paths(home), "nl")
    built.lock()
    store = built.talks
    store.save(hostile_talk(blank, 1, f"Ended{EVERYTHING}"[:80], ended=True))
    store.save(hostile_talk(blank, 2, f"Open{EVERYTHING}"[:80], ended=False))
    store.save(hostile_talk(blank, 3, "Sanne", ended=True))
    built.close()
    (home / "keys.toml").write_text(f'[keys]\n"app.settings" = {toml(EVERYTHING)}\n')
    (home / "guides" / "nl").mkdir(parents=True)
    (home / "guides" / "nl" / "exit.toml").write_text(f'schema = "x"\n{toml(EVERYTHING)} = 1\n')


def paste(terminal: Terminal, text: str) -> None:
    terminal.type(b"\x1b[200~" + text.encode() + b"\x1b[201~")


def ready(terminal: Terminal) -> None:
    """Wait until what is typed arrives in the line."""
    terminal.until(lambda: terminal.type("z") or "zz" in terminal.picture)
    terminal.read(0.3)


def emptied(terminal: Terminal, text: str) -> None:
    """Ctrl+A and Ctrl+K, and wait until it is seen: a letter typed at once would go with it."""
    terminal.type("\x01\x0b")
    terminal.until(lambda: text not in terminal.picture)


def test_no_live_byte_reaches_the_terminal(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    fill(home)
    with Terminal(home=home, size=(100, 60)) as terminal:
        terminal.until("Ended")
        terminal.until("exit.toml")
        terminal.type("\x1bOQ")  # F2
        terminal.until("Met wie praat je")
        ready(terminal)
        emptied(terminal, "zz")
        paste(terminal, PASTED[-60:])
        terminal.until("omgek")
        emptied(terminal, "omgek")
        terminal.type("Sanne")
        terminal.until("Vorige keer")
        for field in ("doel", "gezien"):
            terminal.type("\t")
            terminal.rest()
            paste(terminal, f"{field} {PASTED[-60:]}")
            terminal.until(field)
        terminal.type("\r")
        terminal.until("DOORVRAAG")
        for number, text in enumerate(WORST):
            paste(terminal, f"plak{number} {text}")
            terminal.type("\r")
            terminal.type(text.replace("\r", "").replace("\x00", "").replace("\x1b", "").encode() + b"\r")
        terminal.until(f"plak{len(WORST) - 1}")
        for command in ("/erbij", "/visie 1", "/wijzig 2", "/foo"):
            terminal.type(b"\x05\x15")  # Ctrl+E, Ctrl+U
            terminal.rest()
            paste(terminal, f"{command} {PASTED}")
            terminal.rest()
            terminal.type("\r")
            terminal.rest()
        terminal.type(b"\x05\x15")
        terminal.rest()
        terminal.type("/einde\r")
        terminal.until("TERUG OP")
        for command in ("/geen", "ik ga", ""):
            paste(terminal, f"{command} {PASTED}")
            terminal.rest()
            terminal.type("\r")
            terminal.rest()
        terminal.until("ik ga")
        terminal.type("\x1b[21~")  # F10
        terminal.until("Afgerond en bewaard")
        terminal.type("\x1b")
        terminal.until("Nieuw blijfgesprek")
        terminal.type("\x10")
        terminal.until("Zoek een opdracht")
        paste(terminal, PASTED)
        terminal.read(0.2)
        raw = terminal.raw
    assert live(raw) == []
    for text in (
        "\x1b[31mrood",
        "\x1b[2J",
        "\x1b[6n",
        "\x1b[20~",
    ):  # in form these could be the program's own
        assert text.encode() not in raw


def test_a_live_byte_is_noticed() -> None:
    for text in SEQUENCES:
        assert text.startswith("\x1b[") or "\r" in text or live(f"\x1b[31mregel {text}".encode()), text


def hostile_file(folder: Path) -> str:
    """A talk as a stranger may write it: every text is hostile, and so is the name of the file."""
    everything = "".join(WORST) + " [@click=app.quit]x[/] [/] [b]vet[/b]"
    notes = [
        {"n": n, "at": "2026-03-09T10:00:00+00:00", "text": f"n{n} {text}", "marks": ["agreed"], "view": text,
         "question": text}
        for n, text in enumerate(WORST, 1)
    ]  # fmt: skip
    action = {"owner": "employee", "what": everything, "due": None, "due_text": everything, "line": 1}
    document = {
        **written_by_somebody(), "person": f"Vreemd{everything}", "notes": notes, "actions": [action],
        "goal": everything, "present": everything, "asked": WORST, "no_return_because": everything,
        "summary": [{"text": everything, "lines": [1]}],
    }  # fmt: skip
    path = folder / "x\x1b]0;KANARIE\x07\x9b2J\u202e.json"
    path.write_text(json.dumps(document), "utf-8")
    return str(path)


def test_nothing_live_comes_in_with_a_file_of_somebody_else(tmp_path: Path) -> None:
    home = tmp_path / "home"
    name = hostile_file(tmp_path)
    raw = b""
    for args in (("import", name), ("import", name), ("import", f"{name}x"), ("list",), ("show", "Vreemd"), ("find", "n3"),
                 ("people",), ("actions",), ("show", "Vre\x1b[2Jx"), ("export", "Vreemd", "--to", "json\x1b[2J")):  # fmt: skip
        with Terminal(*args, home=home) as terminal:
            if args == ("import", name) and not raw:
                terminal.until("binnenhalen?")
                terminal.type("j\r")
            terminal.wait()
            raw += terminal.raw
    assert b"Vreemd" in raw
    with Terminal(home=home, size=(100, 60)) as terminal:
        terminal.until("Vreemd")
        terminal.rest()
        for key in (
            "\x1b[B",
            "\r",
            "\x1b[6~",
            "\x1bOR",
            "\x1b",
            "\x1b",
        ):  # down, Enter, page down, F3, Esc, Esc
            terminal.type(key)
            terminal.rest(10)
        raw += terminal.raw
    assert live(raw) == []
    for text in ("\x1b[31mrood", "\x1b[6n", "\x1b[20~"):
        assert text.encode() not in raw


def test_a_hostile_answer_is_no_answer(tmp_path: Path) -> None:
    home = tmp_path / "home"
    with Terminal("import", hostile_file(tmp_path), home=home) as terminal:
        terminal.until("binnenhalen?")
        terminal.type(b"j\x1b[2J\xff\r")
        assert terminal.wait() == 1
