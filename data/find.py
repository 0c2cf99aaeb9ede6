"""Finding talks by what was typed in them, case and accents aside."""

import re
import unicodedata
from collections.abc import Iterator

from coach.talk import Talk

_MARKS = re.compile("[\u0300-\u036f]")
_ESCAPED = re.compile(r'["\\\x00-\x1f]')


def flat(text: str) -> str:
    """Text for finding: "Zoë" and "zoe" are the same. Like `coach.text.fold`, at ten times its speed."""
    if text.isascii():
        return text.lower()
    try:
        raw = text.encode("latin-1")
    except UnicodeEncodeError:
        # a curly quote in one line must not make the others slow
        return "\n".join(map(flat, text.split("\n"))) if "\n" in text else _flat(text)
    if len(raw.translate(None, _ODD)) < len(raw):
        return _flat(text)
    return raw.translate(_TABLE).decode("latin-1")  # byte for byte: a tenth of the time


def _flat(text: str) -> str:
    return _MARKS.sub("", unicodedata.normalize("NFKD", text.casefold()))


_FLAT = [_flat(chr(byte)) for byte in range(256)]
_ODD = bytes(byte for byte, plain in enumerate(_FLAT) if len(plain) != 1 or ord(plain) > 255)
"""What becomes more than one letter, like "ß", or one of another alphabet, like "µ"."""
_TABLE = bytes(byte if byte in _ODD else ord(_FLAT[byte]) for byte in range(256))


def words_of(wanted: str) -> list[str]:
    """The words that must all be there."""
    return flat(wanted).split()


def may_hold(stored: bytes, words: list[str]) -> bool:
    """Whether the JSON of a talk may hold all words: most that do not are told apart without parsing.

    Only JSON that is ASCII tells; making other JSON flat takes longer than parsing it.
    """
    if not stored.isascii():
        return True
    text = stored.lower()
    # what JSON escapes stands otherwise in the talk
    return all(word.encode("utf-8", "surrogatepass") in text for word in words if not _ESCAPED.search(word))


def holds(talk: Talk, words: list[str]) -> bool:
    """Whether all words stand in what was typed, each anywhere."""
    text = flat("\n".join(text for _, text in typed(talk)))
    return all(word in text for word in words)


def typed(talk: Talk) -> Iterator[tuple[int | None, str]]:
    """Everything that was typed in a talk, with the number of its note; None for what is in none."""
    for note in talk.notes:
        yield from ((note.number, text) for text in (note.text, note.view) if text)
    if talk.outcome:
        yield from ((agreement.note, agreement.what) for agreement in talk.outcome.agreements)
        yield None, talk.outcome.no_return_because
    yield from ((None, text) for text in (talk.goal, talk.seen, talk.present, talk.person.alias))
