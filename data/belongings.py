"""Everything that is about one person, wherever it stands."""

from collections.abc import Iterator
from dataclasses import dataclass

from coach.errors import StoreError, UnknownPerson
from coach.person import Person, find_person
from coach.ports import TalkRow
from coach.talk import Talk
from coach.text import fold
from data.people import TinyPeopleStore
from data.talks import TinyTalkStore, newest_first
from data.vault.vault import Vault


@dataclass(frozen=True, slots=True)
class Belongings:
    """What there is of one person."""

    person: Person
    """Their id is empty when they stand in no list of people, only in talks."""
    talks: tuple[Talk, ...]
    """Their talks, newest first."""
    unread: tuple[str, ...]
    """Ids of talks that cannot be read, and that the list knows to be theirs."""
    strange: tuple[str, ...]
    """Ids of talks that cannot be read, and of which nobody can say whose they are."""
    errors: tuple[StoreError, ...]
    """Why those cannot be read."""

    @property
    def ids(self) -> tuple[str, ...]:
        """Ids of every talk that is theirs, readable or not."""
        return (*(talk.id for talk in self.talks), *self.unread)


def belongings(vault: Vault, talks: TinyTalkStore, people: TinyPeopleStore, name: str) -> Belongings:
    """What there is of the person with this name or id.

    Raises:
        UnknownPerson: Nobody has it.
        AmbiguousPerson: It fits more than one person.
        StoreError: The store does not open.
    """
    rows, errors = newest_first(talks.rows())
    listed = people.people()
    person = find_person(name, [*listed, *_only_in_talks(rows, listed)])
    if person is None:
        raise UnknownPerson(name)
    known = {one.id for one in listed}
    alike = (row.id for row in rows if fold(row.person) == fold(person.alias))
    theirs: list[Talk] = []
    unread, strange = list[str](), list[str]()
    for talk_id in alike:
        try:
            talk = talks.read(talk_id)
        except StoreError as error:
            errors.append(error)
            unread.append(talk_id)
            continue
        if talk.person.id == person.id or talk.person.id not in known:
            theirs.append(talk)
    for talk_id, alias in unreadable(vault, talks, rows):
        if alias is None:
            strange.append(talk_id)
        elif fold(alias) == fold(person.alias):
            unread.append(talk_id)
    return Belongings(person, tuple(theirs), tuple(unread), tuple(strange), tuple(errors))


def _only_in_talks(rows: list[TalkRow], listed: list[Person]) -> list[Person]:
    """People whom a talk is with and whom the list of people lost."""
    known = {fold(person.alias) for person in listed}
    return [Person("", alias) for alias in {fold(row.person): row.person for row in rows}.values()
            if fold(alias) not in known]  # fmt: skip


def unreadable(vault: Vault, talks: TinyTalkStore, rows: list[TalkRow]) -> Iterator[tuple[str, str | None]]:
    """Talks that cannot be read or whose file is gone, and the name that the index remembers of each."""
    shown = {row.id for row in rows}
    index = vault.inside.index if vault.door.present else None
    known = set(index.ids()) if index else set()
    for talk_id in sorted({*talks.ids(), *known} - shown):
        if vault.door.present and vault.inside.erased(bytes.fromhex(talk_id)):
            continue  # on its way out
        entry = index.entry(talk_id) if index else None
        yield talk_id, entry.row.get("person") if entry else None
