"""Files that leave the program: one page, nothing live in them, never over another file."""

import os
import stat
from html.parser import HTMLParser
from pathlib import Path

import pytest
import typst
from hypothesis import given
from hypothesis import strategies as st

from coach.errors import OnderonsError
from coach.sheet import Part, Sheet, sheet
from coach.talk import Kind
from data.exports import html, markdown, pdf
from data.exports.files import write_new
from data.exports.page import employee_page, talk_page
from data.library import TomlLibrary

LABELS = {"agreed": "Afgesproken", "back-on": "Terug op", "who-what-when": "wie", "never": "Niet doen"}
BACKSLASH = r'C:\bin "x" \b \f \u{41}'
HOSTILE = '<script>x</script> #import "x" [/] *b* `c` \\ "q" #{1+1} $x$ @ref // /* \u2028 & \x07'


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("country", ["NL", "BE"])
@pytest.mark.parametrize("kind", list(Kind))
def test_a_card_is_one_page(kind: Kind, country: str, lang: str) -> None:
    made = sheet(TomlLibrary().guide(kind, lang), country)
    pages = typst.compile(pdf.source(made, LABELS, lang).encode(), format="png", ppi=20)
    assert isinstance(pages, bytes) or len(pages) == 1
    assert pdf.sheet(made, LABELS, lang).startswith(b"%PDF-")
    assert made.opening.split(".")[0] in markdown.sheet(made, LABELS).replace("\\", "")


def test_a_dismissal_asks_nothing_and_says_who_to_call() -> None:
    made = sheet(TomlLibrary().guide(Kind.DISMISSAL, "nl"), "BE")
    assert not any("?" in part.text for part in made.parts)
    assert any("1813" in text for text in made.call)


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: set[str] = set()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.seen.add(tag)


@given(st.text(max_size=60) | st.just(HOSTILE))
def test_hostile_text_stays_text(text: str) -> None:
    made = Sheet(text, (text, text), text, (Part(text, (text, "")),), 1, text, (text,), (text,))
    tags = Tags()
    tags.feed(html.sheet(made, LABELS, "nl"))
    assert tags.seen <= {"html", "head", "meta", "title", "style", "body", "h1", "h2", "p", "ul", "li", "div"}
    assert "\n#" not in markdown.sheet(made, LABELS).removeprefix("#")


@pytest.mark.parametrize("text", [HOSTILE, BACKSLASH])
def test_hostile_text_is_no_typst(text: str) -> None:
    made = Sheet(text, (text, ""), text, (Part(text, (text,)),), 1, text)
    assert pdf.sheet(made, LABELS, "nl").startswith(b"%PDF-")


def test_a_file_is_new_and_private(tmp_path: Path) -> None:
    path = tmp_path / "x.md"
    write_new(path, b"een")
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with pytest.raises(OnderonsError) as wrong:
        write_new(path, b"twee")
    assert wrong.value.text_id == "error.file-exists"
    assert path.read_bytes() == b"een"
    with pytest.raises(OnderonsError):
        write_new(tmp_path / "geen" / "map.md", b"x")


DOCUMENT = {
    "kind": "stay",
    "person": "Sanne",
    "date": "2026-03-09",
    "summary": [{"text": "Het ging over roosters.", "lines": [1]}],
    "actions": [{"owner": None, "what": "rooster navragen", "due": None, "due_text": None, "line": 1}],
    "return_date": "2026-03-23",
    "notes": [{"n": 1, "text": HOSTILE, "marks": ["aside"], "view": "dat zie ik anders"}],
}
WORDS = {name: name for name in ("stay", "agreed", "nobody", "back-on", "summary", "notes", "aside", "view")}
WORDS |= {"said-back": "Besproken", "you-may-read": "Vraag erom.", "nothing-agreed": "niets"}


def test_a_talk_reads_the_same_in_every_form() -> None:
    text = markdown.page(talk_page(DOCUMENT, WORDS))
    made = html.page(talk_page(DOCUMENT, WORDS), "nl")
    for said in ("rooster navragen", "2026-03-23", "Het ging over roosters. (1)", "dat zie ik anders"):
        assert said in text
        assert said in made
    tags = Tags()
    tags.feed(made)
    assert "script" not in tags.seen
    assert "default-src 'none'" in made


def test_the_copy_for_the_employee_holds_no_note() -> None:
    for made in (
        markdown.page(employee_page(DOCUMENT, WORDS)),
        html.page(employee_page(DOCUMENT, WORDS), "nl"),
    ):
        assert "rooster navragen" in made
        assert "Het ging over roosters." in made
        assert "import" not in made
        assert "dat zie ik anders" in made  # their own words
