"""A canary in a whole session: typed, killed, found, exported, backed up, quit; afterwards only the export holds it."""

from pathlib import Path

from tests.tui.terminal import Terminal
from tests.tui.test_plain import Onderons

CANARY = "KANARIE"
PLACES = ("home", "temporary", "user", "backup")


def holding(folder: Path) -> list[str]:
    return [
        str(path.relative_to(folder))
        for path in folder.rglob("*")
        if CANARY in path.name or (path.is_file() and CANARY.encode() in path.read_bytes())
    ]


def test_a_session_leaves_the_words_nowhere_but_in_the_export(tmp_path: Path) -> None:
    for name in PLACES:
        (tmp_path / name).mkdir(mode=0o700)
    home, export = tmp_path / "home", tmp_path / "exported.md"
    secret = tmp_path / "secret"
    secret.write_text("vier losse woorden", "utf-8")
    env = {
        "ONDERONS_PASSPHRASE_FILE": str(secret),
        "TMPDIR": str(tmp_path / "temporary"),
        "HOME": str(tmp_path / "user"),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    onderons = Onderons(home)
    said = onderons("talk", "--plain", "--kind", "stay", "--person", f"{CANARY}naam", stdin="a\n", **env)
    assert said.returncode == 0
    with Terminal(
        "talk", "--kind", "stay", "--person", f"{CANARY}naam", home=home, ready=False, **env
    ) as terminal:
        terminal.until("DOORVRAAG")
        terminal.type(f"{CANARY} een regel\r")
        terminal.until(f"   {CANARY} een regel")
        terminal.type(f"{CANARY} half getypt")
        terminal.until(lambda: any((home / "vault" / "drafts").glob("*.draft")))
    # leaving the block kills the program where it stands
    with Terminal(home=home, ready=False, **env) as terminal:
        terminal.until("Verder met")
        terminal.rest()
        terminal.type("\r")
        terminal.until("half getypt")
        terminal.rest()
        terminal.type("\x1b[21~")  # F10
        terminal.until("TERUG OP")
        terminal.rest()
        terminal.type("\x1b[21~")
        terminal.until("Afgerond en bewaard")
        terminal.type("\x11")
        assert terminal.wait() == 0
    (found, *_) = onderons.json_with(env, "find", f"{CANARY} een")
    commands = (
        ("list",), ("show", found["talk"]), ("people",), ("actions",), ("check",), ("doctor",),
        ("export", found["talk"], "--to", "md", "-o", str(export)), ("backup", str(tmp_path / "backup")),
    )  # fmt: skip
    for command in commands:
        done = onderons(*command, **env)
        assert done.returncode == 0, (command, done.stdout, done.stderr)
        assert CANARY.encode() not in done.stderr
    assert CANARY in export.read_text("utf-8")
    for name in PLACES:
        assert holding(tmp_path / name) == [], name
