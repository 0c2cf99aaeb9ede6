"""`access`: the copy of everything about one person, for that person (domain.md §6)."""

import argparse
import json
import os
import re
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from coach.agreement import must_be_dutch
from coach.errors import NotLogged, OnderonsError, StoreError
from coach.person import Person
from coach.redact import Cast, Why, cast
from coach.text import fold, one_line
from data.belongings import belongings
from data.disk import make_folder, reason
from data.export_log import Departure, ExportLog
from data.exports import html
from data.exports.access_page import access_page
from data.exports.leaving import Leaving, let_go
from data.find import typed
from data.knowledge import read_names, read_surnames
from tui import bootstrap
from tui.access_document import Found, Kept, access_document, spelled, typed_in, unsure, with_labels
from tui.access_words import access_labels
from tui.naming import SHORT
from tui.program import Program

MOST_NAMED = 5
"""Places in one sentence."""

_ID = re.compile(r"[0-9a-f]{32}")


def make_access(options: argparse.Namespace, built: Program) -> int:
    """Write the copy as JSON and as a page; exit code 1 when a talk could not be read."""
    folder = Path(options.output).expanduser().resolve()
    if folder.is_relative_to(built.paths.home.resolve()):
        raise OnderonsError("error.access-inside", where=folder)
    found = collect(built, options.person)
    person = found.person
    lang = options.lang or (found.talks[0].talk.lang if found.talks else built.words.lang)
    words = bootstrap.words(lang)
    made = built.now().isoformat(timespec="seconds")
    whole = access_document(found, made, words, lambda talk: built.guides.guide(talk.kind, talk.lang))
    stay = [person.alias, *filter(None, map(one_line, (options.employee or "", options.manager or "")))]
    others = _others(built, person, list(typed_in(whole)), stay, words("access.colleague"))
    document = with_labels(whole, others)
    page = html.page(access_page(document, access_labels(words)), lang)
    text = json.dumps(document, ensure_ascii=False, indent=1) + "\n"
    refused = _write(built, person, folder, words("access.file"), {"json": text, "html": page})
    _tell(built, whole, others, found, lang)
    if refused:
        raise refused
    return 1 if found.unreadable else 0


def collect(built: Program, name: str) -> Found:
    """What the store knows of whoever has this name or id, newest talk first; what cannot be read is named.

    Raises:
        UnknownPerson: Nobody has it.
        AmbiguousPerson: It fits more than one person.
        StoreError: The store does not open, or its export log cannot be read.
    """
    of = belongings(built.vault, built.talks, built.people, name)
    talks = tuple(
        Kept(talk, built.talks.draft(talk.id), len(built.talks.damage(talk.id))) for talk in of.talks
    )
    own = {talk.id for talk in of.talks}
    departures = ExportLog(built.vault).departures(own, of.person.id)
    claims = [one for one in built.claims.all() if one.on_person(of.person) or own & set(one.talks)]
    unreadable = tuple((_talk_id(error), error) for error in of.errors)
    return Found(of.person, talks, unreadable, departures, tuple(claims))


def _others(built: Program, person: Person, texts: list[str], stay: list[str], word: str) -> Cast:
    """Who is named, apart from those whose names stay."""
    known = [one.alias for one in built.people.people() if one.id != person.id]
    known = [alias for alias in known if fold(alias) not in map(fold, stay)]
    return cast(texts, known, stay, read_names(), word, read_surnames())


def _write(
    built: Program, person: Person, folder: Path, name: str, contents: dict[str, str]
) -> NotLogged | None:
    """Write the files, both or neither, and say where they are; what the export log had against it."""
    try:
        make_folder(folder)
    except OSError as error:
        raise OnderonsError("error.cannot-write", where=folder, why=reason(error)) from error
    now = built.now()
    files: list[Leaving] = []
    for form, content in contents.items():
        entry = Departure(os.urandom(4).hex(), now, "access", form, "employee", person=person.id)
        path = folder / f"onderons-{name}-{now.date().isoformat()}-{entry.file}.{form}"
        files.append(Leaving(path, content.encode(), entry))
    refused = None
    try:
        let_go(files, ExportLog(built.vault))
    except NotLogged as error:
        refused = error  # the files are there, whatever the log says
    _say(str(file.path) for file in files)
    return refused


def _tell(built: Program, whole: dict[str, Any], others: Cast, found: Found, lang: str) -> None:
    """What whoever hands the copy over should know."""
    _say(f"{label}  {', '.join(texts)}" for label, texts in spelled(whole, others).items())
    doubts = unsure(whole["talks"], others)
    if doubts:
        places = ", ".join(f"{talk[:SHORT]} {n} ({text})" for talk, n, text in doubts[:MOST_NAMED])
        more = ", …" if len(doubts) > MOST_NAMED else ""
        _warn(built.words.count("access.doubts", len(doubts), where=places + more))
    if elsewhere := _elsewhere(built, found):
        _warn(built.words.count("access.elsewhere", elsewhere, person=found.person.alias))
    if must_be_dutch(lang, built.settings.country):
        _warn(built.words("access.must-be-dutch"))
    for _, error in found.unreadable:
        _warn(built.words(error.text_id, **error.params))


def _elsewhere(built: Program, found: Found) -> int:
    """In how many talks with others this person is named."""
    own = {kept.talk.id for kept in found.talks}
    count = 0
    for talk_id in built.talks.holding(found.person.alias):
        if talk_id not in own:
            texts = [text for _, text in typed(built.talks.read(talk_id)) if text]
            named = cast(texts, [found.person.alias], [], read_names(), found.person.alias)
            count += any(hit.why is Why.KNOWN for text in texts for hit in named.hits(text))
    return count


def _talk_id(error: StoreError) -> str | None:
    """The talk that an error is about."""
    match = _ID.search(str(error.params.get("id", error.params.get("where", ""))))
    return match[0] if match else None


def _say(lines: Iterable[str]) -> None:
    sys.stdout.writelines(f"{line}\n" for line in lines)


def _warn(text: str) -> None:
    sys.stderr.write(f"onderons: {text}\n")
