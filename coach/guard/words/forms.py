"""Of which time a form is, in Dutch and English."""

import re
from functools import cache

from coach.guard.words.stem import Language, known, stem

__all__ = ["Language", "is_participle", "light_verbs", "looks_done", "looks_past", "stem"]

_PAST_NL = re.compile(r"^(?:ge\w{3,}(?:d|t|en)|\w{1,5}ge\w{3,}(?:d|t|en)|\w{3,}(?:de|te|den|ten))$")
_IN_TEN_NL = re.compile(
    r"^(?:\w{2,7}?)?(?:start|licht|zett|zitt|rust|test|print|post|plant|kost|wacht|sluit|lat|stort|richt|acht|schatt|mett"
    r"|wet|et|met|meld|rond|leid|spreid|bereid|houd|zend|antwoord|land|word|vind|bied|rijd|bind|snijd|loot|vaard)en$"
)
"""Verbs that end in "ten" or "den" without being of the past: "melden", "opleiden"."""

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
    if _IN_TEN_NL.match(word) and not word.startswith("ge"):
        return False
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
    if not other.endswith("t"):
        return _done_of_many(word, other, lang, alike)
    if is_participle(word, lang) and not looks_past(other, lang):
        return True
    if alike and (word.endswith(("de", "den")) or word in known(lang).past):
        return True
    if alike:
        return other.endswith(("kt", "pt")) and word == f"{other}e"  # "stopte"; "vaste" is no verb
    past = word in known(lang).past or (word.endswith(("de", "te")) and looks_past(word, lang))
    return past and not looks_past(other, lang)


def _done_of_many(word: str, other: str, lang: str, alike: bool) -> bool:
    """Whether one Dutch form is of the past and the other of several or of a task: "kwamen" for "komen"."""
    if looks_past(other, lang) or word in known(lang).either:
        return False
    of_many = other.endswith("n")
    if is_participle(word, lang) and not word.endswith("eren"):
        return of_many  # "opleiding aanvragen" is a task, "aangevraagd" is done
    if of_many and alike and word.endswith("d") and other != f"{word}en":
        return True  # "besteld"; "maand" is what "maanden" are
    if word in known(lang).past:
        return alike
    weak = of_many and (
        word.endswith(("de", "te")) or (word.endswith(("den", "ten")) and len(word) > len(other))
    )
    return (alike and weak) or (word.endswith(("de", "te")) and word[:-2] == other)


def _done_en(word: str, other: str, lang: str, alike: bool) -> bool:
    now = other.endswith("s") and not other.endswith("ss")
    if looks_past(word, lang):
        return alike or now
    return now and not alike and word in known(lang).either  # "quit" for "leaves"
