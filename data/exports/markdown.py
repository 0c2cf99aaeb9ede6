"""Markdown. User text is escaped: a note that looks like a heading or a tag stays a note."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from coach.sheet import Sheet

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~!&])")
_START = re.compile(r"^(\s*)([-+=]|\d+[.)])")


def escaped(text: str) -> str:
    """Text that no Markdown reader takes for markup."""
    flat = _SPECIAL.sub(r"\\\1", text.replace("\n", " "))
    return _START.sub(lambda m: f"{m[1]}{m[2][:-1]}\\{m[2][-1]}", flat)


def talk(document: Mapping[str, Any], labels: Mapping[str, str]) -> str:
    """A talk (schema onderons.talk/1) to read: what was agreed, the summary, the notes."""
    return "\n".join(_talk(document, labels)) + "\n"


def _talk(document: Mapping[str, Any], labels: Mapping[str, str]) -> Iterator[str]:
    yield f"# {labels[document['kind']]} · {escaped(document['person'])} · {document['date']}"
    yield from ("", f"## {labels['agreed']}", "")
    for action in document["actions"]:
        due = action["due"] or escaped(action["due_text"] or "")
        owner = labels[action["owner"] or "nobody"]
        yield f"- {owner}: {escaped(action['what'])}" + (f" ({due})" if due else "")
    if not document["actions"]:
        yield labels["nothing-agreed"]
    if document["return_date"]:
        yield from ("", f"{labels['back-on']}: {document['return_date']}")
    if document["summary"]:
        yield from ("", f"## {labels['summary']}", "")
        for sentence in document["summary"]:
            yield f"- {escaped(sentence['text'])} ({', '.join(map(str, sentence['lines']))})"
    yield from ("", f"## {labels['notes']}", "")
    for note in document["notes"]:
        marks = "".join(f" [{labels[mark]}]" for mark in note["marks"])
        yield f"{note['n']}. {escaped(note['text'])}{escaped(marks)}"
        if note.get("view"):
            yield f"   {labels['view']}: {escaped(note['view'])}"


def sheet(content: Sheet, labels: Mapping[str, str]) -> str:
    """The sheet to take along."""
    return "\n".join(_sheet(content, labels)) + "\n"


def _sheet(content: Sheet, labels: Mapping[str, str]) -> Iterator[str]:
    yield f"# {escaped(content.title)}"
    for text in (*content.about, "", content.opening):
        yield escaped(text)
    for part in content.parts:
        yield ""
        if part.text:
            yield f"**{escaped(part.text)}**"
        for line in part.lines:
            yield f"- {escaped(line) or '. . . . . . . . . . . . . . . . . . . .'}"
    if content.never:
        yield from ("", f"**{labels['never']}**", *(f"- {escaped(line)}" for line in content.never))
    yield from ("", f"**{labels['agreed']}**", "")
    for _ in range(content.actions):
        yield f"- [ ] {labels['who-what-when']}"
    yield from ("", f"{labels['back-on']}: . . . . . . . . . .", "", escaped(content.closing))
    for text in content.call:
        yield f"- {escaped(text)}"
