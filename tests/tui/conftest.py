from collections.abc import Callable
from dataclasses import replace

import pytest

from coach.note import Typed, read_line
from coach.talk import Kind, Talk
from tests.conftest import NOW
from tests.tui.album import Album
from tui import bootstrap
from tui.app import OnderonsApp
from tui.program import Program

LINES = (
    "begint graag met de planning, daar krijgt ze energie van",
    "! ik zoek uit of er budget is voor Power BI, voor 1 december",
    '"ik weet nooit wat echt af moet"',
    "? opleiding teamleider",
    "// ik schoof zelf ook dingen tussendoor",
    "~ lijkt te twijfelen over de ploeg",
    "elke week andere prioriteiten, en dan nog eens een regel die te lang is voor het scherm van tachtig tekens",
)


@pytest.fixture
def stay_talk(make_program: Callable[..., Program]) -> Talk:
    """A talk with seven notes, not stored."""
    talk = bootstrap.begin_unrecorded(make_program(), Kind.STAY, "nl", "Sanne")
    talk = replace(talk, id="5a" * 16).ask("stay.forward")
    return talk.with_lines([t for line in LINES if isinstance(t := read_line(line), Typed)], NOW)


@pytest.fixture
def make_app(make_program: Callable[..., Program]) -> Callable[..., OnderonsApp]:
    def make(start: Talk | None = None, lang: str = "nl") -> OnderonsApp:
        return bootstrap.app(make_program(lang), lang, start)

    return make


@pytest.fixture
def album(
    make_program: Callable[..., Program],
    lang: str,
    size: tuple[int, int],
    snapshot: Callable[[str, str], None],
) -> Album:
    return Album(make_program(lang), lang, size, snapshot)
