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

_PLAIN = frozenset(" .,;:'\"’‘“”„()%€£$&/+-–—…0123456789")
_QUOTED = re.compile(r"[\"“„”]([^\"“„”]*)[\"”“„]")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_MARKUP = re.compile(r"[\[\]<>{}`*#|\\_~^=@]|\$(?!\d)|://|www\.|/\w+/|&\w+;|--|\.\.\.")
_TWO = re.compile(r"[.…][\"”]?\s+\S")


def surface(text: str, sources: Sequence[str], words: GuardWords) -> str | None:
    """Why a sentence cannot pass whatever the notes say, or None.

    Args:
        text: The sentence.
        sources: The lines it names, for the employee's own words.
        words: Word lists of the language of the talk.
    """
    if not isinstance(text, str) or clean(text) != text or "\n" in text or text != text.strip():
        return "unclean"
    if len(text) > LONGEST or len(_WORD.findall(text)) < FEWEST or _TWO.search(text):
        return "length"
    if _MARKUP.search(text):
        return "markup"
    if not all(char in _PLAIN or _latin(char) for char in text) or _loose_quote(text):
        return "unclean"
    bare = _QUOTED.sub(" ", text)
    found = [fold(word).replace("’", "'") for word in _WORD.findall(bare)]
    said = {fold(word) for source in sources for word in _WORD.findall(source)}
    return _language(found, words) or _never(found, bare, said, words) or _speaker(found, said, words)


def _loose_quote(text: str) -> bool:
    return sum(map(text.count, '"“”„')) % 2 == 1 or re.search(r"\w[\"“”„]\w", text) is not None


def instructs(source: str, words: GuardWords) -> bool:
    """Whether a note talks to the model instead of about the talk: it stays a note, and bears no sentence."""
    found = {fold(word) for word in _WORD.findall(source)}
    return "<|" in source or not found.isdisjoint(words.words("forbidden", "instruction"))


def _latin(char: str) -> bool:
    return char.isalpha() and unicodedata.name(char, "").startswith("LATIN ") and len(fold(char)) <= 2


def _language(found: Sequence[str], words: GuardWords) -> str | None:
    own = sum(word in words.words("language", "own") for word in found)
    other = sum(
        word in words.words("language", "other") and word not in words.words("language", "own")
        for word in found
    )
    return "language" if other > own else None


def _never(found: Sequence[str], bare: str, said: set[str], words: GuardWords) -> str | None:
    flat = f" {' '.join(found)} "
    work = words.words("forbidden", "work") & said
    if work and said & words.words("forbidden", "worked"):
        found = [word for word in found if word not in work]  # figures that she explains, not her marks
    for name in ("instruction", "judgement", "advice"):
        for entry in words.words("forbidden", name):
            if entry.endswith("*"):
                if any(word.startswith(entry[:-1]) for word in found):
                    return name
            elif entry.endswith(":"):
                if entry in fold(bare):
                    return name
            elif entry in found:
                return name
    for phrase in words.lists["phrases"].get("advice", "").split(";"):
        if f" {fold(phrase.strip())} " in flat:
            return "advice"
    return None


def _speaker(found: Sequence[str], said: set[str], words: GuardWords) -> str | None:
    """A summary speaks of both, so "I" is nobody in it; "you" only as in the note: "you never know"."""
    parts = ("manager_subject", "manager_object", "manager_possessive")
    own = frozenset[str]().union(*(words.words("persons", part) for part in parts))
    return (
        "role"
        if any(word in own or (word in words.words("persons", "you") and word not in said) for word in found)
        else None
    )


def quoted_falsely(text: str, sources: Sequence[str]) -> str | None:
    """Reason "quote" when something between quotation marks stands in none of the lines like that."""
    flat = [" ".join(fold(source).split()) for source in sources]
    for match in _QUOTED.finditer(text):
        said = " ".join(fold(match.group(1)).split()).strip(" .,;")
        if not said or not any(re.search(rf"(?<!\w){re.escape(said)}(?!\w)", source) for source in flat):
            return "quote"
    return None
