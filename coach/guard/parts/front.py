"""What stands before somebody or before a verb, and what it makes of them.

Dutch order: what comes first pushes who does it behind the verb, "vanaf juli wil Griet …".
"""

from collections.abc import Sequence

from coach.guard.parts.tokens import Token
from coach.guard.words.forms import is_participle
from coach.guard.words.vocabulary import GuardWords

LONGEST = 4
"""Words before the verb: "na de verhuis helpt Bas haar"."""


def behind_verb(tokens: Sequence[Token], at: int, words: GuardWords) -> bool:
    """Whether only a time or the like, and then a verb, stand before somebody."""
    if words.lang != "nl" or at < 2:
        return False
    verb, ahead = tokens[at - 1], tokens[: at - 1]
    verbs = words.verbs
    times = words.words("clauses", "times") | words.words("clauses", "time_words")
    small = words.words("clauses", "before_nouns") | words.sets["prepositions"]
    thing = verb.form in words.words("clauses", "done_by") and all(t.content for t in ahead)
    if thing and not any(t.form in words.persons or t.form in words.sets["actors"] for t in ahead):
        return True  # "marktcheck doet HR"
    led = ahead[0].form in words.sets["prepositions"] and len(ahead) <= LONGEST
    if led and not any(t.form in verbs or t.form in words.persons for t in ahead):
        return verb.form in verbs
    # "de laatste 3 maanden had …"
    times |= words.words("clauses", "units") | words.words("clauses", "which_time")
    when = {"now", "all", "past"}
    rest = [t for t in ahead if not (t.day or t.number or t.form in times or when & {*t.classes})]
    only = len(rest) < len(ahead) and all(t.form in small for t in rest)
    return only and (verb.form in verbs or "will" in verb.classes)


def opens_with_verb(tokens: Sequence[Token], words: GuardWords) -> bool:
    """Whether a Dutch part begins with its verb, so that who comes next may do it or undergo it."""
    verbs = words.verbs
    return words.lang == "nl" and tokens[0].form in verbs and not tokens[0].reporting


def said_of_more(tokens: Sequence[Token], at: int, words: GuardWords, opened: bool = False) -> bool:
    """Whether a Dutch "ze" is more than one: "zij komen te laat", "soms blijven ze weg".

    Args:
        tokens: A part of a text.
        at: The place of the word in it.
        words: The word lists.
        opened: The part begins with an "omdat" or the like, so that its verb comes last.
    """
    if words.lang != "nl" or tokens[at].form not in ("ze", "zij"):
        return False
    behind = tokens[at + 1 :]
    if behind and _does_more(behind[0], words):
        return True
    if at and _does_more(tokens[at - 1], words) and tokens[at - 1].form not in words.sets["prepositions"]:
        return True  # "soms weken blijven ze weg"
    opened = opened or any("if" in t.classes or t.form in ("dat", "die") for t in tokens[:at])
    one = any(t.form in words.verbs and not _ends_as_more(t.form) for t in behind)
    return opened and len(behind) > 1 and not one and _does_more(behind[-1], words)


def _ends_as_more(form: str) -> bool:
    return form.endswith(("en", "aan", "oen", "ijn"))


def _does_more(token: Token, words: GuardWords) -> bool:
    """Whether a word is what more than one do: "komen"."""
    does = (
        token.content
        or token.form in words.words("tense", "finite") | words.words("clauses", "more_do")
        or {"wish", "must", "can", "will"} & {*token.classes}
    )
    return bool(does) and _ends_as_more(token.form) and not is_participle(token.form, words.lang)


def tells(tokens: Sequence[Token], at: int, words: GuardWords) -> bool:
    """Whether a part opens with telling somebody: "tells S by 31 March"."""
    return at == 1 and tokens[0].form in words.words("clauses", "tells_somebody")


def is_both_of(tokens: Sequence[Token], at: int, words: GuardWords) -> bool:
    """Whether "both" behind a verb goes with the things that follow: "he gets both sets of emails"."""
    if tokens[at].form != "both" or not at or at + 1 == len(tokens):
        return False
    verbs = words.verbs
    before, behind = tokens[at - 1], tokens[at + 1]
    named = behind.content or behind.form in words.sets["actors"]
    thing = named and behind.form not in verbs and behind.form.endswith("s")
    return thing and before.form in verbs


def is_another(tokens: Sequence[Token], at: int, words: GuardWords) -> bool:
    """Whether "old" or the like makes another of a manager: "the old depot manager"."""
    others, place = words.sets["other_role"], at - 1
    while place > 0 and tokens[place].form not in others:
        if not tokens[place].content or tokens[place].form in words.sets["openers"]:
            return False
        place -= 1
    return place >= 0 and tokens[place].form in others


def told_from(tokens: Sequence[Token], at: int) -> int:
    """Where what is told begins: behind a "that" somewhere before a word."""
    return next((n + 1 for n in range(at - 1, 0, -1) if tokens[n].form in ("that", "dat")), 0)
