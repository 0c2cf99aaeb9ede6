"""Verbs: whether a form tells of something done, and which forms are one word."""

import pytest

from coach.guard.words.forms import Language, is_participle, looks_done, looks_past
from data.knowledge import read_guard_words


def language(lang: str) -> Language:
    return read_guard_words(lang).lang


@pytest.mark.parametrize(
    ("lang", "one", "other"),
    [
        ("nl", "filmpje", "film"), ("nl", "heb", "heeft"), ("nl", "bel", "belt"),
        ("en", "prioritizes", "prioritise"), ("en", "team's", "team"), ("en", "have", "has"), ("en", "ring", "rings"),
    ],
)  # fmt: skip
def test_forms_of_one_word_are_alike(lang: str, one: str, other: str) -> None:
    assert read_guard_words(lang).alike(one, other)
    assert read_guard_words(lang).alike(other, one)


@pytest.mark.parametrize(
    ("lang", "one", "other"),
    [
        ("nl", "duur", "duurt"), ("nl", "band", "baan"), ("nl", "beeld", "belt"), ("nl", "leeg", "legt"),
        ("nl", "gebouwen", "bouwen"), ("nl", "weekend", "week"), ("nl", "volgende", "volgt"), ("nl", "klachten", "klacht"),
        ("nl", "loon", "premie"), ("en", "apply", "app"), ("en", "friendly", "friend"), ("en", "department", "departs"),
        ("en", "station", "state"), ("en", "lately", "late"), ("en", "complaints", "complaint"), ("en", "rota", "schedule"),
    ],
)  # fmt: skip
def test_what_only_looks_like_another_word_is_not_that_word(lang: str, one: str, other: str) -> None:
    assert not read_guard_words(lang).alike(one, other)


@pytest.mark.parametrize(
    ("lang", "past", "now"),
    [("en", "took", "takes"), ("en", "left", "leave"), ("nl", "nam", "neemt"), ("nl", "vertrok", "vertrekt"), ("nl", "ging", "gaat")],
)  # fmt: skip
def test_irregular_forms_keep_their_time(lang: str, past: str, now: str) -> None:
    known = language(lang)
    assert looks_past(past, known)
    assert not looks_past(now, known)
    assert looks_done(past, now, known)
    assert not looks_done(now, past, known)
    assert not looks_done(past, past, known)


def test_participles_without_an_ending_of_their_own_are_known() -> None:
    assert is_participle("vertrokken", language("nl"))
    assert not is_participle("vertrekken", language("nl"))
    assert is_participle("taken", language("en"))
    assert not is_participle("take", language("en"))
    assert not is_participle("put", language("en"))


@pytest.mark.parametrize(
    ("done", "other"),
    [("nam", "nemen"), ("kwamen", "komen"), ("klaagden", "klagen"), ("werkte", "werk"), ("ingelicht", "inlichten"),
     ("gemeld", "melden"), ("besteld", "bestellen"), ("aangevraagd", "aanvragen"), ("nagekeken", "nakijken")],
)  # fmt: skip
def test_a_task_or_what_several_do_is_not_told_as_over(done: str, other: str) -> None:
    assert looks_done(done, other, language("nl"))
    assert not looks_done(other, done, language("nl"))


@pytest.mark.parametrize(
    ("one", "other"),
    [("werkt", "werken"), ("oude", "oud"), ("volgende", "volgend"), ("maand", "maanden"), ("gewerkt", "werkten"), ("meldt", "melden")],
)  # fmt: skip
def test_other_forms_of_a_word_are_of_one_time(one: str, other: str) -> None:
    assert not looks_done(one, other, language("nl"))
