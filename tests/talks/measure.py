"""How well weights read talks that they were not fitted on."""

from collections import Counter
from collections.abc import Iterable

from coach.knowledge import Knowledge
from coach.reading import Parties
from coach.report import read_talk
from coach.talk import Kind
from tests.talks.corpus import FLAGS, NORMAL, THEMES, LabelledTalk


def measure(talks: Iterable[LabelledTalk], knowledge: Knowledge) -> None:
    """Print F1 for every label, pooled F1 for themes and flags, and how often owner and day are right."""
    count: dict[str, Counter[str]] = {}
    right: Counter[str] = Counter()
    for talk in talks:
        texts = [line.text for line in talk.lines]
        report = read_talk(texts, Kind(talk.kind), talk.date, Parties(talk.employee, talk.manager), knowledge)
        for at, line in enumerate(talk.lines):
            mine = set(report.themes[at])
            if line.themes or not line.actions:
                _add(count, THEMES, set(line.themes), mine, "themes")
            _add(count, FLAGS, set(line.flags), {c.kind for c in report.cues if c.line == at}, "flags")
            found = [action for action in report.actions if action.line == at]
            _add(
                count,
                ("action",),
                {"action"} & {a for a in ["action"] if line.actions},
                {"action"} if found else set(),
            )
            if len(found) == len(line.actions) == 1:
                right["owner"] += found[0].owner == line.actions[0].owner
                right["due"] += found[0].due == line.actions[0].due
                right["both"] += 1
        if report.exit_reasons and talk.exit_primary and talk.source in NORMAL:
            right["first reason"] += report.exit_reasons.primary == talk.exit_primary
            right["role of pay"] += report.exit_reasons.terms == talk.terms
            right["exits"] += 1
    for label, c in count.items():
        print(f"  {label:14} F1 {2 * c['hit'] / max(1, c['mine'] + c['true']):.3f}  of {c['true']}")
    for total, names in (("both", ("owner", "due")), ("exits", ("first reason", "role of pay"))):
        for name in names:
            print(f"  {name:14} {right[name] / max(1, right[total]):.3f}  of {right[total]}")


def _add(
    count: dict[str, Counter[str]],
    labels: Iterable[str],
    true: set[str],
    mine: set[str],
    pool: str | None = None,
) -> None:
    for label in labels:
        for name in filter(None, (label, pool)):
            c = count.setdefault(name, Counter())
            c["hit"] += label in true and label in mine
            c["mine"] += label in mine
            c["true"] += label in true
