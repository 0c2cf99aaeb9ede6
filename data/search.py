"""Searching all talks, and the people: where a word stands, and not only in which talk."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from rapidfuzz import fuzz, process

from coach.errors import StoreError
from coach.person import Person
from coach.talk import Kind, Talk
from data.find import flat, flat_json, plain_in_json, typed, words_of
from data.people import TinyPeopleStore
from data.talks import TinyTalkStore

SHORTEST = 4
"""Letters from which a word is looked for with a slip in it; shorter ones are like too many others."""
ENOUGH = 80
"""Likeness, 0 to 100, from which two words are the same one: "waardring" meets "waardering" at 95."""
NEAR = 75
"""Likeness of a word and some stretch of a text; less, for the stretch may begin beside the word."""

_WORD = re.compile(r"\w+")

Stands = Callable[[str, str], bool]
"""Whether a word stands in a flat text."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One place where what was looked for stands."""

    person: str
    text: str
    talk: str | None = None
    """Id of the talk; None for somebody there is no talk with."""
    day: date | None = None
    kind: Kind | None = None
    number: int | None = None
    """Of the note; None for a name, and for what stands beside the notes."""


def search(talks: TinyTalkStore, people: TinyPeopleStore, wanted: str) -> list[Hit]:
    """Where these words were typed, newest talk first; nothing wanted finds nothing.

    A talk is found when all words stand in it, case and accents aside, also within longer words; its
    hits are the places with the most of them. Only when that finds nothing, words are looked for with
    a slip of the keyboard in them. At 10,000 talks of 3 to 5 KB that takes 0.5 to 0.9 s, slips included,
    and 0.4 ms more for each talk that may hold them. Talks that cannot be read are passed over: the
    list names them.
    """
    words = words_of(wanted)
    if not words:
        return []
    everyone = people.people()
    exact, near = _candidates(talks, words)
    hits = _hits(talks, everyone, exact, words, _stands)
    if hits:
        return hits
    if exact:  # the words stand in the JSON, but nobody typed them
        near = list(_near(talks, words))
    return _hits(talks, everyone, near, words, stands_alike)


def _candidates(talks: TinyTalkStore, words: list[str]) -> tuple[list[str], list[str]]:
    """Ids of talks that may hold the words; and, if there are none, of those that may hold like ones."""
    exact: list[str] = []
    near: list[str] = []
    plain = plain_in_json(words)
    for talk_id, stored in talks.texts():
        text = None if stored is None else flat_json(stored)
        if text is None or all(word in text for word in plain):
            exact.append(talk_id)
        elif not exact and _all_near(plain, text):  # in the same breath: opening them all takes half a second
            near.append(talk_id)
    return exact, near


def _near(talks: TinyTalkStore, words: list[str]) -> Iterator[str]:
    plain = plain_in_json(words)
    for talk_id, stored in talks.texts():
        if stored is None or _all_near(plain, flat_json(stored)):
            yield talk_id


def _hits(
    talks: TinyTalkStore, everyone: list[Person], ids: list[str], words: list[str], stands: Stands
) -> list[Hit]:
    found = [talk for talk in _read(talks, ids) if _all_stand(words, _everything(talk), stands)]
    found.sort(key=lambda talk: (talk.date, talk.id), reverse=True)
    hits = [hit for talk in found for hit in _places(talk, words, stands)]
    known = {flat(talk.person.alias) for talk in found}
    alone = [one.alias for one in everyone if flat(one.alias) not in known]
    return hits + [Hit(alias, alias) for alias in alone if _all_stand(words, flat(alias), stands)]


def _places(talk: Talk, words: list[str], stands: Stands) -> Iterator[Hit]:
    """The places of a talk with most of the words; a note and what was agreed from it are one."""
    rated = [
        (sum(stands(word, flat(text)) for word in words), number, text)
        for number, text in typed(talk)
        if text
    ]
    best = max(count for count, _, _ in rated)
    places = [(number, text) for count, number, text in rated if count == best]
    beside_name = [place for place in places if place != (None, talk.person.alias)]
    told: set[int] = set()
    for number, text in beside_name or places:
        if number is None or number not in told:
            yield Hit(talk.person.alias, text, talk.id, talk.date, talk.kind, number)
        told |= {number} if number is not None else set()


def _read(talks: TinyTalkStore, ids: list[str]) -> Iterator[Talk]:
    for talk_id in ids:
        try:
            yield talks.read(talk_id)
        except StoreError:
            continue  # the list names it


def _everything(talk: Talk) -> str:
    return flat("\n".join(text for _, text in typed(talk)))


def _all_stand(words: list[str], text: str, stands: Stands) -> bool:
    return all(stands(word, text) for word in words)


def _stands(word: str, text: str) -> bool:
    return word in text


def stands_alike(word: str, text: str) -> bool:
    """Whether a word stands in a flat text, perhaps with a slip of the keyboard in it."""
    if word in text or len(word) < SHORTEST:
        return word in text
    found = process.extractOne(word, _WORD.findall(text), scorer=fuzz.ratio, score_cutoff=ENOUGH)
    return found is not None


def _all_near(words: list[str], text: str) -> bool:
    """What `stands_alike` is true of, and more, at a hundredth of the time: the text is a whole talk."""
    return all(
        word in text or (len(word) >= SHORTEST and fuzz.partial_ratio(word, text, score_cutoff=NEAR) > 0)
        for word in words
    )
