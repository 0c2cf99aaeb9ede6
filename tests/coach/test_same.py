"""The thesaurus of the guard: what may stand for what, and what never may."""

import tomllib
from collections.abc import Iterator

import pytest

from coach.guard.words.forms import Language, is_participle, looks_done, looks_past, made_of, stem
from coach.guard.words.same import lines, read_language
from data.knowledge import LEXICONS, read_guard_words
from tests.coach.planting import planted

LANGS = ("nl", "en")
LEAST = 1300

OPPOSITES = {
    "nl": """
veel/weinig meer/minder vroeg/laat vroege/late snel/traag rap/langzaam goed/slecht beter/slechter groot/klein groter/kleiner
lang/kort langer/korter hoog/laag hoger/lager oud/nieuw jong/oud open/dicht openen/sluiten open/gesloten beginnen/stoppen
start/einde begin/eind starten/stoppen blijven/vertrekken blijft/vertrekt komen/gaan aankomen/vertrekken aankomst/vertrek
geven/krijgen geven/nemen krijgen/vragen gekregen/gevraagd kopen/verkopen gekocht/verkocht aankoop/verkoop huren/verhuren
lenen/uitlenen winnen/verliezen winst/verlies vinden/zoeken gevonden/gezocht zoeken/verliezen leren/lesgeven stijgen/dalen
toevoegen/verwijderen invoeren/afschaffen aannemen/ontslaan aangenomen/ontslagen aanwerven/ontslaan groei/krimp
groeien/krimpen uitbreiden/inkrimpen verbeteren/verslechteren vooruitgaan/achteruitgaan lukken/mislukken slagen/zakken
toestaan/verbieden goedkeuren/afkeuren aanvaarden/afwijzen aannemen/afwijzen ja/nee aanwezig/afwezig aanwezigheid/afwezigheid
gezond/ziek ziek/genezen veilig/gevaarlijk veilig/onveilig druk/rustig drukte/rust makkelijk/moeilijk eenvoudig/lastig
zwaar/licht duur/goedkoop vol/leeg warm/koud schoon/vuil proper/vies nat/droog sterk/zwak dichtbij/ver dichter/verder vast/los
vast/tijdelijk voltijds/deeltijds fulltime/parttime dag/nacht dagdienst/nachtdienst vroegdienst/laatdienst ochtend/avond
voormiddag/namiddag ochtend/middag middag/avond zomer/winter lente/herfst voorjaar/najaar week/weekend dagelijks/wekelijks
wekelijks/maandelijks maandelijks/jaarlijks maandag/dinsdag dinsdag/woensdag januari/februari juni/juli maart/mei uur/minuut
dag/week week/maand maand/jaar klant/leverancier klant/collega collega/leidinggevende chef/collega baas/stagiair manager/collega
vader/moeder man/vrouw zoon/dochter vriend/collega werkgever/werknemer verkoper/klant leraar/leerling arts/patient
vragen/beloven vragen/beslissen overwegen/beslissen denken/beslissen bespreken/afspreken bespreken/beslissen
voorstellen/beslissen idee/besluit aanvraag/goedkeuring verzoek/afwijzing belofte/wens willen/krijgen proberen/lukken
proberen/slagen solliciteren/aangenomen vaak/soms vaak/altijd soms/altijd nooit/altijd wel/niet bruto/netto loon/premie
loon/onkosten loon/loonsverhoging verlof/ziekte vakantie/ziekte verlof/ontslag opzegging/proefperiode
opleiding/diploma opleiding/promotie cursus/vergadering functie/taak auto/fiets trein/bus trein/auto telefoon/mail bellen/mailen
sturen/ontvangen brengen/halen ophalen/brengen laden/lossen inpakken/uitpakken inloggen/uitloggen aanzetten/uitzetten
instappen/uitstappen aankomen/weggaan terugkomen/weggaan verplicht/vrijwillig samen/alleen zelfstandig/begeleiding gelijk/verschillend
zelfde/ander juist/fout eerlijk/oneerlijk duidelijk/onduidelijk nuttig/nutteloos boeiend/saai leuk/vervelend tevreden/ontevreden
mooi/lelijk kapot/hersteld defect/herstelling breken/herstellen verhuizen/blijven uitstellen/doorgaan afzeggen/doorgaan
schrappen/toevoegen verlengen/stopzetten besparen/uitgeven sparen/uitgeven betalen/ontvangen kosten/opbrengsten overdracht/overname
spreken/zwijgen luisteren/praten lezen/schrijven eten/drinken slapen/werken zitten/staan leven/sterven geboorte/overlijden
trouwen/scheiden kennen/weten planning/uitvoering controleren/herstellen klagen/prijzen klacht/compliment ruzie/samenwerking
ontslag/ontslaan stagiair/stage rijbewijs/rijles ziekte/herstel school/bijscholing thuis/ziek onthouden/vergeten aanmelden/afmelden inschrijven/uitschrijven meenemen/achterlaten
""",
    "en": """
many/few more/less more/fewer early/late earlier/later fast/slow quick/slow good/bad better/worse big/small bigger/smaller
large/small long/short longer/shorter high/low higher/lower old/new young/old open/closed opened/closed open/shut begin/stop
start/end start/finish began/ended start/stop stay/leave stays/leaves remain/depart come/go arrival/departure arrive/leave
give/receive give/take get/ask got/asked gave/got received/requested buy/sell bought/sold purchase/sale rent/buy lend/borrow
win/lose won/lost profit/loss find/seek found/sought find/lose search/find learn/teach learned/taught rise/fall grow/shrink
growth/decline add/remove hire/fire hired/dismissed recruit/dismiss expand/shrink improve/worsen improvement/deterioration
succeed/fail pass/fail allow/forbid permit/ban approve/reject approval/rejection accept/reject accept/decline yes/no present/absent
presence/absence health/illness healthy/ill safe/dangerous safe/unsafe busy/quiet noise/silence easy/difficult simple/hard
heavy/light expensive/cheap full/empty hot/cold warm/cold clean/dirty wet/dry strong/weak strength/weakness near/far close/distant
permanent/temporary fulltime/parttime day/night dayshift/nightshift morning/evening morning/afternoon afternoon/evening
summer/winter spring/autumn week/weekend daily/weekly weekly/monthly monthly/yearly monday/tuesday thursday/friday
january/february june/july march/may hour/minute day/week week/month month/year customer/supplier client/supplier
customer/colleague colleague/manager boss/colleague boss/trainee father/mother husband/wife son/daughter friend/colleague
employer/employee seller/buyer teacher/pupil doctor/patient nurse/patient ask/promise ask/decide consider/decide discuss/agree
propose/decide idea/decision request/approval request/rejection application/approval want/get try/succeed apply/hired
often/sometimes often/always sometimes/always never/always gross/net wage/bonus pay/expenses pay/rise salary/raise salary/payrise
holiday/sickness holiday/illness leave/dismissal resign/dismiss resignation/dismissal resignation/redundancy notice/probation
training/diploma training/promotion course/meeting role/task car/bike train/bus train/car phone/email call/email send/receive
sent/received bring/fetch deliver/collect load/unload pack/unpack login/logout come/leave return/leave mandatory/voluntary
together/alone independent/supervised same/different right/wrong correct/incorrect fair/unfair clear/unclear useful/useless
interesting/boring satisfied/dissatisfied broken/repaired break/repair defective/repair move/stay postpone/continue cancel/continue
scrap/add extend/stop save/spend pay/receive cost/revenue handover/takeover speak/listen read/write eat/drink sleep/work sit/stand
birth/death marry/divorce plan/carry check/repair complain/praise complaint/compliment conflict/cooperation remember/forget
enter/exit lead/follow coach/trainee push/pull lost/found wanted/received hope/get training/teach holiday/leaving leave/holiday notice/see tips/hints friend/kind may/must consider/plan
""",
}


def table(lang: str) -> dict[str, dict[str, str]]:
    return tomllib.loads((LEXICONS / lang / "same.toml").read_text("utf-8"))


def groups(lang: str, section: str = "same") -> Iterator[list[str]]:
    for text in table(lang)[section].values():
        yield from lines(text)


def language(lang: str) -> Language:
    return read_guard_words(lang).lang


def shared(one: str, other: str, lang: str) -> frozenset[int]:
    known = language(lang).groups
    return known.get(stem(one, lang), frozenset()) & known.get(stem(other, lang), frozenset())


@pytest.mark.parametrize("lang", LANGS)
def test_there_are_many_groups_and_each_joins_words_that_the_stem_does_not(lang: str) -> None:
    found = list(groups(lang))
    assert len(found) >= LEAST
    for words in found:
        kinds = {word if {*"+~"} & {*word} else stem(word.replace(":", ""), lang) for word in words}
        assert len(kinds) >= 2, words


@pytest.mark.parametrize("lang", LANGS)
def test_no_group_stands_twice(lang: str) -> None:
    found = [frozenset(words) for words in groups(lang)]
    assert len(found) == len(set(found))
    assert all(len(words) == len(set(words)) for words in groups(lang))


@pytest.mark.parametrize("lang", LANGS)
def test_each_entry_is_written_as_the_head_of_the_file_says(lang: str) -> None:
    verbs = {words[0].split("/")[0] for words in lines(table(lang)["irregular"]["words"])}
    for words in groups(lang):
        for word in words:
            assert word.replace("~", "").replace(":", "").replace("+", "").replace("'", "").isalnum(), word
            assert sum(word.count(mark) for mark in "~:") <= 1, word
            assert "~" not in word or word.removesuffix("~") in verbs, word
    assert all(len(words) == 3 for words in lines(table(lang)["irregular"]["words"]))
    assert {words[0] for words in lines(table(lang)["separable"]["words"])} - verbs == set() or lang == "en"


@pytest.mark.parametrize("lang", LANGS)
def test_no_word_that_turns_a_sentence_stands_for_another_word(lang: str) -> None:
    words = read_guard_words(lang)
    turning = {word for line in groups(lang, "turning") for word in line}
    for line in [*groups(lang), *lines(table(lang)["irregular"]["words"])]:
        forms = {form for word in line for form in word.strip("~").split("/")}
        assert not forms & words.operators.keys(), line
        assert not forms & turning, line
    for line in groups(lang, "turning"):
        assert len(line) >= 2
        kinds = [set(words.operators[word]) for word in line]
        assert set.intersection(*kinds), line


@pytest.mark.parametrize(
    ("lang", "pair"), [(lang, pair) for lang in LANGS for pair in OPPOSITES[lang].split()]
)
def test_no_group_joins_opposites_or_what_differs_in_a_fact(lang: str, pair: str) -> None:
    one, other = pair.split("/")
    assert stem(one, lang) != stem(other, lang)
    assert not shared(one, other, lang)
    language_ = language(lang)
    assert made_of(one, [other], language_) is None
    assert made_of(other, [one], language_) is None


@pytest.mark.parametrize(
    ("lang", "one", "other"),
    [
        ("nl", "hield", "houden"), ("nl", "bijgehouden", "bijhoudt"), ("nl", "aangeboden", "aanbod"),
        ("nl", "noteren", "bijgehouden"), ("nl", "uitgelegd", "toelichting"), ("nl", "rooster", "uurrooster"),
        ("nl", "evaluatie", "evalueert"), ("nl", "filmpje", "film"), ("nl", "gebouwen", "gebouw"), ("nl", "krimpende", "krimpt"),
        ("en", "families", "family"), ("en", "prioritizes", "prioritise"), ("en", "replacement", "replaces"),
        ("en", "team's", "team"), ("en", "safely", "safe"), ("en", "reasonably", "reasonable"), ("nl", "wedde", "loon"), ("nl", "camion", "vrachtwagen"), ("nl", "nov", "november"), ("nl", "koos", "keuze"),
        ("en", "took", "taken"), ("en", "request", "ask"), ("en", "rota", "schedule"), ("en", "salary", "wage"),
        ("en", "organisation", "organization"), ("en", "chose", "choice"), ("en", "mtg", "meeting"), ("en", "taught", "teach"),
    ],
)  # fmt: skip
def test_other_forms_and_other_words_say_the_same(lang: str, one: str, other: str) -> None:
    assert shared(one, other, lang) or stem(one, lang) == stem(other, lang)


@pytest.mark.parametrize(
    ("lang", "one", "other"),
    [
        ("nl", "duur", "duurt"), ("nl", "band", "baan"), ("nl", "beeld", "belt"), ("nl", "leeg", "legt"),
        ("nl", "gebouwen", "bouwen"), ("nl", "weekend", "week"), ("nl", "volgende", "volgt"), ("nl", "toestand", "toestaan"),
        ("en", "apply", "app"), ("en", "friendly", "friend"), ("en", "department", "departs"), ("en", "station", "state"), ("en", "lately", "late"),
        ("nl", "organiseert", "bedrijf"),
    ],
)  # fmt: skip
def test_what_only_looks_like_another_word_is_not_that_word(lang: str, one: str, other: str) -> None:
    assert stem(one, lang) != stem(other, lang)
    assert not shared(one, other, lang)


@pytest.mark.parametrize(
    ("lang", "one", "other", "alike"),
    [
        ("nl", "bedrijfswagen", "bedrijfsauto", True),
        ("nl", "loonsverhoging", "salarisverhoging", True),
        ("nl", "vakantieaanvraag", "verlofaanvraag", True),
        ("nl", "weekenddienst", "weekdienst", False),
        ("nl", "nachtdienst", "dagdienst", False),
        ("nl", "verkoop", "verwerving", False),
        ("nl", "werkgever", "werknemer", False),
        ("en", "handover", "handout", False),
    ],
)
def test_a_compound_says_what_another_does_when_its_other_part_does(
    lang: str, one: str, other: str, alike: bool
) -> None:
    assert (made_of(one, [other], language(lang)) is not None) == alike
    assert (made_of(other, [one], language(lang)) is not None) == alike


@pytest.mark.parametrize(
    ("lang", "word", "text", "places"),
    [
        ("nl", "bijhouden", "houdt een week bij", (0, 3)),
        ("nl", "bijgehouden", "hield een week bij welke machines stilvallen", (0, 3)),
        ("nl", "noteert", "hield een week bij", (0, 3)),
        ("nl", "bijhoudt", "vraagt om de lijst bij te houden", (6, 4)),
        ("nl", "aangeboden", "bood haar een cursus aan", (0, 4)),
        ("nl", "noteert", "houdt de zaak bij de klant open", None),
        ("nl", "noteert", "houdt de zaak open", None),
        ("nl", "noteert", "kijkt het rooster na", None),
        ("nl", "dagelijks", "belt elke dag", (1, 2)),
        ("nl", "dagelijks", "elke keer een dag", None),
        ("en", "rejected", "turned the request down", (0, 3)),
        ("en", "rejected", "turned it and walked back down", None),
        ("en", "rejected", "turned up on time", None),
        ("en", "holidays", "wants time off", (1, 2)),
        ("en", "holidays", "off for some time", None),
    ],
)  # fmt: skip
def test_more_words_stand_for_one_when_they_stand_as_they_should(
    lang: str, word: str, text: str, places: tuple[int, ...] | None
) -> None:
    found = made_of(word, text.split(), language(lang))
    assert (tuple(found) if found else None) == places


@pytest.mark.parametrize(
    ("lang", "past", "now"),
    [("en", "took", "takes"), ("en", "left", "leave"), ("nl", "nam", "neemt"), ("nl", "vertrok", "vertrekt"), ("nl", "ging", "gaat")],
)  # fmt: skip
def test_irregular_forms_keep_their_time(lang: str, past: str, now: str) -> None:
    known = language(lang)
    assert looks_past(past, known)
    assert not looks_past(now, known)
    assert looks_done(past, now, known)
    assert not looks_done(now, past, known)
    assert not looks_done(past, past, known)


def test_participles_without_an_ending_of_their_own_are_known() -> None:
    assert is_participle("vertrokken", language("nl"))
    assert not is_participle("vertrekken", language("nl"))
    assert is_participle("taken", language("en"))
    assert not is_participle("take", language("en"))
    assert not is_participle("put", language("en"))


@pytest.mark.parametrize(
    ("done", "other"),
    [("nam", "nemen"), ("kwamen", "komen"), ("klaagden", "klagen"), ("werkte", "werk"), ("ingelicht", "inlichten"),
     ("gemeld", "melden"), ("besteld", "bestellen"), ("aangevraagd", "aanvragen"), ("nagekeken", "nakijken")],
)  # fmt: skip
def test_a_task_or_what_several_do_is_not_told_as_over(done: str, other: str) -> None:
    assert looks_done(done, other, language("nl"))
    assert not looks_done(other, done, language("nl"))


@pytest.mark.parametrize(
    ("one", "other"),
    [("werkt", "werken"), ("oude", "oud"), ("volgende", "volgend"), ("maand", "maanden"), ("gewerkt", "werkten"), ("meldt", "melden")],
)  # fmt: skip
def test_other_forms_of_a_word_are_of_one_time(one: str, other: str) -> None:
    assert not looks_done(one, other, language("nl"))


def test_nobody_at_work_is_taken_for_somebody_else() -> None:
    pairs = {
        "nl": "klant/leverancier collega/stagiair baas/collega directie/vakbond vrouw/man kind/partner planner/klant team/directie",
        "en": "client/supplier boss/colleague trainee/colleague wife/husband child/partner union/management team/board",
    }
    for lang, text in pairs.items():
        actors = read_guard_words(lang).sets["actors"]
        for pair in text.split():
            one, other = pair.split("/")
            assert {one, other} <= actors
            assert not shared(one, other, lang), pair


def test_a_verb_that_is_not_listed_is_not_passed_over() -> None:
    lists = {
        "irregular": {"words": "nemen nam genomen"},
        "separable": {"words": ""},
        "turning": {},
        "same": {"a": "x y~"},
    }
    with pytest.raises(KeyError):
        read_language("nl", lists)


def test_other_words_let_true_sentences_through_and_no_false_ones() -> None:
    every = list(planted("same"))
    false, true = [one for one in every if not one.true], [one for one in every if one.true]
    assert len(false) >= 60
    assert [f"{one.notes}: {one.text}" for one in false if one.reason() is None] == []
    assert sum(one.reason() is None for one in true) >= 0.6 * len(true)
