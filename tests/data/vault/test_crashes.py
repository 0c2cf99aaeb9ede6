"""Killed, unplugged, refused by the disk: what was acknowledged is there, and nothing else."""

import errno
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from coach.errors import StoreError
from data import disk
from tests.data.vault.disks import FailingDisk, RecordingDisk, in_place
from tests.data.vault.session import Known, Session

ROOT = Path(__file__).parents[3]
KILLS = [pytest.param(8, id="dose"), pytest.param(1000, id="full", marks=pytest.mark.slow)]
CUTS = [pytest.param(6, 40, id="dose"), pytest.param(100, 110, id="full", marks=pytest.mark.slow)]
FAULTS = [pytest.param(1, 15, id="dose"), pytest.param(12, 60, id="full", marks=pytest.mark.slow)]


@pytest.mark.parametrize("kills", KILLS)
def test_killed_at_any_moment(tmp_path: Path, kills: int) -> None:
    chance, known, steps = random.Random(20261122), Known(), 0
    home = tmp_path / "home"
    for kill in range(kills):
        if kill % 50 == 49:
            shutil.rmtree(home)  # so that the check after each kill stays short
            known = Known()
        child = subprocess.Popen(
            [sys.executable, "-m", "tests.data.vault.session", str(home), str(chance.randrange(10**9))],
            stdout=subprocess.PIPE, cwd=ROOT,
        )  # fmt: skip
        child.stdout.readline()
        time.sleep(chance.uniform(0.02, 0.3))
        child.send_signal(signal.SIGKILL)
        told = [json.loads(line) for line in child.communicate()[0].splitlines() if line.endswith(b"]")]
        for what, effect in told:
            if what == "ack":
                known.add(effect)
                steps += 1
        if told and told[-1][0] == "begin":
            known.refuse(told[-1][1])
        known.check(home)
        known = settled(home, known)
    print(f"{kills} kills, {steps} acknowledged steps, 0 lost")


def settled(home: Path, known: Known) -> Known:
    """What is known once the step under way has been looked at."""
    sure = replace(known, doubtful=[])
    try:
        sure.check(home)
    except AssertionError:
        for effect in known.doubtful:
            sure.add(effect)
        if known.doubtful and "draft" not in known.doubtful[0]:
            sure.check(home)
        else:
            sure.drafts.pop(known.doubtful[0]["draft"])  # old, new or gone: a line is no note
    return sure


def recorded(root: Path, seed: int, steps: int) -> RecordingDisk:
    recording = RecordingDisk(root)
    with in_place(recording):
        session = Session(root, random.Random(seed), recording.note)
        for _ in range(steps):
            session.step()
    return recording


def state_at(recording: RecordingDisk, moment: int) -> Known:
    known = Known()
    for event in recording.events[:moment]:
        if event[0] == "begin":
            known.refuse(event[1])
        elif event[0] == "ack":
            known.doubtful.pop()
            known.add(event[1])
    return known


def lost(recording: RecordingDisk, moment: int, seed: int, target: Path, **broken: bool) -> str:
    """What is wrong after a power cut at this moment, or ""."""
    known = state_at(recording, moment)
    recording.after_cut(moment, random.Random(seed), target, **broken)
    try:
        known.check(target)
    except (AssertionError, StoreError) as error:
        return f"{type(error).__name__} {error}"
    finally:
        shutil.rmtree(target, ignore_errors=True)
    return ""


@pytest.mark.parametrize(("sessions", "cuts"), CUTS)
def test_a_power_cut_at_any_moment(memory: Path, sessions: int, cuts: int) -> None:
    states = 0
    for seed in range(sessions):
        recording = recorded(memory / f"s{seed}", seed, 40)
        chance = random.Random(seed)
        for cut in range(cuts):
            moment = chance.randrange(len(recording.events) + 1)
            found = lost(recording, moment, seed * 1000 + cut, memory / "after")
            assert not found, (seed, moment, seed * 1000 + cut, recording.events[max(0, moment - 6) : moment])
            states += 1
        shutil.rmtree(memory / f"s{seed}")
    print(f"{states} power cuts, 0 lost")


@pytest.mark.parametrize("broken", ["fsync", "folders"])
def test_the_simulator_finds_what_a_disk_that_lies_would_lose(memory: Path, broken: str) -> None:
    recording = recorded(memory / "s", 1, 40)
    chance = random.Random(2)
    found = [
        bool(
            lost(
                recording,
                chance.randrange(40, len(recording.events)),
                seed,
                memory / "after",
                **{broken: False},
            )
        )
        for seed in range(100)
    ]
    print(f"without {broken}: {sum(found)} of {len(found)} states lost")
    assert sum(found) >= 30


def faulty(root: Path, seed: int, steps: int, at: int, code: int, sticky: bool) -> int:
    """A session in which a call to the disk fails; checks it while it runs and after; how many calls."""
    known = Known()

    def tell(what: str, effect: dict[str, object]) -> None:
        if what == "ack":
            known.doubtful.remove(effect)
            known.add(effect)
        else:
            known.refuse(effect)

    session, failing = None, FailingDisk(at, code, sticky)
    with in_place(failing):
        for _ in range(steps):
            try:
                session = session or Session(root, random.Random(seed), tell)
                session.step()
            except StoreError:
                if session:
                    after_refusal(root, known)
    if session:
        session.vault.close()
        session.store.close()
    known.check(root)
    return failing.count


def after_refusal(root: Path, known: Known) -> None:
    """Another program that starts now finds all that was acknowledged."""
    copy = root.with_name("copy")
    shutil.copytree(root, copy)
    before = disk.os
    with in_place(os):
        known.check(copy)
    disk.os = before
    shutil.rmtree(copy)


@pytest.mark.parametrize("sticky", [False, True])
@pytest.mark.parametrize("code", [errno.EIO, errno.ENOSPC])
@pytest.mark.parametrize(("sessions", "steps"), FAULTS)
def test_no_failing_call_loses_what_was_acknowledged(
    memory: Path, sessions: int, steps: int, code: int, sticky: bool
) -> None:
    points = 0
    for seed in range(sessions):
        calls = faulty(memory / "whole", seed, steps, 10**9, code, sticky)
        shutil.rmtree(memory / "whole")
        for at in range(1, calls + 1):
            faulty(memory / "s", seed, steps, at, code, sticky)
            shutil.rmtree(memory / "s", ignore_errors=True)
        points += calls
    print(f"{points} failing calls, 0 lost")
