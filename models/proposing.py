"""Asks a model about a talk and hands back what it proposes, unweighed: `coach.proposals` decides what stays.

The notes go first and stay in the model's memory; each question after them costs its own words only.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from coach.judging import NONE
from coach.model_errors import ModelTrouble
from coach.proposals import ProposedAction, ProposedSentence
from models.asking import Prompt, Sentence
from models.questions import Questions
from models.retelling import Piece, pieces, plainer, steps


class Model(Protocol):
    """What is needed of `models.engine.Engine`."""

    async def choose(self, prompt: Prompt, choices: Sequence[str]) -> str | ModelTrouble:
        """Which of some short texts answers the question."""
        ...

    async def write(
        self, prompt: Prompt, steps: Sequence[Sequence[str]]
    ) -> tuple[Sentence, ...] | ModelTrouble:
        """A sentence behind the number of its line: one text of each step, in turn."""
        ...


async def judge(model: Model, questions: Questions, notes: Sequence[str], at: int) -> str | ModelTrouble:
    """What a model says of one note: an owner, or `NONE`.

    Args:
        model: Whom to ask.
        questions: In the language of the talk.
        notes: All notes so far; the memory of the model goes on from the last question.
        at: The place of the note, from 0.
    """
    prompt = questions.about(notes).asked(questions.whether_agreed(at))
    said = await model.choose(prompt, tuple(questions.answers))
    return said if isinstance(said, ModelTrouble) else questions.answers.get(said.strip(), NONE)


async def ask_actions(
    model: Model, questions: Questions, notes: Sequence[str], places: Sequence[int]
) -> tuple[ProposedAction, ...] | ModelTrouble:
    """The notes among these places that a model takes for agreed actions."""
    found = []
    for at in places:
        said = await judge(model, questions, notes, at)
        if isinstance(said, ModelTrouble):
            return said
        if said != NONE:
            found.append(ProposedAction(at, said))
    return tuple(found)


async def ask_sentences(
    model: Model, questions: Questions, notes: Sequence[str], groups: Sequence[tuple[int, ...]]
) -> tuple[ProposedSentence, ...] | ModelTrouble:
    """A sentence for each line of each group that can be told again, as the model answers."""
    found = []
    for telling in tellings(questions, notes, groups):
        said = await model.write(telling.prompt, telling.steps)
        if isinstance(said, ModelTrouble):
            return said
        found += [
            ProposedSentence(one.text, tuple(n - 1 for n in one.lines), telling.plainer(one)) for one in said
        ]
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Telling:
    """What is asked so that one note is told again."""

    place: int
    prompt: Prompt
    words: tuple[Piece, ...]
    steps: list[list[str]]

    def plainer(self, said: Sentence) -> tuple[tuple[str, ...], ...]:
        """Each word of an answer, and how else it may be said (`models.retelling.plainer`)."""
        if said.lines != (self.place + 1,):
            return ()
        return plainer(f"{self.place + 1}: {said.text}\n", self.words, self.steps)


def tellings(
    questions: Questions, notes: Sequence[str], groups: Sequence[tuple[int, ...]]
) -> Iterator[Telling]:
    """What is asked about each note of the groups that can be told again.

    One at a time: a small model keeps two lines apart badly.
    """
    for at in (at for group in groups for at in group):
        words = pieces(notes[at], questions.glue)
        if words:
            prompt = questions.about(notes).asked(questions.wording(at, notes[at]))
            yield Telling(at, prompt, words, steps(at + 1, words, questions.glue))
