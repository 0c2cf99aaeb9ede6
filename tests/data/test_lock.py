import os
import signal
import subprocess
import sys

import pytest

from coach.errors import NotStored, StoreBusy
from data.lock import StoreLock
from data.paths import Paths

HOLD = "import sys; from data.lock import *; from data.paths import *; from pathlib import Path\n"
HOLD += "lock = StoreLock(Paths(Path(sys.argv[1]))); print('held', flush=True); sys.stdin.read()"


def test_a_second_window_is_refused_and_a_killed_one_lets_go(paths: Paths) -> None:
    for _ in range(5):
        holder = subprocess.Popen(
            [sys.executable, "-c", HOLD, str(paths.home)], stdout=subprocess.PIPE, stdin=subprocess.PIPE
        )
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(StoreBusy):
            StoreLock(paths)
        os.kill(holder.pid, signal.SIGKILL)
        holder.communicate()
        StoreLock(paths).release()


def test_a_folder_that_cannot_be_made_is_a_clear_error(paths: Paths) -> None:
    paths.home.parent.joinpath("home").write_text("a file is in the way")
    with pytest.raises(NotStored):
        StoreLock(paths)
