"""`find`: where something was typed."""

import argparse
import json
import re
import sys

from coach.text import one_line
from data.find import flat, words_of
from data.search import Hit, search, stands_alike
from tui.naming import SHORT
from tui.program import Program

WIDTH = 60
"""Characters of a note in a line of hits."""

MOST = 100
"""Places after which no further talk is shown; nobody reads on for long, and 100 talks open in 0.05 s."""

_WORD = re.compile(r"\w+")


def find(options: argparse.Namespace, built: Program) -> int:
    """The places that hold the words, newest talk first; nothing found is an answer too.

    As JSON all of them, for whatever reads that; else the first, and in how many more talks they stand.
    """
    if options.json:
        hits = search(built.talks, built.people, options.text).hits
        sys.stdout.write(json.dumps([_document(hit) for hit in hits], ensure_ascii=False, indent=1) + "\n")
        return 0
    found = search(built.talks, built.people, options.text, MOST)
    for hit in found.hits:
        sys.stdout.write(_line(hit, words_of(options.text), built) + "\n")
    if found.more:
        sys.stdout.write(built.words.count("find.more", found.more) + "\n")
    if not found.hits:
        sys.stdout.write(built.words("find.nothing") + "\n")
    return 0


def around(text: str, words: list[str], width: int = WIDTH) -> str:
    """A text on one line, shortened to the stretch around the first place where one of the words stands."""
    text = one_line(text)
    if len(text) <= width:
        return text
    at = _place(flat(text), words)
    begin = max(0, min(at - width // 3, len(text) - width))
    end = begin + width
    return f"{'…' if begin else ''}{text[begin:end].strip()}{'…' if end < len(text) else ''}"


def _place(text: str, words: list[str]) -> int:
    exact = [text.find(word) for word in words if word in text]
    if exact:
        return min(exact)
    alike = (m.start() for m in _WORD.finditer(text) if any(stands_alike(word, m[0]) for word in words))
    return next(alike, 0)


def _line(hit: Hit, words: list[str], built: Program) -> str:
    if hit.talk is None or hit.day is None:
        return built.words("find.person", person=hit.person)
    number = "-" if hit.number is None else str(hit.number)
    kind = built.words(f"kind.{hit.kind}")
    told = f"{hit.talk[:SHORT]}  {hit.day.isoformat()}  {hit.person}  {kind}  {number}"
    return told if hit.text == hit.person else f"{told}  {around(hit.text, words)}"


def _document(hit: Hit) -> dict[str, object]:
    return {
        "talk": hit.talk,
        "date": hit.day.isoformat() if hit.day else None,
        "person": hit.person,
        "kind": hit.kind.value if hit.kind else None,
        "n": hit.number,
        "text": hit.text,
    }
