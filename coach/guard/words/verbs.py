"""Reads the verbs of a language that go their own way: which forms are of the past, and of which verb."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from coach.guard.words.stem import Language, stem
from coach.text import fold


def lines(text: str) -> Iterator[list[str]]:
    """The words of each line of a text."""
    return (words for words in map(str.split, fold(text).splitlines()) if words)


@dataclass(frozen=True, slots=True)
class Verb:
    """An irregular verb: its forms of now, of the past, and with "has" or "is"."""

    now: tuple[str, ...]
    past: tuple[str, ...]
    done: tuple[str, ...]

    @property
    def forms(self) -> tuple[str, ...]:
        """All its forms but the regular ones that its stem covers."""
        return (*self.now, *self.past, *self.done)


def read_verbs(text: str) -> dict[str, Verb]:
    """Irregular verbs by their first form: "nemen nam/namen genomen" a line, "-" for a form left out."""
    rows = (
        [tuple(form for form in word.split("/") if form != "-") for word in words] for words in lines(text)
    )
    return {now[0]: Verb(now, past, done) for now, past, done in rows}


def read_language(code: str, lists: Mapping[str, Mapping[str, str]]) -> Language:
    """The language of some lists: sections `irregular`, `present`, and in Dutch `separable`.

    English does not write a verb and what stands behind it as one word.
    """
    verbs = read_verbs(lists["irregular"]["words"])
    joined = []
    for base, *particles in lines(lists.get("separable", {}).get("words", "")):
        verb = verbs.get(base) or Verb((base,), (), ())  # the stem of a regular one covers all its forms
        for one in particles:
            parts = (verb.now, verb.past, verb.done)
            joined.append(Verb(*(tuple(one + form for form in forms) for forms in parts)))
    language = Language(code)
    _keep_time(language, (*verbs.values(), *joined))
    language.present = {form: row[0] for row in lines(lists["present"]["words"]) for form in row}
    return language


def _keep_time(language: Language, verbs: Sequence[Verb]) -> None:
    """Tell a language which irregular forms are of the past and of which verb."""
    present = {form for verb in verbs for form in verb.now}
    behind = {form for verb in verbs for form in (*verb.past, *verb.done)}
    language.past = frozenset(behind - present)
    language.either = frozenset(behind & present)
    language.participles = frozenset(form for verb in verbs for form in verb.done) - present
    language.verbs = {
        form: frozenset(stem(one, language) for one in verb.now)
        for verb in verbs
        for form in verb.past
        if form in language.past
    }
