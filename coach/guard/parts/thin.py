"""Parts of a sentence that claim nothing by themselves."""

from collections.abc import Sequence

from coach.guard.parts.clause import Clause
from coach.guard.parts.clauses import Reader


def with_thin_joined(clauses: Sequence[Clause], reader: Reader) -> list[Clause]:
    """Parts that say too little by themselves joined to the one before: "Pay: too late" is one claim."""
    found: list[Clause] = []
    for clause in clauses:
        bearing = [token for token in clause.tokens if reader.must_rest(token) or token.day]
        bare = len(bearing) == 1 and not clause.classes and not clause.mentions and not clause.reporter
        bare = bare and clause.opener not in reader.words.words("clauses", "because")
        if (
            not bearing
            and not clause.classes
            and (clause.reported or (not clause.mentions and len(clause.tokens) < 3))
        ):
            if found and clause.reported and not found[-1].reporter:
                does = tuple(who for who, part in clause.mentions if part == "subject")
                found[-1].reporter = clause.reporter or does  # "as Koen also said"
            continue
        if bare and found:
            before = found[-1]
            before.tokens = [*before.tokens, *clause.tokens]
            before.merged = True
            before.possessors |= clause.possessors
        else:
            found.append(clause)
    return found
