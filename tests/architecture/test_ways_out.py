"""Who may open a connection, start a process or call compiled code: named here, one by one, with the reason."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

NETWORK = {
    "socket",
    "ssl",
    "http",
    "urllib",
    "requests",
    "httpx",
    "aiohttp",
    "ftplib",
    "smtplib",
    "imaplib",
    "xmlrpc",
}
NETWORK |= {
    "socketserver",
    "webbrowser",
    "telnetlib",
    "poplib",
    "nntplib",
    "_socket",
    "websockets",
    "huggingface_hub",
}
PROCESSES = {"subprocess", "multiprocessing", "pty"}
STARTERS = {
    f"os.{name}"
    for name in ("system", "popen", "fork", "forkpty", "posix_spawn", "execv", "execve", "execvp")
}
STARTERS |= {f"asyncio.create_subprocess_{how}" for how in ("exec", "shell")}
OPENERS = {"open_connection", "start_server", "open_unix_connection"}
OPENERS = {f"asyncio.{name}" for name in OPENERS} | {"loop.create_connection", "loop.create_server"}
LOGS = {"self.log", "app.log", "self.app.log"}

MAY: dict[str, dict[str, str]] = {
    "network": {"models/hub.py": "downloads a model, when its user asks for one"},
    "processes": {
        "data/encryption.py": "asks FileVault and BitLocker whether the disk is encrypted",
        "models/child.py": "the process of a model, cut off from the network and from files",
        "models/inspection.py": "asks such a process what it cannot do here",
    },
    "compiled": {
        "tui/cli.py": "tells Linux that no other program may read this one's memory",
        "data/encryption.py": "asks Windows whether BitLocker would answer",
        "models/memory.py": "asks the system how much memory there is",
        "models/sandbox.py": "shuts the process of a model off",
        "models/processor.py": "asks whether the processor may use AMX",
        "models/channel.py": "a flag that llama.cpp reads between two steps",
        "models/native.py": "llama.cpp",
        "models/llama.py": "llama.cpp",
    },
    "logging": {"tui/breaking.py": "switches off what Python writes when nobody set a log up"},
    "allowed": {"tui/model_intake.py": "model get"},
}
"""Files that may do what no other may."""


def code() -> Iterator[tuple[str, ast.AST]]:
    for package in ("coach", "data", "models", "tui"):
        for path in sorted((ROOT / package).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                yield path.relative_to(ROOT).as_posix(), node


def imported(node: ast.AST) -> set[str]:
    if isinstance(node, ast.Import):
        return {alias.name.partition(".")[0] for alias in node.names}
    return {(node.module or "").partition(".")[0]} if isinstance(node, ast.ImportFrom) else set()


def called(node: ast.AST) -> str:
    return ast.unparse(node.func) if isinstance(node, ast.Call) else ""


def files_with(modules: set[str], calls: set[str]) -> set[str]:
    return {path for path, node in code() if imported(node) & modules or called(node) in calls}


def test_nothing_else_speaks_to_a_network() -> None:
    assert files_with(NETWORK, OPENERS) == set(MAY["network"])


@pytest.mark.parametrize(
    ("what", "modules", "calls"),
    [
        ("processes", PROCESSES, STARTERS),
        ("compiled", {"ctypes", "_ctypes", "cffi"}, set()),
        ("logging", {"logging", "syslog"}, LOGS),
    ],
)
def test_only_who_is_named_here_does(what: str, modules: set[str], calls: set[str]) -> None:
    assert files_with(modules, calls) == set(MAY[what])


def test_nobody_gives_leave_to_connect_but_who_is_named_here() -> None:
    names = {path for path, node in code() if isinstance(node, ast.ImportFrom) and node.module == "tui.watch"}
    assert names - {"tui/cli.py"} == set(MAY["allowed"])


def test_the_watch_begins_before_anything_else() -> None:
    tree = ast.parse((ROOT / "tui" / "cli.py").read_text("utf-8"))
    functions = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}
    body = [
        node
        for node in functions["script"].body
        if not isinstance(getattr(node, "value", None), ast.Constant)
    ]
    assert ast.unparse(body[0]) == "watch()"
    first = [
        n for n in functions["_be_private"].body if not isinstance(getattr(n, "value", None), ast.Constant)
    ]
    assert ast.unparse(first[0]) == "os.umask(63)"
    for name in ("cli", "watch"):
        tree = ast.parse((ROOT / "tui" / f"{name}.py").read_text("utf-8"))
        above = {module for node in tree.body for module in imported(node)}
        assert above <= {"os", "sys", "collections", "typing", "contextlib", "tui"}
