"""Passphrase, recovery key, key file, keychain: what opens, what does not, and what a change leaves."""

import errno
import random
import shutil
import sys
import types
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.errors import (
    DamagedVault,
    LastKey,
    Locked,
    MistypedKey,
    NewerVault,
    NoKeychain,
    NoMachineKey,
    NotStored,
    StoreBusy,
    StoreError,
    WrongPassphrase,
    WrongRecoveryKey,
)
from data.vault import recovery_key
from data.vault.slots import Kind
from data.vault.twin import write_twice
from tests.data.vault.disks import FailingDisk, in_place
from tests.data.vault.places import CHEAP, new_talk, reading, talks, texts, writing


def files(home: Path) -> dict[str, bytes]:
    return {str(p.relative_to(home)): p.read_bytes() for p in home.rglob("*") if p.is_file()}


def test_reading_where_nothing_is_creates_nothing(tmp_path: Path) -> None:
    vault = reading(tmp_path / "home")
    assert list(talks(vault).rows()) == []
    assert not vault.door.is_locked
    with pytest.raises(StoreBusy):
        talks(vault).save(new_talk("x"))
    assert not (tmp_path / "home").exists()


def test_a_store_without_a_passphrase_opens_by_itself_and_not_elsewhere(tmp_path: Path) -> None:
    home, talk = tmp_path / "home", new_talk("x")
    vault = writing(home)
    talks(vault).save(talk)
    assert vault.door.kinds == (Kind.MACHINE,)
    assert texts(talks(reading(home)).load(talk.id)) == ["x"]
    shutil.copytree(home / "vault", tmp_path / "stolen" / "vault")
    with pytest.raises(NoMachineKey):
        talks(reading(tmp_path / "stolen")).load(talk.id)
    (home / "machine.key").write_bytes(b"damaged")
    assert texts(talks(reading(home)).load(talk.id)) == ["x"]


def test_a_passphrase_replaces_the_key_file_and_can_go_again(tmp_path: Path) -> None:
    home, talk = tmp_path / "home", new_talk("x")
    vault = writing(home)
    talks(vault).save(talk)
    vault.door.set_passphrase("één zin", CHEAP)
    assert not list(home.glob("machine.key*"))
    locked = reading(home)
    assert locked.door.is_locked
    with pytest.raises(Locked):
        talks(locked).load(talk.id)
    locked.door.unlock("e\u0301e\u0301n zin")  # the same letters, typed another way
    assert texts(talks(locked).load(talk.id)) == ["x"]
    vault.door.drop_passphrase()
    assert texts(talks(reading(home)).load(talk.id)) == ["x"]
    with pytest.raises(LastKey):
        vault.door.remove(Kind.MACHINE)


def test_locking_drops_the_keys(tmp_path: Path) -> None:
    vault = writing(tmp_path, "zin")
    store, talk = talks(vault), new_talk("x")
    store.save(talk)
    vault.lock()
    assert vault.door.is_locked
    for call in (lambda: store.load(talk.id), lambda: store.save(talk), lambda: list(store.rows())):
        with pytest.raises(Locked):
            call()
    vault.door.unlock("zin")
    assert texts(store.load(talk.id)) == ["x"]


@pytest.mark.parametrize(
    "tries", [pytest.param(50, id="dose"), pytest.param(1000, id="full", marks=pytest.mark.slow)]
)
def test_wrong_passphrases_open_nothing_and_write_nothing(tmp_path: Path, tries: int) -> None:
    vault, talk = writing(tmp_path, "de goede zin"), new_talk("x")
    talks(vault).save(talk)
    vault.close()
    before, chance = files(tmp_path), random.Random(1)
    for _ in range(tries):
        wrong = "".join(chr(chance.randrange(32, 0x2FFF)) for _ in range(chance.randrange(20)))
        with pytest.raises(WrongPassphrase):
            reading(tmp_path).door.unlock(wrong)
    assert files(tmp_path) == before


def test_a_recovery_key_opens_and_a_new_one_replaces_it(tmp_path: Path) -> None:
    vault, talk = writing(tmp_path, "zin"), new_talk("x")
    talks(vault).save(talk)
    first, second = vault.door.make_recovery_key(), vault.door.make_recovery_key()
    again = reading(tmp_path)
    with pytest.raises(WrongRecoveryKey):
        again.door.unlock_with_recovery_key(first)
    with pytest.raises(MistypedKey):
        again.door.unlock_with_recovery_key(second[:-1])
    again.door.unlock_with_recovery_key(second)
    assert texts(talks(again).load(talk.id)) == ["x"]
    vault.door.remove(Kind.RECOVERY)
    with pytest.raises(WrongRecoveryKey):
        reading(tmp_path).door.unlock_with_recovery_key(second)


@given(st.binary(min_size=16, max_size=16), st.data())
def test_a_slip_in_a_recovery_key_is_noticed(key: bytes, data: st.DataObject) -> None:
    text = recovery_key.written(key)
    assert recovery_key.typed(text.lower().replace("-", "  ").replace("0", "o").replace("1", "l")) == key
    plain = text.replace("-", "")
    at = data.draw(st.integers(0, len(plain) - 1))
    other = data.draw(st.sampled_from(recovery_key.ALPHABET.replace(plain[at], "")))
    slips = [
        plain[:at] + other + plain[at + 1 :],
        plain[:at] + plain[at + 1 :],
        plain[:at] + other + plain[at:],
    ]
    if at and plain[at] != plain[at - 1]:
        slips.append(plain[: at - 1] + plain[at] + plain[at - 1] + plain[at + 1 :])
    for slip in slips:
        with pytest.raises(MistypedKey):
            recovery_key.typed(slip)


CHANGES = {
    "passphrase": lambda vault: vault.door.set_passphrase("nieuw", CHEAP),
    "recovery key": lambda vault: vault.door.make_recovery_key(),
    "removed": lambda vault: vault.door.remove(Kind.RECOVERY),
    "dropped": lambda vault: vault.door.drop_passphrase(),
}


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("code", [errno.EIO, errno.ENOSPC])
def test_a_change_of_keys_that_fails_anywhere_leaves_the_old_or_the_new(
    tmp_path: Path, change: str, code: int
) -> None:
    made, talk = tmp_path / "made", new_talk("x")
    vault = writing(made, "oud")
    talks(vault).save(talk)
    recovery = vault.door.make_recovery_key()
    vault.close()
    for at in range(1, 60):
        for sticky in (False, True):
            home = tmp_path / f"{at}-{sticky}"
            shutil.copytree(made, home)
            vault, disk = writing(home, "oud"), FailingDisk(at, code, sticky)
            with in_place(disk):
                try:
                    CHANGES[change](vault)
                except NotStored:
                    assert disk.count >= at
            assert any(opens(home, talk.id, secret, recovery) for secret in ("oud", "nieuw", "", "recovery"))
            if change in ("recovery key", "removed"):
                assert opens(home, talk.id, "oud", recovery)
            assert opens(home, talk.id, "recovery", recovery) or change in ("recovery key", "removed")
        if disk.count < at:
            return
    raise AssertionError("never ended")


def opens(home: Path, talk_id: str, secret: str, recovery: str) -> bool:
    vault = reading(home)
    try:
        if secret == "recovery":
            vault.door.unlock_with_recovery_key(recovery)
        elif secret:
            vault.door.unlock(secret)
        return texts(talks(vault).load(talk_id)) == ["x"]
    except (WrongPassphrase, WrongRecoveryKey, Locked, NoMachineKey):
        return False


def test_a_key_file_left_by_a_crash_goes_when_the_store_is_next_opened(tmp_path: Path) -> None:
    vault = writing(tmp_path)
    kept = (tmp_path / "machine.key").read_bytes()
    vault.door.set_passphrase("zin", CHEAP)
    (tmp_path / "machine.key").write_bytes(kept)
    writing(tmp_path, "zin")
    assert not (tmp_path / "machine.key").exists()


def test_a_vault_from_the_future_is_refused_and_not_touched(tmp_path: Path) -> None:
    vault = writing(tmp_path)
    talks(vault).save(new_talk("x"))
    vault.close()
    write_twice(tmp_path / "vault" / "vault.hdr", '{"version": 9, "min_reader": 2, "what": "else"}')
    before = files(tmp_path)
    for call in (lambda: list(talks(reading(tmp_path)).rows()), lambda: writing(tmp_path)):
        with pytest.raises(NewerVault) as refused:
            call()
        assert refused.value.params["version"] == 9
    assert files(tmp_path) == before


def test_no_vault_is_made_over_one_whose_header_is_gone(tmp_path: Path) -> None:
    vault = writing(tmp_path)
    talks(vault).save(new_talk("x"))
    for name in ("vault.hdr", "vault.hdr.bak"):
        (vault.folder / name).unlink()
    before = files(tmp_path)
    with pytest.raises(DamagedVault):
        writing(tmp_path)
    assert files(tmp_path) == before


class Backend:
    """A keychain in memory."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def set_password(self, service: str, name: str, secret: str) -> None:
        self.kept[service, name] = secret

    def get_password(self, service: str, name: str) -> str | None:
        return self.kept.get((service, name))

    def delete_password(self, service: str, name: str) -> None:
        del self.kept[service, name]


def keychain_of(monkeypatch: pytest.MonkeyPatch, backend: object) -> None:
    module = types.ModuleType("keyring")
    module.get_keyring = lambda: backend  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "keyring", module)


def test_a_real_keychain_opens_and_its_loss_costs_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = type("Keyring", (Backend,), {"__module__": "keyring.backends.SecretService"})()
    keychain_of(monkeypatch, real)
    vault, talk = writing(tmp_path, "zin"), new_talk("x")
    talks(vault).save(talk)
    vault.door.use_keychain()
    assert texts(talks(reading(tmp_path)).load(talk.id)) == ["x"]
    with pytest.raises(LastKey):
        vault.door.remove(Kind.PASSPHRASE)
    real.kept.clear()
    with pytest.raises(Locked):
        talks(reading(tmp_path)).load(talk.id)
    real.get_password = lambda *_: 1 / 0
    again = reading(tmp_path)
    again.door.unlock("zin")
    assert texts(talks(again).load(talk.id)) == ["x"]


@pytest.mark.parametrize("module", ["keyrings.alt.file", "keyring.backends.fail", "keyring.backends.null"])
def test_a_keychain_that_keeps_secrets_readable_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, module: str
) -> None:
    keychain_of(monkeypatch, type("PlaintextKeyring", (Backend,), {"__module__": module})())
    vault = writing(tmp_path)
    with pytest.raises(NoKeychain):
        vault.door.use_keychain()
    assert vault.door.kinds == (Kind.MACHINE,)


def test_without_the_extra_there_is_no_keychain(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "keyring", None)
    vault = writing(tmp_path)
    with pytest.raises(NoKeychain):
        vault.door.use_keychain()


def test_one_try_of_a_passphrase_costs_64_mib(tmp_path: Path) -> None:
    vault = reading(tmp_path)
    vault.door.create("zin")
    slot = vault.door.header.slot(Kind.PASSPHRASE)
    assert slot is not None
    assert slot.document()["argon2id"] == {"memory_kib": 65536, "passes": 3, "lanes": 4}


def test_creation_that_fails_anywhere_can_be_done_again(tmp_path: Path) -> None:
    for at in range(1, 100):
        home, disk = tmp_path / str(at), FailingDisk(at, errno.EIO, False)
        with in_place(disk):
            try:
                writing(home)
            except StoreError:
                assert disk.count >= at
        talk = new_talk("x")
        talks(writing(home)).save(talk)
        assert texts(talks(reading(home)).load(talk.id)) == ["x"]
        if disk.count < at:
            return
    raise AssertionError("never ended")
