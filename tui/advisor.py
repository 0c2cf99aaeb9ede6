"""Reads the last notes of a talk in a thread, so that a key never waits for it."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from coach.guide import Ladder, Line, Probe
from coach.talk import Kind, Talk

if TYPE_CHECKING:
    from coach.knowledge import Knowledge

LOOK_BACK = 4
"""Notes that are read: the ladder is three steps deep, so what came before them changes nothing."""


class RuleAdvisor:
    """A `tui.services.Advisor` by rules; what it knows is loaded when it is first asked."""

    def __init__(
        self,
        knowledge: Callable[[str], "Knowledge"],
        ladders: Callable[[str], Sequence[Ladder]],
        lines: Callable[[str], Mapping[str, Line]],
    ) -> None:
        self._knowledge, self._ladders, self._lines = knowledge, ladders, lines

    async def follow_ups(self, talk: Talk) -> tuple[Probe, ...]:
        """Probes that follow the last note; none in a dismissal, which gathers nothing."""
        if talk.kind is Kind.DISMISSAL or not talk.notes:
            return ()
        return await asyncio.to_thread(self._read, talk)

    def _read(self, talk: Talk) -> tuple[Probe, ...]:
        from coach.reading import (
            Parties,
        )  # the grammar of dates costs 30 ms that the first screen need not pay
        from coach.report import read_talk
        from coach.suggestion import follow_ups

        texts = [note.text for note in talk.notes[-LOOK_BACK:]]
        parties = Parties(talk.person.alias)
        report = read_talk(texts, talk.kind, talk.date, parties, self._knowledge(talk.lang))
        found = follow_ups(report, self._ladders(talk.lang), self._lines(talk.lang))
        return tuple(Probe(probe.id, probe.text, "own") for probe in found)
