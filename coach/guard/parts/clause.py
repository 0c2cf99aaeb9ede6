"""A part of a text: its words, and what has been read in them."""

import re
from dataclasses import dataclass, field

from coach.guard.parts.tokens import Token
from coach.guard.words.forms import is_participle

_WITHOUT_GE = re.compile(
    r"(?:uit|aan|af|op|in|over|toe|mee|voor|door|terug)?(?:be|ver|ont|her)\w{3,}(?:d|t|en)$"
)
_IRREGULAR = frozenset(
    """done made given shown taught told written taken seen sent held put led run paid underpaid
    left spat""".split()
)

_THINGS = (
    "ingen",
    "schappen",
    "wagen",
    "dagen",
    "verslagen",
    "gesprekken",
    "gebouwen",
    "gezinnen",
    "gegevens",
)
"""How Dutch nouns end that look like participles."""

_FINITE = frozenset(
    """vertrekt begint ontvangt verdwijnt bespreekt verliest begrijpt verkiest vergeet verlaat beschrijft
    bewijst bezit onderneemt verschijnt vergelijkt verwijst bestaat ontstaat verstaat beweegt bekijkt
    herbekijkt bezoekt verkoopt verzoekt vervangt verschuift verspreekt behoudt onthoudt ontbreekt
    verbiedt bevalt ontvalt""".split()
)
"""Dutch verbs of now that end like a participle."""


def is_done(form: str, lang: str) -> bool:
    """Whether a word is a participle, those without "ge" or "ed" too: "besteld", "taught"."""
    if lang == "nl" and (form.endswith(_THINGS) or form in _FINITE):
        return False
    found = _WITHOUT_GE.match(form) is not None if lang == "nl" else form in _IRREGULAR
    return found or form == "gehad" or is_participle(form, lang)


@dataclass(slots=True)
class Clause:
    """A part of a sentence with one thing said in it."""

    tokens: list[Token]
    joined: bool = False
    """Joined to the part before by "and" or "or", so that a "not" before them may hold for both."""
    timed: bool = False
    """Says when the rest holds: "when it is busy"."""
    opener: str = ""
    """The "and", "because" or "so" before it."""
    apart: bool = False
    """A comma or the like stands before it."""
    fronted: bool = False
    """It comes after its condition, so that its verb may come first: "als het druk is, helpt ze"."""
    merged: bool = False
    """A part that says too little by itself was joined to it."""
    later: bool = False
    """It is not the first of its text."""
    stranger: bool = False
    """Its line, as far as here, is about somebody with a name who is not at the table."""
    earlier: bool = False
    """It is of the line before, not of the line that is read."""
    asked: bool = False
    """It ends in a question mark, and so stays open."""
    colon: bool = False
    """It ends in a colon."""
    labelled: bool = False
    """A single word with a colon stands before it: "Kelly: course in May"."""
    side: str = ""
    """"cause" or "effect", see `coach.guard.parts.causes`."""
    mentions: list[tuple[str, str]] = field(default_factory=list)
    """Who is in it and in which part: ("employee", "subject"); somebody else by their word."""
    possessors: set[str] = field(default_factory=set)
    reporter: tuple[str, ...] = ()
    """Who says it, where the clause tells that it was said; () when nobody is named."""
    reported: bool = False
    classes: set[str] = field(default_factory=set)
    first: Token | None = None
    """The first word that does something: shows whether a note without a subject begins with its verb."""
    passive: bool = False
    """It says that something is done, and by whom or by what."""
    inherited: str = ""
    """Who does it, taken over from the part before."""

    @property
    def subject(self) -> str:
        """Who does it, or "" when nobody is named."""
        return next((who for who, part in self.mentions if part == "subject"), self.inherited)
