"""The way along the steps of an answer: the same with a guess of what follows as without one."""

import random
from collections.abc import Sequence

import pytest

from models.route import Route, Way


class Place:
    """What a pretended model makes of one place; asked without having said so, it fails as a real one would."""

    def __init__(self, row: Sequence[float], asked: bool = True) -> None:
        self.row, self.asked = row, asked

    def likeliest(self) -> int:
        assert self.asked
        return max(range(len(self.row)), key=self.row.__getitem__)

    def logits(self) -> Sequence[float]:
        assert self.asked
        return self.row


def followed(steps: list[dict[Way, str]], seed: int, lead: float | None, most: int) -> tuple[str, int]:
    """The answer of a pretended model, and how often it was asked to read."""

    def row(read: Sequence[int]) -> list[float]:
        chance = random.Random(f"{seed} {read}")
        return [chance.random() * 6 for _ in range(6)]

    told: list[str] = []
    memory, route, goes = list[int](), Route(steps, told.append, lead), 0
    token = route.next(Place(row(memory)))
    while token is not None:
        run = [(token, route.asks), *route.guess(most)]
        behind, goes = len(memory), goes + 1
        memory += [one for one, _ in run]
        for at, (_, asked) in enumerate(run):
            token = route.next(Place(row(memory[: behind + at + 1]), asked))
            if route.back or run[at + 1 : at + 2] != [(token, route.asks)]:
                del memory[behind + at + 1 - route.back :]
                break
    assert "".join(told) == route.text
    return route.text, goes


def some_steps(chance: random.Random) -> list[dict[Way, str]]:
    ways = [
        [tuple(chance.randrange(5) for _ in range(chance.randint(1, 4))) for _ in range(chance.randint(1, 4))]
        for _ in range(chance.randint(1, 5))
    ]
    return [{way: f"{n}{way}" for way in step} for n, step in enumerate(ways)]


@pytest.mark.parametrize("lead", [None, 0.0, 1.0, 3.0])
def test_a_guess_changes_no_answer(lead: float | None) -> None:
    alone = ahead = 0
    for seed in range(1_000):
        steps = some_steps(random.Random(seed))
        slow, often = followed(steps, seed, lead, 0)
        quick, seldom = followed(steps, seed, lead, 3)
        assert slow == quick, steps
        assert all(any(text in slow for text in step.values()) for step in steps)
        alone, ahead = alone + often, ahead + seldom
    assert ahead < alone


THE, ROTA, END, A = range(4)
STEPS = [{(ROTA,): "rota", (THE, ROTA): "the rota"}, {(END,): "."}]


def told(first: Sequence[float], second: Sequence[float], lead: float | None) -> str:
    route = Route(STEPS, lambda _: None, lead)
    token, rows = route.next(Place(first)), iter([second, second])
    while token is not None:
        token = route.next(Place(next(rows)))
    return route.text


@pytest.mark.parametrize(
    ("first", "second", "lead", "said"),
    [
        ([2, 1, 0, 0], [0, 9, 0, 0], None, "the rota."),
        ([2, 1, 0, 0], [0, 9, 0, 0], 0.5, "the rota."),
        ([2, 1, 0, 0], [0, 9, 0, 0], 1.5, "rota."),
        ([9, 1, 0, 0], [0, 1, 3, 0], 1.0, "the rota."),
        ([9, 1, 0, 0], [0, 1, 9, 0], 1.0, "rota."),  # "the" is likely, "the rota" is not
        ([1, 2, 0, 9], [0, 9, 0, 0], 1.0, "rota."),
    ],
)
def test_small_words_come_in_where_they_and_what_follows_are_clearly_likelier(
    first: list[float], second: list[float], lead: float | None, said: str
) -> None:
    assert told(first, second, lead) == said
