"""Other people in what leaves the program: one label for one person, however the name is written."""

import re
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.name_forms import forms
from coach.redact import Cast, Why, cast, replaced
from coach.text import fold
from data.knowledge import read_names, read_surnames

NAMES, EVERYDAY = read_names(), read_surnames()

ROSTER = (
    "Sanne", "Karim El Amrani", "Jean-Pierre", "Tom van den Berg", "Griet Vandenberghe", "Zoë D'Hondt", "Wout Peeters",
    "Aoife O'Brien", "Mehmet Yılmaz", "Lien Van den Berghe", "Persoon 3",
)  # fmt: skip


def read(*texts: str, known: tuple[str, ...] = ROSTER, stay: tuple[str, ...] = ("Femke", "Koen")) -> Cast:
    return cast(texts, known, stay, NAMES, "Collega", EVERYDAY)


def redacted(
    *texts: str, known: tuple[str, ...] = ROSTER, stay: tuple[str, ...] = ("Femke", "Koen")
) -> list[str]:
    found = read(*texts, known=known, stay=stay)
    return [found.redact(text) for text in texts]


@pytest.mark.parametrize(
    "written",
    [
        ("Sanne", "sanne", "SANNE", "Sanne's", "Sannes", "SANNES", "Sanne’s", "San\u00adne"),
        ("Karim El Amrani", "karim", "El Amrani", "el amrani", "Amrani", "AMRANI", "Karims", "Karimke", "K\u200barim"),
        ("Jean-Pierre", "jean pierre", "JeanPierre", "Jean‑Pierre", "JEAN-PIERRE's", "jeanpierre"),
        ("Tom van den Berg", "vd Berg", "v.d. Berg", "V/d Berg", "vd. berg", "van de Berg", "VAN DEN BERG", "tom", "Berg"),
        ("Griet Vandenberghe", "vandenberghe", "Van den Berghe, Griet", "griet", "Vanden Berghe"),
        ("Zoë D'Hondt", "zoe", "ZOË", "Zoe\u0308", "d’hondt", "Dhondt", "hondt"),
        ("Wout Peeters", "wout", "Peeters", "PEETERS", "peeters", "Wouts", "bij Peeters"),
        ("O'Brien", "o’brien", "OBrien", "Aoife", "Brien"),
        ("Mehmet", "yılmaz", "YILMAZ", "Yilmaz"),
        ("Persoon 3", "persoon 3", "PERSOON 3"),
    ],
    ids=lambda written: written[0],
)  # fmt: skip
def test_one_person_one_label_however_written(written: tuple[str, ...]) -> None:
    known = tuple(name for name in ROSTER if name != "Lien Van den Berghe")
    for text in redacted(*(f"hij liep met {name} mee" for name in written), known=known):
        assert re.fullmatch(r"hij liep met (bij )?Collega 1('s|’s)?(, Collega 1)? mee", text), text


def test_overlapping_names_are_told_apart() -> None:
    known = ("Jean", "Jean-Pierre", "Pierre", "Tom Peeters", "Tom Wouters", "Jan Jansen", "Jansen")
    assert redacted(
        "Jean kwam, Jean-Pierre niet", "Pierre ook", "Tom Peeters en Tom Wouters", "Tom, wie van de twee?",
        "Peeters", "Jan Jansen", known=known,
    ) == [
        "Collega 1 kwam, Collega 2 niet", "Collega 3 ook", "Collega 4 en Collega 5", "Collega 6, wie van de twee?",
        "Collega 4", "Collega 7",
    ]  # fmt: skip


def test_whoever_it_is_about_and_whoever_held_the_talk_stay() -> None:
    texts = ("Femke zegt dat Femkes rooster niet klopt", "Koen belt HR", "femke en KOEN", "Femke's plan")
    assert redacted(*texts) == list(texts)
    assert redacted("Femke Maes zag Femke", stay=("Femke",)) == ["Femke Maes zag Femke"]
    assert redacted("Hans zag Han", stay=("Han",), known=("Hans",)) == ["Collega 1 zag Han"]
    assert redacted("met Hans over Han", stay=("Han",)) == ["met Collega 1 over Han"]
    assert redacted("met Alex over Alexanders plan", stay=("Alexander",)) == ["met Alex over Alexanders plan"]
    assert redacted("Femke Maes zag Femke", known=("Femke Maes",)) == ["Collega 1 zag Femke"]


def test_a_first_name_that_is_also_part_of_surnames_is_a_name_with_a_capital() -> None:
    known = ("Della Peeters", "Ben Maes")
    assert redacted("Della Peeterss fiets", "Ben komt", known=known) == [
        "Collega 1 Collega 1's fiets", "Collega 2 komt",
    ]  # fmt: skip
    assert redacted("ik ben er", "Karim ben Amrani", known=known)[0] == "ik ben er"


def test_names_that_nobody_keeps_are_found_and_counted_everywhere() -> None:
    texts = (
        "een gesprek met Youssef Bakkali gehad",
        "youssef luistert",
        "Bakkali ook",
        "mevr. Aerts belt",
        "AERTS weer",
    )
    assert redacted(*texts) == [
        "een gesprek met Collega 1 gehad", "Collega 1 luistert", "Collega 1 ook", "mevr. Collega 2 belt", "Collega 2 weer",
    ]  # fmt: skip
    assert redacted("met Sanne Maes", "Maes belt", "sanne")[0] == "met Collega 1"
    assert redacted("met Sanne Maes", "Maes belt", "sanne")[1:] == ["Collega 1 belt", "Collega 1"]


@pytest.mark.parametrize(
    "text",
    [
        "in jan gaat het rooster om", "de berg werk", "een idee van an example", "will she stay", "bakker om de hoek",
        "di na de pauze", "HR zoekt het uit met de vertrouwenspersoon", "Power BI en Excel", "Collega 1 was er", "",
    ],
)  # fmt: skip
def test_everyday_words_stay(text: str) -> None:
    known = ("Jan", "Tom van den Berg", "An", "Will", "Piet Bakker", "Dina", "Ine")
    assert redacted(text, known=known) == [text]


def test_every_hit_can_be_looked_at() -> None:
    text = "Jan zag Youssef in jan"
    found = read("met Youssef", text, known=("Jan",))
    assert [(h.text, text[h.start : h.end], h.why, h.sure) for h in found.hits(text)] == [
        ("Jan", "Jan", Why.KNOWN, True),
        ("Youssef", "Youssef", Why.FOUND, True),
        ("jan", "jan", Why.KNOWN, False),
    ]
    assert replaced(text, found.hits(text)) == found.redact(text)
    assert redacted("in jan met jan", "met an", known=("Jan", "An")) == [
        "in jan met Collega 1",
        "met Collega 2",
    ]
    assert redacted("mevr jan belt, en jan zegt niets", known=("Jan",)) == [
        "mevr Collega 1 belt, en Collega 1 zegt niets"
    ]


def test_a_label_that_stands_there_already_is_not_given_out() -> None:
    assert redacted("collega 1 zag Sanne en Karim") == ["collega 1 zag Collega 2 en Collega 3"]


def test_an_alias_that_is_no_name_goes_as_a_whole_only() -> None:
    known = ("nieuwe collega", "SB", "Sanne (team Noord)", "mevr. De Vries", "J. Maes", "Persoon 3")
    assert redacted(
        "de nieuwe collega", "een nieuwe aanpak", "SB en S.B. en sb", "het team in het noorden", "De Vries, de vries",
        "Maes", "Persoon 30", "een persoon", known=known,
    ) == [
        "de Collega 1", "een nieuwe aanpak", "Collega 2 en Collega 2. en sb", "het team in het noorden",
        "Collega 3, Collega 3", "Collega 4", "Persoon 30", "een persoon",
    ]  # fmt: skip


SURNAMES = (
    "Peeters",
    "van den Berghe",
    "El Amrani",
    "D'Hondt",
    "Vandenbroucke",
    "Nguyễn",
    "Janssens",
    "de Wolf",
    "Öztürk",
)
FIRSTS = sorted(
    name.capitalize() for name in NAMES.first - NAMES.lookalikes if len(name) > 2 and name.isalpha()
)
FILLER = st.sampled_from(
    "het rooster klopt niet, de planning loopt uit. overleg duurt te lang en dan weer een storing; zij wil leren".split()
)  # fmt: skip
PERSON = st.builds(" ".join, st.tuples(st.sampled_from(FIRSTS), st.sampled_from(SURNAMES)))
WRITE = st.sampled_from(
    (str, str.upper, str.lower, lambda n: f"{n}'s", lambda n: f"{n}s", lambda n: f"({n})",
     lambda n: n.replace(" ", "-"), lambda n: unicodedata.normalize("NFD", n), lambda n: f"{n},", lambda n: n.split()[0],
     lambda n: n.split(" ", 1)[1], lambda n: n.split(" ", 1)[1].upper())
)  # fmt: skip


def words_of(text: str) -> set[str]:
    return {fold(word) for word in re.findall(r"[^\W_]+", unicodedata.normalize("NFC", text))}


@given(st.lists(PERSON, min_size=1, max_size=4, unique=True), st.data())
def test_no_known_name_survives_in_any_form(people: list[str], data: st.DataObject) -> None:
    texts = [
        " ".join(
            data.draw(st.permutations([data.draw(WRITE)(person), *data.draw(st.lists(FILLER, max_size=5))]))
        )
        for person in people
        for _ in range(2)
    ]
    particles = {"van", "den", "de", "el", "d"}
    left = {word for text in redacted(*texts, known=tuple(people)) for word in words_of(text)}
    for person in people:
        for part in words_of(person) - particles:
            assert part not in left, (person, texts)
            assert f"{part}s" not in left, (person, texts)


@given(PERSON, st.lists(st.tuples(FILLER, WRITE, FILLER), min_size=2, max_size=6))
def test_one_person_has_one_label_in_all_texts(person: str, around: list[tuple[str, object, str]]) -> None:
    texts = [f"{before} {write(person)} {after}" for before, write, after in around]  # type: ignore[operator]
    found = read(*texts, known=(person,))
    assert {hit.person for text in texts for hit in found.hits(text)} == {"Collega 1"}


@given(st.lists(FILLER, max_size=30).map(" ".join))
def test_a_text_without_names_is_not_changed(text: str) -> None:
    assert redacted(text) == [text]


@given(st.lists(st.text(max_size=30), max_size=4), st.lists(st.text(min_size=1, max_size=20), max_size=4))
def test_hits_lie_in_order_and_any_text_is_taken(texts: list[str], known: list[str]) -> None:
    found = read(*texts, known=tuple(known))
    for text in texts:
        hits = found.hits(text)
        assert all(text[h.start : h.end] == h.text and h.start < h.end for h in hits)
        assert all(a.end <= b.start for a, b in pairwise(hits))
        assert replaced(text, ()) == text


def test_forms_of_nothing() -> None:
    assert (
        list(forms("", NAMES.first))
        == list(forms("(x)", NAMES.first))
        == list(forms("...", NAMES.first))
        == []
    )
