"""A trial goes through the engine's child: here a scripted one, and ones that misbehave."""

import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest

from coach.model_errors import ModelTrouble
from models import build
from models.asking import Kind
from models.child import WORKER
from models.life import Limits, Ready
from models.loading import ADDRESSES, look_at
from models.templates import CHATML
from models.trial import tried
from tests.models.conftest import BRISK, UNRULY

READY = Ready(Path("/dev/null"), CHATML, 8192, ADDRESSES, 1)
SCRIPTED = (*WORKER, "scripted", '{"texts": ["1: een zin van het model.\\n"], "pace": 0.01}')


def unruly(how: str) -> tuple[str, ...]:
    return sys.executable, str(UNRULY), how


def test_loading_and_measuring_give_figures() -> None:
    loaded = tried(READY, worker=SCRIPTED)
    assert 0 < loaded.load_seconds < 30
    assert (loaded.read_per_second, loaded.written_per_second, loaded.memory) == (None, None, None)
    measured = tried(READY, measured=True, worker=SCRIPTED)
    assert (measured.read_per_second or 0) > 0
    assert 0 < (measured.written_per_second or 0) < 1000
    assert sys.platform != "linux" or (measured.memory or 0) > 10**6


@pytest.mark.parametrize(
    ("how", "measured", "kind"),
    [
        ("crash", False, Kind.CRASHED_ON_LOAD),
        ("abort", True, Kind.DIED),
        ("exit", True, Kind.DIED),
        ("hang", True, Kind.HUNG),
        ("one-long-line", True, Kind.GARBAGE),
    ],
)
@pytest.mark.skipif(sys.platform == "win32", reason="no signals there")
def test_a_crash_is_an_outcome_and_not_our_end(how: str, measured: bool, kind: Kind) -> None:
    with pytest.raises(ModelTrouble) as caught:
        tried(READY, measured, unruly(how), BRISK)
    assert caught.value.kind == kind
    assert kind != Kind.CRASHED_ON_LOAD or caught.value.params["amx"] == "none"


def test_a_trial_ends_in_time() -> None:
    begun = time.monotonic()
    with pytest.raises(ModelTrouble) as caught:
        tried(READY, True, unruly("hang"), Limits(patience=60.0), seconds=0.5)
    assert caught.value.kind == Kind.HUNG
    assert time.monotonic() - begun < 10


def test_a_real_model_is_measured(real_model: Path) -> None:
    figures = tried(look_at(real_model), measured=True)
    assert (figures.read_per_second or 0) > 1
    assert (figures.written_per_second or 0) > 1
    assert sys.platform != "linux" or (figures.memory or 0) > real_model.stat().st_size


def test_how_to_build_is_said_for_the_machine_at_hand() -> None:
    assert "-DGGML_AVX2=ON" in build.flags("x86_64")
    assert build.flags("AMD64") == build.flags("x86_64")
    assert build.flags("arm64") == "-DGGML_NATIVE=OFF"
    assert f'CMAKE_ARGS="{build.flags("arm64")}"' in build.command("arm64")
    script = Path(build.__file__)
    ask = partial(subprocess.run, [sys.executable, str(script)], capture_output=True, text=True, timeout=60)
    assert ask(check=True).stdout.strip() == build.flags()


def test_readme_and_ci_name_the_same_flags() -> None:
    root = Path(__file__).parents[2]
    assert build.flags("x86_64") in (root / "README.md").read_text("utf-8")
    assert "models/build.py" in (root / ".ci/model").read_text("utf-8")


def test_whether_the_extra_is_there_is_found_without_loading_it() -> None:
    before = "llama_cpp" in sys.modules
    assert isinstance(build.installed(), bool)
    assert ("llama_cpp" in sys.modules) == before
