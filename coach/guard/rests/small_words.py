"""What a small word that only the sentence has makes of the words beside it: "about", "to", "there", "zich".

A note leaves small words out, and a sentence needs them: "mail client" is a mail, to or from the client.
A word that tells who does it to whom, which way it goes, how long or at what time, where the line does not,
tells something of its own.
"""

import re
from collections.abc import Iterator

from coach.guard.parts.tokens import Token
from coach.guard.rests.beside import Beside

_CLOCK = re.compile(r"\d+[:.u]|\d+h")
_YEAR = re.compile(r"(?:19|20)\d\d$")


class SmallWords(Beside):
    """Whether each small word that the sentence adds leaves what the line says as it is."""

    def adds(self) -> str | None:
        """Why a small word tells what no line does, or None when none does."""
        for at, token in enumerate(self.mine.tokens):
            lead = self.last_form(token)
            if token.day is None and self.is_a("leads", lead) and self._turns(at, lead):
                return "role"
            if self._stands_in(at):
                return "word"
        return None

    # A preposition

    def _turns(self, at: int, lead: str) -> bool:
        """Whether a preposition of the sentence stands before what no line has it before, and tells more."""
        thing = self.behind(self.mine, at)
        if (
            thing is None
            or not self.places(thing)
            or (at and self.is_a("tells_by", self.mine.tokens[at - 1].form))
        ):
            return False
        led = [self.before(self.theirs, place) for place in self.places(thing)]
        if any(lead == self._form(one) or self._led_further(lead, one) for one in led):
            return False
        if any(self._in_phrase(lead, place) for place in self.places(thing)):
            return False
        others = {self._form(one) for one in led if self._form(one)}
        if others:
            return self._trades(lead, others, thing)
        return all(self._tells_more(lead, at, thing, place) for place in self.places(thing))

    def _form(self, place: int | None) -> str:
        """The preposition at a place of the lines, or ""."""
        form = "" if place is None else self.last_form(self.theirs.tokens[place])
        return form if self.is_a("leads", form) or form in self.reader.words.sets["prepositions"] else ""

    def _led_further(self, lead: str, place: int | None) -> bool:
        """Whether a word that says what a thing is like has the preposition: "at the April planning"."""
        before = None if place is None else self.before(self.theirs, place)
        return before is not None and self._form(before) == lead

    def _in_phrase(self, lead: str, place: int) -> bool:
        """Whether a preposition was read as one with the verb of its part: "geeft … aan"."""
        return any(lead in self.theirs.tokens[n].phrase.split()[1:] for n in self.theirs.part(place))

    def _trades(self, lead: str, others: set[str], thing: int) -> bool:
        """Whether two things change prepositions, or somebody gets another: "over HR, bij planning"."""
        facing = self.reader.words.words("beside", "facing")
        there = [self.theirs.tokens[place] for place in self.places(thing)]
        one = self.mine.tokens[thing]
        doing = any(self._is_doing(one, token) for token in there)
        if self.is_somebody(one) and not doing and lead in facing and others <= facing:
            return True
        for at, token in enumerate(self.theirs.tokens):
            other = self.behind(self.theirs, at) if self.last_form(token) == lead else None
            if other is None:
                continue
            for n in range(len(self.mine.tokens)):
                before = self.before(self.mine, n) if n != thing and other in self.places(n) else None
                if before is not None and self.last_form(self.mine.tokens[before]) in others:
                    return True
        return False

    def _tells_more(self, lead: str, at: int, thing: int, place: int) -> bool:
        """Whether a preposition that the line leaves out could as well have been another there."""
        head, one = self._head(place), self.mine.tokens[thing]
        verb = self._verb(at)
        forms = {token.form for token in (head, verb) if token is not None}
        if any(self.is_a(f"not_{lead}", form) for form in forms):
            return True
        if lead in ("to", "naar") and self.theirs.gaps[place]:
            return False  # an arrow
        if lead in ("to", "te"):
            if self._does_it(lead, at, thing, place):
                return True
            if lead == "te":
                return False
        if one.day is not None:
            return self.is_a("not_before_days", lead) and not self._until(thing)
        if one.number:
            return self._counts_otherwise(lead, thing, place, forms)
        there = self.theirs.tokens[place]
        if self.is_somebody(one) and not self._is_doing(one, there):
            if there.form in self.reader.words.possessives or self._is_for_them(lead, one, there):
                return False
            return self._directs(lead, one, place, forms)
        if lead == "as":
            return not any(self.is_a("as_somebody", form) for form in forms)
        if head is not None and head.content and self._changes_hands(place):
            return self.is_a("directs", lead)
        if head is not None and self._is_two(head):
            return self.is_a("directs", lead) and lead not in ("of", "van")
        return self.is_a("hardly", lead)

    def _is_doing(self, one: Token, there: Token) -> bool:
        """Whether the line has as doing what the sentence has as a verb: "mentoring"."""
        return there.form.endswith("ing") and there.form != one.form

    def _directs(self, lead: str, one: Token, place: int, forms: set[str]) -> bool:
        """Whether a preposition says of somebody who it comes from, goes to, is about."""
        part = [self.theirs.tokens[n].form for n in self.theirs.part(place)]
        if self.is_a("comes_from", lead) and any(self.is_a("receives", form) for form in part):
            return False  # "got a compliment client"
        next_ = self.behind(self.theirs, place)
        site = next_ is not None and self.theirs.tokens[next_].content
        if site and not self.is_a("facing", lead):
            return False  # "works client site"
        if self.is_a("beside_work", lead) and self.is_a("livings", one.form):
            return True  # "worked cook" is not "worked with the cook"
        return self.is_a("directs", lead) and not any(self.is_a(f"{lead}_somebody", form) for form in forms)

    def _is_for_them(self, lead: str, one: Token, there: Token) -> bool:
        """Whether something is so for the employee, "no problem for him", or done to a mere "me"."""
        to_me = self.reader.words.persons.get(there.form, ("", ""))[1] == "object"
        return (lead in ("for", "voor") and self.reader.who(one) == "employee") or (
            to_me and self.is_a("to_me", lead)
        )

    def _verb(self, at: int) -> Token | None:
        """The word before a preposition; of a phrase that ends in one, its first."""
        if self.mine.tokens[at].phrase:
            return self.mine.tokens[at]
        return self.mine.tokens[at - 1] if at and not self.mine.gaps[at] else None

    def _until(self, at: int) -> bool:
        """Whether an end follows: "from 4 to 8 May"."""
        return any(self.is_a("ends", token.form) for token in self.mine.tokens[at : at + 4])

    def _head(self, place: int) -> Token | None:
        """The word of the line before a thing."""
        before = self.before(self.theirs, place)
        return None if before is None else self.theirs.tokens[before]

    def _changes_hands(self, place: int) -> bool:
        """Whether a part of the line tells of buying or the like: "koopt wagen garage" is from or for it."""
        part = [self.theirs.tokens[n] for n in self.theirs.part(place) if n < place - 1]
        return any(self.is_a("changes_hands", token.form) for token in part)

    def _is_two(self, head: Token) -> bool:
        """Whether what goes before a thing is somebody: "asked supervisor job" is the job of one, too."""
        return bool(self.reader.who(head).startswith("other")) or self.is_a("livings", head.form)

    def _does_it(self, lead: str, at: int, thing: int, place: int) -> bool:
        """Whether "to" makes what somebody gets into what they do: "wants to help" for "wants help"."""
        one, there = self.mine.tokens[thing], self.theirs.tokens[place]
        if lead == "te":
            return (
                thing == at + 1
                and not one.capital
                and not one.form.endswith(("en", "aan", "ien", "oen", "ijn"))
            )
        if thing != at + 1:
            return False
        verb = self._verb(at)
        before = verb.form if verb else ""
        if self.is_a("got", one.form) and self.is_a("gets_or_does", before):
            return True
        doing = there.form.endswith("ing") and not one.form.endswith("ing")
        return doing and self.is_a("not_to_do", before)

    def _counts_otherwise(self, lead: str, thing: int, place: int, forms: set[str]) -> bool:
        """Whether a preposition makes another thing of a number: a time of how long, a level of how much."""
        form = self.theirs.tokens[place].form
        following = self.mine.tokens[thing + 1 : thing + 2]
        counted = following[0].form if following else ""
        if self.is_a("before_numbers", lead) or self._is_said_for(lead, form, counted, thing, forms):
            return False
        if lead in ("at", "om", "from", "van"):
            clock = bool(_CLOCK.match(form)) or self.is_a("clocks", counted)
            return not (clock or self._closes_day(place) or any(self.is_a("begins", one) for one in forms))
        if lead == "for":
            return not following or not (following[0].content or self.is_a("units", counted))
        return self.is_a("not_before_numbers", lead)

    def _closes_day(self, place: int) -> bool:
        """Whether a number with its "hours" closes a part right behind a day: "evaluatie 28 april 10 uur"."""
        there, part = self.theirs.tokens, self.theirs.part(place)
        return place - 1 in part and there[place - 1].day is not None and part.stop <= place + 2

    def _is_said_for(self, lead: str, form: str, counted: str, thing: int, forms: set[str]) -> bool:
        """Whether a number can only be meant so: "in 2019", "up by 12%", "from 4 to 8"."""
        if self.is_a("before_years", lead) and _YEAR.match(form):
            return True
        if self.is_a("before_shares", lead) and (form.endswith("%") or self.is_a("shares", counted)):
            return True
        if self.is_a("of_first", form) or any(self.is_a("of_first", one) for one in forms):
            return True
        if lead == "at" and self.is_a("units", counted):
            return True
        if lead == "to" and any(self.is_a("begins_from", token.form) for token in self.mine.tokens[:thing]):
            return True
        return lead in ("from", "van") and self._until(thing)

    # A word for a place, a thing, oneself

    def _stands_in(self, at: int) -> bool:
        """Whether a word points at a place or a thing that no line names."""
        token = self.mine.tokens[at]
        if self.places(at) or not self.is_a("points", token.form):
            return False
        words = self.reader.words
        near, mine = {*self._beside(at)}, {one.form for one in self.mine.tokens}
        part = self.mine.part(at)
        named = at != part.start and self.is_a(
            "articles", self.mine.tokens[part.start].form
        )  # "the office there is"
        if near & words.words("beside", "is") and self.is_a("points_before_is", token.form) and not named:
            return False  # "there is", "those are"
        if self.is_a("points_before_times", token.form):
            if self.behind(self.mine, at) is None:
                return False  # "described this: …"
            return not near & words.words("beside", "units")
        if self.is_a("oneself", token.form):
            return not mine & words.words("beside", "of_oneself")
        there = {one.form for one in self.theirs.tokens}
        stays = mine & words.words("clauses", "stays")
        if self.is_a("place_here", token.form) and stays and not there & words.words("clauses", "elsewhere"):
            return False
        if token.form == "daar" and (
            self.is_a("stranded", self.mine.tokens[part.stop - 1].form) or "mee" in mine
        ):
            return False  # "daar is ze trots op"
        return not there & words.words("beside", "points_as_well")

    def _beside(self, at: int) -> Iterator[str]:
        for n in (at - 1, at + 1):
            if 0 <= n < len(self.mine.tokens):
                yield self.mine.tokens[n].form
