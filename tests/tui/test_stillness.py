"""Nothing on the Live screen moves while somebody types, or in the ten seconds after a question change."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from textual import events
from textual.message import Message
from textual.pilot import Pilot
from textual.timer import Timer

from coach.guide import Probe, Question
from coach.remark import Followed
from coach.talk import Talk
from tests.conftest import NOW
from tests.tui.looking import picture, strips, type_line, until
from tui import bootstrap
from tui.app import OnderonsApp
from tui.program import Program
from tui.screens.live import LiveScreen

SIZES = [(80, 24), (50, 45), (60, 20), (120, 40)]
MODES = ("plain", "probes", "along", "along and back", "paused", "silence", "notice", "sensitive")
CASES = [(mode, SIZES[0]) for mode in MODES] + [(mode, size) for mode in MODES[:3] for size in SIZES[1:]]
PASSING = ("probes", "silence", "notice", "sensitive")
"""Modes that a line of notes ends."""

CLOCK_CELL = 16
"""Columns at the right of the first row in which the minutes may change."""

BREATHE = 0.003
"""Seconds between two keys or looks at the clock: the program runs on in the meantime."""

LINE = "tekst van dertig letters, echt"


class LateAdvisor:
    """Finds a probe when it is told to."""

    def __init__(self) -> None:
        self.go = asyncio.Event()

    async def follow(self, talk: Talk, question: Question | None) -> Followed:
        await self.go.wait()
        return Followed((Probe("late", "Kwam dit te laat?", "own"),))

    async def delicate(self, talk: Talk) -> frozenset[int]:
        return frozenset()


class Bench:
    """A Live screen, a clock that is turned by hand, and every frame that was ever on screen."""

    def __init__(self, program: Program, talk: Talk) -> None:
        self._now = NOW
        program.now = lambda: self._now
        self.advisor = LateAdvisor()
        self.app: OnderonsApp = bootstrap.app(program, "nl", talk)
        self.app.services = replace(self.app.services, advisor=self.advisor)
        self._frames: list[list[object]] | None = None
        self._fired: set[Timer] = set()

    @property
    def live(self) -> LiveScreen:
        assert isinstance(self.app.screen, LiveScreen)
        return self.app.screen

    @property
    def now(self) -> datetime:
        return self._now

    @asynccontextmanager
    async def open(self, size: tuple[int, int]) -> AsyncIterator[Pilot[object]]:
        async with self.app.run_test(size=size, message_hook=self._look) as pilot:
            await until(pilot, lambda: isinstance(self.app.screen, LiveScreen) and "NU" in picture(self.app))
            yield pilot

    def _look(self, message: Message) -> None:
        if self._frames is not None:
            frame = self._frame()
            if frame != self._frames[-1]:
                self._frames.append(frame)

    def _frame(self) -> list[object]:
        """All cells with their colours, but for the typing line and the minutes."""
        typing, top = self.live.editor.region, self.live.top.region
        rows: list[object] = []
        for y, strip in enumerate(strips(self.app)):
            if typing.y <= y < typing.bottom:
                strip = strip.crop(0, typing.x)
            elif y == top.y and top.height:
                strip = strip.crop(0, self.app.size.width - CLOCK_CELL)
            rows.append([(s.text, s.style) for s in strip.simplify()])
        return rows

    @asynccontextmanager
    async def still(self, pilot: Pilot[object]) -> AsyncIterator[None]:
        """Raise when anything moves in here, even when it comes back."""
        # a line that the disk takes in the meantime loses its mark, and may
        await until(pilot, lambda: self.live.sitting.stored == self.live.sitting.talk)
        await settled(pilot)
        frames = self._frames = [self._frame()]
        try:
            yield
            await settled(pilot)
            frames.append(self._frame())
        finally:
            self._frames = None
        for frame in frames[1:]:
            moved = [(was, row) for was, row in zip(frames[0], frame, strict=True) if was != row]
            assert not moved, f"moved: {moved}"

    async def pass_time(self, pilot: Pilot[object], seconds: int, step: int = 1) -> None:
        """Turn the clock step by step; every timer of the program that is due by then goes off."""
        for second in range(step, seconds + 1, step):
            self._now += timedelta(seconds=step)
            nodes = [self.app, *self.live.walk_children(with_self=True)]
            for timer in [timer for node in nodes for timer in node._timers]:
                if timer._interval <= second and timer not in self._fired:
                    if timer._repeat == 0:
                        self._fired.add(timer)
                    await timer._tick(next_timer=0, count=1)
            await asyncio.sleep(BREATHE)
        await pilot.pause()


async def settled(pilot: Pilot[object]) -> None:
    """What was started has ended, and is on screen."""
    for _ in range(3):
        await pilot.pause(0.01)


async def press(pilot: Pilot[object], text: str) -> None:
    """Type letter by letter without the 60 ms that the pilot waits behind each key."""
    for letter in text:
        pilot.app.post_message(events.Key("space" if letter == " " else letter, letter))
        await asyncio.sleep(BREATHE)
    await pilot.pause()


async def bring_into(bench: Bench, pilot: Pilot[object], mode: str) -> None:
    keys = {
        "probes": ["tab"],
        "along": ["f6"],
        "along and back": ["f6", "f6"],
        "paused": ["f8"],
        "silence": ["f4"],
        "notice": ["slash", "v", "i", "e", "w", "enter"],
        "sensitive": ["ctrl+o", "ctrl+o"],
    }
    await pilot.press(*keys.get(mode, []))
    await until(pilot, lambda: any(word in picture(bench.app) for word in ("opleiding", "elke week")))


@pytest.fixture
def bench(make_program: Callable[..., Program], stay_talk: Talk) -> Bench:
    return Bench(make_program(), stay_talk)


@pytest.mark.parametrize(("mode", "size"), CASES)
async def test_nothing_moves_while_a_line_is_typed(bench: Bench, mode: str, size: tuple[int, int]) -> None:
    async with bench.open(size) as pilot:
        await bring_into(bench, pilot, mode)
        await type_line(pilot, "een regel waarop een vraag volgt")
        await bench.pass_time(pilot, 11)  # not the ten seconds keep it still, but the typing
        await bring_into(bench, pilot, mode if mode in PASSING else "plain")
        screen = bench.live
        await until(pilot, lambda: screen.sitting.is_stored(screen.sitting.talk.notes[-1]))
        await press(pilot, LINE[:1])
        async with bench.still(pilot):
            await press(pilot, LINE[1:15])
            bench.advisor.go.set()
            if mode != "sensitive":  # its line is gone, and so is what followed from it
                await until(pilot, lambda: screen.sitting.probes[0].id == "late")
            await bench.pass_time(pilot, 60, step=20)
            await press(pilot, LINE[15:])
            await until(pilot, lambda: len(screen.editor.text) == len(LINE))
        assert screen.editor.text == LINE
        assert "1 van 30 min" in screen.top.text or mode == "paused"


@pytest.mark.parametrize(("mode", "size"), CASES)
async def test_nothing_moves_in_ten_seconds_after_a_question(
    bench: Bench, mode: str, size: tuple[int, int]
) -> None:
    async with bench.open(size) as pilot:
        await type_line(pilot, "een regel waarop een vraag volgt")
        await bring_into(bench, pilot, mode)
        screen = bench.live
        before = screen.sitting.talk.question
        await pilot.press("space")
        assert screen.sitting.talk.question != before
        if mode in ("probes", "paused"):
            await bring_into(bench, pilot, mode)
        async with bench.still(pilot):
            await bench.pass_time(pilot, 5)
            bench.advisor.go.set()
            await bench.pass_time(pilot, 4)


async def test_a_probe_for_a_line_typed_after_the_question_waits_ten_seconds(bench: Bench) -> None:
    async with bench.open((80, 24)) as pilot:
        await pilot.press("space")
        await type_line(pilot, "een regel waarop een vraag volgt")
        screen = bench.live
        await until(pilot, lambda: screen.sitting.is_stored(screen.sitting.talk.notes[-1]))
        async with bench.still(pilot):
            await bench.pass_time(pilot, 5)
            bench.advisor.go.set()
            await until(pilot, lambda: screen.sitting.probes[0].id == "late")
            await bench.pass_time(pilot, 4)


async def moving(bench: Bench, pilot: Pilot[object], what: str) -> None:
    screen, agreed = bench.live, bench.live.agreed
    shown = agreed.text
    async with bench.still(pilot):
        await press(pilot, LINE[:5])
        if what == "a row that goes":
            screen.rule.display = False
        elif what == "a colour":
            agreed.styles.color = "red"
        elif what == "a timer":
            screen.set_timer(9, lambda: screen.say("na negen seconden"))
            await bench.pass_time(pilot, 10)
        else:
            agreed.say("beweegt")
        if what == "a flash":
            await settled(pilot)
            agreed.say(shown)
        await press(pilot, LINE[5:10])


@pytest.mark.parametrize("what", ["a line that changes", "a row that goes", "a colour", "a flash", "a timer"])
async def test_what_moves_is_noticed(bench: Bench, what: str) -> None:
    async with bench.open((80, 24)) as pilot:
        with pytest.raises(AssertionError, match="moved"):
            await moving(bench, pilot, what)
