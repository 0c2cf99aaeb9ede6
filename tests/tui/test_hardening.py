"""What the running program refuses: dumps, pictures of the screen, Textual's own switches, tracebacks with text."""

import ast
import os
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import textual
from textual.app import App

from tests.tui.looking import until
from tests.tui.terminal import ROOT, Terminal
from tests.tui.test_leaving_nothing import holding
from tests.tui.test_plain import Onderons
from tests.tui.test_proof import run_planted
from tui.app import OnderonsApp
from tui.closed import ClosedApp

# The secret is never in the source of the program that is started, only in its memory
SECRET = "import base64; secret = base64.b64decode('S0FOQVJJRQ==') * 9"
ABORT = f"{SECRET}; import os; os.abort()"
LIMITS = "import resource; resource.setrlimit(resource.RLIMIT_CORE, (hard := resource.getrlimit(resource.RLIMIT_CORE)[1], hard))"


@pytest.fixture
def onderons(tmp_path: Path) -> Onderons:
    return Onderons(tmp_path / "home")


def leaves_cores() -> bool:
    """Whether this machine writes a core file where the program stands."""
    pattern = Path("/proc/sys/kernel/core_pattern")
    here = pattern.exists() and pattern.read_text().strip()[:1] not in ("|", "/")
    return here and resource.getrlimit(resource.RLIMIT_CORE)[1] != 0


def test_an_abort_leaves_no_core_and_the_secret_nowhere(onderons: Onderons, tmp_path: Path) -> None:
    onderons.talk("een\n")
    plant = f"{LIMITS}\nfrom tui import cli\ncli.watch()\ncli.main(['list'])\n"
    for code, cores in ((f"{LIMITS}\n{ABORT}", leaves_cores()), (plant + ABORT, False)):
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, cwd=tmp_path, timeout=60,
            env={"PATH": os.environ["PATH"], "ONDERONS_HOME": str(onderons.home), "PYTHONPATH": str(ROOT)},
        )  # fmt: skip
        assert done.returncode == -6
        found = list(tmp_path.glob("core*"))
        assert bool(found) is cores  # without the program's care this machine does write one
        for path in found:
            path.unlink()
    assert holding(tmp_path) == []


@pytest.mark.skipif(sys.platform != "linux", reason="asks Linux about itself")
def test_memory_is_closed_to_others_and_dumps_are_off(onderons: Onderons) -> None:
    code = "import ctypes, os, resource\nprint(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0), resource.getrlimit(resource.RLIMIT_CORE), oct(os.umask(0)))"
    done = run_planted(onderons.home, code, "list")
    assert done.stdout.decode().splitlines()[0] == "0 (0, 0) 0o77"


def textual_variables() -> set[str]:
    """Every variable of the environment that Textual's source names."""
    found = set()
    for path in Path(textual.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if (
                isinstance(node, ast.Constant)
                and isinstance(node.value, str)
                and node.value.startswith("TEXTUAL")
            ):
                found.add(node.value)
    return {name for name in found if name.replace("_", "").isalpha() and name.isupper()}


def test_textual_hears_none_of_its_variables_but_the_one_for_keyboards(onderons: Onderons) -> None:
    names = textual_variables()
    assert {"TEXTUAL", "TEXTUAL_LOG", "TEXTUAL_SCREENSHOT", "TEXTUAL_PRESS", "TEXTUAL_DEBUG"} <= names
    code = "import os, sys\nassert 'textual' not in sys.modules\nprint(sorted(n for n in os.environ if n.startswith('TEXTUAL')))"
    env = dict.fromkeys(names, "1")
    before = os.environ | {}
    try:
        os.environ.update(env)
        done = subprocess.run(
            [sys.executable, "-c", f"import tui.cli\ntui.cli._be_private()\n{code}"],
            capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)}, timeout=60, check=True,
        )  # fmt: skip
    finally:
        os.environ.clear()
        os.environ.update(before)
    assert done.stdout.strip() == "['TEXTUAL_DISABLE_KITTY_KEY']"


def test_textuals_switches_do_nothing_in_the_program(tmp_path: Path) -> None:
    home, out = tmp_path / "home", tmp_path / "out"
    home.mkdir(mode=0o700)
    out.mkdir()
    env = {
        "TEXTUAL": "debug,devtools",
        "TEXTUAL_LOG": str(out / "log"),
        "TEXTUAL_SCREENSHOT": "0",
        "TEXTUAL_SCREENSHOT_LOCATION": str(out),
        "TEXTUAL_SCREENSHOT_FILENAME": "picture.svg",
        "TEXTUAL_PRESS": "ctrl+q",
        "TEXTUAL_DEBUG": "1",
        "TEXTUAL_DRIVER": "nowhere:Driver",
        "TEXTUAL_SHOW_RETURN": "1",
    }
    with Terminal(home=home, **env) as terminal:
        terminal.until("Nieuw blijfgesprek")
        terminal.rest()
        terminal.type("\x11")
        assert terminal.wait() == 0
    assert list(out.iterdir()) == []
    assert not (home / "connections.log").exists()


def pictures(folder: Path) -> list[Path]:
    return list(folder.rglob("*.svg"))


@pytest.mark.parametrize("how", ["screenshot", "app.screenshot", "app.screenshot('x.svg', '.')"])
async def test_no_action_makes_a_picture(
    make_app: Callable[..., OnderonsApp], how: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "Downloads").mkdir()
    app = make_app()
    async with app.run_test() as pilot:
        await pilot.pause()
        await app.run_action(how)
        assert app.deliver_screenshot() is None
        assert app.save_screenshot() == ""
        await pilot.pause()
    assert pictures(tmp_path) == []


async def test_no_key_and_no_line_of_the_palette_makes_a_picture(
    make_app: Callable[..., OnderonsApp],
) -> None:
    app = make_app()
    async with app.run_test() as pilot:
        await until(pilot, lambda: app.screen.focused)
        actions = {binding.action for _, binding, *_ in app.screen.active_bindings.values()}
        commands = [command.title.casefold() for command in app.get_system_commands(app.screen)]
        assert commands
        assert not [
            name for name in (*actions, *commands) if "screenshot" in name or "schermafbeelding" in name
        ]


def test_textual_has_no_other_way_to_make_a_picture() -> None:
    ways = {name for name in dir(App) if "screenshot" in name}
    assert issubclass(OnderonsApp, ClosedApp)
    closed = {name for name in vars(ClosedApp) if "screenshot" in name}
    assert closed == {"action_screenshot", "deliver_screenshot", "save_screenshot"}
    # the one that is left gives its caller a string, and nobody in the program calls it
    assert ways - closed <= {"export_screenshot", "_screenshot"}
    for path in (ROOT / "tui").rglob("*.py"):
        assert "export_screenshot" not in path.read_text("utf-8")


def test_what_nobody_foresaw_leaves_no_text(onderons: Onderons, tmp_path: Path) -> None:
    onderons.talk("een\n")
    done = run_planted(onderons.home, f"{SECRET}\nraise KeyError(secret.decode())", "list")
    assert done.returncode == 1
    assert done.stdout == b""
    (line,) = done.stderr.decode().splitlines()
    (report,) = (onderons.home / "crashes").iterdir()
    assert report.stem in line
    assert "KeyError" in report.read_text()
    assert "KANARIE" not in line
    assert holding(tmp_path) == []
    assert onderons("check").returncode == 0


def test_no_thread_and_no_library_writes_what_broke(tmp_path: Path) -> None:
    home = tmp_path / "home"
    plant = f"{SECRET}\nimport threading, tui.bootstrap as b, logging\nmade = b.app\n"
    plant += "def f(): raise ValueError(secret.decode())\n"
    plant += "def app(*a, **k):\n t = threading.Thread(target=f); t.start(); t.join()\n"
    plant += " logging.getLogger('asyncio').error('x %s', secret.decode()); return made(*a, **k)\nb.app = app"
    with Terminal(home=home, before=plant) as terminal:
        terminal.until("Nieuw blijfgesprek")
        terminal.rest()
        terminal.type("\x11")
        assert terminal.wait() == 0
        assert b"KANARIE" not in terminal.raw
    assert [path.read_text().splitlines()[-1] for path in (home / "crashes").iterdir()] == ["ValueError"]
    assert holding(tmp_path) == []
