"""Pages about what is kept: what holds stays, what is filled in is never read again."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.paper import Block, Page, Paper, Section, Shape, filled, holds
from coach.paper_facts import CONDITIONS, UNITS, VALUES, Disk, Facts, Opens, conditions, values
from coach.retention import preset

FACTS = Facts(
    country="NL",
    retention=preset("NL"),
    opens=Opens.PASSPHRASE,
    recovery_key=True,
    keychain=False,
    disk=Disk.UNKNOWN,
    exports=3,
    checked=date(2026, 3, 2),
    sound=True,
    model="",
    commands=frozenset({"check"}),
    lock_minutes=10,
    shortest=8,
    copies=(7, 4, 12),
    store="~/x",
    today=date(2026, 3, 9),
)


def paper(*blocks: Block, when: tuple[str, ...] = ()) -> Paper:
    return Paper(Page.PRIVACY, "nl", "titel {today}", (Section("een", "kop {notes}", blocks, when),))


def count(unit: str, number: int) -> str:
    assert unit in UNITS
    return f"{number} {unit}"


@pytest.mark.parametrize(
    ("when", "there"),
    [((), True), (("BE",), True), (("NL",), False), (("not NL", "BE"), True), (("not BE",), False)],
)
def test_a_condition_holds_or_not(when: tuple[str, ...], there: bool) -> None:
    assert holds(when, frozenset({"BE"})) is there


def test_a_section_without_blocks_is_gone() -> None:
    block = Block(Shape.TEXT, "x", when=("BE",))
    assert filled(paper(block), frozenset({"NL"}), {"today": "", "notes": ""}).sections == ()
    assert filled(paper(Block(Shape.TEXT, "x"), when=("BE",)), frozenset(), {"today": ""}).sections == ()


@given(st.text(max_size=40) | st.sampled_from(["{notes}", "{today}{reason}", "{", "\\g<1>", "\\1"]))
def test_what_is_filled_in_is_never_read_again(text: str) -> None:
    made = filled(
        paper(Block(Shape.TEXT, "<{reason}>"), Block(Shape.ROW, cells=("{reason}", "b"))),
        frozenset(),
        {"reason": text, "today": "vandaag", "notes": "lang"},
    )
    assert made.title == "titel vandaag"
    assert made.sections[0].title == "kop lang"
    assert made.sections[0].blocks[0].text == f"<{text}>"
    assert made.sections[0].blocks[1].cells == (text, "b")


def test_facts_give_every_value_that_content_may_ask_for() -> None:
    assert values(FACTS, count).keys() == VALUES


def test_every_condition_can_hold() -> None:
    seen: set[str] = set()
    for opens in Opens:
        for disk in Disk:
            for exports in (None, 0, 2):
                changed = replace(FACTS, opens=opens, disk=disk, exports=exports, keychain=True, model="m")
                seen |= conditions(changed)
    for checked, sound in ((None, False), (FACTS.today, True), (FACTS.today, False)):
        seen |= conditions(replace(FACTS, checked=checked, sound=sound))
    long = replace(preset("BE"), exit_months=60, reason="geschil")
    seen |= conditions(replace(FACTS, country="BE", retention=long))
    assert seen - {"can-check"} == CONDITIONS


def test_exactly_one_of_each_kind_holds() -> None:
    for exports in (None, 0, 1):
        true = conditions(replace(FACTS, exports=exports))
        assert len([word for word in true if word.startswith("exports-")]) == 1
    assert {"NL", "BE"} & conditions(FACTS) == {"NL"}


def test_text_of_the_user_comes_in_clean() -> None:
    reason = replace(preset("BE"), reason="a\x1b]0;x\x07\nb\u202e")
    found = values(replace(FACTS, retention=reason, store="/tmp/\x1b[2J", model="m\x9b"), count)
    assert found["reason"] == "a]0;x b"
    assert found["store"] == "/tmp/[2J"
    assert found["model"] == "m"
