"""Texts that would like to be more than text, and what they must not become on screen."""

import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from coach.agreement import Agreement, Outcome
from coach.note import Mark, Note
from coach.person import Person
from coach.talk import Talk
from coach.text import clean
from tests.conftest import NOW
from tests.tui.looking import picture, strips
from tui.app import OnderonsApp

MARKUP = (
    "[/]", "[/home/x]", "[@click=app.quit]x[/]", "[type=x, v={'a[0]'}]", "[b]vet[/b]", "[link='x]", "[/",
    "[on red]x", "[[[", "\\[z]", ":smile: {x} %s $x",
)  # fmt: skip
SEQUENCES = (
    "\x1b]0;KANARIE\x07", "\x1b]52;c;S0FOQVJJRQ==\x07", "\x1b]8;;http://kanarie\x1b\\x", "\x1b[31mrood", "\x1b[2J",
    "\x1b[6n", "\x1b[?1049l", "\x1b[20~", "\x1bc", "\x1b(0", "\x1bP+q544e\x1b\\", "\x9b31m", "\x90q\x9c",
    "a\x00b", "a\x08b\x7f", "a\rb", "a\x0cb", "a\x85b",
)  # fmt: skip
ODD = (
    "\u202eomgekeerd", "\u2066a\u2069", "\u200fa", "a\u2028b\u2029c", "👩\u200d👩\u200d👧\u200d👦", "a\u200bb\u200d",
    "z̸̢̛a̷l̶", "\U000e0041\U000e0042x", "\ufeffx", "\ufffe\U0010ffff", "ﷺ ﷽ ｗｉｄｅ", "e\u0301",
)  # fmt: skip
STORABLE = (*MARKUP, *SEQUENCES, *ODD)
TEXTS = (*STORABLE, "a\ud800b", "\udc9b31m")
LONG = "lang " * 20_000
"""100,000 characters."""

_DIRECTION = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f]")


def batches(texts: tuple[str, ...], limit: int) -> Iterator[str]:
    """The texts, as many at once as fit."""
    batch = ""
    for text in texts:
        if batch and len(batch) + len(text) >= limit:
            yield batch
            batch = ""
        batch += f" {text}"
    yield batch


def sound(app: OnderonsApp) -> str:
    """The screen as text; raises when a cell holds more than text."""
    for strip in strips(app):
        for text, style, control in strip:
            assert control is None
            live = [c for c in text if unicodedata.category(c) in ("Cc", "Cs") or _DIRECTION.match(c)]
            assert not live, f"reaches the terminal: {live!r} in {text!r}"
            assert style is None or (style.link is None and "@click" not in style.meta), text
    assert app.is_running
    return picture(app)


def literal(shown: str, texts: tuple[str, ...] = MARKUP) -> list[str]:
    """The texts of which the screen does not show the very letters."""
    return [text for text in texts if clean(text) not in shown]


def toml(text: str) -> str:
    """The text as a value in TOML, with nothing live in the file itself."""
    return re.sub(r"[\x7f-\U0010ffff]", lambda m: f"\\U{ord(m[0]):08x}", json.dumps(text, ensure_ascii=False))


def hostile_talk(talk: Talk, number: int, name: str, ended: bool) -> Talk:
    """A talk in which every field is hostile, past the door: as if somebody else wrote the file."""
    texts = [text.encode("utf-8", "ignore").decode() for text in STORABLE]
    notes = tuple(
        Note(n, text, NOW, (Mark.AGREED,) if n % 5 == 0 else (Mark.PARK,) if n % 5 == 1 else (), view=text)
        for n, text in enumerate(texts, 1)
    )
    past = date(2026, 3, 1)
    agreements = tuple(Agreement("employee", text, past, text, 1) for text in texts)
    held = replace(
        talk, id=f"{number:032x}", person=Person(f"{number:016x}", name), notes=notes, next_number=len(notes) + 1,
        goal=" ".join(texts)[:300], seen=" ".join(texts)[:300], present=" ".join(texts)[:80],
        outcome=Outcome(agreements, None, " ".join(texts)) if ended else None,
    )  # fmt: skip
    return held.end() if ended else held
