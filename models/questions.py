"""What a model is asked about a talk, in the language of the talk: texts with a version, shipped as files.

Asked is little: a letter for a note, a sentence for a line that the rules chose. Never what somebody
feels, how they do, or what they will do.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from models.asking import Line, Prompt
from models.retelling import Glue

FOLDER = Path(__file__).parent / "prompts"


@dataclass(frozen=True)
class Questions:
    """The texts of one language."""

    version: str
    system: str
    opening: str
    judge: str
    word: str
    answers: Mapping[str, str]
    """What each letter means: a verdict of `coach.judging`."""
    glue: Glue
    """What may come between the words of a note in a sentence about it."""

    def about(self, notes: Sequence[str]) -> Prompt:
        """The notes, with nothing asked yet; their numbers count from 1, blank ones are left out."""
        lines = (Line(at + 1, text) for at, text in enumerate(notes) if text.strip())
        return Prompt(self.system, self.opening, tuple(lines))

    def whether_agreed(self, at: int) -> str:
        """Whether a note, by its place from 0, is an agreed action, and whose."""
        return self.judge.format(number=at + 1)

    def wording(self, at: int, note: str) -> str:
        """To say one note in a sentence. The note stands in the question once more: what is near is heeded.

        Whoever makes a prompt of it lets no text of a question be a special token (`models.templates`).
        """
        return self.word.replace("{number}", str(at + 1)).replace("{note}", " ".join(note.split()))


@cache
def read_questions(lang: str) -> Questions:
    """The texts of a language."""
    table = tomllib.loads((FOLDER / lang / "talk.toml").read_text("utf-8"))
    return Questions(**{**table, "glue": Glue(**table["glue"])})
