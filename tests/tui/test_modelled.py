"""`summarize --model`: the same path with a stand-in for the model, and with no model there."""

import json
from pathlib import Path

import pytest

from coach.maker import Maker
from coach.proposals import merge
from coach.reading import Parties
from coach.report import read_talk
from coach.talk import Kind
from models.loading import scripted_engine
from tests.coach.conftest import TODAY
from tui import bootstrap, modelled
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
    texts, made = await drafted("1: De medewerker wil een opleiding volgen over Power BI.\n")
    assert any("de medewerker wil een opleiding volgen over Power BI." in text for text in texts)
    assert made["survived"] == 1
    assert made["by"] == "script"
    assert made["sentences"] != []


async def test_what_does_not_pass_leaves_the_rules(capsys: pytest.CaptureFixture[str]) -> None:
    texts, made = await drafted("1: Sanne is gefrustreerd en neemt ontslag.\n")
    plain, _ = await drafted("zonder nummer\n")
    assert texts == plain
    assert made["survived"] == 0
    assert made["dropped"] == {"sentence.judgement": made["proposed"]}


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


def test_without_a_model_the_rules_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    notes = tmp_path / "notes.txt"
    notes.write_text("\n".join(NOTES), "utf-8")
    assert main(["summarize", str(notes), "--kind", "stay", "--lang", "nl", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["draft"] == {"by": "rules"}
