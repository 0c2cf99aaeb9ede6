"""What `doctor` says about the local model: is there one, does it work here, is there room for it."""

from collections.abc import Callable, Iterator
from pathlib import Path

from coach.model_errors import ModelError
from models.catalog import memory_needed
from models.gguf import read_header
from models.shelf import State, Stored, state_of
from models.trial import Trial, installed, memory_here, tried
from tui.modelling import shelf_of, trouble
from tui.program import Program
from tui.progress import GB

LEFT_FOR_OTHERS = 2 * GB
"""Bytes of memory that the system, a browser and a video call need beside a model; an estimate."""

Said = tuple[bool, str]
"""Whether it is as it should be, and the sentence."""


def model_fitness(
    built: Program,
    there: Callable[[], bool] = installed,
    attempt: Callable[[str, str], Trial] = tried,
    memory: Callable[[], int | None] = memory_here,
) -> Iterator[Said]:
    """Whether the chosen model works on this machine; without one there is nothing to fail.

    Args:
        built: The program.
        there: Whether the extra `llm` is installed.
        attempt: Tries llama.cpp or a model in a process of its own.
        memory: How much memory this machine has, in bytes.
    """
    words, name = built.words, built.settings.model
    if not name:
        yield True, words("doctor.no-model")
        return
    try:
        chosen = shelf_of(built).find(name)
        header = read_header(Path(chosen.path)) if state_of(chosen) is not State.MISSING else None
    except ModelError as error:
        yield False, words(error.text_id, **error.params)
        return
    if header is None or state_of(chosen) is State.CHANGED:
        gone = ModelError(f"model.{state_of(chosen)}", name=name, where=chosen.path)
        yield False, words(gone.text_id, **gone.params)
        return
    yield (
        True,
        words("doctor.model", name=name, when=words(f"settings.model-when-{built.settings.model_when}")),
    )
    yield _room(built, memory_needed(header), memory())
    yield _loads(built, chosen, there, attempt)


def _room(built: Program, needed: int, here: int | None) -> Said:
    gb = f"{needed / GB:.1f}"
    if here is None:
        return True, built.words("doctor.memory-unknown", needed=gb)
    enough = here >= needed + LEFT_FOR_OTHERS
    text = "doctor.memory" if enough else "doctor.little-memory"
    return enough, built.words(text, needed=gb, here=f"{here / GB:.1f}")


def _loads(
    built: Program, chosen: Stored, there: Callable[[], bool], attempt: Callable[[str, str], Trial]
) -> Said:
    """First llama.cpp alone: when that crashes, no model is to blame."""
    trial = attempt("import", "") if there() else Trial("not-installed")
    if trial.kind == "ok":
        trial = attempt("load", chosen.path)
    if trial.kind == "ok":
        return True, built.words("doctor.model-loads", seconds=f"{trial.load_seconds or 0:.1f}")
    error = trouble(trial, chosen.name)
    return False, built.words(error.text_id, **error.params)
