"""Searching all talks, and the people: where a word stands, and not only in which talk."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from rapidfuzz import fuzz, process

from coach.errors import StoreError
from coach.person import Person
from coach.talk import Kind, Talk
from data.find import flat, may_hold, typed, words_of
from data.glance import Glance, glance, glance_of
from data.people import TinyPeopleStore
from data.talks import TinyTalkStore

SHORTEST = 4
"""Letters from which a word is looked for with a slip in it; shorter ones are like too many others."""
ENOUGH = 80
"""Likeness, 0 to 100, from which two words are the same one: "waardring" meets "waardering" at 95."""

_WORD = re.compile(r"\w+")
_BETWEEN = str.maketrans({chr(code): " " for code in range(128) if not _WORD.match(chr(code))})

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


@dataclass(frozen=True, slots=True)
class Found:
    """What a search came to."""

    hits: tuple[Hit, ...] = ()
    more: int = 0
    """Talks beyond those of the hits, older ones, in which it stands too."""


def search(talks: TinyTalkStore, people: TinyPeopleStore, wanted: str, most: int | None = None) -> Found:
    """Where these words were typed, newest talk first; nothing wanted finds nothing.

    A talk is found when all words stand in it, case and accents aside, also within longer words; its
    hits are the places with the most of them. Only when that finds nothing, words are looked for with
    a slip of the keyboard in them. Talks that cannot be read are passed over: the list names them.

    At 10,000 talks of 5 KB it takes 0.5 to 1 s, where nothing stands as typed 1 to 1.5 s, whatever is
    looked for; 0.5 ms more for each talk with hits.

    Args:
        talks: Where to look.
        people: Those there may be no talk with.
        wanted: The words.
        most: Places after which no further talk is opened; None gives them all.
    """
    words = words_of(wanted)
    if not words:
        return Found()
    everyone = people.people()
    # whoever has the words for a name is found in any case
    named = any(_all_stand(words, flat(one.alias), _stands) for one in everyone)
    exact, near = _look(talks, words, slips=not named)
    found = _found(talks, everyone, exact, words, _stands, most)
    if found.hits or found.more:
        return found
    if exact:  # none of those could be read: `near` holds what came before the first of them
        near = _near(talks, words)
    return _found(talks, everyone, near, words, stands_alike, most)


def _look(talks: TinyTalkStore, words: list[str], slips: bool) -> tuple[list[Glance], list[Glance]]:
    """Talks that hold the words; and, up to the first of them, those that hold like ones, if asked."""
    exact, near = list[Glance](), list[Glance]()
    for talk_id, stored in talks.texts():
        if (exact or not slips) and stored is not None and not may_hold(stored, words):
            continue
        seen = _seen(talks, talk_id, stored)
        if seen and _all_stand(words, seen.text, _stands):
            exact.append(replace(seen, text=""))  # thousands of them need not stay in memory
        elif seen and slips and not exact and _all_stand(words, seen.text, stands_alike):
            # in the same breath: opening the files is half of it
            near.append(replace(seen, text=""))
    return exact, near


def _near(talks: TinyTalkStore, words: list[str]) -> list[Glance]:
    every = (_seen(talks, talk_id, stored) for talk_id, stored in talks.texts())
    return [replace(seen, text="") for seen in every if seen and _all_stand(words, seen.text, stands_alike)]


def _seen(talks: TinyTalkStore, talk_id: str, stored: bytes | None) -> Glance | None:
    seen = None if stored is None else glance(talk_id, stored)
    if seen:
        return seen
    try:
        return glance_of(talks.read(talk_id))
    except StoreError:
        return None  # the list names it


def _found(
    talks: TinyTalkStore,
    everyone: list[Person],
    seen: list[Glance],
    words: list[str],
    stands: Stands,
    most: int | None,
) -> Found:
    """The places in these talks, and the people who have none."""
    seen.sort(key=lambda one: (one.day, one.talk), reverse=True)
    hits, known, opened = list[Hit](), set[str](), 0
    for one in seen:
        if most is not None and len(hits) >= most:
            break
        opened += 1
        try:
            talk = talks.read(one.talk)
        except StoreError:
            continue  # the list names it
        if _all_stand(words, glance_of(talk).text, stands):  # another window may have changed it since
            hits += _places(talk, words, stands)
            known.add(flat(talk.person.alias))
    left = seen[opened:]
    known.update(flat(one.alias) for one in left)
    alone = [one.alias for one in everyone if flat(one.alias) not in known]
    hits += [Hit(alias, alias) for alias in alone if _all_stand(words, flat(alias), stands)]
    return Found(tuple(hits), len(left))


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


def _all_stand(words: list[str], text: str, stands: Stands) -> bool:
    return all(stands(word, text) for word in words)


def _stands(word: str, text: str) -> bool:
    return word in text


def stands_alike(word: str, text: str) -> bool:
    """Whether a word stands in a flat text, perhaps with a slip of the keyboard in it."""
    if word in text or len(word) < SHORTEST:
        return word in text
    return process.extractOne(word, _words(text), scorer=fuzz.ratio, score_cutoff=ENOUGH) is not None


def _words(text: str) -> list[str]:
    """Its words, as `_WORD` finds them; where all is ASCII at a third of the time."""
    if text.isascii():
        return text.translate(_BETWEEN).split()
    if "\n" not in text:
        return _WORD.findall(text)
    return [word for line in text.split("\n") for word in _words(line)]
