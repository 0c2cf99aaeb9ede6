"""What can be told from the outside of a sentence: signs, length, language, words that never pass."""

import re
import unicodedata
from collections.abc import Sequence

from coach.guard.words.vocabulary import GuardWords
from coach.text import clean, fold

LONGEST = 240
"""Letters of a sentence. Longer is no summary of a few lines."""

FEWEST = 3
"""Words of a sentence."""

QUOTED = re.compile(r"[\"“„”]([^\"“„”]*)[\"”“„]|(?<![\w'’])['‘]([^'’\"]{2,}(?:['’]\w[^'’\"]*)*)['’](?!\w)")
"""A quotation, in double marks or in single ones; an apostrophe inside a word is none."""

_PLAIN = frozenset(" .,;:'\"’‘“”„()%€£$&/+-–—…0123456789")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_MARKUP = re.compile(r"[\[\]<>{}`*#|\\_~^=@]|\$(?!\d)|://|www\.|/\w+/|&\w{2,};|--|\.\.\.")
_LAUGHS = re.compile(
    r"\b(?:lol|lmao|rofl|(?:ha){2,}h?|(?:hi){2,}|(?:he){2,})\b|;-?\)|[,;.(-]\s*(?:jk|just kidding|kidding"
    r"|joke|joking|grap|grapje|mopje|lachend)\s*\)?[.!]?$"
)
"""What tells that a note is not meant as it stands."""
_TWO = re.compile(r"(?<!\b\w)[.…][\"”]?\s+\S")
"""Two sentences; the point of an initial ends none."""


def surface(text: str, sources: Sequence[str], words: GuardWords) -> str | None:
    """Why a sentence cannot pass whatever the notes say, or None.

    Args:
        text: The sentence.
        sources: The lines it names, for the employee's own words.
        words: Word lists of the language of the talk.
    """
    if not isinstance(text, str) or clean(text) != text or "\n" in text or text != text.strip():
        return "unclean"
    bare = QUOTED.sub(" ", text)
    if len(text) > LONGEST or len(_WORD.findall(text)) < FEWEST or _TWO.search(bare):
        return "length"
    if _MARKUP.search(text):
        return "markup"
    if not all(char in _PLAIN or _latin(char) for char in text) or _loose_quote(text):
        return "unclean"
    said = {fold(word) for source in sources for word in _WORD.findall(source)}
    found = [fold(word).replace("’", "'") for word in _WORD.findall(bare)]
    return "language" if _is_foreign(found, words) else _speaker(bare, said, words)


def _loose_quote(text: str) -> bool:
    return sum(map(text.count, '"“”„')) % 2 == 1 or re.search(r"\w[\"“”„]\w", text) is not None


def instructs(source: str, words: GuardWords) -> bool:
    """Whether a note talks to the model instead of about the talk: it stays a note, and bears no sentence."""
    found = [fold(word) for word in _WORD.findall(source)]
    return "<|" in source or _instruction(found, fold(source), words)


def jokes(source: str) -> bool:
    """Whether a note laughs at what it says, so that nobody knows what is meant: "retiring at 60 haha"."""
    return _LAUGHS.search(fold(source)) is not None


def _instruction(found: Sequence[str], flat: str, words: GuardWords) -> bool:
    """One word that nobody says at work, or two that may be said: "password" alone is a matter of IT."""
    hard, soft = words.words("forbidden", "instruction"), words.words("forbidden", "instruction_of_two")
    return _says_any(hard, found, flat, 1) or _says_any(soft, found, flat, 2)


def _says_any(entries: frozenset[str], found: Sequence[str], flat: str, least: int) -> bool:
    """Whether a text has so many entries of a list: words, beginnings with "*", a first word with ":"."""
    hits = 0
    for entry in entries:
        if entry.endswith("*"):
            hits += any(word.startswith(entry[:-1]) for word in found)
        elif entry.endswith(":"):
            hits += flat.lstrip().startswith(entry)
        else:
            hits += entry in found
    return hits >= least


def _latin(char: str) -> bool:
    return char.isalpha() and unicodedata.name(char, "").startswith("LATIN ") and len(fold(char)) <= 2


def _is_foreign(found: Sequence[str], words: GuardWords) -> bool:
    own = sum(word in words.words("language", "own") for word in found)
    other = sum(
        word in words.words("language", "other") and word not in words.words("language", "own")
        for word in found
    )
    return other > own


def _speaker(bare: str, said: set[str], words: GuardWords) -> str | None:
    """A summary speaks of both, so "I" is nobody in it; "you" only as in the note: "you never know"."""
    parts = ("manager_subject", "manager_object", "manager_possessive")
    own = frozenset[str]().union(*(words.words("persons", part) for part in parts))
    you = words.words("persons", "you") - said
    found = (word for word in _WORD.findall(bare) if word != "K")  # the initial of Katrien, no Flemish "k"
    return "role" if any(fold(word).replace("’", "'") in own | you for word in found) else None
