"""What a part of a note is about where it does not say so: "cii exams, passed 2, wants study days".

Beside what `coach.guard.parts.topics` finds, three things can be said along with a part: the label with
which its line opens, all of a thing that the part before only names, and what a verb leaves open, as in
"told planning".
"""

from collections.abc import Iterator, Sequence

from coach.guard.parts.clause import Clause, is_done
from coach.guard.parts.clauses import Reader
from coach.guard.parts.tokens import Token
from coach.guard.parts.topics import topic

LABEL = 4
"""Bearing words of a label at most: "bus lijn 41"."""


def themes(before: Sequence[Clause], clause: Clause, reader: Reader) -> Iterator[list[Token]]:
    """The words that a sentence may say along with a part of a line, one list for each way.

    Args:
        before: The parts of the talk before this one, of its own line and of the line before.
        clause: The part itself.
        reader: How the guard reads text.
    """
    own = [part for part in before if not part.earlier]
    if own and _was_of(clause, reader) and (counted := _counted_last(own[-1], reader)):
        yield counted  # what is counted last, and nothing before it
        return
    found = topic(own, clause, reader)
    if found:
        yield found
        if named_only(own[-1], reader):
            yield list(own[-1].tokens)  # "holiday request for 3 weeks, not approved"
    if own and is_label(own[0], reader):
        yield _without_counts(own[0].tokens, clause, reader)
    if leaves_open(clause, reader):
        ready = clause.tokens[0].form in reader.words.words("clauses", "ready")
        there = ready or _is_of(clause, reader)  # what there is not is not ready either
        parts = [part for part in before if not (there and "neg" in part.classes)]
        yield from next(filter(None, (list(_things(part, reader)) for part in reversed(parts))), [])


def _verb(token: Token, reader: Reader) -> bool:
    verbs = reader.words.verbs
    return token.form in verbs or token.reporting or is_done(token.form, reader.words.lang)


def named_only(clause: Clause, reader: Reader) -> bool:
    """Whether a part names a thing and says nothing of it: "holiday request for 3 weeks in August"."""
    bears = any(map(reader.must_rest, clause.tokens))
    said = any(_verb(token, reader) or token.classes for token in clause.tokens)
    return bears and not said and not clause.mentions


def is_label(clause: Clause, reader: Reader) -> bool:
    """Whether a line opens with what it is about: "bus lijn 41, …", "uren: …"; not "laptop slow, …"."""
    bearing = [token for token in clause.tokens if reader.must_rest(token)]
    if not bearing or len(bearing) > LABEL or not named_only(clause, reader):
        return False
    last = clause.tokens[-1]
    plural = reader.words.lang == "en" and last.form.endswith("s") and len(last.form) > 3
    ranked = bearing[0].number[-1:].isalpha()  # "5de leerjaar"
    return clause.colon or len(bearing) == 1 or bool(last.number) or last.capital or plural or ranked


def _without_counts(tokens: Sequence[Token], clause: Clause, reader: Reader) -> list[Token]:
    """A label without its numbers where the part has one that counts nothing: "scale 10, asks 11"."""
    numbers = [at for at, token in enumerate(clause.tokens) if token.number and token.number != "1"]
    behind = clause.tokens[numbers[0] + 1 :][:1] if numbers else []
    bare = bool(numbers) and not (behind and reader.must_rest(behind[0]))
    return [token for token in tokens if not (bare and token.number.isdigit())]


def leaves_open(clause: Clause, reader: Reader) -> bool:
    """Whether a part has a verb that goes with a thing and does not name one: "told planning in October"."""
    words, tokens = reader.words, clause.tokens
    verbs = words.words("clauses", "leaves_open")
    if _is_of(clause, reader):
        return True
    at = next((n for n, token in enumerate(tokens) if token.form in verbs), None)
    if at is None:
        return False
    led = words.sets["prepositions"] | words.words("clauses", "before_nouns")
    for n, token in enumerate(tokens):
        if n == at or not reader.must_rest(token) or reader.who(token) or token.number:
            continue
        if token.form in words.words("clauses", "times") | words.words("clauses", "goes_with_verb"):
            continue
        if not n or tokens[n - 1].form not in led or tokens[n - 1].form in ("about", "over"):
            return False
    return True


def _was_of(clause: Clause, reader: Reader) -> bool:
    """Whether a part only says how many there were: "used to be 7"."""
    forms, last = [token.form for token in clause.tokens], clause.tokens[-1]
    used = len(forms) == 3 and forms[:2] == ["used", "be"]  # "used to" is one word
    return reader.words.lang == "en" and used and last.number.isdigit()


def _counted_last(clause: Clause, reader: Reader) -> list[Token]:
    """What a part counts, where it says nothing else: "4 licensed techs"."""
    things, verbs = clause.tokens[1:], reader.words.verbs
    counts = clause.tokens[0].number.isdigit() and not clause.classes and not clause.mentions
    if not counts or not things or things[-1].form in reader.words.words("clauses", "units"):
        return []  # "handover rushed, 5 minutes, used to be 15"
    if is_done(things[-1].form, reader.words.lang):
        return []  # "4 techs left"
    named = all(reader.must_rest(token) and token.form not in verbs for token in things)
    return list(things) if named else []


def _is_of(clause: Clause, reader: Reader) -> bool:
    """Whether a part is about something of a thing that it does not name: "renewal not planned yet"."""
    first = next(filter(reader.must_rest, clause.tokens), clause.tokens[0])
    return first.form in reader.words.words("clauses", "is_of_thing")


def _things(clause: Clause, reader: Reader) -> Iterator[list[Token]]:
    """The things that a part names, in words that stand together: "ear defenders"."""
    run: list[Token] = []
    for token in [*clause.tokens, Token(".", free=True)]:
        named = reader.must_rest(token) or token.classes == ("sure",)  # "vast contract"
        bears = named and not _verb(token, reader) and not reader.who(token)
        bears = bears and token.form not in reader.words.words("clauses", "goes_with_verb")
        if bears and not token.number.isdigit():
            run.append(token)
        elif run:
            yield run
            run = []
