"""What may be asked of a local model, and what can go wrong: values that whoever asks shares with the engine.

A prompt is the same for a whole talk: only its notes grow and its question changes. What stands before the
question stays in the model's memory, so a question about a talk costs its own words only. Whoever changes
`system` or `opening` within a talk pays for reading all notes again.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

from coach.errors import ModelTrouble


class Kind(StrEnum):
    """Why a model cannot do what was asked. Each has a sentence `error.model-<kind>`."""

    NOT_INSTALLED = "not-installed"
    """llama-cpp-python is not there, or does not load."""
    GONE = "gone"
    """No file stands at that place (any more), or it may not be read."""
    BROKEN = "broken"
    """The file is no whole GGUF model."""
    UNKNOWN_ARCHITECTURE = "unknown-architecture"
    """This build of llama.cpp does not know how to run it."""
    NO_TEMPLATE = "no-template"
    """It is a base model, or talks in a way that none of our templates knows."""
    TOO_BIG = "too-big"
    """Weights and working memory do not fit beside what runs."""
    CRASHED_ON_LOAD = "crashed-on-load"
    """The child died while loading: a build for another processor, or a file that breaks the loader."""
    TOO_LONG = "too-long"
    """The talk does not fit in what the model can see at once."""
    DIED = "died"
    """The child ended while it was at work."""
    HUNG = "hung"
    """The child gave no sign of life; it was ended."""
    GARBAGE = "garbage"
    """The child said what the protocol does not know, or too much; it was ended."""
    GAVE_UP = "gave-up"
    """It ended too often in a row without one answer; only starting it again tries once more."""
    FAILED = "failed"
    """The native library refused a request."""
    CANCELLED = "cancelled"
    """Nobody waits for this answer any more."""
    OFF = "off"
    """The engine was closed, or never started."""


def trouble(kind: Kind, **params: object) -> ModelTrouble:
    """The error of this kind."""
    return ModelTrouble(kind, **params)


@dataclass(frozen=True, slots=True)
class Line:
    """One note as the model sees it: its number, and text that is never anything but text."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Prompt:
    """What the model has before it. All but the notes is our own text."""

    system: str
    opening: str
    """What stands before the notes."""
    notes: tuple[Line, ...] = ()
    question: str = ""
    """What stands after them."""

    def asked(self, question: str) -> "Prompt":
        """The same with another question."""
        return replace(self, question=question)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A short sentence from the model, and the numbers of the lines on which it says to rest.

    A proposal: whether it does rest on them is for whoever asked to check.
    """

    text: str
    lines: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Loaded:
    """A model that is ready, in a child that is shut off as far as this system allows."""

    context: int
    """Tokens that it can see at once."""
    confined: tuple[str, ...]
    """What the child cannot do; words of `models.sandbox`."""
    open: tuple[str, ...]
    """What this system does not keep it from."""
