"""The pages about what is kept, as content: complete in both languages, true, plain, and inert."""

import re
from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import date
from html.parser import HTMLParser
from itertools import product
from pathlib import Path

import pytest

from coach.errors import ContentError
from coach.paper import Page, Paper, filled
from coach.paper_facts import Disk, Facts, Opens, conditions, values
from coach.retention import Retention, preset
from data.exports import html, markdown
from data.exports.page import paper_page
from data.papers import SHIPPED, TomlPapers, read_paper
from tui import bootstrap
from tui.run import COMMANDS

LANGS = ("nl", "en")
LATER = ("hr",)
"""Commands of the contract that a version may not have yet: content names them behind `can-…`."""
NAMES = frozenset(name for name in COMMANDS if name) | {"papers"}

FACTS = Facts(
    country="NL",
    retention=preset("NL"),
    opens=Opens.PASSPHRASE,
    recovery_key=True,
    keychain=True,
    disk=Disk.ENCRYPTED,
    exports=3,
    checked=date(2026, 3, 2),
    sound=True,
    model="",
    commands=NAMES,
    lock_minutes=10,
    shortest=8,
    copies=(7, 4, 12),
    store="~/onderons",
    today=date(2026, 3, 9),
)


def made(page: Page, lang: str, facts: Facts) -> Paper:
    words = bootstrap.words(lang)
    said = values(facts, lambda unit, n: words.count(f"papers.{unit}", n))
    return filled(TomlPapers().paper(page, lang)[0], conditions(facts), said)


def texts(paper: Paper) -> Iterator[str]:
    yield paper.title
    for section in paper.sections:
        yield section.title
        for block in section.blocks:
            yield from (block.text, *block.cells)


def whole(paper: Paper) -> str:
    return "\n".join(texts(paper))


def every_kind() -> Iterator[Facts]:
    long = replace(preset("BE"), exit_months=60, reason="een lopende zaak")
    for country, opens, disk, exports, model, later in product(
        ("NL", "BE"), Opens, Disk, (None, 0, 5), ("", "klein-model"), ((), LATER)
    ):
        yield replace(
            FACTS,
            country=country,
            retention=long if country == "BE" and later else preset(country),
            opens=opens,
            disk=disk,
            exports=exports,
            model=model,
            checked=date(2026, 3, 2) if opens is not Opens.NOTHING_YET else None,
            sound=opens is Opens.PASSPHRASE,
            recovery_key=opens is Opens.PASSPHRASE,
            commands=NAMES | set(later),
        )


KINDS = list(every_kind())
EVERY = [(page, lang) for page in Page for lang in LANGS]


@pytest.mark.parametrize("page", list(Page))
def test_both_languages_say_the_same_things_in_the_same_place(page: Page) -> None:
    dutch, english = (TomlPapers().paper(page, lang)[0] for lang in LANGS)
    for ours, theirs in zip(dutch.sections, english.sections, strict=True):
        assert (ours.id, ours.when) == (theirs.id, theirs.when)
        shapes = [
            [
                (b.shape, b.when, len(b.cells), sorted(re.findall(r"\{[a-z-]+\}", b.text + "".join(b.cells))))
                for b in s.blocks
            ]
            for s in (ours, theirs)
        ]
        assert shapes[0] == shapes[1], ours.id


@pytest.mark.parametrize(("page", "lang"), EVERY)
def test_every_kind_of_store_gets_a_whole_page(page: Page, lang: str) -> None:
    for facts in KINDS:
        paper = made(page, lang, facts)
        assert "{" not in whole(paper)
        assert len(paper.sections) == len(TomlPapers().paper(page, lang)[0].sections)


@pytest.mark.parametrize("lang", LANGS)
def test_the_page_for_the_employee_is_read_in_two_minutes(lang: str) -> None:
    for facts in KINDS:
        words = re.findall(r"[^\W\d_][\w'’.-]*|\d+", whole(made(Page.EMPLOYEE, lang, facts)))
        assert 250 < len(words) <= 450
        for text in texts(made(Page.EMPLOYEE, lang, facts)):
            for sentence in re.split(r"(?<=[.?:])\s", text):
                assert len(sentence.split()) <= 27, sentence


LAW = re.compile(
    r"(artikel|article|CAO|CAO/CCT)\s\d+(\(\d+\)\(\w\))?|lid\s\d+|F\d\b", re.IGNORECASE
)  # an article of a law and the name of a key are no terms of a store


@pytest.mark.parametrize(("page", "lang"), EVERY)
def test_no_number_stands_in_the_text_itself(page: Page, lang: str) -> None:
    text = re.sub(r"\{[a-z-]+\}", "", whole(TomlPapers().paper(page, lang)[0]))
    assert not re.findall(r"[^.\n]*\d[^.\n]*", LAW.sub("", text))


CHANGES = {
    Page.PRIVACY: {"lock_minutes": 17, "copies": (97, 41, 53), "store": "/elders", "exports": 77},
    Page.EMPLOYEE: {"notes_months": 67, "stay_months": 59, "exit_months": 23},
    Page.WORKS_COUNCIL: {"notes_months": 67, "stay_months": 59, "exit_months": 23, "exports": 77, "checked": date(2025, 1, 31)},
    Page.DPIA: {"notes_months": 67, "stay_months": 59, "exit_months": 23, "exports": 77, "lock_minutes": 17},
    Page.RETENTION: {"notes_months": 67, "stay_months": 59, "exit_months": 23, "draft_days": 13, "rehearsal_days": 37},
}  # fmt: skip


@pytest.mark.parametrize(("page", "lang"), EVERY)
def test_another_setting_is_another_page(page: Page, lang: str) -> None:
    before = whole(made(page, lang, FACTS))
    for name, value in CHANGES[page].items():
        if name in {field.name for field in fields(Retention)}:
            changed = replace(FACTS, retention=replace(FACTS.retention, **{name: value}))
        else:
            changed = replace(FACTS, **{name: value})
        after = whole(made(page, lang, changed))
        for number in value if isinstance(value, tuple) else (value,):
            assert str(number) not in before
            assert re.search(rf"(?<!\w){re.escape(str(number))}(?!\w)", after), (name, number)


@pytest.mark.parametrize("opens", [Opens.MACHINE_KEY, Opens.NOTHING_YET])
def test_without_a_passphrase_the_page_says_how_long_one_should_be(opens: Opens) -> None:
    for lang in LANGS:
        assert " 31 " in whole(made(Page.PRIVACY, lang, replace(FACTS, opens=opens, shortest=31)))


def test_one_is_no_plural() -> None:
    facts = replace(FACTS, retention=replace(FACTS.retention, notes_months=1), exports=1)
    assert "1 maand na het gesprek" in whole(made(Page.EMPLOYEE, "nl", facts))
    assert "1 month after the talk" in whole(made(Page.EMPLOYEE, "en", facts))
    assert "schreef je hiermee 1 bestand." in whole(made(Page.PRIVACY, "nl", facts))


@pytest.mark.parametrize("lang", LANGS)
def test_country_and_key_change_what_is_said(lang: str) -> None:
    here, there = (whole(made(Page.WORKS_COUNCIL, lang, replace(FACTS, country=c))) for c in ("NL", "BE"))
    assert "WOR" in here
    assert "CPBW" not in here
    assert "CPBW" in there
    assert "WOR," not in there
    for page in (Page.PRIVACY, Page.EMPLOYEE, Page.WORKS_COUNCIL, Page.DPIA):
        said = {opens: whole(made(page, lang, replace(FACTS, opens=opens))) for opens in Opens}
        assert said[Opens.PASSPHRASE] != said[Opens.MACHINE_KEY] != said[Opens.NOTHING_YET]


SECRECY = re.compile(
    r"\b(vertrouwelijk\w*|confidential(?! adviser)|privé|private|off the record|onder ons|between us|geheim|"
    r"volledig veilig|completely safe|100 ?%|garand\w*|guarantee\w*|waarborgt|onmogelijk te|impossible to|"
    r"altijd veilig|always safe|overal gewist|erased everywhere|nooit meer te vinden)\b",
    re.IGNORECASE,
)
ANONYMOUS = re.compile(r"(?<!niet )(?<!not )\b(anoniem|anonymous)", re.IGNORECASE)
JARGON = re.compile(
    r"\b(engagement|retentie|commitment|kpi|stakeholders?|resources?|compliance|compliant|governance|"
    r"borgen|geborgd|faciliteren|human capital|awareness|proactief|proactive|leverage|onboarden|best practices?|"
    r"datasubject|data subject|betrokkene|verwerkingsverantwoordelijke|turnover|verloop)\b",
    re.IGNORECASE,
)
FOR_LAWYERS = re.compile(
    r"\b(AVG|GDPR|DPIA|artikel|article|grondslag|legal basis|controller|verwerk\w+|processing|encrypted|versleuteld|DPO)\b"
)


@pytest.mark.parametrize(("page", "lang"), EVERY)
def test_words_promise_nothing_and_are_plain(page: Page, lang: str) -> None:
    text = whole(TomlPapers().paper(page, lang)[0])
    assert not SECRECY.findall(text)
    assert not ANONYMOUS.findall(text)
    assert not JARGON.findall(text)
    assert "!" not in text
    if page is Page.EMPLOYEE:
        assert not FOR_LAWYERS.findall(text)


@pytest.mark.parametrize("lang", LANGS)
def test_consent_is_never_a_basis(lang: str) -> None:
    """domain.md §6: employees cannot freely consent towards their employer."""
    word = re.compile(r"toestemming|\bconsent\b", re.IGNORECASE)
    for page in Page:
        for text in texts(TomlPapers().paper(page, lang)[0]):
            for found in word.finditer(text):
                about_council = "works council" in text
                assert about_council or re.search(r"\b(nooit|never|cannot)\b", text, re.IGNORECASE), found


@pytest.mark.parametrize(("page", "lang"), EVERY)
def test_only_commands_that_this_version_has_are_named(page: Page, lang: str) -> None:
    text = whole(made(page, lang, replace(FACTS, commands=frozenset(name for name in COMMANDS if name))))
    named = set(re.findall(r"\bonderons ([a-z]+)", text))
    assert named <= COMMANDS.keys(), named
    content = TomlPapers().paper(page, lang)[0]
    wanted = {
        word for s in content.sections for b in s.blocks for word in (*b.when, *s.when) if "can-" in word
    }
    assert {word.removeprefix("not ").removeprefix("can-") for word in wanted} <= set(LATER)
    assert set(re.findall(r"\bonderons papers ([a-z-]+)", text)) <= set(Page)


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: set[str] = set()
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        self.attributes |= {name for name, _ in attrs}


HOSTILE = (
    "<script>x</script>[b]{notes} | a <img src=x onerror=y> # **x** [l](http://x) ![i](x) `c` </td></table>"
)


@pytest.mark.parametrize(("page", "lang"), EVERY)
def test_hostile_settings_stay_text(page: Page, lang: str) -> None:
    long = replace(preset("BE"), exit_months=60, reason=HOSTILE)
    facts = replace(FACTS, country="BE", retention=long, model=HOSTILE, store=f"/tmp/{HOSTILE}")
    blocks = list(paper_page(made(page, lang, facts), "ontwerp"))
    found = Tags()
    found.feed(html.page(blocks, lang))
    assert found.seen <= {
        "html", "head", "meta", "title", "style", "body", "h1", "h2", "p", "table", "tr", "th", "td",
    }  # fmt: skip
    assert not found.attributes & {"src", "href", "onerror"}
    text = markdown.page(blocks)
    assert "<script" not in text.replace("\\<", "")
    assert not re.search(r"(?<!\\)[\[`<]", text)
    for line in text.splitlines():
        if line.startswith("|") and "---" not in line:
            assert len(re.findall(r"(?<!\\)\|", line)) in (3, 4, 6)


def test_a_table_is_a_table_and_a_draft_says_so_twice() -> None:
    blocks = list(paper_page(made(Page.RETENTION, "nl", FACTS), "Ontwerp."))
    page, text = html.page(blocks, "nl"), markdown.page(blocks)
    assert page.count("<table>") == page.count("</table>") == 1
    assert '<th scope="col">Hoe lang</th>' in page
    assert "| --- | --- | --- | --- | --- |" in text
    for content in (page, text):
        assert content.count("Ontwerp.") == 2
    assert "script" not in page
    assert "default-src 'none'" in page


GOOD = """schema = "onderons.paper/1"
page = "privacy"
lang = "nl"
title = "Eigen"

[[section]]
id = "een"
title = "Een"
blocks = [
  { text = "Regel." },
  { item = "Nog een.", when = ["BE"] },
]
"""


@pytest.mark.parametrize(
    ("change", "line", "why"),
    [
        (("Nog een.", "{onzin}"), 11, "{onzin}"),
        (('["BE"]', '["DE"]'), 11, '"DE"'),
        (("item =", "itm ="), 1, "one of"),
        (("{ text", "{ tekst"), 1, "tekst"),
        (('"Regel."', "5"), 10, "text"),
        (('"Regel."', '"  "'), 10, "text"),
        (('id = "een"', ""), 6, '"id"'),
        (('title = "Een"', 'title = "{niets}"'), 6, "{niets}"),
        (('lang = "nl"', 'lang = "en"'), 1, "needs"),
        (("[[section]]", "[section]"), 1, "[[section]]"),
        (("{ text", "text"), 10, ""),
    ],
)
def test_a_mistake_is_named_with_its_line(
    tmp_path: Path, change: tuple[str, str], line: int, why: str
) -> None:
    path = tmp_path / "privacy.toml"
    path.write_text(GOOD.replace(*change), "utf-8")
    with pytest.raises(ContentError) as wrong:
        read_paper(path, Page.PRIVACY, "nl")
    told = f"{wrong.value.params['where']} {wrong.value.params['why']}"
    assert f"line {line}" in told or line == 1
    assert "privacy.toml" in told
    assert why in told


def test_two_sections_of_one_name_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "privacy.toml"
    path.write_text(GOOD + GOOD[GOOD.index("[[section]]") :], "utf-8")
    with pytest.raises(ContentError) as wrong:
        read_paper(path, Page.PRIVACY, "nl")
    assert wrong.value.params["where"] == "privacy.toml, line 13"


def test_ones_own_page_goes_first_and_a_broken_one_never_stops(tmp_path: Path) -> None:
    own = tmp_path / "nl" / "privacy.toml"
    own.parent.mkdir()
    own.write_text(GOOD, "utf-8")
    assert TomlPapers(tmp_path).paper(Page.PRIVACY, "nl")[0].title == "Eigen"
    own.write_text(GOOD.replace("Regel.", "{onzin}"), "utf-8")
    paper, problem = TomlPapers(tmp_path).paper(Page.PRIVACY, "nl")
    assert paper == read_paper(SHIPPED / "nl" / "privacy.toml", Page.PRIVACY, "nl")
    assert "line 10" in problem
    own.write_bytes(b"\xff\x00")
    assert "UTF-8" in TomlPapers(tmp_path).paper(Page.PRIVACY, "nl")[1]
