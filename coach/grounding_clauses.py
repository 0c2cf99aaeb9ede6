"""A sentence or a note in clauses: who does it, what turns it, which words carry it.

The reading is coarse on purpose and the same for notes and for proposed sentences: where it errs, both sides
differ and the sentence is dropped.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from coach.grounding_causes import mark_sides
from coach.grounding_forms import stem
from coach.grounding_tokens import BREAKS, Token, Tokenizer
from coach.grounding_words import GuardWords
from coach.reading import Parties


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
    side: str = ""
    """"cause" or "effect", see `grounding_causes`."""
    mentions: list[tuple[str, str]] = field(default_factory=list)
    """Who is in it and in which part: ("employee", "subject"); somebody else by their word."""
    possessors: set[str] = field(default_factory=set)
    reporter: tuple[str, ...] = ()
    """Who says it, where the clause tells that it was said; () when nobody is named."""
    reported: bool = False
    classes: set[str] = field(default_factory=set)
    first: Token | None = None
    """The first word that does something: shows whether a note without a subject begins with its verb."""
    inherited: str = ""
    """Who does it, taken over from the part before."""

    @property
    def subject(self) -> str:
        """Who does it, or "" when nobody is named."""
        return next((who for who, part in self.mentions if part == "subject"), self.inherited)


@dataclass(frozen=True)
class Reader:
    """Reads text of one talk into clauses."""

    words: GuardWords
    parties: Parties
    today: date

    def clauses(self, text: str, said: bool = False) -> list[Clause]:
        """The clauses of a text.

        Args:
            text: A note or a sentence.
            said: These are the employee's own words: "I" is the employee, "you" the manager.
        """
        tokens = Tokenizer(self.words, self.today).tokens(text)
        found: list[Clause] = []
        joined, timed, opener, part = False, False, "", list[Token]()
        for token in [*tokens, Token(".")]:
            coordinator = token.form in self._coordinators and token.day is None
            if coordinator and part and not self._bears(part):
                part.append(token)  # "only when …" is one part
            elif token.form in BREAKS or coordinator:
                if part:
                    found.append(Clause(part, joined, timed, opener))
                    opener = ""
                opener = token.form if coordinator else opener
                joined = token.form in self.words.words("clauses", "inherits")
                timed = token.form in self.words.words("clauses", "timing")
                part = [token] if coordinator and token.classes else []
            elif self._turns_to(token, part):
                found.append(Clause(part, joined, timed, opener))
                joined, timed, opener, part = False, False, "", [token]
            else:
                part.append(token)
        for clause in found:
            self._people(clause, said)
            clause.classes = {name for token in clause.tokens for name in token.classes}
        self._inherit(found)
        mark_sides(found, self.words)
        return found

    def _bears(self, part: Sequence[Token]) -> bool:
        return any(token.content or token.day or token.form in self.words.persons for token in part)

    def _turns_to(self, token: Token, part: Sequence[Token]) -> bool:
        """Whether "if the budget comes she might …" has come to its second half, no comma between."""
        if len(part) < 3 or "if" not in part[0].classes:
            return False
        verbs = self.words.words("tense", "present") | self.words.sets["openers"]
        verb_closes = self.words.lang == "nl" and part[-1].form in verbs
        return verb_closes or self.words.persons.get(token.form, ("", ""))[1] == "subject"

    @property
    def _coordinators(self) -> frozenset[str]:
        return self.words.words("clauses", "coordinators")

    @property
    def _before_nouns(self) -> frozenset[str]:
        return self.words.words("clauses", "before_nouns") | self.words.sets["other_role"]

    def _people(self, clause: Clause, said: bool) -> None:
        left: list[tuple[int, str, str]] = []
        tokens = clause.tokens
        for at, token in enumerate(tokens):
            owner = self.words.possessives.get(token.form)
            if owner and self._owns(tokens, at):
                clause.possessors.add(self._speaker(owner, said))
                continue
            who = self._who(tokens, at, said)
            if who:
                left.append((at, *who))
        verbs = [at for at, token in enumerate(tokens) if token.reporting]
        clause.reported = bool(verbs)
        if verbs:
            near = [m for m in left if self._beside(tokens, verbs[0], m[0]) and m[2] != "object"]
            if near:
                clause.reporter = (near[0][1],)
                left.remove(near[0])
        if any(who == "together" for _, who, _ in left):  # "ze … samen": the two of them
            left = [m for m in left if m[1] != "employee" or m[2] != "subject"]
        clause.mentions = [(who, self._part(tokens, at, part, left)) for at, who, part in left]
        clause.first = next(
            (t for t in tokens if (not t.free or t.classes) and "part" not in t.classes), tokens[0]
        )

    def _beside(self, tokens: Sequence[Token], verb: int, who: int) -> bool:
        """Whether nothing stands between them but what goes before a noun: "according to her colleague"."""
        first, last = sorted((verb, who))
        small = self._before_nouns | self.words.possessives.keys() | {"to"}
        return all(token.form in small for token in tokens[first + 1 : last])

    def _owns(self, tokens: Sequence[Token], at: int) -> bool:
        following = tokens[at + 1] if at + 1 < len(tokens) else None
        if tokens[at].form in ("mijn", "my", "his", "their", "hers", "mine"):
            return True
        return following is not None and (
            following.content or bool(self._named(following)) or "past" in following.classes
        )

    def _named(self, token: Token) -> str:
        if token.form in self.words.sets["actors"] or token.day is not None:
            return ""
        role = self.parties.role(token.form if not token.capital else token.form.capitalize())
        if role:
            return role.lower()
        owner, part = self.words.persons.get(token.form, ("", ""))
        return owner if part == "noun" else ""

    def _speaker(self, owner: str, said: bool) -> str:
        return {"manager": "employee", "you": "manager"}.get(owner, owner) if said else owner

    def _who(self, tokens: Sequence[Token], at: int, said: bool) -> tuple[str, str] | None:
        token = tokens[at]
        if token.form in self.words.sets["actors"]:
            return self._other(token), "noun"
        owner = self._named(token)
        if owner:
            before = tokens[at - 1].form if at else ""
            is_noun = token.form in self.words.persons
            if is_noun and owner == "manager" and before in self.words.sets["other_role"]:
                return self._other(token), "noun"
            return owner, "noun"
        if token.form in self.words.persons:
            owner, part = self.words.persons[token.form]
            if part == "possessive":
                return None
            return self._speaker(owner, said), part
        return None

    def _other(self, token: Token) -> str:
        """Somebody who is not at the table, under one name whatever they are called."""
        short = stem(token.form, self.words.lang)
        return f"other:{min(self.words.groups.get(short, ()), default=short)}"

    def _part(self, tokens: Sequence[Token], at: int, part: str, all_: list[tuple[int, str, str]]) -> str:
        if part == "object":
            return "object"
        before = [token for token in tokens[:at] if token.content]
        if at and (led_by := self._preposition(tokens, at)):
            return "with" if led_by in ("with", "met") else "object"
        if part == "subject":
            return "subject"
        if any(other < at and kind != "object" for other, _, kind in all_):
            return "object"
        led = tokens[0].form in self.words.sets["prepositions"] and len(before) < 3  # "For a week Liam …"
        if led and before and before[-1] is tokens[at - 1] and self.words.lang == "en":
            return "subject"
        verb_first = len(before) == 1 and self.words.lang == "nl"
        verb_first = verb_first and self._beside(tokens, tokens.index(before[0]), at)
        if before and not (verb_first and before[0].form in self.words.sets["openers"]):
            return "object"
        return "subject"

    def _preposition(self, tokens: Sequence[Token], at: int) -> str:
        """The preposition before somebody, or ""."""
        place = at - 1
        while place > 0 and (
            tokens[place].form in self._before_nouns or tokens[place].form in self.words.possessives
        ):
            place -= 1
        return tokens[place].form if tokens[place].form in self.words.sets["prepositions"] else ""

    def _inherit(self, clauses: list[Clause]) -> None:
        for before, clause in pairwise(clauses):
            bare = not clause.classes - {"or"} and not clause.mentions
            opener = clause.first is not None and clause.first.form in self.words.sets["openers"]
            if clause.joined and bare and not opener and len([t for t in clause.tokens if t.content]) <= 3:
                clause.classes |= before.classes
            if not clause.subject:
                clause.inherited = before.subject
        labels = [
            c
            for c in clauses
            if c.mentions and not any(t.content or t.classes for t in c.tokens if not self._is_person(t))
        ]
        for label in labels:  # "me: …" or "… - me" says who does the rest
            for clause in clauses:
                if clause is not label and not any(part == "subject" for _, part in clause.mentions):
                    clause.inherited = label.mentions[0][0]

    def must_rest(self, token: Token) -> bool:
        """Whether a word has to rest on one of a note; people at the table are weighed by what they do."""
        return token.content and not self._named(token)

    def who(self, token: Token) -> str:
        """Somebody at the table, or else anybody, that a word points at by itself; "" for any other word."""
        if token.form in self.words.sets["actors"]:
            return self._other(token)
        return self._named(token) or self.words.persons.get(token.form, ("", ""))[0]

    def _is_person(self, token: Token) -> bool:
        return (
            bool(self._named(token))
            or token.form in self.words.persons
            or token.form in self.words.sets["actors"]
        )
