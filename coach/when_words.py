"""The words of time in Dutch and English, each with the one-letter class that the grammar reads.

Both languages are always on: people mix them ("by vr 26/9").
"""

WEEKDAYS = {
    "maandag": 0, "dinsdag": 1, "woensdag": 2, "donderdag": 3, "vrijdag": 4, "zaterdag": 5, "zondag": 6,
    "monday": 0, "tuesday": 1, "wednesday": 2, "thursday": 3, "friday": 4, "saturday": 5, "sunday": 6,
    "tue": 1, "tues": 1, "weds": 2, "thu": 3, "thur": 3, "thurs": 3, "fri": 4,
    "maandagochtend": 0, "dinsdagochtend": 1, "woensdagochtend": 2, "donderdagochtend": 3,
    "vrijdagochtend": 4, "maandagmiddag": 0, "dinsdagmiddag": 1, "woensdagmiddag": 2,
    "donderdagmiddag": 3, "vrijdagmiddag": 4,
}  # fmt: skip

WEAK_WEEKDAYS = {
    "vr": 4, "vrij": 4, "za": 5, "zat": 5, "mon": 0, "wed": 2, "sat": 5, "sun": 6,
}  # fmt: skip
"""Short forms that are also other words; they count only where a day is expected."""

DUTCH_WEEKDAYS = {"ma": 0, "di": 1, "wo": 2, "woe": 2, "do": 3}
"""Short forms that hardly mean anything else in a Dutch note; in an English one they are not days."""

MONTHS = {
    "januari": 1, "februari": 2, "maart": 3, "april": 4, "juni": 6, "juli": 7, "augustus": 8,
    "september": 9, "oktober": 10, "november": 11, "december": 12,
    "january": 1, "february": 2, "june": 6, "july": 7, "august": 8, "october": 10,
    "febr": 2, "feb": 2, "mrt": 3, "apr": 4, "aug": 8, "sept": 9, "okt": 10, "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip

WEAK_MONTHS = {"jan": 1, "mar": 3, "march": 3, "mei": 5, "may": 5, "jun": 6, "jul": 7, "sep": 9}
"""Also names or other words; they count only beside a day, or after a word such as "in" or "end of"."""

NUMBERS = {
    "twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6, "zeven": 7, "acht": 8, "negen": 9, "tien": 10,
    "elf": 11, "twaalf": 12, "dertien": 13, "veertien": 14, "vijftien": 15, "zestien": 16, "zeventien": 17,
    "achttien": 18, "negentien": 19, "twintig": 20, "dertig": 30,
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "fourteen": 14, "fifteen": 15, "twenty": 20, "thirty": 30,
}  # fmt: skip

ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14,
    "fifteenth": 15, "sixteenth": 16, "seventeenth": 17, "eighteenth": 18, "nineteenth": 19,
    "twentieth": 20, "thirtieth": 30,
}  # fmt: skip

CLASSES = {
    "A": "een a an one één 1 'n n eene ne nen ene",
    "D": "dag dagen dgn dg day days werkdagen werkdag",
    "K": "week weken wk wkn wks weeks wekne w",
    "H": "maand maanden mnd mnden mnds mndn month months mth mths mo",
    "Y": "jaar jaren jr year years yr yrs",
    "G": "fortnight",
    "n": "volgende volgend vlg vlgd vlgde volg next following nxt",
    "t": "deze dit dezelfde this",
    "c": "komende aanstaande aankomende eerstvolgende a.s as eerstkomende coming upcoming",
    "e": "eind einde end uiteinde ultimo",
    "b": "begin beginning early start vroeg",
    "h": "half halverwege mid midden middle halfweg halfway mid-",
    "i": "over ovr in binnen binn within inside",
    "o": "van vd v/d of for the de den het 't t v der dat this's at aan d'n",
    "f": "vanaf from per starting start vaf ingaande beginning",
    "p": "voor vóór vr voor't tegen uiterlijk uiterl uiterlyk uitrlk by before until till til op on laatste "
    "ten at rond around about nog due around latest m.i.v tot against",
    "X": "weekend weekeinde",
    "j": "evening night afternoon morning avond nacht middag ochtend namiddag voormiddag",
    "r": "towards richting toward",
    "E": "maandeinde maandeind month-end eom",
    "T": "vandaag today tonight vanavond vanmiddag vanmidag vanochtend heden vannacht eod",
    "U": "morgen tomorrow tmrw tmr tomorra morgenvroeg morgenochtend morgenmiddag morgenavond mrg tomo 2moro "
    "tommorow tomorow",
    "V": "overmorgen overmrgn",
    "y": "elke elk iedere ieder every each wekelijks weekly maandelijks monthly dagelijks daily maandags "
    "dinsdags woensdags donderdags vrijdags mondays tuesdays wednesdays thursdays fridays saturdays sundays "
    "quarterly jaarlijks yearly annually regularly regelmatig telkens",
    "a": "na after once zodra when wanneer als if until",
    "z": "geleden ago",
    "l": "vorige vorig afgelopen last laatst previous verleden past jongstleden jl",
    "s": "sinds since sedert al already",
    "L": "later time now nu hence today vandaag",
    "g": "asap zsm z.s.m binnenkort soon shortly eerstdaags straks someday ergens sometime weldra spoedig "
    "gauw ooit",
    "v": "zomer kerst vakantie pasen herfst najaar voorjaar winter lente zomervakantie herfstvakantie "
    "kerstvakantie krokusvakantie paasvakantie meivakantie bouwvak bouwverlof verlof sinterklaas carnaval "
    "nieuwjaar jaarwisseling summer christmas xmas easter autumn spring holidays holiday half-term term "
    "pinksteren oogst",
}  # fmt: skip
"""One letter a class; see `coach.when` for how they combine."""

EVENTS = frozenset(
    "cursus training opleiding examen beurs congres symposium verhuizing inventaris audit keuring "
    "course exam fair conference symposium audit inspection".split()
)
"""What takes place on a day of its own: "zet haar op de lijst voor cursus 10 feb" is not due that day."""
