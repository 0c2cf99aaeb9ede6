"""Content files: read with a limit, and every mistake named with its line."""

import re
import tomllib
from pathlib import Path
from typing import Any

from coach.errors import ContentError
from coach.text import clean, one_line

LARGEST = 1_000_000
"""Bytes; a content file over this is refused rather than read."""


def read_toml(path: Path) -> tuple[str, dict[str, Any]]:
    """The text and the tables of a TOML file.

    Raises:
        ContentError: Unreadable, too large, not UTF-8 or not TOML; names the line where known.
    """
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
        if len(content) > LARGEST:
            raise ContentError(path.name, f"larger than {LARGEST:,} bytes")
        text = content.decode().replace("\r\n", "\n")
        return text, tomllib.loads(text)
    except OSError as error:
        raise ContentError(path.name, error.strerror or "unreadable") from error
    except UnicodeDecodeError as error:
        raise ContentError(path.name, f"byte {error.start} is not UTF-8") from error
    except RecursionError as error:
        raise ContentError(path.name, "nested too deep") from error
    except ValueError as error:  # TOMLDecodeError, and a number of 5,000 digits
        raise ContentError(path.name, one_line(str(error))) from error


class Place:
    """Reads fields of a parsed file and, when one is wrong, says on which line."""

    def __init__(self, path: Path, text: str) -> None:
        self._path, self._text = path, text

    def error(self, what: str, why: str, header: str = "", index: int = 0) -> ContentError:
        """The mistake, with the line at which its table (or key) stands."""
        heads = [m.start() for m in re.finditer(re.escape(header or what), self._text)]
        start = heads[index] if index < len(heads) else 0
        line = self._text.count("\n", 0, start) + 1
        return ContentError(f"{self._path.name}, line {line}", why)

    def value(
        self,
        entry: dict[str, Any],
        key: str,
        kind: type,
        default: Any,
        header: str = "",
        index: int = 0,
    ) -> Any:
        """A field of some type, or its default."""
        value = entry.get(key, default)
        if value is not default and not isinstance(value, kind):
            raise self.error(key, f'"{key}" should be {kind.__name__}', header, index)
        return clean(value) if isinstance(value, str) else value

    def text(self, entry: dict[str, Any], key: str, header: str = "", index: int = 0) -> str:
        """A text that has to be there."""
        value = str(self.value(entry, key, str, "", header, index)).strip()
        if not value:
            raise self.error(key, f'"{key}" is missing', header, index)
        return value

    def words(self, entry: dict[str, Any], key: str, header: str = "", index: int = 0) -> tuple[str, ...]:
        """A list of texts; empty when it is not there."""
        value = self.value(entry, key, list, [], header, index)
        if not all(isinstance(word, str) for word in value):
            raise self.error(key, f'"{key}" should hold texts', header, index)
        return tuple(clean(word) for word in value)

    def table(self, table: dict[str, Any], key: str) -> dict[str, Any]:
        """A table that has to be there."""
        value = table.get(key)
        if not isinstance(value, dict):
            raise self.error(key, f"[{key}] is missing")
        return value

    def tables(self, table: dict[str, Any], key: str) -> list[dict[str, Any]]:
        """A list of tables; empty when it is not there."""
        value = table.get(key, [])
        if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
            raise self.error(key, f"[[{key}]] should be a list of tables")
        return value
