"""Who does it where a note leaves that out, and it is not the employee: somebody unsaid, or a thing."""

from collections.abc import Sequence

from coach.guard.parts.clause import Clause, is_done
from coach.guard.parts.known import Known
from coach.guard.parts.tokens import Token
from coach.guard.words.forms import light_verbs, stem

UNSAID = "other:unsaid"
"""Somebody else who does what a note says without saying who: "asked her to stay"."""

LONGEST = 5
"""Words of a thing that is named behind what it does."""

UNNAMED = frozenset({"neg", "without", "wish", "must", "maybe", "more", "less", "can", "if", "or", "like"})
"""What no mere name of a thing has in it."""


def done_by_another(clause: Clause, known: Known) -> bool:
    """Whether a part opens with a verb that is done to the employee, so that somebody else does it.

    "Asked her to stay", "thinks Maya is ready"; not "asked her boss", "likes her work", where it is theirs.
    """
    tokens = clause.tokens
    at, start = _start(tokens, known)
    words = known.words
    if start.form not in words.sets["openers"] or "agreed" in start.classes or start.number:
        return False
    if clause.passive or any(t.form in ("door", "by") for t in tokens):
        return False
    ahead = {who for who, part in clause.mentions if part == "subject"}
    if ahead - {"employee"}:
        return False
    if words.words("clauses", "unsaid_done") & {start.form} and not clause.mentions:
        return not clause.later
    return any(_undergoes(tokens, n, at, known) for n in range(at + 1, len(tokens)))


def _undergoes(tokens: list[Token], at: int, verb: int, known: Known) -> bool:
    """Whether a word behind the verb is the employee, who does not do it then."""
    token, words = tokens[at], known.words
    if token.who:
        return False
    before, behind = tokens[at - 1], tokens[at + 1] if at + 1 < len(tokens) else None
    if known.named(token) == "employee":
        if token.form.endswith("'s") or tokens[verb].reporting:
            return tokens[verb].form in words.words("clauses", "finds") and not token.form.endswith("'s")
        return at > verb + 1 or words.lang == "en"
    owner, part = words.persons.get(token.form, ("", ""))
    if owner != "employee" or before.form in words.sets["prepositions"]:
        return False
    if token.form in words.words("persons", "employee_subject"):
        return False
    if part == "object" and token.form not in words.possessives:
        return True
    if token.form not in words.words("persons", "employee_object") and token.form not in words.possessives:
        return False
    if behind is not None and words.persons.get(behind.form, ("", ""))[1] == "subject":
        return True  # "told her she was slow"
    if behind is None or not (behind.content or known.who(behind) or "past" in behind.classes):
        return token.form in words.words("persons", "employee_object")
    return at == verb + 1 and not tokens[verb].phrase and _given(tokens[verb], behind, known)


def _given(verb: Token, thing: Token, known: Known) -> bool:
    """Whether a "her" between a verb and a thing is who is given or denied it: "refused her leave"."""
    words = known.words
    if verb.form in words.words("clauses", "asks_somebody") and not known.who(thing):
        return thing.form in words.words("clauses", "own_word")  # "asked her opinion", not "asked her boss"
    if known.who(thing) or thing.form in words.words("clauses", "own_word"):
        return thing.form in words.words("clauses", "adverbs_of_place")
    if thing.form in words.words("clauses", "adverbs_of_place"):
        return True
    if verb.form in words.words("clauses", "gives_somebody"):
        return True
    changes = verb.form in words.words("clauses", "others_do") | words.words("clauses", "others_change")
    return changes and thing.form in words.words("clauses", "things_of_firm")


def happens_to_thing(clause: Clause, known: Known) -> bool:
    """Whether a part without anybody says what happens to things only: "was delivered late"."""
    if any(part == "subject" for _, part in clause.mentions) or clause.inherited not in ("", "employee"):
        return False
    words, forms = known.words, {token.form for token in clause.tokens}
    at, verb = _start(clause.tokens, known)
    both = (pair.split("+") for pair in words.words("clauses", "things_happen"))
    if any(verb.form == first and second in forms for first, second in both):
        return True
    done = words.words("clauses", "done_to_things") & {token.form for token in clause.tokens[at + 1 :]}
    return bool(done) and verb.form in words.words("tense", "helps_passive")


def may_be_of_thing(before: Clause, clause: Clause, known: Known) -> bool:
    """Whether a part without anybody may be about the thing before it: "new laptop, is too slow".

    It is about a person when it says what a person does: "works 3 nights", "is proud", "was promised".
    """
    words = known.words
    named = any(part == "subject" for _, part in clause.mentions)
    if named or clause.inherited not in ("", "employee") or clause.opener or not does_as_thing(clause, known):
        return False
    bears = [t for t in before.tokens if not t.free or t.classes or known.who(t)] or before.tokens
    if len(bears) > 1 and is_done(bears[-1].form, words.lang):
        bears = bears[:-1]  # "asked for a contract", "contract gevraagd"
    last = bears[-1]
    does = last.form in words.words("clauses", "things_that_do")
    thing = last.content and not last.number and last.form not in words.verbs
    times = (
        words.words("clauses", "times")
        | words.words("clauses", "units")
        | words.words("clauses", "time_words")
    )
    return thing and (does or not known.who(last)) and last.form not in times


def does_as_thing(clause: Clause, known: Known) -> bool:
    """Whether a part opens with what a thing does too, and says nothing that only a person is."""
    words, lang = known.words, known.words.lang
    at, verb = _start(clause.tokens, known)
    if verb.form not in words.words("clauses", "things_do") | words.words("clauses", "things_do_too"):
        return False
    if {"like", "wish"} & clause.classes:
        return False
    behind = clause.tokens[at + 1 :]
    said_of_thing = ("thing_starts", "thing_verbs", "thing_takes")
    if any(verb.form in words.words("clauses", name) for name in said_of_thing):
        return False  # "starts in May" is read as the thing's elsewhere
    if behind and (behind[0].number or (behind[-1].number and verb.form in ("used", "was"))):
        return False
    persons = words.words("clauses", "only_persons") | words.words("retold", "person_is")
    persons |= words.words("retold", "done_to") | words.words("clauses", "given_to")
    things = light_verbs(words.lists["light"]["verbs"], lang).get(verb.form, frozenset())
    return not any(
        t.form in persons
        or t.reporting
        or "agreed" in t.classes
        or stem(t.form, lang).endswith(tuple(things))
        for t in behind
    )


def is_named_behind(clauses: Sequence[Clause], known: Known) -> bool:
    """Whether what does it is named behind it: "stops every hour, line 4", "refused it, HR"."""
    words, first, last = known.words, clauses[0], clauses[-1]
    if (
        len(clauses) != 2
        or last.opener
        or first.mentions
        or last.classes & UNNAMED
        or len(last.tokens) > LONGEST
    ):
        return False
    if any(token.form in words.verbs or known.named(token) or token.day for token in last.tokens):
        return False
    _, verb = _start(first.tokens, known)
    small = words.words("clauses", "before_nouns")
    start = next((token for token in last.tokens if token.form not in small), last.tokens[0])
    if start.number or not (start.content or known.who(start)):
        return False
    if len(last.tokens) == 1 and start.form in words.sets["actors"] and verb.form in words.verbs:
        return True
    return does_as_thing(first, known)


def _start(tokens: list[Token], known: Known) -> tuple[int, Token]:
    """The first word of a part that does something, and its place."""
    skipped = known.words.words("clauses", "before_verbs")
    at = next((n for n, token in enumerate(tokens) if token.form not in skipped), 0)
    return at, tokens[at]
