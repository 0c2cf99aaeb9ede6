"""Whether a part of a note that begins with a bare verb tells what is done to somebody: "owed 6 hours"."""

from collections.abc import Sequence

from coach.guard.parts.clause import is_done
from coach.guard.parts.clauses import Reader
from coach.guard.parts.tokens import Token

_BY = ("by", "door")


def is_undergone(part: Sequence[Token], reader: Reader) -> bool:
    """Whether what a part begins with is done to whoever it is about.

    It is where the part says by whom, and for a few verbs that are hardly meant otherwise: "owed", "blamed",
    and "not told", unless somebody or something to do follows: "promised to be there", "told HR".
    """
    words = reader.words
    at = first_verb(part, reader)
    form, behind = part[at].form, part[at + 1 :]
    listed = form in words.words("retold", "undergone")
    thing = form in words.words("retold", "not_of_people")
    if is_done(form, words.lang) and not thing and says_by_whom(behind, reader):
        return True
    active = bool(behind) and (behind[0].form in ("to", "te", "om") or bool(reader.who(behind[0])))
    refused = any("neg" in t.classes for t in part[:at]) and form in words.words("retold", "not_given")
    return not active and (listed or refused)


def first_verb(part: Sequence[Token], reader: Reader) -> int:
    """The place of the first word of a part that is no "not", "still" or the like."""
    skipped = reader.words.words("clauses", "before_verbs")
    return next((n for n, t in enumerate(part) if t.form not in skipped and "neg" not in t.classes), 0)


def says_by_whom(tokens: Sequence[Token], reader: Reader) -> bool:
    """Whether a "by" is followed by somebody or something, and not by a time."""
    words = reader.words
    at = next((n for n, t in enumerate(tokens) if t.form in _BY and not t.day), len(tokens))
    behind = [t for t in tokens[at + 1 :] if not reader.words.words("retold", "articles") & {t.form}][:1]
    times = words.words("clauses", "times") | words.words("clauses", "units")
    return any(not (t.day or t.number or t.form in times) for t in behind)
