"""The shape of the project: who imports whom, what is shipped, whose names are used."""

import subprocess
import sys
import tomllib
import zipfile
from importlib import import_module
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("coach", "data", "models", "tui")


def modules_after(code: str) -> set[str]:
    """The modules that a fresh interpreter has imported after some code."""
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys; print('\\n'.join(sys.modules))"],
        capture_output=True, text=True, check=True, cwd=ROOT,
    )  # fmt: skip
    return set(done.stdout.split())


def every_module(package: str) -> str:
    paths = (ROOT / package).rglob("*.py")
    names = [".".join(p.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__") for p in paths]
    return "\n".join(f"import {name}" for name in sorted(names))


@pytest.mark.parametrize(
    ("package", "never"),
    [
        (
            "coach",
            {"data", "models", "tui", "textual", "rich", "tinydb", "platformdirs", "asyncio", "llama_cpp"},
        ),
        ("data", {"models", "tui", "textual", "rich", "llama_cpp"}),
        ("models", {"data", "tui", "textual", "rich", "tinydb", "llama_cpp"}),
        ("tui", {"llama_cpp"}),
    ],
)
def test_a_fresh_interpreter_imports_no_more_than_allowed(package: str, never: set[str]) -> None:
    found = {name.split(".")[0] for name in modules_after(every_module(package))}
    assert found & never == set()


def test_commands_that_only_read_do_not_pay_for_textual() -> None:
    code = "import sys\ntry:\n    from tui.cli import main; main(['list'])\nexcept SystemExit: pass"
    assert "textual" not in modules_after(code)


@pytest.mark.parametrize("arguments", [["--help"], ["suggest", "-"], ["summarize", "-"]])
def test_commands_without_a_store_do_not_pay_for_one(arguments: list[str]) -> None:
    typed = [*arguments, "--kind", "stay"] if arguments[-1] == "-" else arguments
    code = f"""
import io, sys
sys.stdin, sys.stdout = io.TextIOWrapper(io.BytesIO(b"wants mornings")), io.StringIO()
from tui.cli import main
try:
    failed = main({typed})
except SystemExit as end:
    failed = end.code
sys.stdout = sys.__stdout__
assert not failed"""
    assert not {"data.vault", "data.talks"} & modules_after(code)


@pytest.mark.parametrize("name", PACKAGES)
def test_our_everyday_names_are_ours(name: str) -> None:
    assert set(packages_distributions().get(name, [])) <= {"onderons"}
    assert Path(import_module(name).__file__ or "").is_relative_to(ROOT)


def test_the_wheel_holds_all_files_of_the_packages_and_nothing_else(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path), str(ROOT)],
        check=True, capture_output=True,
    )  # fmt: skip
    with zipfile.ZipFile(next(tmp_path.glob("*.whl"))) as wheel:
        shipped = {name for name in wheel.namelist() if ".dist-info/" not in name}
    ours = {
        p.relative_to(ROOT).as_posix()
        for package in PACKAGES
        for p in (ROOT / package).rglob("*")
        if p.is_file() and "__pycache__" not in p.parts
    }
    assert shipped == ours
    assert any(name.endswith(".mo") for name in shipped)
    assert any(name.endswith(".tcss") for name in shipped)


def test_ignored_paths_are_anchored() -> None:
    for line in (ROOT / ".gitignore").read_text().split():
        assert line.startswith("/") or line in ("__pycache__/", "*.egg-info/")


def test_rooms_stay_small() -> None:
    for package in PACKAGES:
        for path in (ROOT / package).rglob("*.py"):
            assert len(path.read_text("utf-8").splitlines()) <= 250, path


def test_every_dependency_has_its_reason() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = [name for group in project["optional-dependencies"].values() for name in group]
    lines = (ROOT / "pyproject.toml").read_text("utf-8").splitlines()
    for requirement in (*project["dependencies"], *extras):
        assert any(f'"{requirement}"' in line and "#" in line for line in lines), requirement
