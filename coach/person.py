"""The person across the table, as little of them as the talk needs."""

from collections.abc import Iterable
from dataclasses import dataclass

from coach.errors import AmbiguousPerson
from coach.text import fold, one_line

ALIAS_LIMIT = 80
"""Longest alias, in characters; longer input is cut."""


@dataclass(frozen=True, slots=True)
class Person:
    """One person under an alias. No birth date, address, family or health: there is no field for it."""

    id: str
    alias: str
    department: str = ""
    function_family: str = ""
    tenure_band: str = ""


def alias_of(name: str) -> str:
    """A name as it may be kept: clean, on one line, at most `ALIAS_LIMIT` characters."""
    return one_line(name)[:ALIAS_LIMIT].strip()


def made_up_alias(word: str, people: Iterable[Person]) -> str:
    """The first free alias of the form "Person 3", for someone who should have no name here."""
    taken = {fold(person.alias) for person in people}
    number = 1
    while fold(f"{word} {number}") in taken:
        number += 1
    return f"{word} {number}"


def find_person(name: str, people: Iterable[Person]) -> Person | None:
    """The one person meant by an id, a whole alias or its first words; None when nobody fits.

    Raises:
        AmbiguousPerson: The name fits two people or more. Guessing would put one person's words in
            another's file.
    """
    everyone, wanted = list(people), fold(alias_of(name))
    exact = [p for p in everyone if p.id == name or fold(p.alias) == wanted]
    found = exact or [p for p in everyone if fold(p.alias).startswith(wanted + " ")]
    if len(found) > 1:
        raise AmbiguousPerson(name, [f"{p.alias} ({p.id})" for p in found])
    return found[0] if found else None
