"""Whether two forms are one word: endings, compounds and single slips, in Dutch and English."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz.distance import Indel

SHORTEST = 3
"""Letters that a stem keeps at least: "laat" stays apart from "la"."""

SLIP_FROM = 7
"""Letters from which one letter too many or too few counts as a slip: "traning" and "training".
A changed letter never does: "employer" is not "employee", "verhogen" not "verlagen"."""

REACH = 4
"""Words behind an English verb within which its particle stands: "turned the whole of it down"."""

PART = 3
"""Shortest part of a compound: "las" in "lasopleiding"."""

_ENDINGS = {
    "nl": ("ingen", "heden", "jes", "ing", "en", "je", "es", "s", "e"),
    "en": ("ings", "ing", "ies", "ed", "es", "s", "ly", "e"),
}
_PAST_NL = re.compile(r"^(?:ge\w{3,}(?:d|t|en)|\w{1,5}ge\w{3,}(?:d|t|en)|\w{3,}(?:de|te|den|ten))$")
_PARTICIPLE_NL = re.compile(r"^(?:\w{0,5}ge\w{3,}[dt]|ge\w{3,}en)$")
_LINKS = ("", "s", "e", "en", "er")


_APART_PARTICIPLE_NL = re.compile(
    r"^(aan|achter|af|bij|binnen|door|in|klaar|los|mee|na|neer|om|open|op|over|samen|stil|tegen|terug|thuis|toe|uit"
    r"|vast|vol|voor|voort|weg)ge(\w{3,}[dt])$"
)
_AFTER_PARTICLE = frozenset(
    "om te of dat wat welke welk wie waar hoe wanneer in op voor met aan bij tot van naar door over tegen"
    " tijdens per via zonder volgens als omdat en maar".split()
)
"""What may follow a particle that stands apart; "bij de klant" is no "houdt … bij"."""


@dataclass(frozen=True, slots=True)
class Apart:
    """Two or three words that stand for one: "houdt … bij", "turned … down", "time off"."""

    heads: frozenset[str]
    """Stems of the first word; of a Dutch verb all its forms that can stand apart."""
    tail: tuple[str, ...]
    """Stems of what follows: right behind it, or for a verb up to its particle."""
    verb: bool = False
    closes: bool = False
    """The particle closes its part of the sentence, as in Dutch."""


class Language(str):
    """The code of a language, with the words of it that say the same and the verbs that go their own way."""

    groups: Mapping[str, frozenset[int]] = {}
    """Groups of words that say the same, by stem."""
    apart: Mapping[int, tuple[Apart, ...]] = {}
    """What stands in a group and is more than one word."""
    past: frozenset[str] = frozenset()
    """Irregular forms that tell of the past: "nam", "genomen"; never one that is a present form as well."""
    either: frozenset[str] = frozenset()
    """Irregular forms that are both: "put"."""
    participles: frozenset[str] = frozenset()
    """Irregular forms that go with "has" or "is"."""
    verbs: Mapping[str, frozenset[str]] = {}
    """Stems of the present forms of an irregular verb, by each form of its past: "nam" is of "neemt"."""


def _known(lang: str) -> Language:
    """What is known of a language; of a bare code nothing is."""
    return lang if isinstance(lang, Language) else Language(lang)


@lru_cache(maxsize=50_000)
def stem(word: str, lang: str) -> str:
    """A form without its ending; never shorter than `SHORTEST`."""
    if not word.isalpha() or len(word) <= SHORTEST:
        return word
    found = word
    if lang == "nl" and found.startswith("ge") and len(found) > 6 and found[-1] in "dtn":
        found = found[2:]
    elif lang == "nl" and (parts := _APART_PARTICIPLE_NL.match(found)):
        found = parts[1] + parts[2]  # "afgewerkt" as "afwerkt"
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
    if word in _known(lang).past:
        return True
    if lang == "en":
        return len(word) > 4 and word.endswith("ed")
    return len(word) > 5 and _PAST_NL.match(word) is not None


def is_participle(word: str, lang: str) -> bool:
    """Whether a verb form goes with "has" or "is": "finished", "afgerond", "taken"; never "prioriteiten"."""
    if lang == "en":
        return looks_past(word, lang)
    return word in _known(lang).participles or (len(word) > 5 and _PARTICIPLE_NL.match(word) is not None)


def looks_done(word: str, other: str, lang: str) -> bool:
    """Whether one form of a verb tells of something done and the other does not: "handed" for "hands".

    The two may be forms of verbs that say the same: "departed" for "leaves", "noteerde" for "houdt … bij".
    """
    if word == other:
        return False
    alike = stem(word, lang) == stem(other, lang)
    if word in _known(lang).verbs:
        alike = stem(other, lang) in _known(lang).verbs[word]
    if lang == "en":
        return not looks_past(other, lang) and _done_en(word, other, lang, alike)
    if not other.endswith("t"):  # "nemen" is how a task is noted
        return False
    if is_participle(word, lang) and not looks_past(other, lang):
        return True
    if alike and (word.endswith(("de", "den")) or word in _known(lang).past):
        return True
    if alike:
        return other.endswith(("kt", "pt")) and word == f"{other}e"  # "stopte"; "vaste" is no verb
    past = word in _known(lang).past or (word.endswith(("de", "te")) and looks_past(word, lang))
    return past and not looks_past(other, lang)


def _done_en(word: str, other: str, lang: str, alike: bool) -> bool:
    now = other.endswith("s") and not other.endswith("ss")
    if looks_past(word, lang):
        return alike or now
    return now and not alike and word in _known(lang).either  # "quit" for "leaves"


def slip(one: str, other: str) -> bool:
    """Whether the two differ by one letter too many, as typing does."""
    if min(len(one), len(other)) < SLIP_FROM - 1 or max(len(one), len(other)) < SLIP_FROM:
        return False
    return one[0] == other[0] and Indel.distance(one, other, score_cutoff=1) == 1


def made_of(word: str, parts: Sequence[str], lang: str) -> tuple[int, ...] | None:
    """The places of two or three words that together make a compound, or None.

    "thuiswerkdag" is made of "thuis", "werken" and "dagen"; each part may have its own ending. What says the
    same in more words counts too: "noteren" is made of "houdt" and "bij".
    """
    if places := _said_apart(word, parts, _known(lang)):
        return places
    if len(word) < 2 * PART:
        return None
    heads = [(at, form) for at, part in enumerate(parts) for form in _forms(part, lang)]
    return _build(word, heads, lang, 3)


def _said_apart(word: str, parts: Sequence[str], lang: Language) -> tuple[int, ...] | None:
    groups = lang.groups.get(stem(word, lang), ())
    entries = [entry for group in groups for entry in lang.apart.get(group, ())]
    stems = [stem(part, lang) for part in parts] if entries else []
    for entry in entries:
        for at, head in enumerate(stems):
            if head in entry.heads and (tail := _tail(entry, at, stems, parts)):
                return at, *tail
    return None


def _tail(entry: Apart, at: int, stems: Sequence[str], parts: Sequence[str]) -> tuple[int, ...]:
    """Where the rest of an entry stands whose first word stands at a place; () when it does not."""
    size = len(entry.tail)
    if not entry.verb:
        behind = tuple(range(at + 1, at + 1 + size))
        return behind if tuple(stems[at + 1 : at + 1 + size]) == entry.tail else ()
    particle = entry.tail[0]
    if not entry.closes:
        near = stems[at + 1 : at + 1 + REACH]
        return (at + 1 + near.index(particle),) if particle in near else ()
    if at > 1 and parts[at - 1] == "te" and stems[at - 2] == particle:
        return (at - 2,)  # "bij te houden"
    for n in range(at + 1, len(parts)):
        if stems[n] == particle and (n + 1 == len(parts) or parts[n + 1] in _AFTER_PARTICLE):
            return (n,)
    return ()


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
