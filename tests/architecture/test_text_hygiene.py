"""No user text can reach markup: every place that would parse it is found, and there is none."""

from pathlib import Path

import pytest

from tests.architecture.markup import problems

ROOT = Path(__file__).parents[2]
PLANTED = [
    "Static(name)",
    "Static(f'met {name}')",
    "Static('met ' + name)",
    "Static('met %s' % name)",
    "Static('met {}'.format(name))",
    "Label(self.talk.person.alias)",
    "Label(self.words('live.present', who=name))",
    "Button(label=name)",
    "Button(str(name))",
    "Checkbox(note.text)",
    "Collapsible(title=name)",
    "Tab(name)",
    "Tree(name)",
    "Option(note.text)",
    "Option(self.words('today.read', person=name))",
    "OptionList()",
    "OptionList(markup=True)",
    "table.add_row(1, note.text)",
    "table.add_row(*cells)",
    "table.add_column(name)",
    "root.add_leaf(name)",
    "app.notify(name)",
    "app.notify('klaar')",
    "app.notify(name, markup=True)",
    "app.notify(name, markup=allowed)",
    "Input(placeholder=name)",
    "Input(placeholder=f'{name}')",
    "Input(tooltip=name)",
    "TextArea(placeholder=self.words('x', who=name))",
    "self.border_title = name",
    "self.border_subtitle = f'{name}'",
    "widget.tooltip = note.text",
    "widget.placeholder += name",
    "setattr(widget, 'border_title', name)",
    "escape(name)",
    "markup.escape(name)",
    "Content.from_markup(name)",
    "Content.from_markup('[b]$name[/b]', name=name)",
    "Text.from_markup(name)",
    "self.update(f'{name}')",
    "self.update('a' + name)",
    "class Name(Static):\n def __init__(self, name):\n  super().__init__(name)",
    "class Names(OptionList):\n def __init__(self):\n  super().__init__(id='x')",
    "from textual.widgets import Static as S",
    "from textual.markup import escape as e",
]
FINE = [
    "Static('vast')",
    "Static(plain(name))",
    "Static(Content(name))",
    "Static(name, markup=False)",
    "Label(self.words('begin.opening'))",
    "Input(placeholder=self.words(f'begin.{field}'))",
    "OptionList(markup=False)",
    "Option(plain(note.text), note.id)",
    "table.add_row(Text(name), plain(name), '1')",
    "app.notify(name, markup=False)",
    "self.border_title = plain(name)",
    "index.update({1: 2})",
    "class Name(Static):\n def __init__(self, name):\n  super().__init__(name, markup=False)",
]


@pytest.mark.parametrize("path", sorted((ROOT / "tui").rglob("*.py")), ids=lambda path: path.name)
def test_no_text_reaches_markup(path: Path) -> None:
    assert problems(path.read_text("utf-8"), path.name) == []


@pytest.mark.parametrize("sample", PLANTED)
def test_a_planted_one_is_found(sample: str) -> None:
    assert problems(sample)


@pytest.mark.parametrize("sample", FINE)
def test_what_cannot_be_parsed_passes(sample: str) -> None:
    assert problems(sample) == []
