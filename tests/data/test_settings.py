from pathlib import Path

import pytest

from coach.retention import preset, with_terms
from data.settings import Settings, language, load_settings, save_settings


def test_settings_come_back(tmp_path: Path) -> None:
    chosen = Settings(lang="en", talk_lang="nl", country="BE")
    save_settings(tmp_path / "s.db", chosen)
    assert load_settings(tmp_path / "s.db") == (chosen, None)


def test_a_broken_file_is_told_and_never_stops_the_program(tmp_path: Path) -> None:
    (tmp_path / "s.db").write_bytes(b"rubbish")
    settings, error = load_settings(tmp_path / "s.db")
    assert settings == Settings()
    assert error is not None


def test_values_that_do_not_exist_fall_back(tmp_path: Path) -> None:
    save_settings(tmp_path / "s.db", Settings(lang="xx", country="FR"))
    assert load_settings(tmp_path / "s.db")[0] == Settings()


def test_language_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("locale.getlocale", lambda: ("fr_BE", "UTF-8"))
    assert language(None, Settings()) == "nl"
    assert language(None, Settings(lang="en")) == "en"
    monkeypatch.setenv("ONDERONS_LANG", "nl")
    assert language(None, Settings(lang="en")) == "nl"
    assert language("en", Settings()) == "en"


def test_how_long_things_are_kept_and_terms_that_may_not_be_count_as_the_usual_ones(tmp_path: Path) -> None:
    assert Settings(country="BE").retention == preset("BE")
    assert Settings(keep="short").retention.notes_months == 6
    own = Settings().keeping("own", with_terms("NL", {"notes_months": 3, "stay_months": 36}, "zaak"))
    save_settings(tmp_path / "s.db", own)
    found = load_settings(tmp_path / "s.db")[0]
    assert found == own
    assert (found.retention.notes_months, found.retention.stay_months) == (3, 36)
    assert found.retention.reason == "zaak"
    assert found.keeping("preset").retention == preset("NL")
    assert found.keeping("preset").terms == own.terms  # they are there again with "own"
    for terms in ("notes_months=999", "notes_months=x", "notes_months=99999999999", "?", "stay_months=36"):
        assert Settings(keep="own", terms=terms).retention == preset("NL"), terms
    save_settings(tmp_path / "s.db", Settings(keep="forever"))
    assert load_settings(tmp_path / "s.db")[0].keep == "preset"
