"""Broken files at every place where the program takes one: a sentence, the right exit code, nothing lost."""

from collections.abc import Callable
from pathlib import Path

import pytest

from coach.errors import OnderonsError
from data.paths import Paths
from tests.data.imports.broken import as_whole, talks, written
from tests.data.vault.places import new_talk, writing
from tests.data.vault.places import talks as store_of
from tests.tui.test_keeping import refused
from tests.tui.test_passphrase import files
from tests.tui.test_plain import Onderons
from tui import bootstrap
from tui.arguments import parse
from tui.run import run

Call = Callable[..., tuple[int, str, str]]


@pytest.fixture
def call(paths: Paths, capsys: pytest.CaptureFixture[str]) -> Call:
    """One command in this process; its exit code, stdout and stderr."""

    def call(*args: str) -> tuple[int, str, str]:
        built = bootstrap.program(paths, "nl")
        code = run(parse(args, built.words), built)
        said = capsys.readouterr()
        return code, said.out, said.err

    return call


@pytest.fixture
def stored(paths: Paths) -> Paths:
    """A store with one talk."""
    vault = writing(paths.home)
    store_of(vault).save(new_talk("een"))
    vault.close()
    return paths


def one_sentence(said: tuple[int, str, str]) -> str:
    code, out, err = said
    assert (code, out) == (1, "")
    assert err.startswith("onderons: ")
    assert err.count("\n") == 1
    assert err.isprintable() or err[:-1].isprintable()
    assert "Traceback" not in err
    assert len(err) < 400
    return err


TALKS = [name for name, _ in talks()]
WHOLE = [name for name, _ in as_whole(b"{}")]


def broken(name: str, content: bytes) -> bytes:
    """One broken file; made when it is needed, as two of them are 21 MB."""
    return next(made for found, made in as_whole(content) if found == name)


@pytest.mark.parametrize("name", TALKS)
def test_as_an_import(name: str, stored: Paths, call: Call, tmp_path: Path) -> None:
    content = dict(talks())[name]
    (tmp_path / "x.json").write_bytes(content)
    before = files(stored.home)
    message = one_sentence(call("import", str(tmp_path / "x.json"), "--yes"))
    assert "x.json" in message
    assert files(stored.home) == before


def test_a_file_behind_a_hostile_name(call: Call, tmp_path: Path) -> None:
    for name in ("\x1b]0;x\x07.json", "\u202egnp.json", "-", "a\nb.json", "\udc9b31m.json", "a\x00b"):
        one_sentence(call("import", f"{tmp_path}/{name}", "--yes"))
        one_sentence(call("suggest", f"{tmp_path}/{name}", "--kind", "stay"))


@pytest.mark.parametrize("name", ["/dev/zero", "/proc/self/mem", "/", "/dev/full"])
def test_what_is_no_file_or_has_no_end(name: str, call: Call) -> None:
    if not Path(name).exists():
        pytest.skip("not on this system")
    one_sentence(call("import", name, "--yes"))
    one_sentence(call("summarize", name, "--kind", "stay"))


@pytest.mark.parametrize("name", WHOLE)
def test_as_notes(name: str, call: Call, tmp_path: Path) -> None:
    """A notes file is any text: what can be read is read, the rest is refused."""
    content = broken(name, b"! ik mail Jan, voor 1 december\n" * 3)
    (tmp_path / "notes.txt").write_bytes(content)
    for command in ("suggest", "summarize"):
        code, out, err = call(command, str(tmp_path / "notes.txt"), "--kind", "stay")
        assert code == 0 or one_sentence((code, out, err))
        assert code == (1 if b"\0" in content or len(content) > 20_000_000 else 0)


@pytest.mark.parametrize("name", WHOLE)
def test_as_a_day_of_a_backup(name: str, stored: Paths, call: Call, tmp_path: Path) -> None:
    content = broken(name, b'{"records/aa/aa.rec": "x"}')
    assert call("backup", str(tmp_path / "stick"))[0] == 0
    copy = next((tmp_path / "stick").iterdir())
    day = next((copy / "days").iterdir())
    day.write_bytes(content)
    before, on_stick = files(stored.home), files(copy)
    target = tmp_path / "new"
    message = one_sentence(call("restore", str(tmp_path / "stick"), "-o", str(target)))
    assert day.stem in message
    assert not target.exists()
    assert files(stored.home) == before
    assert files(copy) == on_stick


@pytest.mark.parametrize(
    "name",
    ["../../../x.rec", "/tmp/x.rec", "records/aa/" + "0" * 32 + ".rec\n", "named/../" + "0" * 32 + ".rec"],
)
def test_a_day_that_leads_out_of_the_folder(name: str, stored: Paths, call: Call, tmp_path: Path) -> None:
    assert call("backup", str(tmp_path / "stick"))[0] == 0
    copy = next((tmp_path / "stick").iterdir())
    stored_as = next((copy / "files").iterdir()).name
    for names in ({name: stored_as}, {"named/" + "0" * 32 + ".rec": f"../{stored_as}"}):
        next((copy / "days").iterdir()).write_bytes(written(names))
        one_sentence(call("restore", str(tmp_path / "stick"), "-o", str(tmp_path / "new")))
        assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("field", ["memory_kib", "passes", "lanes"])
@pytest.mark.parametrize("value", [b"1e999", b"4000000000", b"-1", b'"x"', b"null", b"9" * 5000])
def test_a_header_that_asks_for_too_much(field: str, value: bytes, tmp_path: Path) -> None:
    """A passphrase is not tried for years because a file on a stick says so."""
    import json

    from data.vault import header
    from data.vault.twin import write_twice

    vault = writing(tmp_path / "home", "vier losse woorden")
    text = (vault.folder / header.NAME).read_bytes().rpartition(b"\nsha256 ")[0]
    document = json.loads(text)
    document["slots"][0]["argon2id"][field] = "@@"
    write_twice(vault.folder / header.NAME, json.dumps(document).replace('"@@"', value.decode()))
    with pytest.raises(OnderonsError) as refusal:
        writing(tmp_path / "home", "vier losse woorden")
    assert refusal.value.text_id == "error.damaged-vault"


@pytest.mark.parametrize("name", WHOLE)
def test_as_a_guide_keys_and_settings_of_ones_own(name: str, stored: Paths, call: Call) -> None:
    """They never stop the program: it goes on with what it brought."""
    content = broken(name, b"schema = 'onderons.guide/1'")
    (stored.guides / "nl").mkdir(parents=True)
    for path in (stored.guides / "nl" / "stay.toml", stored.keys, stored.settings):
        path.write_bytes(content)
    code, out, _ = call("card", "--kind", "stay", "--to", "md", "-o", str(stored.home.parent / "card.md"))
    assert (code, out != "") == (0, True)
    assert call("list")[0] == 0
    problems = bootstrap.program(stored, "nl").guides.problems()
    assert all(len(problem) < 400 and problem.isprintable() for problem in problems)
    assert len(problems) == 1


@pytest.mark.parametrize("name", WHOLE)
def test_as_a_passphrase(
    name: str, paths: Paths, call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = broken(name, b"geheim")
    vault = writing(paths.home, "vier losse woorden")
    vault.close()
    (tmp_path / "secret").write_bytes(content)
    monkeypatch.setenv("ONDERONS_PASSPHRASE_FILE", str(tmp_path / "secret"))
    before = files(paths.home)
    code, out, err = call("list")
    assert (code, out) == (2 if not content.removesuffix(b"\n") else 1, "")
    assert err.count("\n") == 1
    assert err.startswith("onderons: ")
    assert files(paths.home) == before


@pytest.mark.parametrize("name", WHOLE)
def test_as_readable_files_of_the_first_version(name: str, paths: Paths, call: Call) -> None:
    content = broken(name, b'{"set":{}}')[:1_000_000]
    path = paths.talks / "5f" / f"{'5f' * 16}.talk"
    path.parent.mkdir(parents=True)
    for file in (path, paths.people):
        file.write_bytes(content)
    code, _, err = call("list")
    assert "Traceback" not in err
    assert call("find", "x")[0] in (0, 1)
    assert code == 1
    code, _, err = call("backup", str(paths.home.parent / "stick"))
    assert "Traceback" not in err
    assert path.read_bytes() == content  # it cannot be read, so it stays
    assert paths.people.read_bytes() == content


def test_the_real_program_leaves_no_traceback(tmp_path: Path) -> None:
    """The same once more in processes of their own, for what the others replace."""
    onderons = Onderons(tmp_path / "home")
    cases = {
        name: content
        for name, content in talks()
        if name in ("deepest-lists", "5000-digits", "utf-16", "half")
    }
    for name, content in cases.items():
        (tmp_path / f"{name}.json").write_bytes(content)
        assert name in refused(onderons("import", f"{name}.json", "--yes"))
    assert not onderons.home.exists()
