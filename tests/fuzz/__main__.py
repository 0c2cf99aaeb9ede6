"""`python -m tests.fuzz DOOR FOLDER SECONDS`: one door under atheris (pip install 'onderons[fuzz]')."""

import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["coach", "data", "tui"]):
    from tests.fuzz.doors import Doors, read


def main(name: str, folder: Path, seconds: str) -> None:
    """Fuzz until the time is up; a crash ends it with another exit code."""
    reader, seeds = Doors(folder / "doors").all[name]
    corpus = folder / "corpus"
    corpus.mkdir()
    for number, seed in enumerate(seeds):
        (corpus / str(number)).write_bytes(seed)
    options = [f"-max_total_time={seconds}", "-max_len=200000", f"-artifact_prefix={folder}/", "-timeout=30"]
    atheris.Setup([sys.argv[0], str(corpus), *options], lambda content: read(reader, content))
    atheris.Fuzz()


main(sys.argv[1], Path(sys.argv[2]), sys.argv[3])
