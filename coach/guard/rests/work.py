"""Whether a line tells as what the employee works: "forklift driver since 2021", "lasser, 9 jaar"."""

from collections.abc import Sequence

from coach.guard.parts.clause import Clause
from coach.guard.parts.clauses import Reader
from coach.guard.rests.begins import counts, is_verbless
from coach.guard.words.vocabulary import GuardWords

COMPOUND, COMPOUNDED = 3, 5
"""Among how many first words a job stands, and letters of a job that ends a Dutch compound."""


def tells_work(line: Sequence[Clause], reader: Reader) -> bool:
    """Whether a line has a job among its first words, and says since when or how long, or how many hours."""
    part, words = line[0].tokens, reader.words
    if not is_verbless(part, words) or not any(_is_job(token.form, words) for token in part[:COMPOUND]):
        return False
    barred = (
        words.words("retold", "not_at_work")
        | words.words("clauses", "no_work_yet")
        | words.sets["other_role"]
    )
    if reader.who(part[0]) or any(token.form in barred or token.form.endswith("'s") for token in part):
        return False
    if any(token.classes and "since" not in token.classes for token in part):
        return False  # "never late", "wants a mentor"
    parts = [part[-2:], *(clause.tokens for clause in line)]
    since = any("since" in token.classes for token in (*part, *(later[0] for later in parts)))
    return since or any(counts(name, one, reader) for name in ("years", "worked") for one in parts)


def _is_job(form: str, words: GuardWords) -> bool:
    """Whether a word is what somebody works as, a Dutch compound too: "lichttechnieker"."""
    jobs = words.words("retold", "jobs")
    if form in jobs or form in words.words("asserted", "roles"):
        return True
    return words.lang == "nl" and form.endswith(tuple(job for job in jobs if len(job) >= COMPOUNDED))
