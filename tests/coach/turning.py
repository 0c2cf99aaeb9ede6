"""Turns true sentences round, one way at a time."""

import re
from collections.abc import Iterator
from dataclasses import replace
from random import Random

from coach.when import times
from tests.coach.conftest import TODAY
from tests.coach.planting import Planted

WORDS = {
    "nl": {
        "names": ("Pieter", "Fatima", "mevrouw Claes", "Ahmed", "de directeur"),
        "numbers": "twee drie vier vijf zes 2 3 4 20 80 250".split(),
        "days": "maandag dinsdag woensdag donderdag vrijdag zaterdag".split(),
        "months": "januari maart april mei november december".split(),
        "nots": ("niet", "nooit", "geen", "nauwelijks", "zonder"),
        "unsure": "wil wou zou misschien eventueel moet kan kunnen willen ooit".split(),
        "sure": ("zal", "zeker", "gaat", "heeft afgesproken dat ze"),
        "opposite": (
            ("meer", "minder"), ("veel", "weinig"), ("te laat", "op tijd"), ("alleen", "vooral"), ("nooit", "altijd"),
            ("blijft", "vertrekt"), ("klopt", "verandert"), ("nuttig", "nutteloos"), ("vorig", "dit"), ("traag", "snel"),
            ("zonder", "met"), ("sinds", "tot"), ("vroege", "late"), ("nieuwe", "oude"), ("kleiner", "groter"),
        ),
        "people": (("medewerker", "leidinggevende"), ("Sanne", "Koen"), ("Bram", "Els")),
        "wholes": (("part", "(de )?helft van (de|het)", "de hele"), ("part", "halve?", "hele"),
                   ("colleague", "een collega", "de leidinggevende")),
        "foreign": "ontslag kapsalon bonus reorganisatie promotie contract zwangerschap diploma klacht zwembad".split(),
        "tails": (" en is daar boos over.", " en zal daarom vertrekken.", ", dus promotie is op zijn plaats.",
                  " en dat is een risico.", ", zoals Pieter ook zei.", ", al drie jaar.", " en krijgt daarvoor 500 euro."),
    },
    "en": {
        "names": ("Peter", "Fatima", "Mrs Clark", "Ahmed", "the director"),
        "numbers": "two three four five six 2 3 4 20 80 250".split(),
        "days": "Monday Tuesday Wednesday Thursday Friday Saturday".split(),
        "months": "January March April May November December".split(),
        "nots": ("not", "never", "no", "hardly", "without"),
        "unsure": "wants would might may must can wanted perhaps maybe should".split(),
        "sure": ("will", "certainly", "is going to", "has agreed that she"),
        "opposite": (
            ("more", "less"), ("more", "fewer"), ("many", "few"), ("too late", "in time"), ("only", "mostly"), ("never", "always"),
            ("stays", "leaves"), ("busy", "quiet"), ("useful", "useless"), ("last", "this"), ("slow", "quick"),
            ("without", "with"), ("since", "until"), ("early", "late"), ("new", "old"), ("smaller", "bigger"),
        ),
        "people": (("employee", "manager"), ("Maya", "Tom"), ("Liam", "Ruth")),
        "wholes": (("part", "half( of)?( the| a)?", "the whole"), ("part", "half( of)? the", "the"),
                   ("colleague", "a colleague", "the manager")),
        "foreign": "dismissal orchard bonus reorganisation promotion contract pregnancy diploma complaint aquarium".split(),
        "tails": (" and is angry about it.", " and will therefore leave.", ", so a promotion is in order.",
                  " and that is a risk.", ", as Peter said too.", ", for three years.", " and gets 500 pounds for it."),
    },
}  # fmt: skip
_WORD = re.compile(r"[\w'’]+")
_SOMEBODY = re.compile(
    r"[\"“]|\b(she|he|her|his|him|me|my|i|we|m|manager|mgr|ze|zij|hij|ie|haar|zijn|hem|ik|mij|mijn|leidinggevende)\b"
)
_TELLS = re.compile(r"\b(says|said|mentions|finds|found|zegt|zei|vindt|vond|noemt)\b")
"""What the employee says of anybody stays what they say."""


def turned(one: Planted, dice: Random) -> Iterator[tuple[str, Planted]]:
    """False sentences made of a true one, each with the way in which it is false."""
    table = WORDS[one.lang]
    for way, text in _ways(one, table, dice):
        if text != one.text:
            yield way, replace(one, text=text, true=False)
    if _is_about_employee(one):
        yield "stranger", replace(one, notes=(f"Fatima {one.notes[0]}",), true=False)


def _is_about_employee(one: Planted) -> bool:
    """Whether a line without anybody is said of the employee: with a name in front it is somebody else's."""
    note, names = one.notes[0].lower(), [one.parties.employee.lower(), one.parties.manager.lower()]
    somebody = any(name and re.search(rf"\b{name}\b", note) for name in names) or _SOMEBODY.search(note)
    called = re.match(
        rf"({one.parties.employee or 'She'}|She|He|Ze|Hij|De medewerker|The employee)\b", one.text
    )
    plain = len(one.notes) == 1 and one.notes[0][0].islower()
    return bool(plain and called and not somebody and not _TELLS.search(one.text)) and not names[
        0
    ].startswith("fatima")


def _ways(one: Planted, table: dict, dice: Random) -> Iterator[tuple[str, str]]:
    text, spans = one.text, [m.span() for m in _WORD.finditer(one.text)]
    notes = " ".join(one.notes).lower()
    for way, pool in (("number", "numbers"), ("day", "days"), ("month", "months")):
        for word in table[pool]:
            if re.search(rf"\b{word}\b", text):
                others = [w for w in table[pool] if w.lower() not in notes and w.isdigit() == word.isdigit()]
                if others:
                    yield way, re.sub(rf"\b{word}\b", dice.choice(others), text, count=1)
    taken = {
        when.day.weekday() for when in times(notes, TODAY, one.lang) if when.day
    }  # 12 March is a Thursday
    new_day = dice.choice(
        [
            day
            for at, day in enumerate(table["days"])
            if at not in taken and day.lower() not in notes and day.lower()[:3] not in notes
        ]
    )
    yield "day added", f"{text[:-1]} {'op' if one.lang == 'nl' else 'on'} {new_day}."
    start, end = dice.choice(spans[1:] or spans)
    if not re.search(
        r"\b(niet|nie|geen|nooit|nergens|niemand|noch|zonder|not|never|no|nobody|nowhere|without|hardly|cannot|little|weinig)\b|n't\b",
        text,
    ):
        yield "not added", f"{text[:end]} {dice.choice(table['nots'])}{text[end:]}"
    for word in table["nots"]:
        if re.search(rf"\b{word}\b", text):
            answer = rf"\b(said|says|zei|zegt) {word}\b"  # there it is no negation but what was answered
            yes = "ja" if one.lang == "nl" else "yes"
            taken = re.sub(answer, rf"\1 {yes}", text)
            yield "not taken away", taken if taken != text else _tidy(re.sub(rf"\b{word}\b", "", text))
    for word in table["unsure"]:
        if re.search(rf"\b{word}\b", text, re.IGNORECASE):
            surer = _tidy(
                re.sub(rf"\b{word}\b", dice.choice((*table["sure"], "")), text, flags=re.IGNORECASE)
            )
            if not re.search(
                rf"\b({'|'.join(table['unsure'])})\b", surer, re.IGNORECASE
            ):  # else it is still open
                yield "sure", surer
    for pair in table["opposite"]:
        for this, that in (pair, pair[::-1]):
            word = rf"(?<!not )\b{this}\b"  # "do not last" has no "last year" in it
            if re.search(word, text) and that not in notes:
                yield "opposite", re.sub(word, that, text)
    swapped = text
    for this, that in table["people"]:
        swapped = re.sub(
            rf"\b({this}|{that})\b", lambda m, a=this, b=that: b if m.group() == a else a, swapped
        )
    if {"E", "M"} <= _roles_in(text, table) or _roles_in(text, table) == {"M"}:
        yield "who", swapped
    yield from _parts_and_causes(text, table)
    stranger = dice.choice(
        [
            name
            for name in table["names"]
            if name not in (one.parties.employee.partition("-")[0], one.parties.manager)
        ]
    )
    yield "name", _tidy(f"{stranger[:1].upper()}{stranger[1:]} {text[spans[0][1] :]}")
    bearing = [span for span in spans[1:] if span[1] - span[0] > 4]
    alike = {"bonus"} if re.search(r"\bpremi(e|um)\b", notes) else set()  # which says the same
    strange = [word for word in table["foreign"] if word not in notes and word not in alike]
    if bearing:
        start, end = dice.choice(bearing)
        yield "word", f"{text[:start]}{dice.choice(strange)}{text[end:]}"
    called = one.parties.employee.partition("-")[0]  # "Pieter" is Pieter-Jan
    yield (
        "tail",
        text[:-1] + dice.choice([tail for tail in table["tails"] if called not in tail or not called]),
    )


def _parts_and_causes(text: str, table: dict) -> Iterator[tuple[str, str]]:
    """The whole for a half, the manager for a colleague, the effect for the cause."""
    for way, this, that in table["wholes"]:
        if re.search(rf"\b{this}\b", text):
            yield way, re.sub(rf"\b{this}\b", that, text)
    parts = re.fullmatch(r"(.+) because (.+)\.", text)
    if parts:
        yield "cause", f"{parts[2][0].upper()}{parts[2][1:]} because {parts[1]}."


def _roles_in(text: str, table: dict) -> set[str]:
    found = set()
    for employee, manager in table["people"]:
        if re.search(rf"\b{employee}\b", text):
            found.add("E")
        if re.search(rf"\b{manager}\b", text):
            found.add("M")
    return found


def _tidy(text: str) -> str:
    return re.sub(r"\s+([.,;:])", r"\1", re.sub(r"\s+", " ", text)).strip()
