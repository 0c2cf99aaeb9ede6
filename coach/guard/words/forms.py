"""Whether two forms are one word, and of which time, in Dutch and English: endings, compounds, slips."""

import re
from functools import cache

from rapidfuzz.distance import Indel

from coach.guard.words.compounds import made_of
from coach.guard.words.stem import Apart, Language, known, stem

__all__ = [
    "Apart",
    "Language",
    "is_participle",
    "light_verbs",
    "looks_done",
    "looks_past",
    "made_of",
    "slip",
    "stem",
]

SLIP_FROM = 7
"""Letters from which one letter too many or too few counts as a slip: "traning" and "training".
A changed letter never does: "employer" is not "employee", "verhogen" not "verlagen"."""

_PAST_NL = re.compile(r"^(?:ge\w{3,}(?:d|t|en)|\w{1,5}ge\w{3,}(?:d|t|en)|\w{3,}(?:de|te|den|ten))$")
_PARTICIPLE_NL = re.compile(r"^(?:\w{0,5}ge\w{3,}[dt]|ge\w{3,}en)$")


@cache
def light_verbs(table: str, lang: str) -> dict[str, frozenset[str]]:
    """Stems of the things beside which a verb carries nothing, by the forms of the verb."""
    found: dict[str, frozenset[str]] = {}
    for line in filter(str.strip, table.splitlines()):
        verbs, _, things = line.partition(" = ")
        for verb in verbs.split():
            stems = frozenset(stem(thing, lang) for thing in things.split())
            found[verb] = found.get(verb, frozenset()) | stems
    return found


def looks_past(word: str, lang: str) -> bool:
    """Whether a verb form tells of something done: "asked", "gevraagd", "aangevraagd", "mailde", "took"."""
    if word in known(lang).past:
        return True
    if lang == "en":
        return len(word) > 4 and word.endswith("ed")
    return len(word) > 5 and _PAST_NL.match(word) is not None


def is_participle(word: str, lang: str) -> bool:
    """Whether a verb form goes with "has" or "is": "finished", "afgerond", "taken"; never "prioriteiten"."""
    if lang == "en":
        return looks_past(word, lang)
    return word in known(lang).participles or (len(word) > 5 and _PARTICIPLE_NL.match(word) is not None)


def looks_done(word: str, other: str, lang: str) -> bool:
    """Whether one form of a verb tells of something done and the other does not: "handed" for "hands".

    The two may be forms of verbs that say the same: "departed" for "leaves", "noteerde" for "houdt … bij".
    """
    if word == other:
        return False
    alike = stem(word, lang) == stem(other, lang)
    if word in known(lang).verbs:
        alike = stem(other, lang) in known(lang).verbs[word]
    if lang == "en":
        return not looks_past(other, lang) and _done_en(word, other, lang, alike)
    if not other.endswith("t"):  # "nemen" is how a task is noted
        return False
    if is_participle(word, lang) and not looks_past(other, lang):
        return True
    if alike and (word.endswith(("de", "den")) or word in known(lang).past):
        return True
    if alike:
        return other.endswith(("kt", "pt")) and word == f"{other}e"  # "stopte"; "vaste" is no verb
    past = word in known(lang).past or (word.endswith(("de", "te")) and looks_past(word, lang))
    return past and not looks_past(other, lang)


def _done_en(word: str, other: str, lang: str, alike: bool) -> bool:
    now = other.endswith("s") and not other.endswith("ss")
    if looks_past(word, lang):
        return alike or now
    return now and not alike and word in known(lang).either  # "quit" for "leaves"


def slip(one: str, other: str) -> bool:
    """Whether the two differ by one letter too many, as typing does."""
    if min(len(one), len(other)) < SLIP_FROM - 1 or max(len(one), len(other)) < SLIP_FROM:
        return False
    return one[0] == other[0] and Indel.distance(one, other, score_cutoff=1) == 1
