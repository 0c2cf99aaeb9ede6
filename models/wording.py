"""Sentences as the model writes them: numbers of lines, a colon, one sentence; one on each line."""

import re

from coach.text import clean
from models.asking import Sentence

_SENTENCE = re.compile(r"\s*(\d+(?:\s*,\s*\d+)*)\s*:\s*(\S.*)")


def read_sentences(text: str) -> tuple[Sentence, ...]:
    """What was written, without a last line that was cut off and without what has no numbers."""
    whole = text[: text.rfind("\n") + 1]
    found = (_SENTENCE.fullmatch(line) for line in clean(whole).split("\n"))
    return tuple(
        Sentence(match[2].strip(), tuple(dict.fromkeys(int(n) for n in match[1].split(","))))
        for match in found
        if match
    )
