"""`export` and `card`: files that leave the program, on somebody's word."""

import argparse
import json
import os
import sys
from pathlib import Path

from coach.agreement import must_be_dutch
from coach.sheet import sheet
from coach.talk import Kind, Talk
from data.exports import html, markdown, pdf
from data.exports.files import write_new
from data.exports.page import employee_page, talk_page
from tui import bootstrap
from tui.documents import draft_of, talk_document
from tui.program import Program
from tui.words import Words

MARKS = ("agreed", "said", "park", "aside", "mine")


def run_export(options: argparse.Namespace, built: Program) -> int:
    """One talk as a file: for whoever held it, or the copy for the employee."""
    talk = built.talks.load(options.id)
    name, content = talk_file(talk, options.to, options.audience)
    if options.audience == "employee" and must_be_dutch(talk.lang, built.settings.country):
        sys.stderr.write(f"onderons: {built.words('export.must-be-dutch')}\n")
    return _write(Path(options.output or name), content)


def talk_file(talk: Talk, form: str, audience: str) -> tuple[str, bytes]:
    """A name for the file, without anybody's name in it, and what stands in it."""
    document = talk_document(talk, draft_of(talk))
    labels = _talk_labels(bootstrap.words(talk.lang))
    employee = audience == "employee"
    if form == "json":
        document = {**document, "notes": []} if employee else document
        content = json.dumps(document, ensure_ascii=False, indent=1) + "\n"
    else:
        blocks = (employee_page if employee else talk_page)(document, labels)
        content = html.page(blocks, talk.lang) if form == "html" else markdown.page(blocks)
    words = bootstrap.words(talk.lang)
    copy = f"-{words('export.copy-name')}" if employee else ""
    name = f"onderons-{talk.kind}{copy}-{talk.date.isoformat()}-{os.urandom(4).hex()}.{form}"
    return name, content.encode()


def write_talk(talk: Talk, form: str, audience: str, folder: Path) -> Path:
    """Write a talk into a folder.

    Raises:
        OnderonsError: The disk refuses.
    """
    name, content = talk_file(talk, form, audience)
    write_new(folder / name, content)
    return folder / name


def run_card(options: argparse.Namespace, built: Program) -> int:
    """One sheet to take along, for a kind of talk or for a stored talk."""
    if options.id is not None:
        talk = built.talks.load(options.id)
        kind, lang = talk.kind, talk.lang
        asked = set(talk.asked[:-1])
    else:
        kind, lang, asked = Kind(options.kind), built.talk_language(options.lang), set[str]()
    guide = built.guides.guide(kind, lang)
    chosen = [q for q in (*guide.set("core"), *guide.questions) if q.id not in asked or q.recurring]
    content = sheet(guide, built.settings.country, chosen)
    labels = _sheet_labels(bootstrap.words(lang))
    if options.to == "pdf":
        made = pdf.sheet(content, labels, lang)
    elif options.to == "html":
        made = html.sheet(content, labels, lang).encode()
    else:
        made = markdown.sheet(content, labels).encode()
    name = f"onderons-{bootstrap.words(lang)('card.file')}-{kind}-{os.urandom(4).hex()}.{options.to}"
    return _write(Path(options.output or name), made)


def _write(path: Path, content: bytes) -> int:
    write_new(path, content)
    sys.stdout.write(f"{path}\n")
    return 0


def _talk_labels(words: Words) -> dict[str, str]:
    ids = {kind.value: f"kind.{kind}" for kind in Kind}
    ids |= {owner: f"owner.export-{owner}" for owner in ("manager", "employee", "together", "nobody")}
    ids |= {mark: f"mark.{mark}" for mark in MARKS}
    ids |= {
        "agreed": "talk.agreed",
        "summary": "talk.summary",
        "notes": "export.notes",
        "view": "export.view",
        "back-on": "export.back-on",
        "nothing-agreed": "live.nothing-agreed",
        "said-back": "export.said-back",
        "present": "export.present",
        "you-may-read": "export.you-may-read",
        "purged": "export.purged",
        "purged-on": "export.purged-on",
    }
    return {name: words(text_id) for name, text_id in ids.items()}


def _sheet_labels(words: Words) -> dict[str, str]:
    ids = {"agreed": "talk.agreed", "back-on": "export.back-on"}
    ids |= {"who-what-when": "card.who-what-when", "never": "card.never"}
    return {name: words(text_id) for name, text_id in ids.items()}
