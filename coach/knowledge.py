"""What the rules know of one language, handed to them by whoever read it from disk."""

from dataclasses import dataclass

from coach.lexicon import Lexicon
from coach.names import Names
from coach.weights import Weights


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Word lists, names and weights of a language."""

    lang: str
    lexicon: Lexicon
    names: Names
    weights: Weights
