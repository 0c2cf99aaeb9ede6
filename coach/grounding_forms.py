"""Whether two forms are one word: endings, compounds and single slips, in Dutch and English."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from rapidfuzz.distance import Indel

SHORTEST = 3
"""Letters that a stem keeps at least: "laat" stays apart from "la"."""

SLIP_FROM = 7
"""Letters from which one letter too many or too few counts as a slip: "traning" and "training".
A changed letter never does: "employer" is not "employee", "verhogen" not "verlagen"."""

PART = 3
"""Shortest part of a compound: "las" in "lasopleiding"."""

_ENDINGS = {
    "nl": ("ingen", "heden", "jes", "ing", "en", "je", "es", "s", "e"),
    "en": ("ings", "ing", "ies", "ed", "es", "s", "ly", "e"),
}
_PAST_NL = re.compile(r"^(?:ge\w{3,}(?:d|t|en)|\w{1,5}ge\w{3,}(?:d|t|en)|\w{3,}(?:de|te|den|ten))$")
_PARTICIPLE_NL = re.compile(r"^(?:\w{0,5}ge\w{3,}[dt]|ge\w{3,}en)$")
_LINKS = ("", "s", "e", "en", "er")


def split_words(text: str) -> list[str]:
    """Words of a list, those with a hyphen or colon in them left out: they stand for no single form."""
    return [word for word in text.split() if ":" not in word]


@lru_cache(maxsize=50_000)
def stem(word: str, lang: str) -> str:
    """A form without its ending; never shorter than `SHORTEST`."""
    if not word.isalpha() or len(word) <= SHORTEST:
        return word
    found = word
    if lang == "nl" and found.startswith("ge") and len(found) > 6 and found[-1] in "dtn":
        found = found[2:]
    for ending in _ENDINGS[lang]:
        if found.endswith(ending) and len(found) - len(ending) >= SHORTEST:
            found = found.removesuffix(ending)
            break
    if lang == "nl":
        last = found[:-2] if found.endswith("dt") else found[:-1] if found[-1] in "dt" else found
        found = last if len(last) >= SHORTEST else found
        found = found[:-1] + {"v": "f", "z": "s"}.get(found[-1], found[-1])
    elif found.endswith("i") or found.endswith("y"):
        found = found[:-1] + "y"
    return re.sub(r"(.)\1", r"\1", found)


@lru_cache(maxsize=50_000)
def looks_past(word: str, lang: str) -> bool:
    """Whether a verb form tells of something done: "asked", "gevraagd", "aangevraagd", "mailde"."""
    if lang == "en":
        return len(word) > 4 and word.endswith("ed")
    return len(word) > 5 and _PAST_NL.match(word) is not None


def is_participle(word: str, lang: str) -> bool:
    """Whether a verb form goes with "has" or "is": "finished", "afgerond"; never "prioriteiten"."""
    if lang == "en":
        return looks_past(word, lang)
    return len(word) > 5 and _PARTICIPLE_NL.match(word) is not None


def looks_done(word: str, other: str, lang: str) -> bool:
    """Whether one form of a verb tells of something done and the other does not: "handed" for "hands"."""
    if lang == "en":
        return (
            looks_past(word, lang) and not looks_past(other, lang) and stem(word, lang) == stem(other, lang)
        )
    return word.endswith(("de", "den")) and other.endswith("t") and stem(word, lang) == stem(other, lang)


def slip(one: str, other: str) -> bool:
    """Whether the two differ by one letter too many, as typing does."""
    if min(len(one), len(other)) < SLIP_FROM - 1 or max(len(one), len(other)) < SLIP_FROM:
        return False
    return one[0] == other[0] and Indel.distance(one, other, score_cutoff=1) == 1


def made_of(word: str, parts: Sequence[str], lang: str) -> tuple[int, ...] | None:
    """The places of two or three words that together make a compound, or None.

    "thuiswerkdag" is made of "thuis", "werken" and "dagen"; each part may have its own ending.
    """
    if len(word) < 2 * PART:
        return None
    heads = [(at, form) for at, part in enumerate(parts) for form in _forms(part, lang)]
    return _build(word, heads, lang, 3)


def _forms(part: str, lang: str) -> Iterator[str]:
    if len(part) >= PART or part in ("na", "op", "in", "af", "om"):
        yield part
        short = stem(part, lang)
        if short != part and len(short) >= PART:
            yield short
        if lang == "nl" and part.endswith("en") and len(part) > PART + 2:
            yield part[:-2]
            if part[-3] == part[-4]:
                yield part[:-3]  # lassen, las


def _build(word: str, heads: Sequence[tuple[int, str]], lang: str, most: int) -> tuple[int, ...] | None:
    for at, form in heads:
        if not word.startswith(form) or form == word:
            continue
        for link in _LINKS:
            rest = word[len(form) :]
            if link and not rest.startswith(link):
                continue
            rest = rest[len(link) :]
            if len(rest) < PART:
                continue
            last = next((n for n, other in heads if n != at and stem(other, lang) == stem(rest, lang)), None)
            if last is not None:
                return at, last
            if most > 2 and (inner := _build(rest, [h for h in heads if h[0] != at], lang, most - 1)):
                return at, *inner
    return None
