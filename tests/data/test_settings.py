from pathlib import Path

import pytest

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
