"""Finding a question by some words, slips of the keyboard included."""

from collections.abc import Sequence

from rapidfuzz import fuzz, process

from coach.guide import Question
from coach.text import fold

ENOUGH = 75
"""Likeness, 0 to 100, from which a word is found: "roster" meets "rooster" at 92, "morgen" "zorgen" at 67."""


def find_questions(questions: Sequence[Question], wanted: str) -> tuple[Question, ...]:
    """The questions that hold each wanted word or one like it, best first.

    The words of a question weigh more than those of its reason and its probes. Nothing wanted finds nothing.
    """
    words = _words(wanted)
    found = []
    for place, question in enumerate(questions):
        own = _words(question.text)
        around = _words(" ".join([question.why, *(probe.text for probe in question.probes)]))
        likeness = [max(_best(word, own), 0.9 * _best(word, around)) for word in words]
        if likeness and min(likeness) >= ENOUGH:
            found.append((-sum(likeness), place, question))
    return tuple(question for _, _, question in sorted(found, key=lambda f: f[:2]))


def _words(text: str) -> list[str]:
    return ["".join(filter(str.isalnum, word)) for word in fold(text).split()]


def _best(wanted: str, words: Sequence[str]) -> float:
    if len(wanted) >= 4 and any(word.startswith(wanted) for word in words):
        return 100.0  # "collega" finds "collega's"
    match = process.extractOne(wanted, words, scorer=fuzz.ratio)
    return match[1] if match else 0.0
