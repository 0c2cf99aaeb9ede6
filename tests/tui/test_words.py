import re
import subprocess
import sys
from pathlib import Path

import pytest

from coach import cue, retention
from coach.account import MERGING
from coach.agreement import OWNERS, ActionState
from coach.candidate import VETOES
from coach.claim import Ask
from coach.guard.weighing import REASONS
from coach.model_errors import BrokenModel, HubRefused
from coach.note import Mark
from coach.paper import Page
from coach.paper_facts import UNITS
from coach.talk import Kind, State
from data import disk
from data.vault.verify import Fault
from data.whereabouts import Danger
from models import shelf
from models.asking import Kind as ModelKind
from models.sandbox import WALLS
from tests.tui.po import sentences
from tui import commands
from tui.access_document import NOT_IN_IT
from tui.access_words import OWN
from tui.bootstrap import LOCALE
from tui.screens.amend import CHANGES
from tui.screens.settings import ROOM
from tui.words import Words

ROOT = Path(__file__).parents[2]
CODE = [p for name in ("tui", "coach", "data", "models") for p in (ROOT / name).rglob("*.py")]


def used_ids() -> set[str]:
    """Every id in the code, also those made of parts."""
    found = set()
    areas = {i.split(".")[0] for i in sentences("nl")}
    for path in CODE:
        text = path.read_text("utf-8")
        found |= {
            i for i in re.findall(r"""["']([a-z]+(?:\.[a-z-]+)+)["']""", text) if i.split(".")[0] in areas
        }
        for one in re.findall(r'count\(\s*"([a-z.-]+)"', text):
            found -= {one}
            found |= {f"{one}.one", f"{one}.many"}
    tables = (
        commands.LIVE,
        commands.WRAPUP,
        commands.SETTINGS,
        commands.TODAY,
        commands.TALK,
        commands.BEGIN,
        commands.AMEND,
        commands.HELP,
        commands.UNLOCK,
        commands.PROTECT,
        commands.PAPER,
    )
    ids = {c.id for table in tables for c in table}
    found -= ids | {
        "people.db",
        "talk.toml",
        "settings.db",
        "app.tcss",
        "live.tcss",
        "today.tcss",
        "begin.tcss",
        "talk.tcss",
        "wrapup.tcss",
        "hidden.tcss",
        "code.tcss",
        "settings.tcss",
        "unlock.tcss",
        "protect.tcss",
        "amend.tcss",
        "paper.tcss",
    }
    found -= {"help.tcss", *(c.id for c in commands.LIST)}
    found |= {f"command.{i}.{part}" for i in ids for part in ("short", "help")}
    found |= {f"kind.{k}" for k in Kind} | {f"today.new-{k}" for k in Kind} | {f"state.{s}" for s in State}
    found |= {
        f"cli.{c}"
        for c in (
            *("demo", "talk", "list", "people", "actions", "show", "doctor", "suggest", "summarize"),
            *("export", "card", "passphrase", "lock", "check", "backup", "restore", "find", "papers"),
            "import",
            *("purge", "retention", "erase", "hold", "object"),
            "model",
            *(f"model-{action}" for action in ("list", "add", "get", "use", "remove", "bench")),
            *("access", "view", "correct", "discard"),
        )
    }
    found |= {f"access.{name.replace('_', '-')}" for name in OWN} | {f"access.not-{n}" for n in NOT_IN_IT}
    found |= {f"dropped.{reason}" for reason in (*REASONS, *VETOES, *MERGING)}
    found |= {f"cue.{kind.replace('_', '-')}" for kind in cue.KINDS}
    found |= {f"live.referral-{c}" for c in ("nl", "be")}
    found |= {"why.disk-error", *(f"why.{reason}" for reason in disk._WHY.values())}
    owners = (*OWNERS, "nobody")
    parts = {f"owner.{o}" for o in owners} | {f"owner.said-{o}" for o in OWNERS}
    parts |= {f"owner.export-{o}" for o in owners} | {f"mark.{mark}" for mark in Mark}
    parts |= {f"action.{state}" for state in ActionState}
    parts |= {f"settings.{name}" for name in ROOM}
    parts |= {f"settings.{name}-{value}" for name, values in ROOM.items() for value in values}
    parts |= {f"settings.passphrase-{state}" for state in ("set", "none")}
    parts |= {f"day.{n}" for n in range(7)}
    parts |= {f"check.fault-{fault}" for fault in Fault if fault is not Fault.ERASED_LEFT}
    parts |= {f"purge.part-{part}" for part in retention.Part}
    parts |= {f"error.no-{ask}" for ask in Ask} | {f"claim.no-{ask}" for ask in Ask}
    parts |= {f"claim.{ask}-{done}" for ask in Ask for done in ("kept", "lifted")}
    parts |= {f"claim.on-{ask}" for ask in Ask}
    parts |= {retention.text_id(term) for term in retention.TERMS}
    parts |= {f"doctor.{danger}" for danger in Danger}
    parts |= {f"begin.{field}{part}" for field in ("name", "goal", "seen") for part in ("", "-label")}
    parts |= {f"papers.{unit}.{n}" for unit in UNITS for n in ("one", "many")}
    parts |= {f"papers.{page}.file" for page in Page}
    parts |= {f"model.broken-{kind}" for kind in BrokenModel.KINDS}
    parts |= {f"model.hub-{kind}" for kind in HubRefused.KINDS}
    parts |= {f"model.state-{state}" for state in shelf.State}
    parts |= {"model.missing", "model.changed"}
    parts |= {f"wall.{wall}" for wall in WALLS} | {f"error.model-{kind}" for kind in ModelKind}
    found -= {"live.stored", "talk.toml"}  # an example in a docstring, a file
    return (
        found
        | {
            f"help.{p}"
            for p in ("today", "begin", "live", "talk", "wrapup", "settings", "unlock", "protect", "amend")
        }
        | {f"amend.how-{what}" for what in CHANGES}
        | parts
    )


def test_both_languages_have_the_same_sentences_and_placeholders() -> None:
    dutch, english = sentences("nl"), sentences("en")
    assert dutch.keys() == english.keys()
    for text_id, sentence in dutch.items():
        assert sentence.strip(), text_id
        assert english[text_id].strip(), text_id
        fields = re.compile(r"\{(\w+)\}")
        assert sorted(fields.findall(sentence)) == sorted(fields.findall(english[text_id])), text_id


def test_every_id_in_the_code_has_a_sentence() -> None:
    assert used_ids() - sentences("nl").keys() == set()


def test_every_sentence_is_used() -> None:
    options = {i for i in sentences("nl") if i.startswith("cli.option.")}
    assert sentences("nl").keys() - used_ids() - options == set()


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_the_compiled_words_are_those_of_the_source(lang: str) -> None:
    words = Words(lang, LOCALE)
    for text_id, sentence in sentences(lang).items():
        assert words(text_id) == sentence


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_no_exclamation_marks_and_no_jargon(lang: str) -> None:
    jargon = re.compile(r"\b(engagement|retentie|commitment|kpi|performance|stakeholder|resource)", re.I)
    for text_id, sentence in sentences(lang).items():
        if text_id not in (
            "help.marks",
            "live.list-keys",
            "settings.tour",
            "live.empty-dismissal",
            "wrapup.cannot-read",
        ):  # they name the sign
            assert "!" not in sentence, text_id
        assert not jargon.search(sentence), text_id


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_help_of_every_command_is_worded(lang: str) -> None:
    for command in (
        [],
        *(
            [c]
            for c in "talk list show doctor demo people actions check backup restore find import model".split()
        ),
    ):
        done = subprocess.run(
            [sys.executable, "-c", "from tui.cli import script; script()", *command, "--help"],
            capture_output=True, text=True, check=True, env={"ONDERONS_LANG": lang, "PATH": ""}, cwd=ROOT,
        )  # fmt: skip
        assert "cli." not in done.stdout
