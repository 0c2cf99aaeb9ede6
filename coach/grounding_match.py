"""Whether a part of a sentence rests on a part of a line: its words, what turns them, who does it."""

from collections.abc import Iterator, Sequence
from itertools import islice

from coach.grounding_clauses import Clause, Reader
from coach.grounding_forms import is_participle, looks_done, looks_past, stem
from coach.grounding_support import NEAR, Support
from coach.grounding_tokens import Token
from coach.grounding_windows import ALONE, BINDING, LEADING, TURNS, UNREAL


class Match(Support):
    """One part of a sentence held against one part of a line."""

    def reason(self) -> str | None:
        """Why the part does not rest there, or None when it does."""
        return self.unsupported() or self._turned() or self._unreal() or self._order() or self._roles()

    # What turns it

    def _turned(self) -> str | None:
        mine = self.clause.classes
        homes = [self.window.home[places[0]] for places in self.found.values()] or list(self.window.clauses)
        choices = [[self.window.home[place] for place in places] for places in self.found.values()] or [homes]
        for name in TURNS:
            for options in choices:
                if not any((name in home.classes) == (name in mine) for home in options):
                    return "negation" if name in ("neg", "without") else "degree"
            if name in mine and name not in self.window.classes:
                return "negation" if name in ("neg", "without") else "degree"
        if _how_often("neg", (self.clause,)) > _how_often("neg", self.window.clauses):
            return "negation"  # a second "not" takes back the first
        for name in ALONE:
            if name in mine and not self._there(name) and not (name == "agreed" and self.window.agreed):
                return "certainty"
        if not self._bound() or not self._only_that():
            return "certainty"
        if "like" in mine and not self.window.classes & {"like", "wish"}:
            return "certainty"
        return None

    def _bound(self) -> bool:
        """Whether "until", "from" and the like stand before the same thing on both sides."""
        for at, token in enumerate(self.clause.tokens):
            kinds = {*token.classes} & {*BINDING}
            behind = [n for n in range(at + 1, at + 1 + NEAR) if n in self.found]
            kinds &= self.window.classes  # "mail it to Koen" for "mails Koen"
            if kinds and behind and not any(kinds & self._before(n) for n in self.found[behind[0]]):
                return False
        said = {place for places in self.found.values() for place in places}
        return all(
            name in self.clause.classes or at in said
            for places in self.found.values()
            for at, name in self._leading(places[0])
        )

    def _only_that(self) -> bool:
        """Whether "only" goes with the same word: "only she has access" is not "she has access only"."""
        if "only" not in self.clause.classes or "only" not in self.window.classes:
            return True
        mine, theirs = _targets(self.clause.tokens, self.reader), _targets(self.window.tokens, self.reader)
        return all(any(self._alike(one, other) for other in theirs) for one in mine)

    def _alike(self, one: Token, other: Token) -> bool:
        """Whether two words point at the same."""
        who = self.reader.who(one)
        if who or one.day or one.number:
            return (who, one.day, one.number) == (self.reader.who(other), other.day, other.number)
        groups, lang = self.reader.words.groups, self.reader.words.lang
        mine, theirs = stem(one.form, lang), stem(other.form, lang)
        shared = groups.get(mine, frozenset()) & groups.get(theirs, frozenset())
        return one.form == other.form or mine == theirs or bool(shared)

    def _leading(self, place: int) -> Iterator[tuple[int, str]]:
        """What stands right before a word and goes with it: "after" in "after 8"."""
        at = place - 1
        while at >= 0 and self.window.tokens[at].free and self.window.home[at] is self.window.home[place]:
            at -= 1
        if at >= 0 and self.window.home[at] is self.window.home[place]:
            yield from ((at, name) for name in self.window.tokens[at].classes if name in LEADING)

    def _before(self, place: int) -> set[str]:
        near = self.window.tokens[max(0, place - NEAR) : place]
        return {name for token in near for name in token.classes}

    def _there(self, name: str) -> bool:
        """Whether the line says so too, and with the same "not": "some day, not now" is not now."""
        if name in ("past", "part") and not all(
            self.places(t, self.reader.words.lang) for t in self._of(name)
        ):
            return (
                False  # "last" and "before" are both behind us, "some" and "most" both a part: not the same
            )
        negated = "neg" in self.clause.classes
        return any(
            name in home.classes and ("neg" in home.classes) == negated for home in self.window.clauses
        )

    def _of(self, name: str) -> list[Token]:
        return [token for token in self.clause.tokens if name in token.classes]

    def _unreal(self) -> str | None:
        mine = self.clause.classes & {*UNREAL}
        homes = {
            id(self.window.home[p]): self.window.home[p] for places in self.found.values() for p in places[:1]
        }
        theirs = {name for home in homes.values() or self.window.clauses for name in home.classes} & {*UNREAL}
        if bool(mine) != bool(theirs) or not self._as_weak(mine, theirs):
            return "certainty"
        if "will" in self.clause.classes and not self._may_come():
            return "certainty"
        return self._tense()

    def _as_weak(self, mine: set[str], theirs: set[str]) -> bool:
        loose = {"wish", "maybe", "irreal"}
        added = mine - theirs - (loose if "irreal" in theirs else set())
        if added - ({"irreal"} if theirs & {"wish", "maybe"} else set()):
            return False
        dropped = theirs - mine - ({"irreal"} if mine & loose else set())
        return not dropped - (loose if "irreal" in mine else set())

    def _may_come(self) -> bool:
        theirs = self.window.classes
        was = self.reader.words.words("tense", "past")
        before = any(token.form in was for token in self.window.tokens)
        if "past" in theirs or (before and not any(token.form in was for token in self.clause.tokens)):
            return False
        return "will" in theirs or self.window.agreed

    def _tense(self) -> str | None:
        words, lang = self.reader.words, self.reader.words.lang
        mine = {token.form for token in self.clause.tokens}
        theirs = {token.form for token in self.window.tokens}
        was, present = words.words("tense", "past"), words.words("tense", "present")
        if theirs & was and mine & present and not mine & was and not theirs & present:
            return "certainty"
        if self._was_to_be() or any(
            looks_done(self.clause.tokens[at].form, self.window.tokens[places[0]].form, lang)
            for at, places in self.found.items()
        ):
            return "certainty"
        coming = self.window.agreed or "will" in self.window.classes
        helpers = words.words("tense", "perfect") | present
        done = (mine & helpers) - theirs  # "is finished", "has asked": of what is still to be done
        for at, places in self.found.items():
            form, other = self.clause.tokens[at].form, self.window.tokens[places[0]].form
            to_do = bool(done) and is_participle(form, lang) and not is_participle(other, lang)
            if coming and looks_past(form, lang) and not looks_past(other, lang) and form != other:
                return "certainty"
            if to_do and (lang == "en" or other.endswith("en")):  # "afronden" is what comes, "rondde" is not
                return "certainty"
        if coming and mine & words.words("tense", "perfect") and not theirs & words.words("tense", "perfect"):
            return "certainty"
        return None

    def _was_to_be(self) -> bool:
        """Whether what somebody tried, asked or promised to do is told as done: "to" went missing."""
        if self.clause.classes & {*UNREAL, "will", "like", "agreed", "undone", "if", "or"}:
            return False
        marks = ("te", "to")
        mine = {n + 1 for n, token in enumerate(self.clause.tokens) if token.form in marks}
        line, who = self.window.tokens, self.reader.who  # "Maya to send a list" is how a task is noted
        theirs = {n + 1 for n, t in enumerate(line) if t.form in marks and n and not who(line[n - 1])}
        moved = [at for at, places in self.found.items() if places[0] in theirs and at not in mine]
        return bool(moved)

    # Who, and in which order

    def _reversed(self) -> bool:
        """Whether a cause is told as the effect; a sentence with both in one part is not taken apart."""
        homes = {self.window.home[p].side for places in self.found.values() for p in places[:1]} - {""}
        return bool(self.clause.side) and bool(homes - {self.clause.side})

    def _order(self) -> str | None:
        """What is compared or preferred keeps its order, and a cause stays the cause."""
        if self._reversed():
            return "role"
        strict = {"order"}
        if {"more", "less", "like", "order"} & self.clause.classes:
            strict.add("order_weak")
        mine, theirs = self.clause.classes & strict, self.window.classes & strict
        if bool(mine) != bool(theirs) and ("order" in mine | theirs):
            return "certainty"
        if mine:
            firsts = [places[0] for _, places in sorted(self.found.items())]
            if firsts != sorted(firsts):
                return "role"
        return None

    def _roles(self) -> str | None:
        theirs = {mention for clause in self.window.clauses for mention in clause.mentions}
        subject = self.window.subject
        if self._other_does(subject):
            return "role"
        if subject:
            theirs.add((subject, "subject"))
        for who, part in self.clause.mentions:
            if (who, part) not in theirs and not self._owner_of(who, part, subject):
                return "role"
        mine = self.clause.subject
        if not self.clause.mentions and mine and subject and mine != subject and not mine.startswith("other"):
            return "role"
        owners = {who for clause in self.window.clauses for who in clause.possessors}
        if owners and self.clause.possessors - owners:
            return "role"
        return self._teller()

    def _other_does(self, subject: str) -> bool:
        """Whether a thing is put first and takes the part of the person who does it: "the lorry stays"."""
        passive = self.reader.words.words("tense", "passive")
        if not subject or self.clause.subject or self.clause.mentions or self.clause.joined:
            return False
        if any(token.form in passive for token in self.clause.tokens):
            return False
        order = [places[0] for _, places in sorted(self.found.items())]
        return order != sorted(order)

    def _owner_of(self, who: str, part: str, subject: str) -> bool:
        """Whether "she has …" may stand for a line that only names what there is."""
        if who != "employee" or part != "subject" or subject:
            return False
        has = {"heeft", "had", "has", "have", "ervaart", "mist", "misses", "lacks"}
        others = {other for clause in self.window.clauses for other, _ in clause.mentions}
        return not others and any(token.form in has for token in self.clause.tokens)

    def _teller(self) -> str | None:
        """Who says it: the employee, unless the line names somebody else, who is then named too."""
        theirs = {who for clause in self.window.clauses for who in clause.reporter}
        mine = set(self.clause.reporter)
        if mine - {"employee", "together"} - theirs:
            return "role"
        if theirs - {"employee"} and not theirs <= mine | {who for who, _ in self.clause.mentions}:
            return "role"
        return None


def _how_often(name: str, clauses: Sequence[Clause]) -> int:
    return sum(name in token.classes for clause in clauses for token in clause.tokens)


def _targets(tokens: Sequence[Token], reader: Reader) -> list[Token]:
    """The words that each "only" goes with: the next one that carries something or somebody."""
    found: list[Token] = []
    for at, token in enumerate(tokens):
        if "only" in token.classes:
            behind = (t for t in tokens[at + 1 :] if t.day or reader.must_rest(t) or reader.who(t))
            found += islice(behind, 1)
    return found
