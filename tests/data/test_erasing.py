"""Everything about one person goes, the proof says so, and nobody else loses a word."""

import random
import shutil
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from coach.claim import Ask, Claim
from coach.errors import AmbiguousPerson, UnknownPerson
from coach.note import Typed
from coach.person import Person
from coach.talk import State, Talk
from data.erasing import Eraser, Plan, Proof, names, unnamed
from data.paths import Paths
from data.vault.backup import backup, restore
from data.vault.keys import NAME as KEYS
from data.vault.mirror import place_in
from data.vault.proving import opens_any
from data.vault.restoring import put_back
from tests.data.erasures import Year, _opened_with
from tests.data.test_purging import Place
from tests.data.vault.places import NOW, new_talk, people, readable, reading, talks, texts

DAY = date(2026, 3, 9)
CANARY = "kanariepietje"


class Desk(Place):
    """A store with what erases from it."""

    def __init__(self, home: Path) -> None:
        super().__init__(home)
        self.eraser = Eraser(self.vault, self.talks, self.people, self.claims)

    def put(self, person: Person, *lines: str, **change: object) -> Talk:
        talk = replace(new_talk(*lines), person=person, state=State.ENDED, **change)  # type: ignore[arg-type]
        self.talks.save(talk)
        return talk

    def erase(self, name: str) -> Proof:
        return self.eraser.erase(self.eraser.plan(name))


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path / "home")


def test_somebody_goes_from_everywhere_and_the_proof_says_where_it_looked(desk: Desk, tmp_path: Path) -> None:
    sanne, koen = desk.people.add("Sanne"), desk.people.add("Koen")
    first, second = desk.put(sanne, CANARY), desk.put(sanne, CANARY + "2")
    other = desk.put(koen, "vraag het na bij Sanne", present="Sanne (HR) en tolk")
    desk.talks.save_draft(first.id, CANARY)
    desk.vault.keep_draft("cd" * 16, CANARY)
    desk.claims.keep(
        [Claim(Ask.OBJECTION, DAY, sanne.id, (first.id,), CANARY), Claim(Ask.HOLD, DAY, "x", ())]
    )
    near = backup(desk.vault, tmp_path / "stick", DAY).place
    far = backup(desk.vault, tmp_path / "drawer", DAY).place
    (tmp_path / "drawer").rename(tmp_path / "gone")
    plan = desk.eraser.plan("sanne")
    assert ({t.id for t in plan.of.talks}, plan.people, plan.lines) == (
        {first.id, second.id},
        1,
        ("cd" * 16,),
    )
    assert texts(desk.talks.load(first.id)) == [CANARY]  # a plan takes nothing
    proof = desk.eraser.erase(plan)
    assert proof.whole
    assert {first.id, second.id} <= set(proof.keys)
    assert (proof.shut, proof.open, proof.away, proof.left) == ((near,), (), (far,), ())
    left = desk.talks.load(other.id)
    assert left == replace(other, present="… (HR) en tolk")
    assert plan.named == (other.id,)  # what somebody said about another stays with them
    assert [p.alias for p in desk.people.people()] == ["Koen"]
    assert desk.claims.all() == [Claim(Ask.HOLD, DAY, "x", ())]
    found = readable(desk.home) + _opened_with(near, desk.home, tmp_path / "trial")
    assert CANARY.encode() not in found
    assert b"vraag het na bij Sanne" in found
    assert b"Sanne (HR)" not in found
    with pytest.raises(UnknownPerson):
        desk.eraser.plan("Sanne")
    restore(near, tmp_path / "back" / "vault", None, DAY)
    shutil.copyfile(desk.home / "machine.key", tmp_path / "back" / "machine.key")
    assert talks(reading(tmp_path / "back")).load(other.id) == left
    assert [p.alias for p in people(reading(tmp_path / "back")).people()] == ["Koen"]
    put_back(tmp_path / "gone" / far.name, Paths(tmp_path / "old"), Paths(desk.home))
    assert CANARY.encode() not in readable(tmp_path / "old")


def test_a_backup_that_refuses_is_named_and_a_damaged_one_too(desk: Desk, tmp_path: Path) -> None:
    desk.put(desk.people.add("Sanne"), CANARY)
    place = backup(desk.vault, tmp_path / "stick", DAY).place
    (place / (KEYS + ".tmp")).mkdir()  # nothing can be written there any more
    proof = desk.erase("Sanne")
    assert (proof.open, proof.shut, proof.whole) == ((place,), (), False)
    (place / (KEYS + ".tmp")).rmdir()
    fresh = Desk(desk.home)  # what was due is made up for at the next opening
    assert opens_any(fresh.vault, place, set(fresh.vault.inside.keys.tombstones())) is False
    (place / KEYS).write_bytes(b"damaged")
    assert opens_any(fresh.vault, place, set()) is True


def test_a_dispute_is_seen_in_the_plan_for_the_person_and_for_one_talk(desk: Desk) -> None:
    sanne, koen = desk.people.add("Sanne"), desk.people.add("Koen")
    talk = desk.put(sanne, "x")
    other = desk.put(koen, "y", present="Sanne")
    hold = Claim(Ask.HOLD, DAY, "", (talk.id,))
    desk.claims.keep([hold])
    assert desk.eraser.plan("Sanne").hold == hold
    assert desk.eraser.plan("Koen").hold is None
    desk.claims.keep([Claim(Ask.HOLD, DAY, sanne.id)])
    assert desk.eraser.plan("Sanne").hold
    desk.claims.keep([Claim(Ask.HOLD, DAY, "", (other.id,))])
    plan = desk.eraser.plan("Sanne")
    assert (plan.present, plan.named, plan.hold) == ((), (other.id,), None)
    desk.eraser.erase(plan)
    assert desk.talks.load(other.id) == other  # held: not a letter of it changes


def test_who_is_meant(desk: Desk) -> None:
    first, second = desk.people.add("Sanne de Vries"), desk.people.add("Sanne Bos")
    desk.put(first, "een")
    other = desk.put(second, "twee")
    with pytest.raises(AmbiguousPerson) as caught:
        desk.eraser.plan("sanne")
    assert first.id in str(caught.value.params)
    twin = desk.people.keep(Person("ffff", "Sanne Bos"))
    desk.put(twin, "drie")
    with pytest.raises(AmbiguousPerson):
        desk.eraser.plan("Sanne Bos")
    assert desk.erase("ffff").whole
    assert desk.talks.load(other.id) == other
    lost = desk.put(Person("weg", "Piet"), "vier")
    assert desk.eraser.plan("Piet").of.ids == (lost.id,)  # in no list of people
    assert desk.erase("Piet").whole
    nobody = desk.people.add("Zonder Gesprek")
    assert desk.eraser.plan(nobody.id).of.ids == ()
    assert desk.erase("Zonder Gesprek").whole
    assert nobody.id not in {p.id for p in desk.people.people()}


def test_what_cannot_be_read_goes_when_the_list_knows_whose_it_is(desk: Desk) -> None:
    sanne, koen = desk.people.add("Sanne"), desk.people.add("Koen")
    theirs, kept, missing = desk.put(sanne, CANARY), desk.put(koen, "blijft"), desk.put(sanne, CANARY)
    desk.talks.close()
    for talk in (theirs, kept):
        desk.vault.inside.path(talk.id).write_bytes(b"x" * 400)
    desk.vault.inside.path(missing.id).unlink()
    plan = desk.eraser.plan("Sanne")
    assert (set(plan.of.unread), plan.of.strange) == ({theirs.id, missing.id}, ())
    (desk.home / "vault" / "index.log").unlink()
    fresh = Desk(desk.home)
    lost = fresh.eraser.plan("Sanne").of
    assert (lost.unread, set(lost.strange)) == ((), {theirs.id, kept.id})
    proof = desk.eraser.erase(plan)
    assert proof.whole
    assert not desk.vault.inside.path(theirs.id).exists()
    assert desk.vault.inside.path(kept.id).exists()


@pytest.mark.parametrize(
    ("alias", "text", "left"),
    [
        ("Sanne", "SANNE van HR, sanne", "… van HR, …"),
        ("Sanne", "Sannes tolk", "Sannes tolk"),
        ("Zoë", "Zoe en tolk", "…"),
        ("Jan", "januari", "januari"),
        ("(x", "wie is (x ?", "wie is … ?"),
        ("S.", "S. de tolk", "… de tolk"),
    ],
)
def test_a_name_among_those_present(alias: str, text: str, left: str) -> None:
    assert unnamed(alias, text) == left
    assert names(alias, left) is False


def test_a_plan_that_nothing_came_of_leaves_every_byte(desk: Desk) -> None:
    desk.put(desk.people.add("Sanne"), CANARY)
    before = {path: path.read_bytes() for path in desk.home.rglob("*") if path.is_file()}
    assert isinstance(desk.eraser.plan("Sanne"), Plan)
    assert before == {path: path.read_bytes() for path in desk.home.rglob("*") if path.is_file()}


def test_a_talk_typed_after_the_erasure_is_a_new_person(desk: Desk, tmp_path: Path) -> None:
    desk.put(desk.people.add("Sanne"), CANARY)
    desk.erase("Sanne")
    again = desk.put(desk.people.add("Sanne"), "opnieuw")
    backup(desk.vault, tmp_path / "stick", DAY + timedelta(days=1))
    desk.talks.save(again.with_note(Typed("x"), NOW))
    place = place_in(tmp_path / "stick", desk.vault.door.header.vault_id)
    restore(place, tmp_path / "back" / "vault")
    shutil.copyfile(desk.home / "machine.key", tmp_path / "back" / "machine.key")
    assert texts(talks(reading(tmp_path / "back")).load(again.id)) == ["opnieuw"]


@pytest.mark.parametrize(
    "count", [pytest.param(25, id="dose"), pytest.param(1000, id="full", marks=pytest.mark.slow)]
)
def test_nothing_comes_back_whatever_happens_in_a_bad_year(count: int, tmp_path: Path) -> None:
    for seed in range(count):
        root = tmp_path / str(seed)
        try:
            year = Year(root, random.Random(seed))
            year.run(30)
            year.check()
        except Exception as error:
            error.add_note(f"seed {seed}")
            raise
        shutil.rmtree(root)
