"""A small file that everything depends on: with a checksum, and kept twice."""

import hashlib
from pathlib import Path

from data.disk import replace_file, shred_file


def copy_of(path: Path) -> Path:
    """Where the second copy lies."""
    return path.with_name(path.name + ".bak")


def write_twice(path: Path, text: str) -> None:
    """Put this text in both copies, one after the other: at any moment one of them is whole.

    Raises:
        OSError: The disk refused; the first copy is as it was, or holds the new text.
    """
    content = _checked(text)
    replace_file(path, content)
    replace_file(copy_of(path), content)


def read_twice(path: Path) -> tuple[str | None, bool]:
    """The text of the first copy that is as it was written, and whether both are the same.

    Raises:
        OSError: A copy is there and cannot be read, and the other is of no use either.
    """
    first, failure = _sound(path)
    second, other = _sound(copy_of(path))
    text = second if first is None else first
    if text is None and (error := failure or other):
        raise error
    return text, first == second


def exists(path: Path) -> bool:
    """Whether one of the copies is there, sound or not."""
    return path.exists() or copy_of(path).exists()


def shred_twice(path: Path) -> None:
    """Overwrite and remove both copies."""
    shred_file(path)
    shred_file(copy_of(path))


def _checked(text: str) -> bytes:
    body = text.encode()
    return body + b"\nsha256 " + hashlib.sha256(body).hexdigest().encode() + b"\n"


def _sound(path: Path) -> tuple[str | None, OSError | None]:
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return None, None
    except OSError as error:
        return None, error
    body, _, _ = content.rpartition(b"\nsha256 ")
    try:
        text = body.decode()
    except UnicodeDecodeError:
        return None, None
    return (text, None) if _checked(text) == content else (None, None)
