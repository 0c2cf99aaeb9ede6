"""A note told again: its own words in their order, and a few small ones between them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.questions import read_questions
from models.retelling import LONGEST, pieces, steps, ways

EN = read_questions("en").glue


def allows(note: str, text: str, lang: str = "en") -> bool:
    """Whether some way through the steps writes this."""
    glue = read_questions(lang).glue
    left = {""}
    for step in steps(3, ways(words, glue)) if (words := pieces(note, glue)) else ():
        whole = f"3: {text}\n"
        left = {said + more for said in left for more in step if whole.startswith(said + more)}
    return f"3: {text}\n" in left


@pytest.mark.parametrize(
    ("lang", "note", "text"),
    [
        ("en", "wants more hrs, rota too tight", "The employee wants more hours, the rota is too tight."),
        ("en", "wants more hrs, rota too tight", "Wants more hours, rota too tight."),
        ("nl", "T belt t team", "T belt het team."),
        ("en", "I ring HR w/ figures", "The manager rings HR with the figures."),
        ("en", "i'll ask Bev & tell her", "The manager will ask Bev and tell her."),
        ("en", 'said "I never was asked" twice', 'The employee said "I never was asked" twice.'),
        ("en", "crunch = 3 weekends", "The crunch is 3 weekends."),
        ("nl", "wil meer dgn, rooster te krap", "De medewerker wil meer dagen, het rooster is te krap."),
        ("nl", "ik bel de planner", "De leidinggevende belt de planner."),
        ("nl", "beloof ik, tegen vr", "Belooft de leidinggevende, tegen vrijdag."),
        ("nl", "geen bureau - wel kast", "De medewerker heeft geen bureau - wel kast."),
        ("nl", "wil bureau: eigen", "De medewerker wil een bureau: eigen."),
        ("nl", "ik kijk na, mail om 17:30", "De leidinggevende kijkt na, mail om 17:30."),
        ("en", "esp. Leo, HPLC no. 3", "Especially Leo, HPLC no. 3."),
        ("nl", "na 6 wk klaar -> max 1 wk", "Na 6 weken is klaar, maximaal 1 week."),
        ("en", "asked twice. no reply; desk", "The employee asked twice; no reply; the desk."),
        ("en", "goes w/ 2 wk", "Goes with 2 weeks."),
        ("en", "Asked for a desk", "The employee asked for a desk."),
        ("en", "by thurs I check it", "By Thursday the manager checks it."),
        ("en", "I will ask HR", "The manager will ask HR."),
        ("nl", "blij, 'hier mag ik bouwen'", "Blij, 'hier mag ik bouwen'."),
        ("nl", "'s avonds moe, 't is veel", "'s avonds moe, het is veel."),
        ("en", 'it\'s "the money, \nalways" she says', 'It\'s "the money, always" she says.'),
    ],
)
def test_what_may_be_written(lang: str, note: str, text: str) -> None:
    assert allows(note, text, lang)


@pytest.mark.parametrize(
    ("note", "text"),
    [
        ("wants more hours", "Wants fewer hours."),
        ("wants more hours", "Wants hours."),
        ("wants more hours", "Wants hours more."),
        ("wants more hours", "The manager wants more hours."),
        ("wants more hours", "Wants more hours. Leaves in May."),
        ("not looking", "The employee is looking."),
        ("not looking", "The employee is not not looking."),
        ('said "I quit"', 'Said "the manager quits".'),
        ("leaves in May", "Leaves in June."),
        ("works in the shop", "Works in the the shop."),
        ("stays on lates", "Stays on on lates."),
        ("leaves in May", "Leaves the in May."),
        ("said I know it", "Said the manager knows ites."),
        ("I arrange cover", "The manager is the arrange cover."),
        ("done, said I", "Done, said to the manager."),
        ("rota late, asked twice", "Rota late, the employee asked twice."),
        ("rota late, asked twice", "Rota late, and asked twice."),
        ("rota late, asked twice", "Rota is late, but asked twice."),
        ("client call", "Client to call."),
        ("wants desk", "Wants the desk."),
        ("got 4 days", "Got the 4 days."),
        ("has mum's car", "Has the mum's car."),
        ("a near miss", "A near the miss."),
        ("head listened", "Head is listened."),
        ("too late", "It is too late."),
    ],
)
def test_what_may_not(note: str, text: str) -> None:
    assert not allows(note, text)


@pytest.mark.parametrize(
    ("lang", "note"),
    [
        ("nl", "zei ik stop ermee"),
        ("nl", "klant zei ik bel niet meer"),
        ("nl", "moe, ik wil hier weg"),
        ("nl", "gevoel van ik doe er niet toe"),
        ("nl", "'ik bel nooit meer, zei ze"),
        ("nl", "« ik bel nooit meer » zei ze"),
        ("nl", "niemand helpt mij, ik bel HR"),
        ("en", "says I check everything"),
        ("en", "I love this job"),
        ("en", "nobody helps me"),
        ("en", "`I ask nothing`"),
        ("en", "'I ask nothing"),
    ],
)
def test_an_i_that_may_be_somebody_elses_is_not_told_again(lang: str, note: str) -> None:
    assert pieces(note, read_questions(lang).glue) == ()


@pytest.mark.parametrize("note", ["", " ", "?", "wants a raise?", "...", "a " * (LONGEST + 1), ",;:", "!"])
def test_a_note_that_is_no_statement_is_not_told_again(note: str) -> None:
    assert pieces(note, EN) == ()


@given(st.text(max_size=80), st.sampled_from(["en", "nl"]))
def test_whatever_is_typed_each_step_says_its_word(note: str, lang: str) -> None:
    glue = read_questions(lang).glue
    words = pieces(note, glue)
    if not words:
        return
    first, *rest = steps(1, ways(words, glue))
    assert len(rest) == len(words)
    assert rest[-1] == [".\n"]
    for word, step in zip(words, [first, *rest], strict=False):
        assert all(text and "\n" not in text for text in step)
        assert all(text.casefold().endswith(word.form.casefold()) for text in step)
