"""`summarize --model`: a local model's proposals, joined to what the rules found."""

import asyncio
import hashlib
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from coach.errors import OnderonsError, RefusedFile
from coach.grounding import Guard
from coach.maker import Maker
from coach.model_errors import ModelTrouble
from coach.proposals import Merged, Proposals, merge, to_word, worth_asking
from coach.reading import Parties
from coach.report import TalkReport
from coach.summary import summarize
from tui import bootstrap
from tui.words import Words

if TYPE_CHECKING:
    from datetime import date

    from models.engine import Engine
    from models.proposing import Model

Answer = TypeVar("Answer")


def found(name: str) -> Path:
    """The model file at this path.

    Raises:
        OnderonsError: There is none.
    """
    path = Path(name)
    if path.is_file():
        return path
    raise OnderonsError("error.no-model", name=name)


def with_model(
    name: str, report: TalkReport, lang: str, parties: Parties, today: "date"
) -> tuple[Merged, Maker]:
    """The draft of rules and model together, and which model it was.

    Raises:
        OnderonsError: There is no such model, or it cannot be used here (`ModelTrouble`).
    """
    from models.loading import local_engine  # only whoever asks for a model pays for it
    from models.questions import read_questions

    path = found(name)
    guard = bootstrap.guard(lang, parties, today)
    maker = Maker(path.stem, _hash_of(path), read_questions(lang).version)
    proposals = asyncio.run(_asked(local_engine(path), report, lang, guard, maker))
    return merge(report, bootstrap.phrasing(lang), guard, proposals), maker


async def _asked(engine: "Engine", report: TalkReport, lang: str, guard: Guard, by: Maker) -> Proposals:
    try:
        _refused(await engine.start())
        return await proposed(engine, report, lang, guard, by)
    finally:
        await engine.close()


async def proposed(model: "Model", report: TalkReport, lang: str, guard: Guard, by: Maker) -> Proposals:
    """What a model proposes for a talk, unweighed. Raises `ModelTrouble`."""
    from models.proposing import ask_actions, ask_sentences
    from models.questions import read_questions

    questions, lines = read_questions(lang), report.lines
    open_lines = [at for at in range(len(lines)) if worth_asking(at, report, guard)]
    actions = _refused(await ask_actions(model, questions, lines, open_lines))
    groups = to_word(summarize(report, bootstrap.phrasing(lang)))
    sentences = _refused(await ask_sentences(model, questions, lines, groups))
    return Proposals(by, tuple(actions), tuple(sentences))


def document(merged: Merged, maker: Maker) -> dict[str, object]:
    """Who made the draft, for the JSON: places of its sentences, lines of its actions, and the counts."""
    accounts = merged.accounts
    return {
        **maker.document,
        "sentences": sorted(merged.by_sentence),
        "actions": sorted(merged.by_action),
        "proposed": accounts.proposed,
        "survived": accounts.survived,
        "dropped": accounts.by_reason,
    }


def told(merged: Merged, maker: Maker, words: Words) -> str:
    """One sentence on what became of the proposals, with the reasons of those that were dropped."""
    accounts = merged.accounts
    counted = Counter(words(f"dropped.{one.reason}") for one in accounts.dropped)
    dropped = ", ".join(f"{count} × {why}" for why, count in counted.items()) or words("draft.none-dropped")
    return words(
        "draft.accounts",
        name=maker.name,
        survived=accounts.survived,
        proposed=accounts.proposed,
        dropped=dropped,
    )


def _refused(answer: "Answer | ModelTrouble") -> "Answer":
    """An answer, or the trouble that stands in its place, raised."""
    if isinstance(answer, ModelTrouble):
        raise answer
    return answer


def _hash_of(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise RefusedFile("refused.unreadable", str(path)) from error
