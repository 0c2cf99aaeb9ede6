"""Whom a "he" or a "her" points at: the employee, unless somebody else was named last.

A note is about the employee, and so is a "she" in it. In "daughter ill, she needs care" it is the daughter,
and in the employee's own words it is never the employee. A sentence may say such a word again, and put nobody
in its place.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from coach.guard.parts.clause import Clause, is_done
from coach.guard.parts.front import said_of_more
from coach.guard.parts.known import Known
from coach.guard.parts.tokens import Token


@dataclass(frozen=True)
class Pronouns(Known):
    """Finds the words that point at somebody who is not at the table."""

    def pointed(self, clause: Clause, before: Sequence[Clause], said: bool) -> list[Token]:
        """The words of a part with whom they point at, where that is somebody else.

        Args:
            clause: The part.
            before: The parts before it, read already.
            said: As in `Reader.clauses`.
        """
        opened = clause.opener in self.words.words("clauses", "verb_last")
        found: list[Token] = []
        for at, token in enumerate(clause.tokens):
            if said_of_more(clause.tokens, at, self.words, opened):
                found.append(replace(token, who="other:they"))
                continue
            kind = self._kind(token)
            other = bool(kind) and (said or self._is_other(kind, clause, [*found], before))
            found.append(replace(token, who=f"other:{kind}") if other else token)
        return found

    def _kind(self, token: Token) -> str:
        """Which of "he" and "she" a word is a form of, or nothing."""
        if token.form not in self.words.persons:
            return ""
        return next((kind for kind in ("he", "she") if token.form in self._forms(kind)), "")

    def _forms(self, kind: str) -> frozenset[str]:
        return self.words.words("clauses", kind) | self.words.words("clauses", f"{kind}_too")

    def _is_other(self, kind: str, clause: Clause, ahead: Sequence[Token], before: Sequence[Clause]) -> bool:
        """Whether the one whom a word like "he" can point at, and who was named last, is somebody else."""
        tokens, at = clause.tokens, len(ahead)
        owned = tokens[at].form in self.words.possessives and self.owns(tokens, at)
        told = self.words.persons[tokens[at].form][1] == "subject" and self._is_told(ahead)
        if owned or told:
            found = self._last_of(kind, ahead, same_part=True)
            if owned or found is not None:
                return bool(found)
        for earlier in reversed(before):
            found = self._last_of(kind, earlier.tokens, same_part=False)
            if found is not None:
                return found
        return False

    def _is_told(self, ahead: Sequence[Token]) -> bool:
        """Whether what somebody tells begins before a word: "planner zegt dat …", "trainee says …"."""
        if self.words.lang == "nl":
            return any(token.form in ("dat", "of", "omdat") for token in ahead)
        return any(
            token.form in self.words.verbs or token.reporting or token.form == "that" for token in ahead
        )

    def _last_of(self, kind: str, tokens: Sequence[Token], *, same_part: bool) -> bool | None:
        """Whether the last person in some words is somebody else; None where nobody there can be meant."""
        for at in range(len(tokens) - 1, -1, -1):
            token = tokens[at]
            if token.form in self._forms(kind) and self._kind(token):
                return bool(token.who)
            across = token.form in self._forms("she" if kind == "he" else "he") and self._kind(token)
            if across and same_part and not token.who:
                return True  # "she thinks he is slow"
            if self.named(token) == "employee":
                return False
            never = token.form in self.words.words("clauses", f"never_{kind}")
            if (
                (self.is_one(tokens, at) or self._is_led_one(tokens, at))
                and not never
                and not (same_part and self._is_led(tokens, at))
            ):
                return True
        return None

    def is_one(self, tokens: Sequence[Token], at: int) -> bool:
        """Whether a word is one person who is not at the table."""
        token = tokens[at]
        if token.form in self.words.sets["actors"] or self.works_there(tokens, at):
            return token.form not in self.words.words("clauses", "more_than_one")
        return not at and self.is_stranger(token)

    def _is_led_one(self, tokens: Sequence[Token], at: int) -> bool:
        """Whether somebody by their work stands behind "the" or "her": "gets on with the driver"."""
        if not at or tokens[at].form not in self.words.words("clauses", "who_works"):
            return False
        small = self.words.words("clauses", "before_nouns") | self.words.possessives.keys()
        return tokens[at - 1].form in small | self.words.words("retold", "articles")

    def works_there(self, tokens: Sequence[Token], at: int) -> bool:
        """Whether a part is about somebody by their work: "new mentor is good", not "mentor post"."""
        words, following = self.words, tokens[at + 1].form if at + 1 < len(tokens) else ""
        if tokens[at].form not in words.words("clauses", "who_works") or len(tokens) == 1:
            return False
        if following in words.words("clauses", "no_work_yet"):
            return False
        small = words.words("clauses", "before_nouns") | words.possessives.keys() | words.sets["other_role"]
        if at and tokens[at - 1].form in ("door", "by"):
            return True
        ahead = [token for token in tokens[:at] if token.form not in small or "neg" in token.classes]
        return not ahead or (len(ahead) == 1 and ahead[0].content and ahead[0].form not in words.verbs)

    def _is_led(self, tokens: Sequence[Token], at: int) -> bool:
        """Whether a preposition leads somebody: "with her former boss"."""
        near = tokens[max(0, at - 3) : at]
        return any(token.form in self.words.sets["prepositions"] for token in near)

    def owns(self, tokens: Sequence[Token], at: int) -> bool:
        """Whether a "her" or the like says whose the next word is: "her rota", not "trained her"."""
        following = tokens[at + 1] if at + 1 < len(tokens) else None
        if tokens[at].form in ("mijn", "my", "his", "their", "hers", "mine"):
            return True
        closes = at + 2 == len(tokens) and following is not None and is_done(following.form, self.words.lang)
        if closes and self.words.lang == "nl":
            return False  # "hebben haar opgeleid"
        return following is not None and (
            following.form in ("own", "eigen")
            or following.content
            or bool(self.named(following))
            or "past" in following.classes
        )
