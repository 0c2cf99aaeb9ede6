"""Every place of a screen where a text can stand, shown in a real terminal with texts that want to be more.

Runs as a program of its own: `show` writes for each place and text what came of it. With the doors of
the program (`Doored`) or, to prove that there is something to guard against, without them (`Bare`).
"""

import json
from asyncio import Event, sleep
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Any

from rich.text import Text
from textual import widgets
from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.filter import LineFilter
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets.option_list import Option
from textual.widgets.selection_list import Selection

from coach.agreement import Agreement
from coach.note import Note
from coach.text import clean
from tests.conftest import NOW
from tests.tui.hostile import MARKUP, TEXTS
from tests.tui.looking import strips
from tui import bootstrap
from tui.text import ControlFilter, apart, labelled, middle_out, plain
from tui.widgets.agreement_list import AgreementList
from tui.widgets.line import Line, Rule
from tui.widgets.line_editor import LineEditor
from tui.widgets.note_list import NoteList

MARKER = "\x1b[{place};{text}z"
"""Written before each text; "z" with two numbers means nothing to a terminal."""


class Doored:
    """How the program shows text: clean, as content, and with the net under it."""

    markup = False
    filters: Sequence[LineFilter] = (ControlFilter(),)

    def said(self, text: str) -> Any:
        return plain(clean(text))

    def cell(self, text: str) -> Any:
        return Text(clean(text))

    def raw(self, text: str) -> str:
        return clean(text)


class Bare:
    """How somebody shows text who does not know better."""

    markup = True
    filters: Sequence[LineFilter] = ()

    def said(self, text: str) -> Any:
        return text

    cell = raw = said


Way = Doored | Bare


def table(way: Way, cell: str = "x", column: str = "kolom", row: str | None = None) -> Widget:
    made: widgets.DataTable[Any] = widgets.DataTable()
    made.add_column(way.cell(column), width=60)
    made.add_row(way.cell(cell), label=None if row is None else way.cell(row))
    return made


def tree(way: Way, root: str, leaf: str = "blad", branch: str = "tak") -> Widget:
    made: widgets.Tree[None] = widgets.Tree(way.cell(root))
    made.root.expand()
    made.root.add(way.cell(branch)).expand()
    made.root.add_leaf(way.cell(leaf))
    return made


def titled(attribute: str) -> Callable[[Way, str], Widget]:
    def make(way: Way, text: str) -> Widget:
        made = widgets.Static("x", classes="framed")
        setattr(made, attribute, way.said(text))
        return made

    return make


def tooltip(way: Way, text: str) -> Widget:
    made = widgets.Static("x", id="tip")
    made.tooltip = way.said(text)
    return made


def list_view(way: Way, text: str) -> Widget:
    return widgets.ListView(widgets.ListItem(widgets.Label(way.said(text), markup=way.markup)))


class Panes(Vertical):
    """Pages behind tabs, of which one has the text as its title."""

    def __init__(self, title: Any) -> None:
        super().__init__()
        self._title = title

    def compose(self) -> ComposeResult:
        with widgets.TabbedContent(), widgets.TabPane(self._title):
            yield widgets.Static("x")


def log(way: Way, text: str) -> Widget:
    made = widgets.Log()
    made.write_line(way.raw(text))
    return made


def rich_log(way: Way, text: str) -> Widget:
    made = widgets.RichLog(markup=way.markup, min_width=60)
    made.write(way.cell(text))
    return made


def notes(way: Way, text: str) -> Widget:
    made = NoteList(lambda note: True, "leeg")
    made.styles.height = 4
    made.show((Note(1, way.raw(text), NOW, view=way.raw(text)),))
    return made


def agreements(way: Way, text: str) -> Widget:
    made = AgreementList()
    made.styles.height = 3
    words = bootstrap.words("nl")
    made.show((Agreement("employee", way.raw(text)),), words, way.raw(text))
    return made


def editor(way: Way, text: str) -> Widget:
    made = LineEditor()
    made.text = way.raw(text)
    return made


def updated(make: Callable[[], Any], say: Callable[[Any, Way, str], object]) -> Callable[[Way, str], Widget]:
    """A widget that gets its text once it stands on the screen."""

    def made(way: Way, text: str) -> Widget:
        widget: Widget = make()
        widget.call_later(lambda: say(widget, way, text))
        return widget

    return made


def select(way: Way, text: str, prompt: str = "kies", value: int | None = None) -> Widget:
    options = [(way.said(text), 1)]
    if value is None:
        return widgets.Select(options, prompt=way.raw(prompt))
    return widgets.Select(options, prompt=way.raw(prompt), value=value)


IN_WIDGETS: dict[str, Callable[[Way, str], Widget]] = {
    "Static": lambda way, text: widgets.Static(way.said(text), markup=way.markup),
    "Static.update": updated(lambda: widgets.Static("x"), lambda widget, way, text: widget.update(way.said(text))),
    "Label": lambda way, text: widgets.Label(way.said(text), markup=way.markup),
    "Label.update": updated(lambda: widgets.Label("x"), lambda widget, way, text: widget.update(way.said(text))),
    "Button": lambda way, text: widgets.Button(way.said(text)),
    "Checkbox": lambda way, text: widgets.Checkbox(way.said(text)),
    "RadioButton": lambda way, text: widgets.RadioButton(way.said(text)),
    "RadioSet": lambda way, text: widgets.RadioSet(widgets.RadioButton(way.said(text))),
    "Select value": lambda way, text: select(way, text, value=1),
    "Select list": updated(
        lambda: widgets.Select([]), lambda widget, way, text: (widget.set_options([(way.said(text), 1)]), widget.action_show_overlay())
    ),
    "SelectionList": lambda way, text: widgets.SelectionList(Selection(way.said(text), 1)),
    "OptionList": lambda way, text: widgets.OptionList(Option(way.said(text)), markup=way.markup),
    "OptionList.add_option": updated(
        lambda: widgets.OptionList(markup=False), lambda widget, way, text: widget.add_option(Option(way.said(text)))
    ),
    "ListView": list_view,
    "DataTable cell": lambda way, text: table(way, text),
    "DataTable column": lambda way, text: table(way, column=text),
    "DataTable row label": lambda way, text: table(way, row=text),
    "Tree root": lambda way, text: tree(way, text),
    "Tree branch": lambda way, text: tree(way, "wortel", branch=text),
    "Tree leaf": lambda way, text: tree(way, "wortel", text),
    "Tab": lambda way, text: widgets.Tabs(widgets.Tab(way.said(text))),
    "Tabs": lambda way, text: widgets.Tabs(way.said(text)),
    "TabPane": lambda way, text: Panes(way.said(text)),
    "Collapsible": lambda way, text: widgets.Collapsible(widgets.Static("x"), title=way.said(text)),
    "border_title": titled("border_title"),
    "border_subtitle": titled("border_subtitle"),
    "tooltip": tooltip,
    "Input value": lambda way, text: widgets.Input(way.raw(text)),
    "Input placeholder": lambda way, text: widgets.Input(placeholder=way.raw(text)),
    "Input border_title": updated(
        lambda: widgets.Input(classes="framed"), lambda widget, way, text: setattr(widget, "border_title", way.said(text))
    ),
    "TextArea": lambda way, text: widgets.TextArea(way.raw(text)),
    "TextArea placeholder": lambda way, text: widgets.TextArea(placeholder=way.said(text)),
    "Log": log,
    "RichLog": rich_log,
    "Pretty": lambda way, text: widgets.Pretty(way.raw(text)),
    "Digits": lambda way, text: widgets.Digits(way.raw(text)),
    "Link": lambda way, text: widgets.Link(way.raw(text)),
    "Line": lambda way, text: Line(way.said(text)) if isinstance(way, Doored) else widgets.Static(text),
    "Line.say": updated(lambda: Line("x"), lambda widget, way, text: widget.say(way.raw(text))),
    "Rule": lambda way, text: Rule(way.raw(text)),
    "labelled": lambda way, text: widgets.Static(labelled(way.raw(text), way.raw(text), way.raw(text)), markup=way.markup),
    "apart": lambda way, text: widgets.Static(apart(way.raw(text), "x", 90), markup=way.markup),
    "middle_out": lambda way, text: widgets.Static(way.said(middle_out(text, 90)), markup=way.markup),
    "NoteList": notes,
    "AgreementList": agreements,
    "LineEditor": editor,
}  # fmt: skip
"""By name, a widget with the text in it."""


async def by_notice(app: "Gallery", text: str, title: bool) -> None:
    way = app.way
    app.clear_notifications()
    if title:
        app.notify("x", title=way.raw(text), markup=way.markup)
    else:
        app.notify(way.raw(text), markup=way.markup)


async def by_title(app: "Gallery", text: str, attribute: str) -> None:
    setattr(app, attribute, app.way.raw(text))


async def by_screen_title(app: "Gallery", text: str, attribute: str) -> None:
    setattr(app.screen, attribute, app.way.raw(text))


async def by_screen(app: "Gallery", text: str) -> None:
    class Asked(ModalScreen[None]):
        def compose(self) -> ComposeResult:
            yield widgets.Static(app.way.said(text), markup=app.way.markup)

    await app.push_screen(Asked())


async def by_binding(app: "Gallery", text: str) -> None:
    app._bindings.key_to_bindings.clear()
    app._bindings.key_to_bindings["f9"] = [
        Binding("f9", "bell", app.way.raw(text), key_display=app.way.raw(text)[:9])
    ]
    app.refresh_bindings()


ON_APP: dict[str, Callable[["Gallery", str], Awaitable[None]]] = {
    "notify": lambda app, text: by_notice(app, text, title=False),
    "notify title": lambda app, text: by_notice(app, text, title=True),
    "App.title": lambda app, text: by_title(app, text, "title"),
    "App.sub_title": lambda app, text: by_title(app, text, "sub_title"),
    "Screen.title": lambda app, text: by_screen_title(app, text, "title"),
    "Screen.sub_title": lambda app, text: by_screen_title(app, text, "sub_title"),
    "ModalScreen": by_screen,
    "Footer": by_binding,
}
"""By name, what puts the text elsewhere than in a widget of its own."""

PLACES = (*IN_WIDGETS, *ON_APP)
PATIENCE = 25
"""Looks, a fiftieth of a second apart, until letters that do not come are gone."""
NOT_LETTER_BY_LETTER = ("Digits", "Pretty", "middle_out")
"""Places that draw a text otherwise: large, as Python writes it, or without its middle."""


class Gallery(App[None]):
    """Shows one place after the other, with one text after the other."""

    ENABLE_COMMAND_PALETTE = False
    CSS = """
    #stage { height: 12; } .framed { border: round white; height: 3; width: 90; }
    Log, RichLog, TextArea, DataTable, Tree, OptionList, SelectionList { height: 6; width: 90; }
    Tab, Button, #stage > Static { width: 90; } Toast { width: 90; max-width: 90; }
    Footer { height: 1; } FooterKey { width: 90; }
    """

    def __init__(self, way: Way, todo: list[tuple[int, int]], report: Path) -> None:
        self.way, self._todo, self._report = way, todo, report
        super().__init__()

    def get_line_filters(self) -> Sequence[LineFilter]:
        return [*super().get_line_filters(), *self.way.filters]

    def compose(self) -> ComposeResult:
        yield widgets.Header()
        yield Vertical(id="stage")
        yield widgets.Footer()

    def on_mount(self) -> None:
        self.run_worker(self.show_all(), exit_on_error=True)

    async def show_all(self) -> None:
        while self._todo:
            place, text = self._todo.pop(0)
            self._tell(place, text, "begun")
            assert self._driver is not None
            self._driver.write(MARKER.format(place=place, text=text))
            await self.show(PLACES[place], TEXTS[text])
            self._tell(place, text, "shown", await self.looked_at(PLACES[place], TEXTS[text]))
            await self.clear()
        self.exit()

    async def show(self, place: str, text: str) -> None:
        if place in ON_APP:
            await ON_APP[place](self, text)
        else:
            await self.query_one("#stage").mount(IN_WIDGETS[place](self.way, text))
        await self.painted()
        if place == "tooltip":
            self.screen._handle_tooltip_timer(self.query_one("#tip"))  # what resting the pointer there does
            await self.painted()

    async def painted(self) -> None:
        """Wait until what was asked for is on the terminal."""
        for _ in range(3):
            await self.animator.wait_until_complete()
            await self._painted_once()

    async def _painted_once(self) -> None:
        done = Event()
        self.screen.call_after_refresh(done.set)
        await done.wait()

    async def clear(self) -> None:
        while isinstance(self.screen, ModalScreen):
            await self.pop_screen()
        self.clear_notifications()
        self.title = self.sub_title = ""
        self.screen.title = self.screen.sub_title = None
        await self.query_one("#stage").remove_children()
        self.screen._handle_tooltip_timer(self.screen)  # the pointer has moved on

    async def looked_at(self, place: str, text: str) -> list[str]:
        """The effects, once the letters stand there: a notice comes a moment after it was asked for."""
        found = self.effects(place, text)
        for _ in range(PATIENCE):
            if "letters gone" not in found:
                break
            await sleep(0.02)
            found = self.effects(place, text)
        return found

    def effects(self, place: str, text: str) -> list[str]:
        """What the text became beside letters."""
        found: list[str] = []
        shown = ""
        for strip in strips(self):
            shown += strip.text.rstrip() + "\n"
            for segment in strip:
                if segment.style and segment.style.link:
                    found.append("link")
                if segment.style and "quit" in str(segment.style.meta.get("@click", "")):
                    found.append("action")
        if text in MARKUP and place not in NOT_LETTER_BY_LETTER and text not in shown:
            found.append("letters gone")
        return sorted(set(found))

    def _tell(self, place: int, text: int, state: str, effects: list[str] | None = None) -> None:
        with self._report.open("a") as file:
            file.write(json.dumps([place, text, state, effects or []]) + "\n")

    def _fatal_error(self) -> None:
        self._close_messages_no_wait()  # a traceback would print the text: the terminal is what is looked at


def show(way: Way, texts: list[int], places: list[int], report: Path) -> None:
    """Show everything; a place that ends the app is told, and the next one gets an app of its own."""
    todo = [(place, text) for place in places for text in texts]
    while todo:
        left = len(todo)
        app = Gallery(way, todo, report)
        try:
            app.run()
        except Exception as error:  # noqa: BLE001  # whatever ends the app is what is counted
            _ended(report, repr(error)[:200])
        else:
            if app._exception is not None:
                _ended(report, repr(app._exception)[:200])
        assert len(todo) < left, "the app shows nothing"


def _ended(report: Path, why: str) -> None:
    with report.open("a") as file:
        file.write(json.dumps([-1, -1, "ended", [why]]) + "\n")
