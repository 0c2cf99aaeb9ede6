"""Fields that this program may not have: nothing measures, ranks, predicts or feels for an employee.

Source: AI Act, art. 5(1)(f) (no inference of emotions at work) and Annex III, point 4 (evaluating
people at work). A works council reads the same list here.

Only names are looked at, of fields and in prompts: a note may say "the mood is bad", and a list of
words to recognise may hold "risk". A name falls when one of its words is on the list (`flight_risk`,
`moodToday`), or when it begins with a stem or ends in one, as Dutch glues words together
(`eindcijfer`, `stemmingsmeting`). What only looks like it stays: `toestemming` (consent),
`afstemming`, `arrangement`, `demotie`.
"""

import re
from collections.abc import Iterator

WORDS = frozenset(
    """
    score scores scored scoring rating ratings rated mood moods sentiment sentiments emotion emotions
    emotional risk risks ranking rankings rank ranks ranked grade grades graded engagement attrition churn
    cijfer cijfers rang rangen stemming stemmingen gemoed humeur emotie emoties risico risicos bevlogenheid
    """.split()
)
"""Whole words, in both languages; `engagement`, `attrition`, `churn`: how others call such a measure."""

BEGINNINGS = (
    "score sentiment emotie emotion risico stemmings cijfer beoordel rangorde rangschik ranking "
    "vertrekkans vertrekrisico flightrisk turnoverrisk riskscore moodscore"
).split()
"""Words that begin like this, as parts of a longer one: `risicoprofiel`, `beoordelingsgesprek`."""

ENDINGS = "score risico cijfer beoordeling sentiment rangorde emotie".split()
"""The same at the end: `vertrekrisico`, `eindcijfer`."""

INNOCENT = frozenset({"demotie", "underscore", "becijfer"})
"""Words that a stem catches and that measure nobody."""

FORBIDS = re.compile(r"\b(?:no|not|never|without|nor|geen|niet|nooit|zonder|noch)\b", re.IGNORECASE)
"""A line of a prompt may name such a thing only to forbid it: "give no score"."""

_PARTS = re.compile(r"[A-Z]+(?![a-zà-ÿ])|[A-ZÀ-Þ]?[a-zà-ÿ]+")


def forbidden(name: str) -> str | None:
    """The word in the name of a field that may not stand there, in lower case; None when there is none."""
    return next((word for word in map(str.lower, _PARTS.findall(name)) if _is_forbidden(word)), None)


def asked_for(prompt: str) -> Iterator[tuple[int, str]]:
    """Lines of a prompt, from 1, that ask a model for such a thing, with the word."""
    for number, line in enumerate(prompt.splitlines(), 1):
        if (word := forbidden(line)) and not FORBIDS.search(line):
            yield number, word


def names_in(tree: object, skip: frozenset[str] = frozenset()) -> Iterator[str]:
    """Every name of a field in nested tables and lists.

    Args:
        tree: What JSON or TOML holds.
        skip: Tables whose own keys are words to recognise, and no fields.
    """
    if isinstance(tree, dict):
        for name, inner in tree.items():
            yield str(name)
            if name not in skip:
                yield from names_in(inner, skip)
    elif isinstance(tree, list | tuple):
        for inner in tree:
            yield from names_in(inner, skip)


def _is_forbidden(word: str) -> bool:
    if word in WORDS:
        return True
    return word not in INNOCENT and (word.startswith(tuple(BEGINNINGS)) or word.endswith(tuple(ENDINGS)))
