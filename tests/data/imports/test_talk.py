"""A talk from another store: it comes back as it was, or is refused with its place."""

import json
import os
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coach.agreement import ActionState, Agreement, Outcome
from coach.errors import RefusedFile
from coach.maker import RULES, Maker
from coach.note import Mark, Typed
from coach.person import Person, alias_of
from coach.sentence import Sentence
from coach.talk import Kind, State, Talk
from coach.text import clean, one_line
from coach.wrapup import Draft, purge_notes
from data.imports.taking import Imports, Standing
from data.imports.talk import read_talk
from data.talks import new_talk_id
from tests.data.imports.broken import sound, written
from tests.data.vault.places import people, talks, writing
from tests.tui.hostile import TEXTS
from tui.exporting import talk_file

TEXT = (st.text(max_size=40) | st.sampled_from(TEXTS)).map(one_line)
SAID = TEXT.filter(bool)
DAYS = st.dates(date(1901, 1, 1), date(2198, 12, 31))
MOMENTS = st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)).map(
    lambda moment: moment.replace(microsecond=0)
)
AGREED = st.builds(
    Agreement, st.sampled_from([None, "manager", "employee", "together"]), SAID, st.none() | DAYS, st.none() | SAID,
    st.none() | st.integers(1, 9), st.sampled_from(ActionState),
    st.none() | st.builds(Maker, SAID.filter(lambda name: name != RULES), TEXT, TEXT),
)  # fmt: skip
OUTCOME = st.builds(
    Outcome, st.lists(AGREED, max_size=3).map(tuple), st.none() | DAYS, TEXT, st.integers(0, 9)
)


@st.composite
def held(draw: st.DrawFn) -> Talk:
    """A talk as somebody could have held it."""
    talk = Talk(
        new_talk_id(), draw(st.sampled_from(Kind)), draw(st.sampled_from(["nl", "en"])),
        Person("p", draw(TEXT.map(alias_of).filter(bool))), draw(DAYS), draw(MOMENTS), goal=draw(TEXT), present=draw(TEXT),
        held=draw(st.integers(0, 10_000)), after=draw(st.booleans()), referrals=draw(st.integers(0, 3)),
    )  # fmt: skip
    for text, marks, ask in draw(
        st.lists(st.tuples(TEXT, st.sets(st.sampled_from(Mark)), st.booleans()), max_size=5)
    ):
        talk = talk.ask(f"{talk.kind}.q{len(talk.asked)}") if ask else talk
        talk = talk.with_note(Typed(text, tuple(marks)), talk.started + timedelta(minutes=len(talk.notes)))
    if talk.notes:
        talk = talk.viewed(talk.notes[0].number, draw(TEXT), draw(st.none() | DAYS))
        talk = talk.corrected(talk.notes[-1].number, draw(SAID), draw(st.none() | DAYS))
    if draw(st.booleans()):
        talk = talk.without(1)
    talk = talk.agree(draw(OUTCOME)) if draw(st.booleans()) else talk
    if talk.notes and draw(st.booleans()):
        said = Draft((Sentence("wat er gezegd werd", (1,)),), draw(OUTCOME))
        talk = purge_notes(talk, said, draw(DAYS)) if talk.outcome else talk
    return talk.end() if draw(st.booleans()) else talk


def exported(talk: Talk) -> bytes:
    return talk_file(talk, "json", "self")[1]


def without_origin(content: bytes) -> dict[str, Any]:
    document = json.loads(content)
    return {key: value for key, value in document.items() if key not in ("id", "imported")}


@given(st.lists(held(), min_size=1, max_size=3))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
def test_what_is_exported_comes_back(tmp_path: Path, many: list[Talk]) -> None:
    vault = writing(tmp_path / os.urandom(8).hex())
    imports = Imports(vault, talks(vault), people(vault))
    for talk in many:
        content = exported(talk)
        found = read_talk(content, "x.json")
        assert imports.place(found).standing is Standing.NEW
        alias = found.talk.person.alias
        stored = imports.take_in(found, imports.known(alias) or alias, date(2026, 4, 1))
        read = talks(vault).load(stored.id)
        assert read == stored
        again = exported(read)
        assert without_origin(again) == without_origin(content)
        assert json.loads(again)["imported"] == {"on": "2026-04-01", "from": talk.id}
        assert read.id != talk.id
        assert imports.place(read_talk(content, "x")).standing is Standing.HERE
        assert imports.place(read_talk(again, "x")).id == stored.id
    assert len({row.person for row in talks(vault).rows()}) == len(people(vault).people())


def change(**fields: Any) -> Callable[[dict[str, Any]], None]:
    return lambda document: document.update(fields)


def in_note(**fields: Any) -> Callable[[dict[str, Any]], None]:
    return lambda document: document["notes"][1].update(fields)


def in_action(**fields: Any) -> Callable[[dict[str, Any]], None]:
    return lambda document: document["actions"][0].update(fields)


WRONG = [
    (change(schema="onderons.talk/2"), "refused.newer", None),
    (change(schema="onderons.export/1"), "refused.no-talk", None),
    (change(schema=1), "refused.wrong", "schema"),
    (change(score=8), "refused.unknown", "score"),
    (change(mood="blij"), "refused.unknown", "mood"),
    (change(**{"\x1b[2J\u202e": 1}), "refused.unknown", "[2J"),
    (lambda document: document.pop("person"), "refused.missing", "person"),
    (lambda document: document["notes"][0].pop("at"), "refused.missing", "notes[0].at"),
    (change(id="../../x"), "refused.wrong", "id"),
    (change(id="AB" * 16), "refused.wrong", "id"),
    (change(kind="gossip"), "refused.choice", "kind"),
    (change(kind=["stay"]), "refused.choice", "kind"),
    (change(lang="../nl"), "refused.choice", "lang"),
    (change(state=None), "refused.choice", "state"),
    (change(date="2026-02-30"), "refused.wrong", "date"),
    (change(date="9999-12-31"), "refused.wrong", "date"),
    (change(date="٢٠٢٦-03-09"), "refused.wrong", "date"),
    (change(date=20260309), "refused.wrong", "date"),
    (change(person=""), "refused.wrong", "person"),
    (change(person="\u202e\x00"), "refused.wrong", "person"),
    (change(person={"first": "Sanne"}), "refused.wrong", "person"),
    (change(notes={}), "refused.wrong", "notes"),
    (change(notes=["een"]), "refused.wrong", "notes[0]"),
    (change(held=-1), "refused.number", "held"),
    (change(held=1.0), "refused.number", "held"),
    (change(held=True), "refused.number", "held"),
    (change(after=1), "refused.wrong", "after"),
    (change(asked=[1]), "refused.wrong", "asked[0]"),
    (change(imported={"on": "2026-03-09"}), "refused.missing", "imported.from"),
    (change(imported={"on": "2026-03-09", "from": "x"}), "refused.wrong", "imported.from"),
    (in_note(n=1), "refused.wrong", "notes"),
    (in_note(n=0), "refused.number", "notes[1].n"),
    (in_note(n=2**40), "refused.number", "notes[1].n"),
    (in_note(text=5), "refused.wrong", "notes[1].text"),
    (in_note(text="\x00"), "refused.wrong", "notes[1].text"),
    (in_note(marks=["liked"]), "refused.wrong", "notes[1].marks"),
    (in_note(marks="agreed"), "refused.wrong", "notes[1].marks"),
    (in_note(at="2026-03-09T10:00:00"), "refused.wrong", "notes[1].at"),
    (in_note(at="0001-01-01T00:00:00+23:59"), "refused.wrong", "notes[1].at"),
    (in_note(mood="boos"), "refused.unknown", "notes[1].mood"),
    (in_action(owner="HR"), "refused.choice", "actions[0].owner"),
    (in_action(due="soon"), "refused.wrong", "actions[0].due"),
    (in_action(state="failed"), "refused.choice", "actions[0].state"),
    (in_action(rating=5), "refused.unknown", "actions[0].rating"),
    (in_action(maker="klein"), "refused.wrong", "actions[0].maker"),
    (in_action(maker={"by": "klein", "score": 1}), "refused.unknown", "actions[0].maker.score"),
    (change(summary=[{"text": "x", "lines": ["1"]}]), "refused.number", "summary[0].lines[0]"),
    (change(return_date=5), "refused.wrong", "return_date"),
]


@pytest.mark.parametrize(("wrong", "text_id", "place"), WRONG)
def test_what_is_wrong_is_named(
    wrong: Callable[[dict[str, Any]], None], text_id: str, place: str | None
) -> None:
    document = sound()
    wrong(document)
    with pytest.raises(RefusedFile) as refused:
        read_talk(written(document), "x.json")
    assert (refused.value.text_id, refused.value.params.get("place")) == (text_id, place)
    assert refused.value.params["where"] == "x.json"


def test_the_sound_one_is_read_and_cleaned() -> None:
    document = sound()
    document["person"] = "\x1b]0;x\x07San\u202ene"
    document["notes"][0]["text"] = "a\x1b[2J\nb\tc"
    talk = read_talk(written(document), "x.json").talk
    assert (talk.person.alias, talk.notes[0].text) == ("]0;xSanne", "a[2J b c")
    assert all(clean(note.text) == note.text for note in talk.notes)
    assert talk.outcome == Outcome((Agreement("manager", "rooster navragen", note=2),))


def test_what_nobody_confirmed_is_not_confirmed_here() -> None:
    document = sound()
    del document["confirmed"]
    assert read_talk(written(document), "x.json").talk.outcome is None


def test_a_dismissal_keeps_only_what_was_agreed() -> None:
    found = read_talk(written({**sound(), "kind": "dismissal"}), "x.json")
    assert [note.text for note in found.talk.notes] == ["rooster navragen"]
    assert found.left_out == 1


def test_the_layout_of_a_file_makes_no_other_version(tmp_path: Path) -> None:
    document = sound()
    turned = dict(reversed(document.items()))
    same = [
        read_talk(json.dumps(one, indent=indent).encode(), "x").digest
        for one in (document, turned)
        for indent in (None, 4)
    ]
    assert len(set(same)) == 1
    assert read_talk(written({**document, "person": "Els"}), "x").digest != same[0]


def test_how_a_talk_stands_to_the_store(tmp_path: Path) -> None:
    vault = writing(tmp_path / "home")
    store, imports = talks(vault), Imports(vault, talks(vault), people(vault))
    found = read_talk(written(sound()), "x")
    own = replace(found.talk, person=people(vault).add("Sanne"), id=new_talk_id())
    store.save(own)
    assert imports.place(read_talk(exported(own), "x")).standing is Standing.HELD_HERE
    stored = imports.take_in(found, "Sanne", date(2026, 4, 1))
    later = read_talk(written({**sound(), "state": State.UNFINISHED}), "x")
    place = imports.place(later)
    assert (place.standing, place.id, place.origin) == (Standing.CHANGED, stored.id, stored.origin)
    for erased in (stored.id, own.id):
        store.discard(erased)
    assert imports.place(found).standing is Standing.ERASED
    assert imports.place(read_talk(exported(own), "x")).standing is Standing.ERASED


def test_two_stores_give_a_talk_two_ids(tmp_path: Path) -> None:
    found = read_talk(written(sound()), "x")
    ids = set()
    for name in ("a", "b"):
        vault = writing(tmp_path / name)
        imports = Imports(vault, talks(vault), people(vault))
        ids.add(imports.take_in(found, "Sanne", date(2026, 4, 1)).id)
    assert len(ids) == 2


def test_the_rules_are_no_maker() -> None:
    document = sound()
    in_action(maker={"by": RULES})(document)
    found = read_talk(written(document), "x.json")
    agreed = (found.talk.outcome or Outcome()).agreements
    assert [agreement.maker for agreement in agreed] == [None]
