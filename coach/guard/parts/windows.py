"""The parts of a note line on which a part of a sentence may rest."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from coach.guard.parts.clause import Clause, is_done
from coach.guard.parts.clauses import UNCLEAR, Reader
from coach.guard.parts.front import is_doing
from coach.guard.parts.held import held_over, is_over
from coach.guard.parts.themes import themes
from coach.guard.parts.tokens import Token
from coach.guard.parts.topics import may_be_thing, tells_of_thing

TURNS = ("neg", "without", "more", "less", "high", "low")
"""Words that turn what they stand beside: both sides have them or neither."""

UNREAL = ("wish", "maybe", "must", "can", "irreal")
"""Words that say that something is not so yet."""

BINDING = ("after", "before", "until", "through", "since", "from", "toward", "inside", "outside")
"""Words that go with what comes right behind them."""

LEADING = ("after", "before", "until", "through", "since", "inside", "outside")
"""Those of them that a sentence may not leave out: "full after 8" is not "full"."""

CARRIED = ("or", "except", "unless", "part", "cap", "floor", "undone")
"""Words that leave something open or out, and so come along with what they stand beside: "Monday or Friday",
"everyone except one", "unless it breaks down", "usually". A sentence on such a part of a line has one too."""

ALONE = (
    *CARRIED,
    "after",
    "before",
    "until",
    "since",
    "from",
    "inside",
    "outside",
    "through",
    "only",
    "all",
    "now",
    "here",
    "sure",
    "past",
    "agreed",
    "if",
    "up",
    "down",
    "out",
)
"""Words that a sentence may leave out and never add."""


@dataclass(frozen=True)
class Window:
    """A part of a line, or two parts that say one thing together."""

    clauses: tuple[Clause, ...]
    agreed: bool
    elliptic: bool
    """Its subject is left out and is the employee: "wants more variety"."""
    days: frozenset[Token] = frozenset()
    """Days that stand by themselves in the line, and so may go with any part of it."""
    carried: frozenset[str] = frozenset()
    """Which of `CARRIED` stand in it, or open the part that follows: "…, except on Friday"."""
    held: frozenset[str] = frozenset()
    """What holds over it, from wherever in the line: "if", "undone", "past"."""
    topic: int = 0
    """How many of its first words are borrowed from the part before, to which it points back."""
    over: bool = False
    """Its line tells what came of it: "…, taught myself the rest"."""
    whole: bool = False
    """Parts that do not go on from each other: all of it has to be said again, or halves could be mixed."""
    tokens: tuple[Token, ...] = field(init=False)
    home: tuple[Clause, ...] = field(init=False)

    def __post_init__(self) -> None:
        pairs = [(token, clause) for clause in self.clauses for token in clause.tokens]
        object.__setattr__(self, "tokens", tuple(token for token, _ in pairs))
        object.__setattr__(self, "home", tuple(clause for _, clause in pairs))

    @property
    def classes(self) -> set[str]:
        """What turns any part of it."""
        return {name for clause in self.clauses for name in clause.classes}

    @property
    def subject(self) -> str:
        """Who does it, or ""."""
        return self.clauses[0].subject or ("employee" if self.elliptic else "")


def windows(
    clauses: Sequence[Clause], agreed: bool, reader: Reader, earlier: Sequence[Clause] = ()
) -> list[Window]:
    """The parts of a line on which a part of a sentence may rest, alone or two that go together.

    Args:
        clauses: The parts of the line.
        agreed: Whether the line is an agreement.
        reader: How the guard reads text.
        earlier: The parts of the line before, where the sentence names that line as well.
    """
    found: list[Window] = []
    elliptic = False
    agreed = agreed or any(_only_says(clause, "agreed", reader) for clause in clauses)
    lone = [
        c for c in clauses if not any(map(reader.must_rest, c.tokens)) and not c.mentions and not c.classes
    ]
    days = frozenset(token for clause in lone for token in clause.tokens if token.day)
    over = not agreed and is_over(clauses, reader)
    for at, clause in enumerate(clauses):
        before, elliptic = elliptic, _leaves_out(clauses, at, elliptic, reader)
        after = clauses[at + 1].tokens[0].classes if at + 1 < len(clauses) else ()
        carried = frozenset(clause.classes | {*after}) & {*CARRIED}
        one = Window((clause,), agreed, elliptic, days, carried, held_over(clauses, at, reader), over=over)
        found.append(one)
        found += (_about(one, thing, reader) for thing in themes((*earlier, *clauses[:at]), clause, reader))
        if at and (both := _with_last(one, clauses[at - 1], before, reader)):
            held = one.held | held_over(clauses, at - 1, reader)
            found.append(replace(both, elliptic=before, held=held))
    return found


def _leaves_out(clauses: Sequence[Clause], at: int, before: bool, reader: Reader) -> bool:
    """Whether a part leaves out that the employee does it; `before`: the part before does."""
    clause = clauses[at]
    starts = _starts_with_verb(clause, reader)
    if at and starts and not before and may_be_thing(clauses[at - 1], clause, reader):
        starts, clause.inherited = False, UNCLEAR
    wanted = "wish" in clause.classes and not any("wish" in token.classes for token in clause.tokens)
    goes_on = before and not clause.mentions
    goes_on = goes_on and (
        wanted or _goes_on(clause, reader) or (clause.timed and _is_somewhere(clause, reader))
    )
    silent = not clause.subject and not reader.comes(clause) and not clause.stranger
    elliptic = silent and (starts or goes_on)
    return _undergone(clause, elliptic, reader) if clause.passive else elliptic


def _about(one: Window, thing: Sequence[Token], reader: Reader) -> Window:
    """A part with the thing that it is about in front."""
    clause = one.clauses[0]
    counted = clause.tokens[0].form in ("used", "was") and any(t.number for t in clause.tokens)
    ready = clause.tokens[0].form in reader.words.words("clauses", "ready")  # the letter, not its writer
    inherited = "" if ready or (clause.inherited == UNCLEAR and counted) else clause.inherited
    longer = replace(clause, tokens=[*thing, *clause.tokens], inherited=inherited)
    elliptic = one.elliptic and not ready and not tells_of_thing(clause.tokens, reader)  # it starts, not she
    return replace(one, clauses=(longer,), elliptic=elliptic, topic=len(thing), whole=True)


def _with_last(one: Window, last: Clause, before: bool, reader: Reader) -> Window | None:
    """A part and the one before it where they go together; `before`: that one leaves out who does it."""
    clause = one.clauses[0]
    both = replace(one, clauses=(last, clause), carried=one.carried | (last.classes & {*CARRIED}))
    goes_on = _goes_on(clause, reader) and not reader.comes(clause)
    if not clause.mentions and (goes_on or _measures(clause, reader)):
        return both
    if _turns(clause) == _turns(last) and not (clause.subject and clause.mentions and before):
        return replace(both, whole=True)
    return None


def _is_somewhere(clause: Clause, reader: Reader) -> bool:
    """Whether "when home" says where whoever does the rest is."""
    return len(clause.tokens) == 1 and clause.tokens[0].form in reader.words.words("clauses", "somebody_is")


def _undergone(clause: Clause, elliptic: bool, reader: Reader) -> bool:
    """Note that "helped by the union" was done to the employee; a passive leaves nobody out."""
    skipped = reader.words.words("clauses", "before_verbs")
    start = next((token for token in clause.tokens if token.form not in skipped), clause.tokens[0])
    if elliptic or ((start.content or start.reporting) and is_done(start.form, reader.words.lang)):
        clause.undergoes.add("employee")
        if ("employee", "object") not in clause.mentions:
            clause.mentions.append(("employee", "object"))
    return False


def _turns(clause: Clause) -> set[str]:
    return clause.classes & {*TURNS, *UNREAL, "if", "past", "will"}


def _only_says(clause: Clause, name: str, reader: Reader) -> bool:
    return clause.classes == {name} and not any(map(reader.must_rest, clause.tokens))


def _measures(clause: Clause, reader: Reader) -> bool:
    """Whether a part only says when or how much: ", next Thursday", ", 80 minutes each way"."""
    bearing = [token for token in clause.tokens if reader.must_rest(token)]
    if clause.classes & {*UNREAL}:
        return False
    return not bearing or (bool(bearing[0].number) and len(bearing) <= 2)


def _starts_with_verb(clause: Clause, reader: Reader) -> bool:
    """Whether a part of a note leaves out who does it: "wants more", "never got it", "marking till 9"."""
    first = clause.first
    if first is None or clause.tokens[0].form in reader.words.words("clauses", "begins_anew"):
        return False
    if tells_of_thing(clause.tokens, reader):
        return False  # "takes 2 days" is the course
    if any(part == "subject" for _, part in clause.mentions):
        return False
    verbs = reader.words.sets["openers"]
    skipped = reader.words.words("clauses", "before_verbs")
    start = next((t for t in clause.tokens if t.form not in skipped), first)
    return (
        first.form in verbs
        or start.form in verbs
        or clause.tokens[0].form in verbs
        or (not clause.later and clause.tokens[0].form in reader.words.words("clauses", "opens_note"))
        or (reader.words.lang == "en" and is_doing(clause.tokens, start, reader.words))
        or bool({"wish", "irreal"} & set(first.classes))
        or (reader.words.lang == "nl" and bool({"like", "order"} & set(clause.tokens[0].classes)))
    )


def _goes_on(clause: Clause, reader: Reader) -> bool:
    start = clause.tokens[0].form
    sets = reader.words.sets
    measures = _measures(clause, reader)
    return start in sets["continues"] or start in sets["prepositions"] or clause.joined or measures
