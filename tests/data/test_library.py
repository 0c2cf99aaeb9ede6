from pathlib import Path

import pytest

from coach.errors import ContentError
from coach.talk import Kind
from data.library import SHIPPED, TomlLibrary, read_guide

GOOD = (SHIPPED / "nl" / "hallway.toml").read_text("utf-8")


def put(folder: Path, text: str | bytes) -> Path:
    path = folder / "nl" / "hallway.toml"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_a_guide_of_ones_own_goes_first(tmp_path: Path) -> None:
    put(tmp_path, GOOD.replace('title = "', 'title = "Eigen '))
    assert TomlLibrary(tmp_path).guide(Kind.HALLWAY, "nl").title.startswith("Eigen ")


@pytest.mark.parametrize(
    ("broken", "where"),
    [
        (GOOD.replace('kind = "hallway"', 'kind = "stay"'), "line 1"),
        (GOOD.replace("[[question]]", "[[question]", 1), "line"),
        (GOOD.replace("why = ", "wny = ", 1), "line"),
        (GOOD.replace("[closing]", "[clsing]"), "hallway.toml"),
        (b"\xff\xfe", "hallway.toml"),
        ("x = [" * 3000, "hallway.toml"),
        ("", "line 1"),
        ("a = 1\n" * 300_000, "hallway.toml"),
        (GOOD.replace("text = ", "text = 3 #", 1), "line"),
    ],
)
def test_a_broken_guide_is_named_and_the_shipped_one_is_used(
    tmp_path: Path, broken: str | bytes, where: str
) -> None:
    path = put(tmp_path, broken)
    with pytest.raises(ContentError) as caught:
        read_guide(path, Kind.HALLWAY, "nl")
    assert where in str(caught.value.params["where"]) or "line" in str(caught.value.params["why"])
    library = TomlLibrary(tmp_path)
    assert library.guide(Kind.HALLWAY, "nl") == TomlLibrary().guide(Kind.HALLWAY, "nl")
    assert len(library.problems()) == 1


def test_the_line_of_the_mistake_is_named(tmp_path: Path) -> None:
    lines = GOOD.splitlines()
    third = [n for n, line in enumerate(lines, 1) if line == "[[question]]"][2]
    at = next(n for n in range(third, len(lines)) if lines[n].startswith("why = "))
    lines[at] = ""
    with pytest.raises(ContentError) as caught:
        read_guide(put(tmp_path, "\n".join(lines)), Kind.HALLWAY, "nl")
    assert f"line {third}" in str(caught.value.params["where"])


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("kind", list(Kind))
def test_shipped_guides_are_sound(kind: Kind, lang: str) -> None:
    assert TomlLibrary().guide(kind, lang).title


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.DISMISSAL])
@pytest.mark.parametrize(
    ("lang", "months", "said"),
    [
        ("nl", 1, "één maand"),
        ("nl", 6, "6 maanden"),
        ("en", 1, "one month"),
        ("en", 12, "12 months"),
    ],
)
def test_the_opening_says_how_long_notes_are_kept(kind: Kind, lang: str, months: int, said: str) -> None:
    opening = TomlLibrary(kept=lambda: months).guide(kind, lang).opening
    assert f" {said}" in opening
    assert "{" not in opening
