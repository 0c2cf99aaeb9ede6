import pytest

from coach.errors import AmbiguousPerson
from coach.person import Person, alias_of, find_person, made_up_alias

PEOPLE = [Person("1", "Sanne de Vries"), Person("2", "Sanne Bakker"), Person("3", "Zoë")]


@pytest.mark.parametrize(
    ("name", "found"),
    [("sanne bakker", "2"), ("zoe", "3"), ("3", "3"), ("Sanne  Bakker", "2"), ("Sann", None), ("Jan", None)],
)
def test_find(name: str, found: str | None) -> None:
    person = find_person(name, PEOPLE)
    assert (person.id if person else None) == found


def test_a_name_that_fits_two_is_refused() -> None:
    with pytest.raises(AmbiguousPerson):
        find_person("Sanne", PEOPLE)


def test_the_whole_alias_wins_over_longer_ones() -> None:
    assert find_person("Sanne", [*PEOPLE, Person("4", "sanne")]).id == "4"


def test_made_up_alias_is_free() -> None:
    assert made_up_alias("Persoon", PEOPLE) == "Persoon 1"
    assert made_up_alias("Persoon", [Person("x", "persoon 1")]) == "Persoon 2"


def test_alias_is_one_clean_short_line() -> None:
    assert alias_of(" Sa\x1bnne\n" + "x" * 200) == ("Sanne " + "x" * 200)[:80]
