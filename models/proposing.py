"""Asks a model about a talk and hands back what it proposes, unweighed: `coach.proposals` decides what stays.

The notes go first and stay in the model's memory; each question after them costs its own words only.
"""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from coach.judging import NONE
from coach.model_errors import ModelTrouble
from coach.proposals import ProposedAction, ProposedSentence
from coach.sayable import Ways
from models.asking import Prompt, Sentence
from models.questions import Questions
from models.retelling import pieces, steps, ways


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


Narrow = Callable[[int, Ways], Ways]
"""Of a place and the ways to say its words those that may stand; none where nothing can be gained."""


async def ask_sentences(
    model: Model,
    questions: Questions,
    notes: Sequence[str],
    groups: Sequence[tuple[int, ...]],
    narrow: Narrow,
) -> tuple[ProposedSentence, ...] | ModelTrouble:
    """A sentence for each line of each group that can be told again, as the model answers.

    Args:
        model: Whom to ask.
        questions: In the language of the talk.
        notes: All notes so far.
        groups: Places of notes.
        narrow: Asked in a thread, before the model is asked about a note.
    """
    found = []
    for telling in tellings(questions, notes, groups):
        may_be_said = await asyncio.to_thread(narrow, telling.place, telling.ways)
        if not may_be_said:
            continue
        said = await model.write(telling.prompt, telling.steps(may_be_said))
        if isinstance(said, ModelTrouble):
            return said
        found += [telling.proposed(one, notes) for one in said]
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Telling:
    """What is asked so that one note is told again."""

    place: int
    prompt: Prompt
    ways: Ways
    """How each word of the note may be said."""

    def proposed(self, said: Sentence, notes: Sequence[str]) -> ProposedSentence:
        """An answer as a proposal; one that only writes short forms in full is the note itself once more."""
        plain = "".join(way[0] for way in self.ways) + "."
        text = notes[self.place] if said.text == plain else said.text
        return ProposedSentence(text, tuple(number - 1 for number in said.lines))

    def steps(self, ways: Ways) -> list[list[str]]:
        """What the model chooses from, where its words may be said in these ways."""
        return steps(self.place + 1, ways)


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
            yield Telling(at, prompt, ways(words, questions.glue))
