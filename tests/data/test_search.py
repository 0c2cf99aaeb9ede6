"""Searching finds what a slow reading of every talk finds, whatever is typed and whatever is damaged."""

import shutil
import sys
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rapidfuzz import fuzz

from coach.agreement import Agreement, Outcome
from coach.errors import StoreError
from coach.note import Typed
from coach.person import Person
from coach.talk import Talk
from data.find import flat, typed
from data.glance import glance, glance_of
from data.people import TinyPeopleStore
from data.search import Found, Hit, search, stands_alike
from data.talks import TinyTalkStore
from data.vault.sealed import HEAD, START
from tests.data.vault.disks import FailingDisk, in_place
from tests.data.vault.places import NOW, new_talk, people, talks, writing

PIECES = (
    *(
        "note",
        "notes",
        "text",
        "kind",
        "said",
        "person",
        "alias",
        "stay",
        "set",
        "start",
        "true",
        "null",
        "nl",
    ),
    *(
        "waardering",
        "waardring",
        "Zoë",
        "Zoe\u0308",
        "zoe",
        "café",
        "CAFE",
        "straße",
        "strasse",
        "ﬁjn",
        "½",
        "µ",
    ),
    *(
        '"',
        "\\",
        "\\n",
        '"text":"',
        "u0041",
        "\ud83d",
        "\udc00",
        "\u0301",
        "😀",
        "’s",
        "…",
        "\x07",
        "\x1f",
        "/",
    ),
    *(
        "planwerk",
        "planxxxxwerk",
        "Sanne",
        "2026",
        "x",
        "a1",
        " ",
        "\n",
        "\t",
        "\u2028",
        "\xa0",
        "İ",
        "ς",
        "ǅ",
    ),
)
words = st.lists(st.sampled_from(PIECES), min_size=1, max_size=5).map("".join)
texts = st.lists(words, max_size=4).map(" ".join)


@st.composite
def wanted(draw: st.DrawFn) -> str:
    """Some words, one of them perhaps with a slip."""
    found = draw(words) + draw(st.sampled_from(["", "", " zoe", " n"]))
    at = draw(st.integers(0, len(found)))
    return draw(st.sampled_from([found, found, found[:at] + found[at + 1 :], found[:at] + "e" + found[at:]]))


def plain(text: str) -> str:
    """What `flat` says, a letter at a time."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in apart if not 0x300 <= ord(letter) <= 0x36F)


def stands(word: str, text: str, slips: bool) -> bool:
    if word in text or not slips or len(word) < 4:
        return word in text
    tokens = "".join(c if c.isalnum() or c == "_" else " " for c in text).split()
    return any(fuzz.ratio(word, token) >= 80 for token in tokens)


def slowly(store: TinyTalkStore, everyone: TinyPeopleStore, asked: str) -> list[list[Hit]]:
    """The hits of each talk, and last those of the people: by reading all there is."""
    wants = plain(asked).split()
    readable = list(every(store))
    for slips in (False, True) if wants else ():
        found = []
        for talk in sorted(readable, key=lambda talk: (talk.date, talk.id), reverse=True):
            whole = "\n".join(plain(text) for _, text in typed(talk))
            if all(stands(word, whole, slips) for word in wants):
                found.append((talk, places(talk, wants, slips)))
        known = {plain(talk.person.alias) for talk, _ in found}
        alone = [p.alias for p in everyone.people() if plain(p.alias) not in known]
        alone = [alias for alias in alone if all(stands(word, plain(alias), slips) for word in wants)]
        if found or alone:
            return [*(hits for _, hits in found), [Hit(alias, alias) for alias in alone]]
    return [[]]


def every(store: TinyTalkStore) -> Iterator[Talk]:
    for talk_id in store.ids():
        try:
            yield store.read(talk_id)
        except StoreError:
            continue


def places(talk: Talk, wants: list[str], slips: bool) -> list[Hit]:
    said = [(number, text) for number, text in typed(talk) if text]
    count = [sum(stands(word, plain(text), slips) for word in wants) for _, text in said]
    best = [place for place, found in zip(said, count, strict=True) if found == max(count)]
    best = [place for place in best if place != (None, talk.person.alias)] or best
    once = [p for at, p in enumerate(best) if p[0] is None or p[0] not in [n for n, _ in best[:at]]]
    return [Hit(talk.person.alias, text, talk.id, talk.date, talk.kind, n) for n, text in once]


@dataclass
class Place:
    """A store that is made anew for each example; it does not wait for the disk."""

    home: Path

    def filled(self, made: list[list[Talk]], names: list[str]) -> TinyTalkStore:
        shutil.rmtree(self.home, ignore_errors=True)
        with in_place(FailingDisk(sys.maxsize, 0, False)):
            vault = writing(self.home)
            store = talks(vault)
            for states in made:
                for talk in states:
                    store.save(talk)
            for name in names:
                people(vault).keep(Person(name, name))
        store.close()
        self.people = people(vault)
        return store

    def spoil(self, talk: Talk, table: str, rows: Any) -> None:
        """Write a record that is sound, and whose table is no part of a talk."""
        journal = writing(self.home).journal(talk.id)
        journal.save({**journal.tables, table: rows}, {"set": {}}, forget=True)

    def record(self, talk: Talk) -> Path:
        return self.home / "vault" / "records" / talk.id[:2] / f"{talk.id}.rec"


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path / "home")


@st.composite
def held(draw: st.DrawFn) -> list[Talk]:
    """The states of a talk as they are saved one after the other: every save is a frame."""
    alias = draw(st.one_of(st.just("Sanne"), words.map(str.strip))) or "x"
    talk = new_talk(person=Person("p1", alias), date=date(2026, 3, draw(st.integers(1, 3))))
    talk = replace(talk, id=draw(st.uuids()).hex, goal=draw(texts), seen=draw(texts), present=draw(texts))
    states = [talk]
    for step in draw(st.lists(st.sampled_from(["note", "view", "revise", "without", "agree"]), max_size=6)):
        number, text = draw(st.integers(1, 3)), draw(texts)
        if step == "note":
            talk = talk.with_note(Typed(text), NOW)
        elif step == "view":
            talk = talk.viewed(number, text)
        elif step == "revise":
            talk = talk.revise(number, Typed(text))
        elif step == "without":
            talk = talk.without(number)
        else:
            talk = talk.agree(Outcome((Agreement(None, text, note=number),), None, draw(texts)))
        states.append(talk)
    return states


def damaged(content: bytes, how: str) -> bytes:
    """A file that is not as it was written."""
    cuts, at = [HEAD.size], HEAD.size
    while at < len(content):
        at += START.size + START.unpack_from(content, at)[1]
        cuts.append(at)
    head, frames = content[: HEAD.size], [content[a:b] for a, b in pairwise(cuts)]
    flipped = bytes([frames[0][-1] ^ 1])
    return {
        "whole": content,
        "head": bytes(HEAD.size) + b"".join(frames),
        "cut": content[:-7],
        "tail": content + b"FRM1 torn",
        "flipped": head + frames[0][:-1] + flipped + b"".join(frames[1:]),
        "first gone": head + b"".join(frames[1:]),
        "last gone": head + b"".join(frames[:-1]),
        "middle gone": head + b"".join(frames[:1] + frames[2:]),
        "doubled": content + frames[0],
        "turned": head + b"".join(reversed(frames)),
        "empty": b"",
    }[how]


HOWS = [
    *("whole", "head", "cut", "tail", "flipped", "first gone", "last gone", "middle gone"),
    *("doubled", "turned", "empty"),
]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    made=st.lists(held(), min_size=1, max_size=4, unique_by=lambda states: states[0].id),
    names=st.lists(words, max_size=2, unique=True),
    asked=st.lists(wanted(), min_size=1, max_size=6),
    how=st.sampled_from(HOWS),
)
def test_the_quick_way_finds_what_the_slow_one_finds(
    place: Place, made: list[list[Talk]], names: list[str], asked: list[str], how: str
) -> None:
    store = place.filled(made, names)
    path = place.record(made[0][-1])
    path.write_bytes(damaged(path.read_bytes(), how))
    for one in asked:
        *of_talks, of_people = slowly(store, place.people, one)
        every_hit = [hit for hits in of_talks for hit in hits]
        found = search(store, place.people, one)
        assert (list(found.hits), found.more) == (every_hit + of_people, 0)
        first = search(store, place.people, one, 1)
        assert list(first.hits) == [hit for hits in of_talks[:1] for hit in hits] + of_people
        assert first.more == len(of_talks[1:])
        holding = {t.id for t in every(store) if set(plain(one).split()) and all_in(t, plain(one).split())}
        assert set(store.holding(one)) == holding


STEPS: list[Callable[[Talk], Talk]] = [
    lambda talk: talk.with_note(Typed("kanarie"), NOW),
    lambda talk: talk.agree(Outcome((Agreement(None, "mees", note=1),), None, "spreeuw")),
    lambda talk: replace(talk, goal="merel", seen="kraai", present="uil"),
    lambda talk: talk.viewed(2, "ekster"),  # the file is written anew
    lambda talk: replace(talk, present="half \ud83d"),
    lambda talk: replace(talk.with_note(Typed("zwaluw"), NOW), held=5),
]
BIRDS = "vogel kanarie mees spreeuw merel kraai uil ekster half zwaluw zoe zwaulw kanareis".split()


@pytest.mark.parametrize("saves", range(len(STEPS) + 1))
def test_what_was_typed_is_seen_without_making_a_talk_of_it(place: Place, saves: int) -> None:
    store = place.filled([states(saves)], [])
    for talk_id, stored in store.texts():
        assert stored is not None
        seen, slow = glance(talk_id, stored), glance_of(store.read(talk_id))
        assert seen is not None
        assert replace(seen, text="") == replace(slow, text="")
        assert sorted(filter(None, seen.text.split("\n"))) == sorted(filter(None, slow.text.split("\n")))


def states(saves: int) -> list[Talk]:
    made = [new_talk("vogel", person=Person("p1", "Zoë"))]
    for step in STEPS[:saves]:
        made.append(step(made[-1]))
    return made


@pytest.mark.parametrize("saves", [3, len(STEPS)])
@pytest.mark.parametrize("how", HOWS)
def test_of_a_damaged_talk_as_much_is_found_as_is_left_of_it(place: Place, how: str, saves: int) -> None:
    made = states(saves)
    store = place.filled([made, [new_talk("vogel spreeuw")]], [])
    path = place.record(made[-1])
    path.write_bytes(damaged(path.read_bytes(), how))
    for bird in BIRDS:
        of_talks = slowly(store, place.people, bird)[:-1]
        assert list(search(store, place.people, bird).hits) == [hit for hits in of_talks for hit in hits]


def test_frames_of_before_a_line_was_removed_are_not_found(place: Place) -> None:
    talk = new_talk("vogel", "kanarie")
    store = place.filled([[talk]], [])
    older = place.record(talk).read_bytes()
    store.save(talk.without(2))
    newer = place.record(talk).read_bytes()
    place.record(talk).write_bytes(older + newer[HEAD.size :])
    assert search(store, place.people, "kanarie") == search(store, place.people, "kanarie", 0) == Found()
    assert len(search(store, place.people, "vogel").hits) == 1


def test_rows_that_a_frame_drops_are_not_found(place: Place) -> None:
    talk = new_talk("vogel", "kanarie")
    store = place.filled([[talk]], [])
    journal = writing(place.home).journal(talk.id)
    notes = {"1": journal.tables["notes"]["1"]}
    journal.save({**journal.tables, "notes": notes}, {"drop": {"notes": ["2"]}})
    ((_, stored),) = store.texts()
    assert b"kanarie" in (stored or b"")
    assert search(store, place.people, "kanarie") == search(store, place.people, "kanarie", 0) == Found()
    assert list(store.holding("kanarie")) == []


def test_whoever_has_a_talk_that_is_not_shown_is_not_said_to_have_none(place: Place) -> None:
    made = [
        new_talk("x", person=Person(alias, alias), date=date(2026, 3, day))
        for day, alias in ((1, "Vogel Een"), (2, "Vogel Twee"))
    ]
    store = place.filled([[talk] for talk in made], ["Vogel Een", "Vogel Twee", "Vogel Drie"])
    found = search(store, place.people, "vogel", 1)
    assert [(hit.talk, hit.text) for hit in found.hits] == [(made[1].id, "Vogel Twee"), (None, "Vogel Drie")]
    assert found.more == 1


def all_in(talk: Talk, wants: list[str]) -> bool:
    whole = "\n".join(plain(text) for _, text in typed(talk))
    return all(word in whole for word in wants)


@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=8)), max_size=8).map("".join))
def test_flat_says_the_same_at_any_speed(text: str) -> None:
    assert flat(text) == plain(text)


@given(st.lists(texts.map(plain), max_size=6).map("\n".join), wanted())
def test_a_word_with_a_slip_is_found_at_any_speed(text: str, asked: str) -> None:
    for word in plain(asked).split():
        assert stands_alike(word, text) == stands(word, text, slips=True)


def test_a_slip_is_looked_for_in_whole_words() -> None:
    assert stands_alike("plan_werk", "het plan_wrk.")
    assert stands_alike("waardring", "(waardering)\nde “waardering”")
    assert not stands_alike("planwerk", "plan_x wrk, plan-werk")


@pytest.mark.parametrize("asked", ['"hij"', "c:\\temp", 'ZEI "', "zei c:\\"])
def test_what_json_escapes_is_found_in_every_talk(place: Place, asked: str) -> None:
    several = [new_talk('zei "hij" over c:\\temp', id=f"{n:032x}") for n in range(3)]
    store = place.filled([[talk] for talk in several], [])
    assert len(search(store, place.people, asked).hits) == 3
    assert set(store.holding(asked)) == {talk.id for talk in several}


STRANGE: list[tuple[str, Any]] = [
    ("talk", {"1": {"person": {"id": "p", "alias": 5}, "date": "2026-03-09"}}),
    ("talk", {"1": {"person": None, "date": "2026-03-09"}}),
    ("talk", {}),
    ("state", {"1": {"goal": "kanarie"}}),
    ("notes", {"1": {"text": 5}}),
    ("notes", {"1": {"text": "kanarie"}}),
    ("notes", {"een": {"text": "kanarie"}}),
    ("notes", {"1": ["text"]}),
]


@pytest.mark.parametrize(("table", "rows"), STRANGE)
def test_a_sound_record_that_is_no_talk_is_passed_over(place: Place, table: str, rows: Any) -> None:
    sound, strange = new_talk("kanarie"), new_talk("kanarie", date=date(2026, 3, 10))
    store = place.filled([[sound], [strange]], [])
    place.spoil(strange, table, rows)
    for one, found in (("kanarie", [sound.id]), ("kanari", [sound.id]), ("kanraie", [sound.id]), ("p", [])):
        assert [hit.talk for hit in search(store, place.people, one).hits] == found
        assert [hit.talk for hit in search(store, place.people, one, 1).hits] == found
    assert set(store.holding("kanarie")) == {sound.id}


def test_when_only_what_cannot_be_read_holds_the_word_slips_are_looked_for_in_every_talk(
    place: Place,
) -> None:
    several = [new_talk("kanaries", id=f"{n:032x}") for n in range(8)]
    store = place.filled([[talk] for talk in several], [])
    place.spoil(several[3], "notes", {"1": {"text": "kanariez"}})
    found = {hit.talk for hit in search(store, place.people, "kanariez").hits}
    assert found == {talk.id for talk in several if talk is not several[3]}


def test_a_glance_takes_no_more_than_a_talk_holds() -> None:
    assert (
        glance("x", b"") is glance("x", b"[]") is glance("x", b'{"set":{}}') is glance("x", b"{\xff") is None
    )
