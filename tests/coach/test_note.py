import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.note import Command, Mark, Typed, read_line
from coach.text import clean

A, S, P, X, M = Mark.AGREED, Mark.SAID, Mark.PARK, Mark.ASIDE, Mark.MINE


@pytest.mark.parametrize(
    ("line", "text", "marks"),
    [
        ("gewoon een regel", "gewoon een regel", ()),
        ("! ik vraag het na", "ik vraag het na", (A,)),
        ("!ik vraag het na", "ik vraag het na", (A,)),
        ('"nooit tijd"', "nooit tijd", (S,)),
        ("“nooit tijd”.", "nooit tijd", (S,)),
        ("„nooit tijd“", "nooit tijd", (S,)),
        ("« jamais »", "jamais", (S,)),
        ("'daar ben ik voor'", "daar ben ik voor", (S,)),
        ('"nooit tijd", zegt ze', '"nooit tijd", zegt ze', (S,)),
        ('"nog open', "nog open", (S,)),
        ("'t gaat wel", "'t gaat wel", ()),
        ("’s ochtends druk", "’s ochtends druk", ()),
        ("'k wil da wel", "'k wil da wel", ()),
        ("? opleiding", "opleiding", (P,)),
        ("// zelf te druk", "zelf te druk", (X,)),
        ("~ twijfelt", "twijfelt", (M,)),
        ("//~ twijfelt", "twijfelt", (X, M)),
        ('! "ik bel"', "ik bel", (A, S)),
        ("- bullet", "- bullet", ()),
        ("-> pijl", "-> pijl", ()),
        ("- [ ] vakje", "- [ ] vakje", ()),
        ("/agreed ik bel", "ik bel", (A,)),
        ("/afgesproken ik bel", "ik bel", (A,)),
        ("/said nooit", "nooit", (S,)),
        ("/park x", "x", (P,)),
        ("/aside x", "x", (X,)),
        ("/mine x", "x", (M,)),
        ("/ los", "/ los", ()),
        ("???", "???", ()),
        ("!", "!", ()),
    ],
)
def test_prefixes(line: str, text: str, marks: tuple[Mark, ...]) -> None:
    assert read_line(line) == Typed(text, marks)


@pytest.mark.parametrize(
    ("line", "word", "rest"),
    [("/stop ziek", "stop", "ziek"), ("/foo", "foo", ""), ("/END", "end", ""), ("/agreed", "agreed", "")],
)
def test_commands(line: str, word: str, rest: str) -> None:
    assert read_line(line) == Command(word, rest)


@pytest.mark.parametrize("line", ["", "  ", "\t", "\x1b", "\n"])
def test_blank_lines_are_nothing(line: str) -> None:
    assert read_line(line) is None


@given(st.text(st.characters(exclude_categories=())).filter(lambda line: not line.lstrip().startswith("/")))
def test_no_letter_of_a_typed_line_is_lost(line: str) -> None:
    typed = read_line(line)
    letters = [c for c in clean(line) if c.isalnum()]
    assert isinstance(typed, Command) or letters == [c for c in (typed.text if typed else "") if c.isalnum()]
