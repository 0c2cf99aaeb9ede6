"""Whether a sentence says all of a stretch of a line again, however the two are cut into parts.

The way part by part fails where the parts are cut elsewhere: "17 years driving, no accident" is "driving for
17 years without an accident". Here everything that the stretch says has to come back: each word, each "not"
and "more" beside the same word, each person doing the same.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from coach.guard.parts.clause import Clause
from coach.guard.parts.clauses import Reader
from coach.guard.parts.held import MISSED
from coach.guard.parts.topics import tells_of_thing
from coach.guard.parts.windows import ALONE, TURNS, UNREAL, Window
from coach.guard.rests.match import Match

FORWARD = ("more", "less", "high", "low", "only", "all", "part", "cap", "floor", "without")
"""Words that go with what comes right behind them."""

EITHER = ("neg", *UNREAL, "if", "past", "now", "like", "sure", "up", "down", "out")
"""Words that go with what stands on either side of them."""

LONGEST = 5
"""Parts of a line that are taken together."""

_Place = tuple[Clause, int]


def rests_whole(part: Sequence[Clause], line: Sequence[Window], reader: Reader) -> Window | None:
    """The stretch of a line that parts of a sentence say again as a whole, or None.

    Args:
        part: Parts of the sentence that follow each other.
        line: The parts of a line by themselves.
        reader: How the guard reads text.
    """
    if any(clause.merged for clause in part):
        return None
    for first in range(len(line)):
        for last in range(first + 1, min(len(line), first + LONGEST) + 1):
            if last - first == 1 and len(part) == 1:
                continue
            stretch = _stretch(line[first:last])
            if _says(
                part, [window.clauses[0] for window in line[first:last]], stretch, line[first:last], reader
            ):
                return stretch
    return None


def _joined(clauses: Sequence[Clause]) -> Clause:
    one = clauses[0]
    return Clause(
        [token for clause in clauses for token in clause.tokens],
        joined=one.joined,
        timed=all(clause.timed for clause in clauses),
        mentions=list(dict.fromkeys(pair for clause in clauses for pair in clause.mentions)),
        possessors={who for clause in clauses for who in clause.possessors},
        reporter=tuple(dict.fromkeys(who for clause in clauses for who in clause.reporter)),
        reported=any(clause.reported for clause in clauses),
        classes={name for clause in clauses for name in clause.classes},
        first=one.first,
        undergoes={who for clause in clauses for who in clause.undergoes},
        labelled=any(clause.labelled for clause in clauses),
        inherited=one.inherited,
    )


def _stretch(windows: Sequence[Window]) -> Window:
    one = windows[0]
    return replace(
        one,
        clauses=(_joined([window.clauses[0] for window in windows]),),
        elliptic=any(window.elliptic for window in windows),
        carried=frozenset().union(*(window.carried for window in windows)),
        held=frozenset().union(*(window.held for window in windows)),
        whole=True,
    )


def _says(
    part: Sequence[Clause], there: Sequence[Clause], stretch: Window, line: Sequence[Window], reader: Reader
) -> bool:
    part = [_as_not(clause, stretch, reader) for clause in part]
    match = Match(_joined(part), stretch, reader)
    if match.reason() is not None:
        return False
    mine, theirs = _homes(part), _homes(there)
    pairs = {at: places[0] for at, places in match.found.items()}
    if any(len(places) > 1 for places in match.found.values()):
        pairs = _spread(match.found)
    where = [(mine[at], theirs[place]) for at, place in pairs.items()]
    return (
        _together(where, part, there)
        and not _denies_thing(where, reader)
        and _same_people(where, line)
        and all(one.timed == other.timed for one, other in where)
        and not any(one.side and one.side != other.side for one, other in where)
        and _same_turns(part, there, pairs, reader)
    )


def _as_not(clause: Clause, stretch: Window, reader: Reader) -> Clause:
    """What is "without an accident" as what has "no accident", where the line says "no"."""
    if "without" not in clause.classes or "without" in stretch.classes or "neg" not in stretch.classes:
        return clause
    tokens = [
        replace(token, classes=("neg",)) if token.classes == ("without",) else token
        for token in clause.tokens
    ]
    return replace(clause, tokens=tokens, classes=clause.classes - {"without"} | {"neg"})


def _homes(clauses: Sequence[Clause]) -> list[Clause]:
    return [clause for clause in clauses for _ in clause.tokens]


def _spread(found: dict[int, tuple[int, ...]]) -> dict[int, int]:
    """One place each where a word stands in a line more than once, the first that is left."""
    pairs: dict[int, int] = {}
    for at, places in sorted(found.items()):
        pairs[at] = next((place for place in places if place not in pairs.values()), places[0])
    return pairs


def _together(
    where: Sequence[tuple[Clause, Clause]], part: Sequence[Clause], there: Sequence[Clause]
) -> bool:
    """Whether no two parts have mixed: what one part says stays in one, or two become one as a whole."""
    of_mine = {id(one): {id(other) for mine, other in where if mine is one} for one in part}
    of_theirs = {id(one): {id(mine) for mine, other in where if other is one} for one in there}
    return all(
        len(reached) == 1 or all(len(of_theirs[other]) == 1 for other in reached)
        for reached in of_mine.values()
    )


def _denies_thing(where: Sequence[tuple[Clause, Clause]], reader: Reader) -> bool:
    """Whether "no training yet, starts in May" has become one "no training starts in May"."""
    of_mine = [{id(o): o for m, o in where if m is mine}.values() for mine, _ in where]
    return any(
        any(tells_of_thing(one.tokens, reader) for one in reached)
        and any("neg" in one.classes and not tells_of_thing(one.tokens, reader) for one in reached)
        for reached in of_mine
    )


def _same_people(where: Sequence[tuple[Clause, Clause]], line: Sequence[Window]) -> bool:
    """Whether each part of the sentence has the person doing it who does it in the line."""
    subjects = {id(window.clauses[0]): window.subject for window in line}
    for mine, other in where:
        theirs = subjects[id(other)]
        if mine.subject and theirs and mine.subject != theirs:
            return False
    return True


def _same_turns(
    part: Sequence[Clause], there: Sequence[Clause], pairs: dict[int, int], reader: Reader
) -> bool:
    """Whether each word that turns something stands beside the same on both sides, and none is left over."""
    mine = list(_turns(part, reader))
    theirs = list(_turns(there, reader))
    if sorted(name for name, _ in mine) != sorted(name for name, _ in theirs):
        return False
    for name, near in mine:
        reached = {pairs[at] for at in near if at in pairs}
        hit = next((one for one in theirs if one[0] == name and one[1] & reached), None)
        if hit is None:
            return False
        theirs.remove(hit)
    return True


def _turns(clauses: Sequence[Clause], reader: Reader) -> Iterator[tuple[str, frozenset[int]]]:
    """Each turning word with the places of the words that it goes with, in its own part."""
    start, last = 0, frozenset[int]()
    for clause in clauses:
        bears = [n for n, token in enumerate(clause.tokens) if reader.must_rest(token) or token.day]
        for at, token in enumerate(clause.tokens):
            behind = [n for n in bears if n > at][:1]
            before = [n for n in bears if n < at][-1:]
            for name in token.classes:
                if not bears and name in MISSED:  # "explanation of why, she misses"
                    yield name, last
                elif name in FORWARD:
                    yield name, frozenset(start + n for n in behind or before)
                elif name in EITHER:
                    yield name, frozenset(start + n for n in (*behind, *before))
                elif name in (*TURNS, *ALONE):
                    yield name, frozenset(start + n for n in behind or before)
        last = frozenset(start + n for n in bears) or last
        start += len(clause.tokens)
