"""The recovery key on paper: 128 bits in groups of four, with two characters that catch a typing slip."""

from coach.errors import MistypedKey

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's: no I, L, O or U, so that nothing looks like something else on paper."""
BYTES = 16
_DIGITS = 26  # 130 bits
_CHECK = 1021  # a prime: every one wrong character and every two swapped ones change the remainder
_LOOKS_LIKE = str.maketrans("OIL", "011")


def written(key: bytes) -> str:
    """The key as it is shown once: `7K2M-…`, seven groups."""
    number = int.from_bytes(key, "big")
    text = _digits(number, _DIGITS) + _digits(number % _CHECK, 2)
    return "-".join(text[at : at + 4] for at in range(0, len(text), 4))


def typed(text: str) -> bytes:
    """The key that was typed; blanks, dashes and capitals do not matter.

    Raises:
        MistypedKey: It cannot be a recovery key: a character is wrong, missing or swapped.
    """
    plain = "".join(c for c in text.upper().translate(_LOOKS_LIKE) if not c.isspace() and c not in "-–—")
    if len(plain) != _DIGITS + 2 or any(c not in ALPHABET for c in plain):
        raise MistypedKey
    number, check = _number(plain[:_DIGITS]), _number(plain[_DIGITS:])
    if number >= 1 << (8 * BYTES) or number % _CHECK != check:
        raise MistypedKey
    return number.to_bytes(BYTES, "big")


def _digits(number: int, count: int) -> str:
    return "".join(ALPHABET[number >> (5 * at) & 31] for at in reversed(range(count)))


def _number(text: str) -> int:
    number = 0
    for character in text:
        number = number << 5 | ALPHABET.index(character)
    return number
