"""`summarize --model`: the same path with a stand-in for the model, and with no model there."""

import json
import os
from pathlib import Path

import jsonschema
import pytest

from coach.maker import Maker
from coach.model_errors import ModelError, ModelTrouble
from coach.proposals import merge
from coach.reading import Parties
from coach.report import read_talk
from coach.talk import Kind
from models.asking import Loaded
from models.loading import scripted_engine
from models.shelf import Shelf, Stored, digest
from tests.coach.conftest import TODAY
from tui import bootstrap, modelled
from tui.arguments import SCHEMAS
from tui.cli import main

NOTES = (
    "wil een opleiding Power BI volgen",
    "collega's springen bij als het druk is",
    "rooster hangt te laat uit",
)
BY = Maker("script", "00", "1")


async def drafted(*texts: str) -> tuple[list[str], dict[str, object]]:
    parties = Parties("Sanne", "Koen")
    report = read_talk(NOTES, Kind.STAY, TODAY, parties, bootstrap.knowledge("nl"))
    guard = bootstrap.guard("nl", parties, TODAY)
    engine = scripted_engine(choices=["N"], texts=list(texts))
    await engine.start()
    try:
        proposals = await modelled.proposed(engine, report, "nl", guard, BY)
    finally:
        await engine.close()
    merged = merge(report, bootstrap.phrasing("nl"), guard, proposals)
    return [sentence.text for sentence in merged.sentences], modelled.document(merged, BY)


async def test_what_passes_stands_in_the_summary_and_is_counted() -> None:
    texts, made = await drafted("1: De medewerker wil een opleiding Power BI volgen.\n")
    assert any("de medewerker wil een opleiding Power BI volgen." in text for text in texts)
    assert made["survived"] == 1
    assert made["by"] == "script"
    assert made["sentences"] != []


async def test_a_note_as_it_stands_leaves_the_rules() -> None:
    texts, made = await drafted("1: Sanne is gefrustreerd en neemt ontslag.\n")
    assert "ontslag" not in " ".join(texts)
    assert made["survived"] == 0
    assert made["dropped"] == {"sentence.copy": made["proposed"]}


def test_a_model_that_is_not_there_is_said_in_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    notes = tmp_path / "notes.txt"
    notes.write_text("\n".join(NOTES), "utf-8")
    for name in ("qwen", str(tmp_path / "none.gguf")):
        with pytest.raises(SystemExit) as left:
            raise SystemExit(
                main(["summarize", str(notes), "--kind", "stay", "--lang", "nl", "--model", name, "--json"])
            )
        said = capsys.readouterr()
        assert left.value.code == 1
        assert said.out == ""
        assert len(said.err.splitlines()) == 1


def test_a_file_that_is_no_model_is_said_in_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    notes, file = tmp_path / "notes.txt", tmp_path / "x.gguf"
    notes.write_text("\n".join(NOTES), "utf-8")
    file.write_bytes(b"nothing")
    code = main(["summarize", str(notes), "--kind", "stay", "--lang", "nl", "--model", str(file), "--json"])
    said = capsys.readouterr()
    assert (code, said.out, len(said.err.splitlines())) == (1, "", 1)


def shelf(folder: Path, path: Path, content: bytes) -> Shelf:
    """A shelf with this file on it."""
    made = Shelf(folder, lambda place, raw: place.write_bytes(raw))
    folder.mkdir()
    path.write_bytes(content)
    sha256, size, stamp = digest(path, lambda _: None)
    made.put(Stored("klein", str(path), sha256, size, stamp, "chatml", "", source="", owned=False))
    return made


def test_a_name_is_of_the_shelf_and_what_has_a_slash_is_a_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    there = shelf(tmp_path / "models", tmp_path / "big.gguf", b"one")
    (tmp_path / "klein").write_bytes(b"two")
    named, typed = modelled.chosen("Klein", there), modelled.chosen("./klein", there)
    assert (named.name, named.path, named.listed) == ("klein", tmp_path / "big.gguf", True)
    assert (typed.path, typed.listed) == (tmp_path / "klein", False)
    assert named.sha256 != typed.sha256
    same = modelled.chosen("big.gguf", there)
    assert (same.path, same.listed) == (tmp_path / "big.gguf", True)  # its content was agreed to


def test_a_file_that_is_not_what_was_agreed_to_is_not_used(tmp_path: Path) -> None:
    file = tmp_path / "big.gguf"
    there = shelf(tmp_path / "models", file, b"one")
    os.utime(file, ns=(7, 7))
    assert modelled.chosen("klein", there).listed  # only its time is another
    stamp = file.stat().st_mtime_ns
    file.write_bytes(b"two")
    os.utime(file, ns=(stamp, stamp))  # looks untouched
    with pytest.raises(ModelError) as caught:
        modelled.chosen("klein", there)
    assert caught.value.text_id == "model.changed"
    file.unlink()
    with pytest.raises(ModelError) as caught:
        modelled.chosen("klein", there)
    assert caught.value.text_id == "model.missing"
    with pytest.raises(ModelError) as caught:
        modelled.chosen("qwen", there)
    assert (caught.value.text_id, caught.value.params["there"]) == ("model.neither", "klein")


class Lost:
    """An engine of which every child is lost while it works."""

    def __init__(self, kind: str) -> None:
        self.kind, self.starts, self.closed = kind, 0, False

    async def start(self) -> Loaded:
        self.starts += 1
        return Loaded(8192, (), ())

    async def choose(self, *_: object, **__: object) -> ModelTrouble:
        return ModelTrouble(self.kind, why="SIGBUS")

    write = choose

    async def close(self) -> None:
        self.closed = True


@pytest.mark.parametrize(("kind", "starts", "said"), [("died", 2, "gave-up"), ("too-long", 1, "too-long")])
async def test_a_child_that_is_lost_is_replaced_once(kind: str, starts: int, said: str) -> None:
    parties = Parties("Sanne", "Koen")
    report = read_talk(NOTES, Kind.STAY, TODAY, parties, bootstrap.knowledge("nl"))
    guard = bootstrap.guard("nl", parties, TODAY)
    lost = Lost(kind)
    with pytest.raises(ModelTrouble) as caught:
        await modelled._asked(lost, report, "nl", guard, BY)  # type: ignore[arg-type]  # a stand-in
    assert (caught.value.kind, lost.starts, lost.closed) == (said, starts, True)


def test_the_draft_of_a_model_is_as_its_schema_says() -> None:
    schema = json.loads((SCHEMAS / "summary.json").read_text("utf-8"))["properties"]["draft"]
    made: dict[str, object] = {**Maker("klein", "0" * 64, "1").document, "sentences": [0], "actions": []}
    made |= {"proposed": 2, "survived": 1, "dropped": {"sentence.word": 1}}
    valid = jsonschema.Draft202012Validator(schema)
    for right in (made, {"by": "rules"}):
        valid.validate(right)
    for wrong in (
        {"by": "klein"},
        {**made, "sha256": "?"},
        {**made, "more": 3},
        {**made, "dropped": {"x": 1}},
    ):
        assert not valid.is_valid(wrong)


def test_without_a_model_the_rules_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    notes = tmp_path / "notes.txt"
    notes.write_text("\n".join(NOTES), "utf-8")
    assert main(["summarize", str(notes), "--kind", "stay", "--lang", "nl", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["draft"] == {"by": "rules"}
