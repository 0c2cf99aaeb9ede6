"""The trial is tested with children of our own: the extra need not be there."""

import sys
import time
from pathlib import Path

import pytest

from models.trial import Trial, installed, memory_here, tried

LLAMA = """
__version__ = "0"
class Llama:
    def __init__(self, path, **_):
        print("noise from C")
        if "bad" in path: raise ValueError("Failed to load model")
    def tokenize(self, text): return list(range(1000))
    def eval(self, tokens): assert tokens
    def sample(self, temp): return 1
"""


@pytest.fixture
def with_llama(tmp_path: Path) -> Path:
    """The real child, on a machine with a llama_cpp of our own."""
    (tmp_path / "lib").mkdir()
    (tmp_path / "lib" / "llama_cpp.py").write_text(LLAMA)
    child = tmp_path / "child.py"
    real = Path(__file__).parents[2] / "models" / "trial_child.py"
    child.write_text(
        f"import runpy, sys; sys.path.insert(0, {str(tmp_path / 'lib')!r})\nrunpy.run_path({str(real)!r}, run_name='__main__')"
    )
    return child


def child(tmp_path: Path, code: str) -> Path:
    path = tmp_path / "child.py"
    path.write_text(code)
    return path


def test_the_real_child_imports_loads_and_measures(with_llama: Path) -> None:
    assert tried("import", child=with_llama) == Trial("ok")
    loaded = tried("load", "/m.gguf", child=with_llama)
    assert loaded.kind == "ok"
    assert loaded.load_seconds is not None
    assert loaded.read_per_second is None
    measured = tried("bench", "/m.gguf", child=with_llama)
    assert measured.read_per_second
    assert measured.written_per_second
    assert sys.platform == "win32" or (measured.memory or 0) > 10**6
    assert tried("load", "/bad.gguf", child=with_llama) == Trial(
        "no-load", "ValueError: Failed to load model"
    )


def test_without_the_extra_the_child_says_so(tmp_path: Path) -> None:
    bare = child(
        tmp_path,
        "import sys; sys.modules['llama_cpp'] = None\nimport runpy\n"
        f"runpy.run_path({str(Path(__file__).parents[2] / 'models' / 'trial_child.py')!r}, run_name='__main__')",
    )
    assert tried("import", child=bare).kind == "not-installed"


@pytest.mark.parametrize(
    ("code", "kind", "why"),
    [
        ("import os, signal; os.kill(os.getpid(), signal.SIGILL)", "crashed", "4"),
        ("import os; os.abort()", "crashed", "6"),
        ("raise SystemExit(7)", "crashed", "7"),
        ("print('no json')", "crashed", "no answer"),
        ("print('[]')", "crashed", "no answer"),
        ("print('{\"ok\": false}')", "crashed", "no answer"),
    ],
)
@pytest.mark.skipif(sys.platform == "win32", reason="no signals there")
def test_a_crash_is_an_outcome_and_not_our_end(tmp_path: Path, code: str, kind: str, why: str) -> None:
    assert tried("import", child=child(tmp_path, code)) == Trial(kind, why)


def test_a_trial_ends_in_time(tmp_path: Path) -> None:
    begun = time.monotonic()
    assert (
        tried("import", seconds=0.3, child=child(tmp_path, "import time; time.sleep(60)")).kind == "too-slow"
    )
    assert time.monotonic() - begun < 10


def test_the_child_gets_no_secret_and_nothing_of_the_folder_one_is_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit(99)")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ONDERONS_PASSPHRASE_FILE", "/secret")
    (tmp_path / "sub").mkdir()
    looking = "import json, os\nprint(json.dumps({'ok': False, 'kind': 'env', 'why': ' '.join(os.environ)}))"
    trial = tried("import", child=child(tmp_path / "sub", looking))
    assert trial.kind == "env"
    assert "ONDERONS" not in trial.why


def test_the_memory_of_this_machine_makes_sense() -> None:
    here = memory_here()
    assert here is None or 10**8 < here < 10**14


def test_whether_the_extra_is_there_is_found_without_loading_it() -> None:
    before = "llama_cpp" in sys.modules
    assert isinstance(installed(), bool)
    assert ("llama_cpp" in sys.modules) == before
