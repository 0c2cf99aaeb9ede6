from collections.abc import Callable
from datetime import date

import pytest

from coach.knowledge import Knowledge
from coach.reading import Parties
from coach.report import TalkReport, read_talk
from coach.talk import Kind
from data.knowledge import read_knowledge

TODAY = date(2026, 3, 9)  # a Monday
PARTIES = Parties("Sanne", "Koen")


@pytest.fixture(params=["nl", "en"])
def knowledge(request: pytest.FixtureRequest) -> Knowledge:
    return read_knowledge(request.param)


@pytest.fixture
def read() -> Callable[..., TalkReport]:
    def call(*lines: str, lang: str = "nl", kind: Kind = Kind.STAY) -> TalkReport:
        return read_talk(lines, kind, TODAY, PARTIES, read_knowledge(lang))

    return call
