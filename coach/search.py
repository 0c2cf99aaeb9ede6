"""Finding a question by some words, slips of the keyboard included."""

from collections.abc import Sequence

from rapidfuzz import fuzz, process

from coach.guide import Question
from coach.text import fold

ENOUGH = 75
"""Likeness, 0 to 100, from which a word is found: "roster" meets "rooster" at 92, "morgen" "zorgen" at 67."""

SHORT = 4
"""Letters up to which a word has to be the same."""


def find_questions(
    questions: Sequence[Question], wanted: str, themes: Sequence[str] = ()
) -> tuple[Question, ...]:
    """The questions that hold each wanted word or one like it, best first; then those on the theme.

    The words of a question weigh more than those of its reason and its probes. Nothing wanted finds nothing.

    Args:
        questions: Where to look.
        wanted: Some words, slips included.
        themes: Codes of what those words are about: "rooster" stands in no question, and finds hours.
    """
    words = _words(wanted)
    found = []
    for place, question in enumerate(questions):
        own = _words(question.text)
        around = _words(" ".join([question.why, *(probe.text for probe in question.probes)]))
        likeness = [max(_best(word, own), 0.9 * _best(word, around)) for word in words]
        if likeness and min(likeness) >= ENOUGH:
            found.append((-sum(likeness), place, question))
    said = [question for _, _, question in sorted(found, key=lambda f: f[:2])]
    about = [question for question in questions if set(themes) & set(question.themes)]
    return tuple({question.id: question for question in (*said, *about)}.values())


def _words(text: str) -> list[str]:
    return ["".join(filter(str.isalnum, word)) for word in fold(text).split()]


def _best(wanted: str, words: Sequence[str]) -> float:
    if len(wanted) >= 4 and any(word.startswith(wanted) for word in words):
        return 100.0  # "collega" finds "collega's"
    match = process.extractOne(wanted, words, scorer=fuzz.ratio)
    # One letter of four makes another word: "loon" is not "loop"
    return match[1] if match and (len(wanted) > SHORT or match[1] == 100.0) else 0.0
