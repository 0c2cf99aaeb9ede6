"""Proposals of a model at the end of a talk: whatever is done with them, what is agreed is what a person took."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from coach.agreement import Agreement, Outcome
from coach.maker import Maker
from coach.note import Typed
from coach.person import Person
from coach.sentence import Sentence
from coach.talk import Kind, Talk
from coach.wrapup import Draft
from tests.conftest import NOW
from tui.closing import Closing

BY = Maker("klein", "00", "1")
OFFERED = tuple(Agreement("manager", f"voorstel {n}", note=n, maker=BY) for n in (4, 2, 3))
RULED = Agreement("employee", "door de regels gevonden", note=1)


def closing() -> Closing:
    talk = Talk("t", Kind.STAY, "nl", Person("p", "Sanne"), NOW.date(), NOW)
    made = Closing(talk.with_lines([Typed(f"regel {n}") for n in range(4)], NOW).end(), lambda _: None)
    made.propose(Draft((Sentence("zin", (1,)),), Outcome((RULED,))))
    return made


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["take", "refuse", "remove", "hand", "add", "undo", "offer"]), st.integers(0, 9)
    )
)


@given(STEPS)
def test_a_proposal_is_offered_agreed_or_refused_and_undo_leads_back(steps: list[tuple[str, int]]) -> None:
    made, done = closing(), 0
    made.offer(OFFERED)
    for what, n in steps:
        before, agreed = made.outcome, made.outcome.agreements
        if what == "offer":
            made.offer(OFFERED[: n % 4])
            made.offer(OFFERED)
            assert made.outcome == before  # to be offered changes nothing
        elif what == "undo":
            done -= made.undo()
        elif what in ("take", "refuse") and made.proposed:
            chosen = made.proposed[n % len(made.proposed)]
            made.take_over(chosen) if what == "take" else made.refuse(chosen)
            assert (made.outcome == before) is (what == "refuse")
            assert chosen not in made.proposed
            done += 1
        elif what == "add":
            made.add((Agreement("together", f"getypt {done} {n}"),))
            done += made.outcome != before
        elif what in ("remove", "hand") and agreed:
            (made.remove if what == "remove" else made.hand_on)(n % len(agreed))
            done += 1
        noted = {a.note for a in made.outcome.agreements}
        assert not {one.note for one in made.proposed} & (noted | made.refused)
        assert made.talk.outcome is None or made.talk.outcome == made.outcome
    for _ in range(done):
        assert made.undo()
    assert not made.undo()
    assert made.outcome.agreements == (RULED,)
    assert set(made.proposed) == set(OFFERED)


def test_what_nobody_took_over_is_no_part_of_what_is_confirmed() -> None:
    made = closing()
    made.offer(OFFERED)
    made.accept()
    assert made.talk.outcome is not None
    assert made.talk.outcome.agreements == (RULED,)


def test_what_stood_there_keeps_its_place_when_more_comes() -> None:
    made = closing()
    made.offer(OFFERED[:1])
    made.offer((OFFERED[2], OFFERED[1], OFFERED[0]))
    assert made.proposed == (OFFERED[0], OFFERED[2], OFFERED[1])
    fresher = replace(OFFERED[0], owner="together")
    made.offer((fresher,))
    assert made.proposed == (fresher,)
