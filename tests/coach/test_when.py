"""Dates: every weekday and month end in both languages, and that nothing is ever made up."""

import calendar
import re
from datetime import date, timedelta
from itertools import product
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.when import FORMS, deadline, times
from coach.when_tokens import BESIDE
from coach.when_words import CLASSES, MONTHS, WEEKDAYS

DAYS = st.dates(date(2024, 1, 1), date(2028, 12, 31))
DUTCH = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
ENGLISH = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTH_NAMES = {
    "nl": "januari februari maart april mei juni juli augustus september oktober november december".split(),
    "en": "January February March April May June July August September October November December".split(),
}


def due(text: str, today: date, lang: str = "nl") -> date | None:
    return deadline(times(text, today, lang))[0]


def monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


@given(DAYS, st.integers(0, 6))
def test_weekdays(today: date, n: int) -> None:
    after = today + timedelta(days=1)
    first = after + timedelta(days=(n - after.weekday()) % 7)
    next_week = monday(today) + timedelta(days=7 + n)
    for bare in (
        f"mail {DUTCH[n]}",
        f"tegen {DUTCH[n]}",
        f"by {ENGLISH[n]}",
        f"komende {DUTCH[n]}",
        f"a.s. {DUTCH[n]}",
    ):
        assert due(bare, today) == first, bare
    for later in (
        f"volgende week {DUTCH[n]}", f"{DUTCH[n]} volgende week", f"next {ENGLISH[n]}", f"vlg wk {DUTCH[n]}",
        f"next week {ENGLISH[n]}", f"tegen volgende week {DUTCH[n]}",
    ):  # fmt: skip
        assert due(later, today) == next_week, later
    assert due(f"by {ENGLISH[n]} week", today, "en") == first + timedelta(days=7)


@given(DAYS)
def test_ends(today: date) -> None:
    friday = monday(today) + timedelta(days=4)
    last = date(today.year, today.month, calendar.monthrange(today.year, today.month)[1])
    for text in (
        "eind van de maand",
        "eind vd maand",
        "tegen eind deze maand",
        "end of the month",
        "by end of this month",
    ):
        assert due(text, today) == last, text
    for text in ("eind volgende week", "end of next week", "tegen eind volgende week"):
        assert due(text, today) == friday + timedelta(days=7), text
    if today <= friday:
        for text in ("eind deze week", "end of this week", "end of the week"):
            assert due(text, today) == friday, text


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("over nen maand", date(2026, 4, 3)),
        ("over ne week", date(2026, 3, 10)),
        ("den 9en september", date(2026, 9, 9)),
        ("in three months' time", date(2026, 6, 3)),
        ("two weeks' time", date(2026, 3, 17)),
        ("month from now", date(2026, 4, 3)),
        ("the team's time is short", None),
        ("last month from home", None),
    ],
)
def test_spoken_forms(text: str, day: date | None) -> None:
    assert [when.day for when in times(text, date(2026, 3, 3), "en") if when.day] == ([day] if day else [])


@given(DAYS, st.integers(1, 12), st.integers(1, 28))
def test_named_days_are_the_first_on_or_after_the_talk(today: date, month: int, day: int) -> None:
    wanted = date(today.year, month, day)
    wanted = wanted if wanted >= today else date(today.year + 1, month, day)
    for lang in ("nl", "en"):
        name = MONTH_NAMES[lang][month - 1]
        assert due(f"voor {day} {name}", today, lang) == wanted
        assert due(f"by {day} {name[:3]}", today, lang) == wanted or name[:3].lower() not in MONTHS
        assert due(f"uiterlijk {day} {name} {wanted.year + 1}", today, lang) == date(
            wanted.year + 1, month, day
        )
    assert due(f"by {MONTH_NAMES['en'][month - 1]} {day}", today, "en") == wanted
    for text in (
        f"voor {day}/{month}",
        f"by {day}/{month}",
        f"tegen {day:02}/{month:02}",
        wanted.isoformat(),
    ):
        if f"{day}/{month}" not in ("24/7", "1/2", "1/4", "3/4", "1/3", "2/3", "9/5", "1/1"):
            assert due(text, today) == wanted, text


@given(DAYS, st.integers(2, 12))
def test_offsets(today: date, n: int) -> None:
    assert due(f"over {n} weken", today) == due(f"in {n} weeks", today, "en") == today + timedelta(weeks=n)
    assert due(f"over {n} dgn", today) == due(f"within {n} days", today, "en") == today + timedelta(days=n)
    month = due("binnen een maand", today)
    assert month == due("within a month", today, "en")
    assert (month.year * 12 + month.month) - (today.year * 12 + today.month) == 1
    assert month.day == min(today.day, calendar.monthrange(month.year, month.month)[1])


def test_words_for_days() -> None:
    today = date(2026, 3, 9)
    for text, days in (
        ("morgen", 1), ("overmorgen", 2), ("vandaag nog", 0), ("tmrw", 1), ("in a fortnight", 14),
        ("the day after tomorrow", 2), ("over veertien dagen", 14), ("binnen de week", 7), ("tonight", 0), ("in a week", 7),
    ):  # fmt: skip
        assert due(text, today, "en" if text.isascii() and "the" in text else "nl") == today + timedelta(
            days=days
        ), text
    assert due("by the 3rd", today, "en") == date(2026, 4, 3)
    assert due("den 24e", today) == date(2026, 3, 24)


@pytest.mark.parametrize(
    "text",
    [
        "na de zomer", "voor kerst", "Q3", "zsm", "asap", "1x per 2 wk", "elke vrijdag", "every Friday", "in mei",
        "begin juni", "mid-April", "half november", "binnenkort", "after Easter", "once a month", "volgende maand",
        "ergens in het najaar", "in de loop van februari", "week 14", "monthly", "at some point", "24/7 bereikbaar",
        "9 van de 10", "50/50", "5 jaar hier", "sinds 1 mei", "vorige week dinsdag", "3 keer gevraagd", "haar 4 kinderen",
        "vr rustiger werk", "drie collega's", "may be", "she sat there", "zo is het", "8.30 uur", "30 februari",
    ],
)  # fmt: skip
@given(today=DAYS)
def test_a_vague_or_past_time_is_never_a_date(text: str, today: date) -> None:
    assert due(text, today, "nl") is None


VOCABULARY = [w for words in CLASSES.values() for w in words.split()] + [
    *WEEKDAYS,
    *MONTHS,
    "12/3",
    "31-2",
    "0/0",
    "3e",
    "1999",
    ",",
]


@given(st.lists(st.sampled_from(VOCABULARY), max_size=8).map(" ".join) | st.text(max_size=60), DAYS)
def test_no_line_breaks_the_grammar_and_every_time_is_words_of_the_line(line: str, today: date) -> None:
    for when in times(line, today):
        assert line[when.start : when.end] == when.text
    day, text = deadline(times(line, today))
    assert day is None or text


@pytest.mark.parametrize(
    ("line", "lang"),
    [("ik schrijf hem in voor de cursus 10 feb", "nl"), ("book her on the fire course 10 Feb", "en")],
)
def test_the_day_of_an_event_is_no_deadline(line: str, lang: str) -> None:
    assert due(line, date(2026, 1, 12), lang) is None
    assert due(line.replace("10", "by 10" if lang == "en" else "tegen 10"), date(2026, 1, 12), lang) == date(
        2026, 2, 10
    )


@pytest.mark.parametrize("today", [date(9999, 12, 31), date(9999, 2, 28), date(1, 1, 1), date(2026, 3, 9)])
@pytest.mark.parametrize("lang", ["nl", "en"])
def test_where_the_calendar_ends_there_is_no_day(today: date, lang: str) -> None:
    for text in (
        "over 9999 jaar", "over 99999999999999999999 dagen", "eind volgende maand", "volgende week vrijdag", "overmorgen",
        "in 9999 years", "end of next month", "next friday", "tomorrow", "in 3 weeks", f"over {'9' * 5000} weken",
    ):  # fmt: skip
        assert all(when.day is None or when.day.year <= 9999 for when in times(text, today, lang))
    if today.year == 9999 and today.month == 12:
        found = times("morgen" if lang == "nl" else "tomorrow", today, lang)
        assert [when.day for when in found] == [None]


LETTERS = "xopfinacrehbszjLNA,IFOqMmWwdKHDYXEGTtUVvQgyl"


def test_a_form_begins_with_no_letter_but_those_it_names() -> None:
    random = Random(1)
    for firsts, form, _, _ in FORMS:
        pattern = re.compile(form)
        for letter in set(LETTERS) - set(firsts):
            tails = ["".join(random.choices(LETTERS, k=5)) for _ in range(30)]
            tails += map("".join, product("oNnKWMDi", repeat=2))
            assert not [tail for tail in tails if pattern.match(letter + tail)], (form, letter)


def test_no_form_is_made_of_words_that_name_no_time_alone() -> None:
    patterns = [re.compile(form) for _, form, _, _ in FORMS]
    for count in (1, 2, 3):
        for letters in product(sorted(BESIDE), repeat=count):
            assert not any(pattern.match("".join(letters)) for pattern in patterns), letters
