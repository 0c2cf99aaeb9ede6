"""Takes pictures of the app, with a talk in the language of the pictures."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest
from textual.pilot import Pilot

from coach.note import Typed, read_line
from coach.person import Person
from coach.talk import Kind, Talk
from tests.conftest import NOW
from tests.tui.looking import picture, until
from tui import bootstrap
from tui.app import OnderonsApp
from tui.program import Program

EVERY_PICTURE = [
    pytest.mark.parametrize("lang", ["nl", "en"]),
    pytest.mark.parametrize("size", [(80, 24), (50, 45)], ids=["80x24", "50x45"]),
]
"""Marks of a file of pictures: each test in both languages and both sizes."""

LINES = {
    "nl": (
        "begint graag met de planning, daar krijgt ze energie van",
        "! ik zoek uit of er budget is voor Power BI, voor 1 april",
        '"ik weet nooit wat echt af moet"',
        "? opleiding teamleider",
        "// ik schoof zelf ook dingen tussendoor",
        "~ lijkt te twijfelen over de ploeg",
        "elke week andere prioriteiten, en dan nog eens een regel die te lang is voor een scherm van tachtig",
        "! Sanne mailt de lijst met losse vragen, volgende week donderdag",
    ),
    "en": (
        "likes to start with the planning, that gives her energy",
        "! I find out whether there is a budget for Power BI, by 1 April",
        '"I never know what really has to be finished"',
        "? training as a team leader",
        "// I kept pushing things in between myself",
        "~ seems to have doubts about the team",
        "other priorities every week, and then once more a line that is too long for a screen of eighty columns",
        "! Sanne mails the list of loose questions, next week Thursday",
    ),
}  # fmt: skip


class Album:
    """The app, and the pictures that are taken of it."""

    def __init__(
        self, program: Program, lang: str, size: tuple[int, int], snapshot: Callable[[str, str], None]
    ) -> None:
        program.lock()  # nobody is asked for a passphrase
        self.app: OnderonsApp = bootstrap.app(program, lang)
        self.lang, self._program, self._size, self._snapshot = lang, program, size, snapshot
        self._shown: object = None

    @asynccontextmanager
    async def open(self, **options: bool) -> AsyncIterator[Pilot[object]]:
        async with self.app.run_test(size=self._size, **options) as pilot:
            await until(pilot, lambda: self.app.screen.is_current and len(self.app.screen_stack) > 1)
            yield pilot

    async def show(self, pilot: Pilot[object], screen: type, *texts: str) -> None:
        """Wait for a new screen, and for what is read for it in the background."""
        await until(pilot, lambda: isinstance(self.app.screen, screen) and self.app.screen is not self._shown)
        self._shown = self.app.screen
        await pilot.pause(0.1)
        for text in texts:
            await until(pilot, lambda text=text: text in picture(self.app), 20)

    async def take(self, pilot: Pilot[object], name: str) -> None:
        await self.app.workers.wait_for_complete()
        await pilot.pause(0.1)
        self._snapshot(f"{name}-{self.lang}-{self._size[0]}x{self._size[1]}", picture(self.app))

    def word(self, text_id: str) -> str:
        return self.app.services.words(text_id)

    def talk(self, kind: Kind = Kind.STAY, number: int = 1, name: str = "Sanne") -> Talk:
        """A talk with notes, in the language of the pictures; a dismissal takes what was agreed."""
        talk = bootstrap.begin_unrecorded(self._program, kind, self.lang, name)
        talk = replace(talk, id=f"{number:032x}", person=Person(f"{number:016x}", name))
        typed = [read_line(line) for line in LINES[self.lang]]
        question = self.app.services.guides.guide(kind, self.lang).spoken[0]
        return talk.ask(question.id).with_lines([t for t in typed if isinstance(t, Typed)], NOW)
