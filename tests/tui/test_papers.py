"""`papers` on the command line and on screen: from the facts of the store in front of us."""

import stat
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from coach.paper import Page
from coach.paper_facts import Disk, Opens
from coach.talk import Kind
from data.checked import Checked, save_checked
from data.export_log import Departure, ExportLog
from data.paths import Paths
from data.settings import Settings, save_settings
from tests.conftest import NOW
from tests.tui.album import Album
from tests.tui.hostile import MARKUP, SEQUENCES, literal, sound, toml
from tests.tui.looking import picture, until
from tui import bootstrap
from tui.app import OnderonsApp
from tui.cli import main
from tui.messages import BeginAsked
from tui.paper_facts import Around, around, facts, shown
from tui.program import Program
from tui.screens.begin import BeginScreen
from tui.screens.paper import PaperScreen
from tui.screens.today import TodayScreen

Capture = pytest.CaptureFixture[str]
PASSPHRASE = "vier losse woorden hier"


def run(capsys: Capture, *args: str) -> tuple[int, str, str]:
    try:
        code = main(args)
    except SystemExit as left:
        code = int(left.code or 0)
    told = capsys.readouterr()
    return code, told.out, told.err


@pytest.mark.parametrize("page", list(Page))
def test_each_page_without_a_store_makes_nothing(page: Page, capsys: Capture, paths: Paths) -> None:
    code, text, wrong = run(capsys, "papers", page, "--lang", "nl")
    assert (code, wrong) == (0, "")
    assert text.count("Ontwerp van ") == 2
    assert not paths.home.exists()


def test_a_file_is_new_private_and_named_after_nobody(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    code, text, _ = run(capsys, "papers", "works-council", "--to", "html", "--lang", "nl")
    assert code == 0
    path = tmp_path / text.strip()
    assert path.name.startswith("onderons-ondernemingsraad-20")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert "<table>" in path.read_text("utf-8")
    before = path.read_bytes()
    code, text, wrong = run(capsys, "papers", "dpia", "--to", "md", "-o", str(path))
    assert (code, text) == (1, "")
    assert str(path) in wrong
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "args",
    [("papers",), ("papers", "alles"), ("papers", "dpia", "-o", "x.md"), ("papers", "dpia", "--to", "pdf")],
)
def test_wrong_use_is_two(args: tuple[str, ...], capsys: Capture, tmp_path: Path) -> None:
    code, text, wrong = run(capsys, *args)
    assert (code, text) == (2, "")
    assert len(wrong.strip().splitlines()) == 1
    assert not (tmp_path / "x.md").exists()


def test_settings_choose_country_and_language_and_options_go_before(capsys: Capture, paths: Paths) -> None:
    paths.home.mkdir()
    save_settings(paths.settings, Settings(lang="en", country="BE"))
    assert "CPBW" in run(capsys, "papers", "works-council")[1]
    text = run(capsys, "papers", "works-council", "--country", "NL", "--lang", "nl")[1]
    assert "WOR" in text
    assert "CPBW" not in text


def test_terms_are_those_of_the_settings(capsys: Capture, paths: Paths) -> None:
    paths.home.mkdir()
    terms = "notes_months=5 stay_months=17 exit_months=47"
    chosen = Settings(lang="nl", country="BE", keep="own", terms=terms, reason="lopende zaak [/] <b>")
    save_settings(paths.settings, chosen)
    for page in ("employee", "works-council", "retention", "dpia"):
        text = run(capsys, "papers", page)[1]
        assert "5 maanden" in text
        assert "17 maanden" in text
        assert "47 maanden" in text
        assert ("lopende zaak [/] <b>" in text) is (page in ("works-council", "retention"))


def test_a_page_for_an_employee_in_flanders_should_be_dutch(capsys: Capture) -> None:
    for lang, country, warned in (("en", "BE", True), ("nl", "BE", False), ("en", "NL", False)):
        wrong = run(capsys, "papers", "employee", "--country", country, "--lang", lang)[2]
        assert bool(wrong) is warned
    assert run(capsys, "papers", "dpia", "--country", "BE", "--lang", "en")[2] == ""


def test_what_opens_the_store_is_told_also_while_it_is_locked(
    make_program: Callable[..., Program], capsys: Capture
) -> None:
    program = make_program()
    assert facts(program, "NL", Around()).opens is Opens.NOTHING_YET
    program.lock()
    assert facts(program, "NL", Around()).opens is Opens.MACHINE_KEY
    program.vault.door.set_passphrase(PASSPHRASE)
    program.vault.door.make_recovery_key()
    program.close()
    fresh = make_program()
    assert fresh.vault.door.is_locked
    found = facts(fresh, "NL", Around())
    assert (found.opens, found.recovery_key, found.exports) == (Opens.PASSPHRASE, True, None)
    code, text, wrong = run(capsys, "papers", "privacy", "--lang", "nl")
    assert (code, wrong) == (0, "")
    assert "Je hebt een wachtzin" in text
    assert "Er is een herstelsleutel" in text


@pytest.mark.parametrize("page", list(Page))
def test_a_store_is_only_read(page: Page, make_program: Callable[..., Program], capsys: Capture) -> None:
    program = make_program()
    program.lock()
    program.close()

    def state() -> dict[Path, tuple[bytes, int]]:
        files = (path for path in program.paths.home.rglob("*") if path.is_file())
        return {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in files}

    before = state()
    assert len(before) > 2
    assert run(capsys, "papers", page)[0] == 0
    assert state() == before


def test_a_broken_header_is_told_and_not_guessed(
    make_program: Callable[..., Program], capsys: Capture
) -> None:
    program = make_program()
    program.lock()
    program.close()
    for header in program.paths.vault.glob("vault.hdr*"):
        header.write_bytes(b"rubbish")
    assert facts(make_program(), "NL", Around()).opens is Opens.UNREADABLE
    code, text, _ = run(capsys, "papers", "privacy", "--lang", "nl")
    assert code == 0
    assert "is nu niet te lezen" in text
    assert "Er is geen wachtzin" not in text


def test_readable_files_of_the_first_version_are_not_nothing(make_program: Callable[..., Program]) -> None:
    program = make_program()
    program.paths.talks.mkdir(parents=True)
    assert facts(program, "NL", Around()).opens is Opens.UNREADABLE


def test_what_others_find_out_is_taken_over(make_program: Callable[..., Program]) -> None:
    program = make_program()
    program.lock()
    gone = [
        Departure(f"{number:08x}", NOW, "talk", "md", "self", talk="5a" * 16, left=number > 0)
        for number in range(3)
    ]
    ExportLog(program.vault).enter(gone)
    found = facts(program, "BE", Around(Disk.ENCRYPTED, model="klein"))
    assert (found.country, found.disk, found.exports, found.model) == ("BE", Disk.ENCRYPTED, 2, "klein")
    assert found.retention.country == "BE"
    assert found.today == NOW.date()


def test_the_last_check_is_told(make_program: Callable[..., Program], capsys: Capture) -> None:
    program = make_program()
    assert around(program).checked is None
    assert "nog nooit gedraaid" in run(capsys, "papers", "works-council", "--lang", "nl")[1]
    program.lock()
    for whole, told in ((True, "Alles klopte."), (False, "Niet alles klopte.")):
        save_checked(program.paths.checked, Checked(NOW, whole))
        text = run(capsys, "papers", "works-council", "--lang", "nl")[1]
        assert f"{NOW.date().isoformat()}. {told}" in text


def test_a_folder_does_not_tell_the_name_of_the_account(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    assert shown(tmp_path / "a" / "b") == "~/a/b"
    assert shown(tmp_path) == "~"
    assert shown(tmp_path.parent) == str(tmp_path.parent)


def test_ones_own_page_is_used_and_a_mistake_in_it_is_told(capsys: Capture, paths: Paths) -> None:
    own = paths.papers / "nl" / "dpia.toml"
    own.parent.mkdir(parents=True)
    page = 'schema = "onderons.paper/1"\npage = "dpia"\nlang = "nl"\ntitle = "Van ons"\n[[section]]\n'
    own.write_text(
        page + 'id = "een"\ntitle = "Een"\nblocks = [\n  { text = "Blijft {notes}." },\n]\n', "utf-8"
    )
    code, text, wrong = run(capsys, "papers", "dpia", "--lang", "nl")
    assert (code, wrong) == (0, "")
    assert text.startswith("Van ons\n")
    assert "Blijft 12 maanden." in text
    own.write_text(own.read_text("utf-8").replace("{notes}", "{noten}"), "utf-8")
    code, text, wrong = run(capsys, "papers", "dpia", "--lang", "nl")
    assert code == 0
    assert "dpia.toml, line 9" in wrong
    assert "Van ons" not in text


# On screen


def only_file(folder: Path, pattern: str) -> str:
    (file,) = folder.glob(pattern)
    return file.read_text("utf-8")


async def opened(app: OnderonsApp, pilot: Pilot[object]) -> PaperScreen:
    await until(pilot, lambda: isinstance(app.screen, PaperScreen) and "Ontwerp" in picture(app))
    assert isinstance(app.screen, PaperScreen)
    return app.screen


async def test_from_help_to_every_page_and_back(make_app: Callable[..., OnderonsApp]) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, TodayScreen))
        await pilot.press("f1", "f2")
        await opened(app, pilot)
        for title in (
            "Wat Onderons bewaart",
            "Wat er over jou",
            "notitie voor de ondernemingsraad",
            "DPIA:",
            "Hoe lang wat",
        ):
            await until(pilot, lambda title=title: title in picture(app))
            await until(pilot, lambda: app.screen.query_one("#page").scroll_y == 0)
            await pilot.press("pagedown", "f2")
        await until(pilot, lambda: "Wat Onderons bewaart" in picture(app))  # after the last the first
        await pilot.press("escape", "escape")
        await until(pilot, lambda: isinstance(app.screen, TodayScreen))


async def test_before_a_talk_the_page_for_the_other_in_the_language_of_the_talk(
    make_program: Callable[..., Program], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    program = make_program()
    program.settings = replace(program.settings, country="BE")
    program.lock()
    app = bootstrap.app(program, "en")
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, TodayScreen))
        app.post_message(BeginAsked(Kind.STAY))
        await until(pilot, lambda: isinstance(app.screen, BeginScreen))
        app.screen.query_one("#name", Input).value = "Sanne"
        await pilot.press("f4")
        await opened(app, pilot)
        assert "What is written down about you" in picture(app)
        await pilot.press("f4")
        await until(pilot, lambda: "Vlaanderen" in picture(app))
        assert "Sanne" not in only_file(tmp_path, "onderons-employee-notice-*.html")
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, BeginScreen))
        assert app.screen.query_one("#name", Input).value == "Sanne"


async def test_a_file_that_cannot_be_written_is_told(
    make_app: Callable[..., OnderonsApp], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = tmp_path / "weg"
    gone.mkdir()
    monkeypatch.chdir(gone)
    monkeypatch.setattr(Path, "cwd", lambda: gone / "niet")
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, TodayScreen))
        await pilot.press("f1", "f2")
        await opened(app, pilot)
        await pilot.press("f4")
        await until(pilot, lambda: "niet" in picture(app).splitlines()[1])


async def test_hostile_content_of_ones_own_is_text(make_program: Callable[..., Program]) -> None:
    program = make_program()
    own = program.paths.papers / "nl" / "privacy.toml"
    own.parent.mkdir(parents=True)
    lines = "\n".join(f"  {{ item = {toml(text)} }}," for text in (*MARKUP, *SEQUENCES) if "{" not in text)
    head = 'schema = "onderons.paper/1"\npage = "privacy"\nlang = "nl"\ntitle = "[/] [b]"\n[[section]]\n'
    own.write_text(f'{head}id = "een"\ntitle = "[@click=app.quit]"\nblocks = [\n{lines}\n]\n', "utf-8")
    app = bootstrap.app(program)
    async with app.run_test(size=(100, 120)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, TodayScreen))
        await pilot.press("f1", "f2")
        await opened(app, pilot)
        shown_now = sound(app)
        assert not literal(shown_now, tuple(text for text in MARKUP if "{" not in text))


@pytest.mark.parametrize("width", range(1, 31))
async def test_any_width_is_survived(make_app: Callable[..., OnderonsApp], width: int) -> None:
    app = make_app()
    async with app.run_test(size=(width, 12)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, TodayScreen))
        app.push_screen(PaperScreen(app.services, Page.RETENTION))
        await until(pilot, lambda: len(app.screen.query("#page Line")) > 20)
        assert app.is_running


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("size", [(80, 24), (50, 45)], ids=["80x24", "50x45"])
async def test_pictures(
    make_program: Callable[..., Program],
    lang: str,
    size: tuple[int, int],
    snapshot: Callable[[str, str], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    program = make_program(lang)
    monkeypatch.setattr(Path, "home", lambda: program.paths.home.parent)  # it has another name every time
    album = Album(program, lang, size, snapshot)
    async with album.open() as pilot:
        for page in Page:
            album.app.push_screen(PaperScreen(album.app.services, page))
            await album.show(pilot, PaperScreen)
            await until(pilot, lambda: len(album.app.screen.query("#page Line")) > 5)
            await album.take(pilot, f"paper-{page}")
            album.app.pop_screen()


def test_a_model_that_is_switched_on_stands_in_the_pages(
    make_program: Callable[..., Program], capsys: Capture
) -> None:
    program = make_program()
    program.lock()
    for when, told in (("off", False), ("end", True)):
        save_settings(program.paths.settings, Settings(model="klein-model", model_when=when))
        assert ("klein-model" in run(capsys, "papers", "privacy", "--lang", "nl")[1]) is told
