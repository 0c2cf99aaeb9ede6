"""The content: nothing missing in either language, speakable lengths, no jargon, nothing said twice."""

import re
from collections import Counter
from collections.abc import Iterator

import pytest

from coach.guide import Guide
from coach.talk import Kind
from coach.theme import THEMES
from data.knowledge import read_knowledge, read_phrasing
from data.library import TomlLibrary, read_ladders, read_lines

LIBRARY = TomlLibrary()
LANGS = ("nl", "en")
JARGON = re.compile(
    r"\b(engagement|retentie|retention|commitment|competenties?|bevlogen\w*|kpi'?s?|performance|stakeholders?|alignment|"
    r"talent management|offboarding|onboarding|issues?|feedbacken|resources|deliverables|mindset|synergie|synergy|hartstikke)\b",
    re.IGNORECASE,
)
SOURCES = re.compile(r"S[0-4](?: \(Vanourek, Schrikkema\))?|own")
LEAST = {Kind.STAY: 35, Kind.EXIT: 24, Kind.ONBOARDING: 14, Kind.HALLWAY: 8, Kind.DISMISSAL: 0}


def guides(lang: str) -> Iterator[Guide]:
    for kind in Kind:
        yield LIBRARY.guide(kind, lang)


def spoken(lang: str) -> Iterator[tuple[str, str]]:
    for guide in guides(lang):
        for question in guide.questions:
            yield question.id, question.text
            for probe in question.probes:
                yield probe.id, probe.text
    for ladder in read_ladders(lang):
        for step in ladder.steps:
            for probe in step.probes:
                yield probe.id, probe.text


@pytest.mark.parametrize("lang", LANGS)
def test_nothing_is_said_twice_and_no_id_is_used_twice(lang: str) -> None:
    everything = list(spoken(lang))
    for part in (0, 1):
        twice = [
            item for item, count in Counter(pair[part].casefold() for pair in everything).items() if count > 1
        ]
        assert twice == []


def test_both_languages_hold_the_same_items() -> None:
    for kind in Kind:
        one, two = (LIBRARY.guide(kind, lang) for lang in LANGS)
        assert [q.id for q in one.questions] == [q.id for q in two.questions]
        for a, b in zip(one.questions, two.questions, strict=True):
            assert [p.id for p in a.probes] == [p.id for p in b.probes]
            assert (a.themes, a.sets, a.number, a.recurring, a.weeks) == (
                b.themes,
                b.sets,
                b.number,
                b.recurring,
                b.weeks,
            )
            assert bool(a.caution) == bool(b.caution)
        for name in ("checks", "steps", "arrangements"):
            assert [i.id for i in getattr(one, name)] == [i.id for i in getattr(two, name)]
    assert read_lines("nl").keys() == read_lines("en").keys()
    assert [x.theme for x in read_ladders("nl")] == [x.theme for x in read_ladders("en")] == list(THEMES)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("kind", list(Kind))
def test_guides_are_complete(kind: Kind, lang: str) -> None:
    guide = LIBRARY.guide(kind, lang)
    assert len(guide.questions) >= LEAST[kind]
    for text in (guide.title, guide.is_, guide.is_not, guide.opening, guide.invitation, guide.closing):
        assert text.strip()
    for question in guide.questions:
        assert 3 <= len(question.probes) <= 5, question.id
        assert len(question.text.split()) <= 22, question.id
        assert len(question.why.split()) <= 20, question.id
        assert question.themes, question.id
        assert set(question.themes) <= set(THEMES), question.id
        assert SOURCES.fullmatch(question.source), question.id
        for probe in question.probes:
            assert 3 <= len(probe.text.split()) <= 13, probe.id
            assert SOURCES.fullmatch(probe.source), probe.id
        if kind is Kind.HALLWAY:
            assert 0 < len(question.opener.split()) <= 16


@pytest.mark.parametrize("lang", LANGS)
def test_stay_has_its_eight_in_order_with_their_source_and_its_sets(lang: str) -> None:
    guide = LIBRARY.guide(Kind.STAY, lang)
    eight = guide.set("core")
    assert [q.number for q in eight] == list(range(1, 9))
    assert {q.source for q in eight} == {"S3 (Vanourek, Schrikkema)"}
    assert eight[3].caution
    assert eight[7].recurring
    assert (len(guide.set("quarter")), len(guide.set("shortest"))) == (3, 3)
    assert len(guide.set("development")) >= 4
    assert all(q.recurring for name in ("quarter", "shortest", "development") for q in guide.set(name))


@pytest.mark.parametrize("lang", LANGS)
def test_onboarding_has_questions_for_every_week(lang: str) -> None:
    for week in (2, 6, 13, 26, 52):
        assert len([q for q in LIBRARY.guide(Kind.ONBOARDING, lang).questions if week in q.weeks]) >= 4


@pytest.mark.parametrize("lang", LANGS)
def test_a_dismissal_gathers_nothing(lang: str) -> None:
    guide = LIBRARY.guide(Kind.DISMISSAL, lang)
    assert guide.questions == ()
    assert min(len(guide.checks), len(guide.steps), len(guide.arrangements)) >= 8
    assert all("?" not in step.say for step in guide.steps)
    assert guide.card is not None
    assert any("113" in line for line in guide.card.call["NL"])
    assert any("1813" in line for line in guide.card.call["BE"])


@pytest.mark.parametrize("lang", LANGS)
def test_every_theme_has_its_ladder_three_steps_deep(lang: str) -> None:
    for ladder in read_ladders(lang):
        assert len(ladder.steps) == 3
        assert all(len(step.probes) >= 2 for step in ladder.steps)
        assert len(ladder.reasons) >= 4


@pytest.mark.parametrize("lang", LANGS)
def test_plain_words_and_no_exclamation_marks(lang: str) -> None:
    texts = [text for _, text in spoken(lang)]
    for guide in guides(lang):
        texts += [guide.is_, guide.is_not, guide.opening, guide.invitation, guide.closing]
        texts += [q.why for q in guide.questions] + [q.opener for q in guide.questions]
        texts += [
            part
            for item in (*guide.checks, *guide.steps, *guide.arrangements)
            for part in (item.text, item.say)
        ]
    texts += [part for line in read_lines(lang).values() for part in (line.show, *line.say)]
    for text in texts:
        assert "!" not in text, text
        assert "—" not in text, text
        assert not JARGON.search(text), text


@pytest.mark.parametrize("lang", LANGS)
def test_openings_ask_to_take_part_and_say_what_is_kept(lang: str) -> None:
    for guide in guides(lang):
        assert not re.search(
            r"toestemming|consent|privé|private|off the record", guide.opening, re.IGNORECASE
        )
        if guide.kind != Kind.DISMISSAL:
            assert re.search(r"meedoen|take part|over praten|talk that through", guide.opening), guide.kind
            assert re.search(r"overslaan|skip|pass on any", guide.opening), guide.kind


@pytest.mark.parametrize("lang", LANGS)
def test_word_lists_cover_every_theme_and_flag(lang: str) -> None:
    names = set(read_knowledge(lang).lexicon.names)
    assert {f"{theme} {strength}" for theme in THEMES for strength in ("strong", "weak")} <= names
    assert {f"{flag} strong" for flag in ("sensitive", "judgement", "promise", "vague")} <= names
    assert set(read_phrasing(lang).themes) == set(THEMES)
