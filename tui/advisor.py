"""Reads notes in a thread, so that a key never waits for it."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from coach.guide import Ladder, Line, Probe, Question
from coach.remark import Followed
from coach.talk import Kind, Talk

if TYPE_CHECKING:  # the grammar of dates and the note reader cost 50 ms that the first screen need not pay
    from coach.knowledge import Knowledge
    from coach.lexicon import Lexicon
    from coach.summary import Phrasing
    from coach.wrapup import Draft, ReadAction

LOOK_BACK = 4
"""Notes that are read: the ladder is three steps deep, so what came before them changes nothing."""

DELICATE = ("third_party", "judgement", "sensitive")
"""Cues on lines that nobody else should read over a shoulder."""


class RuleAdvisor:
    """A `tui.services.Advisor` by rules; what it knows is loaded when it is first asked."""

    def __init__(
        self,
        knowledge: Callable[[str], "Knowledge"],
        phrasing: Callable[[str], "Phrasing"],
        ladders: Callable[[str], Sequence[Ladder]],
        lines: Callable[[str], Mapping[str, Line]],
        remarks: Callable[[str], "Lexicon"],
    ) -> None:
        self._knowledge, self._phrasing = knowledge, phrasing
        self._ladders, self._lines, self._remarks = ladders, lines, remarks

    async def follow(self, talk: Talk, question: Question | None) -> Followed:
        """What follows the last note; nothing in a dismissal, which gathers nothing."""
        if talk.kind is Kind.DISMISSAL or not talk.notes:
            return Followed()
        return await asyncio.to_thread(self._follow, talk, question)

    async def themes(self, words: str, lang: str) -> tuple[str, ...]:
        """Codes of what some words are about, by the word lists."""
        return await asyncio.to_thread(self._themes, words, lang)

    async def draft(self, talk: Talk) -> "Draft":
        """What the notes say and agree on."""
        return await asyncio.to_thread(self._draft, talk)

    async def delicate(self, talk: Talk) -> frozenset[int]:
        """Numbers of the notes that name other people, judge, or are sensitive."""
        return await asyncio.to_thread(self._delicate, talk)

    async def read_action(self, text: str, talk: Talk, rests_on: int | None = None) -> "ReadAction":
        """What a typed line agrees on."""
        return await asyncio.to_thread(self._read_action, text, talk, rests_on)

    def _follow(self, talk: Talk, question: Question | None) -> Followed:
        from coach.remark import remark
        from coach.suggestion import follow_ups
        from coach.wrapup import read_talk_notes

        report = read_talk_notes(talk, talk.notes[-LOOK_BACK:], self._knowledge(talk.lang))
        lines = self._lines(talk.lang)
        found = follow_ups(report, self._ladders(talk.lang), lines)
        marks = talk.notes[-1].marks
        name = remark(report, talk.kind, marks, question, self._remarks(talk.lang))
        probes = tuple(Probe(probe.id, probe.text, "own") for probe in found)
        return Followed(probes, lines[name] if name else None)

    def _themes(self, words: str, lang: str) -> tuple[str, ...]:
        from coach.theme import themes_of

        return themes_of(words, self._knowledge(lang))

    def _draft(self, talk: Talk) -> "Draft":
        from coach.wrapup import draft

        return draft(talk, self._knowledge(talk.lang), self._phrasing(talk.lang))

    def _delicate(self, talk: Talk) -> frozenset[int]:
        from coach.wrapup import read_talk_notes

        cues = read_talk_notes(talk, talk.notes, self._knowledge(talk.lang)).cues
        return frozenset(talk.notes[c.line].number for c in cues if c.kind in DELICATE)

    def _read_action(self, text: str, talk: Talk, rests_on: int | None) -> "ReadAction":
        from coach.wrapup import read_action

        return read_action(text, talk, self._knowledge(talk.lang), rests_on)
