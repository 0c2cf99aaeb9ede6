"""What a line is about, in the nine codes of domain.md §5, and why a person leaves."""

from collections import Counter
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
    if not labels.speaks:
        return ()
    scores = {code: labels.scores[code] for code in THEMES if labels.scores[code] > LEAN}
    return tuple(sorted(scores, key=lambda code: -scores[code])[:MOST])


FADING, AGAIN, SURE, PAY_DECIDES = 1.0, 0.7, 2.0, 1.0
"""How soon a later theme counts for less as a reason to leave, what each next line on the same one counts
for, points above `LEAN` at which a theme is sure, and the score from which pay is a reason. In invented Dutch
and English talks that were not fitted on, the first reason was right in 28 and 36 % and the role of pay in 70
and 62 by counting lines alone; by this in 61 and 64, and in 82 and 81. The figures are flat around."""


@dataclass(frozen=True, slots=True)
class ExitReasons:
    """Why somebody leaves, as far as the notes say; pay is asked after apart (S4: last straw or cause)."""

    primary: str | None
    secondary: tuple[str, ...]
    terms: str
    """"trigger", "cause" or "none"."""


def exit_reasons(lines: Sequence[Labels], carried: Sequence[tuple[str, ...]]) -> ExitReasons:
    """The reasons in the lines of an exit talk.

    What came first counts most: the first question of an exit talk asks when somebody first thought of
    leaving (domain.md §3), and in 377 of 401 invented talks the first theme is the first reason. What is
    fine, or merely comes up, is mostly noted later. A theme that is barely sure counts for less.
    """
    weight: dict[str, float] = {}
    seen: Counter[str] = Counter()
    themed = 0
    for labels, codes in zip(lines, carried, strict=True):
        for code in codes:
            # "pay is fair" is no reason, but hardly the first thing that is said either
            if code != "terms" or not themed or labels.scores["pay-decides"] > PAY_DECIDES:
                sure = min(1.0, (labels.scores[code] - LEAN) / SURE)
                weight[code] = weight.get(code, 0.0) + sure * AGAIN ** seen[code] / (1 + FADING * themed)
                seen[code] += 1
        themed += bool(codes)
    if not weight:
        return ExitReasons(None, (), "none")
    primary, *others = sorted(weight, key=lambda code: -weight[code])
    secondary = tuple(code for code in others[:2] if weight[code] >= weight[primary] / 4)
    terms = "none" if "terms" not in weight else "cause" if primary == "terms" else "trigger"
    return ExitReasons(primary, secondary, terms)


def themes_of(words: str, knowledge: Knowledge) -> tuple[str, ...]:
    """Codes of the themes whose word lists hold some words, those that are sure of it first."""
    hits = [name.partition(" ") for name in knowledge.lexicon.hits(words)]
    ranked = sorted(hits, key=lambda hit: hit[2] != "strong")
    return tuple(dict.fromkeys(code for code, _, strength in ranked if code in THEMES and strength != "not"))
