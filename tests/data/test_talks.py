import os
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coach.agreement import Agreement, Outcome
from coach.errors import DamagedTalk, StoreError, UnknownTalk
from coach.maker import Maker
from coach.note import Mark, Typed
from coach.person import Person
from coach.ports import TalkRow
from coach.talk import Kind, State, Talk
from data.talk_documents import outcome_from, state_document
from data.talks import new_talk_id
from data.vault.own_key import KeyFile
from data.vault.vault import Vault
from tests.data.vault.places import reading, talks, writing

NOW = datetime(2026, 3, 9, 10, 0, tzinfo=UTC)


def new_talk(**change: object) -> Talk:
    talk = Talk(new_talk_id(), Kind.STAY, "nl", Person("p1", "Sanne"), date(2026, 3, 9), NOW)
    return replace(talk, **change)


LINE = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=30)


@given(st.lists(st.tuples(LINE, st.sets(st.sampled_from(Mark))), max_size=12), st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
def test_a_talk_comes_back_as_it_was_saved(
    tmp_path: Path, typed: list[tuple[str, set[Mark]]], data: st.DataObject
) -> None:
    talk = new_talk()
    vault = writing(tmp_path / os.urandom(8).hex())
    store = talks(vault)
    for text, marks in typed:
        talk = talk.with_note(Typed(text, tuple(marks)), NOW)
        if talk.notes and data.draw(st.booleans()):
            number = data.draw(st.sampled_from([n.number for n in talk.notes]))
            talk = data.draw(
                st.sampled_from([talk.without(number), talk.revise(number, Typed("ander")), talk.ask("q")])
            )
        store.save(talk)
    store.save(talk.end())
    assert (
        talks(Vault(vault.folder, KeyFile(vault.folder.with_name("machine.key")))).load(talk.id) == talk.end()
    )


def test_two_talks_in_turn_do_not_mix(tmp_path: Path) -> None:
    store, one, two = talks(writing(tmp_path)), new_talk(), new_talk()
    for n in range(3):
        one = one.with_note(Typed(f"een {n}"), NOW)
        two = two.with_note(Typed(f"twee {n}"), NOW)
        store.save(one)
        store.save(two)
    assert store.load(one.id) == one
    assert store.load(two.id) == two


def test_unknown_ids_are_refused_before_the_disk_is_asked(tmp_path: Path) -> None:
    for talk_id in ("", "x", "../../etc/passwd", "0" * 31, "0" * 32, "A" * 32):
        with pytest.raises(UnknownTalk):
            talks(reading(tmp_path)).load(talk_id)


def test_rows_name_broken_files_and_show_the_others(tmp_path: Path) -> None:
    store = talks(writing(tmp_path))
    talk, broken = new_talk().with_note(Typed("x"), NOW), new_talk()
    store.save(talk)
    store.save(broken)
    (tmp_path / "vault" / "records" / broken.id[:2] / f"{broken.id}.rec").write_bytes(b"rubbish")
    rows = list(store.rows())
    assert [r.id for r in rows if isinstance(r, TalkRow)] == [talk.id]
    assert [type(r) for r in rows if isinstance(r, StoreError)] == [DamagedTalk]


def test_discard_leaves_nothing(tmp_path: Path) -> None:
    store = talks(writing(tmp_path))
    talk = new_talk().with_note(Typed("kanarie"), NOW)
    store.save(talk)
    store.save_draft(talk.id, "kanarie half")
    assert [p for p in tmp_path.rglob("*") if talk.id in p.name]
    store.discard(talk.id)
    assert not [p for p in tmp_path.rglob("*") if talk.id in p.name]
    assert list(store.rows()) == []
    with pytest.raises(UnknownTalk):
        store.load(talk.id)


def test_draft_comes_and_goes(tmp_path: Path) -> None:
    store, talk = talks(writing(tmp_path)), new_talk()
    assert store.draft(talk.id) == ""
    store.save_draft(talk.id, "half é")
    assert store.draft(talk.id) == "half é"
    store.save_draft(talk.id, "")
    assert store.draft(talk.id) == ""


def test_leftovers_of_a_crash_are_tidied(tmp_path: Path) -> None:
    store, talk = talks(writing(tmp_path)), new_talk()
    store.save(talk)
    leftover = tmp_path / "vault" / "records" / talk.id[:2] / f"{talk.id}.rec.tmp"
    leftover.write_text("half")
    store = talks(writing(tmp_path))
    assert not leftover.exists()
    assert store.load(talk.id).state is State.UNFINISHED


def test_talks_are_found_by_what_was_typed_in_them(tmp_path: Path) -> None:
    store = talks(writing(tmp_path))
    cafe = new_talk(goal='het "café" op de hoek').with_note(Typed("Zoë wil de CURSUS"), NOW)
    other = new_talk().with_note(Typed("Zoe wil niets; cur sus"), NOW).with_note(Typed("twee\u200dde"), NOW)
    for talk in (cafe, other, new_talk()):
        store.save(talk)

    def found(wanted: str) -> set[str]:
        return set(store.holding(wanted))

    assert found("zoe") == {cafe.id, other.id}
    assert found("ZOË cursus") == found('"cafe"') == found("cafe hoek") == {cafe.id}
    assert found("nergens") == found("") == found("  ") == found("stay") == set()
    store.save(cafe.without(1))
    assert found("cursus") == set()
    path = tmp_path / "vault" / "records" / other.id[:2] / f"{other.id}.rec"
    path.write_bytes(path.read_bytes() + b"FRM1 torn")
    assert found("zoe") == {other.id}


MAKER = Maker("klein", "5a" * 32, "2")


def test_an_action_keeps_which_model_drafted_it_and_others_carry_no_trace_of_one(tmp_path: Path) -> None:
    by_model, by_rules = Agreement("manager", "a", note=1, maker=MAKER), Agreement("manager", "b", note=1)
    talk = new_talk().with_note(Typed("a"), NOW).agree(Outcome((by_model, by_rules), up_to=1))
    vault = writing(tmp_path)
    talks(vault).save(talk)
    stored = talks(Vault(vault.folder, KeyFile(vault.folder.with_name("machine.key")))).load(talk.id)
    assert stored.outcome == talk.outcome
    kept = state_document(talk)["outcome"]["agreements"]
    assert kept[0]["maker"] == MAKER.document
    assert "maker" not in kept[1]  # as records were written before models drafted


@pytest.mark.parametrize("maker", [{"by": 1, "sha256": "", "prompt_version": ""}, {"by": "x"}, "klein"])
def test_a_maker_that_is_none_is_damage(maker: object) -> None:
    kept = state_document(new_talk().agree(Outcome((Agreement(None, "a"),))))["outcome"]
    kept["agreements"][0]["maker"] = maker
    with pytest.raises((KeyError, TypeError, ValueError)):
        outcome_from(kept)
