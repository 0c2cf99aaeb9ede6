"""Who the talks are with: kept, and forgotten when nothing is left of them."""

from pathlib import Path

from data.paths import Paths
from tui import bootstrap


def test_somebody_is_forgotten_and_the_last_one_too(tmp_path: Path) -> None:
    built = bootstrap.program(Paths(tmp_path / "home"), "nl")
    sanne, karim = built.people.add("Sanne"), built.people.add("Karim")
    built.people.forget(sanne)
    assert [person.alias for person in built.people.people()] == ["Karim"]
    built.people.forget(karim)
    assert built.people.people() == []
    built.close()
    again = bootstrap.program(Paths(tmp_path / "home"), "nl")
    assert again.people.people() == []
    assert again.people.add("Sanne").alias == "Sanne"
    assert [person.alias for person in again.people.people()] == ["Sanne"]
    again.close()


def test_a_discarded_talk_takes_the_person_along_only_when_there_is_no_other(tmp_path: Path) -> None:
    built = bootstrap.program(Paths(tmp_path / "home"), "nl")
    first = bootstrap.begin_talk(built, bootstrap.Kind.STAY, "nl", "Sanne")
    second = bootstrap.begin_talk(built, bootstrap.Kind.STAY, "nl", "Sanne")
    built.talks.save(first)
    built.talks.save(second)
    bootstrap.discard_talk(built, second)
    assert [person.alias for person in built.people.people()] == ["Sanne"]
    bootstrap.discard_talk(built, first)
    assert built.people.people() == []
    built.close()
