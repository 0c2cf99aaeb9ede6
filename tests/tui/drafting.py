"""A drafter over a child whose answers are known beforehand, and what a test can see of it."""

import os
import signal
from collections.abc import Callable, Sequence
from dataclasses import replace

from coach.maker import Maker
from coach.note import Typed, read_line
from coach.talk import Talk
from models.asking import Prompt
from models.engine import Engine
from models.loading import scripted_engine
from tests.conftest import NOW
from tui.app import OnderonsApp
from tui.attending import Opened
from tui.drafter import ModelDrafter
from tui.opening import read_by_rules

BY = Maker("script", "5a" * 32)
LINES = {
    "nl": (
        "wil een opleiding Power BI volgen",
        "rooster per week vooruit, Sanne maakt voorstel",
        "! ik zoek uit of er budget is voor Power BI, voor 1 april",
        "rooster hangt te laat uit",
    ),
    "en": (
        "wants to follow a Power BI course",
        "budget Power BI: I check with Jo",
        "! I mail the roster to Jo, by 1 April",
        "the roster comes out too late",
        "I call Jo of HR about the course",
    ),
}
"""Of these the rules leave open: in Dutch the second, in English the second and the last."""

WORDED = {
    "nl": "1: De medewerker wil een opleiding Power BI volgen.\n",
    "en": "1: The employee wants to follow a Power BI course.\n",
}


class Heard:
    """Every prompt that a child was sent, and the engines there were."""

    def __init__(self) -> None:
        self.prompts: list[Prompt] = []
        self.engines: list[Engine] = []

    @property
    def texts(self) -> str:
        """All notes and questions."""
        return "\n".join(
            text for prompt in self.prompts for text in (*(n.text for n in prompt.notes), prompt.question)
        )

    def kill(self, number: int = signal.SIGKILL) -> bool:
        """End the child that runs; whether there was one."""
        pid = self.engines[-1].pid if self.engines else None
        if pid is None:
            return False
        try:
            os.kill(pid, number)
        except ProcessLookupError:  # it was ended just now, for it stood still
            return False
        return True


def listen(engine: Engine, heard: Heard) -> Engine:
    """Write down what an engine is asked."""
    read, choose, write = engine.read, engine.choose, engine.write

    async def reading(prompt: Prompt) -> object:
        heard.prompts.append(prompt)
        return await read(prompt)

    async def choosing(prompt: Prompt, choices: Sequence[str]) -> object:
        heard.prompts.append(prompt)
        return await choose(prompt, choices)

    async def writing(prompt: Prompt, steps: Sequence[Sequence[str]]) -> object:
        heard.prompts.append(prompt)
        return await write(prompt, steps)

    engine.read, engine.choose, engine.write = reading, choosing, writing  # type: ignore[method-assign,assignment]
    heard.engines.append(engine)
    return engine


def with_model(
    app: OnderonsApp,
    heard: Heard,
    *,
    talking: bool = True,
    make: Callable[[], Engine] | None = None,
    **script: object,
) -> ModelDrafter:
    """Give an app a model that answers by a script; a letter for each note, a sentence for each line."""
    drafter = ModelDrafter(
        lambda: Opened(listen((make or (lambda: scripted_engine(**script)))(), heard), BY),  # type: ignore[arg-type]
        read_by_rules,
        talking,
    )
    app.services = replace(app.services, drafter=drafter)
    return drafter


def with_lines(talk: Talk, *lines: str) -> Talk:
    """A talk with these lines only."""
    typed = [one for line in lines if isinstance(one := read_line(line), Typed)]
    return replace(talk, notes=(), next_number=1).with_lines(typed, NOW)
