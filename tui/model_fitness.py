"""What `doctor` says about the local model: is there one, does it work here, is there room for it."""

from collections.abc import Callable, Iterator
from pathlib import Path

from coach.model_errors import ModelError, ModelTrouble
from models.gguf import read_header
from models.life import Ready
from models.loading import look_at, needed
from models.memory import available_memory
from models.shelf import State, state_of
from models.trial import Figures, tried
from tui.model_trouble import advised
from tui.modelling import shelf_of
from tui.program import Program
from tui.progress import GB

Said = tuple[bool, str]
"""Whether it is as it should be, and the sentence."""


def model_fitness(
    built: Program,
    attempt: Callable[[Ready], Figures] = tried,
    available: Callable[[], int | None] = available_memory,
) -> Iterator[Said]:
    """Whether the chosen model works on this machine; without one there is nothing to fail.

    Args:
        built: The program.
        attempt: Loads a model in a process of its own. Raises `ModelTrouble`.
        available: How much memory may be taken now, in bytes.
    """
    words, name = built.words, built.settings.model
    if not name:
        yield True, words("doctor.no-model")
        return
    try:
        chosen = shelf_of(built).find(name)
        if (state := state_of(chosen)) is not State.SOUND:
            raise ModelError(f"model.{state}", name=name, where=chosen.path)
        yield (
            True,
            words("doctor.model", name=name, when=words(f"settings.model-when-{built.settings.model_when}")),
        )
        room = available()
        ready = look_at(Path(chosen.path), lambda: room)
        yield True, _room(built, ready, room)
        seconds = attempt(ready).load_seconds
        yield True, words("doctor.model-loads", seconds=f"{seconds:.1f}")
    except ModelError as error:
        told = advised(error) if isinstance(error, ModelTrouble) else error
        yield False, words(told.text_id, **told.params)


def _room(built: Program, ready: Ready, room: int | None) -> str:
    taken = f"{needed(read_header(ready.path), ready.context) / GB:.1f}"
    if room is None:
        return built.words("doctor.memory-unknown", needed=taken)
    return built.words("doctor.memory", needed=taken, here=f"{room / GB:.1f}")
