"""A note cut into what a sentence about it is made of, and the steps in which a model says it again.

A model that may write freely retells: a small one adds, a large one smooths. Here it only points: each word
of the note comes in its place, and before some of them one of a few small words may stand. So every sentence
it can write is the note again, and what is left to weigh is whether the small words fit.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

LONGEST = 60
"""Words of a note. A longer one is no note that a sentence can hold."""

_QUOTED = r"[“„\"][^“”„\"]*[“”\"]\S*|(?<![\w'’])['‘][^'’\"]{2,}(?:['’]\w[^'’\"]*)*['’](?!\w)\S*"
_WORD = re.compile(rf"{_QUOTED}|(?:[^\s,;:]|(?<=\d)[,:](?=\d))+|[,;:]")
_QUOTES = frozenset('"“”„«»‹›`')
_OPEN = re.compile(r"(?<![\w'’])['‘](?!(?:[tsknm]|em|til|twas|ns)\b)\w", re.IGNORECASE)
"""A quotation that is not closed; "'t" and "'s" are none."""
_MARKS = {",": ",", ";": ";", ":": ":", "-": " -", "–": " –", "—": " –"} | dict.fromkeys(
    ("--", "->", "→", "/"), ","
)
"""What stands between two parts of a note, and between those of its sentence: an arrow would be none."""
_ASIDE = re.compile(r"[.!…]+$")
_INITIAL = re.compile(r"(?:[A-Z]\.)+")
_SHORT = frozenset(
    """no nr st mr mrs dr approx ca incl excl evt resp bv vs univ asst prev afh dist dir tel opm max
    min""".split()
)
"""Short forms of which the point ends no sentence."""


@dataclass(frozen=True)
class Glue:
    """The small words of one language, and forms that are written otherwise in a sentence."""

    starts: Sequence[str]
    """Who a sentence is about, where its note begins without anybody: "the employee"."""
    known: Sequence[str]
    """Articles of what is known: they begin a part or stand behind one of `leads`, not in "near the miss"."""
    leads: Sequence[str]
    unknown: Sequence[str]
    """Articles of what is not known yet. They stand behind one of `asking`: "wants a"."""
    asking: Sequence[str]
    bare: Sequence[str]
    """Words before which no article stands, and behind which no helper does."""
    helpers: Sequence[str]
    """What says that something is so: "is"."""
    predicates: Sequence[str]
    """What a helper stands before: what is hardly ever anything else than what something is like."""
    first: Sequence[str]
    """The first person. It is who notes, or whom they quote without marks."""
    manager: Mapping[str, str]
    """Those of them that are who notes, beside one of `verbs`: "I'll" is "the manager will"."""
    subjects: Sequence[str]
    """Those of them that a verb goes with: "I", and not "I'll"."""
    verbs: Mapping[str, str]
    """What somebody does who notes "I", as the manager does it: "ask" is "asks"."""
    saying: Sequence[str]
    """Words behind which an "I" may be somebody else: "says"."""
    counted: Mapping[str, str]
    """Short forms of units, in full behind a number of more than one: "wk" is "weeks"."""
    written: Mapping[str, str]
    """Short forms and signs in full."""

    def before(self, form: str, last: str | None, starts: bool) -> Iterator[str]:
        """The small words that may come before a word.

        Args:
            form: The word.
            last: The one before it in its part, or None where a part begins.
            starts: The sentence begins with it.
        """
        first = form.lower().split()[0]
        if starts and first not in self.known:
            yield from (one for one in self.starts if first != one.split()[-1])
        if first.isalpha() and first not in self.bare and (form[1:].islower() if starts else form.islower()):
            if last is None or last in self.leads:
                yield from self.known
            elif last in self.asking:
                yield from self._agreeing(first)
        if last is not None and last not in self.bare and last not in self.helpers:
            fits = first in self.predicates and last not in self.predicates  # "fair enough"
            yield from self.helpers if fits else ()

    def _agreeing(self, first: str) -> Iterator[str]:
        """An "an" stands before a vowel."""
        return (
            one for one in self.unknown if one not in ("a", "an") or (one == "an") == (first[0] in "aeiou")
        )


@dataclass(frozen=True, slots=True)
class Piece:
    """A word of a note."""

    form: str
    """How a sentence has it: short forms in full."""
    mark: str | None
    """What the sentence has between it and the part before, when it begins a part: "" for the first."""
    tied: bool = False
    """Nothing comes before it: it stands beside an "I", as its verb or behind it."""


def pieces(note: str, glue: Glue) -> tuple[Piece, ...]:
    """The words of a note; none when it asks something, says nothing, is too long, or has an unclear "I".

    What stands between quotation marks stays as it is.
    """
    words = list(_words(note, glue))
    plain = ["" if quoted else word.lower() for word, _, quoted in words]
    if "?" in note or not words or len(words) > LONGEST or not _is_clear(plain, glue):
        return ()
    return tuple(
        Piece(_form(word, plain, at, glue), mark, mark is None and _is_said_of_i(plain, at, glue))
        for at, (word, mark, _) in enumerate(words)
    )


def _is_clear(words: Sequence[str], glue: Glue) -> bool:
    """Whether each "I" is who notes: it does something, and nobody was said to say it; and quotations end."""
    if any(_QUOTES & {*word} or _OPEN.search(word) for word in words):
        return False
    persons = [at for at, word in enumerate(words) if word in glue.first]
    said = next((at for at, word in enumerate(words) if word in glue.saying), len(words))
    return all(words[at] in glue.manager and at < said and _does(words, at, glue) for at in persons)


def _does(words: Sequence[str], at: int, glue: Glue) -> bool:
    """Whether a verb of doing stands beside an "I", or behind it with a "morgen" or the like between."""
    near = (*words[max(0, at - 1) : at], *words[at + 1 : at + 3])
    return any(word in glue.verbs for word in near)


def ways(words: Sequence[Piece], glue: Glue) -> list[list[str]]:
    """How each word may be said; out of each a model chooses one, and together they are a sentence.

    The first way is the word as it stands or in full, with nothing before it.
    """
    found, last = list[list[str]](), ""
    for piece in words:
        before = last if piece.mark is None else None
        found.append(
            [
                _spaced(piece.mark, f"{small} {_inside(piece.form) if small and not found else piece.form}")
                for small in ("", *(() if piece.tied else glue.before(piece.form, before, not found)))
            ]
        )
        last = piece.form.lower().split()[-1]
    found[0] = [f"{text[:1].upper()}{text[1:]}" for text in found[0]]
    return found


def _spaced(mark: str | None, text: str) -> str:
    """A word and what goes with it, behind the mark that its part begins with."""
    bare = text.strip()
    if mark is None:
        return f" {bare}"
    return f"{mark} {bare}" if mark else bare


def steps(line: int, said: Sequence[Sequence[str]]) -> list[list[str]]:
    """The texts out of which a model chooses, one of each step, to write "7: …." on a line of its own."""
    first, *rest = said
    return [[f"{line}: {text}" for text in first], *map(list, rest), [".\n"]]


def _words(note: str, glue: Glue) -> Iterator[tuple[str, str | None, bool]]:
    """Each word or quotation, the mark before it where it begins a part, and whether it is a quotation."""
    mark: str | None = ""
    for match in _WORD.finditer(note):
        word = match.group()
        if word in _MARKS:
            mark = mark if mark == "" else _MARKS[word]
            continue
        quoted = match.group()[0] in "“„\"'‘" and len(word) > 2 and word.rstrip(".,;:!…")[-1] in "“”\"'’"
        low = word.rstrip(".").lower()
        initial = _INITIAL.fullmatch(word)
        whole = quoted or (low in _SHORT and low not in glue.written)
        bare = " ".join(word.split()) if whole else _ASIDE.sub("", word)
        if bare:
            yield bare, mark, quoted
            mark = ";" if bare != word and not (quoted or initial or low in glue.written) else None


def _inside(word: str) -> str:
    """The first word of a note where it no longer stands first; a name hardly comes behind "the employee"."""
    return word[:1].lower() + word[1:] if word[1:].islower() else word


def _form(word: str, plain: Sequence[str], at: int, glue: Glue) -> str:
    """How a sentence has a word; `plain` are all of them in small letters, and "" for a quotation."""
    low = plain[at]
    if low in glue.manager:
        return glue.manager[low]
    if low in glue.verbs and _is_said_of_i(plain, at, glue):
        return glue.verbs[low]
    if low in glue.counted and at and plain[at - 1].isdigit() and plain[at - 1] != "1":
        return glue.counted[low]
    initial = len(word) == 1 and word.isupper()  # "T" may be Tom, and no "het"
    return word if initial else glue.written.get(low, word)


def _is_said_of_i(words: Sequence[str], at: int, glue: Glue) -> bool:
    """Whether an "I" stands beside a word."""
    near = (*words[max(0, at - 1) : at], *words[at + 1 : at + 2])
    return any(word in glue.subjects for word in near)
