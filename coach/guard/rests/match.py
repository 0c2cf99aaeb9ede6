"""Whether a part of a sentence rests on a part of a line: its words, what turns them, who does it."""

from collections.abc import Sequence

from coach.guard.parts.clause import Clause
from coach.guard.parts.tokens import Token
from coach.guard.parts.windows import ALONE, TURNS, UNREAL
from coach.guard.rests.bound import Bound
from coach.guard.words.forms import is_participle, looks_done, looks_past
from coach.when_words import MONTHS

_POSSIBLE = ("possible", "mogelijk")


class Match(Bound):
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
            given = (name == "agreed" and self.window.agreed) or (name == "here" and self._stays_here())
            given = given or (name == "now" and self._was_then())
            if name in mine and not self._there(name) and not given:
                return "certainty"
        if not self.bound() or not self.only_that():
            return "certainty"
        if "like" in mine and not self.window.classes & {"like", "wish"}:
            return "certainty"
        best = any(token.form == "liefst" for token in self.window.tokens)
        if best and not mine & {"like", "wish", "order"}:
            return "certainty"  # what somebody would like best is not what is so
        return None

    def _there(self, name: str) -> bool:
        """Whether the line says so too, and with the same "not": "some day, not now" is not now."""
        if name in ("past", "part", "here") and not all(self.places(t) for t in self._of(name)):
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

    def _stays_here(self) -> bool:
        """Whether "keeps her here" is no more than "keeps her"."""
        mine = {token.form for token in self.clause.tokens}
        stays = mine & self.reader.words.words("clauses", "stays")
        theirs = {token.form for token in self.window.tokens}
        place = theirs & self.reader.words.words("clauses", "elsewhere")  # "stays with her son in Leeds"
        said = bool(mine & {"here", "hier"}) and "here" not in self.window.classes
        return bool(stays) and said and not place

    def _was_then(self) -> bool:
        """Whether what is now is held against a year behind us: "90 per shift against 60 in 2024"."""
        against = self.reader.words.words("light", "against")
        forms = [token.form for token in self.window.tokens]
        years = [n for n, form in enumerate(forms) if len(form) == 4 and form.isdigit()]
        at = next((n for n, form in enumerate(forms) if form in against), -1)
        return (
            at > 0
            and len(years) == 1
            and forms[at + 2 : at + 4] == ["in", forms[years[0]]]
            and 2000 < int(forms[years[0]]) < self.reader.today.year
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
        if "can" in mine and "maybe" in theirs and any(t.form in _POSSIBLE for t in self.window.tokens):
            theirs = theirs - {"maybe"} | {"can"}  # "if that is possible" for "if possible"
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
        if self._over_by_small_words():
            return "certainty"
        becomes = {"wordt", "worden"} & mine  # "wordt besteld" is no more done than "bestellen"
        still = (
            bool(becomes) or "since" in self.clause.classes & self.window.classes
        )  # "has worked well since", for "works"
        if self._was_to_be() or any(
            not still and looks_done(self.clause.tokens[at].form, self.window.tokens[places[0]].form, lang)
            for at, places in self.found.items()
        ):
            return "certainty"
        if self._still_done():
            return "certainty"
        if lang == "en" and self._drops_will():
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

    def _drops_will(self) -> bool:
        """Whether "trains newcomers" stands for "will train newcomers"; with a day to come it may."""
        will = any("will" in token.classes for token in self.window.tokens)
        open_ = self.clause.classes & {"will", *UNREAL, "agreed"} or self.clause.timed
        ahead = self.reader.words.words("asserted", "ahead") | {*MONTHS}
        when = any(t.day or t.form.removeprefix("month") in ahead for t in self.clause.tokens)
        return will and not open_ and not when

    def _over_by_small_words(self) -> bool:
        """Whether words that need not rest tell as over what is not: "werden", "besproken", "hield van"."""
        words, alike, lang = self.reader.words, self.reader.words.alike, self.reader.words.lang
        there = {token.form for token in self.window.tokens}
        if self.clause.classes & {"past"} and self.window.classes & {"past"}:
            return False
        for mine in self.clause.tokens:
            if mine.form in there or not (mine.free or mine.reporting or mine.phrase or mine.classes):
                continue
            for other in self.window.tokens:
                if alike(mine.form, other.form) and (
                    looks_done(mine.form, other.form, lang)
                    or ((mine.phrase or mine.classes) and looks_done(other.form, mine.form, lang))
                ):
                    return True
        is_so, was_so = (words.words("asserted", name) for name in ("now_so", "was_so"))
        said = {token.form for token in self.clause.tokens}
        if said & was_so and there & is_so and not (said & is_so or there & was_so):
            return True
        has_done = any(is_participle(form, lang) for form in said)  # "has asked" for "had asked"
        if said & is_so and there & was_so and not (said & was_so or there & is_so or has_done):
            return True
        lasting = {"geweest"} & {token.form for token in self.clause.tokens} - there
        been = there & (self.reader.words.words("tense", "past") | {"geweest"})
        return bool(lasting) and "since" in self.window.classes and not been

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
        line, who = self.window.tokens, self.reader.who
        theirs = {  # "Maya to send a list" is how a task is noted
            self._behind(line, n, small)
            for n, t in enumerate(line)
            if t.form in marks and n + 1 < len(line) and n and not who(line[n - 1])
        }
        moved = [
            at
            for at, places in self.found.items()
            if places[0] in theirs and at not in mine and not self._is_noun(at, line[places[0]])
        ]
        return bool(moved)


def _how_often(name: str, clauses: Sequence[Clause]) -> int:
    return sum(name in token.classes for clause in clauses for token in clause.tokens)
