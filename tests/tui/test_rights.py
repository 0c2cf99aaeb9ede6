"""`purge`, `retention`, `erase`, `hold` and `object`, as a program and as somebody at a terminal see them."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.data.vault.places import readable
from tests.tui.terminal import Terminal
from tests.tui.test_keeping import record, refused
from tests.tui.test_passphrase import files
from tests.tui.test_plain import Onderons

CANARY = "kanariepietje"
TODAY = date.today()
LONG_AGO = (TODAY - timedelta(days=900)).isoformat()
A_YEAR_AGO = (TODAY - timedelta(days=400)).isoformat()


@pytest.fixture
def onderons(tmp_path: Path) -> Onderons:
    return Onderons(tmp_path / "home")


def said(onderons: Onderons, *args: str, code: int = 0) -> str:
    done = onderons(*args)
    assert done.returncode == code, (done.stdout.decode(), done.stderr.decode())
    return done.stdout.decode()


def typed(onderons: Onderons, person: str, day: str, *lines: str) -> str:
    return onderons.talk("\n".join(lines) + "\n", "--person", person, "--after", "--date", day)[0]


def test_purge_shows_and_asks_and_leaves_the_summary(onderons: Onderons, tmp_path: Path) -> None:
    assert said(onderons, "purge").startswith("Niets is over")
    assert not onderons.home.exists()
    gone = typed(onderons, "Piet", LONG_AGO, CANARY)
    shorter = typed(onderons, "Sanne", A_YEAR_AGO, "rooster is te druk, geen pauze", f"// {CANARY}")
    typed(onderons, "Koen", TODAY.isoformat(), "blijft")
    said(onderons, "backup", str(tmp_path / "stick"))
    before = files(onderons.home)
    done = onderons("purge")
    assert (done.returncode, done.stderr.count(b"\n")) == (1, 1)
    shown = done.stdout.decode()
    assert all(part in shown for part in (gone[:8], shorter[:8], "het hele gesprek", "notities, tot"))
    assert "Koen" not in shown
    assert files(onderons.home) == before
    assert "Gewist" in said(onderons, "purge", "--yes")
    assert [row["person"] for row in onderons.json("list")] == ["Koen", "Sanne"]  # type: ignore[attr-defined]
    document = onderons.json("show", shorter)
    assert isinstance(document, dict)
    assert document["notes"] == []
    assert document["purged"] == {"on": TODAY.isoformat(), "up_to": 2}
    assert document["summary"][0]["lines"] == [1]
    assert "uit notities die zijn gewist: 1" in said(onderons, "show", shorter)
    for form, told in (("md", "(1 gewist)"), ("html", "(1 gewist)"), ("json", '"purged"')):
        said(onderons, "export", shorter, "--to", form, "-o", str(tmp_path / f"x.{form}"))
        assert told in (tmp_path / f"x.{form}").read_text("utf-8")
    said(onderons, "restore", str(tmp_path / "stick"), "-o", str(tmp_path / "back"))
    for home in (onderons.home, tmp_path / "back"):
        assert CANARY.encode() not in readable(home)
    assert said(onderons, "purge").startswith("Niets is over")
    said(onderons, "check")


def test_purge_asks_at_a_terminal_and_takes_anything_but_yes_as_no(
    tmp_path: Path, onderons: Onderons
) -> None:
    typed(onderons, "Piet", LONG_AGO, CANARY)
    for answer, left in (("\r", 1), ("nee\r", 1), ("JA\r", 0)):
        with Terminal("purge", home=onderons.home) as terminal:
            terminal.until("[j/n]")
            terminal.type(answer)
            assert terminal.wait() == (1 if left else 0)
        assert len(onderons.json("list")) == left  # type: ignore[arg-type]  # a list


def test_purge_leaves_what_it_cannot_read_and_says_so(onderons: Onderons) -> None:
    damaged = typed(onderons, "Piet", LONG_AGO, "een")
    typed(onderons, "Sanne", LONG_AGO, "twee")
    record(onderons.home, damaged).write_bytes(b"rubbish" * 90)
    done = onderons("purge", "--yes")
    assert done.returncode == 1
    assert damaged in done.stderr.decode()
    assert record(onderons.home, damaged).exists()
    assert b"Gewist" in done.stdout


def test_terms_are_shown_kept_and_refused(onderons: Onderons) -> None:
    found = json.loads(said(onderons, "retention", "--json"))
    assert (found["notes_months"], found["stay_months"], found["exit_months"]) == (12, 24, 12)
    assert not onderons.home.exists()
    assert "Notities, in maanden na het gesprek: 6" in said(onderons, "retention", "--notes", "6")
    assert json.loads(said(onderons, "retention", "--draft", "7", "--json"))["notes_months"] == 6
    assert "van 1 tot en met 24" in refused(onderons("retention", "--exit", "36"))
    assert "--because" in refused(onderons("retention", "--stay", "36"))
    assert "Reden om langer te bewaren: zaak" in said(
        onderons, "retention", "--stay", "36", "--because", "zaak"
    )
    assert "geen getal" in refused(onderons("retention", "--notes", "9" * 5000), code=2)
    assert json.loads(said(onderons, "retention", "--preset", "--json"))["notes_months"] == 12
    typed(onderons, "Sanne", (TODAY - timedelta(days=200)).isoformat(), "een")
    assert "Niets" in said(onderons, "purge")
    said(onderons, "retention", "--notes", "6")
    assert "notities, tot" in onderons("purge").stdout.decode()


def test_erase_shows_asks_and_proves(onderons: Onderons, tmp_path: Path) -> None:
    theirs = typed(onderons, "Sanne", TODAY.isoformat(), CANARY)
    other = typed(onderons, "Koen", TODAY.isoformat(), "dank aan Sanne", "/present Sanne en tolk")
    said(onderons, "backup", str(tmp_path / "stick"))
    before = files(onderons.home)
    done = onderons("erase", "sanne")
    assert done.returncode == 1
    assert theirs[:8] in done.stdout.decode()
    assert "--yes" in done.stderr.decode()
    assert files(onderons.home) == before
    told = said(onderons, "erase", "Sanne", "--yes")
    for part in (theirs, str(tmp_path / "stick"), other[:8], "Time Machine", "niets meer te lezen"):
        assert part in told
    assert [row["person"] for row in onderons.json("list")] == ["Koen"]  # type: ignore[attr-defined]
    assert onderons.json("show", other)["present"] == "… en tolk"  # type: ignore[index]
    assert CANARY.encode() not in readable(onderons.home)
    assert "Niemand heet hier Sanne" in refused(onderons("erase", "Sanne", "--yes"))
    said(onderons, "check")


def test_the_proof_names_what_was_written_to_a_file(onderons: Onderons) -> None:
    talk_id = typed(onderons, "Sanne", "2026-03-01", "een regel")
    typed(onderons, "Bram", "2026-03-01", "een andere regel")
    path = Path(onderons("export", talk_id, "--to", "md").stdout.decode().strip())
    told = said(onderons, "erase", "Sanne", "--yes")
    assert f"een bestand (md) met {path.stem.split('-')[-1]} in de naam" in told
    assert "een bestand" not in said(onderons, "erase", "Bram", "--yes")


def test_erase_asks_at_a_terminal(onderons: Onderons) -> None:
    typed(onderons, "Sanne", TODAY.isoformat(), CANARY)
    for answer, code in (("\r", 1), ("ja\r", 0)):
        with Terminal("erase", "Sanne", home=onderons.home) as terminal:
            terminal.until("[j/n]")
            terminal.type(answer)
            assert terminal.wait() == code
    assert onderons.json("people") == []


def test_erase_of_nobody_of_two_and_of_what_may_be_theirs(onderons: Onderons) -> None:
    assert "Niemand heet hier" in refused(onderons("erase", "Sanne", "--yes"))
    assert not onderons.home.exists()
    typed(onderons, "Sanne Bos", TODAY.isoformat(), "een")
    kept = typed(onderons, "Sanne Vos", TODAY.isoformat(), "twee")
    message = refused(onderons("erase", "sanne", "--yes"))
    assert all(alias in message for alias in ("Sanne Bos", "Sanne Vos"))
    record(onderons.home, kept).write_bytes(b"rubbish" * 90)
    (onderons.home / "vault" / "index.log").unlink()
    done = onderons("erase", "Sanne Bos", "--yes")
    assert done.returncode == 1
    assert kept in done.stdout.decode()
    assert kept in done.stderr.decode()
    assert record(onderons.home, kept).exists()


def test_a_dispute_stops_everything_and_is_lifted(onderons: Onderons) -> None:
    held = typed(onderons, "Sanne", LONG_AGO, CANARY)
    assert "Er loopt geen geschil" in said(onderons, "hold")
    assert "geschil" in refused(onderons("hold", "Sanne", "--lift"))
    said(onderons, "hold", "Sanne", "--because", "kanton\x1b[31mrechter")
    assert "kanton[31mrechter" in said(onderons, "hold") or "kantonrechter" in said(onderons, "hold")
    before = record(onderons.home, held).read_bytes()
    assert "geschil" in refused(onderons("erase", "Sanne", "--yes"))
    assert "want er loopt een geschil" in said(onderons, "purge", "--yes")
    resumed = onderons("talk", "--plain", "--resume", held, stdin="nog iets\n")
    assert resumed.returncode == 1
    assert b"saved" not in resumed.stdout
    assert "geschil" in resumed.stderr.decode()
    assert record(onderons.home, held).read_bytes() == before
    assert said(onderons, "show", held).splitlines()[1].startswith("Er loopt een geschil sinds")
    assert onderons.json("show", held)["hold"]["since"] == TODAY.isoformat()  # type: ignore[index]
    said(onderons, "hold", "Sanne", "--lift")
    assert "Gewist" in said(onderons, "purge", "--yes")


def test_an_objection_is_shown_and_goes_with_the_person(onderons: Onderons) -> None:
    talk_id = typed(onderons, "Sanne", TODAY.isoformat(), "een")
    assert "Er is geen gesprek" in refused(onderons("object", "Koen"))
    said(onderons, "object", talk_id[:8], "--because", CANARY)
    assert CANARY in said(onderons, "object")
    assert onderons.json("show", talk_id)["objection"]["because"] == CANARY  # type: ignore[index]
    said(onderons, "object", "Sanne", "--because", CANARY)
    said(onderons, "object", talk_id[:8], "--lift")
    assert "Bezwaar sinds" in said(onderons, "show", talk_id)
    said(onderons, "erase", "Sanne", "--yes")
    assert "Niemand heeft bezwaar" in said(onderons, "object")
    assert CANARY.encode() not in readable(onderons.home)


def test_another_window_has_the_right_to_write(onderons: Onderons) -> None:
    typed(onderons, "Sanne", LONG_AGO, "een")
    with Terminal(home=onderons.home) as terminal:
        terminal.until("Nieuw blijfgesprek")
        for args in (("erase", "Sanne", "--yes"), ("purge", "--yes"), ("hold", "Sanne")):
            done = onderons(*args)
            assert done.returncode == 1
            assert done.stderr.decode().count("\n") == 1
    assert len(onderons.json("list")) == 1  # type: ignore[arg-type]  # a list
