"""What is over its time goes, from the store and from every copy; what it said stays as text."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from coach.agreement import Agreement, Outcome
from coach.claim import Ask, Claim
from coach.errors import HeldTalk, StoreError
from coach.note import Mark, Typed, read_line
from coach.person import Person
from coach.retention import Part, preset
from coach.sentence import Sentence
from coach.talk import Kind, State, Talk
from coach.wrapup import Draft
from data.claims import TinyClaims
from data.purging import OverTime, Purger
from data.talks import TinyTalkStore, newest_first
from data.vault.backup import backup, restore
from data.vault.vault import Vault
from tests.data.vault.places import NOW, new_talk, people, readable, reading, talks, texts, writing
from tui.documents import draft_of, talk_document

DAY = date(2026, 3, 9)
LATER, MUCH_LATER = date(2027, 4, 1), date(2028, 4, 1)
CANARY = "kanariepietje"
LINES = ["te veel losse eindjes elke week", "rooster is te druk, geen pauze", f"// niet zo verteld: {CANARY}"]


class Place:
    """A store with what purges it."""

    def __init__(self, home: Path) -> None:
        self.home, self.vault = home, writing(home)
        self.claims = TinyClaims(self.vault)
        self.talks = TinyTalkStore(self.vault, claims=self.claims)
        self.people = people(self.vault)
        self.purger = Purger(self.vault, self.talks, self.people, self.claims)

    def look(self, today: date) -> OverTime:
        return self.purger.look(newest_first(self.talks.rows())[0], today, preset("NL"))

    def purge(self, today: date) -> None:
        self.purger.purge(self.look(today), today, draft_of)

    def ids(self) -> set[str]:
        return {row.id for row in self.talks.rows() if not isinstance(row, StoreError)}


def noted(*lines: str) -> Talk:
    typed = [read_line(line) for line in lines]
    return replace(new_talk(), state=State.ENDED).with_lines([t for t in typed if isinstance(t, Typed)], NOW)


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path / "home")


def test_notes_go_and_what_they_said_stays_with_the_numbers_it_rests_on(place: Place, tmp_path: Path) -> None:
    talk = noted(*LINES).with_note(Typed("ik vraag het rooster na voor 1 april", (Mark.AGREED,)), NOW)
    talk = talk.viewed(1, CANARY)
    place.talks.save(talk)
    made = draft_of(talk)
    assert made.sentences
    assert made.outcome.agreements
    stick = backup(place.vault, tmp_path / "stick", DAY).place
    assert not place.look(date(2027, 3, 9))
    (item,) = place.look(LATER).items
    assert (item.talk, item.overdue.part) == (talk, Part.NOTES)
    assert texts(place.talks.load(talk.id)) == texts(talk)  # looking takes nothing
    place.purge(LATER)
    left = place.talks.load(talk.id)
    assert left.notes == ()
    assert left.purged is not None
    assert (left.purged.on, left.purged.up_to) == (LATER, 4)
    assert left.purged.sentences == made.sentences
    document = talk_document(left, draft_of(left))
    before = talk_document(talk, made)
    assert document == {**before, "notes": [], "purged": {"on": "2027-04-01", "up_to": 4}}
    assert not place.look(LATER)
    restore(stick, tmp_path / "back" / "vault", None, DAY)
    (tmp_path / "back" / "machine.key").write_bytes((place.home / "machine.key").read_bytes())
    for home in (place.home, tmp_path / "back"):
        assert CANARY.encode() not in readable(home)
    assert talks(reading(tmp_path / "back")).load(talk.id) == left


def test_a_talk_goes_with_whoever_it_was_with_and_others_stay(place: Place) -> None:
    sanne, koen = place.people.add("Sanne"), place.people.add("Koen")
    old = replace(new_talk(CANARY), person=sanne, state=State.ENDED)
    new = replace(new_talk("blijft"), person=koen, state=State.ENDED, date=date(2028, 3, 9))
    for talk in (old, new):
        place.talks.save(talk)
    place.talks.save_draft(old.id, CANARY)
    place.purge(MUCH_LATER)
    assert place.ids() == {new.id}
    assert [p.alias for p in place.people.people()] == ["Koen"]
    found = readable(place.home)
    assert CANARY.encode() not in found
    assert b"Sanne" not in found


def test_preparation_goes_after_a_month_and_the_notes_of_the_talk_stay(place: Place) -> None:
    talk = replace(new_talk("een"), seen=CANARY)
    place.talks.save(talk)
    place.talks.save_draft(talk.id, CANARY + "2")
    never_held = replace(new_talk(), seen=CANARY)
    place.talks.save(never_held)
    soon = DAY + timedelta(days=31)
    assert [item.overdue.part for item in place.look(soon).items].count(Part.TALK) == 1
    place.purge(soon)
    assert place.ids() == {talk.id}
    assert texts(place.talks.load(talk.id)) == ["een"]
    assert CANARY.encode() not in readable(place.home)


def test_a_half_typed_line_without_a_talk_goes_too(place: Place) -> None:
    place.vault.keep_draft("ab" * 16, CANARY)
    today = datetime.now().astimezone().date()
    assert place.look(today + timedelta(days=30)).lines == ()
    place.purge(today + timedelta(days=31))
    assert CANARY.encode() not in readable(place.home)


def test_what_a_dispute_is_about_stays_and_later_talks_can_be_written(place: Place) -> None:
    held = replace(new_talk(CANARY), state=State.ENDED)
    place.talks.save(held)
    place.claims.keep([Claim(Ask.HOLD, DAY, "p1", (held.id,), "zaak")])
    found = place.look(LATER)
    assert not found
    assert [item.talk.id for item in found.held] == [held.id]
    place.purge(LATER)
    assert texts(place.talks.load(held.id)) == [CANARY]
    for change in (
        lambda: place.talks.save(held.with_note(Typed("x"), NOW)),
        lambda: place.talks.discard(held.id),
    ):
        with pytest.raises(HeldTalk):
            change()
    later = replace(new_talk("nieuw"), date=LATER)
    place.talks.save(later)
    place.talks.save(later.with_note(Typed("x"), NOW))
    assert {item.talk.id for item in place.look(date(2030, 1, 1)).held} == {later.id, held.id}
    place.claims.keep([])
    assert place.look(LATER)


def test_a_hold_is_known_to_a_window_that_opened_before(place: Place) -> None:
    talk = replace(new_talk("x"), state=State.ENDED)
    place.talks.save(talk)
    onlooker = TinyClaims(reading(place.home))
    assert onlooker.all() == []
    place.claims.keep([Claim(Ask.HOLD, DAY, "", (talk.id,))])
    fresh = TinyClaims(reading(place.home))
    assert fresh.all() == place.claims.all() == [Claim(Ask.HOLD, DAY, "", (talk.id,))]


def test_a_talk_that_goes_on_after_its_notes_went_keeps_both(place: Place) -> None:
    talk = noted(*LINES)
    place.talks.save(talk)
    place.purge(LATER)
    left = place.talks.load(talk.id).with_note(Typed("nieuwe regel"), NOW)
    assert left.notes[0].number == 4
    place.talks.save(left)
    made = draft_of(place.talks.load(talk.id))
    assert left.purged is not None
    assert made.sentences[: len(left.purged.sentences)] == left.purged.sentences
    place.purge(LATER)
    again = place.talks.load(talk.id)
    assert again.purged is not None
    assert again.purged.up_to == 4
    assert again.purged.sentences == made.sentences


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_ends_with_nothing(place: Place, kind: Kind) -> None:
    talk = replace(new_talk(), kind=kind, state=State.ENDED)
    place.talks.save(talk.with_note(Typed("jij regelt het pasje", (Mark.AGREED,)), NOW))
    place.purge(LATER)
    if kind in (Kind.EXIT, Kind.DISMISSAL):
        assert place.ids() == set()
    place.purge(MUCH_LATER)
    assert place.ids() == set()


def test_of_a_dismissal_the_arrangements_stay_and_no_sentence(place: Place) -> None:
    talk = replace(new_talk(), kind=Kind.DISMISSAL, state=State.ENDED)
    talk = talk.with_note(Typed("jij levert de laptop in", (Mark.AGREED,)), NOW)
    place.talks.save(talk)
    be = replace(preset("BE"), exit_months=36, reason="zaak")
    found = place.purger.look(newest_first(place.talks.rows())[0], LATER, be)
    place.purger.purge(found, LATER, draft_of)
    left = place.talks.load(talk.id)
    assert left.notes == ()
    assert left.purged is not None
    assert left.purged.sentences == ()
    assert [a.what for a in draft_of(left).outcome.agreements]


def test_many_talks_go_in_one_run(place: Place) -> None:
    for number in range(230):
        place.talks.save(replace(new_talk(f"{CANARY} {number}"), state=State.ENDED))
    made: list[str] = []

    def cheap(talk: Talk) -> Draft:
        made.append(talk.id)
        return Draft((Sentence("zin", (1,)),), Outcome((Agreement(None, "x", note=1),)))

    place.purger.purge(place.look(LATER), LATER, cheap)
    assert len(set(made)) == 230
    assert len(place.ids()) == 230
    assert CANARY.encode() not in readable(place.home)
    assert not place.look(LATER)


def test_damaged_and_newer_talks_are_left_as_they_are(place: Place) -> None:
    damaged, newer, fine = (replace(new_talk(CANARY), state=State.ENDED) for _ in range(3))
    for talk in (damaged, newer, fine):
        place.talks.save(talk)
    place.talks.close()
    paths = [place.vault.inside.path(talk.id) for talk in (damaged, newer)]
    paths[0].write_bytes(b"x" * 500)
    content = bytearray(paths[1].read_bytes())
    content[6:8] = b"\0\7"
    paths[1].write_bytes(content[:40])
    before = [path.read_bytes() for path in paths]
    again = Place(place.home)
    again.purge(MUCH_LATER)
    assert again.ids() == set()
    assert [path.read_bytes() for path in paths] == before
    assert again.vault.inside.has_key(damaged.id)


def test_a_talk_with_some_damage_loses_what_was_put_aside_too(place: Place) -> None:
    talk = replace(new_talk(), state=State.ENDED)
    place.talks.save(talk)
    for number in range(3):
        talk = talk.with_note(Typed(f"{CANARY} {number}", (Mark.ASIDE,)), NOW)
        place.talks.save(talk)
    path = place.vault.inside.path(talk.id)
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    again = Place(place.home)
    again.talks.save(again.talks.load(talk.id).with_note(Typed("x"), NOW))
    assert list(place.home.rglob("quarantine/*"))
    again.purge(LATER)
    assert not list(place.home.rglob("quarantine/*"))
    assert CANARY.encode() not in readable(place.home)
    assert again.ids() == {talk.id}


def test_nothing_is_made_where_there_is_no_store(tmp_path: Path) -> None:
    vault: Vault = reading(tmp_path / "none")
    claims = TinyClaims(vault)
    store = TinyTalkStore(vault, claims=claims)
    purger = Purger(vault, store, people(vault), claims)
    assert list(store.rows()) == []
    assert not purger.look([], LATER, preset("NL"))
    assert not (tmp_path / "none").exists()


def test_a_person_without_a_row_in_the_list_is_no_trouble(place: Place) -> None:
    talk = replace(new_talk("x"), person=Person("weg", "Piet"), kind=Kind.EXIT, state=State.ENDED)
    place.talks.save(talk)
    place.purge(LATER)
    assert place.ids() == set()
