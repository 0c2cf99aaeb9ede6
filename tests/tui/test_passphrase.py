"""The passphrase on the command line: from a file or the terminal, never from stdin, and nothing lost by a wrong one."""

from pathlib import Path

import pytest

from tests.tui.terminal import Terminal
from tests.tui.test_plain import Onderons


@pytest.fixture
def onderons(tmp_path: Path) -> Onderons:
    return Onderons(tmp_path / "home")


def secret(folder: Path, text: str, name: str = "secret") -> str:
    path = folder / name
    path.write_text(text, "utf-8")
    return str(path)


def files(home: Path) -> dict[str, bytes]:
    return {str(p.relative_to(home)): p.read_bytes() for p in home.rglob("*") if p.is_file()}


def test_the_file_gives_a_new_store_its_passphrase(onderons: Onderons, tmp_path: Path) -> None:
    right, wrong = secret(tmp_path, "vier losse woorden hier\n"), secret(tmp_path, "iets anders", "wrong")
    talk = ("talk", "--plain", "--kind", "stay", "--person", "Sanne")
    done = onderons(*talk, stdin="een regel\n", ONDERONS_PASSPHRASE_FILE=right)
    assert done.returncode == 0
    assert b"saved 1" in done.stdout
    assert done.stderr == b""
    before = files(onderons.home)
    for refused in (
        onderons("list"),
        onderons("list", ONDERONS_PASSPHRASE_FILE=wrong),
        onderons(*talk, stdin="vier losse woorden hier\nnog een\n"),  # never from stdin
        onderons("show", "0" * 32, "--json"),
    ):
        assert (refused.returncode, refused.stdout) == (1, b"")
        assert refused.stderr.startswith(b"onderons: ")
        assert refused.stderr.count(b"\n") == 1
    assert files(onderons.home) == before
    listed = onderons("list", "--json", ONDERONS_PASSPHRASE_FILE=right)
    assert b"Sanne" in listed.stdout
    assert not any(b"Sanne" in content or b"regel" in content for content in before.values())


def test_without_file_and_terminal_one_line_says_that_there_is_no_passphrase(onderons: Onderons) -> None:
    first = onderons("talk", "--plain", "--kind", "stay", stdin="a\n")
    assert first.stderr.count(b"\n") == 1
    assert b"onderons passphrase" in first.stderr
    assert onderons("talk", "--plain", "--kind", "stay", stdin="a\n").stderr == b""
    assert onderons("list").returncode == 0


def test_a_file_for_a_store_without_passphrase_names_the_command(onderons: Onderons, tmp_path: Path) -> None:
    given = secret(tmp_path, "vier losse woorden hier")
    onderons("talk", "--plain", "--kind", "stay", stdin="a\n")
    refused = onderons("list", ONDERONS_PASSPHRASE_FILE=given)
    assert refused.returncode == 1
    assert b"onderons passphrase" in refused.stderr
    assert onderons("passphrase", ONDERONS_PASSPHRASE_FILE=given).returncode == 0
    assert onderons("list", ONDERONS_PASSPHRASE_FILE=given).returncode == 0
    assert onderons("list").returncode == 1
    assert not (onderons.home / "machine.key").exists()


def test_an_empty_or_missing_file_is_told(onderons: Onderons, tmp_path: Path) -> None:
    assert onderons("list", ONDERONS_PASSPHRASE_FILE=secret(tmp_path, "\n")).returncode == 2
    assert onderons("list", ONDERONS_PASSPHRASE_FILE=str(tmp_path / "none")).returncode == 1
    assert not onderons.home.exists()


def test_commands_that_touch_no_store_ask_nothing(onderons: Onderons, tmp_path: Path) -> None:
    right = secret(tmp_path, "vier losse woorden hier")
    onderons("talk", "--plain", "--kind", "stay", stdin="a\n", ONDERONS_PASSPHRASE_FILE=right)
    notes = secret(tmp_path, "krijgt nooit een bedankje", "notes.txt")
    for command in (
        ("summarize", notes, "--kind", "stay", "--json"),
        ("suggest", notes, "--kind", "stay", "--json"),
        ("card", "--kind", "stay", "--to", "md", "-o", str(tmp_path / "card.md")),
        ("talk", "--plain", "--kind", "stay", "--no-record"),
    ):
        assert onderons(*command).returncode == 0, command


def test_the_terminal_asks_and_a_recovery_key_gives_a_new_passphrase(onderons: Onderons) -> None:
    home = onderons.home
    with Terminal("passphrase", home=home, ready=False) as terminal:
        terminal.until("Nieuwe wachtwoordzin")
        terminal.type("vier losse woorden\r")
        terminal.until("Nog een keer")
        terminal.type("vier losse woorden\r")
        terminal.until("Typ hem hier over")
        key = next(line for line in terminal.picture.splitlines() if line.count("-") == 6).strip()
        terminal.type(key + "\r")
        assert terminal.wait() == 0
    with Terminal("list", home=home, ready=False) as terminal:
        terminal.until("Wachtwoordzin:")
        terminal.type("fout\r")
        terminal.until(lambda: terminal.picture.count("Wachtwoordzin:") == 2)
        terminal.type("vier losse woorden\r")
        terminal.until("Er zijn nog geen gesprekken")
        assert terminal.wait() == 0
    with Terminal("passphrase", "--recover", home=home, ready=False) as terminal:
        terminal.until("Herstelsleutel:")
        terminal.type(key.lower().replace("-", " ") + "\r")
        terminal.until("Nieuwe wachtwoordzin")
        terminal.type("heel andere woorden\r")
        terminal.until("Nog een keer")
        terminal.type("heel andere woorden\r")
        terminal.until("is ingesteld")
        assert terminal.wait() == 0
    given = secret(home.parent, "heel andere woorden")
    assert onderons("list", ONDERONS_PASSPHRASE_FILE=given).returncode == 0


def test_without_a_real_keychain_nothing_changes(onderons: Onderons, tmp_path: Path) -> None:
    env = {"ONDERONS_PASSPHRASE_FILE": secret(tmp_path, "vier losse woorden hier")}
    onderons("talk", "--plain", "--kind", "stay", stdin="a\n", **env)
    before = files(onderons.home)
    refused = onderons(
        "passphrase", "--keychain", PYTHON_KEYRING_BACKEND="keyring.backends.null.Keyring", **env
    )
    assert refused.returncode == 1
    assert b"sleutelbos" in refused.stderr
    assert files(onderons.home)["vault/vault.hdr"] == before["vault/vault.hdr"]
    assert onderons("passphrase", "--no-keychain", **env).returncode == 0
    assert onderons("list", **env).returncode == 0
