"""Who is in a part of a text, and in which part: who does it, to whom, whose it is, who says it."""

from collections.abc import Sequence
from dataclasses import dataclass

from coach.guard.parts.clause import Clause, is_done
from coach.guard.parts.front import (
    behind_verb,
    is_another,
    is_both_of,
    opens_with_verb,
    tells,
    told_from,
)
from coach.guard.parts.pronouns import Pronouns
from coach.guard.parts.tokens import Token


@dataclass(frozen=True)
class People(Pronouns):
    """Finds the people of one talk in its texts."""

    @property
    def _before_nouns(self) -> frozenset[str]:
        return self.words.words("clauses", "before_nouns") | self.words.sets["other_role"]

    def people(self, clause: Clause, said: bool) -> None:
        """Fill in who is in a clause, whose things, and who says it; `said` as in `Reader.clauses`."""
        left: list[tuple[int, str, str]] = []
        tokens = clause.tokens
        for at, token in enumerate(tokens):
            if token.form.endswith("'s") and (named := self.named(token)):
                clause.possessors.add(named)
                continue
            owner = self.words.possessives.get(token.form)
            if owner and self.owns(tokens, at):
                clause.possessors.add(token.who or self._speaker(owner, token, said))
                continue
            who = None if self._as_work(clause, at) else self._who(tokens, at, said)
            if who:
                left.append((at, *who))
            elif not at and self._is_called(token, clause.later):
                left.append((at, self.other(token), "noun"))  # ", Lea trains nobody"
        clause.reported = any(token.reporting for token in tokens)
        if clause.reported:
            left = self._reported(clause, left)
        if any(who == "together" and part != "object" for _, who, part in left):  # "ze … samen": the two
            left = [m for m in left if m[1] not in ("employee", "other:they") or m[2] != "subject"]
        clause.mentions = [(one[1], self._part(clause, one, left)) for one in left]
        self._passive(clause, [at for at, _, _ in left])
        clause.first = next(
            (t for t in tokens if (not t.free or t.classes) and "part" not in t.classes), tokens[0]
        )

    def _as_work(self, clause: Clause, at: int) -> bool:
        """Whether a word is what somebody works as: "works as driver since 2019"."""
        if clause.opener not in ("as", "als") or clause.tokens[at].form in self.words.sets["actors"]:
            return False
        verbs = any(token.form in self.words.verbs for token in clause.tokens)
        return clause.tokens[at].form in self.words.words("clauses", "who_works") and not verbs

    def _reported(self, clause: Clause, left: list[tuple[int, str, str]]) -> list[tuple[int, str, str]]:
        """The people of a clause without who says it, whom it notes in the clause."""
        tokens = clause.tokens
        verb = next(at for at, token in enumerate(tokens) if token.reporting)
        finds = tokens[verb].form in self.words.words("clauses", "finds")
        if finds and not verb and left and any(token.content for token in tokens[left[-1][0] + 1 :]):
            return self._found_to_be(tokens, left)  # "finds her colleagues great": they are
        source = tokens[verb].form in ("volgens", "according")  # "volgens hem", "according to her"
        told = next(
            (at for at in range(verb, len(tokens)) if tokens[at].form in ("dat", "that")), len(tokens)
        )
        near = [m for m in left if self._beside(tokens, verb, m[0]) and (source or m[2] != "object")]
        if self.words.lang == "en" and not verb and not source:
            return left  # "says manager listens": she says it
        near = [m for m in near if m[0] < told and (source or not self._preposition(tokens, m[0]))]
        if not near:
            return left
        clause.reporter = (near[0][1],)
        rest = [one for one in left if one is not near[0]]
        return self._found_to_be(tokens, rest) if finds else rest

    def _found_to_be(
        self, tokens: Sequence[Token], left: Sequence[tuple[int, str, str]]
    ) -> list[tuple[int, str, str]]:
        return [
            (at, who, "found" if part == "noun" and not self._preposition(tokens, at) else part)
            for at, who, part in left
        ]

    def _passive(self, clause: Clause, places: Sequence[int]) -> None:
        """In "she was trained by the chef" the chef does it, and it is done to her."""
        tokens, lang = clause.tokens, self.words.lang
        by = [at for at, token in enumerate(tokens) if token.form in ("door", "by") and at + 1 < len(tokens)]
        helped = any(token.form in self.words.words("tense", "helps_passive") for token in tokens)
        done = [t for t in tokens if self._tells(t) and is_done(t.form, lang)]
        if len(by) != 1 or not done:
            return
        following = tokens[by[0] + 1]
        if following.day or following.number or following.form.endswith("ing"):
            return
        agents = [n for n, at in enumerate(places) if at > by[0] and self._beside(tokens, by[0], at)]
        noted = clause.tokens[-1] in done or tokens[by[0] - 1] in done
        alone = tokens[0].form in lang.participles and tokens[0].form not in lang.verbs
        noted = noted or alone  # "bitten twice by …"
        if not helped and not noted and not (agents and done[0] in tokens[: by[0]]):
            return
        clause.passive = True
        clause.mentions = [
            (who, "subject" if n in agents else "object" if part == "subject" else part)
            for n, (who, part) in enumerate(clause.mentions)
        ]

    def _beside(self, tokens: Sequence[Token], verb: int, who: int) -> bool:
        """Whether nothing stands between them but what goes before a noun: "according to her colleague"."""
        first, last = sorted((verb, who))
        small = self._before_nouns | self.words.possessives.keys() | {"to"}
        return all(token.form in small for token in tokens[first + 1 : last])

    def _speaker(self, owner: str, token: Token, said: bool) -> str:
        if token.form in self.words.words("clauses", "anybody"):
            return owner  # "you learn nothing here"
        return {"manager": "employee", "you": "manager"}.get(owner, owner) if said else owner

    def _who(self, tokens: Sequence[Token], at: int, said: bool) -> tuple[str, str] | None:
        token = tokens[at]
        if token.form in self.words.sets["actors"]:
            following = tokens[at + 1].form if at + 1 < len(tokens) else ""
            thing = following in self.words.words("clauses", "of_people")  # "client meetings" do nothing
            return None if thing else (self.other(token), "noun")
        if self.works_there(tokens, at):
            return self.other(token), "noun"
        owner = self.named(token)
        if is_both_of(tokens, at, self.words):
            return None
        if owner:
            is_noun = token.form in self.words.persons
            if is_noun and owner == "manager" and is_another(tokens, at, self.words):
                return f"other:{owner}", "noun"
            return owner, "noun"
        if token.form in self.words.persons:
            owner, part = self.words.persons[token.form]
            if part == "possessive":
                return None
            if token.who:
                return token.who, part
            return self._speaker(owner, token, said), part
        return None

    def _part(self, clause: Clause, one: tuple[int, str, str], all_: list[tuple[int, str, str]]) -> str:
        tokens, (at, who, part) = clause.tokens, one
        skipped = self.words.words("clauses", "before_verbs")
        start = next((token for token in tokens if token.form not in skipped), tokens[0])
        opens = part == "noun" and start.form in self.words.sets["openers"] and start is not tokens[at]
        if part == "object" and self._preposition(tokens, at) in ("with", "met"):
            return "with"
        if part in ("object", "found"):
            return part
        bare = next(
            (n for n in range(at, 0, -1) if tokens[n - 1].form not in self.words.sets["other_role"]), 0
        )
        told = told_from(tokens, at) if clause.reported else 0  # "Winston says that Helen …"
        before = [token for token in tokens[told:bare] if token.content]  # not "old" in "the old boss"
        if part == "noun" and behind_verb(tokens, at, self.words):
            return "object" if any(k == "subject" for _, _, k in all_) else "subject"
        alone = part == "noun" and at == 1 and not clause.fronted and not who.startswith("other")
        if alone and opens_with_verb(tokens, self.words):
            return "unclear"  # "helpt Koen": either may help
        if at and (led_by := self._preposition(tokens, at)):
            return "with" if led_by in ("with", "met") else "object"
        if part == "subject":
            return "subject"
        if self.words.lang == "en" and (tells(tokens, at, self.words) or (opens and not tokens[0].reporting)):
            return "object"  # "likes the team"
        pronoun = who.startswith("other") and any(kind == "subject" for _, _, kind in all_)
        if pronoun or any(other < at and kind != "object" for other, _, kind in all_):
            return "object"
        led = tokens[0].form in self.words.sets["prepositions"] and len(before) < 3  # "For a week Liam …"
        if led and before and before[-1] is tokens[at - 1] and self.words.lang == "en":
            return "subject"
        if clause.fronted and part == "noun" and len(before) == 1 and tokens.index(before[0]) == 0:
            return "subject"  # "als het druk is, springen collega's bij"
        if opens and who.startswith("other"):
            return "object"  # "helpt collega's"
        verb_first = len(before) == 1 and self.words.lang == "nl"
        verb_first = verb_first and self._beside(tokens, tokens.index(before[0]), at)
        if before and not (verb_first and before[0].form in self.words.sets["openers"]):
            return "object"
        return "subject"

    def _is_called(self, token: Token, later: bool) -> bool:
        """Whether the first word of a part is the name of somebody, as it may be wherever a line goes on."""
        named = token.capital and token.content and not self.is_time(token)
        return named and (later or self.is_stranger(token))

    def _tells(self, token: Token) -> bool:
        return token.content or token.reporting or token.classes == ("agreed",)

    def _preposition(self, tokens: Sequence[Token], at: int) -> str:
        """The preposition before somebody, or ""."""
        place = at - 1
        while place > 0 and (
            tokens[place].form in self._before_nouns or tokens[place].form in self.words.possessives
        ):
            place -= 1
        leads = tokens[place].day is None and tokens[place].form in self.words.sets["prepositions"]
        return tokens[place].form if leads else ""
