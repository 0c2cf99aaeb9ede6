"""The script that needs nothing of the program opens what the program wrote."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import data
from coach.note import Typed
from data.vault.vault import Vault
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
