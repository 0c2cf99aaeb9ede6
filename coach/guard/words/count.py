"""Whether one form of a noun is one and the other more: "klacht", "klachten"; "complaint", "complaints"."""

import re
from functools import lru_cache

_OPEN = re.compile(r"(.*)([aeou])\2([^\Waeiou\d_])$")
"""A Dutch word that loses a vowel once an "en" follows: "taak", "taken"."""


@lru_cache(maxsize=50_000)
def is_more(one: str, other: str, lang: str) -> bool:
    """Whether the first form is the plural of the second."""
    if len(one) <= len(other) - 1 or one == other or len(other) < 3:
        return False
    return one in (_more_nl(other) if lang == "nl" else _more_en(other))


def _more_nl(word: str) -> set[str]:
    found = {f"{word}en", f"{word}{word[-1]}en", f"{word}s", f"{word}'s", f"{word}eren"}
    if word[-1] in "fs":
        found.add(word[:-1] + {"f": "v", "s": "z"}[word[-1]] + "en")
    if match := _OPEN.match(word):
        last = {"f": "v", "s": "z"}.get(match[3], match[3])
        found |= {f"{match[1]}{match[2]}{one}en" for one in {match[3], last}}
    if word.endswith("heid"):
        found.add(f"{word[:-4]}heden")
    return found


def _more_en(word: str) -> set[str]:
    found = {f"{word}s", f"{word}es", f"{word}ren"}  # children
    if word.endswith("y"):
        found.add(f"{word[:-1]}ies")
    return found
