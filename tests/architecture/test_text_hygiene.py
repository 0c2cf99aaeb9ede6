"""No user text can reach markup: the calls that parse it are not used, or are told not to."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
PARSES_MARKUP = {
    "Static",
    "Label",
    "Button",
    "Checkbox",
    "Select",
    "Collapsible",
    "Tab",
    "TextArea.from_string",
    "Markdown",
    "RichLog",
    "Log",
    "Pretty",
    "Link",
    "RadioButton",
    "SelectionList",
    "TabPane",
    "Header",
    "Footer",
}


def calls() -> Iterator[tuple[str, ast.Call, str]]:
    for path in (ROOT / "tui").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                name = (
                    node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                )
                yield name, node, f"{path.name}:{node.lineno}"


def test_widgets_that_parse_markup_are_not_made() -> None:
    assert [where for name, _, where in calls() if name in PARSES_MARKUP] == []


def test_notices_are_told_not_to_parse() -> None:
    for name, node, where in calls():
        if name == "notify":
            assert any(
                k.arg == "markup" and getattr(k.value, "value", None) is False for k in node.keywords
            ), where


def test_nothing_escapes_or_parses_markup() -> None:
    for name, node, where in calls():
        assert name not in ("escape", "from_markup", "from_text"), where
        if isinstance(node.func, ast.Attribute) and node.func.attr in ("border_title", "tooltip"):
            raise AssertionError(where)


def test_titles_and_tooltips_are_not_set() -> None:
    for path in (ROOT / "tui").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Assign):
                names = [t.attr for t in node.targets if isinstance(t, ast.Attribute)]
                assert not {"border_title", "border_subtitle", "tooltip", "placeholder"} & set(names), path
