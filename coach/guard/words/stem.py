"""A word without its ending, and what is known of a language: Dutch and English."""

import re
from collections.abc import Mapping
from functools import lru_cache

SHORTEST = 3
"""Letters that a stem keeps at least: "laat" stays apart from "la"."""

_ENDINGS = {
    "nl": ("ingen", "heden", "jes", "ing", "en", "je", "es", "s", "e"),
    "en": ("ings", "ing", "ies", "ed", "es", "s", "ly", "e"),
}
_SMALL_NL = re.compile(r"(?<=m)pjes?$|(?<=[lmnrg])etjes?$")
"""What makes a thing small where "je" alone does not: "filmpje", "bonnetje", "dingetje"."""


_APART_PARTICIPLE_NL = re.compile(
    r"^(aan|achter|af|bij|binnen|door|in|klaar|los|mee|na|neer|om|open|op|over|samen|stil|tegen|terug|thuis|toe|uit"
    r"|vast|vol|voor|voort|weg)ge(\w{3,}[dt])$"
)


_OWN = {
    "nl": {"duur": "duur", "dure": "duur", "lege": "leeg"}
    | {word: word for word in "dood koorts leeg lente".split()},
    "en": {},
}
"""Words with a stem of their own, next to others: "duur" is no "duurt", "leeg" no "legt"."""

_WHOLE = frozenset(
    "band beeld bond bord brand geld grond hand hond kaart land maand mond pand rand sport tand veld wand"
    " wond woord zand".split()
)
"""Dutch nouns that keep their last letter: a "band" is no "baan", a "beeld" never "belt"."""

_AMERICAN = re.compile(r"(?<=.{4}[iy])z(?=$|ation$)")
"""What American spelling has for an "s": "prioritiz" for "prioritis"."""

_ENDS_IN_LY = frozenset(
    "ally apply assembly belly bully comply early elderly family friendly july largely lately likely lively"
    " lonely lovely namely rally reply shortly silly supply timely".split()
)
"""English words of which "ly" is no ending: to apply is no app."""


class Language(str):
    """The code of a language, with the verbs of it that go their own way."""

    past: frozenset[str] = frozenset()
    """Irregular forms that tell of the past: "nam", "genomen"; never one that is a present form as well."""
    either: frozenset[str] = frozenset()
    """Irregular forms that are both: "put"."""
    participles: frozenset[str] = frozenset()
    """Irregular forms that go with "has" or "is"."""
    present: Mapping[str, str] = {}
    """The first form of some verbs, by each of those of now: "heeft" is of "hebben"."""
    verbs: Mapping[str, frozenset[str]] = {}
    """Stems of the present forms of an irregular verb, by each form of its past: "nam" is of "neemt"."""


def known(lang: str) -> Language:
    """What is known of a language; of a bare code nothing is."""
    return lang if isinstance(lang, Language) else Language(lang)


@lru_cache(maxsize=50_000)
def stem(word: str, lang: str) -> str:
    """A form without its ending; never shorter than `SHORTEST`."""
    word = word.removesuffix("'s")
    if not word.isalpha() or len(word) <= SHORTEST:
        return word
    if word in _OWN[lang]:
        return _OWN[lang][word]
    found = word
    if lang == "nl":
        small = _SMALL_NL.sub("", found)
        found = small if len(small) >= SHORTEST else found
    if lang == "nl" and found.startswith("ge") and len(found) > 6 and found[-1] in "dt":
        found = found[2:]  # "gebouwen" is no form of "bouwen"; verbs with "ge" and "en" are irregular
    elif lang == "nl" and (parts := _APART_PARTICIPLE_NL.match(found)):
        found = parts[1] + parts[2]  # "afgewerkt" as "afwerkt"
    for ending in () if found in _ENDS_IN_LY else _ENDINGS[lang]:
        if found.endswith(ending) and len(found) - len(ending) >= SHORTEST:
            found = _without(found, ending)
            break
    if lang == "nl" and found not in _WHOLE and not found.endswith("stand"):
        last = found[:-2] if found.endswith("dt") else found[:-1] if found[-1] in "dt" else found
        found = last if len(last) >= SHORTEST else found
        found = found[:-1] + {"v": "f", "z": "s"}.get(found[-1], found[-1])
    elif lang == "en" and found.endswith("i"):
        found = found[:-1] + "y"
    elif lang == "en":
        found = _AMERICAN.sub("s", found)
    return re.sub(r"(.)\1", r"\1", found)


def _without(word: str, ending: str) -> str:
    """A form without an ending, written as the word that it goes with: "policies", "safely", "reasonably"."""
    found = word.removesuffix(ending)
    if ending == "ies":
        return f"{found}y"
    if ending == "ly" and found.endswith("b"):
        return f"{found}l"
    return found.removesuffix("e") if ending == "ly" and len(found) > SHORTEST else found
