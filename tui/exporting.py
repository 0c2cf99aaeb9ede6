"""`export` and `card`: files that leave the program, on somebody's word."""

import argparse
import json
import os
import sys
from pathlib import Path

from coach.agreement import must_be_dutch
from coach.errors import NotLogged
from coach.sheet import sheet
from coach.talk import Kind, Talk
from coach.text import one_line
from data.export_log import Departure, ExportLog
from data.exports import html, markdown, pdf
from data.exports.leaving import Leaving, let_go
from data.exports.page import employee_page, talk_page
from tui import bootstrap
from tui.documents import copy_document, draft_of, talk_document, whole_document
from tui.program import Program
from tui.words import Words

MARKS = ("agreed", "said", "park", "aside", "mine")


def run_export(options: argparse.Namespace, built: Program) -> int:
    """One talk as a file: for whoever held it, or the copy for the employee."""
    talk = built.talks.load(options.id)
    name, content = talk_file(talk, options.to, options.audience)
    if options.audience == "employee" and must_be_dutch(talk.lang, built.settings.country):
        sys.stderr.write(f"onderons: {built.words('export.must-be-dutch')}\n")
    entry = departure(built, talk, "talk", options.to, options.audience)
    return _write(options, name, content, entry, ExportLog(built.vault))


def talk_file(talk: Talk, form: str, audience: str) -> tuple[str, bytes]:
    """The beginning of a name for the file, without anybody's name in it, and what stands in it."""
    document = (whole_document if audience == "self" else talk_document)(talk, draft_of(talk))
    words = bootstrap.words(talk.lang)
    labels = _talk_labels(words)
    employee = audience == "employee"
    if form == "json":
        content = json.dumps(copy_document(document) if employee else document, ensure_ascii=False, indent=1)
        content += "\n"
    else:
        blocks = (employee_page if employee else talk_page)(document, labels)
        content = html.page(blocks, talk.lang) if form == "html" else markdown.page(blocks)
    copy = f"-{words('export.copy-name')}" if employee else ""
    # a record of the first version may hold anything
    return f"onderons-{talk.kind}{copy}-{talk.date.isoformat()}", content.encode("utf-8", "replace")


def write_talk(built: Program, talk: Talk, form: str, audience: str, record: bool) -> Path:
    """Write a talk into the folder one is in.

    Args:
        built: The program.
        talk: What to write.
        form: "html", "md" or "json".
        audience: "self" or "employee".
        record: Whether the talk is stored; without a store there is no log either.

    Raises:
        NotLogged: It is written, and the export log could not be brought up to date.
        OnderonsError: The disk refuses.
    """
    name, content = talk_file(talk, form, audience)
    entry = departure(built, talk, "talk", form, audience)
    path = Path.cwd() / named(name, entry)
    let_go([Leaving(path, content, entry)], ExportLog(built.vault) if record else None)
    return path


def run_card(options: argparse.Namespace, built: Program) -> int:
    """One sheet to take along, for a kind of talk or for a stored talk."""
    talk = built.talks.load(options.id) if options.id is not None else None
    if talk:
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
    entry = departure(built, talk, "card", options.to, "self")
    name = f"onderons-{bootstrap.words(lang)('card.file')}-{kind}"
    return _write(options, name, made, entry, ExportLog(built.vault) if talk else None)


def departure(built: Program, talk: Talk | None, what: str, form: str, audience: str) -> Departure:
    """A file that is about to leave, as the export log keeps it."""
    return Departure(os.urandom(4).hex(), built.now(), what, form, audience, talk.id if talk else None)


def named(name: str, entry: Departure) -> str:
    """The whole name of a file."""
    return f"{name}-{entry.file}.{entry.format}"


def _write(
    options: argparse.Namespace, name: str, content: bytes, entry: Departure, log: ExportLog | None
) -> int:
    path = Path(options.output or named(name, entry))
    try:
        let_go([Leaving(path, content, entry)], log)
    except NotLogged:
        sys.stdout.write(f"{one_line(str(path))}\n")  # it is there, whatever the log says
        raise
    sys.stdout.write(f"{one_line(str(path))}\n")
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
        "corrected": "export.corrected",
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
