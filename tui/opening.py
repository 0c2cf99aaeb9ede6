"""What a drafter is built from: the chosen model as an engine, and the rules that read a talk for it."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from coach.model_errors import ModelError
from coach.talk import Talk
from tui import bootstrap
from tui.program import Program

if TYPE_CHECKING:  # asked for in a thread, once a talk has begun
    from coach.offer import Offering
    from tui.attending import Opened


def opener(built: Program, name: str) -> "Callable[[], Opened]":
    """What opens a model of this store; it costs a look at the file, and is asked in a thread.

    The file was read from front to back when it was chosen. Here its size and time of writing must still be
    the same: reading gigabytes again would cost seconds before every talk.
    """

    def open_model() -> "Opened":
        """Raises `ModelError`: it is not there (any more), or is another file now."""
        from coach.maker import Maker
        from models.loading import local_engine
        from models.shelf import State, state_of
        from tui.attending import Opened
        from tui.modelling import shelf_of

        model = shelf_of(built).find(name)
        if (state := state_of(model)) is not State.SOUND:
            raise ModelError(f"model.{state}", name=model.name, where=model.path)
        return Opened(local_engine(Path(model.path)), Maker(model.name, model.sha256))

    return open_model


def read_by_rules(talk: Talk) -> "Offering":
    """A talk as the rules read it, with what weighs a model's proposals."""
    from coach.offer import read_offering
    from coach.reading import Parties

    guard = bootstrap.guard(talk.lang, Parties(talk.person.alias), talk.date)
    return read_offering(talk, bootstrap.knowledge(talk.lang), bootstrap.phrasing(talk.lang), guard)
