"""The copy of everything about one person: whole, readable, and nobody else's name in it."""

import dataclasses
import json
import os
import re
import stat
from collections.abc import Callable
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from coach.agreement import Agreement, Outcome
from coach.claim import Ask, Claim
from coach.maker import Maker
from coach.note import Mark, Note
from coach.person import Person
from coach.purged import Purged
from coach.talk import Kind, Origin, Talk
from data.exports.access_page import access_page
from tests.conftest import NOW
from tests.tui.test_keeping import record, refused
from tests.tui.test_passphrase import files, secret
from tests.tui.test_plain import Onderons
from tui.access import collect
from tui.access_document import Found, Kept, access_document
from tui.access_words import access_labels
from tui.exporting import write_talk
from tui.program import Program
from tui.run import run

CANARY = "Kanariette"
"""Somebody else's name: nowhere in the copy."""

NOTES = f"""{CANARY} zegt niets in de planning
~ lijkt te twijfelen over {CANARY}s rooster
// overleg met {CANARY.lower()} en Wouter Maes
! ik vraag het na bij {CANARY.upper()}, voor 1 december
"ik werk graag met {CANARY} van den Broeck"
? {CANARY}'s opleiding
[/] <script>alert(1)</script> <img src=http://x> &amp; ="x" </style>
te veel overleg, elke week andere prioriteiten
/view 2 {CANARY} zag dat anders
/erbij HR, en {CANARY}
"""


@pytest.fixture
def onderons(tmp_path: Path) -> Onderons:
    return Onderons(tmp_path / "home")


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: set[str] = set()
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        self.attributes |= {name for name, _ in attrs}


def copies(folder: Path) -> tuple[Any, str]:
    (as_json,), (page,) = folder.glob("*.json"), folder.glob("*.html")
    return json.loads(as_json.read_text("utf-8")), page.read_text("utf-8")


def test_the_whole_copy_and_nobody_else_in_it(onderons: Onderons, tmp_path: Path) -> None:
    talk, _ = onderons.talk(NOTES, "--person", "Femke")
    other, _ = onderons.talk(f"Femke was laat\n{CANARY} ook\n", "--person", f"{CANARY} van den Broeck")
    assert onderons("view", talk, "1", "zo was het niet").returncode == 0
    assert onderons("correct", talk, "8", "te veel overleg met Wouter Maes").returncode == 0
    assert onderons("export", talk, "--to", "html", "--for", "employee").returncode == 0
    out = tmp_path / "nieuw" / "femke"
    done = onderons("access", "femke", "-o", str(out))
    assert done.returncode == 0, done.stderr
    told = done.stdout.decode().splitlines()
    assert sorted(told[:2]) == sorted(map(str, out.iterdir()))
    assert any(re.fullmatch(rf"Collega \d  .*{CANARY}.*", line) for line in told[2:])
    assert "1 gesprek met iemand anders" in done.stderr.decode()
    for path in out.iterdir():
        assert CANARY.lower() not in path.read_text("utf-8").lower()
        assert CANARY.lower() not in path.name.lower()
        assert "broeck" not in path.read_text("utf-8").lower()
        assert not re.search("femke", path.name, re.IGNORECASE)
        if os.name == "posix":
            assert stat.S_IMODE(path.stat().st_mode) == 0o600
            assert stat.S_IMODE(out.stat().st_mode) == 0o700
    document, page = copies(out)
    (held,) = document["talks"]
    assert (document["person"]["alias"], held["id"]) == ("Femke", talk)
    assert [note["n"] for note in held["notes"]] == list(range(1, 9))
    assert [note["marks"] for note in held["notes"]][1:6] == [
        ["mine"],
        ["aside"],
        ["agreed"],
        ["said"],
        ["park"],
    ]
    assert [note.get("view") for note in held["notes"]][:2] == ["zo was het niet", held["notes"][1]["view"]]
    assert held["notes"][7]["corrected_on"] == held["notes"][0]["view_on"] == held["date"]
    (label,) = set(re.findall(r"Collega \d", held["notes"][0]["text"]))
    for text in (held["notes"][n]["text"] for n in (1, 2, 3, 4, 5)):
        assert label in text
    assert held["present"] == f"HR, en {label}"
    assert label in held["actions"][0]["what"]
    (left,) = document["exports"]
    assert (left["talk"], left["audience"], left["left"]) == (talk, "employee", True)
    assert other not in json.dumps(document)
    assert {missing["what"] for missing in document["not_in_it"]} >= {"others", "elsewhere", "erased"}
    for said in (
        "zo was het niet",
        "terzijde",
        "indruk",
        "Wat hier niet in staat",
        talk,
        left["file"],
        label,
    ):
        assert said in page
    again = onderons("access", "femke", "-o", str(out))
    assert (again.returncode, len(list(out.iterdir()))) == (0, 4)
    newest = max(
        (json.loads(p.read_text("utf-8")) for p in out.glob("*.json")), key=lambda d: len(d["exports"])
    )
    assert [entry["what"] for entry in newest["exports"]] == ["talk", "access", "access"]


def test_the_page_is_inert(onderons: Onderons, tmp_path: Path) -> None:
    hostile = '"><script>x</script>'
    onderons.talk(NOTES, "--person", hostile)
    assert onderons("access", hostile, "-o", str(tmp_path / "uit")).returncode == 0
    _, page = copies(tmp_path / "uit")
    tags = Tags()
    tags.feed(page)
    assert tags.seen <= {"html", "head", "meta", "title", "style", "body", "h1", "h2", "h3", "p", "span"}
    assert tags.attributes <= {"lang", "charset", "http-equiv", "content", "class"}
    assert "default-src 'none'" in page


def test_who_is_not_there_and_where_it_may_not_go(onderons: Onderons, tmp_path: Path) -> None:
    assert "Niemand heet hier Femke" in refused(onderons("access", "Femke", "-o", str(tmp_path / "uit")))
    assert not onderons.home.exists()
    onderons.talk("een\n", "--person", "Tom Peeters")
    onderons.talk("een\n", "--person", "Tom Wouters")
    before = files(onderons.home)
    (tmp_path / "bestand").write_text("x", "utf-8")
    assert "Tom Peeters (" in refused(onderons("access", "Tom", "-o", str(tmp_path / "uit")))
    assert "\x1b" not in refused(onderons("access", "\x1b]0;x\x07", "-o", str(tmp_path / "uit")))
    assert "versleuteld" in refused(onderons("access", "Tom Peeters", "-o", str(onderons.home / "uit")))
    refused(onderons("access", "Tom Peeters"), 2)
    assert files(onderons.home) == before
    assert not (tmp_path / "uit").exists()
    refused(onderons("access", "Tom Peeters", "-o", str(tmp_path / "bestand")))
    assert (tmp_path / "bestand").read_text("utf-8") == "x"


def test_a_damaged_talk_is_named_and_the_rest_is_written(onderons: Onderons, tmp_path: Path) -> None:
    kept, _ = onderons.talk("een\n", "--person", "Femke")
    broken, _ = onderons.talk("twee\n", "--person", "Femke")
    gone, _ = onderons.talk("drie\n", "--person", "Femke")
    record(onderons.home, broken).write_bytes(b"rubbish")
    record(onderons.home, gone).unlink()
    done = onderons("access", "Femke", "-o", str(tmp_path / "uit"))
    assert done.returncode == 1
    assert broken in done.stderr.decode()
    document, page = copies(tmp_path / "uit")
    assert [talk["id"] for talk in document["talks"]] == [kept]
    assert {found["talk"]: found["why"] for found in document["unreadable"]} == {
        broken: "damaged",
        gone: "missing-talk",
    }
    assert broken in page
    assert str(onderons.home) not in page + json.dumps(document)  # a path names whoever keeps the store


def test_a_locked_store_and_one_beside_a_window(onderons: Onderons, tmp_path: Path) -> None:
    env = {"ONDERONS_PASSPHRASE_FILE": secret(tmp_path, "vier losse woorden hier")}
    said = onderons("talk", "--plain", "--kind", "stay", "--person", "Femke", stdin="een\n", **env)
    assert said.returncode == 0
    assert "slot" in refused(onderons("access", "Femke", "-o", str(tmp_path / "uit")))
    assert onderons("access", "Femke", "-o", str(tmp_path / "uit"), **env).returncode == 0
    copies(tmp_path / "uit")


def test_the_language_and_the_manager(onderons: Onderons, tmp_path: Path) -> None:
    onderons.talk("Koen asked Zeynep to help\nZeynep said yes\n", "--person", "Femke", "--lang", "en")
    done = onderons("access", "Femke", "-o", str(tmp_path / "en"), "--manager", "Koen")
    document, page = copies(tmp_path / "en")
    assert document["lang"] == "en"
    assert [note["text"] for note in document["talks"][0]["notes"]] == [
        "Koen asked Colleague 1 to help", "Colleague 1 said yes",
    ]  # fmt: skip
    assert "What is not in here" in page
    assert done.returncode == 0
    onderons.talk("Zeynep wil groeien\nen Karim ook\n", "--person", "Persoon 1")
    assert onderons("access", "Persoon 1", "-o", str(tmp_path / "p1"), "--employee", "Zeynep").returncode == 0
    document, _ = copies(tmp_path / "p1")
    assert [note["text"] for note in document["talks"][0]["notes"]] == [
        "Zeynep wil groeien",
        "en Collega 1 ook",
    ]
    onderons("access", "Femke", "-o", str(tmp_path / "nl"), "--lang", "nl")
    document, _ = copies(tmp_path / "nl")
    assert document["talks"][0]["notes"][0]["text"] == "Collega 1 asked Collega 2 to help"


FULL = Outcome(
    (
        Agreement(
            "employee", "w-what", date(2026, 4, 1), "w-due", 1, maker=Maker("w-model", "w-hash", "w-version")
        ),
    ),
    None,
    no_return_because="w-because",
    up_to=1,
)


def full_talk() -> Talk:
    """A talk in which every field holds something that can be told apart."""
    note = Note(
        1, "w-text", NOW, (Mark.MINE,), "stay.forward", "w-view", date(2026, 3, 10), date(2026, 3, 11)
    )
    return Talk(
        id="5a" * 16, kind=Kind.STAY, lang="nl", person=Person("p1", "Femke"), date=NOW.date(), started=NOW,
        notes=(note,), next_number=2, asked=("stay.forward",), held=977, after=True, goal="w-goal", seen="w-seen",
        present="w-present", referrals=3, outcome=FULL, purged=Purged(date(2026, 3, 8), 1, (), Outcome()),
        origin=Origin(date(2026, 3, 7), "6b" * 16, "w-digest"),
    )  # fmt: skip


TOLD_OTHERWISE = {"next_number", "closed_to", "up_to", "number"}
"""Fields that only count; `n` and the lines say the same."""


def test_no_field_of_a_talk_is_left_out(make_program: Callable[..., Program]) -> None:
    program, talk = make_program(), full_talk()
    found = Found(talk.person, (Kept(talk, "w-half", 2),))
    document = access_document(
        found, "2026-03-12", program.words, lambda t: program.guides.guide(t.kind, t.lang)
    )
    text = json.dumps(document)
    for value in (
        *(
            found for found in re.findall(r"w-\w+", repr(talk)) if found != "w-digest"
        ),  # of a file, says nothing
        "w-half",
        "977",
        "2026-03-10",
        "2026-03-11",
        "2026-04-01",
    ):
        assert value in text, value
    (held,) = document["talks"]
    told = {*held, *held["notes"][0], *held["actions"][0]}
    renamed = {
        "origin": "imported", "held": "held_seconds", "after": "typed_afterwards", "outcome": "actions", "note": "line", "number": "n",
        "agreements": "actions", "return_on": "return_date",
    }  # fmt: skip
    for kind in (Talk, Note, Outcome, Agreement):
        for field in dataclasses.fields(kind):
            assert renamed.get(field.name, field.name) in told | TOLD_OTHERWISE, (
                f"{kind.__name__}.{field.name}"
            )


def test_what_was_asked_for_stands_in_the_copy(make_program: Callable[..., Program]) -> None:
    program, talk = make_program(), full_talk()
    program.lock()
    person = program.people.add("Femke")
    program.talks.save(dataclasses.replace(talk, person=person, purged=None))
    asked = [
        Claim(Ask.OBJECTION, date(2026, 3, 12), person=person.id, because=f"{CANARY} praat"),
        Claim(Ask.HOLD, date(2026, 3, 13), talks=(talk.id,)),
    ]
    program.claims.keep([*asked, Claim(Ask.HOLD, date(2026, 3, 13), person="ab" * 8)])
    found = collect(program, person.alias)
    assert found.claims == tuple(asked)
    document = access_document(
        found, "2026-03-12", program.words, lambda t: program.guides.guide(t.kind, t.lang)
    )
    page = "\n".join(block.text for block in access_page(document, access_labels(program.words)))
    assert "Bezwaar: niets hiervan gaat naar HR (2026-03-12): " in page
    assert talk.id in page.split("Wat je gevraagd hebt")[1]


def test_a_file_that_left_from_the_screen_is_logged_too(
    make_program: Callable[..., Program], stay_talk: Talk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from data.export_log import ExportLog

    monkeypatch.chdir(tmp_path)
    program = make_program()
    program.lock()
    program.talks.save(stay_talk.end())
    path = write_talk(program, stay_talk, "html", "employee", record=True)
    (entry,) = ExportLog(program.vault).departures({stay_talk.id})
    assert entry.file in path.name
    assert (entry.format, entry.audience, entry.at, entry.left) == ("html", "employee", NOW, True)
    write_talk(program, stay_talk, "md", "self", record=False)
    assert len(ExportLog(program.vault).departures()) == 1


def test_a_card_is_logged_when_it_is_of_a_talk(onderons: Onderons, tmp_path: Path) -> None:
    from data.export_log import ExportLog
    from tests.data.vault.places import reading

    assert onderons("card", "--kind", "stay", "--to", "md", "-o", str(tmp_path / "a.md")).returncode == 0
    assert not onderons.home.exists()
    talk, _ = onderons.talk("een\n")
    assert onderons("card", talk, "--to", "md", "-o", str(tmp_path / "b.md")).returncode == 0
    (entry,) = ExportLog(reading(onderons.home)).departures()
    assert (entry.talk, entry.what, entry.left) == (talk, "card", True)


def test_a_log_that_refuses_is_told_and_the_files_are_there(
    make_program: Callable[..., Program], stay_talk: Talk, tmp_path: Path, capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    from coach.errors import NotStored
    from data.export_log import ExportLog
    from tui.arguments import parse

    def refuse(*_: object) -> None:
        raise NotStored("why.disk-full")

    program = make_program()
    program.lock()
    person = program.people.add("Sanne")
    program.talks.save(dataclasses.replace(stay_talk, person=person).end())
    monkeypatch.setattr(ExportLog, "enter", refuse)
    for command in (["access", "Sanne", "-o", str(tmp_path / "uit")], ["export", "Sanne", "--to", "md", "-o", str(tmp_path / "x.md")]):  # fmt: skip
        assert run(parse(command, program.words), program) == 1
        program.lock()
    told = capsys.readouterr()
    assert told.err.count("Maar het exportlogboek kon dit niet bewaren: de schijf is vol") == 2
    assert str(tmp_path / "x.md") in told.out
    assert len(list((tmp_path / "uit").iterdir())) == 2
