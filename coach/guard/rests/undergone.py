"""Whether a part of a note that begins with a bare verb tells what is done to somebody: "owed 6 hours"."""

from collections.abc import Sequence

from coach.guard.parts.clause import is_done
from coach.guard.parts.clauses import Reader
from coach.guard.parts.tokens import Token
from coach.guard.rests.begins import first_verb, opens_with

_BY = ("by", "door")


def is_undergone(part: Sequence[Token], reader: Reader) -> bool:
    """Whether what a part begins with is done to whoever it is about.

    It is where the part says by whom, and for a few verbs that are hardly meant otherwise: "owed", "blamed",
    and "not told", unless somebody or something to do follows: "promised to be there", "told HR". Others
    are with what stands behind them: "paid late", "left on her own", "turned down for".
    """
    words = reader.words
    at = first_verb(part, reader)
    form, behind = part[at].form, part[at + 1 :]
    if any(opens_with(name, part[at:], reader) for name in ("undergone_with", "undergone_now")):
        return True
    done = is_done(form, words.lang)
    thing = form in words.words("retold", "not_of_people")
    if done and not thing and _is_unasked(form, behind, reader):
        return True
    if done and not thing and says_by_whom(behind, reader):
        return True
    if behind and reader.who(behind[0]):
        return False
    listed = form in words.words("retold", "undergone") or _is_suffered(form, behind, reader)
    refused = any("neg" in t.classes for t in part[:at]) and _is_refused(part[at], behind, reader)
    return refused or (listed and not (behind and behind[0].form in ("to", "te")))


def _is_suffered(form: str, behind: Sequence[Token], reader: Reader) -> bool:
    """Whether a verb is mostly done to people, and nothing follows that they might do it to."""
    words = reader.words
    return is_led(behind, reader) and form in words.words("asserted", "suffered")


def _is_unasked(form: str, behind: Sequence[Token], reader: Reader) -> bool:
    """Whether it was done without asking: "moved to nights without being asked", and not "moved desks"."""
    if form in reader.words.words("retold", "by_oneself") or not is_led(behind, reader):
        return False
    return any(opens_with("unasked", behind[n:], reader) for n in range(len(behind)))


def is_led(behind: Sequence[Token], reader: Reader) -> bool:
    """Whether nothing stands behind a verb that it might be done to."""
    if not behind or behind[0].number or behind[0].day is not None:
        return True
    return behind[0].form in reader.words.sets["prepositions"]


def _is_refused(verb: Token, behind: Sequence[Token], reader: Reader) -> bool:
    """Whether "not" and a verb say what somebody was not given: "not told", "not trained on it"."""
    words = reader.words
    if verb.form in words.words("retold", "not_given"):
        anybody = bool(behind) and behind[0].form in words.words("retold", "anybody")
        return not (verb.phrase or anybody)  # "never asked for", "never told anyone"
    led = not behind or behind[0].day is not None or behind[0].form in words.sets["prepositions"]
    return led and verb.form in words.words("retold", "not_done_to") | words.words("retold", "not_yet")


def says_by_whom(tokens: Sequence[Token], reader: Reader) -> bool:
    """Whether a "by" is followed by somebody or something, and not by a time."""
    words = reader.words
    at = next((n for n, t in enumerate(tokens) if t.form in _BY and not t.day), len(tokens))
    behind = [t for t in tokens[at + 1 :] if not reader.words.words("retold", "articles") & {t.form}]
    times = words.words("clauses", "times") | words.words("clauses", "units") | words.words("retold", "means")
    people = words.sets["actors"] | words.words("clauses", "who_works") | words.words("asserted", "people")
    if behind and behind[0].number:  # "by 2 apprentices", and not "by 2 points"
        return any(t.form in people or t.form.removesuffix("s") in people for t in behind[1:3])
    return any(not (t.day or t.form in times) for t in behind[:1])
