"""Whether a part of a sentence rests on a part of a line: its words, what turns them, who does it."""

from collections.abc import Iterator, Sequence
from itertools import islice

from coach.grounding_clause import Clause
from coach.grounding_clauses import Reader
from coach.grounding_coming import Coming
from coach.grounding_forms import is_participle, looks_done, looks_past, stem
from coach.grounding_support import NEAR
from coach.grounding_tokens import Token
from coach.grounding_windows import ALONE, BINDING, LEADING, TURNS, UNREAL


class Match(Coming):
    """One part of a sentence held against one part of a line."""

    def reason(self) -> str | None:
        """Why the part does not rest there, or None when it does."""
        return self.unsupported() or self._turned() or self._unreal() or self.order() or self.roles()

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
        best = any(token.form == "liefst" for token in self.window.tokens)
        if best and not mine & {"like", "wish", "order"}:
            return "certainty"  # what somebody would like best is not what is so
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
        if self._other_time():
            return False
        return all(
            name in self.clause.classes or at in said
            for places in self.found.values()
            for at, name in self._leading(places[0])
        )

    def _other_time(self) -> bool:
        """Whether "voor oktober" stands for "in oktober", "this" for "last"."""
        times, small = (
            self.reader.words.words("clauses", "times"),
            self.reader.words.words("clauses", "before_nouns"),
        )
        for at, places in self.found.items():
            token = self.clause.tokens[at]
            mine = _led_by(self.clause.tokens, at, frozenset())
            last = all(place and "past" in self.window.tokens[place - 1].classes for place in places)
            if mine in ("this", "these", "dit", "deze") and last:
                return True  # "this week" for "last week"
            if token.form not in times:
                continue
            mine = _led_by(self.clause.tokens, at, small)
            theirs = {_led_by(self.window.tokens, place, small) for place in places}
            if mine == "voor" and theirs <= {"in", "op", "na", "sinds", "vanaf", "tot"}:
                return True
        return False

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
        if name in ("past", "part", "here") and not all(
            self.places(t, self.reader.words.lang) for t in self._of(name)
        ):
            return (
                False  # "last" and "before" are both behind us, "some" and "most" both a part: not the same
            )
        negated = "neg" in self.clause.classes
        used = [self.window.home[place] for places in self.found.values() for place in places[:1]]
        used = [] if name in ("undone", "agreed", "if", "or") else used
        return any(
            name in home.classes and ("neg" in home.classes) == negated
            for home in (*used, *(home for home in self.window.clauses if not used or self._is_bare(home)))
        )

    def _is_bare(self, home: Clause) -> bool:
        """Whether a part of the line has nothing of its own: "still gladly"."""
        return not any(self.reader.must_rest(token) or token.number for token in home.tokens)

    def _of(self, name: str) -> list[Token]:
        return [token for token in self.clause.tokens if name in token.classes]

    def _unreal(self) -> str | None:
        mine = self.clause.classes & {*UNREAL}
        homes = {
            id(self.window.home[p]): self.window.home[p] for places in self.found.values() for p in places[:1]
        }
        theirs = {name for home in homes.values() or self.window.clauses for name in home.classes} & {*UNREAL}
        if "past" not in self.window.classes and self.asks():
            theirs.add("wish")  # "vraagt om 4/5" for "vraagt 4/5"; not for "vroeg 2 weken geleden"
        if bool(mine) != bool(theirs) or not self._as_weak(mine, theirs) or self._drops_verb():
            return "certainty"
        if self.told_as_over() or ("will" in self.clause.classes and not self.may_come()):
            return "certainty"
        return self._tense()

    def _drops_verb(self) -> bool:
        """Whether "has a contract" stands for "asks a contract", "smokes" for "stopped smoking"."""
        words = self.reader.words
        said = {place for places in self.found.values() for place in places}
        homes = {id(self.window.home[place]) for place in said}
        verbs = words.words("clauses", "undoing")
        if any(token.form in words.words("clauses", "is_or_has") for token in self.clause.tokens):
            verbs |= words.sets["openers"] - words.words("clauses", "weak_verbs")
        return any(
            token.content and token.form in verbs and n not in said and id(self.window.home[n]) in homes
            for n, token in enumerate(self.window.tokens)
        )

    def _as_weak(self, mine: set[str], theirs: set[str]) -> bool:
        loose = {"wish", "maybe", "irreal"}
        added = mine - theirs - (loose if "irreal" in theirs else set())
        if added - ({"irreal"} if theirs & {"wish", "maybe"} else set()):
            return False
        dropped = theirs - mine - ({"irreal"} if "maybe" in mine else set())
        return not dropped - (loose if "irreal" in mine else set())

    def _tense(self) -> str | None:
        words, lang = self.reader.words, self.reader.words.lang
        mine = {token.form for token in self.clause.tokens}
        theirs = {token.form for token in self.window.tokens}
        was, present = words.words("tense", "past"), words.words("tense", "present")
        if theirs & was and mine & present and not mine & was and not theirs & present:
            return "certainty"
        still = "since" in self.clause.classes & self.window.classes  # "has worked well since", for "works"
        if self._was_to_be() or any(
            not still and looks_done(self.clause.tokens[at].form, self.window.tokens[places[0]].form, lang)
            for at, places in self.found.items()
        ):
            return "certainty"
        if self._still_done():
            return "certainty"
        coming = self.window.agreed or "will" in self.window.classes
        helpers = words.words("tense", "perfect") | present
        done = (mine & helpers) - theirs  # "is finished", "has asked": of what is still to be done
        done = set() if still or "being" in mine else done  # "are being trained" is not over
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

    def _still_done(self) -> bool:
        """Whether what somebody did is told as what they do: "listens" for "listened"."""
        lang = self.reader.words.lang
        if self.clause.classes & {"past"}:
            return False
        return any(
            all(looks_done(self.window.tokens[n].form, self.clause.tokens[at].form, lang) for n in places)
            for at, places in self.found.items()
        )

    def _was_to_be(self) -> bool:
        """Whether what somebody tried, asked or promised to do is told as done: "to" went missing."""
        if self.clause.classes & {*UNREAL, "will", "like", "agreed", "undone", "if", "or"}:
            return False
        marks = ("te", "to")
        small = self.reader.words.words("clauses", "before_nouns") | self.reader.words.possessives.keys()
        mine = {
            self._behind(self.clause.tokens, n, small)
            for n, t in enumerate(self.clause.tokens)
            if t.form in marks
        }
        line, who = self.window.tokens, self.reader.who  # "Maya to send a list" is how a task is noted
        theirs = {  # "Maya to send a list" is how a task is noted
            self._behind(line, n, small)
            for n, t in enumerate(line)
            if t.form in marks and n + 1 < len(line) and n and not who(line[n - 1])
        }
        moved = [at for at, places in self.found.items() if places[0] in theirs and at not in mine]
        return bool(moved)


def _led_by(tokens: Sequence[Token], at: int, small: frozenset[str]) -> str:
    """The word before a word, "the" and the like left out."""
    return next((token.form for token in reversed(tokens[:at]) if token.form not in small), "")


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
