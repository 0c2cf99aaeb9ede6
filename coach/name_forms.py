"""The ways in which one name is written: whole, first name, surname, "vd Berg" and "Van den Berg".

A form is the letters of its words without case, accents, blanks and signs: "Jean-Pierre", "jean pierre"
and "JEANPIERRE" are one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from coach.names import TITLES
from coach.text import fold

_UNSEEN = "\u00ad\u200b-\u200d\u2060"  # soft hyphen, zero-width signs: nobody sees them in a name
TOKEN = re.compile(rf"(?:[^\W_][\u0300-\u036f{_UNSEEN}]*)+")
_NO_LETTER = re.compile(f"[\u0300-\u036f{_UNSEEN}]")
_PLAIN = str.maketrans({"ı": "i", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe"})  # no accents to `fold`
_ASIDE = re.compile(r"\([^)]*\)|\[[^\]]*\]")

ARTICLES = ("de", "den", "der", "t", "het")
LEADING = frozenset("van vd de den der ten ter te el le la vande vanden vander von du del di d t".split())
"""Words before a surname with which a name may also begin: "De Vries"."""
PARTICLES = LEADING | frozenset("v het op in les des della da dos das al ben bin ibn zu zur af o e y".split())
"""Words that stand before a surname; alone they name nobody."""

INITIALS = 3
"""Most letters of an alias in capitals that is read as initials: "SB" is somebody, "sb" is not."""
SHORTEST = 3
"""Letters of a part of a double name from which it is looked for by itself."""

WHOLE, PART = 0, 1
"""How much of a name a form is. A whole first name goes before half of somebody else's."""


@dataclass(frozen=True, slots=True)
class Form:
    """One way to write a name."""

    key: str
    rank: int
    joined: bool
    """Whether it may be written as more than one word."""
    capitals: bool = False
    """Whether it has to stand in capitals."""


def key_of(token: str) -> str:
    """A word as it is compared."""
    return fold(_NO_LETTER.sub("", token)).translate(_PLAIN)


def forms(alias: str, first: frozenset[str]) -> Iterator[Form]:
    """Every form of the name of somebody, the most usual first.

    Args:
        alias: The name as it is kept. What stands between brackets is no part of it.
        first: First names that are known, folded. An alias in small letters that begins with none
            ("nieuwe collega") is no name: only the whole of it is looked for.
    """
    surname, comma, given = _ASIDE.sub(" ", alias).partition(",")
    words = (f"{given} {surname}" if comma else surname).split()
    while len(words) > 1 and key_of(words[0]).strip(".") in TITLES:
        words = words[1:]
    tokens = [match.group() for word in words for match in TOKEN.finditer(word)]
    keys = [key_of(token) for token in tokens]
    letters = "".join(tokens)
    if not letters:
        return
    initials = len(letters) <= INITIALS and letters.isupper() and not (len(letters) == 3 and keys[0] in first)
    yield Form("".join(keys), WHOLE, len(keys) > 1 or initials or _glued(keys[0]), initials)
    described = len(keys) > 1 and alias.islower() and keys[0] not in first
    if initials or described or any(char.isdigit() for char in letters):
        return
    count = 0 if keys[0] in LEADING and len(keys) > 1 else len(TOKEN.findall(words[0]))
    yield from _given(keys[:count])
    typed = [k for k, token in zip(keys, tokens, strict=True) if _may_be_name(token, alias)][count:]
    yield from _family(typed)


def _may_be_name(token: str, alias: str) -> bool:
    return alias.islower() or not token.islower() or key_of(token) in PARTICLES


def _glued(key: str) -> bool:
    return key.startswith("van") and len(key) > 5


def _given(keys: list[str]) -> Iterator[Form]:
    if any(len(key) > 1 for key in keys):
        yield Form("".join(keys), WHOLE, len(keys) > 1)
    if len(keys) > 1:
        yield from (Form(key, PART, False) for key in keys if len(key) >= SHORTEST)


def _family(keys: list[str]) -> Iterator[Form]:
    begin = next((at for at, key in enumerate(keys) if key in PARTICLES), 0)
    yield from (Form(key, PART, False) for key in keys[:begin] if len(key) >= SHORTEST)
    end = begin
    while end < len(keys) and keys[end] in PARTICLES:
        end += 1
    core = keys[end:]
    if not any(len(key) > 1 for key in core):
        return
    whole = "".join(core)
    yield Form(whole, WHOLE, len(core) > 1 or _glued(whole))
    for before in _before(tuple(keys[begin:end])):
        yield Form(before + whole, WHOLE, True)
    if len(core) > 1:
        yield from (Form(key, PART, False) for key in core if len(key) >= SHORTEST)


def _before(particles: tuple[str, ...]) -> set[str]:
    """What may stand before a surname for these words: "van den" is also "vd", "v.d." and "van de"."""
    if particles and particles[0] in ("van", "vd", "v", "vande", "vanden", "vander"):
        starts = {"van", "v", "vd"} | {start + article for start in ("van", "v") for article in ARTICLES}
        return {"van", "v"} if particles == ("van",) else starts | {"".join(particles)}
    return {"".join(particles[at:]) for at in range(len(particles))} - {""}
