"""One talk and the model that follows it: it judges notes while people talk, and proposes at the end."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, replace

from coach.errors import OnderonsError
from coach.judging import NONE, Judging
from coach.maker import Maker
from coach.model_errors import ModelTrouble
from coach.note import Mark, Note
from coach.offer import Offering, shown_notes
from coach.proposals import ProposedSentence
from coach.talk import Talk
from models.asking import Kind
from models.engine import Engine
from models.proposing import ask_sentences, judge
from models.questions import read_questions
from tui.proposing import Drafted

AGAIN = (Kind.DIED, Kind.HUNG, Kind.GARBAGE, Kind.FAILED, Kind.CANCELLED)
"""Troubles after which another question may go well: a new child stands ready, or the next prompt differs."""


@dataclass(frozen=True, slots=True)
class Opened:
    """An engine that is not started yet, and which model it runs."""

    engine: Engine
    by: Maker
    """Its version of the instructions follows from the language of the talk."""


class Attendant:
    """Follows one talk. What the model says waits here until the wrap-up; nobody hears of it before.

    Args:
        talk: As it stands.
        open_model: What to run; asked in a thread, once. Raises `OnderonsError`.
        read: Reads a talk by the rules, in a thread.
    """

    def __init__(
        self, talk: Talk, open_model: Callable[[], Opened], read: Callable[[Talk], Offering]
    ) -> None:
        self.talk = talk
        self.judging = Judging()
        self._open_model, self._read = open_model, read
        self._settled_to = talk.outcome.up_to if talk.outcome else 0
        self._refused: frozenset[int] = frozenset()
        self._opened: Opened | None = None
        self._idle: asyncio.Task[None] | None = None
        self._worth: dict[tuple[str, tuple[Mark, ...]], bool] = {}
        self._chosen: tuple[Talk, Offering, tuple[int, ...]] | None = None
        self._stale = False  # the child has read a line that is to be forgotten
        self._still = False

    # While people talk

    def follow(self, talk: Talk) -> None:
        """Take the notes as they stand; judge them, and word what the rules would say back, in idle time."""
        before, now = _texts(self.talk), _texts(talk)
        self.talk = talk
        if now[: len(before)] != before or not self.working:
            self._begin_anew()  # what it is being asked may rest on a line that is gone

    def forget(self, talk: Talk) -> None:
        """The same after a line was taken out beyond undo: a fresh child knows nothing of it."""
        self.talk, self.judging, self._worth, self._chosen = talk, self.judging.only(talk), {}, None
        self._stale = self._opened is not None
        self._begin_anew()

    def refuse(self, notes: frozenset[int]) -> None:
        """Proposals on these notes were taken away, and do not come back."""
        self._refused = notes

    @property
    def working(self) -> bool:
        """Whether something of the notes so far is still to be asked."""
        return self._idle is not None and not self._idle.done()

    def hush(self) -> None:
        """Be quiet for a while."""
        if self._opened is not None:
            self._opened.engine.hush()

    def pause(self, still: bool) -> None:
        """Stand still, or go on."""
        self._still = still
        if self._opened is not None:
            (self._opened.engine.pause if still else self._opened.engine.resume)()

    async def close(self) -> None:
        """Stop, and end the child."""
        await self._stop()
        if self._opened is not None:
            await self._opened.engine.close()

    def _begin_anew(self) -> None:
        before = self._idle
        if before is not None:
            before.cancel()
        self._idle = asyncio.create_task(self._attend(before), name="judge notes")

    async def _stop(self) -> None:
        if self._idle is not None:
            self._idle.cancel()
            await asyncio.wait([self._idle])

    async def _attend(self, before: asyncio.Task[None] | None) -> None:
        if before is not None:
            await asyncio.wait([before])
        try:
            await self._work_ahead()
        except OnderonsError:
            return  # nothing about a model is shown during a talk; the wrap-up tries again and says why
        except Exception:  # noqa: BLE001  nothing about a model may end a talk; the wrap-up meets it again
            return

    async def _work_ahead(self) -> None:
        engine, tried = await self._ready(), set[int]()
        while True:
            talk = self.talk
            refusal = await engine.read(read_questions(talk.lang).about(_texts(talk)))
            if refusal is not None and refusal.kind not in AGAIN:
                raise refusal
            note = await asyncio.to_thread(self.judging.next, talk, self._is_worth)
            if note is not None:
                await self._ask(engine, talk, note)
                continue
            reading, places = await self._to_word(talk)
            place = next((at for at in places if self._words(talk, at) is None and at not in tried), None)
            if place is not None:
                tried.add(place)  # what goes wrong now is asked once more at the wrap-up
                await self._word(engine, talk, reading, place)
            elif talk is self.talk:
                return

    def _is_worth(self, note: Note) -> bool:
        """Read by itself: what the whole talk adds is weighed at the wrap-up."""
        if not self._is_open(note):
            return False
        known, key = self._worth, (note.text, note.marks)
        if key not in known:
            known[key] = self._read(replace(self.talk, notes=(note,))).worth(note)
        return known[key]

    # At the wrap-up

    async def propose(self, talk: Talk) -> AsyncIterator[Drafted]:
        """Propose, first what is known already. Raises `OnderonsError`: why no more comes."""
        await self._stop()
        self.talk, self.judging = talk, self.judging.tidied(talk)
        if all(note.number <= self._settled_to for note in shown_notes(talk)):
            return
        engine = await self._ready()
        engine.resume()
        reading = await asyncio.to_thread(self._read, talk)
        places, refusal = reading.to_word(), None
        sentences = [one for at in places for one in self._words(talk, at) or ()]
        yield await self._drafted(reading, sentences)

        def worth(note: Note) -> bool:
            return self._is_open(note) and reading.worth(note)

        # Sentences first: somebody waits for words, and with "at the end" all notes are still to be judged
        for place in (at for at in places if self._words(talk, at) is None):
            refusal = await self._word(engine, talk, reading, place) or refusal
            sentences += self._words(talk, place) or ()
            yield await self._drafted(reading, sentences)
        while (note := await asyncio.to_thread(self.judging.next, talk, worth)) is not None:
            refusal = await self._ask(engine, talk, note) or refusal
            if self.judging.of(note) not in (None, NONE):
                yield await self._drafted(reading, sentences)
        if refusal is not None:
            raise refusal

    def _is_open(self, note: Note) -> bool:
        """Whether nobody has settled what is agreed on it."""
        return note.number > self._settled_to and note.number not in self._refused

    async def _drafted(self, reading: Offering, sentences: Sequence[ProposedSentence]) -> Drafted:
        by = self._by(self.talk.lang)
        offer = await asyncio.to_thread(reading.offer, self.judging, tuple(sentences), by, self._settled_to)
        kept = tuple(action for action in offer.actions if action.note not in self._refused)
        return Drafted(replace(offer, actions=kept), by)

    # Both

    async def _ready(self) -> Engine:
        """An engine that runs. Raises `OnderonsError`: why there is none."""
        if self._opened is None:
            opened = await asyncio.to_thread(self._open_model)
            self._opened = self._opened or opened
        engine = self._opened.engine
        if self._stale:
            await engine.close()
            self._stale = False
        started = await engine.start()
        if isinstance(started, ModelTrouble):
            raise started
        if self._still:
            engine.pause()  # starting lets it go on
        return engine

    async def _ask(self, engine: Engine, talk: Talk, note: Note) -> ModelTrouble | None:
        """Ask about a note; the trouble when that failed. Raises `ModelTrouble` when it always will."""
        notes, questions = shown_notes(talk), read_questions(talk.lang)
        place = next(at for at, one in enumerate(notes) if one is note)
        said = await judge(engine, questions, _texts(talk), place)
        if isinstance(said, ModelTrouble):
            self.judging = self.judging.with_failure(note)
            return _raised_unless_passing(said)
        self.judging = self.judging.with_verdict(note, said)
        return None

    async def _to_word(self, talk: Talk) -> tuple[Offering, tuple[int, ...]]:
        """A talk as the rules read it, and which notes they would say back if it ended now."""
        if self._chosen is None or self._chosen[0] is not talk:
            reading = await asyncio.to_thread(self._read, talk)
            self._chosen = talk, reading, await asyncio.to_thread(reading.to_word)
        return self._chosen[1:]

    def _words(self, talk: Talk, place: int) -> tuple[ProposedSentence, ...] | None:
        return self.judging.words(shown_notes(talk)[place], place)

    async def _word(self, engine: Engine, talk: Talk, reading: Offering, place: int) -> ModelTrouble | None:
        """Have a note worded; the trouble when that failed. Raises `ModelTrouble` when it always will."""
        questions, narrow = read_questions(talk.lang), reading.may_be_said
        said = await ask_sentences(engine, questions, _texts(talk), [(place,)], narrow)
        if isinstance(said, ModelTrouble):
            return _raised_unless_passing(said)
        self.judging = self.judging.with_words(shown_notes(talk)[place], place, said)
        return None

    def _by(self, lang: str) -> Maker:
        assert self._opened is not None
        return replace(self._opened.by, prompt_version=read_questions(lang).version)


def _texts(talk: Talk) -> list[str]:
    return [note.text for note in shown_notes(talk)]


def _raised_unless_passing(refusal: ModelTrouble) -> ModelTrouble:
    if refusal.kind not in AGAIN:
        raise refusal
    return refusal
