"""The script that needs nothing of the program opens what the program wrote."""

import json
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import data
from coach.note import Typed
from data.vault.anew import waiting
from data.vault.decrypt_alone import decrypt
from data.vault.vault import Vault
from tests.data.vault.disks import RecordingDisk, in_place
from tests.data.vault.places import CHEAP, NOW, new_talk, people, reading, talks, writing

SCRIPT = Path(data.__file__).parent / "vault" / "decrypt_alone.py"


def run(tmp_path: Path, *args: object, secret: str = "") -> subprocess.CompletedProcess[str]:
    shutil.copy(SCRIPT, tmp_path / "alone.py")
    (tmp_path / "secret").write_text(secret + "\n", "utf-8")
    command = [sys.executable, "-I", "alone.py", *map(str, args)]
    if secret:
        command += ["--secret-file", "secret"]
    return subprocess.run(command, capture_output=True, text=True, cwd=tmp_path)


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    made = writing(tmp_path / "home")
    store, talk = talks(made), new_talk("één", "twee")
    people(made).add("Sanne")
    store.save(talk)
    for n in range(40):
        talk = talk.with_note(Typed(f"regel {n} 😀"), NOW)
        store.save(talk)
    store.save(talk.without(2))
    store.save(new_talk("ander"))
    gone = new_talk("weg")
    store.save(gone)
    store.discard(gone.id)
    return made


def contents(vault: Vault) -> dict[str, object]:
    inside = reading(vault.folder.parent).inside if not vault.door.is_locked else vault.inside
    found = {i: inside.journal(i, create=False).tables for i in inside.files()}
    return {**found, **{p.stem: inside.named_at(p).tables for p in vault.folder.glob("named/*.rec")}}


@pytest.mark.parametrize("kind", ["machine", "passphrase", "recovery"])
def test_every_secret_opens_everything(vault: Vault, tmp_path: Path, kind: str) -> None:
    expected = contents(vault)
    recovery = vault.door.make_recovery_key()
    options: list[object] = [vault.folder, "out"]
    if kind == "machine":
        done = run(tmp_path, *options, "--machine-key", tmp_path / "home" / "machine.key")
    else:
        vault.door.set_passphrase("één zin", CHEAP)
        options += ["--recovery-key"] if kind == "recovery" else []
        done = run(
            tmp_path, *options, secret=recovery.lower() if kind == "recovery" else "e\u0301e\u0301n zin"
        )
    assert (done.returncode, done.stderr) == (0, "")
    out = {p.stem: json.loads(p.read_text("utf-8")) for p in (tmp_path / "out").iterdir()}
    assert out == json.loads(json.dumps(expected))
    assert len(out) == 3
    assert {p.stat().st_mode & 0o777 for p in (tmp_path / "out").iterdir()} == {0o600}


def test_wrong_secrets_and_damage_are_told(vault: Vault, tmp_path: Path) -> None:
    recovery = vault.door.make_recovery_key()
    vault.door.set_passphrase("zin", CHEAP)
    assert "does not open" in run(tmp_path, vault.folder, "out", secret="zon").stderr
    slip = ("1" if recovery[0] == "0" else "0") + recovery[1:]
    assert "slip" in run(tmp_path, vault.folder, "out", "--recovery-key", secret=slip).stderr
    assert not (tmp_path / "out").exists()
    store, talk = talks(vault), new_talk("blijft leesbaar")
    store.save(talk)
    store.save(talk.with_note(Typed("beschadigd"), NOW))
    path = vault.folder / "records" / talk.id[:2] / f"{talk.id}.rec"
    old = next(p for p in vault.folder.glob("records/??/*.rec") if p != path)
    for file in (path, old):
        content = bytearray(file.read_bytes())
        content[-10] ^= 1
        file.write_bytes(content)
    (vault.folder / "vault.hdr").write_bytes(b"rubbish")
    done = run(tmp_path, vault.folder, "out", secret="zin")
    assert done.returncode == 1
    assert sorted(line.rpartition(": ")[2] for line in done.stderr.splitlines()) == [
        "not all of it can be read",
        "nothing of it can be read",
    ]
    assert "blijft leesbaar" in (tmp_path / "out" / f"{talk.id}.json").read_text("utf-8")


def alone(home: Path) -> dict[str, object]:
    """What the script makes of a store without a passphrase, all of it whole."""
    secret = bytes.fromhex((home / "machine.key").read_text().split()[0])
    out = home.parent / "alone"
    shutil.rmtree(out, ignore_errors=True)
    assert decrypt(home / "vault", out, "machine", secret, None) == 0
    return {path.stem: json.loads(path.read_text("utf-8")) for path in out.iterdir()}


def program(home: Path) -> dict[str, object]:
    """What the program reads, before anybody writes."""
    inside = reading(home).inside
    found = {i: inside.journal(i, create=False).tables for i in inside.files() if inside.has_key(i)}
    return dict(json.loads(json.dumps(found)))


@pytest.mark.parametrize("seed", range(2))
def test_after_a_crash_at_any_step_it_reads_what_the_program_reads(tmp_path: Path, seed: int) -> None:
    root = tmp_path / "root"
    made = writing(root / "home")
    store, shorter = talks(made), new_talk("een", "twee", goal="doel")
    gone, whole = new_talk("weg"), new_talk("blijft")
    for talk in (shorter, gone, whole):
        store.save(talk)
    store.close()
    recording = RecordingDisk(root)
    began = len(recording.events)
    with in_place(recording):
        store.let_go([gone.id], [shorter.without(1)])
    chance, notes, waits = random.Random(seed), set(), 0
    for moment in range(began, len(recording.events) + 1):
        target = tmp_path / "cut"
        shutil.rmtree(target, ignore_errors=True)
        recording.after_cut(moment, chance, target)
        home = target / "home"
        waits += any(home.rglob("*.next"))
        before = program(home)
        assert alone(home) == before, moment
        notes.add((len(before[shorter.id]["notes"]), gone.id in before))  # type: ignore[index]
        writing(home).close()  # tidies
        assert alone(home) == program(home) == before, moment
    assert notes == {(2, True), (1, False)}
    assert waits > 5


def test_a_next_version_counts_only_where_the_key_opens_it(tmp_path: Path) -> None:
    home = tmp_path / "home"
    store, talk = talks(writing(home)), new_talk("een", "twee")
    store.save(talk)
    store.close()
    path = home / "vault" / "records" / talk.id[:2] / f"{talk.id}.rec"
    old = path.read_bytes()
    before = program(home)
    for rubbish in (b"", b"strange", old[:50], old[:-9]):
        waiting(path).write_bytes(rubbish)
        assert alone(home) == program(home) == before
    store.let_go(less=[talk.without(1)])
    waiting(path).write_bytes(path.read_bytes())
    after = program(home)
    assert after != before
    for left in (old, b"", b"damaged"):
        path.write_bytes(left)
        assert alone(home) == program(home) == after
