"""How a part of a note begins: with a phrase of the lists, with its verb, with years."""

from collections.abc import Sequence

from coach.guard.parts.clause import is_done
from coach.guard.parts.clauses import Reader
from coach.guard.parts.tokens import Token
from coach.guard.words.vocabulary import GuardWords


def opens_with(name: str, part: Sequence[Token], reader: Reader) -> bool:
    """Whether a part begins with one of the phrases of a list of the section "retold".

    They are written "left+alone"; "#" stands for a number.
    """
    forms = ["#" if token.number else token.form for token in part]
    phrases = (phrase.split("+") for phrase in reader.words.words("retold", name))
    return any(forms[: len(phrase)] == phrase for phrase in phrases)


def first_verb(part: Sequence[Token], reader: Reader) -> int:
    """The place of the first word of a part that is no "not", "still" or the like."""
    skipped = reader.words.words("clauses", "before_verbs") | reader.words.words("retold", "times")
    lang = reader.words.lang
    for at, token in enumerate(part):
        refuses = "neg" in token.classes and not is_done(token.form, lang)  # "refused" is a verb as well
        if not (refuses or token.number or token.form in skipped):
            return at
    return 0


def counts(name: str, part: Sequence[Token], reader: Reader) -> bool:
    """Whether a part begins with a number of what a list of the section "retold" has: years, hours."""
    return len(part) > 1 and bool(part[0].number) and part[1].form in reader.words.words("retold", name)


def all_verbs(words: GuardWords) -> frozenset[str]:
    """What is a verb by itself, of people and of things."""
    return words.verbs | words.words("clauses", "thing_verbs")


def is_verbless(part: Sequence[Token], words: GuardWords) -> bool:
    """Whether a part has no verb and no participle."""
    verbs = all_verbs(words)
    return not any(t.form in verbs or t.reporting or is_done(t.form, words.lang) for t in part)
