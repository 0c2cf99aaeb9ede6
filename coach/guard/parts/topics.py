"""What a part of a note points back to: "laptop is slow, asked for a new one", "now 2 a year"."""

from collections.abc import Sequence
from itertools import pairwise

from coach.guard.parts.clause import Clause, is_done
from coach.guard.parts.clauses import Reader
from coach.guard.parts.tokens import Token
from coach.guard.words.forms import light_verbs, stem

TURNING = ("neg", "without", "more", "less", "high", "low", "wish", "maybe", "must", "irreal", "if", "past")
"""What a part may not have in it to be taken over as a whole."""

LONGEST = 3
"""Words of a topic: "opleiding wondzorg"."""


def topic(before: Sequence[Clause], clause: Clause, reader: Reader) -> list[Token]:
    """The words of the part before that a sentence may say again with this part, or none.

    Only where the part cannot stand by itself: it has "it" or "that" in it, it counts something that it does
    not name, it is a mere "not asked for yet", or it goes on about the people of the part before.
    """
    if not before:
        return []
    last = before[-1]
    thing = tells_of_thing(clause.tokens, reader)
    while thing and len(before) > 1 and tells_of_thing(last.tokens, reader):
        before = before[:-1]
        last = before[-1]  # "wants a course, starts in May, costs 300"
    if len(before) > 1 and (last.tokens[0].number or not any(map(reader.must_rest, last.tokens))):
        last = before[-2]  # ", 14 stops, does not manage it"
    if thing or _comes_behind(clause.tokens, reader):
        return _lone_thing(last, reader)
    if any(_counts_nothing(clause.tokens, at) for at in range(len(clause.tokens))):
        found = [t for t in last.tokens if reader.must_rest(t) and not t.number]
        if not found or last.classes & {*TURNING}:
            found = _first_thing(last, reader)
        units = [*_counted(last, reader), *(_counted(before[-1], reader) if before[-1] is not last else ())]
        return [*found, *(token for token in units if token not in found)]
    found = _first_thing(last, reader)
    led = last.tokens[0].form in reader.words.sets["prepositions"]  # "in the kitchen 38 degrees, no fan"
    if not found or not (_points_back(clause, found, reader) or (led and not _actors(found, reader))):
        return []
    return found


def tells_of_thing(tokens: Sequence[Token], reader: Reader) -> bool:
    """Whether a part says what a thing costs or takes, or when it begins: "costs 300", "takes 2 days"."""
    form, following = tokens[0].form, tokens[1:4]
    if form in reader.words.words("clauses", "thing_verbs"):
        return True
    measures = len(following) == 2 and bool(following[0].number)
    starts = form in reader.words.words("clauses", "thing_starts") and bool(following) and following[0].day
    takes = form in reader.words.words("clauses", "thing_takes") and measures
    return bool(starts) or (takes and following[1].form in reader.words.words("clauses", "units"))


def may_be_thing(last: Clause, clause: Clause, reader: Reader) -> bool:
    """Whether a part may be about the thing of the part before: "new scanner, works slowly".

    It is about a person when it says what a person does: "works 3 nights", "was promised", "works gladly".
    """
    words, lang = reader.words, reader.words.lang
    skipped = words.words("clauses", "before_verbs")
    at = next((n for n, token in enumerate(clause.tokens) if token.form not in skipped), 0)
    verb, behind = clause.tokens[at], clause.tokens[at + 1 : at + 2]
    if verb.form not in words.words("clauses", "things_do") or {"like", "wish"} & clause.classes:
        return False
    things = light_verbs(words.lists["light"]["verbs"], lang).get(verb.form, frozenset())
    given = words.words("clauses", "given_to")
    told = any(token.form in given or token.reporting or "agreed" in token.classes for token in behind)
    does = told or any(stem(token.form, lang).endswith(tuple(things)) for token in clause.tokens)
    return not does and not last.subject and any(map(reader.must_rest, last.tokens))


def _lone_thing(clause: Clause, reader: Reader) -> list[Token]:
    """The only thing that a part names, none where it names two: "a car for the course"."""
    found = [t for t in _first_thing(clause, reader) if not is_done(t.form, reader.words.lang)]
    others = [t for t in clause.tokens if reader.must_rest(t) and t not in found]
    led = any(t.form in reader.words.sets["prepositions"] for t in clause.tokens)
    verbs = reader.words.sets["openers"]
    done = (t.form in verbs or is_done(t.form, reader.words.lang) for t in others)
    return [] if led or not all(done) or _actors(found, reader) else found


def _comes_behind(tokens: Sequence[Token], reader: Reader) -> bool:
    """Whether a part begins with what points at the thing named last: "belt loodgieter, die komt"."""
    verbs = reader.words.verbs
    first = reader.words.words("clauses", "points_back_first")
    return len(tokens) > 1 and tokens[0].form in first and tokens[1].form in verbs


def _actors(thing: Sequence[Token], reader: Reader) -> set[str]:
    does = reader.words.words("clauses", "things_that_do")
    return {reader.who(token) for token in thing if token.form not in does} - {""}


def _counted(clause: Clause, reader: Reader) -> list[Token]:
    """What a part counts: "dag" in "thuiswerken mocht maximaal 1 dag"."""
    return [now for number, now in pairwise(clause.tokens) if number.number and reader.must_rest(now)]


def _first_thing(clause: Clause, reader: Reader) -> list[Token]:
    """The first thing that a part names: "the new laptop" in "the new laptop is slow"."""
    found: list[Token] = []
    for token in clause.tokens:
        if token.number.isdigit():
            continue
        if reader.must_rest(token) and token.form not in reader.words.sets["openers"]:
            found.append(token)
            if len(found) == LONGEST:
                break
        elif found and token.form not in reader.words.words("clauses", "inside_things"):
            break
    return found


def _points_back(clause: Clause, thing: Sequence[Token], reader: Reader) -> bool:
    tokens = clause.tokens
    times = reader.words.words("clauses", "times")
    bearing = [t for t in tokens if reader.must_rest(t) and t.form not in times and not t.number]
    if actors := _actors(thing, reader):
        return clause.inherited in actors and not clause.mentions
    alone = len(bearing) == 1 and is_done(bearing[0].form, reader.words.lang)
    led = len(tokens) > 1 and tokens[1].form in reader.words.sets["prepositions"]
    alone = alone or (led and tokens[0].content and is_done(tokens[0].form, reader.words.lang))
    only = len(tokens) == 1 and tokens[0].content and tokens[0].form not in reader.words.sets["openers"]
    return alone or only or any(_stands_alone(tokens, at, reader) for at in range(len(tokens)))


def _stands_alone(tokens: Sequence[Token], at: int, reader: Reader) -> bool:
    """Whether a word points back by itself: "it", "dat"; not "that" in "that rota"."""
    form = tokens[at].form
    if form in reader.words.words("clauses", "points_back"):
        return True
    if form in reader.words.words("clauses", "points_back_alone"):
        following = tokens[at + 1 :]
        return not following or not (following[0].content or following[0].day)
    if form in reader.words.words("clauses", "points_back_before_verb"):
        following = tokens[at + 1 :]
        return bool(following) and is_done(following[0].form, reader.words.lang)
    if form in reader.words.words("clauses", "points_back_of_two"):
        following = tokens[at + 1 :]
        verbs = reader.words.verbs
        return not at and bool(following) and following[0].form in verbs  # "the current one ends in May"
    return False


def _counts_nothing(tokens: Sequence[Token], at: int) -> bool:
    """Whether a number or a "less" stands without what it counts: "at most 4 a month", "gets 70%"."""
    counts = tokens[at].number and not tokens[at].number.startswith(("x", "all", "some"))
    if not counts and not {"more", "less"} & {*tokens[at].classes}:
        return False
    following = [token for token in tokens[at + 1 : at + 3] if token.form not in ("percent", "procent")]
    if not following or (not following[0].content and following[0].day is None):
        return True
    done = [token.form.startswith("ge") and is_done(token.form, "nl") for token in following]
    return done[0] or (len(done) > 1 and done[1] and following[0].form.endswith("e"))  # "3 tijdelijke gehad"
