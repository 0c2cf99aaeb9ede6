"""`summarize --model`: a local model's proposals, joined to what the rules found."""

import asyncio
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from coach.guard.weighing import Guard
from coach.maker import Maker
from coach.model_errors import ModelError, ModelTrouble
from coach.proposals import Merged, Proposals, grounds, may_be_said, merge, to_word, worth_asking
from coach.reading import Parties
from coach.report import TalkReport
from coach.summary import summarize
from coach.text import fold
from models.catalog import known_as
from models.shelf import Shelf, confirmed, digest
from tui import bootstrap
from tui.model_trouble import advised
from tui.modelling import absolute
from tui.words import Words

if TYPE_CHECKING:
    from datetime import date

    from models.engine import Engine
    from models.proposing import Model

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Chosen:
    """A model file that was asked for, and what is known of it."""

    name: str
    path: Path
    sha256: str
    listed: bool
    """Somebody vouches for this content: our list, or whoever put it on the shelf."""


def chosen(asked: str, shelf: Shelf) -> Chosen:
    """The model with this name on the shelf, or else the file at this path; read from front to back.

    What has a slash in it is a path: `./name` is the file, where a name would be a model of the shelf.

    Raises:
        ModelError: There is neither, it cannot be read, or it is not what was put on the shelf.
    """
    path = absolute(asked)  # the child runs elsewhere
    on_shelf = shelf.models() if path.name == asked else []
    stored = next((one for one in on_shelf if fold(one.name) == fold(asked)), None)
    if stored is not None:
        sound = confirmed(stored, _unseen)
        return Chosen(sound.name, Path(sound.path), sound.sha256, listed=True)
    if not path.is_file():
        there = ", ".join(one.name for one in on_shelf)
        raise ModelError("model.neither" if there else "error.no-model", name=asked, there=there)
    sha256, _, _ = digest(path, _unseen)
    listed = known_as(sha256) is not None or any(one.sha256 == sha256 for one in shelf.models())
    return Chosen(path.stem, path, sha256, listed)


def with_model(
    one: Chosen, report: TalkReport, lang: str, parties: Parties, today: "date"
) -> tuple[Merged, Maker]:
    """The draft of rules and model together, and which model it was.

    Raises:
        ModelError: It cannot be used here.
    """
    from models.loading import local_engine  # only whoever asks for a model pays for it
    from models.questions import read_questions

    guard = bootstrap.guard(lang, parties, today)
    maker = Maker(one.name, one.sha256, read_questions(lang).version)
    try:
        proposals = asyncio.run(_asked(local_engine(one.path), report, lang, guard, maker))
    except ModelTrouble as error:
        raise advised(error) from error
    return merge(report, bootstrap.phrasing(lang), guard, proposals), maker


async def _asked(engine: "Engine", report: TalkReport, lang: str, guard: Guard, by: Maker) -> Proposals:
    """What a model proposes; a child that is lost on the way is replaced once."""
    try:
        for again in (True, False):
            _refused(await engine.start())
            try:
                return await proposed(engine, report, lang, guard, by)
            except ModelTrouble as error:
                if error.kind not in ("died", "hung", "garbage"):
                    raise
                if not again:
                    raise ModelTrouble("gave-up", why=error.params.get("why", "")) from error
        raise AssertionError("the second time returns or raises")
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
    there = grounds(report)
    sentences = _refused(
        await ask_sentences(
            model, questions, lines, groups, lambda at, ways: may_be_said(ways, at, guard, there)
        )
    )
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


def _unseen(_done: int) -> None:
    """Nobody watches how far it is."""
