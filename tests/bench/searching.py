"""Searching 10,000 talks of thirty notes, all different: what `find` waits for, by what is looked for."""

import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from coach.note import Typed
from coach.person import Person
from coach.talk import Kind, Talk
from data.people import TinyPeopleStore
from data.search import search
from data.talks import TinyTalkStore, new_talk_id
from tests.bench.storing import NOW, PASSPHRASE, filled, median, opened
from tui.finding import MOST

SYLLABLES = (
    "wa ar de ring plan ning bud get leid ge vend over leg ploeg werk druk kan toor thuis roos ter op lei ding sa la"
    " ris con tract col le ga"
).split()
TIMES = 7
CASES = {
    "a word in every talk": "gesprek",
    "a word in one of ten": "tiende",
    "a rare word": "zeldzaam",
    "a word of our JSON": "note",
    "two of them": "text kind",
    "the start of ids": "a1",
    "a slip, few near": "zelzdaam",
    "a slip, hundreds near": "tienbde",
    "a slip, all near": "gesprke",
    "a slip of our JSON": "notse",
    "nothing like it": "xqzvwk",
    "nothing, five words": "een twee xqzvwk vijver pqrstuv",
}


def varied(seed: int, accents: bool) -> Callable[[], Talk]:
    """Talks of a vocabulary of 20,000 words, common ones more often.

    Args:
        seed: The same one gives the same texts.
        accents: Every talk holds letters that are no ASCII; one in three a curly quote.
    """
    chance, count = random.Random(seed), iter(range(1_000_000))
    several = ["".join(chance.choices(SYLLABLES, k=chance.randint(1, 5))) for _ in range(20_000)]
    weights = [1 / (rank + 10) for rank in range(len(several))]

    def make() -> Talk:
        number = next(count)
        lines = [" ".join(chance.choices(several, weights, k=9)) for _ in range(30)]
        lines[0] += " in dit gesprek."
        lines[1] += " tiende," if number % 10 == 0 else ""
        lines[2] += " zeldzaam" if number % 1000 == 500 else ""
        if accents:
            lines[3::3] = [f"{line} één café, zei Zoë" for line in lines[3::3]]
            lines[4] += " foto’s" if number % 3 == 0 else ""
        day = NOW - timedelta(days=number % 700)
        person = Person(f"p{number % 500}", f"Persoon {number % 500}")
        return Talk(new_talk_id(), Kind.STAY, "nl", person, day.date(), day).with_lines(
            map(Typed, lines), day
        )

    return make


def measure(home: Path, times: int) -> None:
    """Medians in seconds of the clock and of the processor, which says more beside other work."""
    vault = opened(home)
    vault.door.unlock(PASSPHRASE)
    store, people = TinyTalkStore(vault), TinyPeopleStore(vault)
    for what, wanted in CASES.items():
        clock, processor = list[float](), list[float]()
        for _ in range(times):
            began, busy = time.perf_counter(), time.process_time()
            found = search(store, people, wanted, MOST)
            clock.append(time.perf_counter() - began)
            processor.append(time.process_time() - busy)
        print(
            f"{what:24} {median(sorted(clock)):5.2f} s, processor {median(sorted(processor)):5.2f} s; "
            f"{len(found.hits)} shown, {found.more} more talks  (goal 1.0)"
        )
    print(f"memory at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB  (goal 200)")


def main(many: int = 10_000, times: int = TIMES) -> None:
    """Print the times, without accents and with them."""
    for accents in (False, True):
        with tempfile.TemporaryDirectory() as folder:
            filled(Path(folder), many, make=varied(7, accents)).close()
            print(f"{many} talks, {'letters with accents' if accents else 'plain letters'}")
            measure(Path(folder), times)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
