"""Broken files at every door: a refusal or an answer, and nothing else."""

import importlib.util
import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.fuzz.doors import Doors, read
from tests.fuzz.mutation import mutate

DOSE = 0.5
"""Seconds for each door in every run."""
NAMES = ("import", "lines", "frames", "body", "plain", "notes", "guide", "keys", "settings", "day", "header")
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def doors(tmp_path_factory: pytest.TempPathFactory) -> Doors:
    return Doors(tmp_path_factory.mktemp("fuzz"))


def test_every_door_has_a_name(doors: Doors) -> None:
    assert tuple(doors.all) == NAMES


def test_sound_files_are_read(doors: Doors) -> None:
    """Else every door would refuse everything, and the rest would prove nothing."""
    for reader, seeds in doors.all.values():
        reader(seeds[0])


def pelt(doors: Doors, name: str, seconds: float, seed: int) -> int:
    """Throw broken files at a door; how many. A file that gets through its refusal is in the message."""
    reader, seeds = doors.all[name]
    others = tuple(found for _, pair in doors.all.values() for found in pair)
    chance, count = random.Random(seed), 0
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        content = mutate(chance.choice(seeds), others, chance)
        count += 1
        try:
            read(reader, content)
        except BaseException as error:
            raise AssertionError(
                f"{name}, seed {seed}, file {count}: {error!r}\n{content[:3000]!r}"
            ) from error
    return count


@pytest.mark.parametrize("name", NAMES)
def test_broken_files_are_refused(doors: Doors, name: str) -> None:
    assert pelt(doors, name, DOSE, seed=20260309) > 3


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_broken_files_are_refused_for_long(
    doors: Doors, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Ten minutes over all doors; ONDERONS_FUZZ_SECONDS changes that."""
    seconds = float(os.environ.get("ONDERONS_FUZZ_SECONDS", "600")) / len(NAMES)
    seed = random.SystemRandom().randrange(1 << 32)
    count = pelt(doors, name, seconds, seed)
    with capsys.disabled():
        print(f"\n{name}: {count} files in {seconds:.0f} s, seed {seed}")


@pytest.mark.slow
@pytest.mark.skipif(importlib.util.find_spec("atheris") is None, reason="atheris is not installed")
@pytest.mark.parametrize("name", ["import", "frames", "body"])
def test_guided_by_coverage(name: str, tmp_path: Path) -> None:
    """The same with atheris, which looks for files that reach other branches."""
    seconds = int(float(os.environ.get("ONDERONS_FUZZ_SECONDS", "600")) / 3)
    done = subprocess.run(
        [sys.executable, "-m", "tests.fuzz", name, str(tmp_path), str(seconds)],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr[-3000:]
