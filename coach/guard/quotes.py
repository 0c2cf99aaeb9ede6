"""What stands between quotation marks in a sentence: whether the lines have it, and whose words it is."""

import re
from collections.abc import Sequence

from coach.guard.words.vocabulary import GuardWords
from coach.text import fold

QUOTED = re.compile(r"[\"“„”]([^\"“„”]*)[\"”“„]|(?<![\w'’])['‘]([^'’\"]{2,}(?:['’]\w[^'’\"]*)*)['’](?!\w)")
"""A quotation, in double marks or in single ones; an apostrophe inside a word is none."""

LONG = 4
"""Letters of a word that may end another: "evaluatieformulier"."""


def quotation(match: re.Match[str]) -> str:
    """The words between the marks."""
    return match.group(1) if match.group(1) is not None else match.group(2)


def flat(text: str) -> str:
    """A text by its words, to compare: without signs, and "didnt" as "didn't"."""
    return " ".join(re.sub(r"[^\w\s]", " ", re.sub("['’‘]", "", fold(text))).split())


def quoted_falsely(text: str, sources: Sequence[str]) -> str | None:
    """Reason "quote" when something between quotation marks stands in none of the lines like that."""
    there = [f" {flat(source)} " for source in sources]
    for match in QUOTED.finditer(text):
        said = flat(quotation(match))
        if not said or not any(f" {said} " in source for source in there):
            return "quote"
    return None


def told_by_other(text: str, sources: Sequence[str], words: GuardWords, employee: str) -> str | None:
    """Reason "quote" when the employee says what a line has from somebody else: a letter, a customer."""
    spoken = [flat(match.group(2)) for match in _speaking(words, employee).finditer(f" {text}")]
    for source in sources:
        for match in QUOTED.finditer(source):
            if flat(quotation(match)) in spoken and _is_of_other(source, match, words, employee):
                return "quote"
    return None


def _is_of_other(line: str, match: re.Match[str], words: GuardWords, employee: str) -> bool:
    """Whether what stands around a quotation gives it to somebody else, or makes it a title."""
    ahead, behind = line[: match.start()].rstrip(), re.split("[,.;!?]", line[match.end() :])[0]
    stretch = [part for part in re.split(r"[,.;!?:=]|->|→|\s-\s", ahead) if part.strip()]
    near = flat(stretch[-1]).split() if stretch else []
    closed = not ahead or ahead[-1] in ",.;:!?=-→>"
    others = words.sets["actors"] | words.words("clauses", "who_works") | words.words("clauses", "written")
    written = tuple(word for word in words.words("clauses", "written") if len(word) > LONG)
    if (
        others & {*near[:3]}
        or any(word.endswith(written) for word in near[:3])
        or (others | {"volgens", "according"}) & {*flat(behind).split()}
    ):
        return True
    who = words.words("persons", "employee_subject") | words.words("persons", "employee_noun")
    small = words.words("clauses", "before_nouns") | {fold(employee.partition(" ")[0])}
    spoken = words.sets["reporting"] & {*near[-2:]} and not {*near[:-2]} - who - small
    return not closed and not spoken


def unspoken(text: str, line: str, words: GuardWords, employee: str) -> str:
    """A sentence without the "she says" before a quotation, where the line has the same quotation.

    What a line has between quotation marks the employee said.
    """
    if QUOTED.search(line) is None:
        return text
    return _speaking(words, employee).sub(r", \2", f" {text}").strip(" ,")


def _speaking(words: GuardWords, employee: str) -> re.Pattern[str]:
    """What says that the employee said a quotation; the quotation is its second group."""
    called = re.escape(employee.partition(" ")[0])
    who = [*sorted(words.words("persons", "employee_subject")), words.lists["retold"]["employee"]]
    who += [called] if called else []
    says = words.lists["retold"]["says"].replace(" ", "|")
    joins = words.lists["retold"]["joins_speech"].replace(" ", "|")
    before = rf"(?:,?\s+(?:{joins}))?(?:(?:^|\s+|,\s*)(?:{'|'.join(who)}))?\s+(?:{says})[:,]?\s+"
    return re.compile(rf"({before})([\"“„'‘][^\"”“„]*)", re.IGNORECASE)
