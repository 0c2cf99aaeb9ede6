"""Who a word of a note or a sentence is by itself: somebody at the table, somebody else, nobody."""

from dataclasses import dataclass, replace

from coach.guard.parts.tokens import Token
from coach.guard.words.forms import stem
from coach.guard.words.vocabulary import GuardWords
from coach.reading import Parties
from coach.text import fold


@dataclass(frozen=True)
class Known:
    """Knows the people of one talk by their words."""

    words: GuardWords
    parties: Parties
    first_names: frozenset[str]
    """First names that are no places or the like, folded."""

    def must_rest(self, token: Token) -> bool:
        """Whether a word has to rest on one of a note; people at the table are weighed by what they do."""
        return token.content and not self.named(token)

    def who(self, token: Token) -> str:
        """Somebody at the table, or else anybody, that a word points at by itself; "" for any other word."""
        if token.who or token.form in self.words.sets["actors"]:
            return token.who or self.other(token)
        return self.named(token) or self.words.persons.get(token.form, ("", ""))[0]

    @property
    def nobody(self) -> set[str]:
        """Under what name "nobody" goes, who is no person: "nobody to swap with"."""
        return {self.other(Token(form)) for form in ("nobody", "niemand")}

    def named(self, token: Token) -> str:
        """Who at the table a word names: "employee", "manager" or ""."""
        if token.form in self.words.sets["actors"] or token.day is not None:
            return ""
        form = token.form.removesuffix("'s")
        role = self.parties.role(form if not token.capital else form.capitalize())
        if role:
            return role.lower()
        owner, part = self.words.persons.get(form, ("", ""))
        return owner if part == "noun" else ""

    def other(self, token: Token) -> str:
        """Somebody who is not at the table, under one name whatever they are called."""
        short = stem(token.form, self.words.lang)
        return f"other:{short}"

    def is_stranger(self, token: Token) -> bool:
        """Whether a word is the first name of somebody who is not at the table."""
        known = token.form.removesuffix("'s") in self.first_names
        return token.capital and known and not self.who(token)

    def is_time(self, token: Token) -> bool:
        """Whether a capital is that of a month: "January and February"."""
        return token.form in self.words.words("clauses", "times")

    def by_name(self, token: Token) -> Token:
        """A word as the name that it is here: Elke is somebody, "elke week" is every week."""
        called = {fold(name.split()[0]) for name in (self.parties.employee, self.parties.manager) if name}
        return replace(token, classes=(), free=False) if token.capital and token.form in called else token

    def is_person(self, token: Token) -> bool:
        """Whether a word points at anybody."""
        return (
            bool(self.named(token))
            or token.form in self.words.persons
            or token.form in self.words.sets["actors"]
        )
