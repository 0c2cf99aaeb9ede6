"""What the fitted weights depend on."""

import hashlib

from data.knowledge import LEXICONS
from tests.talks.corpus import HERE


def digest(lang: str) -> str:
    """What the weights depend on: the talks, the word lists and the way lines are read."""
    sources = [*sorted(HERE.glob("*.txt")), LEXICONS / lang / "themes.toml", LEXICONS / lang / "flags.toml"]
    sources.append(LEXICONS / "names.toml")
    root = HERE.parents[1]
    sources += [
        root / "coach" / name
        for name in (
            "reading.py",
            "labels.py",
            "lexicon.py",
            "weights.py",
            "text.py",
            "when.py",
            "when_days.py",
            "when_tokens.py",
            "when_words.py",
        )
    ]
    return hashlib.sha256(b"".join(path.read_bytes() for path in sources)).hexdigest()
