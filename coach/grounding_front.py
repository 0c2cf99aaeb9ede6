"""Dutch order: what comes first pushes who does it behind the verb, "vanaf juli wil Griet …"."""

from collections.abc import Sequence

from coach.grounding_tokens import Token
from coach.grounding_words import GuardWords


def behind_verb(tokens: Sequence[Token], at: int, words: GuardWords) -> bool:
    """Whether only a time and then a verb stand before somebody."""
    if words.lang != "nl" or at < 2:
        return False
    verb, ahead = tokens[at - 1], tokens[: at - 1]
    verbs = words.sets["openers"] | words.words("tense", "finite")
    times = words.words("clauses", "times") | words.words("clauses", "time_words")
    small = words.words("clauses", "before_nouns") | words.sets["prepositions"]
    rest = [t for t in ahead if not (t.day or t.form in times or {"now", "all"} & {*t.classes})]
    only = len(rest) < len(ahead) and all(t.form in small for t in rest)
    return only and (verb.form in verbs or "will" in verb.classes)
