"""What every test shares: a store of its own, a clock that stands still, snapshots of screens."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from data.paths import Paths
from tui import bootstrap
from tui.program import Program

NOW = datetime(2026, 3, 9, 10, 0, tzinfo=UTC)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-snapshots", action="store_true", help="write the screens as they are now")


@pytest.fixture(autouse=True)
def no_user_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes the store of whoever runs it."""
    monkeypatch.setenv("ONDERONS_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("ONDERONS_LANG", raising=False)


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return Paths(tmp_path / "home")


@pytest.fixture
def programs() -> Iterator[list[Program]]:
    """The programs that a test made; they are closed behind it."""
    made: list[Program] = []
    yield made
    for program in made:
        program.close()


@pytest.fixture
def make_program(paths: Paths, programs: list[Program]) -> Callable[..., Program]:
    def make(lang: str = "nl") -> Program:
        program = bootstrap.program(paths, lang)
        program.now = lambda: NOW
        programs.append(program)
        return program

    return make


@pytest.fixture
def snapshot(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare text with the file of this name; `--update-snapshots` writes it."""
    folder = Path(__file__).parent / "tui" / "snapshots"

    def compare(name: str, text: str) -> None:
        path = folder / f"{name}.txt"
        if request.config.getoption("--update-snapshots"):
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, "utf-8")
        assert text == path.read_text("utf-8"), f"{name} looks different; see --update-snapshots"

    return compare
