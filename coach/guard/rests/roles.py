"""Whether the same people do the same in a part of a sentence and in a part of a line, in the same order."""

from coach.guard.parts.clauses import UNCLEAR
from coach.guard.parts.pronouns import POINTED
from coach.guard.parts.tokens import Token
from coach.guard.rests.day_order import day_moved
from coach.guard.rests.persons import Persons


class Roles(Persons):
    """Who does it, to whom, who says it; what is compared, and which is the cause."""

    def _reversed(self) -> bool:
        """Whether a cause is told as the effect; a sentence with both in one part is not taken apart."""
        homes = {self.window.home[p].side for places in self.found.values() for p in places[:1]} - {""}
        homes = homes or {one.side for one in self.window.clauses}  # "he has too much on"
        return bool(self.clause.side) and homes != {self.clause.side}

    def order(self) -> str | None:
        """What is compared or preferred keeps its order, and a cause stays the cause."""
        if self._reversed() or self.parted():
            return "role"
        holds = self.reader.words.words("retold", "tells_of")
        if day_moved(self.found, self.clause.tokens, self.window.tokens, holds):
            return "date"
        strict = {"order"}
        if {"more", "less", "like", "order"} & self.clause.classes:
            strict.add("order_weak")
        mine, theirs = self.clause.classes & strict, self.window.classes & strict
        if bool(mine) != bool(theirs) and ("order" in mine | theirs):
            return "certainty"
        if mine:
            firsts: list[int] = []
            for _, places in sorted(self.found.items()):
                if places[0] >= self.window.topic:
                    # each "2" of "2 days instead of 2 weeks" has its own place
                    firsts.append(next((place for place in places if place not in firsts), places[0]))
            if firsts != sorted(firsts):
                return "role"
        return None

    def roles(self) -> str | None:
        """Why the people are not the same in the same parts, or None when they are."""
        theirs = {mention for clause in self.window.clauses for mention in clause.mentions}
        subject = self.window.subject
        if self._he_for_she() or self._compared_otherwise() or self.owned_by_other() or self.other_people():
            return "role"
        if self.window.topic and subject and not self.clause.subject and not self.clause.reporter:
            return "role"
        if self._other_does(subject):
            return "role"
        if subject:
            theirs.add((subject, "subject"))
        for who, part in self.clause.mentions:
            known = (who, part) in theirs or self._known_by(who, part, theirs)
            known = known or self.left_out(who, part, subject)
            if not known and not self._owner_of(who, part, subject) and not self._for(who):
                return "role"
        mine = self.clause.subject
        alike = mine == subject or (mine.startswith("other") and subject != UNCLEAR)
        if not self.clause.mentions and mine and subject and not alike:
            return "role"
        owners = {who for clause in self.window.clauses for who in clause.possessors}
        if owners and self.clause.possessors - owners:
            return "role"
        return self._teller()

    def _other_does(self, subject: str) -> bool:
        """Whether a thing is put first and takes the part of the person who does it: "the lorry stays"."""
        passive = self.reader.words.words("tense", "passive")
        clause = self.clause
        if not subject or clause.subject or clause.mentions or clause.reporter or clause.joined:
            return False
        if any(token.form in passive for token in self.clause.tokens):
            return False
        order = [places[0] for _, places in sorted(self.found.items())]
        return order != sorted(order)

    def _owner_of(self, who: str, part: str, subject: str) -> bool:
        """Whether "she has …" may stand for a line that only names what there is."""
        free = not subject or subject in self.reader.nobody
        if who != "employee" or part != "subject" or not free or "wish" in self.window.held:
            return False  # "leader post, she'd want it" is no post yet
        has = {"heeft", "had", "has", "have", "ervaart", "mist", "miste", "misses", "missed", "lacks"}
        there = {pair for clause in self.window.clauses for pair in clause.mentions}
        nobody = self.reader.nobody
        others = {other for other, part in there if part == "subject" or other in ("employee", "manager")}
        others -= nobody if others & nobody <= {who for who, _ in self.clause.mentions} else set()
        labels = any(clause.colon for clause in self.window.clauses)  # "car: the others have one"
        been = {"geweest", "been"} & {token.form for token in self.clause.tokens}
        been = {"is", "was"} if been or "here" in self.window.classes else set()
        strangers = any(self.reader.is_stranger(token) for token in self.window.tokens)
        if strangers or any(clause.stranger for clause in self.window.clauses):
            return False  # "Tom has a course"
        if self.reader.words.words("light", "do") & {token.form for token in self.window.tokens}:
            return False  # "Tom does the rota"
        others_do = self.reader.words.words("clauses", "others_do")
        if others_do & {token.form for token in self.clause.tokens}:
            return False  # "meeting cancelled" does not say that she has cancelled it
        owned = self.light or any(t.form in has | been for t in self.clause.tokens)
        return not others and not labels and owned

    def _he_for_she(self) -> bool:
        """Whether "he" stands for a "she" of the line: there may be two of them."""
        mine = {token.form for token in self.clause.tokens}
        theirs = {token.form for token in self.window.tokens}
        he, she = (self.reader.words.words("clauses", name) for name in ("he", "she"))
        return any(
            mine & one and theirs & other and not (mine & other or theirs & one)
            for one, other in ((he, she), (she, he))
        )

    def _compared_otherwise(self) -> bool:
        """Whether two people are compared the other way round: "likes Sam more than Jo"."""
        if not self.clause.classes & {"order", "order_weak"}:
            return False
        there = [who for clause in self.window.clauses for who, part in clause.mentions if part != "subject"]
        mine = [who for who, part in self.clause.mentions if part != "subject" and who in there]
        return [who for who in there if who in mine] != mine

    def _known_by(self, who: str, part: str, theirs: set[tuple[str, str]]) -> bool:
        """Whether somebody's part is only told in another way: "she was trained", "she finds them great"."""
        named = {one for one, _ in theirs} | {
            "other:manager",
            *POINTED,
        }  # whose word is not weighed by itself
        if self.reader.words.words("tense", "perfect") & {token.form for token in self.clause.tokens}:
            some = map(Token, ("iemand", "someone", "somebody"))  # "has transferred somebody"
            named |= set(map(self.reader.other, some))
        if who.startswith("other") and part in ("object", "with") and who not in named:
            return True  # the line has the word, by another form that is nobody's there: "pts" for "patients"
        if who in self.reader.nobody and who in {one for one, _ in theirs}:
            return True  # "has nobody to swap with"
        if part == "object" and (who, "found") in theirs and self.clause.reporter:
            return True  # "she finds it fun to coach a trainee"
        if part == "found":
            return (who, "subject") in theirs
        if (who, part) == ("employee", "subject") and self.is_done_to():
            return True
        if part == "subject" and self.works_elsewhere(who, theirs):
            return True
        is_so = self.reader.words.words("tense", "helps_passive")
        found = (who, "found") in theirs and any(token.form in is_so for token in self.clause.tokens)
        return part == "subject" and (found or self._undergoes(who))

    def _undergoes(self, who: str) -> bool:
        """Whether "she was trained" leaves out by whom it was done to her."""
        helped = self.reader.words.words("tense", "helps_passive")
        told = any(who in clause.undergoes for clause in self.window.clauses)
        by = any(token.form in ("door", "by") for token in self.clause.tokens)
        return told and not by and any(token.form in helped for token in self.clause.tokens)

    def _for(self, who: str) -> bool:
        """Whether "is a reason to stay for her" may stand for a note that names nobody whom it is for."""
        others = {
            other for clause in self.window.clauses for other, part in clause.mentions if part != "subject"
        }
        tokens, words = self.clause.tokens, self.reader.words
        before, owned = words.words("clauses", "beside"), words.words("persons", "employee_possessive")
        owned -= words.words("persons", "employee_object")
        people = [
            at for at, token in enumerate(tokens) if self.reader.who(token) == who and token.form not in owned
        ]
        led = bool(people) and all(at and tokens[at - 1].form in before for at in people)
        is_so = words.words("tense", "present") - words.words("tense", "perfect")
        if others or before & {token.form for token in self.window.tokens}:
            return False
        return who == "employee" and led and any(token.form in is_so for token in tokens)

    def _teller(self) -> str | None:
        """Who says it: the employee, unless the line names somebody else, who is then named too."""
        theirs = {who for clause in self.window.clauses for who in clause.reporter}
        told = any(clause.reported and clause.stranger for clause in self.window.clauses)
        if told and "employee" in self.clause.reporter:
            return "role"  # "Tom gets migraines, told HR"
        mine = set(self.clause.reporter)
        if mine - {"employee", "together"} - theirs:
            return "role"
        if theirs - {"employee"} and not theirs <= mine | {who for who, _ in self.clause.mentions}:
            return "role"
        return None
