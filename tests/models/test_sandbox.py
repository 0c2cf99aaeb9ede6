"""What the child cannot do is tried in a process that shut itself off in the same way."""

import json
import os
import queue
import re
import shutil
import subprocess
import sys
import threading
import time
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace

import pytest

from models.channel import Channel
from models.child import WORKER, environment
from models.inspection import inspect
from models.sandbox import WALLS, Confinement

ROOT = Path(__file__).parents[2]
linux = pytest.mark.skipif(sys.platform != "linux", reason="the walls of Linux")

TRY = """
import json, os, queue, socket, subprocess, sys, threading
sys.path.insert(0, {root!r})
from pathlib import Path
from models.sandbox import bar_files, shut_in, shut_off
barred = shut_off()
to_thread, from_thread = queue.Queue(), queue.Queue()
def hear():
    to_thread.get()
    bar_files(Path({model!r}))
    to_thread.get()
    from_thread.put(tried(lambda: Path({secret!r}).read_text()))
threading.Thread(target=hear, daemon=True).start()
to_thread.put("load")
found = shut_in(barred, Path({model!r}), 2**31)

def tried(what):
    try:
        what()
        return ""
    except BaseException as error:
        return type(error).__name__

def connect(family, place):
    socket.socket(family).connect(place)

to_thread.put("read")
print(json.dumps({{
    "confined": found.confined,
    "thread": from_thread.get(timeout=20),
    "sockets": tried(lambda: connect(socket.AF_INET, ("127.0.0.1", 9))),
    "unix": tried(lambda: connect(socket.AF_UNIX, "/run/x")),
    "programs": tried(lambda: os.execv("/bin/true", ["true"])),
    "secret": tried(lambda: Path({secret!r}).read_text()),
    "folder": tried(lambda: os.listdir(os.path.dirname({secret!r}))),
    "parent": tried(lambda: Path(f"/proc/{{os.getppid()}}/environ").read_bytes()),
    "writing": tried(lambda: Path({secret!r} + ".new").write_text("x")),
    "deleting": tried(lambda: os.remove({secret!r})),
    "memory": tried(lambda: bytearray(2**32)),
    "model": tried(lambda: Path({model!r}).read_text()),
}}))
"""


@pytest.fixture(scope="module")
def attempts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    folder = tmp_path_factory.mktemp("shut")
    (folder / "vault").mkdir()
    secret, model = folder / "vault" / "talk", folder / "model.gguf"
    secret.write_text("a talk")
    model.write_text("a model")
    code = TRY.format(root=str(ROOT), secret=str(secret), model=str(model))
    done = subprocess.run(
        [sys.executable, "-P", "-c", code], capture_output=True, text=True, env=environment(), check=True
    )
    assert secret.read_text() == "a talk"
    assert not secret.with_name("talk.new").exists()
    found: dict[str, object] = json.loads(done.stdout)
    return found


@linux
@pytest.mark.parametrize(
    ("wall", "attempt", "error"),
    [
        ("sockets", "sockets", "PermissionError"),
        ("sockets", "unix", "PermissionError"),
        ("programs", "programs", "PermissionError"),
        ("reading", "secret", "PermissionError"),
        ("reading", "thread", "PermissionError"),
        ("reading", "folder", "PermissionError"),
        ("reading", "parent", "PermissionError"),
        ("reading", "deleting", "PermissionError"),
        ("memory", "memory", "MemoryError"),
        ("writing", "writing", "PermissionError|OSError"),
    ],
)
def test_what_a_wall_keeps_out(attempts: dict[str, object], wall: str, attempt: str, error: str) -> None:
    confined = attempts["confined"]
    assert isinstance(confined, list)
    if wall not in confined:
        pytest.skip(f"this kernel has no wall for {wall}, and the program says so")
    assert re.fullmatch(error, str(attempts[attempt])), attempts[attempt]


@linux
def test_the_model_itself_can_be_read(attempts: dict[str, object]) -> None:
    assert attempts["model"] == ""


@linux
def test_a_kernel_that_refuses_a_wall_is_told_apart() -> None:
    """With user namespaces used up in this process, the network stays and the rest stands."""
    code = (
        "import resource, sys; sys.path.insert(0, sys.argv[1]); import models.sandbox as s;"
        "s._NEW_NET = 0xFFFFFFFF; print(*s.shut_off().confined)"
    )
    done = subprocess.run(
        [sys.executable, "-P", "-c", code, str(ROOT)], capture_output=True, text=True, check=True
    )
    assert "network" not in done.stdout.split()
    assert "core-dumps" in done.stdout.split()


def test_doctor_hears_what_a_real_child_says() -> None:
    found = inspect()
    assert set(found.confined) <= set(WALLS)
    assert set(found.confined).isdisjoint(found.open)
    assert {*found.confined, *found.open} == set(WALLS)


@pytest.mark.usefixtures("real_model")
def test_of_the_library_only_its_native_part_is_imported() -> None:
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]); from models.native import library;"
        "assert library().llama_backend_init;"
        "print(*{'numpy', 'jinja2', 'diskcache', 'llama_cpp.llama', 'huggingface_hub'} & set(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-P", "-c", code, str(ROOT)], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == []


def test_the_thread_that_hears_is_shut_in_before_a_model_is_loaded() -> None:
    """What Landlock keeps from one thread, it keeps from that one only."""
    lines, order = queue.Queue[bytes](), list[str]()
    channel = Channel(
        SimpleNamespace(readline=lambda _: lines.get()), BytesIO()
    )  # it never ends, as a pipe may
    channel.listen(lambda load: order.append(f"{load['path']} in {threading.current_thread().name}"))
    lines.put(b'{"type":"load","id":1,"path":"m"}\n')
    next(channel.turns())
    order.append("work")
    assert order[0].startswith("m in Thread-")
    assert order[1:] == ["work"]


@pytest.mark.parametrize(
    "attempt",
    [
        "socket.socket()",
        "socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)",
        "socket.getaddrinfo('localhost', 80)",
        "socket.gethostbyname('localhost')",
        "asyncio.run(asyncio.sleep(0))",
    ],
)
def test_python_opens_no_socket_on_any_system(attempt: str) -> None:
    code = f"import asyncio, socket\nfrom models.sandbox import bar_sockets\nbar_sockets()\n{attempt}"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, cwd=ROOT, timeout=30)
    assert done.returncode == 1
    assert b"PermissionError: socket." in done.stderr


def test_walls_are_told_in_one_order() -> None:
    built = Confinement(()).with_wall("memory", True).with_wall("network", True).with_wall("memory", False)
    assert built.confined == ("network",)
    assert built.open == tuple(wall for wall in WALLS if wall != "network")


def test_the_child_knows_nothing_of_its_surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONDERONS_HOME", "/secret/place")
    monkeypatch.setenv("ONDERONS_PASSPHRASE_FILE", "/secret/file")
    monkeypatch.setenv("HOME", "/secret")
    monkeypatch.setenv("PYTHONPATH", "/secret/code")
    assert "/secret" not in repr(environment())
    assert environment()["HF_HUB_OFFLINE"] == "1"


def test_a_stranger_in_the_folder_is_not_imported(tmp_path: Path) -> None:
    (tmp_path / "models").mkdir()
    for name in ("models/__init__.py", "json.py", "queue.py", "models/channel.py"):
        (tmp_path / name).write_text("raise SystemExit('the wrong code')")
    done = subprocess.run(
        [*WORKER, "scripted", "{}"],
        input=b"",
        capture_output=True,
        cwd=tmp_path,
        env=environment(),
        check=False,
    )
    assert json.loads(done.stdout)["type"] == "ready"
    assert b"wrong" not in done.stderr


def test_a_child_whose_parent_is_killed_is_gone_too(tmp_path: Path) -> None:
    code = (
        "import os, subprocess, sys, time;"
        "child = subprocess.Popen(sys.argv[1:], stdin=subprocess.PIPE, stdout=subprocess.PIPE);"
        "child.stdout.readline(); print(child.pid, flush=True);"
        'child.stdin.write(b\'{"type":"load","id":1,"path":"/dev/null","context":9,"memory":4294967296}\\n\');'
        'child.stdin.write(b\'{"type":"read","id":2,"parts":[[false,"a b c d e f g"]]}\\n\');'
        "child.stdin.flush(); time.sleep(0.3); os.kill(os.getpid(), 9)"
    )
    command = [sys.executable, "-c", code, *WORKER, "scripted", '{"pace": 60}']
    done = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)
    pid = int(done.stdout)
    for _ in range(200):
        if not Path(f"/proc/{pid}").exists():
            return
        time.sleep(0.02)
    raise AssertionError("the child lives on")


@linux
@pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace")
def test_parent_and_child_open_no_socket(tmp_path: Path, real_model: Path) -> None:
    code = (
        "import asyncio, sys; from pathlib import Path; from models.loading import local_engine;"
        "from models.asking import Line, Prompt\n"
        "PROMPT = Prompt('s', 'o', (Line(0, 'a note'),), 'q')\n"
        "async def main():\n"
        "    engine = local_engine(Path(sys.argv[1]))\n"
        "    print(await engine.start())\n"
        "    print(await engine.choose(PROMPT, ['yes', 'no']), await engine.write(PROMPT, [['0: so']]))\n"
        "    await engine.close()\n"
        "asyncio.run(main())"
    )
    log = tmp_path / "calls"
    traced = ["strace", "-f", "-e", "trace=network,execve", "-o", str(log), sys.executable, "-c", code]
    done = subprocess.run(
        [*traced, str(real_model)], capture_output=True, text=True, timeout=120, cwd=ROOT, check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert "Loaded" in done.stdout
    assert "Trouble" not in done.stdout
    calls = log.read_text()
    assert calls.count("execve(") >= 2
    opened = [line for line in calls.splitlines() if re.search(r"\bsocket\(|connect\(|bind\(", line)]
    assert opened == []
