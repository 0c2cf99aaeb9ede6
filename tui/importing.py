"""`import`: talks that somebody exported elsewhere, into this store."""

import argparse
import sys
from dataclasses import dataclass

from coach.errors import OnderonsError, RefusedFile
from coach.person import Person, alias_of
from coach.text import clean
from data.imports import raw
from data.imports.taking import Imports, Place, Standing
from data.imports.talk import FoundTalk, read_talk
from tui.asking import need_yes
from tui.naming import SHORT
from tui.passphrase import open_store
from tui.program import Program

_HERE = {
    Standing.HELD_HERE: "import.held-here",
    Standing.HERE: "import.here",
    Standing.CHANGED: "import.changed",
    Standing.ERASED: "import.erased",
}


@dataclass(frozen=True, slots=True)
class _Arrival:
    """One file whose talk is not here yet."""

    file: str
    found: FoundTalk
    person: Person | str
    """Somebody known, or the name of somebody new."""


def run_import(options: argparse.Namespace, built: Program) -> int:
    """Show what would come in, ask, and store it; exit code 1 when a file was refused or the answer is no.

    Every file is read before anything is stored, and one that is refused keeps all of them out: half
    a pile that came in is harder to follow than none.
    """
    found = _read(options.files, built)
    if found is None:
        return 1
    open_store(built)
    imports = Imports(built.vault, built.talks, built.people)
    arrivals, clean_so_far = _sorted(found, imports, options.person, built)
    if not arrivals:
        return 0 if clean_so_far else 1
    for arrival in arrivals:
        _show(arrival, built)
    if not options.yes and not need_yes(built, built.words.count("import.ask", len(arrivals))):
        _say(built.words("import.nothing-stored"))
        return 1
    built.lock()
    new: dict[str, Person] = {}
    for arrival in arrivals:
        place = imports.place(arrival.found)
        if place.standing is Standing.NEW:
            _store(arrival, imports, new, built)
        else:  # another window was first
            _say(_told(arrival.file, place, built))
    return 0 if clean_so_far else 1


def _read(files: list[str], built: Program) -> list[tuple[str, FoundTalk]] | None:
    """The talks in the files; None when one was refused, and each that was is named on stderr."""
    found: list[tuple[str, FoundTalk]] = []
    refused = False
    for name in files:
        try:
            found.append((raw.told(name), read_talk(raw.read(name), raw.told(name))))
        except RefusedFile as error:
            refused = True
            _complain(built.words(error.text_id, **error.params))
    if refused and len(files) > 1:
        _complain(built.words("import.all-or-nothing"))
    return None if refused else found


def _sorted(
    found: list[tuple[str, FoundTalk]], imports: Imports, typed: str | None, built: Program
) -> tuple[list[_Arrival], bool]:
    """The talks that are new, and whether the others are here as they stand in their files."""
    arrivals: list[_Arrival] = []
    ids, fine = set[str](), True
    for file, talk in found:
        place = imports.place(talk)
        if place.standing is Standing.NEW and talk.talk.id not in ids:
            arrivals.append(_Arrival(file, talk, _person(talk, imports, typed)))
        elif place.standing is Standing.NEW:
            _say(built.words("import.twice", where=file))
        elif place.standing in (Standing.HELD_HERE, Standing.HERE):
            _say(_told(file, place, built))
        else:
            _complain(_told(file, place, built))
            fine = False
        ids.add(talk.talk.id)
    return arrivals, fine


def _told(file: str, place: Place, built: Program) -> str:
    day = place.origin.on.isoformat() if place.origin else ""
    return built.words(_HERE[place.standing], where=file, id=place.id[:SHORT], date=day)


def _person(found: FoundTalk, imports: Imports, typed: str | None) -> Person | str:
    """Who the talk is with: as typed, else whoever has that very name here, else somebody new."""
    if typed is not None:
        alias = alias_of(typed)
        if not alias:
            raise OnderonsError("error.no-name")
        return imports.meant(typed) or alias
    alias = found.talk.person.alias
    return imports.known(alias) or alias


def _show(arrival: _Arrival, built: Program) -> None:
    talk, words = arrival.found.talk, built.words
    alias = arrival.person if isinstance(arrival.person, str) else arrival.person.alias
    lines = words.count("today.lines", len(talk.notes))
    _say(f"{words(f'kind.{talk.kind}')} · {alias} · {talk.date.isoformat()} · {lines} · {arrival.file}")
    known = "import.new-person" if isinstance(arrival.person, str) else "import.known-person"
    _say(f"    {words(known, person=alias)}")
    if arrival.found.left_out:
        stays_out = words.count("import.left-out", arrival.found.left_out)
        _say(f"    {stays_out}")


def _store(arrival: _Arrival, imports: Imports, new: dict[str, Person], built: Program) -> None:
    """Store one talk and say its id once it is on the disk; one new name is one person."""
    person = arrival.person
    if isinstance(person, str):
        person = new.get(person) or imports.known(person) or person
    talk = imports.take_in(arrival.found, person, built.now().date())
    new[talk.person.alias] = talk.person
    _say(f"{talk.id}  {arrival.file}")


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")


def _complain(line: str) -> None:
    sys.stderr.write(f"onderons: {clean(line)}\n")
