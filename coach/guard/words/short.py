"""Short forms written out, so that a note and a sentence read alike: "p/w" is "per week".

Numbers too: "2x" is "2 keer", "1u20" an hour and twenty minutes, "4th" the fourth.
"""

import re
from collections.abc import Mapping
from functools import cache

_TENS = frozenset("20 30 40 50 60 70 80 90".split())
_Rule = tuple[re.Pattern[str], str]


def written_out(text: str, table: str) -> str:
    """A text with its short forms written out.

    Args:
        text: A note or a sentence.
        table: One rule a line, "form | form = in full"; a form may be a regular expression, and one between
            slashes is taken as it stands, without the edges of a word around it; "_" in full is a blank.
    """
    for pattern, full in _rules(table):
        text = pattern.sub(full, text)
    return text


def number(form: str, numbers: Mapping[str, str]) -> str:
    """The number that a word says, two numbers written as one among them: "zevenentwintig", "twentyseven"."""
    if form in numbers or form.isdigit():
        return numbers.get(form, form)
    for tens, high in numbers.items():
        if high in _TENS and tens in form:
            ones = (
                form.removesuffix(tens).removesuffix("en") if form.endswith(tens) else form.removeprefix(tens)
            )
            low = numbers.get(ones, "1" if ones == "een" else "")
            if low.isdigit() and 0 < int(low) < 10:
                return str(int(high) + int(low))
    return ""


@cache
def _rules(table: str) -> tuple[_Rule, ...]:
    found: list[_Rule] = []
    for line in filter(str.strip, table.splitlines()):
        forms, _, full = line.partition(" = ")
        for form in forms.split(" | "):
            form = form.strip()
            bare = len(form) > 2 and form[0] == form[-1] == "/"
            pattern = form[1:-1] if bare else rf"(?<![\w/'-]){form}(?![\w'])"
            found.append((re.compile(pattern, re.IGNORECASE), full.strip().replace("_", " ")))
    return tuple(found)


def in_one_piece(text: str, names: tuple[str, ...]) -> str:
    """A text with its names in one piece: "Pieter-Jan" goes by "Pieter"."""
    for name in names:
        called = name.partition(" ")[0]
        first, hyphen, _ = called.partition("-")
        if hyphen:
            text = re.sub(rf"\b{re.escape(called)}\b", first, text)
    return text
