"""`hold` and `object`: what somebody may ask of what is kept about them."""

import argparse
import sys
from dataclasses import replace

from coach.claim import Ask, Claim
from coach.errors import OnderonsError, UnknownPerson
from coach.text import one_line
from data.belongings import belongings
from tui.naming import SHORT, talk_id
from tui.program import Program


def hold(options: argparse.Namespace, built: Program) -> int:
    """While a dispute lasts, what is kept stays as it is."""
    return _claim(Ask.HOLD, options, built)


def objection(options: argparse.Namespace, built: Program) -> int:
    """The employee objects: what is kept can be read, and no export for HR takes it."""
    return _claim(Ask.OBJECTION, options, built)


def _claim(ask: Ask, options: argparse.Namespace, built: Program) -> int:
    if options.who is None:
        return _list(ask, built)
    wanted = _wanted(ask, options, built)
    built.lock()
    claims = built.claims.all()
    before = [claim for claim in claims if _is_same(claim, wanted)]
    if options.lift and not before:
        raise OnderonsError(f"error.no-{ask}", who=one_line(options.who))
    left = [claim for claim in claims if claim not in before]
    if not options.lift:
        talks = {*wanted.talks, *(i for claim in before for i in claim.talks)}
        left.append(replace(wanted, talks=tuple(sorted(talks))))
    built.claims.keep(left)
    _say(built.words(f"claim.{ask}-{'lifted' if options.lift else 'kept'}", who=one_line(options.who)))
    return 0


def _wanted(ask: Ask, options: argparse.Namespace, built: Program) -> Claim:
    """The claim that was meant: on a person with all their talks, or on one talk."""
    because, today = one_line(options.because or ""), built.now().date()
    try:
        found = belongings(built.vault, built.talks, built.people, options.who)
    except UnknownPerson:
        talk = talk_id(built, options.who)
        if talk not in built.talks.ids():
            raise OnderonsError("error.no-such-talk", id=one_line(options.who)) from None
        return Claim(ask, today, talks=(talk,), because=because)
    return Claim(ask, today, found.person.id, found.ids, because)


def _is_same(claim: Claim, wanted: Claim) -> bool:
    same = claim.person == wanted.person and (bool(wanted.person) or claim.talks == wanted.talks)
    return claim.ask is wanted.ask and same


def _list(ask: Ask, built: Program) -> int:
    people = {person.id: person.alias for person in built.people.people()}
    claims = [claim for claim in built.claims.all() if claim.ask is ask]
    for claim in claims:
        who = people.get(claim.person) or ", ".join(i[:SHORT] for i in claim.talks)
        _say("  ".join(part for part in (claim.since.isoformat(), who, claim.because) if part))
    if not claims:
        _say(built.words(f"claim.no-{ask}"))
    return 0


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
