"""Words that are made of others, or stand for two that stand apart: "nachtdienst", "houdt … bij"."""

from collections.abc import Iterator, Sequence

from coach.guard.words.count import is_more
from coach.guard.words.stem import Apart, Language, known, stem

REACH = 4
"""Words behind an English verb within which its particle stands: "turned the whole of it down"."""

PART = 3
"""Shortest part of a compound: "las" in "lasopleiding"."""

HALF = 4
"""Letters from which the end of a compound may be another word of its group: "auto" in "bedrijfsauto"."""

_LINKS = ("", "s", "e", "en", "er")
_NO_PART = {
    "nl": frozenset(
        "aan achter ander bij binnen boven buiten door her hier mee mis neer niet onder ont over samen tegen"
        " terug toe tussen uit vast ver vol voor voort waar weg zelf".split()
    ),
    "en": frozenset("anti dis down fore inter mis non out over pre some sub under with".split()),
}
"""What begins a word and is no part of a compound: "verkoop" and "verwerving" have nothing in common."""
_AFTER_PARTICLE = frozenset(
    "om te of dat wat welke welk wie waar hoe wanneer in op voor met aan bij tot van naar door over tegen"
    " tijdens per via zonder volgens als omdat en maar".split()
)
"""What may follow a particle that stands apart; "bij de klant" is no "houdt … bij"."""


def made_of(word: str, parts: Sequence[str], lang: str) -> tuple[int, ...] | None:
    """The places of two or three words that together make a compound, or None.

    "thuiswerkdag" is made of "thuis", "werken" and "dagen"; each part may have its own ending. What says the
    same in more words counts too: "noteren" is made of "houdt" and "bij".
    """
    language = known(lang)
    if places := _said_apart(word, parts, language):
        return places
    if len(word) < 2 * PART:
        return None
    heads = [(at, form) for at, part in enumerate(parts) for form in _forms(part, lang)]
    if found := _build(word, heads, lang, 3):
        return found
    return next(((at,) for at, part in enumerate(parts) if _alike(word, part, language)), None)


def _alike(one: str, other: str, lang: Language) -> bool:
    """Whether two compounds share one part and the others say the same: "bedrijfswagen", "bedrijfsauto"."""
    if not lang.groups or min(len(one), len(other)) < HALF + PART or is_more(one, other, lang):
        return False
    for at in range(PART, min(len(one), len(other)) - HALF + 1):
        if one[:at] != other[:at]:
            break
        if one[:at] not in _NO_PART[lang] and _say_the_same(one[at:], other[at:], lang):
            return True
    for size in range(HALF, min(len(one), len(other)) - PART + 1):
        if one[-size:] != other[-size:]:
            break
        fronts = one[:-size], other[:-size]
        if not {*fronts} & _NO_PART[lang] and _say_the_same(*fronts, lang):
            return True
    return False


def _say_the_same(one: str, other: str, lang: Language) -> bool:
    mine, theirs = (lang.groups.get(stem(part, lang), frozenset()) for part in (one, other))
    return bool(mine & theirs)


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
