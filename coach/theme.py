"""What a line is about, in the nine codes of domain.md §5, and why a person leaves."""

from collections.abc import Sequence
from dataclasses import dataclass

from coach.knowledge import Knowledge
from coach.labels import Labels

THEMES = (
    "expectations",
    "growth",
    "leadership",
    "role",
    "environment",
    "balance",
    "recognition",
    "terms",
    "personal",
)
"""The codes are contract; sources: S4 (the first six), S0, S1, S2 (domain.md §5)."""

LEAN = -0.5
"""Score from which a line carries a theme. The weights count from 0, where our own lists of lines balance;
those hold more lines on nothing than real talks do, so there a theme is likelier than the weights think.
From -0.1 to -0.6 made little difference on talks of other authors; -0.5 was best (F1 0.757 against 0.743)."""

MOST = 2
"""At most two themes a line: of 30,000 invented lines five carry three, and guesses at a third are wrong."""


def themes(labels: Labels) -> tuple[str, ...]:
    """The themes of one line, most certain first; none for a line that only agrees something."""
    scores = {code: labels.scores[code] for code in THEMES if labels.scores[code] > LEAN}
    return tuple(sorted(scores, key=lambda code: -scores[code])[:MOST])


@dataclass(frozen=True, slots=True)
class ExitReasons:
    """Why somebody leaves, as far as the notes say; pay is asked after apart (S4: last straw or cause)."""

    primary: str | None
    secondary: tuple[str, ...]
    terms: str
    """"trigger", "cause" or "none"."""


def exit_reasons(lines: Sequence[Labels], carried: Sequence[tuple[str, ...]]) -> ExitReasons:
    """The reasons in the lines of an exit talk.

    The reason that most lines speak of comes first; a theme that a line only touches counts for less.
    """
    weight: dict[str, float] = {}
    pay_decides = False
    for labels, codes in zip(lines, carried, strict=True):
        for place, code in enumerate(codes):
            if code == "terms" and labels.scores["pay-decides"] <= 0:
                continue  # "pay is fair" is no reason to leave
            weight[code] = weight.get(code, 0.0) + (1.0 if place == 0 else 0.8)
            pay_decides |= code == "terms"
    if not weight:
        return ExitReasons(None, (), "none")
    ranked = sorted(weight, key=lambda code: -weight[code])
    primary = ranked[0]
    secondary = tuple(code for code in ranked[1:3] if weight[code] >= weight[primary] / 3)
    terms = "none" if not pay_decides else "cause" if primary == "terms" else "trigger"
    return ExitReasons(primary, secondary, terms)


def themes_of(words: str, knowledge: Knowledge) -> tuple[str, ...]:
    """Codes of the themes whose word lists hold some words, those that are sure of it first."""
    hits = [name.partition(" ") for name in knowledge.lexicon.hits(words)]
    ranked = sorted(hits, key=lambda hit: hit[2] != "strong")
    return tuple(dict.fromkeys(code for code, _, strength in ranked if code in THEMES and strength != "not"))
