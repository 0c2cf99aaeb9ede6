"""Signs before a number and arrows between two: "<10" is not 10, "12 -> 13" is from 12 to 13.

What a sign says in words becomes the sign, so that a note and a sentence read alike: "less than 10" is "<10".
"""

import re
from collections.abc import Mapping
from functools import cache

SIGNS = "<>~⁺⁻"
"""Less than, more than, about, plus and minus, right before a number."""

_WORDS = {
    "en": (
        (r"(?:less|fewer|lower|shorter) than|under|below", "<"),
        (r"(?:more|greater|higher|longer) than|over|above", ">"),
        (r"about|around|roughly|approximately|approx\.?|circa|ca\.?", "~"),
        (r"plus", "⁺"),
        (r"minus", "⁻"),
    ),
    "nl": (
        (r"(?:minder|lager|korter) dan|onder(?: de)?", "<"),
        (r"(?:meer|langer|hoger) dan|ruim|boven(?: de)?", ">"),
        (r"ongeveer|ong\.?|circa|ca\.?|plusminus|zo'n|zo een|rond(?: de)?|om en bij(?: de)?", "~"),
        (r"plus", "⁺"),
        (r"minus", "⁻"),
    ),
}
"""What each sign is in words; "no more than" is none of them."""

_FROM_TO = {"en": ("from", "to"), "nl": ("van", "naar")}
_UP_TO = {"en": "to", "nl": "tot"}
_ARROW = r"\s*(?:-+>|=+>|→|>)\s*"
_UNIT = r"(?:[ ]?[^\W\d_]+)?"
_BETWEEN = re.compile(
    rf"(?:\b(from|van) )?(?<![\d.,/-])(\d[\d.,:]*)({_UNIT}){_ARROW}(\d[\d.,:]*)(?![\d/-])({_UNIT})", re.I
)
_OF_KIND = re.compile(rf"\b(([^\W\d_]+) \d+){_ARROW}(?=\2 \d)", re.I)
_BEFORE = re.compile(r"(?<![\w<>=-])(<=|>=|=<|=>|[<>~≈±≤≥])\s?(?=\d)")
_BEHIND = re.compile(r"(?<![\w.,/])(\d+(?:[.,]\d+)?)\+(?=\s|[,.;)]|$)")
_DAY = {
    "en": r"mon|tues?|wed|thu|thurs?|fri|sat|sun|\w{3,6}day",
    "nl": r"ma|di|woe?|don?|vr|zat?|zon?|\w{4,6}dag",
}
_MOST, _LEAST = ("<=", "=<", "≤"), (">=", "=>", "≥")


def signed(text: str, numbers: Mapping[str, str], lang: str) -> str:
    """A text with its signs right before their numbers, and its arrows between numbers in words.

    Args:
        text: A note or a sentence, its short forms written out.
        numbers: What says a number, as in `GuardWords.numbers`.
        lang: The language.
    """
    text = _BETWEEN.sub(lambda found: _from_to(found, lang), text)
    start, to = _FROM_TO[lang]
    text = _OF_KIND.sub(rf"{start} \1 {to} ", text)
    days = _DAY[lang]
    text = re.sub(rf"\b({days}) ?[-–] ?(?=(?:{days})\b)", rf"\1 {_UP_TO[lang]} ", text, flags=re.I)
    text = re.sub(rf"{_ARROW}(?=(?:{days})\s*(?:[.,;]|$))", f" {to} ", text, flags=re.I)
    text = re.sub(r"(?<=[^\W\d_]) > (?=[^\W\d_])", " → ", text)
    text = _BEFORE.sub(_sign, text)
    text = _BEHIND.sub(r">\1", text)
    text = re.sub(r"(?<![^\s(])\+(?=\d)", "⁺", text)
    text = re.sub(r"(?<=[^\W\d_] )[-−](?=\d)", "⁻", text)
    for pattern, sign in _patterns(lang, tuple(word for word, said in numbers.items() if said.isdigit())):
        text = pattern.sub(sign, text)
    return text


def _from_to(found: re.Match[str], lang: str) -> str:
    """An arrow between two numbers in words, where they count the same."""
    led, first, unit, last, other = found.groups()
    if unit and unit.strip() != other.strip():
        return found.group()
    start, to = _FROM_TO[lang]
    return f"{led or start} {first}{unit} {to} {last}{other}"


def _sign(found: re.Match[str]) -> str:
    sign = found.group(1)
    if sign in _MOST:
        return "maximum "
    return "minimum " if sign in _LEAST else {"≈": "~", "±": "~"}.get(sign, sign)


@cache
def _patterns(lang: str, words: tuple[str, ...]) -> tuple[tuple[re.Pattern[str], str], ...]:
    number = rf"(?=[{SIGNS}]?\d|(?:{'|'.join(map(re.escape, words))})\b)"
    denied = r"(?<!\bno )(?<!\bnot )(?<!\bniet )"
    return tuple(
        (re.compile(rf"{denied}(?<![\w-])(?:{said}) {number}", re.I), sign) for said, sign in _WORDS[lang]
    )
