"""The JSON Schemas that go with the program, against what the program really writes."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker, ValidationError

from tests.tui.test_plain import Onderons
from tui.access import collect
from tui.access_document import access_document
from tui.arguments import SCHEMAS
from tui.demo import demo_talk, demo_year
from tui.documents import draft_of, talk_document
from tui.program import Program

NAMES = ("access", "actions", "check", "find", "list", "people", "practice", "suggest", "summary", "talk")

NOTES = """! ik zoek uit of er budget is voor Power BI, voor 1 december
- samen de planning doorlopen, over 14 dgn

"ik weet nooit wat echt af moet"
~ Karim vindt hem lui, en ze is vaak ziek
elke week andere prioriteiten, te veel overleg
ze vertrekt om haar baas en om het loon
terug op 14 december
dat komt zeker in orde, beloofd
"""


def schema(name: str) -> Any:
    return json.loads((SCHEMAS / f"{name}.json").read_text("utf-8"))


def check(name: str, document: Any) -> None:
    Draft202012Validator(schema(name), format_checker=FormatChecker()).validate(document)


@pytest.fixture
def onderons(tmp_path: Path) -> Onderons:
    return Onderons(tmp_path / "home")


def test_every_shape_has_a_sound_schema_and_the_command_line_says_where(onderons: Onderons) -> None:
    assert sorted(path.stem for path in SCHEMAS.glob("*.json")) == list(NAMES)
    for name in NAMES:
        Draft202012Validator.check_schema(schema(name))
        assert schema(name)["$id"] == f"urn:onderons:{name}:1"
    assert str(SCHEMAS) in onderons("--help").stdout.decode().splitlines()[-1]


def test_what_is_read_from_the_store(onderons: Onderons, tmp_path: Path) -> None:
    for command in ("list", "people", "actions", "check"):
        check(command, onderons.json(command))
    check("check", json.loads(onderons("doctor", "--json").stdout))
    check("find", onderons.json("find", "iets"))
    talk, _ = onderons.talk(
        NOTES + "/view 1 dat zei ik anders\n/erbij HR\n/vraag groei\nnog iets\n", "--person", "Zoë"
    )
    empty, _ = onderons.talk("", "--person", "Leeg")
    kinds = [
        onderons("talk", "--plain", "--kind", kind, "--person", "Ali", "--lang", lang, stdin=NOTES).stdout.split()[1]
        for kind, lang in (("exit", "nl"), ("dismissal", "en"), ("onboarding", "en"), ("hallway", "nl"))
    ]  # fmt: skip
    onderons("view", talk, "3", "zo zie ik het")
    onderons("correct", talk, "2", "verbeterd")
    for one in (talk, *(kind.decode() for kind in kinds)):
        check("talk", onderons.json("show", one))
        for audience in ("self", "employee"):
            path = tmp_path / f"{one}-{audience}.json"
            onderons("export", one, "--to", "json", "--for", audience, "-o", str(path))
            check("talk", json.loads(path.read_text("utf-8")))
    check("talk", onderons.json("show", empty))
    for command in ("list", "people", "actions", "check"):
        found = onderons.json(command)
        assert found
        check(command, found)
    practised, _ = onderons.talk(NOTES + "/view 1 dat zei ik anders\n/erbij HR\n", "--practice")
    check("practice", onderons.json("show", practised, "--practice"))
    check("list", onderons.json("list", "--practice"))
    check("check", onderons.json("check"))
    for wanted in ("budget", "Zoë", "Leeg"):
        check("find", onderons.json("find", wanted))
    for who in ("Zoë", "Ali", "Leeg"):
        assert onderons("access", who, "-o", str(tmp_path / who)).returncode == 0
        (path,) = (tmp_path / who).glob("*.json")
        check("access", json.loads(path.read_text("utf-8")))


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("kind", ["stay", "exit", "dismissal", "onboarding", "hallway"])
def test_what_is_read_in_a_file(onderons: Onderons, tmp_path: Path, kind: str, lang: str) -> None:
    for name, text in (("notes", NOTES), ("empty", ""), ("strange", "!\n\n[/]\n// ~ \x07\n")):
        path = tmp_path / name
        path.write_text(text, "utf-8")
        for command, shape in (("summarize", "summary"), ("suggest", "suggest")):
            check(shape, onderons.json(command, str(path), "--kind", kind, "--lang", lang))


def _fields(document: Any) -> Iterator[str]:
    if isinstance(document, dict):
        yield from document.get("properties", {})
        for value in document.values():
            yield from _fields(value)
    elif isinstance(document, list):
        for value in document:
            yield from _fields(value)


def test_a_schema_refuses_what_has_no_place_there() -> None:
    row = {"talk": None, "date": None, "person": "Zoë", "kind": None, "n": None, "text": "Zoë"}
    check("find", [row])
    for wrong in ({**row, "score": 3}, {**row, "n": 0}, {**row, "date": "gisteren"}, {"person": "Zoë"}):
        with pytest.raises(ValidationError):
            check("find", [wrong])
    never = ("score", "rating", "rank", "emotion", "mood", "risk", "birth", "health", "address")
    for name in NAMES:
        assert not [field for field in _fields(schema(name)) if any(word in field for word in never)], name


def test_a_year_of_talks(make_program: Callable[..., Program]) -> None:
    program = make_program("en")
    program.lock()
    for talk in demo_year(program, demo_talk(program)):
        check("talk", talk_document(talk, draft_of(talk)))
    guides, made = program.guides, program.now().isoformat()
    for person in program.people.people():
        found = collect(program, person.alias)
        check("access", access_document(found, made, program.words, lambda t: guides.guide(t.kind, t.lang)))
